"""Tables as CSV or TSV: quoted as spreadsheets do, with a head; nothing in a cell is worked out."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import IO, TYPE_CHECKING, NamedTuple

from promolint.errors import TableError
from promolint.reading.tables import delimiter_of
from promolint.tables.rows import Broken, Row
from promolint.tables.slices import sliced
from promolint.tables.text_lines import lines
from promolint.values.message import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from promolint.tables.columns import Columns
    from promolint.tables.slices import Slice

_SAID = tuple(f"sep={delimiter}" for delimiter in ",;\t|")  # as spreadsheets write it above the head


class _Record(NamedTuple):
    """The cells of a record, and the byte that the next one begins at; without cells why it has none."""

    end: int
    cells: list[bytes]
    broken: Broken | None = None


class Delimited:
    """A file of CSV or TSV. A record that has not as many cells as the head is a row that could not be read.

    Raises:
        TableError: the head cannot be read, or lacks a column that is needed.

    """

    def __init__(self, file: IO[bytes], name: str, columns: Columns, limit: int) -> None:
        self._file, self._limit = file, limit
        self._delimiter, start = self._beginning(name)
        head = next(self._records(start), None)
        if head is None or head.broken:
            raise TableError("The table has no head that could be read", "Name its columns in its first line.")
        self._names = [cell.decode("utf-8", "replace").strip() for cell in head.cells]
        self._wanted = columns.among(self._names)
        self._start = head.end

    def slices(self, at_most: int) -> Iterator[Slice]:
        """All rows, in slices."""
        return sliced((record.end for record in self._records(self._start)), self._start, at_most)

    def rows(self, slices: Sequence[Slice]) -> Iterator[Row]:
        """The rows of these slices."""
        for one in slices:
            numbers = range(one.first, one.first + one.rows)
            for number, record in zip(numbers, self._records(one.span[0]), strict=False):
                yield self._row(number, record)

    def _beginning(self, name: str) -> tuple[str, int]:
        """The delimiter, and the byte that the head begins at."""
        first = next(lines(self._file, 0, self._limit), None)
        line = first.data if first else b""
        if line.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            raise TableError("The table is in UTF-16", "Save it as UTF-8.")
        start = len(BOM_UTF8) if line.startswith(BOM_UTF8) else 0
        text = line[start:].decode("latin-1").rstrip("\r\n")
        if first and text.lower() in _SAID:
            return text[-1], first.end
        return delimiter_of(text, 0, name), start

    def _records(self, start: int) -> Iterator[_Record]:
        """The records from a byte on; after one that is no CSV the next line begins another."""
        csv.field_size_limit(self._limit)  # for all that this process reads
        end, cut = start, False

        def fed() -> Iterator[str]:
            nonlocal end, cut
            for line in lines(self._file, start, self._limit):
                end, cut = line.end, cut or line.cut
                yield line.data.decode("latin-1")  # a character a byte, so that cells come back as they were

        reader = csv.reader(fed(), delimiter=self._delimiter, strict=True)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield _Record(end, [], Broken(Cause.ROW_NOT_CSV, {"reason": error}))
            else:
                broken = Broken(Cause.ROW_TOO_LONG, {"limit": self._limit}) if cut else None
                if cells:
                    yield _Record(end, [cell.encode("latin-1") for cell in cells], broken)
            cut = False

    def _row(self, number: int, record: _Record) -> Row:
        broken = record.broken
        if broken is None and len(record.cells) != len(self._names):
            broken = Broken(Cause.ROW_CELLS, {"found": len(record.cells), "expected": len(self._names)})
        if broken is not None:
            return Row(number, {}, broken)
        cells = dict(zip(self._names, record.cells, strict=True))
        return Row(number, {name: cells[name] for name in self._wanted})
