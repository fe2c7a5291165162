"""Texts that mean the same to a reader are the same to the judge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promolint.judging.folding import AMOUNT, NUMBER, PERCENT, VARIABLE, fold, tokens, variable_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Für Größe Ä", "fuer groesse ae"),
        ("Été à Málaga", "ete a malaga"),
        ("Kund:innen und Freund*innen", "kundinnen und freundinnen"),
        ("Hallo {{ kunde.name }}!", f"hallo {VARIABLE}!"),
        ("{% trans 'Termin ansehen' %}", "termin ansehen"),
        ("Don\u2019t", "don't"),
        ("", ""),
    ],
)
def test_fold_spells_out_what_looks_different(text: str, folded: str) -> None:
    """Case, umlauts, accents, gender marks and template output."""
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 % Rabatt", (PERCENT, "rabatt")),
        ("20% Rabatt", (PERCENT, "rabatt")),
        ("20 Prozent Rabatt", (PERCENT, "rabatt")),
        ("{{ n }} % Rabatt", (PERCENT, "rabatt")),
        ("10 € sparen", (AMOUNT, "sparen")),
        ("EUR 10 sparen", (AMOUNT, "sparen")),
        ("CHF 10.- sparen", (AMOUNT, "sparen")),
        ("£10 off", (AMOUNT, "off")),
        ("10,50 Euro", (AMOUNT,)),
        ("Raum 12", ("raum", NUMBER)),
        ("um 14:30 Uhr", ("um", NUMBER, "uhr")),
        ("", ()),
    ],
)
def test_numbers_percentages_and_amounts_are_one_token_each(text: str, expected: tuple[str, ...]) -> None:
    """In whatever order and spelling they stand."""
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ order.trackingUrl }}", ("order", "tracking", "url")),
        ("{$GIFT_LINK}", ("gift", "link")),
        ("%UNSUBSCRIBE_URL%", ("unsubscribe", "url")),
        ("no variable", ()),
    ],
)
def test_the_name_of_a_variable_is_words(text: str, words: tuple[str, ...]) -> None:
    """Split at underscores, dots and capitals."""
    assert variable_words(text) == words


@given(st.text(max_size=200))
def test_folding_never_fails_and_is_stable(text: str) -> None:
    """Whatever stands in a template; and what is folded has no upper case left."""
    folded = fold(text)
    assert folded == folded.lower()
    assert isinstance(tokens(text), tuple)
