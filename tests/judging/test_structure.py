"""What the form of a link alone tells."""

from __future__ import annotations

import pytest

from promolint.judging.structure import certain_purpose
from promolint.values import Link, Place, Purpose


@pytest.mark.parametrize(
    ("url", "purpose"),
    [
        ("tel:+4312345", Purpose.SUPPORT),
        ("sms:+4312345", Purpose.SUPPORT),
        ("https://www.google.de/maps/place/Salon", Purpose.SUPPORT),
        ("https://maps.apple.com/?q=Salon", Purpose.SUPPORT),
        ("{{ unsubscribe_url }}", Purpose.PREFERENCES),
        ("*|UNSUB|*", Purpose.PREFERENCES),
        ("https://www.google.de/search?q=salon", None),
        ("https://salon.example/unsubscribe-special", None),
        ("https://shop.example/maps", None),
        ("mailto:team@salon.example", None),
        ("{{ sale_url }}", None),
        ("#", None),
    ],
)
def test_a_form_that_leaves_no_doubt(url: str, purpose: Purpose | None) -> None:
    """And as many that leave one."""
    assert certain_purpose(Link(url, Place(1, 1, 1, 2), "")) is purpose


def test_an_address_that_is_its_own_words_is_for_writing_to() -> None:
    """With a subject, or other words, it may be for anything."""
    place = Place(1, 1, 1, 2)
    assert certain_purpose(Link("mailto:team@salon.example", place, "team@salon.example")) is Purpose.SUPPORT
    assert certain_purpose(Link("mailto:team@salon.example", place, "{{ shop.email }}")) is None
    assert certain_purpose(Link("mailto:team@salon.example?subject=Gratis", place, "team@salon.example")) is None
    assert certain_purpose(Link("mailto:team@salon.example", place, "Gutschein sichern")) is None
