"""What is wrong with an exception, as findings where it stands: PL902, PL903, PL904."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from promolint.errors import spelt_like
from promolint.policy import rules
from promolint.policy.finding import digest, shortened
from promolint.values.outcome import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from promolint.reading.layers import Lines
    from promolint.silence.directives import Ignore, Said
    from promolint.values.message import Excerpt, Place
    from promolint.words.catalogue import Catalogue

UNUSED, NO_REASON, EXPIRED = "unused-ignore", "ignore-without-reason", "expired-ignore"
_SEVERITIES = {UNUSED: Severity.WARNING, NO_REASON: Severity.ERROR, EXPIRED: Severity.ERROR}
_KNOWN = [word for rule in rules.RULES for word in (rule.code, rule.name)]
# near spellings cost time: only so many words of a file are looked up, and none that is longer
_LOOKED_UP, _LONGEST_WORD = 20, 40


class Site(NamedTuple):
    """Where an exception, or a word of it, stands: the name of the file, the place there, the words themselves."""

    path: str
    place: Place
    text: str
    excerpt: Excerpt | None = None


def complaint(name: str, site: Site, message: str, identity: tuple[str, ...], words: Catalogue) -> Finding:
    """What the rule of this name has against the exception at ``site``; ``identity`` tells it from others there."""
    rule = rules.get(name)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=_SEVERITIES[name],
        confidence=1.0,
        path=site.path,
        part="",
        place=site.place,
        message=message,
        help=words.say(f"rule.{name}.way_out"),
        text=site.text,
        fingerprint=digest(rule.code, *identity),
        excerpt=site.excerpt,
    )


class Complaints:
    """Collects what is wrong with the exceptions of one file."""

    def __init__(self, path: str, lines: Lines, words: Catalogue) -> None:
        self._path = path
        self._lines = lines
        self._words = words
        self._found: list[Finding] = []
        self._told: Counter[tuple[str, str]] = Counter()
        self._near: dict[str, str] = {}

    def all(self) -> tuple[Finding, ...]:
        """All that was told, in the order of the file."""
        return tuple(sorted(self._found, key=lambda finding: (finding.place, finding.code)))

    def no_rule(self, said: Said) -> None:
        """It names no rule."""
        self._tell(UNUSED, said, "no_rule")

    def no_reason(self, said: Said) -> None:
        """It says no reason."""
        self._tell(NO_REASON, said, "no_reason")

    def expired(self, said: Said, last: date) -> None:
        """Its last day has passed."""
        self._tell(EXPIRED, said, "expired", date=last.isoformat())

    def no_date(self, said: Said, until: str) -> None:
        """Its last day is no day."""
        self._tell(EXPIRED, said, "no_date", date=until)

    def unknown(self, rule: Said) -> None:
        """It names a rule that does not exist; codes and names that are spelt like it are told."""
        near = self._spelt_like(rule.text)
        if near:
            self._tell(UNUSED, rule, "unknown_near", code=rule.text, near=near)
        else:
            self._tell(UNUSED, rule, "unknown", code=rule.text)

    def unused(self, rule: Said, lines: Sequence[int], ignore: Ignore) -> None:
        """It silences nothing; ``lines`` are those, sorted, where its rule still reports something."""
        if lines:
            at = bisect_left(lines, ignore.last)
            near = min(lines[max(at - 1, 0) : at + 1], key=lambda line: abs(line - ignore.last))
            self._tell(UNUSED, rule, "elsewhere", code=rule.text, line=near)
        else:
            self._tell(UNUSED, rule, "unused_file" if ignore.whole_file else "unused", code=rule.text)

    def _spelt_like(self, word: str) -> str:
        if word not in self._near:
            if len(self._near) >= _LOOKED_UP or len(word) > _LONGEST_WORD:
                return ""
            self._near[word] = ", ".join(spelt_like(word, _KNOWN))
        return self._near[word]

    def _tell(self, name: str, said: Said, key: str, **fields: object) -> None:
        same = name, said.text
        shown = {field: shortened(str(value)) for field, value in fields.items()}
        lines, span = self._lines, (said.start, said.end)
        site = Site(self._path, lines.place(*span), said.text, lines.excerpt(*span))
        message = self._words.say(f"ignore.{key}", **shown)
        self._found.append(complaint(name, site, message, (said.text, str(self._told[same])), self._words))
        self._told[same] += 1
