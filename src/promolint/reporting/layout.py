"""How the reports for people lie on the page: indented, wrapped, labels beside their texts, lines by their numbers."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from promolint.reporting.frame import frame, width_of
from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promolint.values.message import Excerpt

INDENT = "  "
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def labelled(rows: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Each label with its text beside it, the texts aligned."""
    pairs = list(rows)
    room = max((width_of(label) for label, _ in pairs), default=0)
    lines: list[str] = []
    for label, text in pairs:
        head, *more = wrapped(text, INDENT + " " * (room + 2), width)
        lines += [f"{INDENT}{label}{' ' * (room - width_of(label))}  {head.lstrip()}", *more]
    return lines


def wrapped(text: str, indent: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns, all of them indented; a long word is never broken."""
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def framed(excerpt: Excerpt, line: int, colour: str, width: int) -> list[str]:
    """A line of a file behind its number, and below it carets in ``colour`` under what is meant."""
    shown = frame(excerpt, width - width_of(_gutter(line)))
    carets = shown.carets.lstrip()
    blank = " " * (len(shown.carets) - len(carets))
    return [numbered(line, shown.line), numbered(None, blank + click.style(carets, fg=colour))]


def numbered(line: int | None, text: str) -> str:
    """``text`` behind the number of its line, or, without one, below the text of another line."""
    return click.style(_gutter(line), dim=True) + text


def _gutter(line: int | None) -> str:
    return f"{INDENT}{line or '':>5} | "
