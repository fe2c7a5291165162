"""The words around a link, out of a flow."""

from __future__ import annotations

import pytest

from promolint.reading.context import LONGEST, REACH, Around, Surroundings
from promolint.reading.flow import Anchor, Flow, FlowWriter, Stretch
from promolint.values.message import Region, Role


def around(text: str, headings: tuple[tuple[int, int], ...] = ()) -> Around:
    """The words around the link that stands between "[" and "]"."""
    start, end = text.index("["), text.index("]") - 1
    flow = Flow(text.replace("[", "").replace("]", ""), (), tuple(Stretch(*stretch) for stretch in headings))
    return Surroundings(flow).of(Anchor(start, end, 0, 0, Role.TEXT))


@pytest.mark.parametrize(
    ("text", "sentence", "before", "after"),
    [
        ("A b. C [d] e. F g.", "C d e.", "A b.", "F g."),
        ("A b\nC [d] e\nF g", "C d e", "A b", "F g"),
        ("[d]", "d", "", ""),
        ("A! [d]? F", "d?", "A!", "F"),
        ("A … [d] · F", "d", "A …", "F"),
        ("A | [d] | F", "d", "A |", "F"),
        ("1.5 of [2.5] x", "1.5 of 2.5 x", "", ""),
        ("a\n[d]\nb", "d", "a", "b"),
        ("a\n[]\nb", "", "a", "b"),
        ("[]\nb", "", "", "b"),
    ],
)
def test_sentence_before_and_after(text: str, sentence: str, before: str, after: str) -> None:
    near = around(text)
    assert (near.sentence, near.before, near.after) == (sentence, before, after)


def test_words_around_reach_no_further_than_they_help() -> None:
    near = around("a " * 500 + ". [" + "w " * 900 + "] " + "b " * 500)
    assert len(near.words) <= LONGEST
    assert max(len(near.before), len(near.after)) <= REACH


def test_slices_say_where_the_words_stand() -> None:
    near = around("Head\nA b. C [d] e. F", ((0, 5),))
    assert near.spot.words == (12, 13)
    assert (near.heading, near.spot.heading) == ("Head", (0, 5))
    assert near.spot.sentence == (9, 16)


@pytest.mark.parametrize(
    ("headings", "heading"),
    [
        ((), ""),
        (((0, 2),), "H1"),
        (((0, 2), (3, 5)), "H2"),
        (((0, 2), (9, 11)), "H1"),
        (((0, 2), (5, 9)), "a b"),
    ],
)
def test_heading_is_the_last_one_before_or_the_one_around(headings: tuple[tuple[int, int], ...], heading: str) -> None:
    assert around("H1\nH2\na [b]\nH3", headings).heading == heading


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("a\n[b]", Region.BODY),
        ("a\nKind regards,\nMia\n[b]", Region.SIGNATURE),
        ("a\nIhr Salon-Team\n[b]", Region.SIGNATURE),
        ("a\nDein Team\n[b]\nLiebe Grüße\nc", Region.BODY),
        ("a " * 40 + "\nUnsubscribe here\n[b]", Region.FOOTER),
        ("a " * 40 + "\n© 2026 Salon [b]", Region.FOOTER),
        ("a " * 40 + "\n[b]\n© 2026 Salon", Region.BODY),
        ("Unsubscribe\n[b]" + " a" * 40, Region.BODY),
        ("a\nall the best regards\n[b]", Region.BODY),
        ("a\ncheers [b]", Region.SIGNATURE),
    ],
)
def test_region_by_words(text: str, region: Region) -> None:
    """A farewell begins the signature, a footer word late in the text the footer."""
    assert around(text).region is region


def test_a_region_of_the_markup_stays() -> None:
    flow = Flow("a\nKind regards\nb", ())
    near = Surroundings(flow).of(Anchor(15, 16, 0, 0, Role.TEXT, Region.PREHEADER))
    assert near.region is Region.PREHEADER


def test_a_link_without_a_sentence_has_its_own_words_as_one() -> None:
    near = Surroundings(Flow("a\nb", ())).of(Anchor(2, 2, 0, 0, Role.BUTTON, words="Book now"))
    assert (near.words, near.sentence) == ("Book now", "Book now")


def test_a_flow_folds_white_space_and_parts_blocks() -> None:
    out = FlowWriter()
    for text in ("  a\n", " b\u00a0\u00adc ", " "):
        out.write(text)
    out.block()
    out.block()
    out.write("d")
    assert out.flow().text == "a b c\nd"


@pytest.mark.parametrize(("text", "kept"), [("Head", True), ("  ", False), ("", False), ("x" * 400, False)])
def test_a_heading_has_words_and_is_short(text: str, *, kept: bool) -> None:
    out = FlowWriter()
    out.write("before ")
    start = out.position
    out.write(text)
    out.heading(start)
    assert [out.flow().text[stretch.start : stretch.end] for stretch in out.flow().headings] == [text] * kept
