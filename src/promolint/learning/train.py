"""The model out of labelled links: scikit-learn fits it, plain arrays leave."""

from __future__ import annotations

import hashlib
import io
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from promolint import __version__
from promolint.judging.features import ROWS, features_of
from promolint.judging.model import CARD, FORMAT, WEIGHTS, softmax
from promolint.values import PURPOSES, Group

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from promolint.learning.samples import Sample

FOLDS = 5
_STRENGTH = 3.0
_ITERATIONS = 60
_ERROR_PRECISION = 0.97
_GROUPS = [purpose.group for purpose in PURPOSES]
PROMOTIONAL = np.array([group is Group.PROMOTIONAL for group in _GROUPS])
GREY = np.array([group is Group.GREY for group in _GROUPS])


@dataclass(frozen=True, slots=True)
class Fitted:
    """A linear model as scikit-learn left it: float64, ``weights`` of shape (features, purposes)."""

    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def scores(self, features: csr_matrix) -> NDArray[np.float64]:
        """Log-odds, one row a sample."""
        result: NDArray[np.float64] = features @ self.weights + self.bias
        return result


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes probabilities true, and from where on a link counts as promotional, and surely so."""

    temperature: float
    note: float
    error: float


def matrix_of(samples: Sequence[Sample]) -> csr_matrix:
    """The features of all samples, one row each."""
    rows = [features_of(sample.message, sample.index) for sample in samples]
    ends = np.cumsum([0, *(len(row.rows) for row in rows)])
    columns = np.concatenate([row.rows for row in rows]).astype(np.int32)
    return csr_matrix((np.concatenate([row.values for row in rows]), columns, ends), shape=(len(rows), ROWS))


def targets_of(samples: Sequence[Sample]) -> NDArray[np.int64]:
    """The purposes of all samples as indices into ``PURPOSES``."""
    return np.array([PURPOSES.index(sample.purpose) for sample in samples])


def fit(features: csr_matrix, targets: NDArray[np.int64]) -> Fitted:
    """Multinomial logistic regression; a purpose that no sample has is never predicted."""
    model = LogisticRegression(C=_STRENGTH, max_iter=_ITERATIONS, tol=1e-3)
    model.fit(features, targets)
    weights = np.zeros((ROWS, len(PURPOSES)))
    bias = np.full(len(PURPOSES), -20.0)
    weights[:, model.classes_] = model.coef_.T
    bias[model.classes_] = model.intercept_
    return Fitted(weights, bias)


def folds_of(groups: Sequence[str], count: int = FOLDS) -> NDArray[np.int64]:
    """The fold of each sample: whole groups, told by their names alone, so that new data moves no old group."""
    return np.array([int(hashlib.sha256(group.encode()).hexdigest(), 16) % count for group in groups])


def out_of_fold(features: csr_matrix, targets: NDArray[np.int64], folds: NDArray[np.int64]) -> NDArray[np.float64]:
    """Log-odds for each sample by a model that saw no sample of its fold."""
    scores = np.zeros((len(targets), len(PURPOSES)))

    def judged(fold: int) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        inside = folds == fold
        return inside, fit(features[~inside], targets[~inside]).scores(features[inside])

    with ThreadPoolExecutor(2) as pool:
        for inside, found in pool.map(judged, sorted(set(folds.tolist()))):
            scores[inside] = found
    return scores


def calibrate(scores: NDArray[np.float64], targets: NDArray[np.int64]) -> Calibration:
    """Temperature by likelihood; the note threshold by the best F1, the error threshold by its precision."""

    def loss(logarithm: float) -> float:
        probabilities = softmax(scores / np.exp(logarithm))
        return float(-np.log(probabilities[np.arange(len(targets)), targets] + 1e-12).mean())

    temperature = float(np.exp(minimize_scalar(loss, bounds=(-2, 2), method="bounded").x))
    ungrey = ~GREY[targets]
    promotional = softmax(scores / temperature)[ungrey][:, PROMOTIONAL].sum(axis=1)
    truly = PROMOTIONAL[targets[ungrey]]
    steps = np.arange(0.1, 0.995, 0.005)
    table = [precision_recall_f1(promotional >= step, truly) for step in steps]
    note = float(steps[int(np.argmax([f1 for _, _, f1 in table]))])
    sure = [step for step, (precision, _, _) in zip(steps, table, strict=True) if precision >= _ERROR_PRECISION]
    return Calibration(round(temperature, 4), round(note, 3), round(float(min(sure, default=0.99)), 3))


def precision_recall_f1(said: NDArray[np.bool_], truly: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Precision, recall and F1 of ``said``; 0 where nothing was said or nothing true."""
    right = float((said & truly).sum())
    precision, recall = right / max(float(said.sum()), 1.0), right / max(float(truly.sum()), 1.0)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def write(folder: Path, fitted: Fitted, calibration: Calibration, facts: dict[str, Any]) -> None:
    """Write weights and card; the same model gives the same bytes."""
    scale = np.abs(fitted.weights).max(axis=0) / 127
    scale[scale == 0] = 1.0
    buffer = io.BytesIO()
    np.save(buffer, np.rint(fitted.weights / scale).astype(np.int8), allow_pickle=False)
    data = buffer.getvalue()
    digest = hashlib.sha256(data).hexdigest()
    card = {
        "format": FORMAT,
        "version": f"{__version__}+{digest[:8]}",
        "sha256": digest,
        "purposes": list(PURPOSES),
        "scale": [float(f"{value:.6g}") for value in scale],
        "bias": [float(f"{value:.6g}") for value in fitted.bias],
        "temperature": calibration.temperature,
        "thresholds": {"note": calibration.note, "error": calibration.error},
        **facts,
    }
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath(WEIGHTS).write_bytes(data)
    folder.joinpath(CARD).write_text(json.dumps(card, indent=1) + "\n", "utf-8")
