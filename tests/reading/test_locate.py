"""Words that stand in no link are found again in their file: where, in what line, in what conditions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promolint.reading.locate import Locator
from promolint.values.message import Excerpt, Place
from promolint.values.verdict import Offer, Purpose


def _offer(text: str) -> Offer:
    return Offer(text, Purpose.DISCOUNT, 0.9)


@pytest.mark.parametrize(
    ("said", "text", "place", "conditions"),
    [
        ("Spar 20 % jetzt", "Spar 20 % jetzt", Place(1, 1, 1, 16), ()),
        ("Spar 20 % jetzt", "<p>Hallo</p>\n<p>Spar <b>20&nbsp;%</b>\n jetzt</p>", Place(2, 4, 3, 7), ()),
        ("Spar jetzt", "{% if a %}{% if b %}Spar jetzt{% endif %}{% endif %}", Place(1, 21, 1, 31), ("if a", "if b")),
        ("Spar jetzt", "{% for a in b %}Spar jetzt{% endfor %}", Place(1, 17, 1, 27), ()),
        # the first place where all of them follow each other
        ("Spar jetzt", "Spar Dir Wege.\nSpar jetzt", Place(1, 1, 2, 11), ()),
        ("Spar jetzt", f"Spar{' ' * 80}x\nSpar jetzt", Place(2, 1, 2, 11), ()),
        # of many words the first twelve
        (" ".join("abcdefghijklmn"), "a b c d e f g h i j k l", Place(1, 1, 1, 24), ()),
    ],
)
def test_words_that_are_found(said: str, text: str, place: Place, conditions: tuple[str, ...]) -> None:
    """Markup may stand between them; the conditions are those of the first word, the outermost first."""
    located = Locator(text).located(_offer(said))
    assert (located.place, located.conditions) == (place, conditions)
    assert located.excerpt is not None
    assert replace(located, place=None, excerpt=None, conditions=()) == _offer(said)


def test_the_line_that_words_stand_in() -> None:
    """It is shown with the words marked."""
    located = Locator("Hallo\n  Code X20 gilt bis Mai.\n").located(_offer("Code X20"))
    assert located.excerpt == Excerpt("Code X20 gilt bis Mai.", 0, 8)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("", "Spar jetzt"),
        ("%!", "Spar 20 %!"),
        ("Spar jetzt", ""),
        ("Spar jetzt", "jetzt Spar"),
        ("Spar jetzt", f"Spar {'x' * 90} jetzt"),
        ("Größe", "Gr=C3=B6=C3=9Fe"),
    ],
)
def test_words_that_are_not_found(said: str, text: str) -> None:
    """Put together from several parts, in an encoding, or no words: they stay as they are."""
    assert Locator(text).located(_offer(said)) == _offer(said)
