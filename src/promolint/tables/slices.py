"""How a table is cut: into runs of rows that can each be read without those before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_BYTES = 1 << 26


class Slice(NamedTuple):
    """Rows of a file that follow one another: the number of the first, how many, and where they are.

    ``span``: in text the first byte and the one behind the last; in Parquet the row group and the first row in it.
    """

    first: int
    rows: int
    span: tuple[int, int]


def sliced(ends: Iterable[int], start: int, at_most: int) -> Iterator[Slice]:
    """Rows that end at these bytes, in slices of ``at_most`` rows, or of fewer where rows are large."""
    first, rows, end = 0, 0, start
    for end in ends:
        rows += 1
        if rows == at_most or end - start >= _MOST_BYTES:
            yield Slice(first, rows, (start, end))
            first, rows, start = first + rows, 0, end
    if rows:
        yield Slice(first, rows, (start, end))
