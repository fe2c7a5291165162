"""``promolint explain``."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from promolint.cli import NOTHING_PROVED, emit, suggest
from promolint.cli.options import RunOptions, colours, columns, judging_options, run
from promolint.disk import is_file
from promolint.errors import UsageError

if TYPE_CHECKING:
    from promolint.lint import Settings
    from promolint.reporting.document import Tool
    from promolint.reporting.explanation import Explained
    from promolint.values.message import Link
    from promolint.values.outcome import Outcome
    from promolint.values.verdict import JudgedMessage
    from promolint.words.catalogue import Catalogue

FORMATS = ("text", "json")
_PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d{1,9})(?::(?P<column>\d{1,9}))?", re.DOTALL)
_NEAREST, _SHOWN = 3, 40
_HINT = "Say FILE:LINE or FILE:LINE:COLUMN, such as mails/confirm.html:42; “promolint links” lists the places."


class Where(NamedTuple):
    """A place in a file; ``column`` is ``None`` for a whole line."""

    file: str
    line: int
    column: int | None


@click.command("explain")
@click.argument("place", metavar="FILE:LINE[:COLUMN]", shell_complete=suggest.files)
@judging_options
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="Kind of report."
)
def command(*, place: str, format_: str, **options: Any) -> int:  # noqa: ANN401 - the fields of RunOptions
    """Say why a link was judged so, and what would turn the verdict.

    The place is that of the link's URL, as check and links name it; without a column: every link of the line.
    Exit status: 0, or 2 if the file could not be read or has no link there.
    """
    from promolint.cli.speaking import speaking, tell_unread

    where = parsed(place)
    given = RunOptions(paths=(where.file,), no_exclude=True, **options)
    outcome, settings = run(given)
    tool, words = speaking(outcome, settings)
    if outcome.messages or not outcome.failures:
        emit(_report(_explained(outcome, where, settings), format_, tool, words), color=colours(given.color))
    tell_unread(outcome, words, given.color)
    return NOTHING_PROVED if outcome.failures else 0


def parsed(place: str) -> Where:
    """``FILE:LINE[:COLUMN]``, read from the right; a file whose name ends like a place is preferred where it exists.

    Raises:
        UsageError: it is no place, the file does not exist, or it is a folder.

    """
    match = _PLACE.fullmatch(place)
    if match is None:
        raise UsageError(f"“{place}” is no place in a file", _HINT)
    file, line, column = match["file"], int(match["line"]), match["column"]
    if column is not None and not is_file(Path(file)) and is_file(Path(f"{file}:{line}")):
        return Where(f"{file}:{line}", int(column), None)
    if os.path.isdir(file):  # noqa: PTH112 - it raises nothing
        raise UsageError(f"“{file}” is a folder", _HINT)
    return Where(file, line, None if column is None else int(column))


def _explained(outcome: Outcome, where: Where, settings: Settings) -> list[Explained]:
    """What there is to say of each link at the place. UsageError, with the nearest ones, where there is none."""
    from promolint.judging.explanation import explain
    from promolint.policy.cell import cell_of
    from promolint.reporting.explanation import Explained

    found = [
        Explained(explain(judged, index, local.model, local.own), cell_of(judged, index, local.policy))
        for judged in outcome.messages
        for local in (settings.at(judged.message.path),)
        for index, link in enumerate(judged.message.links)
        if _stands_at(link, where)
    ]
    if not found:
        raise UsageError(*_nothing_there(outcome.messages, where))
    return found


def _stands_at(link: Link, where: Where) -> bool:
    place = link.place
    if where.column is None:
        return place.line <= where.line <= place.end_line
    return (place.line, place.column) <= (where.line, where.column) < (place.end_line, place.end_column)


def _nothing_there(messages: tuple[JudgedMessage, ...], where: Where) -> tuple[str, str]:
    at = f"{where.file}:{where.line}" + (f":{where.column}" if where.column is not None else "")
    if any(_stands_at(link, where) for judged in messages for link in judged.commented):
        hint = "It is not sent, so it is not judged; “promolint links --include-commented” lists it."
        return f"The link at {at} stands in a comment", hint
    links = [link for judged in messages for link in judged.message.links]
    if not links:
        return f"There is no link in {where.file}", "“promolint links” shows what was read in a folder."
    near = sorted(links, key=lambda link: _distance(link, where))[:_NEAREST]
    said = ", ".join(f"{link.place.line}:{link.place.column} {_named(link)}" for link in near)
    return f"There is no link at {at}", f"The nearest: {said}."


def _distance(link: Link, where: Where) -> tuple[int, int]:
    place = link.place
    lines = max(place.line - where.line, where.line - place.end_line, 0)
    return lines, abs(place.column - (where.column or 1))


def _named(link: Link) -> str:
    from promolint.reporting.safe import printable

    said = printable(link.text or link.url)
    return f"“{said if len(said) <= _SHOWN else said[: _SHOWN - 1] + '…'}”"


def _report(explained: list[Explained], format_: str, tool: Tool, words: Catalogue) -> str:
    from promolint.reporting.document import as_text
    from promolint.reporting.explanation import explain_document, explain_text

    if format_ == "json":
        return as_text(explain_document(explained, tool, words.language))
    return explain_text(explained, words, columns())
