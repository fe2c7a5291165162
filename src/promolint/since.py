"""Only what is new: an outcome beside that of an older version of the same files. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from promolint.silence.baseline import unnumbered
from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from promolint.values.outcome import Finding, Outcome

_DECIDING = frozenset({"phrase", "url"})


def newer(outcome: Outcome, before: Outcome, was: Mapping[str, str]) -> Outcome:
    """The outcome without the findings that were there before; those that would have counted are ``older``.

    ``was`` gives the name that a file had ``before``, empty where there was none; in a file that is not in it nothing
    is new. A finding was there if the older version has one with the same fingerprint and the same deciding words that
    is no less grave; what an exception silenced before and no longer does is new. Of a file that could not be read
    before all is new.
    """
    unread = {failure.path for failure in before.failures}
    left = Counter(_known(finding, finding.path) for finding in before.findings if finding.path not in unread)
    new = tuple(finding for finding in outcome.findings if not _was_there(finding, left, was))
    return replace(outcome, findings=new, older=_held(outcome.findings) - _held(new))


class _Known(NamedTuple):
    """What a finding is known again by, and how much it counts; the number of a message is no part of its name."""

    path: str
    part: str
    fingerprint: str
    words: frozenset[tuple[str, str]]
    silenced: bool
    rank: int


def _known(finding: Finding, path: str) -> _Known:
    words = frozenset((one.source, one.detail) for one in finding.evidence if one.source in _DECIDING)
    silenced, rank = finding.suppressed is not None, finding.severity.rank
    return _Known(path, unnumbered(finding.part), finding.fingerprint, words, silenced, rank)


def _was_there(finding: Finding, left: Counter[_Known], was: Mapping[str, str]) -> bool:
    """Whether one of those that are left is this finding; it is then used up, the one most like it first."""
    if finding.path not in was:
        return True
    now = _known(finding, was[finding.path])
    same = (
        now._replace(silenced=silenced, rank=rank)
        for silenced in dict.fromkeys((now.silenced, False))
        for rank in range(now.rank, len(Severity))
    )
    found = next((one for one in same if left[one]), None)
    if found is not None:
        left[found] -= 1
    return found is not None


def _held(findings: tuple[Finding, ...]) -> int:
    return sum(finding.suppressed is None for finding in findings)
