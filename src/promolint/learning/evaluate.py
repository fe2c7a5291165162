"""How good the judge is: figures over labelled links that it did not learn from."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from promolint.judging.certain import certain_purpose
from promolint.judging.judge import decide
from promolint.judging.model import PROMOTIONAL, odds_of
from promolint.learning.calibrate import GREY, precision_recall_f1
from promolint.learning.real import is_real
from promolint.values.verdict import PURPOSES, Group, Purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from promolint.judging.character import KindCalibration
    from promolint.judging.model import Calibration
    from promolint.learning.kinds import KindFigures
    from promolint.learning.samples import Sample


_FURTHEST = 8.0


class Judged(NamedTuple):
    """A sample's true purpose, the judge's, and how probable the judge held promotion; ``sample`` says what it was."""

    sample: Sample
    said: Purpose
    promotional: float


class Measured(NamedTuple):
    """What the judge said of samples that it had not learnt from, and the calibration that came of it; so of kinds."""

    rows: list[Judged]
    calibration: Calibration
    kinds: KindCalibration
    kind_figures: dict[str, KindFigures]


class Figures(NamedTuple):
    """Of promotional against transactional links; grey ones count in ``accuracy`` only.

    ``alarms`` and ``error_alarms``: links taken for promotional, at all and at level error, in 100 messages of which no
    labelled link is promotional.
    """

    links: int
    precision: float
    recall: float
    f1: float
    error_precision: float
    error_recall: float
    accuracy: float
    alarms: float
    error_alarms: float


def judged(samples: Sequence[Sample], probabilities: NDArray[np.float64], note: float) -> list[Judged]:
    """What the judge says of each sample by these probabilities and this note threshold."""
    return [_judged(sample, row, note) for sample, row in zip(samples, probabilities, strict=True)]


def _judged(sample: Sample, probabilities: NDArray[np.float64], note: float) -> Judged:
    certain = certain_purpose(sample.message.links[sample.index])
    if certain is not None:
        return Judged(sample, certain, 0.0)
    return Judged(sample, decide(probabilities, note)[0], float(probabilities[PROMOTIONAL].sum()))


def parts_of(rows: Sequence[Judged]) -> dict[str, list[Judged]]:
    """The scored rows of real templates and those of messages written for training, apart; only what there is."""
    parts = {
        "real templates": [row for row in rows if is_real(row.sample) and row.sample.scored],
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
    guilty = {row.sample.message_id for row, promotional in zip(counted, truly, strict=True) if promotional}
    innocent = np.array([row.sample.message_id not in guilty for row in counted], dtype=bool)
    hundreds = max(len({row.sample.message_id for row in rows} - guilty), 1) / 100
    alarms, error_alarms = (float((flagged & innocent).sum() / hundreds) for flagged in (said, sure))
    rates = precision_recall_f1(said, truly)
    return Figures(len(rows), *rates, sure_precision, sure_recall, accuracy, alarms, error_alarms)


def table(rows: Sequence[Judged], error: float) -> str:
    """The figures of all rows, by language and by channel, then those of each purpose."""
    names = ("P", "R", "F1", "P error", "R error", "accuracy", "alarms", "at error")
    head = f"{'':<14}{'links':>7}" + "".join(f"{name:>10}" for name in names)
    lines = [head, _line("all", figures(rows, error))]
    by: tuple[Callable[[Judged], str], ...] = (lambda row: row.sample.language, lambda row: row.sample.channel)
    for key in by:
        parts: dict[str, list[Judged]] = defaultdict(list)
        for row in rows:
            parts[key(row)].append(row)
        lines += [_line(name, figures(parts[name], error)) for name in sorted(parts)]
    return "\n".join([*lines, "", *_by_purpose(rows)]) + "\n"


def _line(name: str, found: Figures) -> str:
    rates = "".join(f"{rate:>10.3f}" for rate in found[1:7])
    return f"{name:<14}{found.links:>7}{rates}{found.alarms:>10.1f}{found.error_alarms:>10.1f}"


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
