"""What the form or the plain wording of a link alone tells; and as many cases that leave a doubt."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from promolint.judging.certain import certain_purpose, wording
from promolint.judging.folding import tokens
from promolint.values.message import Link, Place
from promolint.values.verdict import Group, Purpose

PLACE = Place(1, 1, 1, 2)
PLAIN = Path(__file__).parents[2] / "src" / "promolint" / "judging" / "vocabulary" / "plain.toml"


def _certain(url: str, text: str = "", sentence: str = "") -> Purpose | None:
    return certain_purpose(Link(url, PLACE, text, sentence=sentence))


@pytest.mark.parametrize(
    ("url", "purpose"),
    [
        ("tel:+4312345", Purpose.SUPPORT),
        ("sms:+4312345", Purpose.SUPPORT),
        ("https://www.google.de/maps/place/Salon", Purpose.SUPPORT),
        ("https://maps.apple.com/?q=Salon", Purpose.SUPPORT),
        ("https://wa.me/4312345", Purpose.SUPPORT),
        ("https://apps.apple.com/app/id1", Purpose.APP),
        ("https://play.google.com/store/apps/details?id=x", Purpose.APP),
        ("{{ unsubscribe_url }}", Purpose.PREFERENCES),
        ("*|UNSUB|*", Purpose.PREFERENCES),
        ("https://www.google.de/search?q=salon", None),
        ("https://salon.example/unsubscribe-special", None),
        ("https://shop.example/maps", None),
        ("https://wa.me/?text=Schau%20mal", None),
        ("https://google.com/play", None),
        ("https://apple.com/de/iphone", None),
        ("mailto:team@salon.example", None),
        ("{{ sale_url }}", None),
        ("#", None),
    ],
)
def test_a_form_that_leaves_no_doubt(url: str, purpose: Purpose | None) -> None:
    """And as many that leave one."""
    assert _certain(url) is purpose


@pytest.mark.parametrize(
    ("url", "text", "purpose"),
    [
        ("mailto:team@salon.example", "team@salon.example", Purpose.SUPPORT),
        ("mailto:team@salon.example", "{{ shop.email }}", None),
        ("mailto:team@salon.example?subject=Gratis", "team@salon.example", None),
        ("mailto:team@salon.example", "Gutschein sichern", None),
        ("#", "+49 30 1234567", Purpose.SUPPORT),
        ("#", "(030) 123 45 67", Purpose.SUPPORT),
        ("#", "4562789498", None),
        ("#", "480 / 500", None),
        ("https://salon.example", "www.salon.example", Purpose.BRAND),
        ("https://www.salon.example/", "https://salon.example", Purpose.BRAND),
        ("https://salon.co.uk/", "salon.co.uk", Purpose.BRAND),
        ("https://salon.example/sale", "salon.example", None),
        ("https://hilfe.salon.example", "hilfe.salon.example", None),
        ("https://other.example", "salon.example", None),
        ("seller.email", "seller.email", None),
    ],
)
def test_words_that_are_what_they_link_to(url: str, text: str, purpose: Purpose | None) -> None:
    """An address, a telephone number, a home page; a code, a page below it or another host is something else."""
    assert _certain(url, text) is purpose


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("Impressum", Purpose.LEGAL),
        ("DATENSCHUTZERKLAERUNG", Purpose.LEGAL),
        ("T&Cs", Purpose.LEGAL),
        ("Mentions légales", Purpose.LEGAL),
        ("Datenschutz für Kanzleien: Seminar", None),
        ("Unsubscribe", Purpose.PREFERENCES),
        ("Unsubscribe from these emails", Purpose.PREFERENCES),
        ("Date de baja", Purpose.PREFERENCES),
        ("Abmelden", None),
        ("Kontakt", Purpose.SUPPORT),
        ("Find a store", Purpose.SUPPORT),
        ("Kontaktlinsen", None),
        ("Help us grow", None),
        ("Über uns", Purpose.BRAND),
        ("View this email in your browser", Purpose.BRAND),
        ("Im Browser ansehen", Purpose.BRAND),
        ("Home & Living", None),
        ("Forgot your password?", Purpose.ACCOUNT),
        ("Mein Konto", Purpose.ACCOUNT),
        ("Premium-Konto", None),
        ("Sendung verfolgen", Purpose.TRANSACTION),
        ("Track your order", Purpose.TRANSACTION),
        ("Order again", None),
        ("Bewertung schreiben", Purpose.REVIEW),
        ("Jetzt bewerten", None),
        ("Download on the App Store", Purpose.APP),
        ("Zum Store", None),
        ("Facebook", Purpose.SOCIAL),
        ("Folge uns auf Instagram!", Purpose.SOCIAL),
        ("Facebook & Instagram", Purpose.SOCIAL),
        ("Instagram-Rabatt", None),
        ("Facebook Werbung buchen", None),
        ("Click here", None),
        ("20 % Rabatt", None),
        ("", None),
    ],
)
def test_words_that_mean_one_thing_wherever_they_stand(text: str, purpose: Purpose | None) -> None:
    """Whatever their case, marks and umlauts; the same word inside other wording says nothing."""
    assert _certain("https://a.example/x1", text, text) is purpose


@pytest.mark.parametrize(
    ("text", "sentence", "purpose"),
    [
        ("here", "Trouble viewing this email? Read it online here.", Purpose.BRAND),
        ("hier", "Wird diese Mail nicht richtig angezeigt? Dann hier klicken.", Purpose.BRAND),
        ("here", "You can unsubscribe from these emails here.", Purpose.PREFERENCES),
        ("ici", "Pour ne plus recevoir nos messages, cliquez ici.", Purpose.PREFERENCES),
        ("here", "Save 20 % here.", None),
        ("Save 20 %", "Save 20 % or unsubscribe", None),
    ],
)
def test_a_link_that_says_here_means_what_its_sentence_says(text: str, sentence: str, purpose: Purpose | None) -> None:
    """Only such a link: beside other words the sentence may speak of another link."""
    assert _certain("https://a.example/x1", text, sentence) is purpose


def test_nothing_that_advertises_is_told_by_fixed_wording() -> None:
    """A false alarm that no model could take back would be worse than a miss."""
    plain = wording()
    told = [*plain.words.values(), *plain.hosts, *(purpose for found in plain.phrases.values() for _, purpose in found)]
    assert [purpose for purpose in told if purpose.group is Group.PROMOTIONAL] == []


def test_no_wording_stands_for_two_purposes() -> None:
    """Folded alike, the second would hide behind the first."""
    data = tomllib.loads(PLAIN.read_text("utf-8"))
    seen: dict[tuple[str, ...], str] = {}
    for purpose, table in data.items():
        for words in table.get("words", ()):
            assert seen.setdefault(tokens(words), purpose) == purpose, words
