"""The trained model: plain arrays and a card in JSON, checked by checksums, nothing unpickled."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from promolint.errors import PromolintError
from promolint.judging.document import documents_of
from promolint.judging.features import ROWS, Features, features_of, promotional_phrases
from promolint.judging.network import Network
from promolint.judging.pieces import Pieces
from promolint.values import PURPOSES, Group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from promolint.values import Message

CARD = "model.json"
LINEAR, NETWORK, PIECES, VECTORS = "linear.npy", "network.npz", "pieces.txt", "vectors.npy"
FILES = (LINEAR, NETWORK, PIECES, VECTORS)
FORMAT = "promolint-model-v1"
PROMOTIONAL = np.array([purpose.group is Group.PROMOTIONAL for purpose in PURPOSES])
_SUREST = 1e-9


class ModelError(PromolintError):
    """The model is not there, or not what its card says."""


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights over hashed features: int8, a row a feature, a column a purpose; times ``scale`` they are log-odds."""

    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, features: Features) -> NDArray[np.float32]:
        """Log-odds of each purpose, in the order of ``PURPOSES``; shape (19,)."""
        rows = self.weights[features.rows].astype(np.float32)
        result: NDArray[np.float32] = features.values @ rows * self.scale + self.bias
        return result


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the two halves become one probability, and from where on a link is promotional, or surely so.

    ``share`` is the network's part in the mean; a temperature divides log-odds before they become probabilities.
    ``rules`` weighs the log-odds of promotion: those of the mean, a promotional phrase in the link's words, one in its
    sentence, and a constant. ``shift`` and ``sharpness`` are a team's own correction of them; 0 and 1 correct nothing.
    """

    share: float
    linear_temperature: float
    network_temperature: float
    note: float
    error: float
    rules: tuple[float, float, float, float] = (1.0, 0.0, 0.0, 0.0)
    shift: float = 0.0
    sharpness: float = 1.0

    def mixed(
        self, linear: NDArray[np.float64], network: NDArray[np.float64], phrases: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Probabilities out of the log-odds of both and of ``promotional_phrases``, shape (links, 2)."""
        one, other = softmax(linear / self.linear_temperature), softmax(network / self.network_temperature)
        mean = self.share * other + (1 - self.share) * one
        own, in_words, in_sentence, constant = self.rules
        odds = own * odds_of(mean[:, PROMOTIONAL].sum(axis=1)) + phrases @ np.array([in_words, in_sentence]) + constant
        return _with_odds(mean, self.sharpness * odds + self.shift)


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model and a network, which err elsewhere, and the mean of what both say."""

    version: str
    linear: Linear
    network: Network
    pieces: Pieces
    calibration: Calibration

    def probabilities(self, message: Message, only: int | None = None) -> NDArray[np.float64]:
        """Probability of each purpose for each link of ``message``, or for one; shape (links, 19), rows add up to 1."""
        wanted = list(range(len(message.links))) if only is None else [only]
        linear = [self.linear.scores(features_of(message, index)) for index in wanted]
        network = np.zeros((len(message.links), len(PURPOSES)))
        for document in documents_of(message, self.pieces):
            if not set(document.indices).isdisjoint(wanted):
                network[list(document.indices)] = self.network.read(document).purposes
        phrases = [promotional_phrases(message, message.links[index]) for index in wanted]
        return self.calibration.mixed(
            np.array(linear, dtype=np.float64).reshape(len(wanted), len(PURPOSES)),
            network[wanted],
            np.array(phrases).reshape(len(wanted), 2),
        )


def _with_odds(probabilities: NDArray[np.float64], odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same with these log-odds of promotion; within a group the purposes keep their proportions."""
    promotional = probabilities[:, PROMOTIONAL].sum(axis=1, keepdims=True).clip(_SUREST, 1 - _SUREST)
    wanted = probability_of(odds)[:, None]
    changed = probabilities * np.where(PROMOTIONAL, wanted / promotional, (1 - wanted) / (1 - promotional))
    result: NDArray[np.float64] = changed / changed.sum(axis=1, keepdims=True)
    return result


def odds_of(probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log-odds of probabilities, finite for 0 and 1 too."""
    sure = np.clip(probabilities, _SUREST, 1 - _SUREST)
    result: NDArray[np.float64] = np.log(sure / (1 - sure))
    return result


def probability_of(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """The probabilities of log-odds."""
    result: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    return result


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True, initial=-1e9))
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
        data = {name: folder.joinpath(name).read_bytes() for name in FILES}
    except (OSError, ValueError) as error:
        raise ModelError(f"There is no model in {folder}: {error}", "Install promolint again.") from None
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in data.items()}
    if card.get("format") != FORMAT or card.get("sha256") != sums:
        raise ModelError(f"The model in {folder} is not what its card says", "Install promolint again.")
    model = _model(card, data)
    if model.linear.weights.shape != (ROWS, len(PURPOSES)) or card["purposes"] != list(PURPOSES):
        raise ModelError(f"The model in {folder} is for another version of promolint", "Install promolint again.")
    return model


def _model(card: Mapping[str, Any], data: Mapping[str, bytes]) -> Model:
    linear = Linear(
        _array(data[LINEAR]),
        np.array(card["linear"]["scale"], dtype=np.float32),
        np.array(card["linear"]["bias"], dtype=np.float32),
    )
    with np.load(BytesIO(data[NETWORK]), allow_pickle=False) as arrays:
        weights = {name: arrays[name].astype(np.float32) for name in arrays.files}
    network = Network(_array(data[VECTORS]), weights)
    return Model(card["version"], linear, network, read_pieces(data[PIECES]), Calibration(**card["calibration"]))


def _array(data: bytes) -> NDArray[np.int8]:
    array: NDArray[np.int8] = np.load(BytesIO(data), allow_pickle=False)
    return array


def read_pieces(data: bytes) -> Pieces:
    """The vocabulary out of its file: a piece and its log-probability a line."""
    lines = (line.rpartition("\t") for line in data.decode("utf-8").split("\n") if line)
    return Pieces({piece: float(score) for piece, _, score in lines})
