"""Samples put together again as messages: what the network learns from and is measured on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from promolint.judging.document import documents_of
from promolint.judging.features import facts_of_links
from promolint.learning.kinds import name_of
from promolint.learning.network import Example
from promolint.learning.real import is_real, weight_of
from promolint.values.message import Stream
from promolint.values.verdict import PURPOSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from promolint.judging.pieces import Pieces
    from promolint.learning.samples import Sample


@dataclass(frozen=True, slots=True)
class Placed:
    """An example and, for each of its links, which sample it is; -1 where it is none."""

    example: Example
    rows: tuple[int, ...]
    group: str


def placed(samples: Sequence[Sample], pieces: Pieces, kinds: Mapping[str, int], renderings: int) -> list[Placed]:
    """The examples of all samples' messages. A message written in several formats is learnt in turns."""
    rows: dict[int, dict[int, int]] = {}
    for row, sample in enumerate(samples):
        rows.setdefault(id(sample.message), {})[sample.index] = row
    turns: dict[str, int] = {}
    found = []
    for of_link in rows.values():
        sample = samples[next(iter(of_link.values()))]
        turn = turns[sample.message_id] = turns.get(sample.message_id, -1) + 1
        facts = facts_of_links(sample.message)
        for document in documents_of(sample.message, pieces, facts):
            numbers = tuple(of_link.get(index, -1) for index in document.indices)
            labels = np.array([PURPOSES.index(samples[n].purpose) if n >= 0 else -1 for n in numbers])
            example = Example(
                document,
                labels,
                int(sample.stream is Stream.MARKETING),
                kinds[name_of(sample)],
                weight_of(sample),
                0 if is_real(sample) else turn % renderings,
                1 if is_real(sample) else renderings,
            )
            if any(number >= 0 for number in numbers):
                found.append(Placed(example, numbers, sample.group))
    return found
