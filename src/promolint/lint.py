"""The way of the data, whole: files ─read→ messages ─judge→ verdicts ─decide→ findings ─silence→ outcome.

What a file gives by its bytes alone (``examine``) may be remembered, or worked out elsewhere; what the disk and the day
have a say in (``gathered``) is asked each time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from promolint.disk import beginning, is_file
from promolint.errors import spelt_like
from promolint.globs import absolute, is_within, top_above
from promolint.judging.judge import judge
from promolint.judging.own import NOTHING, Own
from promolint.policy import kinds
from promolint.policy.decide import as_configured, decide
from promolint.policy.nature import resolved
from promolint.reading import MAX_BYTES, read_file
from promolint.reading.declaration import choices_of, keys, laid_over
from promolint.reading.files import text_of
from promolint.reading.locate import Locator
from promolint.silence.ignores import Page, silenced
from promolint.values.message import Cause, Declaration, Failure, Place
from promolint.values.outcome import Examined, Outcome, Tally
from promolint.values.verdict import Character, JudgedMessage
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from promolint.discover import Found
    from promolint.judging.model import Model
    from promolint.policy.finding import Policy
    from promolint.silence.waivers import Waiver
    from promolint.values.message import Message
    from promolint.values.outcome import Finding

    Sharer = Callable[[Iterable[Finding]], Iterable[Finding]]


_NAMED = "promolint:"


class Source(NamedTuple):
    """The name of a file, its bytes (or why they could not be had), and the folder that its includes start from.

    ``declaration`` is what the caller says of this one; it goes before all else. So does ``subject``, if there is one.
    """

    name: str
    data: bytes
    failure: Failure | None = None
    folder: Path | None = None
    declaration: Declaration = Declaration()
    subject: str = ""


class Local(NamedTuple):
    """What one file is judged by. ``declaration`` is what a configuration says of it; its own goes before that.

    ``own`` is what a configuration says of links. From a file that ``is_part`` of messages nothing is inferred about
    them.
    """

    policy: Policy
    model: Model
    declaration: Declaration = Declaration()
    own: Own = NOTHING
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is made with. ``declaration`` is what the caller says of all messages; it goes before their own.

    ``local`` gives what a file of some name is judged by, where that is not the same for all.
    ``today`` is the day that exceptions may have ended by; without it none has. ``waivers`` are those of the
    configuration; ``asked`` are the files and folders (absolute) that the run was to read all of.
    ``keeps_messages``: an outcome holds the messages too, which an inventory needs and a list of findings does not.
    """

    policy: Policy
    model: Model
    declaration: Declaration = field(default_factory=Declaration)
    max_bytes: int = MAX_BYTES
    local: Callable[[str], Local] | None = None
    today: date | None = None
    keeps_messages: bool = True
    waivers: tuple[Waiver, ...] = ()
    asked: tuple[Path, ...] = ()

    def at(self, name: str) -> Local:
        """What the file of this name is judged by."""
        return self.local(name) if self.local else Local(self.policy, self.model)


def lint(sources: Iterable[Source], settings: Settings) -> Outcome:
    """Read, judge, decide and silence; a file that fails becomes a ``Failure`` and costs the others nothing."""
    return gathered(in_turn(sources, settings), settings)


def in_turn(sources: Iterable[Source], settings: Settings) -> Iterator[tuple[Source, Examined]]:
    """Each source with what it gives, one after the other."""
    return ((source, examine(source, settings)) for source in sources)


def gathered(examined: Iterable[tuple[Source, Examined]], settings: Settings, shared: Sharer | None = None) -> Outcome:
    """The outcome of all files, in whatever order they come; their bytes are not kept.

    ``shared`` gives findings, those of a file side by side, as the templates have them that take their files in.
    """
    messages: list[JudgedMessage] = []
    findings: list[Finding] = []
    failures: list[Failure] = []
    counted = Tally()
    packs: dict[str, None] = {}
    read: tuple[list[str], list[str]] = ([], [])
    for source, found in examined:
        told, missed = _finished(source, found, settings)
        messages += found.messages
        findings += told
        broken = dict.fromkeys((*found.failures, *missed))
        failures += broken
        read[bool(broken)].append(source.name)
        counted += found.counted
        if found.counted.messages:
            packs |= dict.fromkeys(pack.name for pack in settings.at(source.name).policy.packs)
    if shared is not None and findings:
        findings = list(shared(findings))
    if settings.waivers:
        findings = _waived(findings, read, settings)
    findings.sort(key=lambda finding: (finding.path, finding.place, finding.part, finding.code))
    return Outcome(tuple(messages), tuple(findings), tuple(failures), counted, tuple(packs))


def examine(source: Source, settings: Settings) -> Examined:
    """What one file gives by its bytes; whatever goes wrong in it is a ``Failure``, not an exception."""
    if source.failure is not None:
        return Examined(failures=(source.failure,))
    try:
        return _examined(source, settings)
    except Exception as error:  # noqa: BLE001 - whatever one file trips over, the other files are still checked
        return Examined(failures=(_crash(source, error),))


def _finished(source: Source, found: Examined, settings: Settings) -> tuple[tuple[Finding, ...], list[Failure]]:
    """What the disk and the day make of one file's findings, and what more is wrong with it."""
    try:
        return silenced_here(source, found, settings), _missing_includes(source, found)
    except Exception as error:  # noqa: BLE001 - as above; its findings are told as they are
        return found.findings, [_crash(source, error)]


def _crash(source: Source, error: Exception) -> Failure:
    return Failure.of(source.name, Cause.CRASHED, error=f"{type(error).__name__}: {error}")


def load(found: Iterable[Found], max_bytes: int = MAX_BYTES) -> Iterator[Source]:
    """The sources of the files that were found, one at a time; one above the limit comes with no more than shows it."""
    for path, name in found:
        try:
            with path.open("rb") as file:
                data = beginning(file, max_bytes)
            yield Source(name, data, folder=path.parent)
        except OSError as error:
            yield Source(name, b"", _unopened(name, error))


def _unopened(name: str, error: OSError) -> Failure:
    if isinstance(error, FileNotFoundError):
        return Failure(name, Cause.MISSING)
    if isinstance(error, PermissionError):
        return Failure(name, Cause.FORBIDDEN)
    return Failure.of(name, Cause.NOT_OPENED, reason=error.strerror or type(error).__name__)


def _examined(source: Source, settings: Settings) -> Examined:
    reading = read_file(source.name, source.data, max_bytes=settings.max_bytes, subject=source.subject)
    local = settings.at(source.name)
    given = laid_over(source.declaration, settings.declaration)
    locator = Locator(text_of(source.name, source.data) if reading.messages else "")
    messages: list[JudgedMessage] = []
    findings: list[Finding] = []
    failures = list(reading.failures)
    for message in reading.messages:
        declared, mistakes = _declared(source, message, given, local.declaration)
        failures += mistakes
        seen = _judged(declared, local, locator)
        judged = resolved(replace(seen, character=Character()) if local.is_part else seen, local.policy.guards)
        messages.append(judged)
        findings += decide(judged, local.policy)
    return Examined(
        tuple(findings),
        tuple(failures),
        tuple(include for message in reading.messages for include in message.includes),
        replace(Tally.of(messages), passed_over=int(reading.binary), own_reports=int(reading.own_report)),
        not reading.failures,
        tuple(messages) if settings.keeps_messages else (),
    )


def silenced_here(source: Source, found: Examined, settings: Settings) -> tuple[Finding, ...]:
    """The findings of a file, those that its own comments except suppressed, and what is wrong with such comments."""
    if not found.counted.messages or _NAMED not in (text := text_of(source.name, source.data)):
        return found.findings
    page = Page(source.name, text, found.whole)
    kept, complaints = silenced(found.findings, page, settings.today, Catalogue.load(settings.policy.language))
    return (*kept, *as_configured(complaints, settings.at(source.name).policy)) if complaints else kept


def _waived(findings: list[Finding], read: tuple[list[str], list[str]], settings: Settings) -> list[Finding]:
    """The findings, those that the configuration excepts suppressed, and what is wrong with such exceptions.

    ``read``: the files that were read wholly, and the others.
    """
    from promolint.silence.waivers import Read, complaints, waived

    kept = waived(findings, settings.waivers, settings.today)
    run, words = Read(*read, settings.asked), Catalogue.load(settings.policy.language)
    told = complaints(settings.waivers, kept, run, settings.today, words)
    return [*kept, *(one for each in told for one in as_configured((each,), settings.at(each.path).policy))]


def _missing_includes(source: Source, found: Examined) -> list[Failure]:
    """A failure for each file that a message takes in and that is not there: nothing is known of its links.

    What lies outside the project is not there: nobody learns from a template what else is on the disk.
    """
    if source.folder is None or not found.includes:
        return []
    folder = absolute(source.folder)
    project = top_above(folder, Path.cwd())
    return [
        Failure.of(source.name, Cause.INCLUDE_MISSING, include.place, include=include.path)
        for include in found.includes
        if not _is_inside(absolute(folder / include.path), project)
    ]


def _is_inside(path: Path, project: Path) -> bool:
    return project in path.parents and is_within(path, project) and is_file(path)


def _judged(message: Message, local: Local, locator: Locator) -> JudgedMessage:
    """The message, judged as it is sent: without the links that stand in its comments; its offers at their places."""
    commented = tuple(link for link in message.links if link.commented)
    if commented:
        message = replace(message, links=tuple(link for link in message.links if not link.commented))
    judged = judge(message, local.model, local.own)
    return replace(judged, commented=commented, offers=tuple(map(locator.located, judged.offers)))


def _declared(
    source: Source, message: Message, given: Declaration, configured: Declaration
) -> tuple[Message, list[Failure]]:
    """The message with what is said of it, and what nobody understands: the caller, the message, the configuration."""
    own = message.declaration
    if own.kind is not None and own.source != "declared" and kinds.named(own.kind) is None:
        own = replace(own, kind=None)  # a field of the file's own that happens to be called so
    declaration = laid_over(given, laid_over(own, configured))
    mistakes = [_mistake(source, *pair.split("=", 1)) for pair in declaration.mistakes]
    if declaration.kind is not None:
        known = kinds.named(declaration.kind)
        if known is None and declaration.source == "declared":
            mistakes.append(_mistake(source, "kind", declaration.kind))
        declaration = replace(declaration, kind=known.id if known else None)
    return replace(message, declaration=declaration, channel=declaration.channel or message.channel), mistakes


def _mistake(source: Source, key: str, word: str) -> Failure:
    """The failure for something that a file declares and nobody knows, at its place where the file's text shows it."""
    text = source.data.decode("utf-8-sig", errors="replace")
    match = re.search(rf"\b{re.escape(key)}[ \t]*[=:][ \t]*[\"']?({re.escape(word)})(?![\w.-])", text)
    place = None
    if match is not None:
        line, column = text.count("\n", 0, match.start(1)) + 1, match.start(1) - text.rfind("\n", 0, match.start(1))
        place = Place(line, column, line, column + len(word))
    words = kinds.known() if key == "kind" else choices_of(key)
    said, choices = (f"{key}={word}", words) if words else (key, keys())
    near = spelt_like(word if words else key, choices)
    if near:
        return Failure.of(source.name, Cause.MISSPELT_WORD, place, said=said, near=", ".join(near))
    return Failure.of(source.name, Cause.UNKNOWN_WORD, place, said=said, choices=", ".join(choices))
