"""What is decided: findings, those of one file, and all that a run learnt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from promolint.values.message import Excerpt, Failure, Include, Place  # noqa: TC001 - msgspec reads them
from promolint.values.verdict import Evidence, JudgedMessage, Purpose  # noqa: TC001 - msgspec reads them

if TYPE_CHECKING:
    from collections.abc import Sequence


class Severity(StrEnum):
    """How bad a finding is; decided by the policy, never by the judge."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for a note, 2 for an error."""
        return (Severity.NOTE, Severity.WARNING, Severity.ERROR).index(self)


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding is kept but not held against the message. ``by``: ignore, baseline, waiver, allow or guard."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the policy has against a message.

    ``reach``: how many templates take in the file that it stands in, directly or through others; ``None`` where that is
    no file that others take in.
    """

    code: str
    name: str
    severity: Severity
    confidence: float
    path: str
    part: str
    place: Place
    message: str
    help: str
    url: str = ""
    text: str = ""
    purpose: Purpose | None = None
    kind: str | None = None
    policy: str = ""
    sources: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    fingerprint: str = ""
    excerpt: Excerpt | None = None
    suppressed: Suppression | None = None
    reach: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was judged. ``passed_over`` counts binary files, ``own_reports`` files that promolint wrote itself."""

    messages: int = 0
    links: int = 0
    undecidable: int = 0
    passed_over: int = 0
    own_reports: int = 0

    @staticmethod
    def of(messages: Sequence[JudgedMessage]) -> Tally:
        """These messages in numbers."""
        verdicts = [verdict for judged in messages for verdict in judged.verdicts]
        return Tally(len(messages), len(verdicts), sum(verdict.undecidable for verdict in verdicts))

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.messages + other.messages,
            self.links + other.links,
            self.undecidable + other.undecidable,
            self.passed_over + other.passed_over,
            self.own_reports + other.own_reports,
        )


@dataclass(frozen=True, slots=True)
class Examined:
    """What one file gives by its bytes alone. ``whole``: all of it was read.

    ``counted`` are its messages in numbers, kept or not.
    """

    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    includes: tuple[Include, ...] = ()
    counted: Tally = Tally()
    whole: bool = False
    messages: tuple[JudgedMessage, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one run learnt; findings sorted by path, place and code.

    ``counted`` speaks of all messages that were judged; ``messages`` are there only where somebody asked for them.
    ``packs`` are the names of those that judged one, in the order of their first use. ``older`` counts findings that
    were left out since an older version of their file had them already.
    """

    messages: tuple[JudgedMessage, ...]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    counted: Tally = Tally()
    packs: tuple[str, ...] = ()
    older: int = 0
