"""The language of a text."""

from __future__ import annotations

import pytest

from promolint.reading import read_file
from promolint.reading.language import language_of


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Wir freuen uns auf dich und deine Freunde", "", "de"),
        ("We look forward to seeing you at our studio", "", "en"),
        ("Nous vous attendons avec vos amis", "", "fr"),
        ("Te esperamos con tus amigos en el estudio", "", "es"),
        ("Ti aspettiamo con il tuo amico nel nostro studio", "", "it"),
        ("Wij zien je graag met je vrienden in onze studio", "", "nl"),
        ("Esperamos por você com os seus amigos", "", "pt"),
        ("Czekamy na ciebie i twoje dzieci w naszym studio", "", "pl"),
        ("Wir freuen uns auf dich und deine Freunde", "en", "de"),
        ("Hello", "de-AT", "de"),
        ("", "EN", "en"),
        ("{{ name }}", "{{ lang }}", ""),
        ("12345", "", ""),
        ("", "", ""),
        ("Hello", "x", ""),
    ],
)
def test_words_decide_before_what_is_declared(text: str, declared: str, language: str) -> None:
    assert language_of(text, declared) == language


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ('<html lang="de"><p>Hallo</p></html>', "de"),
        ("---\nlang: fr\n---\n<p>Bonjour</p>", "fr"),
        ('<html lang="{{ lang }}"><p>Hallo</p></html>', ""),
        ("<p>Hallo</p>", ""),
    ],
)
def test_a_message_without_enough_words_has_its_declared_language(source: str, language: str) -> None:
    (message,) = read_file("mail.html", source.encode()).messages
    assert message.language == language
