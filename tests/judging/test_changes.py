"""A word left out, or other words on a link: the message is the one that a changed template would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from promolint.judging.changes import MOST, reworded, without, words_of
from promolint.judging.document import Document, documents_of, windows
from promolint.judging.features import facts_of_link, facts_of_links, features_of
from promolint.judging.pieces import Pieces
from promolint.reading import read_file

if TYPE_CHECKING:
    from promolint.values.message import Message

OFFER = (
    "<title>Salon Termin</title><body><h2>Sommer Angebot</h2><p>Liebe {{ sommer.name }}, nur heute: "
    "<a href='https://a.example/rabatt'>20 % Rabatt sichern</a>, siehe https://a.example/rabatt und "
    "<a href='/x'>weiter</a>. Rabatt gilt morgen.</p><p><a href='/y'><img alt='Rabatt Shop'></a></p></body>"
)
SMS = "Termin morgen. Jetzt 10% Rabatt: https://a.example/s"


def _read(text: str, path: str = "m.html") -> Message:
    (message,) = read_file(path, text.encode()).messages
    return message


def _pieces() -> Pieces:
    return Pieces("▁abcdefghijklmnopqrstuvwxyzäöüß", [-5.0] * 31)


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        (OFFER, 0, ("20 %", "Rabatt", "sichern", "Liebe", "nur", "heute", "siehe", "weiter", "Sommer", "Angebot")),
        (OFFER, 3, ("Rabatt", "Shop", "Sommer", "Angebot", "Salon", "Termin")),
        ("<p><a href='/a'>der die das und</a></p>", 0, ()),
        ("<p><a href='{{ rabatt_url }}'>{{ rabatt }}</a></p>", 0, ()),
        ("<p><a href='/a'>RABATT Rabatt rabatt</a></p>", 0, ("RABATT",)),
    ],
)
def test_the_words_of_a_link(text: str, index: int, expected: tuple[str, ...]) -> None:
    """Each once, none out of variables or URLs, none that stands in every text."""
    found = words_of(_read(text), index)
    assert found[: len(expected)] == expected
    assert len(found) <= len(expected) + 2


def test_there_are_never_too_many() -> None:
    """However long a sentence is."""
    words = " ".join(f"wort{number:03}" for number in range(40))
    assert len(words_of(_read(f"<p><a href='/a'>{words}</a></p>"), 0)) == MOST


def test_a_word_left_out() -> None:
    """In text, sentence and heading of the link, in the subject; not beyond them, not in a URL, not in a variable."""
    message = _read(OFFER)
    changed = without(message, 0, "rabatt")
    assert (changed.links[0].text, changed.links[0].url) == ("20 % sichern", "https://a.example/rabatt")
    assert "https://a.example/rabatt" in changed.text
    assert "Rabatt gilt morgen" in changed.text
    assert changed.links[3].text == "Rabatt Shop"
    assert len(changed.text) == len(message.text)
    assert [link.spot for link in changed.links] == [link.spot for link in message.links]
    heading = without(message, 0, "Sommer")
    assert {link.heading for link in heading.links} == {"Angebot"}
    assert "{{ sommer.name }}" in heading.text
    assert without(message, 0, "Salon").subject.split() == ["Termin"]
    assert without(message, 0, "fehlt") == message


@pytest.mark.parametrize(
    ("text", "path", "index", "word", "edited"),
    [
        (OFFER, "m.html", 0, "sichern", OFFER.replace("sichern", "")),
        (OFFER, "m.html", 0, "20 %", OFFER.replace("20 % ", "")),
        (OFFER, "m.html", 0, "Angebot", OFFER.replace(" Angebot", "")),
        (OFFER, "m.html", 3, "Shop", OFFER.replace(" Shop", "")),
        (OFFER, "m.html", 0, "Salon", OFFER.replace("Salon ", "")),
        (SMS, "a.sms", 0, "10%", SMS.replace("10% ", "")),
    ],
)
def test_both_halves_see_what_an_edited_template_gives(
    text: str, path: str, index: int, word: str, edited: str
) -> None:
    """The same features and the same tokens as when the word is taken out of the file."""
    _same(without(_read(text, path), index, word), _read(edited, path), index)


@pytest.mark.parametrize(
    ("index", "words", "edited"),
    [
        (0, "Ansehen", OFFER.replace("20 % Rabatt sichern", "Ansehen")),
        (2, "Und noch viel mehr", OFFER.replace(">weiter<", ">Und noch viel mehr<")),
        (3, "Ansehen", OFFER.replace("Rabatt Shop", "Ansehen")),
    ],
)
def test_a_link_in_other_words(index: int, words: str, edited: str) -> None:
    """Shorter or longer: the spots of all links move with the text."""
    changed = reworded(_read(OFFER), index, words)
    assert changed.links[index].text == words
    assert changed.text == _read(edited).text
    _same(changed, _read(edited), index)


def test_words_that_stand_nowhere_in_the_text() -> None:
    """A button that only Outlook shows keeps its words apart: they change, the text does not."""
    button = "<!--[if mso]><v:roundrect href='/k'><center>Zum Rabatt</center></v:roundrect><![endif]--><p>Hallo.</p>"
    message = _read(button)
    assert message.links[0].text == "Zum Rabatt"
    assert without(message, 0, "Rabatt").links[0].text.strip() == "Zum"
    assert reworded(message, 0, "Ansehen").links[0].text == "Ansehen"
    assert reworded(message, 0, "Ansehen").text == message.text


def _documents(message: Message) -> tuple[Document, ...]:
    return documents_of(message, _pieces(), facts_of_links(message))


def _same(changed: Message, edited: Message, index: int) -> None:
    one, other = (features_of(each, index, facts_of_link(each, index)) for each in (changed, edited))
    assert list(one.rows) == list(other.rows)
    np.testing.assert_allclose(one.values, other.values, atol=1e-6)
    for left, right in zip(_documents(changed), _documents(edited), strict=True):
        assert list(left.ids) == list(right.ids)
        assert windows(left).tolist() == windows(right).tolist()
        assert (left.links, left.subject) == (right.links, right.subject)
