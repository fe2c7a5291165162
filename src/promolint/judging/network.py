"""The network, in numpy: one pass over a message's tokens, pooled around each link, each link seeing the others.

Token vectors (fixed) → convolutions over 2, 3 and 5 tokens, and a wider one → for each link the mean and the maximum
over its words, its sentence, what stands before and after, its heading; its URL; the subject, the file's name, the
whole message; facts → one layer → joined with the mean and maximum of that layer over all links → purposes.
``learning/network.py`` trains the same in PyTorch; a test compares both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from promolint.judging.document import Document, windows
from promolint.values.verdict import PURPOSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

ORDERS, URL_ORDERS = (2, 3, 5), (2, 3)
WIDE, DILATION = 5, 2
VECTOR_SCALE = np.float32(4 / 127)


class Said(NamedTuple):
    """Log-odds: of each link's purposes (links, 19), of the message's stream (2), of its kind (kinds)."""

    purposes: Floats
    stream: Floats
    kind: Floats


@dataclass(frozen=True, slots=True)
class Network:
    """``vectors``: int8, shape (tokens, 128). ``weights``: float32 by name, laid out as rows are multiplied by them."""

    vectors: NDArray[np.int8]
    weights: Mapping[str, Floats]

    @classmethod
    def of(cls, vectors: NDArray[np.int8], weights: Mapping[str, NDArray[np.floating]]) -> Network:
        """The network of ``weights`` as PyTorch names and shapes them: inputs come last there, before taps."""
        return cls(
            vectors,
            {
                name: np.ascontiguousarray(weight.T if name != "facts.weight" else weight, dtype=np.float32)
                for name, weight in weights.items()
            },
        )

    def read(self, document: Document) -> Said:
        """What the network says of one document."""
        count = len(document.links)
        if not count:
            return Said(
                np.zeros((0, len(PURPOSES)), np.float32), self._weight("stream.bias"), self._weight("kind.bias")
            )
        states = self._states(document)
        pooled = _pooled(states, windows(document))
        apart = self._sequences([document.subject, document.name, *(link.url for link in document.links)])
        head, urls = apart[:2].reshape(-1), apart[2:]
        whole = _mean_and_max(states)
        facts = np.stack([self._weight("facts.weight")[link.facts].sum(axis=0) for link in document.links])
        shared = np.broadcast_to(np.concatenate([head, whole]), (count, len(head) + len(whole)))
        links = _relu(self._linear("link", np.concatenate([pooled, urls, shared, facts], axis=1)))
        others = np.concatenate([links.mean(axis=0), links.max(axis=0), whole, head])
        message = _relu(self._linear("message", others[None]))
        joined = np.concatenate([links, np.repeat(message, count, axis=0)], axis=1)
        return Said(self._linear("out", joined), self._linear("stream", message)[0], self._linear("kind", message)[0])

    def _states(self, document: Document) -> Floats:
        """One vector a token, shape (tokens, H)."""
        tokens = np.concatenate([self._vectors(document.ids), document.flags], axis=1)
        near = np.concatenate([_relu(self._convolved(f"near.{i}", tokens, n)) for i, n in enumerate(ORDERS)], axis=1)
        wide = _relu(self._convolved("wide", near, WIDE, DILATION))
        return _relu(self._linear("state", np.concatenate([near, wide], axis=1)))

    def _sequences(self, texts: Sequence[Sequence[int]]) -> Floats:
        """Short texts of their own (subject, name, URLs), one row each: mean and maximum over its tokens.

        All are convolved in one go, with nothing between them as wide as a convolution reaches.
        """
        gap = [0] * (max(URL_ORDERS) // 2)
        distinct = dict.fromkeys(map(tuple, texts))
        laid = [(*text, *gap) for text in distinct]
        ids = np.array([token for text in laid for token in text], dtype=np.int64)
        vectors = self._vectors(ids) * (ids != 0)[:, None]
        parts = [_relu(self._convolved(f"short.{i}", vectors, n)) for i, n in enumerate(URL_ORDERS)]
        states = np.concatenate(parts, axis=1)
        ends = np.cumsum([0, *map(len, laid)])
        spans = zip(distinct, ends[:-1], strict=True)
        rows = {text: states[start : start + len(text)] for text, start in spans}
        pooled = {text: _mean_and_max(part) for text, part in rows.items()}
        return np.stack([pooled[tuple(text)] for text in texts])

    def _vectors(self, ids: NDArray[np.integer]) -> Floats:
        result: Floats = self.vectors[ids].astype(np.float32) * VECTOR_SCALE
        return result

    def _weight(self, name: str) -> Floats:
        return self.weights[name]

    def _linear(self, name: str, rows: Floats) -> Floats:
        result: Floats = rows @ self._weight(f"{name}.weight") + self._weight(f"{name}.bias")
        return result

    def _convolved(self, name: str, rows: Floats, width: int, dilation: int = 1) -> Floats:
        """A convolution of ``width`` tokens, the middle one (of an even width the right one) at each token."""
        weight = self._weight(f"{name}.weight")
        length, reach = len(rows), (width // 2) * dilation
        padded = np.zeros((length + 2 * reach, rows.shape[1]), dtype=np.float32)
        padded[reach : reach + length] = rows
        result = np.empty((length, weight.shape[2]), dtype=np.float32)
        result[:] = self._weight(f"{name}.bias")
        part = np.empty_like(result)
        for tap in range(width):
            result += np.matmul(padded[tap * dilation : tap * dilation + length], weight[tap], out=part)
        return result


def _pooled(states: Floats, spans: NDArray[np.int64]) -> Floats:
    """Means of all windows and maxima of all but the last, shape (links, 9 · H); links often share a window."""
    windows_of = [list(map(tuple, link)) for link in spans.tolist()]
    parts = {span: _mean_and_max(states[slice(*span)]) for link in windows_of for span in link}
    last = states.shape[1]
    return np.stack([np.concatenate([parts[span] for span in link])[:-last] for link in windows_of])


def _mean_and_max(rows: Floats) -> Floats:
    """The mean and the maximum of each column, one behind the other; zeros of no rows."""
    result = np.zeros((2, rows.shape[1]), dtype=np.float32)
    if len(rows):
        np.add.reduce(rows, axis=0, out=result[0])
        result[0] /= len(rows)
        np.maximum.reduce(rows, axis=0, out=result[1])
    return result.reshape(-1)


def _relu(rows: Floats) -> Floats:
    return np.maximum(rows, 0, out=rows)
