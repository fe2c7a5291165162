"""Findings and the exceptions of their own file, brought together: what is silenced, and what is wrong with which."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from promolint.policy import rules
from promolint.reading.layers import Lines
from promolint.silence.complaints import Complaints
from promolint.silence.directives import MARK, Ignore, Said, ignores_in
from promolint.values.outcome import Suppression

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promolint.values.outcome import Finding
    from promolint.words.catalogue import Catalogue

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST_TAG = 4000
_WHOLE_FILE = 0


class Page(NamedTuple):
    """A file as its findings are counted in: its name and text. ``whole``: all of it was read."""

    path: str
    text: str
    whole: bool = True


class _Valid(NamedTuple):
    """An exception that stands, for one rule that exists."""

    ignore: Ignore
    said: Said
    code: str


def silenced(
    findings: Iterable[Finding], page: Page, today: date | None, words: Catalogue
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings of one file, those that a comment excepts suppressed with its reason; and PL902, PL903, PL904.

    A comment works on its own line and on the line behind it. A link stands on the lines from the beginning of its tag
    to its URL, since in many languages a tag cannot hold a comment. What is suppressed already stays as it is. Of a
    file that was not read whole nobody says that an exception is unused. Without ``today`` no exception ends.
    """
    found = tuple(findings)
    if MARK not in page.text:
        return found, ()
    lines = Lines(page.text)
    ignores = ignores_in(page.text, lines)
    if not ignores:
        return found, ()
    complaints = Complaints(page.path, lines, words)
    valid = [one for ignore in ignores for one in _valid(ignore, today, complaints)]
    result, used = _applied(found, valid, Tags(page.text, lines))
    if page.whole:
        _tell_unused([one for number, one in enumerate(valid) if number not in used], result, complaints)
    return result, complaints.all()


def _valid(ignore: Ignore, today: date | None, complaints: Complaints) -> list[_Valid]:
    """The rules that an exception stands for; none where it has no reason or its day has passed, which is told."""
    known = [_Valid(ignore, rule, code) for rule in ignore.rules if (code := _known(rule, complaints))]
    if not ignore.rules:
        complaints.no_rule(ignore.said)
    if not ignore.reason:
        complaints.no_reason(ignore.said)
    ended = _ended(ignore, today, complaints)
    return known if ignore.reason and not ended else []


def _known(rule: Said, complaints: Complaints) -> str:
    found = rules.find(rule.text)
    if found is None:
        complaints.unknown(rule)
    return found.code if found else ""


def _ended(ignore: Ignore, today: date | None, complaints: Complaints) -> bool:
    """Whether the last day of an exception has passed; one that nobody can read has."""
    if not ignore.until:
        return False
    try:
        last = date.fromisoformat(ignore.until) if _DAY.fullmatch(ignore.until) else None
    except ValueError:
        last = None
    if last is None:
        complaints.no_date(ignore.said, ignore.until)
        return True
    ended = today is not None and last < today
    if ended:
        complaints.expired(ignore.said, last)
    return ended


def _applied(
    findings: tuple[Finding, ...], valid: list[_Valid], tags: Tags
) -> tuple[tuple[Finding, ...], frozenset[int]]:
    """The findings, and the numbers of the exceptions that each silence one; the nearest gives the reason."""
    by_place: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, (ignore, _, code) in enumerate(valid):
        for line in (_WHOLE_FILE,) if ignore.whole_file else range(ignore.first, ignore.last + 1):
            by_place[code, line].append(number)
    result, met = [], set()
    for finding in findings:
        places = [place for place in tags.places(finding) if place in by_place] if finding.suppressed is None else []
        met.update(places)
        reason = valid[by_place[places[0]][-1]].ignore.reason if places else ""
        result.append(replace(finding, suppressed=Suppression("ignore", reason)) if places else finding)
    return tuple(result), frozenset(number for place in met for number in by_place[place])


def _tell_unused(unused: list[_Valid], findings: tuple[Finding, ...], complaints: Complaints) -> None:
    """PL902, with the line where it would work: the nearest on which the same code is still reported."""
    if not unused:
        return
    reported: dict[str, list[int]] = defaultdict(list)
    for finding in findings:
        if finding.suppressed is None:
            reported[finding.code].append(finding.place.line)
    for lines in reported.values():
        lines.sort()
    for ignore, said, code in unused:
        complaints.unused(said, reported.get(code, []), ignore)


class Tags:
    """Where the tags that links stand in begin. The text is looked at when the first finding asks."""

    def __init__(self, text: str, lines: Lines) -> None:
        self._text = text
        self._lines = lines
        self._masked = ""

    def places(self, finding: Finding) -> list[tuple[str, int]]:
        """The places of a finding, as code and line, from its own up to the beginning of its tag; the file is last."""
        lines = range(finding.place.line, self.first_line(finding) - 1, -1)
        return [(finding.code, line) for line in (*lines, _WHOLE_FILE)]

    def first_line(self, finding: Finding) -> int:
        """The line of the ``<`` whose tag holds the place of a finding; the line of the finding where there is none."""
        from promolint.reading.mask import mask

        self._masked = self._masked or mask(self._text).text
        offset = min(self._lines.offset(finding.place.line, finding.place.column), len(self._text))
        begin = self._masked.rfind("<", max(offset - _LONGEST_TAG, 0), offset)
        if begin == -1 or self._masked.find(">", begin, offset) != -1:
            return finding.place.line
        return self._lines.place(begin, begin).line
