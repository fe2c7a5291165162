"""How the reports for people lie on the page: indented, wrapped, labels beside their texts."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from promolint.reporting.frame import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable

INDENT = "  "


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
