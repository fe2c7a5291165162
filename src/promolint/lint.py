"""The way of the data, whole: files ─read→ messages ─judge→ verdicts ─decide→ findings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from promolint.judging.judge import judge
from promolint.policy.decide import decide
from promolint.reading import Reading, read_file
from promolint.values import Declaration, Failure, Finding, JudgedMessage, Message, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promolint.discover import Found
    from promolint.judging.model import Model
    from promolint.policy.decide import Policy


class Source(NamedTuple):
    """The name of a file and its bytes, or why they could not be had."""

    name: str
    data: bytes
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is made with. ``declaration`` is what the caller says of all messages; it goes before their own."""

    policy: Policy
    model: Model
    declaration: Declaration = field(default_factory=Declaration)


def lint(sources: Iterable[Source], settings: Settings) -> Outcome:
    """Read, judge and decide; a file that fails becomes a ``Failure`` and costs the others nothing."""
    messages: list[JudgedMessage] = []
    findings: list[Finding] = []
    failures: list[Failure] = []
    passed_over = 0
    for source in sources:
        reading = _read(source)
        failures += reading.failures
        passed_over += reading.binary
        for message in reading.messages:
            judged = judge(_declared(message, settings.declaration), settings.model)
            messages.append(judged)
            findings += decide(judged, settings.policy)
    findings.sort(key=lambda finding: (finding.path, finding.place, finding.part, finding.code))
    return Outcome(tuple(messages), tuple(findings), tuple(failures), passed_over)


def load(found: Iterable[Found]) -> Iterable[Source]:
    """The sources of the files that were found, one at a time."""
    for path, name in found:
        try:
            yield Source(name, path.read_bytes())
        except OSError as error:
            reason = error.strerror or type(error).__name__
            yield Source(name, b"", Failure(name, f"could not be opened: {reason}", "Check the file's permissions."))


def _read(source: Source) -> Reading:
    if source.failure is not None:
        return Reading(failures=(source.failure,))
    try:
        return read_file(source.name, source.data)
    except Exception as error:  # noqa: BLE001 - whatever a reader trips over, the other files are still checked
        crash = f"the reader failed: {type(error).__name__}: {error}"
        return Reading(failures=(Failure(source.name, crash, "Please report this file's syntax to promolint."),))


def _declared(message: Message, given: Declaration) -> Message:
    """The message with what the caller says of it laid over what it says of itself."""
    own = message.declaration
    if given == Declaration():
        return message
    merged = Declaration(
        given.kind or own.kind,
        given.stream or own.stream,
        given.channel or own.channel,
        given.audience or own.audience,
        given.consent or own.consent,
        given.source if given.kind or given.stream else own.source,
    )
    return replace(message, declaration=merged, channel=given.channel or message.channel)
