"""Where words that a reader sees stand in a file: found again by the words themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.conditions import around, blocks
from promolint.reading.layers import Lines
from promolint.reading.mask import mask

if TYPE_CHECKING:
    from promolint.values import Excerpt, Place

_WORD = re.compile(r"\w+")
_MOST, _GAP = 12, 60


class Located(NamedTuple):
    """Where words stand in a file, and the line that they begin in."""

    place: Place
    excerpt: Excerpt
    offset: int


def locate(said: str, text: str) -> Located | None:
    """The first place in ``text`` where the words of ``said`` follow each other, markup between them or not.

    ``None`` where they do not: in an encoding, or put together from several parts.
    """
    words = _WORD.findall(said)[:_MOST]
    if not words:
        return None
    start = text.find(words[0])
    while start >= 0:
        end = _end_of(words, text, start)
        if end is not None:
            lines = Lines(text)
            return Located(lines.place(start, end), lines.excerpt(start, end), start)
        start = text.find(words[0], start + 1)
    return None


def conditions_at(offset: int, text: str) -> tuple[str, ...]:
    """The template conditions that a place in a file stands in, the outermost first."""
    return around(blocks(mask(text).spans, len(text)), offset)[0]


def _end_of(words: list[str], text: str, start: int) -> int | None:
    end = start + len(words[0])
    for word in words[1:]:
        at = text.find(word, end, end + _GAP + len(word))
        if at < 0:
            return None
        end = at + len(word)
    return end
