"""The linear half of the judge: scikit-learn fits it, a table of small integers leaves."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from promolint.judging.features import ROWS, facts_of_link, features_of
from promolint.values.verdict import PURPOSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from promolint.judging.features import Features
    from promolint.learning.samples import Sample

_STRENGTH = 3.0
_ITERATIONS = 40
_NEVER = -20.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """A linear model as scikit-learn left it: float64, ``weights`` of shape (features, purposes)."""

    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def scores(self, features: csr_matrix) -> NDArray[np.float64]:
        """Log-odds, one row a sample."""
        result: NDArray[np.float64] = features @ self.weights + self.bias
        return result

    def quantised(self) -> tuple[bytes, list[float], list[float]]:
        """The bytes of an int8 array, the scale of each column, the bias: what ``judging/model.py`` reads."""
        scale = np.abs(self.weights).max(axis=0) / 127
        scale[scale == 0] = 1.0
        buffer = io.BytesIO()
        np.save(buffer, np.rint(self.weights / scale).astype(np.int8), allow_pickle=False)
        return buffer.getvalue(), _rounded(scale), _rounded(self.bias)


def _rounded(row: NDArray[np.float64]) -> list[float]:
    return [float(f"{value:.6g}") for value in row]


def matrix_of(samples: Sequence[Sample]) -> csr_matrix:
    """The features of all samples, one row each."""
    rows = [features_of(one.message, one.index, facts_of_link(one.message, one.index)) for one in samples]
    return stacked(rows, ROWS)


def stacked(rows: Sequence[Features], columns: int) -> csr_matrix:
    """Features as a matrix, one row each; what stands several times in a row is added up."""
    ends = np.cumsum([0, *(len(row.rows) for row in rows)])
    at = np.concatenate([row.rows for row in rows]).astype(np.int32)
    matrix = csr_matrix((np.concatenate([row.values for row in rows]), at, ends), shape=(len(rows), columns))
    matrix.sum_duplicates()
    return matrix


def fit(
    features: csr_matrix, targets: NDArray[np.int64], weights: NDArray[np.float64], classes: int = len(PURPOSES)
) -> Fitted:
    """Multinomial logistic regression; a class that no sample has is never predicted."""
    model = LogisticRegression(C=_STRENGTH, max_iter=_ITERATIONS, tol=1e-3)
    model.fit(features, targets, sample_weight=weights)
    fitted = np.zeros((features.shape[1], classes))
    bias = np.full(classes, _NEVER)
    fitted[:, model.classes_] = model.coef_.T
    bias[model.classes_] = model.intercept_
    return Fitted(fitted, bias)
