"""The network in PyTorch: the same layers under the same names as ``judging/network.py``, and how they are trained."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from promolint.judging.document import FACTS, FLAGS, Document, windows
from promolint.judging.network import DILATION, ORDERS, URL_ORDERS, VECTOR_SCALE, WIDE
from promolint.values.verdict import PURPOSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_SHORT, _FACTS = 48, 48
_LONGEST_WINDOW = 64
_DROPOUT, _WORD_DROPOUT, _NAME_DROPOUT = 0.3, 0.1, 0.3
_RATE, _DECAY, _SMOOTHING, _ASIDE = 2e-3, 0.02, 0.05, 0.3
_BATCH, _BATCH_TOKENS = 24, 6000


class Shape(NamedTuple):
    """How wide the layers of a network are, how long it learns, and the seed that it begins with."""

    near: int
    wide: int
    state: int
    link: int
    message: int
    epochs: int
    seed: int = 0


SHAPES = (Shape(64, 96, 128, 192, 96, epochs=9), Shape(96, 128, 192, 256, 128, epochs=16))
"""The networks that judge together: they err elsewhere."""


@dataclass(frozen=True, slots=True)
class Example:
    """A document to learn from. ``purposes``: int64, one a link, -1 where it has no label; ``kind`` -1 if unknown.

    ``turn`` is the epoch (modulo ``turns``) that it takes part in.
    """

    document: Document
    purposes: NDArray[np.int64]
    stream: int
    kind: int
    weight: float
    turn: int = 0
    turns: int = 1


class Layers(nn.Module):
    """All that is learnt. ``vectors``: float32, shape (tokens, 128), fixed."""

    def __init__(self, vectors: NDArray[np.int8], kinds: int, shape: Shape = SHAPES[0]) -> None:
        super().__init__()
        self.register_buffer("vectors", torch.tensor(vectors.astype(np.float32) * VECTOR_SCALE), persistent=False)
        size, wide, short = vectors.shape[1], shape.near * len(ORDERS), _SHORT * len(URL_ORDERS) * 2
        self.near = nn.ModuleList(nn.Conv1d(size + len(FLAGS), shape.near, n, padding=n // 2) for n in ORDERS)
        self.wide = nn.Conv1d(wide, shape.wide, WIDE, padding=WIDE // 2 * DILATION, dilation=DILATION)
        self.state = nn.Linear(wide + shape.wide, shape.state)
        self.short = nn.ModuleList(nn.Conv1d(size, _SHORT, n, padding=n // 2) for n in URL_ORDERS)
        self.facts = nn.EmbeddingBag(FACTS, _FACTS, mode="sum")
        self.link = nn.Linear(9 * shape.state + 3 * short + 2 * shape.state + _FACTS, shape.link)
        self.message = nn.Linear(2 * shape.link + 2 * shape.state + 2 * short, shape.message)
        self.out = nn.Linear(shape.link + shape.message, len(PURPOSES))
        self.stream = nn.Linear(shape.message, 2)
        self.kind = nn.Linear(shape.message, kinds)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, documents: Sequence[Document]) -> tuple[Tensor, Tensor, Tensor]:
        """Log-odds of all links' purposes in order, of the messages' streams, of their kinds."""
        states, mask = self._states(documents)
        owner = torch.tensor([at for at, document in enumerate(documents) for _ in document.links])
        spans = torch.tensor(np.concatenate([windows(document) for document in documents]))
        urls = self._short([link.url for document in documents for link in document.links])
        subjects = self._short([document.subject for document in documents])
        names = self._short([document.name for document in documents])
        if self.training:
            names = names * (torch.rand(len(documents), 1) > _NAME_DROPOUT)
        head = torch.cat([subjects, names], 1)
        whole = torch.cat([states.sum(1) / mask.sum(1, keepdim=True).clamp(min=1), states.amax(1)], 1)
        pooled = _pooled(states, owner, spans)
        joined = torch.cat([pooled, urls, head[owner], whole[owner], self._facts(documents)], 1)
        links = torch.relu(self.link(self.dropout(joined)))
        message = torch.relu(
            self.message(self.dropout(torch.cat([_among(links, owner, len(documents)), whole, head], 1)))
        )
        purposes = self.out(self.dropout(torch.cat([links, message[owner]], 1)))
        return purposes, self.stream(message), self.kind(message)

    def _states(self, documents: Sequence[Document]) -> tuple[Tensor, Tensor]:
        length = max(1, *(len(document.ids) for document in documents))
        ids = torch.zeros(len(documents), length, dtype=torch.long)
        flags = torch.zeros(len(documents), length, len(FLAGS))
        mask = torch.zeros(len(documents), length)
        for row, document in enumerate(documents):
            ids[row, : len(document.ids)] = torch.as_tensor(document.ids.astype(np.int64))
            flags[row, : len(document.ids)] = torch.as_tensor(document.flags)
            mask[row, : len(document.ids)] = 1
        tokens = torch.cat([self.vectors[self._forgetting(ids)], flags], 2) * mask[..., None]  # type: ignore[index]
        near = _convolved(self.near, tokens.transpose(1, 2)) * mask[:, None]
        wide = torch.relu(self.wide(near)) * mask[:, None]
        states = torch.relu(self.state(self.dropout(torch.cat([near, wide], 1).transpose(1, 2))))
        return states * mask[..., None], mask

    def _short(self, texts: Sequence[Sequence[int]]) -> Tensor:
        length = max(1, *map(len, texts))
        ids, mask = torch.zeros(len(texts), length, dtype=torch.long), torch.zeros(len(texts), length)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = torch.tensor(text, dtype=torch.long)
            mask[row, : len(text)] = 1
        vectors = self.vectors[self._forgetting(ids)] * mask[..., None]  # type: ignore[index]
        states = _convolved(self.short, vectors.transpose(1, 2)) * mask[:, None]
        return torch.cat([states.sum(2) / mask.sum(1, keepdim=True).clamp(min=1), states.amax(2)], 1)

    def _facts(self, documents: Sequence[Document]) -> Tensor:
        facts = [link.facts for document in documents for link in document.links]
        offsets = np.cumsum([0, *(len(row) for row in facts[:-1])])
        return self.facts(torch.tensor([fact for row in facts for fact in row]), torch.tensor(offsets))  # type: ignore[no-any-return]

    def _forgetting(self, ids: Tensor) -> Tensor:
        return torch.where(torch.rand(ids.shape) < _WORD_DROPOUT, 0, ids) if self.training else ids


def _convolved(layers: nn.ModuleList, rows: Tensor) -> Tensor:
    return torch.relu(torch.cat([layer(rows)[..., : rows.shape[-1]] for layer in layers], 1))


def _pooled(states: Tensor, owner: Tensor, spans: Tensor) -> Tensor:
    sums = functional.pad(states.cumsum(1), (0, 0, 1, 0))
    parts = []
    for window in range(spans.shape[1]):
        start, end = spans[:, window, 0], spans[:, window, 1]
        parts.append((sums[owner, end] - sums[owner, start]) / (end - start).clamp(min=1)[:, None])
        if window < spans.shape[1] - 1:
            reach = int(min(max(int((end - start).max()), 1), _LONGEST_WINDOW * 4))
            places = start[:, None] + torch.arange(reach)[None]
            inside = places < end[:, None]
            rows = states[owner[:, None], places.clamp(max=states.shape[1] - 1)] * inside[..., None]
            parts.append(rows.amax(1))
    return torch.cat(parts, 1)


def _among(links: Tensor, owner: Tensor, count: int) -> Tensor:
    """The mean and the maximum of each message's links."""
    sums = torch.zeros(count, links.shape[1]).index_add(0, owner, links)
    most = torch.zeros(count, links.shape[1]).index_reduce(0, owner, links, "amax")
    return torch.cat([sums / torch.bincount(owner, minlength=count).clamp(min=1)[:, None], most], 1)


def train(examples: Sequence[Example], vectors: NDArray[np.int8], kinds: int, shape: Shape) -> Layers:
    """Train on ``examples``; the same examples and shape give the same layers on the same machine."""
    torch.manual_seed(shape.seed)
    order = random.Random(shape.seed)  # noqa: S311 - no secret
    layers = Layers(vectors, kinds, shape)
    optimizer = torch.optim.AdamW(layers.parameters(), lr=_RATE, weight_decay=_DECAY)
    batches = [_batches([e for e in examples if epoch % e.turns == e.turn], order) for epoch in range(shape.epochs)]
    steps = sum(map(len, batches))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps + 1, pct_start=0.1)
    layers.train()
    for epoch in batches:
        for batch in epoch:
            loss = _loss(layers, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(layers.parameters(), 2.0)
            optimizer.step()
            schedule.step()
    return layers.eval()


def _loss(layers: Layers, batch: Sequence[Example]) -> Tensor:
    purposes, streams, kinds = layers([example.document for example in batch])
    labels = torch.tensor(np.concatenate([example.purposes for example in batch]))
    weights = torch.tensor([e.weight for e in batch for _ in e.purposes], dtype=torch.float32) * (labels >= 0)
    each = functional.cross_entropy(purposes, labels.clamp(min=0), reduction="none", label_smoothing=_SMOOTHING)
    loss = (each * weights).sum() / weights.sum().clamp(min=1e-6)
    loss = loss + _ASIDE * functional.cross_entropy(streams, torch.tensor([example.stream for example in batch]))
    told = torch.tensor([example.kind for example in batch])
    if bool((told >= 0).any()):
        loss = loss + _ASIDE * functional.cross_entropy(kinds[told >= 0], told[told >= 0])
    return loss


def _batches(examples: list[Example], order: random.Random) -> list[list[Example]]:
    """Batches of documents of about the same length, in random order."""
    order.shuffle(examples)
    stretch = _BATCH * 20
    sorted_ = [
        example
        for start in range(0, len(examples), stretch)
        for example in sorted(examples[start : start + stretch], key=lambda e: len(e.document.ids))
    ]
    batches: list[list[Example]] = []
    for example in sorted_:
        last = batches[-1] if batches else []
        if not last or len(last) >= _BATCH or len(example.document.ids) * (len(last) + 1) > _BATCH_TOKENS:
            batches.append([])
        batches[-1].append(example)
    order.shuffle(batches)
    return batches


def exported(layers: Layers) -> dict[str, NDArray[np.float32]]:
    """The weights by the names that ``judging/network.py`` reads."""
    return {name: value.detach().numpy().astype(np.float32) for name, value in layers.state_dict().items()}
