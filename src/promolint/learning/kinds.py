"""What tells the kind of a message is learnt and measured here: a linear model of its words beside the networks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from promolint.judging.character import MARKETING, OTHER, ROWS, KindCalibration, cues_of, features_of_message
from promolint.learning import linear
from promolint.learning.folds import FOLDS, folds_of
from promolint.learning.real import is_real, weight_of
from promolint.policy import kinds
from promolint.values.message import Stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from promolint.learning.samples import Sample

NETWORK = (0.3, 0.6, 1.0)
LINEAR = (0.5, 1.0, 1.5)
CUES = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0)
_RIGHT, _MARKETING_RIGHT = 0.88, 0.985
_STEPS = np.arange(0.1, 0.995, 0.01)


def names() -> tuple[str, ...]:
    """What the model may say of a message, in the order of all scores."""
    return (*kinds.known(), MARKETING, OTHER)


def name_of(sample: Sample) -> str:
    """What a sample's message is: its kind, or that it is marketing, or something else."""
    known = kinds.named(sample.kind)
    if known is not None:
        return known.id
    return MARKETING if sample.stream is Stream.MARKETING else OTHER


@dataclass(frozen=True, slots=True)
class Messages:
    """All samples' messages, each once: which rows of the samples are its links, and what it truly is."""

    rows: tuple[tuple[int, ...], ...]
    features: csr_matrix
    cues: NDArray[np.float64]
    targets: NDArray[np.int64]
    weights: NDArray[np.float64]
    groups: tuple[str, ...]
    real: NDArray[np.bool_]

    def averaged(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Scores of samples as scores of messages."""
        return np.array([scores[list(rows)].mean(axis=0) for rows in self.rows])


class KindFigures(NamedTuple):
    """Of messages of a known kind: how many were given a kind, and how many of those the right one.

    ``precision`` is that of all answers, those to messages of no known kind (always wrong) included.
    """

    messages: int
    answered: float
    accuracy: float
    precision: float
    confusions: dict[str, int]


def messages_of(samples: Sequence[Sample]) -> Messages:
    """Put the samples together as messages again."""
    rows: dict[int, list[int]] = {}
    for row, sample in enumerate(samples):
        rows.setdefault(id(sample.message), []).append(row)
    firsts = [samples[of_one[0]] for of_one in rows.values()]
    numbers = {name: number for number, name in enumerate(names())}
    return Messages(
        tuple(map(tuple, rows.values())),
        linear.stacked([features_of_message(sample.message) for sample in firsts], ROWS),
        np.array([cues_of(sample.message, names()) for sample in firsts]),
        np.array([numbers[name_of(sample)] for sample in firsts]),
        np.array([weight_of(sample) for sample in firsts]),
        tuple(sample.group for sample in firsts),
        np.array([is_real(sample) for sample in firsts]),
    )


def fit(messages: Messages, chosen: NDArray[np.bool_] | None = None) -> linear.Fitted:
    """The linear half, learnt from the chosen messages, by default from all."""
    learnt = np.ones(len(messages.rows), dtype=bool) if chosen is None else chosen
    return linear.fit(
        messages.features[learnt], messages.targets[learnt], messages.weights[learnt], classes=len(names())
    )


def judged_by_folds(messages: Messages) -> NDArray[np.float64]:
    """Log-odds of each message by a linear model that learnt from no message of its group; shape (messages, kinds)."""
    folds = folds_of(messages.groups)
    scores = np.zeros((len(messages.rows), len(names())))
    for fold in range(FOLDS):
        inside = folds == fold
        scores[inside] = fit(messages, ~inside).scores(messages.features[inside])
    return scores


def calibrate(messages: Messages, network: NDArray[np.float64], words: NDArray[np.float64]) -> KindCalibration:
    """The factors of greatest likelihood, and thresholds by how often an answer is right on written messages."""

    def loss(factors: tuple[float, float, float, float]) -> float:
        chances = KindCalibration(*factors, answer=0, marketing=0).probabilities(network, words, messages.cues)
        each = -np.log(chances[np.arange(len(chances)), messages.targets] + 1e-12)
        return float((each * messages.weights).sum())

    best = min(product(NETWORK, LINEAR, CUES, CUES), key=loss)
    chances = KindCalibration(*best, answer=0, marketing=0).probabilities(network, words, messages.cues)
    marketing = names().index(MARKETING)
    known = chances[:, :marketing]
    written = ~messages.real & (messages.targets < marketing)
    right = known.argmax(axis=1) == messages.targets
    answer = _lowest(known.max(axis=1)[written], right[written], _RIGHT)
    promotes = messages.targets == marketing
    sure = _lowest(chances[~messages.real, marketing], promotes[~messages.real], _MARKETING_RIGHT)
    return KindCalibration(*best, answer, sure)


def _lowest(chances: NDArray[np.float64], right: NDArray[np.bool_], wanted: float) -> float:
    """The lowest threshold from which on answers are right often enough."""
    good = (step for step in _STEPS if (chances >= step).any() and right[chances >= step].mean() >= wanted)
    return round(float(next(good, 1.1)), 2)


def figures_of(messages: Messages, chances: NDArray[np.float64], answer: float, part: NDArray[np.bool_]) -> KindFigures:
    """How good the answers on ``part`` of the messages are; ``chances`` as ``KindCalibration.probabilities``."""
    marketing = names().index(MARKETING)
    said, sure = chances[:, :marketing].argmax(axis=1), chances[:, :marketing].max(axis=1) >= answer
    known, answered = part & (messages.targets < marketing), part & sure
    right = said == messages.targets
    wrong = Counter(
        f"{names()[messages.targets[row]]} taken for {names()[said[row]]}"
        for row in np.flatnonzero(known & answered & ~right)
    )
    return KindFigures(
        int(known.sum()),
        float((known & answered).sum() / max(known.sum(), 1)),
        float(right[known & answered].mean()) if (known & answered).any() else 0.0,
        float(right[answered].mean()) if answered.any() else 0.0,
        dict(wrong.most_common(15)),
    )
