"""From log-odds that nobody had learnt by heart to probabilities that are true, and to thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize_scalar

from promolint.judging.model import PROMOTIONAL, Calibration, softmax
from promolint.values import PURPOSES, Group

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ERROR_PRECISION = 0.97
_SHARES = np.arange(0.3, 0.91, 0.1)
_STEPS = np.arange(0.1, 0.995, 0.005)
GREY = np.array([purpose.group is Group.GREY for purpose in PURPOSES])


def calibrate(
    linear: NDArray[np.float64], network: NDArray[np.float64], targets: NDArray[np.int64], weights: NDArray[np.float64]
) -> Calibration:
    """Temperatures and share by likelihood; the note threshold by the best F1, the error threshold by its precision.

    All arrays have one row a sample; log-odds come from folds. ``weights`` say how much each sample counts.
    """
    one, other = _temperature(linear, targets, weights), _temperature(network, targets, weights)
    mixes = [Calibration(float(share), one, other, 0.5, 0.5) for share in _SHARES]
    best = min(mixes, key=lambda mix: _loss(mix.mixed(linear, network), targets, weights))
    ungrey = ~GREY[targets]
    promotional = best.mixed(linear, network)[ungrey][:, PROMOTIONAL].sum(axis=1)
    truly, counted = PROMOTIONAL[targets[ungrey]], weights[ungrey]
    table = [precision_recall_f1(promotional >= step, truly, counted) for step in _STEPS]
    note = float(_STEPS[int(np.argmax([f1 for _, _, f1 in table]))])
    sure = [step for step, (precision, _, _) in zip(_STEPS, table, strict=True) if precision >= _ERROR_PRECISION]
    return Calibration(
        round(best.share, 2), round(one, 4), round(other, 4), round(note, 3), round(float(min(sure, default=0.99)), 3)
    )


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
