"""A linear model as it is shipped: a table of small integers, looked up by hashed features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from promolint.judging.features import Features


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights over hashed features: int8, a row a feature, a column a class; times ``scale`` they are log-odds."""

    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, features: Features) -> NDArray[np.float32]:
        """Log-odds of each class, shape (classes,)."""
        rows = self.weights[features.rows].astype(np.float32)
        result: NDArray[np.float32] = features.values @ rows * self.scale + self.bias
        return result
