"""Exceptions that the configuration names, for files that can hold no comments: what they silence, what is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from promolint.globs import absolute, all_lies_in, matches
from promolint.policy.finding import folded
from promolint.policy.rules import ABOUT_EXCEPTIONS
from promolint.silence.complaints import EXPIRED, NO_REASON, UNUSED, Site, complaint
from promolint.values.outcome import Suppression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from promolint.config import Globs
    from promolint.values.outcome import Finding
    from promolint.words.catalogue import Catalogue


class Waiver(NamedTuple):
    """One exception: findings in files that ``paths`` mean, of the rules ``codes`` (of any where there are none).

    ``url`` and ``text`` say what the finding's URL and words must hold; empty, they hold for all. ``until`` is the last
    day that it holds for; ``site`` is where the configuration says it, ``origin`` its name there. Names of files start
    from ``folder``, by default the current one.
    """

    paths: Globs
    origin: str
    site: Site
    codes: tuple[str, ...] = ()
    url: str = ""
    text: str = ""
    reason: str = ""
    until: date | None = None
    folder: Path = Path()

    def covers(self, finding: Finding) -> bool:
        """Whether it speaks of this finding, whatever the day is. What is wrong with an exception is never waived."""
        return (
            finding.code not in ABOUT_EXCEPTIONS
            and (not self.codes or finding.code in self.codes)
            and self.url in finding.url
            and folded(self.text).casefold() in folded(finding.text).casefold()
            and self.meets(finding.path)
        )

    def meets(self, name: str) -> bool:
        """Whether it speaks of the file of this name."""
        return matches(self.paths, absolute(self.folder / name))

    def ended(self, today: date | None) -> bool:
        """Whether its last day has passed; without ``today`` none has."""
        return self.until is not None and today is not None and self.until < today

    def stands(self, today: date | None) -> bool:
        """Whether it gives a reason and its last day has not passed."""
        return bool(self.reason) and not self.ended(today)


class Read(NamedTuple):
    """What a run has read: the names of files, those that were read wholly and the others.

    ``asked``: files and folders (absolute) of which the run was to read all.
    """

    whole: Sequence[str]
    others: Sequence[str] = ()
    asked: Sequence[Path] = ()


def waived(findings: Iterable[Finding], waivers: Sequence[Waiver], today: date | None) -> tuple[Finding, ...]:
    """The findings, those that a waiver covers suppressed with its reason; the last that covers one gives it.

    What is suppressed already stays as it is; a waiver without a reason or past its day covers nothing.
    """
    standing = [waiver for waiver in reversed(waivers) if waiver.stands(today)]
    return tuple(_waived(finding, standing) for finding in findings)


def complaints(
    waivers: Iterable[Waiver], findings: Iterable[Finding], read: Read, today: date | None, words: Catalogue
) -> Iterator[Finding]:
    """PL902, PL903 and PL904, where the configuration says the waiver. ``findings`` are what ``waived`` gave.

    Nothing is said of waivers for files that were not read, and none is called unused by a run that had no look at some
    file that it may be for.
    """
    candidates = [finding for finding in findings if finding.suppressed is None or finding.suppressed.by == "waiver"]
    for waiver in waivers:
        if not any(map(waiver.meets, read.whole)):
            continue
        if not waiver.reason:
            yield _complaint(NO_REASON, waiver, words.say("ignore.no_reason"), words)
        if waiver.until is not None and waiver.ended(today):
            yield _complaint(EXPIRED, waiver, words.say("ignore.expired", date=waiver.until.isoformat()), words)
        unused = waiver.stands(today) and not any(map(waiver.covers, candidates))
        if unused and all_lies_in(waiver.paths, read.asked) and not any(map(waiver.meets, read.others)):
            yield _complaint(UNUSED, waiver, words.say("ignore.waiver_unused"), words)


def _complaint(name: str, waiver: Waiver, message: str, words: Catalogue) -> Finding:
    said = (*waiver.paths.patterns, *waiver.codes, waiver.url, waiver.text)
    return complaint(name, waiver.site, message, tuple(map(folded, said)), words)


def _waived(finding: Finding, waivers: Iterable[Waiver]) -> Finding:
    if finding.suppressed is not None:
        return finding
    covering = next((waiver for waiver in waivers if waiver.covers(finding)), None)
    return finding if covering is None else replace(finding, suppressed=Suppression("waiver", covering.reason))
