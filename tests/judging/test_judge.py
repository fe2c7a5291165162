"""One verdict a link: exact where the form decides, on the right side where the words do."""

from __future__ import annotations

import numpy as np
import pytest

from promolint.judging.judge import decide, judge
from promolint.judging.model import load
from promolint.reading import read_file
from promolint.values.verdict import PURPOSES, Group, Purpose


def _verdicts(text: str, path: str = "mail.html") -> list[tuple[str, str]]:
    (message,) = read_file(path, text.encode()).messages
    judged = judge(message, load())
    return [(verdict.purpose, verdict.purpose.group) for verdict in judged.verdicts]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ('<p>Sparen Sie 20 % auf alles: <a href="https://s.example/sale">Zum Angebot</a></p>', Group.PROMOTIONAL),
        ('<p><a href="https://s.example/refer">Refer a friend and get £10</a></p>', Group.PROMOTIONAL),
        ('<p>Neu im Shop: <a href="https://s.example/shop">Jetzt Pflegeprodukte entdecken</a></p>', Group.PROMOTIONAL),
        (
            '<p>Your order has shipped. <a href="https://s.example/track/1">Track your parcel</a></p>',
            Group.TRANSACTIONAL,
        ),
        ('<p><a href="https://s.example/termin/7">Termin verschieben oder absagen</a></p>', Group.TRANSACTIONAL),
        ('<p><a href="https://s.example/impressum">Impressum</a></p>', Group.TRANSACTIONAL),
        ('<p><a href="https://s.example/reset?t=1">Reset your password</a></p>', Group.TRANSACTIONAL),
        ('<p>Wie war es? <a href="https://s.example/bewerten">Jetzt bewerten</a></p>', Group.GREY),
        ('<p><a href="https://www.instagram.com/salon">Instagram</a></p>', Group.GREY),
    ],
)
def test_plain_cases_stand_on_the_right_side(text: str, group: Group) -> None:
    """What no careful reader doubts."""
    assert [side for _, side in _verdicts(text)] == [group]


def test_a_phone_number_is_support_and_a_bare_variable_undecidable() -> None:
    """The form decides, or nothing does."""
    (message,) = read_file("m.html", b'<p><a href="tel:+431">x</a></p><p><a href="{{ url }}"></a></p>').messages
    verdicts = judge(message, load()).verdicts
    assert (verdicts[0].purpose, verdicts[0].undecidable) == (Purpose.SUPPORT, False)
    assert verdicts[1].undecidable


def test_evidence_names_only_words_that_are_there() -> None:
    """Model evidence is taken from the link and its sentence."""
    (message,) = read_file(
        "m.html", b'<p>Nur heute: <a href="https://s.example/x">20 % Rabatt sichern</a></p>'
    ).messages
    (verdict,) = judge(message, load()).verdicts
    assert {evidence.source for evidence in verdict.evidence} >= {"phrase", "model"}
    for evidence in verdict.evidence:
        if evidence.source == "model":
            assert evidence.detail in message.text


def test_the_same_message_gets_the_same_verdicts() -> None:
    """To the last digit."""
    text = b'<p><a href="https://s.example/x">20 % Rabatt</a> <a href="https://s.example/y">Rechnung</a></p>'
    first, second = (judge(read_file("m.html", text).messages[0], load()) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("odds", "note", "expected"),
    [
        ({Purpose.DISCOUNT: 0.3, Purpose.PRODUCT: 0.25, Purpose.TRANSACTION: 0.45}, 0.5, (Purpose.DISCOUNT, 0.55)),
        ({Purpose.DISCOUNT: 0.3, Purpose.TRANSACTION: 0.7}, 0.5, (Purpose.TRANSACTION, 0.7)),
        ({Purpose.DISCOUNT: 0.3, Purpose.TRANSACTION: 0.7}, 0.25, (Purpose.DISCOUNT, 0.3)),
        ({Purpose.REVIEW: 0.6, Purpose.SUPPORT: 0.4}, 0.5, (Purpose.REVIEW, 0.6)),
    ],
)
def test_the_group_is_decided_first(odds: dict[Purpose, float], note: float, expected: tuple[Purpose, float]) -> None:
    """Promotional purposes count together; the confidence is the group's."""
    row = np.array([odds.get(purpose, 0.0) for purpose in PURPOSES])
    purpose, confidence = decide(row, note)
    assert (purpose, round(confidence, 6)) == expected
