"""How good the judge is: figures over labelled links that it did not learn from."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from promolint.judging.judge import decide
from promolint.judging.model import PROMOTIONAL, odds_of
from promolint.learning.calibrate import GREY, precision_recall_f1
from promolint.learning.real import is_real
from promolint.values import PURPOSES, Group, Purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from promolint.learning.samples import Sample


_FURTHEST = 8.0


class Judged(NamedTuple):
    """A sample's true purpose, the judge's, and how probable the judge held promotion; ``sample`` says what it was."""

    sample: Sample
    said: Purpose
    promotional: float


class Figures(NamedTuple):
    """Of promotional against transactional links; grey ones count in ``accuracy`` only."""

    links: int
    precision: float
    recall: float
    f1: float
    error_precision: float
    error_recall: float
    accuracy: float


def judged(samples: Sequence[Sample], probabilities: NDArray[np.float64], note: float) -> list[Judged]:
    """What the judge says of each sample by these probabilities and this note threshold."""
    return [
        Judged(sample, decide(row, note)[0], float(row[PROMOTIONAL].sum()))
        for sample, row in zip(samples, probabilities, strict=True)
    ]


def parts_of(rows: Sequence[Judged]) -> dict[str, list[Judged]]:
    """The rows of real templates and those of messages written for training, apart; only what there is."""
    parts = {
        "real templates": [row for row in rows if is_real(row.sample)],
        "written messages": [row for row in rows if not is_real(row.sample)],
    }
    return {name: part for name, part in parts.items() if part}


def evaluation_of(rows: Sequence[Judged], weights: NDArray[np.float64]) -> dict[str, list[float]]:
    """All rows but grey ones in short, for the model's card: what ``promolint tune`` must not make worse.

    ``odds``: the log-odds of promotion, to two digits, each once, ascending; ``promotional`` and ``other``: how much
    the rows of each weigh together that truly are promotional, and that are not.
    """
    table_: dict[float, list[float]] = defaultdict(lambda: [0.0, 0.0])
    odds = np.clip(odds_of(np.array([row.promotional for row in rows])), -_FURTHEST, _FURTHEST)
    for row, chance, weight in zip(rows, odds, weights, strict=True):
        if row.sample.purpose.group is not Group.GREY:
            column = int(row.sample.purpose.group is not Group.PROMOTIONAL)
            table_[round(float(chance), 2) + 0.0][column] += float(weight)
    ascending = sorted(table_)
    return {
        "odds": ascending,
        "promotional": [round(table_[chance][0], 2) for chance in ascending],
        "other": [round(table_[chance][1], 2) for chance in ascending],
    }


def figures(rows: Sequence[Judged], error: float) -> Figures:
    """The figures of ``rows``; ``error`` is the threshold of level error."""
    counted = [row for row in rows if not GREY[PURPOSES.index(row.sample.purpose)]]
    truly = np.array([row.sample.purpose.group is Group.PROMOTIONAL for row in counted], dtype=bool)
    said = np.array([row.said.group is Group.PROMOTIONAL for row in counted], dtype=bool)
    sure = np.array([row.promotional >= error for row in counted], dtype=bool)
    sure_precision, sure_recall, _ = precision_recall_f1(sure, truly)
    accuracy = sum(row.said is row.sample.purpose for row in rows) / max(len(rows), 1)
    return Figures(len(rows), *precision_recall_f1(said, truly), sure_precision, sure_recall, accuracy)


def table(rows: Sequence[Judged], error: float) -> str:
    """The figures of all rows, by language and by channel, then those of each purpose."""
    head = f"{'':<14}{'links':>7}{'P':>8}{'R':>8}{'F1':>8}{'P error':>9}{'R error':>9}{'accuracy':>10}"
    lines = [head, _line("all", figures(rows, error))]
    by: tuple[Callable[[Judged], str], ...] = (lambda row: row.sample.language, lambda row: row.sample.channel)
    for key in by:
        parts: dict[str, list[Judged]] = defaultdict(list)
        for row in rows:
            parts[key(row)].append(row)
        lines += [_line(name, figures(parts[name], error)) for name in sorted(parts)]
    return "\n".join([*lines, "", *_by_purpose(rows)]) + "\n"


def _line(name: str, found: Figures) -> str:
    rates = (found.precision, found.recall, found.f1)
    sure = (found.error_precision, found.error_recall)
    return (
        f"{name:<14}{found.links:>7}"
        + "".join(f"{rate:>8.3f}" for rate in rates)
        + "".join(f"{rate:>9.3f}" for rate in sure)
        + f"{found.accuracy:>10.3f}"
    )


def _by_purpose(rows: Sequence[Judged]) -> list[str]:
    lines = [f"{'purpose':<14}{'links':>7}{'P':>8}{'R':>8}{'F1':>8}  most often taken for"]
    for purpose in PURPOSES:
        truly = np.array([row.sample.purpose is purpose for row in rows])
        said = np.array([row.said is purpose for row in rows])
        wrong = Counter(row.said for row in rows if row.sample.purpose is purpose and row.said is not purpose)
        taken = ", ".join(f"{name} {count}" for name, count in wrong.most_common(3))
        rates = "".join(f"{rate:>8.3f}" for rate in precision_recall_f1(said, truly))
        lines.append(f"{purpose:<14}{int(truly.sum()):>7}{rates}  {taken}")
    return lines
