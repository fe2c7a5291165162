"""What a message as a whole is: its kind, and whether it is marketing. Inferred, with a confidence, or left open.

The networks say it of the text; words of the subject and of the file's name add to that (``vocabulary/kinds.toml``).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from promolint.judging.features import ROW_BITS as LINK_ROW_BITS
from promolint.judging.features import Features, features_of_texts, words_of_path
from promolint.judging.folding import fold, tokens
from promolint.values.verdict import Character

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from promolint.judging.linear import Linear
    from promolint.values.message import Message

MARKETING, OTHER = "marketing", "other"
ROW_BITS = 16
ROWS = 1 << ROW_BITS
_SHIFT = LINK_ROW_BITS - ROW_BITS
_LEAD, _LONGEST = 300, 3000
_NAME = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class KindCalibration:
    """How much each voice counts for the kind, as a factor of its log-odds, and from where on an answer is given.

    ``phrase`` and ``name`` are the log-odds that a cue in the subject and one in the file's name add.
    """

    network: float
    linear: float
    phrase: float
    name: float
    answer: float
    marketing: float

    def probabilities(
        self, network: NDArray[np.floating], linear: NDArray[np.floating], cues: NDArray[np.floating]
    ) -> NDArray[np.float64]:
        """Probability of each kind. ``network``, ``linear``: log-odds, shape (…, kinds); ``cues``: (…, kinds, 2)."""
        odds = self.network * network + self.linear * linear + cues @ np.array([self.phrase, self.name])
        raised = np.exp(odds - odds.max(axis=-1, keepdims=True))
        result: NDArray[np.float64] = raised / raised.sum(axis=-1, keepdims=True)
        return result


@dataclass(frozen=True, slots=True)
class KindModel:
    """Tells the kind of a message. ``names``: the kinds as in all scores, then ``marketing`` and ``other``."""

    names: tuple[str, ...]
    linear: Linear
    calibration: KindCalibration

    def character(self, message: Message, network: NDArray[np.floating]) -> Character:
        """What a message is, out of its words and of what the networks say, shape (kinds,).

        Below ``answer`` a kind stays unknown; only a kind that a policy knows is an answer.
        """
        linear = self.linear.scores(features_of_message(message))
        chances = self.calibration.probabilities(network, linear, cues_of(message, self.names))
        known = chances[: self.names.index(MARKETING)]
        best = int(np.argmax(known))
        marketing = float(chances[self.names.index(MARKETING)])
        return Character(
            self.names[best] if known[best] >= self.calibration.answer else None,
            round(float(known[best]), 4),
            round(marketing, 4),
            marketing >= self.calibration.marketing,
        )


def features_of_message(message: Message) -> Features:
    """The words of subject, file name, beginning and text of a message, as rows of a table of ``ROWS`` rows."""
    found = features_of_texts(
        {
            "subject": f"{message.subject} {message.preheader}".strip(),
            "name": words_of_path(message.path, message.part),
            "lead": message.text[:_LEAD],
            "before": message.text[_LEAD:_LONGEST],
        }
    )
    return Features(found.rows >> np.uint32(_SHIFT), found.values)


class _Cues(NamedTuple):
    """Folded phrases and words of file names by their first word, each with the kind that it stands for."""

    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    names: dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def _cues() -> _Cues:
    data = tomllib.loads(files("promolint.judging").joinpath("vocabulary", "kinds.toml").read_text("utf-8"))
    found = _Cues({}, {})
    for kind, table in data.items():
        for words in map(tokens, table["phrases"]):
            found.phrases.setdefault(words[0], []).append((words, kind))
        for name in table["names"]:
            words = tuple(_NAME.findall(name.lower().replace("_", " ")))
            found.names.setdefault(words[0], []).append((words, kind))
    return found


def cues_of(message: Message, names: Sequence[str]) -> NDArray[np.float64]:
    """1 where a cue for a kind stands in the subject (column 0) or the file's name (column 1); shape (kinds, 2)."""
    known = {name: number for number, name in enumerate(names)}
    result = np.zeros((len(names), 2))
    for column, (index, words) in enumerate(((_cues().phrases, _subject(message)), (_cues().names, _file(message)))):
        for kind in _found(index, words):
            result[known[kind], column] = 1.0
    return result


def _subject(message: Message) -> tuple[str, ...]:
    return tokens(message.subject or message.text[:120])


def _file(message: Message) -> tuple[str, ...]:
    stem = PurePosixPath(message.path).name.partition(".")[0]
    return tuple(_NAME.findall(fold(_CAMEL.sub(" ", f"{stem} {message.part}")).replace("_", " ")))


def _found(index: dict[str, list[tuple[tuple[str, ...], str]]], words: tuple[str, ...]) -> set[str]:
    return {
        kind for at, word in enumerate(words) for cue, kind in index.get(word, ()) if words[at : at + len(cue)] == cue
    }
