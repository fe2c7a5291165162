"""Tables as JSON Lines: one object a line."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import IO, TYPE_CHECKING

import msgspec

from promolint.tables.rows import Broken, Row
from promolint.tables.slices import sliced
from promolint.tables.text_lines import lines
from promolint.values.message import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from promolint.tables.columns import Columns
    from promolint.tables.slices import Slice
    from promolint.tables.text_lines import Line

_object = msgspec.json.Decoder(dict[str, msgspec.Raw])


class JsonLines:
    """A file of JSON Lines. Lines without anything are no rows; what is no object is a row that could not be read."""

    def __init__(self, file: IO[bytes], columns: Columns, limit: int) -> None:
        self._file, self._limit = file, limit
        self._names = frozenset(name for held in columns for name in held)

    def slices(self, at_most: int) -> Iterator[Slice]:
        """All rows, in slices."""
        return sliced((line.end for line in self._lines(0)), 0, at_most)

    def rows(self, slices: Sequence[Slice]) -> Iterator[Row]:
        """The rows of these slices."""
        for one in slices:
            for number, line in zip(range(one.first, one.first + one.rows), self._lines(one.span[0]), strict=False):
                yield self._row(number, line)

    def _lines(self, start: int) -> Iterator[Line]:
        return (line for line in lines(self._file, start, self._limit) if line.data.removeprefix(BOM_UTF8).strip())

    def _row(self, number: int, line: Line) -> Row:
        if line.cut:
            return Row(number, {}, Broken(Cause.ROW_TOO_LONG, {"limit": self._limit}))
        try:
            held = _object.decode(line.data.removeprefix(BOM_UTF8))
            return Row(number, {name: msgspec.json.decode(held[name]) for name in held.keys() & self._names})
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            return Row(number, {}, Broken(Cause.ROW_NOT_JSON, {"reason": error}))
