"""The learning curve: how good the linear half gets with more businesses and repositories to learn from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from promolint.judging.model import PROMOTIONAL, softmax
from promolint.learning import linear
from promolint.learning.calibrate import GREY, precision_recall_f1
from promolint.learning.folds import FOLDS, folds_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

SHARES = (0.125, 0.25, 0.5, 1.0)
_STEPS = np.arange(0.05, 0.96, 0.01)


class Step(NamedTuple):
    """F1 of each part (at its best threshold) after learning from ``samples`` samples, a fold's mean."""

    share: float
    samples: int
    f1: dict[str, float]


class Learnable(NamedTuple):
    """What a linear model learns from, one row a sample; ``groups`` are businesses and repositories."""

    features: csr_matrix
    targets: NDArray[np.int64]
    weights: NDArray[np.float64]
    groups: Sequence[str]


def growth_of(data: Learnable, parts: Mapping[str, NDArray[np.bool_]], shares: Sequence[float] = SHARES) -> list[Step]:
    """A step for each share of the groups; ``parts`` says which samples each F1 is measured on. A minute a step."""
    folds = folds_of(data.groups)
    luck = np.array([_luck(group) for group in data.groups])
    enough = [share for share in shares if _is_enough(data, folds, luck < share)]
    return [_step(data, parts, folds, luck < share, share) for share in enough]


def _is_enough(data: Learnable, folds: NDArray[np.int64], chosen: NDArray[np.bool_]) -> bool:
    """Whether there are two purposes to tell apart, whatever fold is left out."""
    return all(len(np.unique(data.targets[chosen & (folds != fold)])) > 1 for fold in range(FOLDS))


def _step(
    data: Learnable,
    parts: Mapping[str, NDArray[np.bool_]],
    folds: NDArray[np.int64],
    chosen: NDArray[np.bool_],
    share: float,
) -> Step:
    promotional = np.zeros(len(folds))
    counts = []
    for fold in range(FOLDS):
        learnt, judged = chosen & (folds != fold), folds == fold
        fitted = linear.fit(data.features[learnt], data.targets[learnt], data.weights[learnt])
        promotional[judged] = softmax(fitted.scores(data.features[judged]))[:, PROMOTIONAL].sum(axis=1)
        counts.append(int(learnt.sum()))
    truly, counted = PROMOTIONAL[data.targets], ~GREY[data.targets]
    f1 = {
        name: max(precision_recall_f1(promotional[at] >= step, truly[at])[2] for step in _STEPS)
        for name, part in parts.items()
        if (at := part & counted).any()
    }
    return Step(share, round(sum(counts) / FOLDS), f1)


def _luck(group: str) -> float:
    """A number from 0 to 1 for a group, always the same, and independent of its fold."""
    return int.from_bytes(hashlib.sha256(f"growth {group}".encode()).digest()[:6]) / 2**48
