"""What carried a verdict and what turns it: exact, by a judge that only knows a few words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from promolint.judging.explanation import Likely, Moved, Side, Turn, Weighed, explain
from promolint.judging.judge import decide
from promolint.judging.linear import Linear
from promolint.judging.model import Calibration, Model, probability_of
from promolint.judging.network import Network
from promolint.judging.pieces import Pieces
from promolint.reading import read_file
from promolint.values.verdict import PURPOSES, JudgedMessage, Purpose, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from promolint.values.message import Message

ODDS = {"rabatt": 2.0, "sichern": 1.5, "sommer": 1.2, "termin": -1.0, "gratis": 9.0}


@dataclass(frozen=True, slots=True)
class WordJudge(Model):
    """A judge that adds up the odds of the words it knows: discount or, if not, transaction."""

    def probabilities(
        self, message: Message, wanted: Sequence[int]
    ) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        """One row a link."""
        links = [message.links[index] for index in wanted]
        rows = np.zeros((len(links), len(PURPOSES)))
        for row, link in zip(rows, links, strict=True):
            said = f"{link.text} {link.sentence} {link.heading} {message.subject}".casefold().split()
            odds = sum(value for word, value in ODDS.items() if word in said) - 2.0
            chance = float(probability_of(np.array(odds)))
            row[PURPOSES.index(Purpose.DISCOUNT)] = chance
            row[PURPOSES.index(Purpose.TRANSACTION)] = 1 - chance
        return rows


NONE = np.zeros(0, dtype=np.int8)
JUDGE = WordJudge(
    "words",
    Linear(NONE, np.zeros(0, np.float32), np.zeros(0, np.float32)),
    (Network(NONE, {}),),
    Pieces((), ()),
    Calibration(0.5, 1.0, 1.0, 0.4, 0.8),
)


def _judged(text: str, path: str = "m.html") -> JudgedMessage:
    (message,) = read_file(path, text.encode()).messages
    verdicts = (
        Verdict(*decide(row, JUDGE.calibration.note)) for row in JUDGE.probabilities(message, range(len(message.links)))
    )
    return JudgedMessage(message, tuple(verdicts))


def _weighed(words: str, heading: str = "Hallo") -> Weighed:
    text = f"<h1>{heading}</h1><p>Hier: <a href='https://a.example/x'>{words}</a></p>"
    weighed = explain(_judged(text), 0, JUDGE).weighed
    assert weighed is not None
    return weighed


def _chance(odds: float) -> float:
    return round(float(probability_of(np.array(odds))), 4)


@pytest.mark.parametrize(
    ("words", "heading", "side", "turn"),
    [
        ("Rabatt sichern", "Hallo", Side.ERROR, Turn(("Rabatt",), "", Likely(Purpose.TRANSACTION, 1 - _chance(-0.5)))),
        (
            "Rabatt sichern",
            "Sommer",
            Side.ERROR,
            Turn(("Rabatt", "sichern"), "", Likely(Purpose.TRANSACTION, 1 - _chance(-0.8))),
        ),
        (
            "gratis gratuito umsonst",
            "Hallo",
            Side.ERROR,
            Turn(("gratis",), "", Likely(Purpose.TRANSACTION, 1 - _chance(-2))),
        ),
        ("Rabatt", "Hallo", Side.NOTE, Turn(("Rabatt",), "", Likely(Purpose.TRANSACTION, 1 - _chance(-2)))),
        ("Termin", "Hallo", Side.BELOW, None),
        ("Termin Rabatt sichern", "Hallo", Side.NOTE, Turn(("Rabatt",), "", Likely(Purpose.TRANSACTION, 0.8176))),
        ("Termin Rabatt", "Hallo", Side.BELOW, Turn(("Termin",), "", Likely(Purpose.DISCOUNT, 0.5))),
    ],
)
def test_the_smallest_change_that_turns_a_verdict(words: str, heading: str, side: Side, turn: Turn | None) -> None:
    """One word goes before two; where nothing turns it, nothing is said."""
    weighed = _weighed(words, heading)
    assert (weighed.side, weighed.turn and weighed.turn.left_out) == (side, turn and turn.left_out)
    if turn is not None and weighed.turn is not None:
        assert weighed.turn.then.purpose is turn.then.purpose
        assert weighed.turn.then.probability == pytest.approx(turn.then.probability, abs=2e-4)


def test_another_text_where_no_two_words_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """The neutral text of the message's language is tried last."""
    monkeypatch.setitem(ODDS, "jetzt", 4.0)
    monkeypatch.setitem(ODDS, "alles", 4.0)
    monkeypatch.setitem(ODDS, "billig", 4.0)
    text = "<p>Wir sind für Sie da und helfen Ihnen.</p><p><a href='https://a.example/x'>Jetzt alles billig</a></p>"
    explanation = explain(_judged(text), 0, JUDGE)
    assert explanation.weighed is not None
    turn = explanation.weighed.turn
    assert turn is not None
    assert (turn.left_out, turn.anchor, turn.then.purpose) == ((), "Ansehen", Purpose.TRANSACTION)
    assert explanation.weighed.tried == 3 + 3 + 1


def test_nothing_turns_what_stands_in_the_url_only() -> None:
    """It is said how many changes were tried."""
    weighed = _weighed("Details ansehen")
    assert weighed.turn is None
    assert weighed.tried == len({"Details", "ansehen", "Hallo"}) + 3 + 1


def test_the_words_that_carried_it() -> None:
    """Strongest first, with the fall of the group's probability; then what spoke against it."""
    weighed = _weighed("Rabatt sichern Termin", "Sommer")
    whole = _chance(1.7)
    expected = [(word, whole - _chance(1.7 - ODDS[word.casefold()])) for word in ("Rabatt", "sichern", "Sommer")]
    expected.append(("Termin", whole - _chance(2.7)))
    assert [moved.word for moved in weighed.words] == [word for word, _ in expected]
    assert [moved.by for moved in weighed.words] == pytest.approx([by for _, by in expected], abs=2e-4)
    assert all(isinstance(moved, Moved) for moved in weighed.words)


def test_runners_up_and_thresholds() -> None:
    """The likeliest others, and the thresholds of the judge."""
    weighed = _weighed("Rabatt sichern")
    first = weighed.runners_up[0]
    assert first.purpose is Purpose.TRANSACTION
    assert first.probability == pytest.approx(1 - _chance(1.5), abs=2e-4)
    assert (weighed.note, weighed.error) == (0.4, 0.8)
    assert weighed.promotional == pytest.approx(_chance(1.5), abs=2e-4)


def test_what_the_form_tells_needs_no_model() -> None:
    """A phone number: nothing is weighed."""
    explanation = explain(_judged("<p><a href='tel:+43'>Rabatt</a></p>"), 0, JUDGE)
    assert explanation.weighed is None


def test_an_undecidable_link_has_nothing_to_turn() -> None:
    """No change is tried."""
    judged = _judged("<p><a href='{{ url }}'></a></p>")
    verdict = Verdict(Purpose.PRODUCT, 0.5, undecidable=True)
    weighed = explain(JudgedMessage(judged.message, (verdict,)), 0, JUDGE).weighed
    assert weighed is not None
    assert (weighed.words, weighed.turn, weighed.tried) == ((), None, 0)


def test_phrases_and_url_parts_as_they_are_written() -> None:
    """A phrase is quoted out of the message, however the rule spells it, and once."""
    text = "<p>Jetzt <a href='https://a.example/sale'>Freunde EMPFEHLEN und 20 % Rabatt sichern</a></p>"
    judged = _judged(text)
    explanation = explain(judged, 0, JUDGE)
    assert explanation.phrases
    for phrase in explanation.phrases:
        assert phrase.written in judged.message.text
    assert len({(phrase.written, phrase.purpose) for phrase in explanation.phrases}) == len(explanation.phrases)
    assert [(cue.written, cue.purpose, cue.field) for cue in explanation.url_cues] == [("sale", "discount", "path")]
