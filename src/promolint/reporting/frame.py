"""A line of a template with carets under the thing that is meant, cut to the width of a screen."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from promolint.reporting.safe import printable

if TYPE_CHECKING:
    from promolint.values.message import Excerpt

_CUT = "…"
_LEAD = 3  # of a line that is too wide, a third at most stands before what is meant


class Frame(NamedTuple):
    """Two lines of the same gutter: ``line`` as it stands in the file, ``carets`` under what is meant."""

    line: str
    carets: str


def frame(excerpt: Excerpt, width: int) -> Frame:
    """The excerpt in at most ``width`` columns, with a caret under each column of what it marks.

    Where the line has no room, its beginning goes first, then its end; the cuts show as an ellipsis.
    """
    before = printable(excerpt.text[: excerpt.start])
    marked = printable(excerpt.text[excerpt.start : excerpt.end])
    after = printable(excerpt.text[excerpt.end :])
    if width_of(before + marked + after) > width:
        before = _tail(before, width // _LEAD)
        marked = _head(marked, width - width_of(before))
        after = _head(after, width - width_of(before + marked))
    return Frame(before + marked + after, " " * width_of(before) + "^" * max(1, width_of(marked)))


def width_of(text: str) -> int:
    """The number of columns that a terminal gives to ``text``: two for a wide character, none for a combining one."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _head(text: str, width: int) -> str:
    """The longest beginning of ``text`` that fits, with an ellipsis where something is missing."""
    if width_of(text) <= width:
        return text
    kept = ""
    for character in text:
        if width_of(kept + character) >= width:
            break
        kept += character
    return kept + _CUT if width > 0 else ""


def _tail(text: str, width: int) -> str:
    return text if width_of(text) <= width else _head(text[::-1], width)[::-1]
