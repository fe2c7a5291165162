"""Texts inside texts, and the places of what stands in them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promolint.reading.layers import REFERENCE, Layer, Lines, Pieces, decoded, trimmed, without_references
from promolint.values.message import Excerpt, Place


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a &amp; b", "a & b"),
        ("&#47;&#x2f;&#X2F;", "///"),
        ("&Tab;&NewLine;", "\t\n"),
        ("&ouml;&Ouml;", "öÖ"),
        ("&#128512;", "😀"),
        ("?a=1&amp;b=2", "?a=1&b=2"),
        ("&copy", "©"),
        ("&copy 2026", "© 2026"),
        ("&amp;amp;", "&amp;"),
        ("?a=1&b=2", "?a=1&b=2"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("?a=1&copyright", "?a=1&copyright"),
        ("?a=1&section=2&para=3", "?a=1&section=2&para=3"),
        ("&section;", "&section;"),
        ("&nothing;", "&nothing;"),
        ("& &; &# &#x;", "& &; &# &#x;"),
    ],
)
def test_references_are_undone_as_in_an_attribute(text: str, plain: str) -> None:
    """A name without ";" is a reference only where nothing follows that a query's key could go on with."""
    assert without_references(text) == plain


@pytest.mark.parametrize(
    ("text", "slice_"), [("ab", (0, 2)), (" ab\n", (1, 3)), ("  ", (2, 2)), ("", (0, 0)), ("\u00a0a", (1, 2))]
)
def test_trimmed(text: str, slice_: tuple[int, int]) -> None:
    assert trimmed(text, 0, len(text)) == slice_


def test_a_layer_knows_the_slice_that_its_text_came_from() -> None:
    below = Layer("x &lt;a&gt; y")
    layer = decoded(below, (2, len(below.text)), REFERENCE, unescape)
    assert layer.text == "<a> y"
    assert [layer.slice_below(index, index + 1) for index in range(5)] == [(2, 6), (6, 7), (7, 11), (11, 12), (12, 13)]
    assert layer.slice_below(1, 3) == (6, 11)
    assert layer.slice_below(3, 3) == (11, 11)


def test_layers_lie_on_layers() -> None:
    """Each way of writing is undone by itself; a place in the last text is one in the file."""
    file = Layer('{"body": "a &lt;b\\u003e c"}')
    json = decoded(file, (10, 25), re.compile(r"\\u[0-9a-f]{4}"), lambda escape: {"\\u003e": ">"}[escape])
    html = decoded(json, (0, len(json.text)), REFERENCE, unescape)
    assert html.text == "a <b> c"
    assert file.text[slice(*html.in_file(2, 5))] == "&lt;b\\u003e"
    assert html.bottom is file


def test_a_part_is_a_layer_of_its_own() -> None:
    layer = Layer("abcdef").part(2, 5)
    assert (layer.text, layer.in_file(1, 3)) == ("cde", (3, 5))


def test_pieces_put_slices_together_in_any_order() -> None:
    below = Layer("ab cd")
    layer = Pieces(below).keep(3, 5).decoded("-", 2, 3).keep(0, 2).keep(1, 1).layer()
    assert layer.text == "cd-ab"
    assert [layer.in_file(*span) for span in ((0, 2), (2, 3), (3, 5), (1, 2))] == [(3, 5), (2, 3), (0, 2), (4, 5)]


@given(st.lists(st.tuples(st.text("ab&<\nä😀", max_size=5), st.text("xyzß", max_size=3)), max_size=8))
def test_every_character_of_a_layer_has_its_slice_below(parts: list[tuple[str, str]]) -> None:
    """What was kept comes from itself, what was undone from the whole of what it stands for."""
    below = Layer("".join(kept + f"\\{code}\\" for kept, code in parts))
    layer = decoded(below, (0, len(below.text)), re.compile(r"\\[^\\]*\\"), lambda match: match[1:-1].upper())
    for index, character in enumerate(layer.text):
        piece = below.text[slice(*layer.slice_below(index, index + 1))]
        assert piece == character or (piece[0] == piece[-1] == "\\" and character in piece[1:-1].upper())


@pytest.mark.parametrize(
    ("text", "span", "place"),
    [
        ("ab", (0, 2), Place(1, 1, 1, 3)),
        ("a\nb", (2, 3), Place(2, 1, 2, 2)),
        ("a\r\nb", (3, 4), Place(2, 1, 2, 2)),
        ("a\nb\nc", (0, 5), Place(1, 1, 3, 2)),
        ("\ta", (1, 2), Place(1, 2, 1, 3)),
        ("😀a", (1, 2), Place(1, 2, 1, 3)),
        ("a\u2028b\x85c", (4, 5), Place(1, 5, 1, 6)),
        ("", (0, 0), Place(1, 1, 1, 1)),
        ("a\n", (2, 2), Place(2, 1, 2, 1)),
    ],
)
def test_places_count_lines_by_line_feeds_and_columns_by_code_points(
    text: str, span: tuple[int, int], place: Place
) -> None:
    assert Lines(text).place(*span) == place


@given(st.text("ab\n\r\tä😀", max_size=30), st.data())
def test_a_place_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    lines = Lines(text)
    place = lines.place(start, end)
    assert (lines.offset(place.line, place.column), lines.offset(place.end_line, place.end_column)) == (start, end)


@pytest.mark.parametrize(
    ("text", "span", "excerpt"),
    [
        ("a bc d", (2, 4), Excerpt("a bc d", 2, 4)),
        ("    a bc", (6, 8), Excerpt("a bc", 2, 4)),
        ("x\n  ab\r\ny", (4, 6), Excerpt("ab", 0, 2)),
        ("a b\nc d", (2, 5), Excerpt("a b", 2, 3)),
        ("w" * 500 + "URL" + "w" * 500, (500, 503), Excerpt("w" * 60 + "URL" + "w" * 97, 60, 63)),
    ],
)
def test_an_excerpt_shows_the_line(text: str, span: tuple[int, int], excerpt: Excerpt) -> None:
    assert Lines(text).excerpt(*span) == excerpt


@given(st.text("ab \n\r\tä😀", max_size=400), st.data())
def test_an_excerpt_holds_what_it_shows(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    excerpt = Lines(text).excerpt(start, end)
    assert 0 <= excerpt.start <= excerpt.end <= len(excerpt.text)
    assert text[start:end].startswith(excerpt.text[excerpt.start : excerpt.end])
