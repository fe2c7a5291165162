"""What is scanned: the parts that files are cut into, and how the rows of a part are had."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from promolint.errors import TableError
from promolint.tables.delimited import Delimited
from promolint.tables.json_lines import JsonLines
from promolint.tables.parquet import Parquet
from promolint.tables.slices import Slice  # noqa: TC001 - msgspec reads it

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Protocol

    from promolint.tables.files import TableFile
    from promolint.tables.results import Task
    from promolint.tables.rows import Row

    class Table(Protocol):
        """What each format of tables can do."""

        def slices(self, at_most: int) -> Iterator[Slice]:
            """All rows, in slices of so many."""

        def rows(self, slices: Sequence[Slice]) -> Iterator[Row]:
            """The rows of these slices."""


_ESCAPED = 8  # a text of JSON or CSV may be so many times as long as what it says
_READ_AT_ONCE = 16


class Part(NamedTuple):
    """Rows that are scanned and written together: a slice of the file of this number."""

    file: int
    slice: Slice


Unit = tuple[Part, ...]
"""Parts of one file that are read one after the other."""


class Unread(NamedTuple):
    """A file of which some rows at least could not be read, and why."""

    name: str
    message: str
    help: str

    @staticmethod
    def of(file: TableFile, error: TableError) -> Unread:
        """What went wrong with a file."""
        return Unread(file.name, error.message, error.hint)


@dataclass(frozen=True, slots=True)
class Job:
    """Where a scan looks, the files that it found there, and what their rows are judged by."""

    where: str
    files: tuple[TableFile, ...]
    task: Task

    def planned(self, rows: int) -> tuple[list[Part], list[Unread]]:
        """All files cut into parts of so many rows, in order; and those that cannot be read."""
        parts: list[Part] = []
        unread: list[Unread] = []
        with ThreadPoolExecutor(_READ_AT_ONCE) as pool:
            for told in pool.map(lambda number: self._cut(number, rows), range(len(self.files))):
                if isinstance(told, Unread):
                    unread.append(told)
                else:
                    parts += told
        return parts, unread

    def rows(self, unit: Unit) -> Iterator[tuple[Part, Row]]:
        """Each row of a unit, with the part that it belongs to.

        Raises:
            TableError: the file cannot be read, or is no longer what it was.

        """
        with self._table(self.files[unit[0].file]) as table:
            rows = table.rows([part.slice for part in unit])
            for part in unit:
                for number in range(part.slice.first, part.slice.first + part.slice.rows):
                    row = next(rows, None)
                    if row is None or row.number != number:
                        raise changed()
                    yield part, row

    @contextmanager
    def _table(self, file: TableFile) -> Iterator[Table]:
        columns, limit = self.task.columns, _ESCAPED * self.task.settings.max_bytes
        suffix = PurePosixPath(file.name).suffix.lower()
        try:
            with file.system.open(file.path, "rb") as handle:
                if suffix == ".parquet":
                    yield Parquet(handle, columns)
                elif suffix in {".jsonl", ".ndjson"}:
                    yield JsonLines(handle, columns, limit)
                else:
                    yield Delimited(handle, file.name, columns, limit)
        except OSError as error:
            reason = error.strerror or str(error) or type(error).__name__
            hint = "Check that it is there and that you may read it."
            raise TableError(f"It could not be read: {reason}", hint) from error

    def _cut(self, number: int, rows: int) -> list[Part] | Unread:
        file = self.files[number]
        try:
            with self._table(file) as table:
                return [Part(number, slice_) for slice_ in table.slices(rows)]
        except TableError as error:
            return Unread.of(file, error)


def changed() -> TableError:
    """What is wrong with a file that is no longer what it was."""
    return TableError("The file changed while it was read", "Scan it again, into another folder.")


def units_of(parts: Iterable[Part], at_most: int | None = None) -> Iterator[Unit]:
    """The parts as units: those that lie in one row group together, up to so many; in text each on its own."""
    for _, together in groupby(parts, key=lambda part: (part.file, part.slice.span[0])):
        while unit := tuple(islice(together, at_most)):
            yield unit
