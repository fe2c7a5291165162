"""Where words that a reader sees, and that stand in no link, are in a file: found again by the words themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from promolint.reading.conditions import around, blocks
from promolint.reading.layers import Lines
from promolint.reading.mask import mask

if TYPE_CHECKING:
    from promolint.reading.conditions import Block
    from promolint.values.verdict import Offer

_WORD = re.compile(r"\w+")
_MOST, _GAP = 12, 60


class Locator:
    """Finds offers in the text of one file, whose lines and blocks are looked at once, when the first one asks."""

    def __init__(self, text: str) -> None:
        self._text = text

    def located(self, offer: Offer) -> Offer:
        """The offer at its place, with the line and the template conditions that it stands in.

        That is where the first of its words follow each other, markup between them or not; where they do not (in an
        encoding, or put together from several parts) the offer stays as it is.
        """
        span = _span(offer.text, self._text)
        if span is None:
            return offer
        conditions, _ = around(self._blocks, span[0])
        return replace(offer, place=self._lines.place(*span), excerpt=self._lines.excerpt(*span), conditions=conditions)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text)

    @cached_property
    def _blocks(self) -> tuple[Block, ...]:
        return blocks(mask(self._text).spans, len(self._text))


def _span(said: str, text: str) -> tuple[int, int] | None:
    """The first slice of ``text`` that begins with a word of ``said`` and holds those behind it, each near the last."""
    words = _WORD.findall(said)[:_MOST]
    if not words:
        return None
    start = text.find(words[0])
    while start >= 0:
        end = _end_of(words, text, start)
        if end is not None:
            return start, end
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
