"""Tables as Parquet, read a piece of a row group at a time."""

from __future__ import annotations

from itertools import accumulate
from typing import IO, TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from promolint.errors import TableError
from promolint.tables.rows import Row, as_bytes
from promolint.tables.slices import Slice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from promolint.tables.columns import Columns

_AT_ONCE = 128
_BUFFER = 1 << 20
_MOST_ROWS = 1_000_000_000


class Parquet:
    """A Parquet file.

    Raises:
        TableError: it is none, lacks a column that is needed, or says of itself what cannot be.

    """

    def __init__(self, file: IO[bytes], columns: Columns) -> None:
        try:
            self._file = pq.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise _unreadable(error) from error
        schema = self._file.schema_arrow
        self._wanted = columns.among(schema.names)
        kinds = {name: schema.field(name).type for name in columns.text if name in self._wanted}
        if not any(map(_holds_text, kinds.values())):
            held = ", ".join(f"“{name}” holds {kind}" for name, kind in kinds.items())
            raise TableError(f"No column holds the text: {held}", "Say --column text=NAME.")
        counts = [self._file.metadata.row_group(group).num_rows for group in range(self._file.num_row_groups)]
        if min(counts, default=0) < 0 or sum(counts) > _MOST_ROWS:
            raise TableError("The file says that it has more rows than can be", "Write it in several files.")
        self._groups = list(zip(accumulate(counts, initial=0), counts, strict=False))

    def slices(self, at_most: int) -> Iterator[Slice]:
        """All rows, in slices that each lie in one row group."""
        for group, (first, count) in enumerate(self._groups):
            for skipped in range(0, count, at_most):
                yield Slice(first + skipped, min(at_most, count - skipped), (group, skipped))

    def rows(self, slices: Sequence[Slice]) -> Iterator[Row]:
        """The rows of these slices, in their order in the file."""
        try:
            for group in dict.fromkeys(one.span[0] for one in slices):
                yield from self._rows(group, [one for one in slices if one.span[0] == group])
        except (pa.ArrowException, OSError, MemoryError) as error:
            raise _unreadable(error) from error

    def _rows(self, group: int, slices: Sequence[Slice]) -> Iterator[Row]:
        start, last = self._groups[group][0], slices[-1]
        batches = self._file.iter_batches(_AT_ONCE, [group], list(self._wanted), use_threads=False)
        for batch in batches:
            for one in slices:
                begin, end = max(start, one.first), min(start + len(batch), one.first + one.rows)
                if begin < end:
                    cells = as_bytes(batch.slice(begin - start, end - begin)).to_pylist()
                    yield from map(Row, range(begin, end), cells)
            start += len(batch)
            if start >= last.first + last.rows:
                return


def _holds_text(held: Any) -> bool:  # noqa: ANN401 - a pyarrow DataType
    held = held.value_type if pa.types.is_dictionary(held) else held
    kinds = ("string", "large_string", "string_view", "binary", "large_binary", "binary_view", "null")
    return any(getattr(pa.types, f"is_{kind}")(held) for kind in kinds)


def _unreadable(error: BaseException) -> TableError:
    reason = " ".join(str(error).split()) or type(error).__name__
    return TableError(f"The Parquet file could not be read: {reason}", "Write it anew, or take it out.")
