"""The trained model: plain arrays and a card in JSON, checked by checksums, nothing unpickled."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from promolint.errors import PromolintError
from promolint.judging.character import ROWS as KIND_ROWS
from promolint.judging.character import KindCalibration, KindModel
from promolint.judging.document import documents_of
from promolint.judging.features import ROWS, facts_of_links, features_of, promotional_phrases
from promolint.judging.linear import Linear
from promolint.judging.network import Network, Said
from promolint.judging.pieces import Pieces
from promolint.values.verdict import PURPOSES, Character, Group

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from promolint.judging.phrases import Phrases
    from promolint.values.message import Message

CARD = "model.json"
LINEAR, KINDS, NETWORK = "linear.npy", "kinds.npy", "network.npz"
PIECES, VECTORS = "pieces.txt", "vectors.npy"
FILES = (LINEAR, KINDS, NETWORK, PIECES, VECTORS)
FORMAT = "promolint-model-v1"
PROMOTIONAL = np.array([purpose.group is Group.PROMOTIONAL for purpose in PURPOSES])
_SUREST = 1e-9
_LONGEST_HEAD = 1024


class ModelError(PromolintError):
    """The model is not there, or not what its card says."""


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


class Seen(NamedTuple):
    """What the model says of a message: probabilities of purposes, shape (wanted links, 19), and its character."""

    purposes: NDArray[np.float64]
    character: Character


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model and networks, which err elsewhere, and the mean of what they say.

    ``phrases`` are a team's own, read beside those of the vocabulary.
    """

    version: str
    linear: Linear
    networks: tuple[Network, ...]
    pieces: Pieces
    calibration: Calibration
    kinds: KindModel | None = None
    phrases: Phrases = ()

    def with_phrases(self, phrases: Phrases) -> Model:
        """The model, reading phrases of a team's own."""
        return replace(self, phrases=phrases) if phrases else self

    def probabilities(self, message: Message, wanted: Sequence[int]) -> NDArray[np.float64]:
        """Probability of each purpose for the ``wanted`` links of ``message``; shape (wanted, 19), rows add up to 1."""
        return self.see(message, wanted).purposes

    def see(self, message: Message, wanted: Sequence[int]) -> Seen:
        """All that the model says of ``message``; of purposes only those of the ``wanted`` links."""
        facts = facts_of_links(message, self.phrases)
        linear = [self.linear.scores(features_of(message, index, facts[index])) for index in wanted]
        by_network = np.zeros((len(message.links), len(PURPOSES)))
        wholes: list[Said] = []
        for document in documents_of(message, self.pieces, facts):
            said = [network.read(document) for network in self.networks]
            by_network[list(document.indices)] = np.mean([one.purposes for one in said], axis=0)
            wholes += said
        phrases = [promotional_phrases(facts[index]) for index in wanted]
        purposes = self.calibration.mixed(
            np.array(linear, dtype=np.float64).reshape(len(wanted), len(PURPOSES)),
            by_network[list(wanted)],
            np.array(phrases).reshape(len(wanted), 2),
        )
        return Seen(purposes, self._character(message, wholes))

    def _character(self, message: Message, wholes: Sequence[Said]) -> Character:
        """From the mean of what was said of all stretches of a message; nothing of one without links."""
        if not message.links or self.kinds is None:
            return Character()
        return self.kinds.character(message, np.mean([one.kind for one in wholes], axis=0))


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
        data = {name: _content(folder / name) for name in FILES}
    except (OSError, ValueError) as error:
        raise ModelError(f"There is no model in {folder}: {error}", "Install promolint again.") from None
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in data.items()}
    if card.get("format") != FORMAT or card.get("sha256") != sums:
        raise ModelError(f"The model in {folder} is not what its card says", "Install promolint again.")
    model = _model(card, data)
    kinds = model.kinds is not None and model.kinds.linear.weights.shape == (KIND_ROWS, len(model.kinds.names))
    if model.linear.weights.shape != (ROWS, len(PURPOSES)) or card["purposes"] != list(PURPOSES) or not kinds:
        raise ModelError(f"The model in {folder} is for another version of promolint", "Install promolint again.")
    return model


def _content(path: Path) -> mmap:
    """The bytes of a file where the system keeps them: processes share them, and nothing is copied."""
    with path.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def _model(card: Mapping[str, Any], data: Mapping[str, mmap]) -> Model:
    linear = _linear(card["linear"], data[LINEAR])
    told = card["kinds"]
    kinds = KindModel(
        tuple(told["names"]), _linear(told["linear"], data[KINDS]), KindCalibration(**told["calibration"])
    )
    with np.load(BytesIO(data[NETWORK]), allow_pickle=False) as arrays:
        weights: dict[str, dict[str, NDArray[np.floating]]] = {}
        for name in arrays.files:
            number, _, layer = name.partition("/")
            weights.setdefault(number, {})[layer] = arrays[name]
    vectors = _array(data[VECTORS])
    networks = tuple(Network.of(vectors, weights[number]) for number in sorted(weights))
    calibration = Calibration(**card["calibration"])
    return Model(card["version"], linear, networks, read_pieces(data[PIECES]), calibration, kinds)


def _linear(card: Mapping[str, Any], data: bytes | mmap) -> Linear:
    scale, bias = (np.array(card[name], dtype=np.float32) for name in ("scale", "bias"))
    return Linear(_array(data), scale, bias)


def _array(data: bytes | mmap) -> NDArray[np.int8]:
    """The array in a file of NumPy's, without a copy of it."""
    head = BytesIO(memoryview(data)[:_LONGEST_HEAD])
    np.lib.format.read_magic(head)
    shape, by_column, kind = np.lib.format.read_array_header_1_0(head)
    array: NDArray[np.int8] = np.frombuffer(data, kind, offset=head.tell())
    return array.reshape(shape, order="F" if by_column else "C")


def read_pieces(data: bytes | mmap) -> Pieces:
    """The vocabulary out of its file: a piece and its log-probability a line."""
    cells = str(data, "utf-8").removesuffix("\n").replace("\n", "\t").split("\t")
    return Pieces(cells[::2], map(float, cells[1::2]))
