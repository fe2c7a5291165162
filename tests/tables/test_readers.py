"""Readers of tables: every row once, in order, however the table is cut; what is broken costs its row alone."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promolint.errors import TableError
from promolint.tables.columns import Columns
from promolint.tables.delimited import Delimited
from promolint.tables.json_lines import JsonLines
from promolint.tables.parquet import Parquet
from promolint.tables.slices import Slice, sliced
from promolint.tables.text_lines import lines

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable

    from promolint.tables.job import Table
    from promolint.tables.rows import Row

LIMIT = 10_000
IDS = Columns()._replace(text=("text",))


def _csv(data: bytes, name: str = "a.csv", limit: int = LIMIT) -> Delimited:
    return Delimited(io.BytesIO(data), name, IDS, limit)


def _json(data: bytes, limit: int = LIMIT) -> JsonLines:
    return JsonLines(io.BytesIO(data), IDS, limit)


def _parquet(table: pa.Table, group: int = 3) -> Parquet:
    file = io.BytesIO()
    pq.write_table(table, file, row_group_size=group)
    return Parquet(file, IDS)


BROKEN = [(0, "row-not-json"), (1, "row-not-json")]


def _told(rows: Iterable[Row]) -> list[tuple[int, Any]]:
    """Of each row its number, and the text in it or why it has none."""
    return [(row.number, row.broken.cause if row.broken else row.cells.get("text")) for row in rows]


def _whole(table: Table) -> list[tuple[int, Any]]:
    return _told(table.rows(list(table.slices(1000))))


@given(st.binary(max_size=200), st.integers(1, 40), st.integers(0, 30))
def test_lines_are_those_of_the_file(data: bytes, limit: int, start: int) -> None:
    """From any byte on; what is longer than the limit is cut and says so, and its end is told true."""
    found = list(lines(io.BytesIO(data), start, limit))
    wanted = data[start:].split(b"\n")
    wanted = [line + b"\n" for line in wanted[:-1]] + [line for line in wanted[-1:] if line]
    assert [line.data for line in found] == [line[:limit] for line in wanted]
    assert [line.cut for line in found] == [len(line) > limit for line in wanted]
    ends = [start + sum(map(len, wanted[: number + 1])) for number in range(len(wanted))]
    assert [line.end for line in found] == ends


def test_lines_may_be_longer_than_what_is_read_at_once() -> None:
    """A megabyte is: a line of three, between two others."""
    long = b"x" * 3_000_000 + b"\n"
    found = list(lines(io.BytesIO(b"a\n" + long + b"b"), 0, 10))
    assert [(line.end, line.data, line.cut) for line in found] == [
        (2, b"a\n", False),
        (3_000_003, b"x" * 10, True),
        (3_000_004, b"b", False),
    ]


def test_slices_end_at_so_many_rows_or_bytes() -> None:
    """A slice of large rows has fewer, so that what is held at once stays small."""
    assert list(sliced([], 5, 2)) == []
    assert list(sliced([6, 8, 9], 5, 2)) == [Slice(0, 2, (5, 8)), Slice(2, 1, (8, 9))]
    large = 1 << 26
    assert list(sliced([large, large + 1], 0, 2)) == [Slice(0, 1, (0, large)), Slice(1, 1, (large, large + 1))]


_TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), min_size=1, max_size=20)


def _as_csv(texts: list[str]) -> Delimited:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("id", "text"), *enumerate(texts)])
    return _csv(file.getvalue().encode())


def _as_json(texts: list[str]) -> JsonLines:
    return _json("\n".join(json.dumps({"id": number, "text": text}) for number, text in enumerate(texts)).encode())


def _as_parquet(texts: list[str]) -> Parquet:
    return _parquet(pa.table({"id": list(range(len(texts))), "text": texts}))


@pytest.mark.parametrize("made", [_as_csv, _as_json, _as_parquet])
@given(texts=_TEXTS, at_most=st.integers(1, 25), pick=st.randoms(use_true_random=False))
@settings(deadline=None)
def test_every_row_comes_once_and_in_order(
    made: Callable[[list[str]], Table], texts: list[str], at_most: int, pick: random.Random
) -> None:
    """However large the slices are; and each slice alone gives its own rows, whichever were read before."""
    table = made(texts)
    slices = list(table.slices(at_most))
    told = [(number, text if isinstance(text, str) else text.decode()) for number, text in _told(table.rows(slices))]
    assert told == list(enumerate(texts))
    assert max(one.rows for one in slices) <= at_most
    one = pick.choice(slices)
    assert [number for number, _ in _told(table.rows([one]))] == list(range(one.first, one.first + one.rows))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", []),
        (b'{"text": "a"}\n\n  \n{"text": "b"}', [(0, "a"), (1, "b")]),
        (b'\xef\xbb\xbf{"text": "a"}\r\n{"text": null}\n{}', [(0, "a"), (1, None), (2, None)]),
        (b'{"text": "a"\n{"text": "b"}\n', [(0, "row-not-json"), (1, "b")]),
        (
            b'[1]\n"a"\n{"text": 1}\n{"text": ["b"], "x": {}}\n',
            [(0, "row-not-json"), (1, "row-not-json"), (2, 1), (3, ["b"])],
        ),
        (b'{"text": "\xff"}\n{"text": "\\ud800"}\n{"text": "b"}', [*BROKEN, (2, "b")]),
        (b'{"text": ' + b"[" * 5000 + b"\n" + b'{"text": "b"}', [(0, "row-not-json"), (1, "b")]),
        (b'{"id": 1' + b"0" * 5000 + b'}\n{"text": "b"}', [(0, "row-not-json"), (1, "b")]),
        (b'{"text": "' + b"x" * LIMIT + b'"}\n{"text": "b"}', [(0, "row-too-long"), (1, "b")]),
    ],
)
def test_json_lines(data: bytes, told: list[tuple[int, Any]]) -> None:
    """Lines without anything are no rows; what is no object is a row that says so."""
    assert _whole(_json(data)) == told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"id,text\n", []),
        (b"id,text\n1,a\r\n2,b", [(0, b"a"), (1, b"b")]),
        (b'\xef\xbb\xbf"text","id"\n"a ""b""\r\n,c",1\n', [(0, b'a "b"\r\n,c')]),
        (b"sep=|\r\nid|text\r\n1|a;b,c\r\n", [(0, b"a;b,c")]),
        (b"id;text\n1;a,b,c\n", [(0, b"a,b,c")]),
        (b"id,text\n\n1,a\n\n\n2,b\n", [(0, b"a"), (1, b"b")]),
        (b"id,text\n1\n2,b,c\n3,d\n", [(0, "row-cells"), (1, "row-cells"), (2, b"d")]),
        (b'id,text\n1,"a"b\n2,c\n', [(0, "row-not-csv"), (1, b"c")]),
        (b'id,text\n1,a\n2,"b\n3,c\n', [(0, b"a"), (1, "row-not-csv")]),
        (b"id,text\n1,a\rb\n2,c\n", [(0, "row-not-csv"), (1, b"c")]),
        (b"id,text\n1,Gr\xfc\xdfe \xe2\x82\xac\n2,\x00\n", [(0, b"Gr\xfc\xdfe \xe2\x82\xac"), (1, b"\x00")]),
        (b"id,text\n1,=cmd|' /C calc'!A0\n", [(0, b"=cmd|' /C calc'!A0")]),
        (b"id,text\n1," + b"x" * LIMIT + b"\n2,b\n", [(0, "row-too-long"), (1, b"b")]),
        (
            b'id,text\n1,"' + b"x\n" * LIMIT + b'"\n',
            [(0, "row-not-csv"), *((row, "row-cells") for row in range(1, 5000)), (5000, "row-not-csv")],
        ),
    ],
)
def test_csv(data: bytes, told: list[tuple[int, Any]]) -> None:
    """As spreadsheets write it; bytes of a cell come back as they were, whatever their encoding."""
    assert _whole(_csv(data)) == told


def test_tabs_by_the_name_of_the_file() -> None:
    """In a ``.tsv`` commas are nothing."""
    assert _whole(_csv(b"id\ttext\n1\ta,b,c\n", "a.tsv")) == [(0, b"a,b,c")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no head"),
        (b'"id\n', "no head"),
        (b"id,body\n", "No column is called “text”; its columns are: id, body"),
        (b"id,text,text\n", "Several columns are called “text”"),
        ("id,text\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_csv_that_cannot_be_read(data: bytes, said: str) -> None:
    """It says what is missing, before any row is read."""
    with pytest.raises(TableError, match=said):
        _csv(data)


_TYPES = [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.dictionary(pa.int8(), pa.string())]


@pytest.mark.parametrize("held", _TYPES, ids=str)
def test_parquet_holds_text_in_many_types(held: pa.DataType) -> None:
    """Text comes as its bytes; what is not there as nothing."""
    column = pa.array(["ä", None, "b"]).cast(held)
    assert _whole(_parquet(pa.table({"text": column, "other": [1, 2, 3]}))) == [(0, "ä".encode()), (1, None), (2, b"b")]


def test_text_that_is_no_utf_8_is_its_rows_matter() -> None:
    """A writer may have put anything into a column of texts."""
    bytes_ = pa.array([b"a", b"\xff", b"b"])
    texts = pa.Array.from_buffers(pa.string(), 3, bytes_.buffers())
    assert _whole(_parquet(pa.table({"text": texts}))) == [(0, b"a"), (1, b"\xff"), (2, b"b")]


def test_parquet_that_cannot_be_read() -> None:
    """Garbage, numbers for texts, and a file that is cut off."""
    with pytest.raises(TableError, match="Parquet file could not be read"):
        Parquet(io.BytesIO(b"PAR1 and nothing else PAR1"), IDS)
    with pytest.raises(TableError, match="No column holds the text: “text” holds int64"):
        _parquet(pa.table({"text": [1]}))
    with pytest.raises(TableError, match="No column is called “text”"):
        _parquet(pa.table({"body": ["a"]}))


def test_a_row_group_that_is_broken_costs_its_rows_alone() -> None:
    """The rows before it are read, and what goes wrong is told as such."""
    file = io.BytesIO()
    pq.write_table(
        pa.table({"text": [f"{number}" * 50 for number in range(6)]}), file, row_group_size=3, compression="zstd"
    )
    data = bytearray(file.getvalue())
    start = pq.ParquetFile(file).metadata.row_group(1).column(0).dictionary_page_offset
    data[start : start + 30] = b"\xff" * 30
    table = Parquet(io.BytesIO(bytes(data)), IDS)
    first, second = table.slices(10)
    assert [number for number, _ in _told(table.rows([first]))] == [0, 1, 2]
    with pytest.raises(TableError, match="could not be read"):
        list(table.rows([second]))


_HOSTILE = st.binary(max_size=200) | st.text('",;|\t\n\r{}[]:\\\0x1ä', max_size=200).map(str.encode)


@given(_HOSTILE, st.integers(1, 9))
@settings(deadline=None)
def test_any_text_gives_rows_or_says_why_not(data: bytes, at_most: int) -> None:
    """Rows are numbered without a gap, the same in slices of any size; nothing else is ever raised."""
    for made in (_json, lambda data: _csv(b"id,text\n" + data), _csv):
        try:
            table = made(data)
        except TableError:
            continue
        told = _whole(table)
        assert [number for number, _ in told] == list(range(len(told)))
        assert _told(table.rows(list(table.slices(at_most)))) == told


@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=8), st.booleans())
@settings(deadline=None)
def test_broken_parquet_gives_rows_or_says_why_not(flips: list[tuple[int, int]], plain: bool) -> None:  # noqa: FBT001
    """Whatever byte is another: never a crash, never another error."""
    file = io.BytesIO()
    rows = pa.table({"id": list(range(20)), "text": [f"Nr. {number}" * 5 for number in range(20)]})
    pq.write_table(rows, file, row_group_size=8, compression="none" if plain else "zstd")
    data = bytearray(file.getvalue())
    for at, byte in flips:
        data[at % len(data)] = byte
    with suppress(TableError):
        table = Parquet(io.BytesIO(bytes(data)), IDS)
        list(table.rows(list(table.slices(7))))
