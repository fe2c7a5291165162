"""The way of the data, whole: files ─read→ messages ─judge→ verdicts ─decide→ findings ─silence→ outcome.

What a file gives by its bytes alone (``examine``) may be remembered, or worked out elsewhere; what the disk and the day
have a say in (``finished``) is asked each time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from promolint.disk import beginning, is_file
from promolint.errors import near
from promolint.globs import absolute, project_of
from promolint.judging.judge import judge
from promolint.policy import kinds
from promolint.policy.consent import GUARDS, counts, guard_among
from promolint.policy.decide import decide
from promolint.policy.nature import resolved
from promolint.reading import MAX_BYTES, read_file
from promolint.reading.declaration import choices_of, keys, laid_over
from promolint.reading.files import text_of
from promolint.reading.locate import conditions_at, locate
from promolint.silence.ignores import Page, silenced
from promolint.values import Declaration, Examined, Failure, JudgedMessage, Outcome, Place, Suppression, Tally
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from promolint.discover import Found
    from promolint.judging.model import Model
    from promolint.policy.finding import Policy
    from promolint.values import Finding, Message


_OF_WORDS = frozenset({"PL301", "PL302"})
_NAMED = "promolint:"


class Source(NamedTuple):
    """The name of a file, its bytes (or why they could not be had), and the folder that its includes start from.

    ``declaration`` is what the caller says of this one; it goes before all else.
    """

    name: str
    data: bytes
    failure: Failure | None = None
    folder: Path | None = None
    declaration: Declaration = Declaration()


class Local(NamedTuple):
    """What one file is judged by. ``declaration`` is what a configuration says of it; its own goes before that."""

    policy: Policy
    model: Model
    declaration: Declaration = Declaration()


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is made with. ``declaration`` is what the caller says of all messages; it goes before their own.

    ``local`` gives what a file of some name is judged by, where that is not the same for all.
    ``today`` is the day that exceptions may have ended by; without it none has.
    ``keeps_messages``: an outcome holds the messages too, which an inventory needs and a list of findings does not.
    """

    policy: Policy
    model: Model
    declaration: Declaration = field(default_factory=Declaration)
    max_bytes: int = MAX_BYTES
    local: Callable[[str], Local] | None = None
    today: date | None = None
    keeps_messages: bool = True

    def at(self, name: str) -> Local:
        """What the file of this name is judged by."""
        return self.local(name) if self.local else Local(self.policy, self.model)


def lint(sources: Iterable[Source], settings: Settings) -> Outcome:
    """Read, judge, decide and silence; a file that fails becomes a ``Failure`` and costs the others nothing."""
    return gathered(in_turn(sources, settings), settings)


def in_turn(sources: Iterable[Source], settings: Settings) -> Iterator[tuple[Source, Examined]]:
    """Each source with what it gives, one after the other."""
    return ((source, examine(source, settings)) for source in sources)


def gathered(examined: Iterable[tuple[Source, Examined]], settings: Settings) -> Outcome:
    """The outcome of all files, in whatever order they come; their bytes are not kept."""
    messages: list[JudgedMessage] = []
    findings: list[Finding] = []
    failures: list[Failure] = []
    counted = Tally()
    for source, found in examined:
        told, missed = _finished(source, found, settings)
        messages += found.messages
        findings += told
        failures += dict.fromkeys((*found.failures, *missed))
        counted += found.counted
    findings.sort(key=lambda finding: (finding.path, finding.place, finding.part, finding.code))
    return Outcome(tuple(messages), tuple(findings), tuple(failures), counted)


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
    crash = f"promolint failed on this file: {type(error).__name__}: {error}"
    return Failure(source.name, crash, "Please report the file's syntax to promolint.")


def load(found: Iterable[Found], max_bytes: int = MAX_BYTES) -> Iterator[Source]:
    """The sources of the files that were found, one at a time; one above the limit comes with no more than shows it."""
    for path, name in found:
        try:
            with path.open("rb") as file:
                data = beginning(file, max_bytes)
            yield Source(name, data, folder=path.parent)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            hint = "Check that it exists and that you may read it."
            yield Source(name, b"", Failure(name, f"Could not be opened: {reason}", hint))


def _examined(source: Source, settings: Settings) -> Examined:
    reading = read_file(source.name, source.data, max_bytes=settings.max_bytes)
    local = settings.at(source.name)
    given = laid_over(source.declaration, settings.declaration)
    messages: list[JudgedMessage] = []
    findings: list[Finding] = []
    failures = list(reading.failures)
    for message in reading.messages:
        declared, mistakes = _declared(source, message, given, local.declaration)
        failures += mistakes
        judged = resolved(_judged(declared, local.model), local.policy.guards)
        messages.append(judged)
        findings += (_placed(source, finding, local.policy) for finding in decide(judged, local.policy))
    return Examined(
        tuple(findings),
        tuple(failures),
        tuple(include for message in reading.messages for include in message.includes),
        replace(Tally.of(messages), passed_over=int(reading.binary)),
        not reading.failures,
        tuple(messages) if settings.keeps_messages else (),
    )


def silenced_here(source: Source, found: Examined, settings: Settings) -> tuple[Finding, ...]:
    """The findings of a file, those that its own comments except suppressed, and what is wrong with such comments."""
    if not found.counted.messages or _NAMED not in (text := text_of(source.name, source.data)):
        return found.findings
    page = Page(source.name, text, found.whole)
    kept, complaints = silenced(found.findings, page, settings.today, Catalogue.load(settings.policy.language))
    return (*kept, *complaints)


def _placed(source: Source, finding: Finding, policy: Policy) -> Finding:
    """The finding at its place; words that stand in no link are looked up in the file, and in what condition."""
    if finding.code not in _OF_WORDS:
        return finding
    text = source.data.decode("utf-8-sig", errors="replace")
    found = locate(finding.text, text)
    if found is None:
        return finding
    kind = kinds.named(finding.kind) if finding.kind else None
    guard = guard_among(conditions_at(found.offset, text), (*GUARDS, *policy.guards))
    excused = bool(guard) and all(counts(pack, kind) for pack in policy.packs)
    suppressed = Suppression("guard", guard) if excused else finding.suppressed
    return replace(finding, place=found.place, excerpt=found.excerpt, suppressed=suppressed)


def _missing_includes(source: Source, found: Examined) -> list[Failure]:
    """A failure for each file that a message takes in and that is not there: nothing is known of its links.

    What lies outside the project is not there: nobody learns from a template what else is on the disk.
    """
    if source.folder is None or not found.includes:
        return []
    folder = absolute(source.folder)
    project = project_of(folder, Path.cwd())
    return [
        Failure(
            source.name,
            f"The file “{include.path}” that belongs here is not there, so its links were not read",
            "Check its path, or check the folder that it is kept in.",
            place=include.place,
        )
        for include in found.includes
        if not _is_inside(absolute(folder / include.path), project)
    ]


def _is_inside(path: Path, project: Path) -> bool:
    return project in path.parents and is_file(path)


def _judged(message: Message, model: Model) -> JudgedMessage:
    """The message, judged as it is sent: without the links that stand in its comments."""
    commented = tuple(link for link in message.links if link.commented)
    if not commented:
        return judge(message, model)
    sent = replace(message, links=tuple(link for link in message.links if not link.commented))
    return replace(judge(sent, model), commented=commented)


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
    if key == "kind":
        said, hint = f"There is no message kind “{word}”", near(word, kinds.known())
    elif key in keys():
        said, hint = f"There is no {key} “{word}”", near(word, choices_of(key))
    else:
        said, hint = f"A promolint line cannot say “{key}”", near(key, keys())
    text = source.data.decode("utf-8-sig", errors="replace")
    match = re.search(rf"\b{re.escape(key)}[ \t]*[=:][ \t]*[\"']?({re.escape(word)})(?![\w.-])", text)
    place = None
    if match is not None:
        line, column = text.count("\n", 0, match.start(1)) + 1, match.start(1) - text.rfind("\n", 0, match.start(1))
        place = Place(line, column, line, column + len(word))
    return Failure(source.name, said, hint, place=place)
