"""Why a link was judged so, and what would have to be written otherwise: the whole model asked again and again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from promolint.judging.certain import certain_purpose
from promolint.judging.changes import reworded, without, words_of
from promolint.judging.evidence import Phrase, phrases_at, url_cues
from promolint.judging.judge import decide, is_undecidable
from promolint.judging.model import PROMOTIONAL
from promolint.judging.own import CONFIGURED, NOTHING
from promolint.judging.structure import facts_of
from promolint.values.verdict import PURPOSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from promolint.judging.model import Model
    from promolint.judging.own import Own
    from promolint.judging.phrases import Phrases
    from promolint.values.message import Link, Message
    from promolint.values.verdict import Group, JudgedMessage, Purpose, Verdict

_RUNNERS_UP = 3
_FOR, _AGAINST, _LEAST = 5, 2, 0.005
_PAIRED = 6
_NEUTRAL = {
    "de": "Ansehen",
    "en": "View",
    "fr": "Voir",
    "es": "Ver",
    "it": "Vedi",
    "nl": "Bekijk",
    "pt": "Ver",
    "pl": "Zobacz",
}
_NOT_OF_VARIABLES = ("empty url", "root url")
_UNTOLD = ("bias", "place ", "links ", "words ", "channel ", "scheme ", "role ", "region ", "host ", "path ", "query ")


class Side(StrEnum):
    """Where a probability of promotion stands between the two thresholds."""

    BELOW = "below"
    NOTE = "note"
    ERROR = "error"


class Likely(NamedTuple):
    """A purpose and its probability."""

    purpose: Purpose
    probability: float


class Moved(NamedTuple):
    """A word of the message, and by how much the probability of the verdict's group falls where it is left out."""

    word: str
    by: float


@dataclass(frozen=True, slots=True)
class Turn:
    """A change that turns the verdict: words left out, or ``anchor`` as the link's text; and the verdict ``then``.

    The probability of ``then`` is that of its purpose's group.
    """

    left_out: tuple[str, ...]
    anchor: str
    then: Likely


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the model weighed. ``promotional`` is its probability that the link advertises.

    ``words``: the strongest first; below 0 are those that spoke against the verdict. ``turn`` is ``None`` where none
    of the ``tried`` changes turns the verdict; an undecidable link has none that could be turned.
    """

    promotional: float
    note: float
    error: float
    runners_up: tuple[Likely, ...]
    words: tuple[Moved, ...]
    turn: Turn | None
    tried: int

    @property
    def side(self) -> Side:
        """On which side of the thresholds the probability of promotion stands."""
        if self.promotional < self.note:
            return Side.BELOW
        return Side.NOTE if self.promotional < self.error else Side.ERROR


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that can be said of one verdict; ``weighed`` is ``None`` where the model had no say.

    That is so where the link's form alone told its purpose, or a configuration, as ``configured`` names it.
    """

    message: Message
    link: Link
    verdict: Verdict
    phrases: tuple[Phrase, ...]
    url_cues: tuple[Phrase, ...]
    facts: tuple[str, ...]
    weighed: Weighed | None
    configured: str = ""


def explain(judged: JudgedMessage, index: int, model: Model, own: Own = NOTHING) -> Explanation:
    """Why link ``index`` got its verdict. It costs a few dozen readings of the message.

    ``model`` and ``own`` are what it was judged by.
    """
    message, link, verdict = judged.message, judged.message.links[index], judged.verdicts[index]
    model = model.with_phrases(own.phrases)
    configured = "; ".join(one.detail for one in verdict.evidence if one.source == CONFIGURED)
    told = bool(configured) or certain_purpose(link) is not None
    return Explanation(
        message,
        link,
        verdict,
        _phrases(link, message.language, model.phrases),
        tuple(url_cues(link)),
        _facts(message, index),
        None if told else _weighed(message, index, verdict, model),
        configured,
    )


def _phrases(link: Link, language: str, own: Phrases) -> tuple[Phrase, ...]:
    """Each phrase once, at the first place where it stands: the sentence of a link holds its text."""
    found: dict[tuple[str, Purpose], Phrase] = {}
    for phrase in phrases_at(link, language, own):
        found.setdefault((phrase.written, phrase.purpose), phrase)
    return tuple(found.values())


def _facts(message: Message, index: int) -> tuple[str, ...]:
    facts = [fact for fact in facts_of(message, index) if not fact.startswith(_UNTOLD)]
    return tuple(fact for fact in facts if "variable url" not in facts or fact not in _NOT_OF_VARIABLES)


def _weighed(message: Message, index: int, verdict: Verdict, model: Model) -> Weighed:
    row = model.probabilities(message, [index])[0]
    trials = _Trials(message, index, verdict.purpose.group, model)
    words = [] if verdict.undecidable else trials.words(row)
    turn = None if verdict.undecidable else trials.turn([moved.word for moved in words])
    return Weighed(
        round(float(row[PROMOTIONAL].sum()), 4),
        model.calibration.note,
        model.calibration.error,
        _runners_up(row, verdict.purpose),
        _strongest(words),
        turn,
        trials.count,
    )


def _strongest(words: Sequence[Moved]) -> tuple[Moved, ...]:
    """Of words in their order the first that carried the verdict, and of those that spoke against it the last."""
    against = [moved for moved in reversed(words) if moved.by <= -_LEAST][:_AGAINST]
    return (*[moved for moved in words if moved.by >= _LEAST][:_FOR], *against)


def _runners_up(row: NDArray[np.float64], purpose: Purpose) -> tuple[Likely, ...]:
    order = [PURPOSES[number] for number in np.argsort(-row, kind="stable")]
    others = [other for other in order if other is not purpose][:_RUNNERS_UP]
    return tuple(Likely(other, round(float(row[PURPOSES.index(other)]), 4)) for other in others)


class _Trials:
    """Asks the model about changed messages, no change twice, and counts."""

    def __init__(self, message: Message, index: int, group: Group, model: Model) -> None:
        self._message, self._index, self._group, self._model = message, index, group, model
        self._rows: dict[Message, NDArray[np.float64]] = {}

    @property
    def count(self) -> int:
        """How many changes were tried."""
        return len(self._rows)

    def words(self, row: NDArray[np.float64]) -> list[Moved]:
        """Each word with its part in the verdict, the strongest first."""
        whole = self._of_group(row)
        moved = [
            Moved(word, round(whole - self._of_group(self._row(self._left_out((word,)))), 4))
            for word in words_of(self._message, self._index)
        ]
        return sorted(moved, key=lambda one: (-one.by, one.word))

    def turn(self, words: Sequence[str]) -> Turn | None:
        """The smallest change that turns the verdict: one of ``words``, two of the first, another text of the link."""
        for left_out in (*((word,) for word in words), *combinations(words[:_PAIRED], 2)):
            then = self._turned(self._left_out(left_out))
            if then is not None:
                return Turn(left_out, "", then)
        neutral = _NEUTRAL.get(self._message.language, _NEUTRAL["en"])
        has_text = bool(self._message.links[self._index].text)
        then = self._turned(reworded(self._message, self._index, neutral)) if has_text else None
        return None if then is None else Turn((), neutral, then)

    def _turned(self, changed: Message) -> Likely | None:
        """The verdict on a changed message where it is of another group; a link that says nothing any more is none."""
        purpose, confidence = decide(self._row(changed), self._model.calibration.note)
        turned = purpose.group is not self._group and not is_undecidable(changed.links[self._index])
        return Likely(purpose, round(confidence, 4)) if turned else None

    def _left_out(self, words: tuple[str, ...]) -> Message:
        changed = self._message
        for word in words:
            changed = without(changed, self._index, word)
        return changed

    def _row(self, changed: Message) -> NDArray[np.float64]:
        if changed not in self._rows:
            self._rows[changed] = self._model.probabilities(changed, [self._index])[0]
        return self._rows[changed]

    def _of_group(self, row: NDArray[np.float64]) -> float:
        return float(row[[purpose.group is self._group for purpose in PURPOSES]].sum())
