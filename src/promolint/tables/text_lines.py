"""Lines of a file that may be larger than memory."""

from __future__ import annotations

from functools import partial
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 20


class Line(NamedTuple):
    """A line with its break, and the byte that the next one begins at; ``cut``: it is too long, so its end is gone."""

    end: int
    data: bytes
    cut: bool


def lines(file: IO[bytes], start: int, limit: int) -> Iterator[Line]:
    """The lines of a file from a byte on; of one that is longer than ``limit`` bytes only its beginning."""
    file.seek(start)
    end, held, size = start, bytearray(), 0
    for chunk in iter(partial(file.read, _CHUNK), b""):
        begin = 0
        while begin < len(chunk):
            stop = chunk.find(b"\n", begin) + 1 or len(chunk)
            held += chunk[begin : min(stop, begin + limit - len(held))]
            size, end = size + stop - begin, end + stop - begin
            if chunk[stop - 1 : stop] == b"\n":
                yield Line(end, bytes(held), len(held) < size)
                held, size = bytearray(), 0
            begin = stop
    if size:
        yield Line(end, bytes(held), len(held) < size)
