"""Exceptions that the configuration names, for files that can hold no comments. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from promolint.policy.finding import folded
from promolint.policy.rules import ABOUT_EXCEPTIONS
from promolint.values import Suppression

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from promolint.values import Finding

_ANY = "**"


@dataclass(frozen=True, slots=True)
class Waiver:
    """One exception: findings in files that ``path`` matches, of the rule ``code`` (code or name; empty: of any).

    ``url`` and ``text`` say what the finding's URL and words must hold; empty, they hold for all. ``path`` is a glob:
    ``*`` and ``?`` stand within a name, ``**`` for any folders; one without ``/`` matches at any depth, and a folder
    that is matched stands for all in it. ``until`` is the last day that it holds for.
    """

    path: str
    code: str = ""
    url: str = ""
    text: str = ""
    reason: str = ""
    until: date | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether it speaks of this finding, whatever the day is. What is wrong with an exception is never waived."""
        return (
            finding.code not in ABOUT_EXCEPTIONS
            and self.code in {"", finding.code, finding.name}
            and self.url in finding.url
            and folded(self.text).casefold() in folded(finding.text).casefold()
            and matches(self.path, finding.path)
        )

    def stands(self, today: date | None) -> bool:
        """Whether it says a reason and its last day has not passed."""
        return bool(self.reason.strip()) and (self.until is None or today is None or today <= self.until)


def waived(findings: Iterable[Finding], waivers: Sequence[Waiver], today: date | None) -> tuple[Finding, ...]:
    """The findings, those that a waiver covers suppressed with its reason; the first that covers one gives it.

    What is suppressed already stays as it is; a waiver without a reason or past its day covers nothing.
    """
    standing = [waiver for waiver in waivers if waiver.stands(today)]
    return tuple(_waived(finding, standing) for finding in findings)


def unused(findings: Iterable[Finding], waivers: Iterable[Waiver]) -> tuple[Waiver, ...]:
    """The waivers that cover none of the findings. Ask with what ``waived`` was given or what it returned."""
    candidates = [finding for finding in findings if finding.suppressed is None or finding.suppressed.by == "waiver"]
    return tuple(waiver for waiver in waivers if not any(map(waiver.covers, candidates)))


def matches(glob: str, path: str) -> bool:
    """Whether a path with ``/`` is one that ``glob`` means. Cost grows with both."""
    names = [name for name in glob.split("/") if name not in {"", "."}]
    wanted = names if "/" in glob.strip("/") else [_ANY, *names]
    # the positions in ``wanted`` that the names so far can lead to
    at = _skipped({0}, wanted)
    for name in path.split("/"):
        if len(wanted) in at:
            return True
        kept = {position for position in at if wanted[position] == _ANY}
        at = _skipped(kept | {p + 1 for p in at - kept if fnmatchcase(name, wanted[p])}, wanted)
    return len(wanted) in at


def _skipped(positions: set[int], wanted: Sequence[str]) -> set[int]:
    """The same positions and those behind ``**``, which may stand for no folder at all."""
    reached = set(positions)
    for position in sorted(positions):
        step = position
        while step < len(wanted) and wanted[step] == _ANY:
            step += 1
            reached.add(step)
    return reached


def _waived(finding: Finding, waivers: Iterable[Waiver]) -> Finding:
    if finding.suppressed is not None:
        return finding
    covering = next((waiver for waiver in waivers if waiver.covers(finding)), None)
    return finding if covering is None else replace(finding, suppressed=Suppression("waiver", covering.reason))
