"""From log-odds that nobody had learnt by heart to probabilities that are true, and to thresholds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression

from promolint.judging.model import PROMOTIONAL, Calibration, odds_of, softmax
from promolint.values.verdict import PURPOSES, Group

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ERROR_PRECISION = 0.97
_REAL_ERROR_PRECISION = 0.95
_SHARES = np.arange(0.3, 0.91, 0.1)
_STEPS = np.arange(0.1, 0.995, 0.005)
GREY = np.array([purpose.group is Group.GREY for purpose in PURPOSES])


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-odds of both halves on folds, phrases and truth, one row a sample.

    ``weights`` say how much each counts, ``real`` which are of real templates.
    """

    linear: NDArray[np.float64]
    network: NDArray[np.float64]
    phrases: NDArray[np.float64]
    targets: NDArray[np.int64]
    weights: NDArray[np.float64]
    real: NDArray[np.bool_]

    def of(self, chosen: NDArray[np.bool_]) -> Scores:
        """The same of the chosen samples."""
        return Scores(
            self.linear[chosen],
            self.network[chosen],
            self.phrases[chosen],
            self.targets[chosen],
            self.weights[chosen],
            self.real[chosen],
        )

    def mixed(self, calibration: Calibration) -> NDArray[np.float64]:
        """The probabilities of all samples under ``calibration``."""
        return calibration.mixed(self.linear, self.network, self.phrases)


def calibrate(scores: Scores) -> Calibration:
    """Temperatures, share and rules by likelihood; the note threshold by F1, the error threshold by its precision."""
    one = _temperature(scores.linear, scores.targets, scores.weights)
    other = _temperature(scores.network, scores.targets, scores.weights)
    mixes = [Calibration(float(share), one, other, 0.5, 0.5) for share in _SHARES]
    best = min(mixes, key=lambda mix: _loss(scores.mixed(mix), scores.targets, scores.weights))
    ungrey = ~GREY[scores.targets]
    truly, counted = PROMOTIONAL[scores.targets[ungrey]], scores.weights[ungrey]
    odds = odds_of(scores.mixed(best)[ungrey][:, PROMOTIONAL].sum(axis=1))
    ruled = LogisticRegression().fit(np.column_stack([odds, scores.phrases[ungrey]]), truly, sample_weight=counted)
    own, in_words, in_sentence = (round(float(value), 4) for value in ruled.coef_[0])
    constant = round(float(ruled.intercept_[0]), 4)
    best = replace(best, share=round(best.share, 2), rules=(own, in_words, in_sentence, constant))
    promotional = scores.mixed(best)[ungrey][:, PROMOTIONAL].sum(axis=1)
    by_step = [precision_recall_f1(promotional >= step, truly, counted)[2] for step in _STEPS]
    note = float(_STEPS[int(np.argmax(by_step))])
    return replace(best, note=round(note, 3), error=_error_threshold(promotional, truly, scores.real[ungrey]))


def _error_threshold(promotional: NDArray[np.float64], truly: NDArray[np.bool_], real: NDArray[np.bool_]) -> float:
    """The lowest threshold that is precise enough on written messages and, where there are any, on real templates."""
    parts = [(~real, _ERROR_PRECISION), (real, _REAL_ERROR_PRECISION)]

    def holds(step: float) -> bool:
        return all(
            precision_recall_f1(promotional[part] >= step, truly[part])[0] >= wanted
            for part, wanted in parts
            if part.any()
        )

    return round(float(min((step for step in _STEPS if holds(step)), default=_STEPS[-1])), 3)


def precision_recall_f1(
    said: NDArray[np.bool_], truly: NDArray[np.bool_], weights: NDArray[np.float64] | None = None
) -> tuple[float, float, float]:
    """Precision, recall and F1 of ``said``; 0 where nothing was said or nothing true."""
    counted = np.ones(len(said)) if weights is None else weights
    right = float(counted[said & truly].sum())
    precision = right / max(float(counted[said].sum()), 1e-9)
    recall = right / max(float(counted[truly].sum()), 1e-9)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _temperature(scores: NDArray[np.float64], targets: NDArray[np.int64], weights: NDArray[np.float64]) -> float:
    def loss(logarithm: float) -> float:
        return _loss(softmax(scores / np.exp(logarithm)), targets, weights)

    return float(np.exp(minimize_scalar(loss, bounds=(-2, 2), method="bounded").x))


def _loss(probabilities: NDArray[np.float64], targets: NDArray[np.int64], weights: NDArray[np.float64]) -> float:
    each = -np.log(probabilities[np.arange(len(targets)), targets] + 1e-12)
    return float((each * weights).sum() / weights.sum())
