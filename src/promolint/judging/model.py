"""The trained weights: plain arrays and a card in JSON, checked by a checksum, nothing unpickled."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from promolint.errors import PromolintError
from promolint.judging.features import ROWS, Features
from promolint.values import PURPOSES

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS, CARD = "linear.npy", "linear.json"
FORMAT = "promolint-linear-v1"


class ModelError(PromolintError):
    """The model is not there, or not what its card says."""


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model over hashed features.

    ``weights``: int8, one row a feature, one column a purpose; times ``scale`` (a column) they are log-odds.
    ``temperature`` makes the probabilities true; a link is promotional from ``note`` on and, for the policy,
    certainly so from ``error`` on.
    """

    version: str
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]
    temperature: float
    note: float
    error: float

    def scores(self, features: Features) -> NDArray[np.float32]:
        """Log-odds of each purpose, in the order of ``PURPOSES``; float32, shape (19,)."""
        rows = self.weights[features.rows].astype(np.float32)
        result: NDArray[np.float32] = features.values @ rows * self.scale + self.bias
        return result

    def probabilities(self, features: Features) -> NDArray[np.float64]:
        """Probability of each purpose, in the order of ``PURPOSES``; they add up to 1."""
        return softmax(self.scores(features).astype(np.float64) / self.temperature)


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: NDArray[np.float64] = raised / raised.sum(axis=-1, keepdims=True)
    return result


def shipped_folder() -> Path:
    """Where the shipped model lies: in the installed package, or at the top of a checkout."""
    package = Path(__file__).parents[1] / "models"
    return package if package.joinpath(CARD).exists() else Path(__file__).parents[3] / "models"


@cache
def load(folder: Path | None = None) -> Model:
    """The model in ``folder``, by default the shipped one.

    Raises:
        ModelError: a file is missing, its checksum or its shape is not the card's.

    """
    folder = folder or shipped_folder()
    try:
        card = json.loads(folder.joinpath(CARD).read_text("utf-8"))
        data = folder.joinpath(WEIGHTS).read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(f"no model in {folder}: {error}", "Install promolint again, or run promolint train.") from None
    if card.get("format") != FORMAT or hashlib.sha256(data).hexdigest() != card.get("sha256"):
        raise ModelError(f"the model in {folder} is not what its card says", "Install promolint again.")
    weights: NDArray[np.int8] = np.load(folder / WEIGHTS, mmap_mode="r", allow_pickle=False)
    if weights.shape != (ROWS, len(PURPOSES)) or card["purposes"] != list(PURPOSES):
        raise ModelError(f"the model in {folder} is for another version of promolint", "Run promolint train.")
    return Model(
        card["version"],
        weights,
        np.array(card["scale"], dtype=np.float32),
        np.array(card["bias"], dtype=np.float32),
        card["temperature"],
        card["thresholds"]["note"],
        card["thresholds"]["error"],
    )
