"""The outcome as a reader goes through it: folder by folder, message by message, each with its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from promolint.reporting.document import counts
from promolint.values.outcome import Outcome, Tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from promolint.values.message import Failure
    from promolint.values.outcome import Finding
    from promolint.values.verdict import JudgedMessage

UNDECIDABLE = "undecidable"
SUPPRESSED, NOTHING = "suppressed", "none"


class Entry(NamedTuple):
    """One message and what was found in it; ``judged`` is missing where a finding belongs to none that was read."""

    path: str
    part: str
    judged: JudgedMessage | None
    findings: tuple[Finding, ...]

    @property
    def kind(self) -> str:
        """The id of the message's kind, empty where nobody knows it."""
        return (self.judged.message.declaration.kind or "") if self.judged else ""

    @property
    def found(self) -> tuple[str, ...]:
        """What a filter tells findings apart by; ``none`` where there is none."""
        return tuple(sorted({level_of(finding) for finding in self.findings})) or (NOTHING,)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of its links' purposes; what cannot be decided is a group of its own."""
        verdicts = self.judged.verdicts if self.judged else ()
        return tuple(sorted({UNDECIDABLE if one.undecidable else one.purpose.group for one in verdicts}))


class Folder(NamedTuple):
    """A folder (empty: the one that the run started in) with its messages and its numbers."""

    name: str
    entries: tuple[Entry, ...]
    counts: Mapping[str, int]


def level_of(finding: Finding) -> str:
    """``suppressed``, or else the severity."""
    return SUPPRESSED if finding.suppressed else str(finding.severity)


def folders(outcome: Outcome) -> list[Folder]:
    """Every folder that holds a message, a finding or a failure, by name; nothing of the outcome is left out."""
    messages: dict[str, list[JudgedMessage]] = {}
    findings: dict[str, list[Finding]] = {}
    failures: dict[str, list[Failure]] = {}
    for judged in outcome.messages:
        messages.setdefault(_folder(judged.message.path), []).append(judged)
    for finding in outcome.findings:
        findings.setdefault(_folder(finding.path), []).append(finding)
    for failure in outcome.failures:
        failures.setdefault(_folder(failure.path), []).append(failure)
    return [
        _of(name, messages.get(name, ()), findings.get(name, ()), failures.get(name, ()))
        for name in sorted({*messages, *findings, *failures})
    ]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _of(
    name: str, messages: Sequence[JudgedMessage], findings: Sequence[Finding], failures: Sequence[Failure]
) -> Folder:
    inside = Outcome(tuple(messages), tuple(findings), tuple(failures), Tally.of(messages))
    return Folder(name, tuple(_entries(messages, findings)), counts(inside))


def _entries(messages: Sequence[JudgedMessage], findings: Sequence[Finding]) -> list[Entry]:
    """The messages with their findings, then what belongs to none of them."""
    left: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        left.setdefault((finding.path, finding.part), []).append(finding)
    read = [Entry(judged.message.path, judged.message.part, judged, _taken(left, judged)) for judged in messages]
    return read + [Entry(path, part, None, tuple(rest)) for (path, part), rest in left.items()]


def _taken(left: dict[tuple[str, str], list[Finding]], judged: JudgedMessage) -> tuple[Finding, ...]:
    return tuple(left.pop((judged.message.path, judged.message.part), ()))
