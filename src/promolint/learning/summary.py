"""Figures that pictures are drawn from: bins of reliability, the curve of precision and recall, confusion, parts."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from promolint.learning.calibrate import precision_recall_f1
from promolint.learning.evaluate import figures
from promolint.values.verdict import PURPOSES, Group

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from promolint.learning.evaluate import Figures, Judged

BINS = 10
_STEPS = np.round(np.arange(0, 1.0001, 0.005), 3)


class Bin(NamedTuple):
    """Links whose probability lies in ``[low, high)``: the mean of it, and the share that truly is promotional."""

    low: float
    high: float
    links: int
    said: float
    truly: float


class Curve(NamedTuple):
    """Precision and recall of "promotional" from a threshold on; precision is 1 where nothing is said."""

    threshold: float
    precision: float
    recall: float


def reliability_bins(rows: Sequence[Judged]) -> list[Bin]:
    """``BINS`` bins of equal width; of an empty one both means are 0. Grey links count: they do not advertise."""
    said = np.array([row.promotional for row in rows])
    truly = np.array([row.sample.purpose.group is Group.PROMOTIONAL for row in rows], dtype=bool)
    number = np.minimum((said * BINS).astype(int), BINS - 1)
    found = []
    for at in range(BINS):
        inside = number == at
        count = int(inside.sum())
        means = (float(said[inside].mean()), float(truly[inside].mean())) if count else (0.0, 0.0)
        found.append(Bin(at / BINS, (at + 1) / BINS, count, *means))
    return found


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: the mean gap between said and true, each bin weighing as its links."""
    links = sum(one.links for one in bins)
    return sum(one.links * abs(one.said - one.truly) for one in bins) / max(links, 1)


def curve_of(rows: Sequence[Judged]) -> list[Curve]:
    """The curve from threshold 0 up to 1; grey links are left out, as in the figures."""
    counted = [row for row in rows if row.sample.purpose.group is not Group.GREY]
    chances = np.array([row.promotional for row in counted])
    truly = np.array([row.sample.purpose.group is Group.PROMOTIONAL for row in counted], dtype=bool)
    found = []
    for step in _STEPS:
        said = chances >= step
        precision, recall, _ = precision_recall_f1(said, truly)
        found.append(Curve(float(step), precision if said.any() else 1.0, recall))
    return found


def confusion_of(rows: Sequence[Judged]) -> list[list[int]]:
    """How many links of each purpose (row) were judged to be each (column), in the order of ``PURPOSES``."""
    counts = np.zeros((len(PURPOSES), len(PURPOSES)), dtype=int)
    for row in rows:
        counts[PURPOSES.index(row.sample.purpose), PURPOSES.index(row.said)] += 1
    return [[int(count) for count in line] for line in counts]


def figures_by(rows: Sequence[Judged], key: Callable[[Judged], str], error: float) -> dict[str, Figures]:
    """The figures of the rows that share a key, by key."""
    parts: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        parts[key(row)].append(row)
    return {name: figures(parts[name], error) for name in sorted(parts)}


def purpose_rates(rows: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each purpose that there is, and how many links truly have it."""
    found = {}
    for purpose in PURPOSES:
        truly = np.array([row.sample.purpose is purpose for row in rows], dtype=bool)
        said = np.array([row.said is purpose for row in rows], dtype=bool)
        if truly.any():
            precision, recall, f1 = precision_recall_f1(said, truly)
            found[str(purpose)] = {"links": int(truly.sum()), "precision": precision, "recall": recall, "f1": f1}
    return found


def format_of(row: Judged) -> str:
    """The format of a row's file, by the ending of its name."""
    return PurePosixPath(row.sample.message.path).suffix.lower() or "none"
