"""Where words that a reader sees stand in a file: found again by the words themselves."""

from __future__ import annotations

import re

from promolint.values import Place

_WORD = re.compile(r"\w+")
_MOST, _GAP = 12, 60


def place_of(said: str, text: str) -> Place | None:
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
            return _place(text, start, end)
        start = text.find(words[0], start + 1)
    return None


def _end_of(words: list[str], text: str, start: int) -> int | None:
    end = start + len(words[0])
    for word in words[1:]:
        at = text.find(word, end, end + _GAP + len(word))
        if at < 0:
            return None
        end = at + len(word)
    return end


def _place(text: str, start: int, end: int) -> Place:
    return Place(*_line_and_column(text, start), *_line_and_column(text, end))


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
