"""Positions: whatever stands in a text, an editor marks exactly what promolint means."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind, Range

from promolint.lsp.positions import BOM, Positions
from promolint.reading.layers import Lines
from promolint.values.message import Place

ENCODINGS = list(PositionEncodingKind)
UNITS = {
    PositionEncodingKind.Utf8: lambda character: len(character.encode()),
    PositionEncodingKind.Utf16: lambda character: 2 if ord(character) > 0xFFFF else 1,
    PositionEncodingKind.Utf32: lambda _: 1,
}
TEXTS = st.text(st.sampled_from("ab\r\n\x0b\x0c\x85\u2028é€\u0301😀👩🏽\U0010ffff") | st.characters(codec="utf-8"))


def _counted(text: str, offset: int, encoding: PositionEncodingKind) -> Position:
    """The position, one character after the other."""
    before = re.split(r"\r\n|\n|\r", text[:offset])
    return Position(len(before) - 1, sum(map(UNITS[encoding], before[-1])))


@given(TEXTS, st.data(), st.sampled_from(ENCODINGS), st.booleans())
def test_there_and_back(text: str, data: st.DataObject, encoding: PositionEncodingKind, marked: bool) -> None:  # noqa: FBT001
    """Every offset has the position that counting gives, and the position leads back; a byte order mark is none."""
    text = text.removeprefix(BOM)
    offset = data.draw(st.integers(0, len(text)).filter(lambda at: text[at - 1 : at + 1] != "\r\n"))
    document = BOM + text if marked else text
    positions = Positions(document, encoding)
    position = positions.position(offset)
    assert position == _counted(document, offset + marked, encoding)
    assert positions.offset(position) == offset
    assert positions.text == text


@given(TEXTS, st.data(), st.sampled_from(ENCODINGS))
def test_a_place_is_a_range(text: str, data: st.DataObject, encoding: PositionEncodingKind) -> None:
    """What promolint names by line and column is the same slice of the text as the range that an editor marks."""
    positions = Positions(text, encoding)
    text = positions.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = Lines(text).place(start, end)
    assert positions.span(place) == (start, end)
    assert positions.range(place) == Range(positions.position(start), positions.position(end))


@pytest.mark.parametrize(
    ("encoding", "column"),
    [(PositionEncodingKind.Utf8, 7), (PositionEncodingKind.Utf16, 5), (PositionEncodingKind.Utf32, 4)],
)
def test_the_protocol_s_own_example(encoding: PositionEncodingKind, column: int) -> None:
    """The closing quotation mark in x="😀" stands at 7, 5 or 4."""
    assert Positions('x="😀"', encoding).range(Place(1, 5, 1, 6)).start == Position(0, column)


@pytest.mark.parametrize(
    ("position", "offset"),
    [(Position(0, 99), 3), (Position(9, 0), 6), (Position(0, 2), 1), (Position(1, 1), 5), (Position(1, 9), 6)],
)
def test_positions_outside(position: Position, offset: int) -> None:
    """Behind a line is its end, behind the text is the text's, within a character is before it."""
    assert Positions("a😀b\nzz").offset(position) == offset


def test_no_place() -> None:
    """What stands nowhere is shown at the beginning."""
    assert Positions("text").range(None) == Range(Position(0, 0), Position(0, 0))
