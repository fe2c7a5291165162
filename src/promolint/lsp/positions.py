"""Places of a text as editors count them: lines and columns from 0, columns in the code units that were agreed on."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from lsprotocol.types import Position, PositionEncodingKind, Range

from promolint.reading.layers import Lines

if TYPE_CHECKING:
    from promolint.values.message import Place

BOM = "\ufeff"
_CODECS = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}
_LINE_END = re.compile(r"\r\n|\n|\r")


class Positions:
    """Offsets of ``text``, in code points, and positions in the document that holds it; they may differ by a mark.

    In a document, other than in a ``Place``, CR alone ends a line too. What lies outside is the nearest that does not.
    """

    def __init__(self, document: str, encoding: PositionEncodingKind = PositionEncodingKind.Utf16) -> None:
        """Begin with a document as the client holds it; ``text`` is the same without a byte order mark."""
        self.text = document.removeprefix(BOM)
        self.encoding = encoding
        self._mark = len(document) - len(self.text)
        self._document = document
        self._codec, self._width = _CODECS[self.encoding]
        ends = list(_LINE_END.finditer(document))
        self._starts = [0, *(end.end() for end in ends)]
        self._ends = [*(end.start() for end in ends), len(document)]
        self._lines = Lines(self.text)

    def range(self, place: Place | None) -> Range:
        """The range of a place; the document's beginning for none."""
        if place is None:
            return Range(Position(0, 0), Position(0, 0))
        start, end = self.span(place)
        return Range(self.position(start), self.position(end))

    def span(self, place: Place) -> tuple[int, int]:
        """The slice of ``text`` at a place."""
        lines = self._lines
        return lines.offset(place.line, place.column), lines.offset(place.end_line, place.end_column)

    def position(self, offset: int) -> Position:
        """The position of an offset."""
        at = min(offset + self._mark, len(self._document))
        line = bisect_right(self._starts, at) - 1
        return Position(line, len(self._document[self._starts[line] : at].encode(self._codec)) // self._width)

    def offset(self, position: Position) -> int:
        """The offset of a position; within a character it is the character's."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[position.line], self._ends[position.line]
        units = self._document[start:end].encode(self._codec)[: position.character * self._width]
        return max(start + len(units.decode(self._codec, errors="ignore")) - self._mark, 0)
