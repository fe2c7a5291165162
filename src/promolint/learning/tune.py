"""A small correction of the judge out of a team's labels, and whether it leaves the shipped evaluation as good.

Few parameters, held near "no correction", so that a handful of labels moves little: the log-odds of promotion are
shifted and made sharper or flatter; then the two thresholds are chosen on the labels together with the shipped
evaluation, which counts as much as ``_SHIPPED`` labels.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from promolint.errors import PromolintError
from promolint.judging.model import CARD, odds_of, probability_of, shipped_folder
from promolint.judging.tuning import Tuning

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from promolint.judging.model import Calibration

    Floats = NDArray[np.float64]

LEAST_PRECISION, MOST_F1_LOST = 0.95, 0.01
_WANTED_PRECISION = 0.97
_SHIFT_FREEDOM, _SHARPNESS_FREEDOM = 0.4, 0.15
_FURTHEST = 4.0
_SHIPPED = 200.0
_PRICE = 0.02
_STEPS = np.round(np.arange(0.1, 0.9951, 0.005), 3)
_ROUNDS, _HALVINGS = 50, 30


class TuneError(PromolintError):
    """There is nothing to tune with, or tuning would make the judge worse."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Links by their log-odds of promotion: how much those weigh that are promotional, and those that are not."""

    odds: Floats
    promotional: Floats
    other: Floats


class Quality(NamedTuple):
    """What ``tune`` must not make worse: F1 at the threshold of a note, precision at that of an error."""

    f1: float
    error_precision: float


@dataclass(frozen=True, slots=True)
class Tuned:
    """A tuning, and how good the judge is on labels and shipped evaluation, before and after."""

    tuning: Tuning
    right_before: int
    right_after: int
    shipped_before: Quality
    shipped_after: Quality


def shipped_evaluation(folder: Path | None = None) -> Rows:
    """The evaluation in the card of the model in ``folder``, by default the shipped one.

    Raises:
        TuneError: the card has none.

    """
    path = (folder or shipped_folder()) / CARD
    card = json.loads(path.read_text("utf-8"))
    if "evaluation" not in card:
        raise TuneError(f"{path} holds no evaluation", "Use a model that “promolint train” of this version wrote.")
    columns = (card["evaluation"][name] for name in ("odds", "promotional", "other"))
    return Rows(*(np.array(column, dtype=np.float64) for column in columns))


def tune(chances: Sequence[float], promotional: Sequence[bool], shipped: Rows, calibration: Calibration) -> Tuned:
    """The tuning for labelled links that the untuned model, with ``calibration``, gives these chances of promotion.

    The tuning names no model; ``dataclasses.replace`` puts it in.

    Raises:
        TuneError: there are no labels, or the shipped evaluation would get worse.

    """
    if not chances:
        raise TuneError("None of the labels belongs to a link that the model judged", "Label links: promolint triage")
    truly = np.array(promotional, dtype=np.float64)
    labels = Rows(odds_of(np.array(chances, dtype=np.float64)), truly, 1 - truly)
    shift, sharpness = correction(labels)
    corrected = moved(labels, shift, sharpness)
    note, error = thresholds(corrected, shipped, calibration)
    tuning = Tuning("", shift, sharpness, note, error, int(truly.sum()), int(len(truly) - truly.sum()))
    before = quality(shipped, calibration.note, calibration.error)
    after = quality(moved(shipped, shift, sharpness), note, error)
    _refuse_if_worse(before, after)
    return Tuned(tuning, _right(labels, calibration.note), _right(corrected, note), before, after)


def correction(labels: Rows) -> tuple[float, float]:
    """Shift and sharpness of the log-odds: the likeliest for the labels, where 0 and 1 are likely beforehand."""
    odds = labels.odds.clip(-_FURTHEST, _FURTHEST)
    stiffness = np.array([_SHIFT_FREEDOM**-2, _SHARPNESS_FREEDOM**-2])

    def loss(values: Floats) -> float:
        said = np.exp(values[1]) * odds + values[0]
        wrong = labels.promotional * np.logaddexp(0, -said) + labels.other * np.logaddexp(0, said)
        return float(wrong.sum() + (stiffness * values**2).sum() / 2)

    at = np.zeros(2)
    for _ in range(_ROUNDS):
        columns = np.stack([np.ones_like(odds), np.exp(at[1]) * odds])
        chance = probability_of(columns[1] + at[0])
        weight = labels.promotional + labels.other
        slope = columns @ (weight * chance - labels.promotional) + stiffness * at
        bend = (columns * (weight * chance * (1 - chance))) @ columns.T + np.diag(stiffness)
        step = np.linalg.solve(bend, slope)
        lengths = (0.5**halving for halving in range(_HALVINGS))
        length = next((one for one in lengths if loss(at - one * step) < loss(at)), 0.0)
        at = at - length * step
    return round(float(at[0]), 4) + 0.0, round(float(np.exp(at[1])), 4)


def thresholds(labels: Rows, shipped: Rows, calibration: Calibration) -> tuple[float, float]:
    """The thresholds of a note and of an error for labels whose log-odds are corrected.

    They move by as much as the best ones move when the labels join the shipped evaluation.
    """
    pool = _together(labels, shipped)
    error = calibration.error + _best_error(pool, shipped, calibration) - _best_error(shipped, shipped, calibration)
    error = round(min(max(error, _STEPS[0]), _STEPS[-1]), 3)
    note = calibration.note + _best_note(pool, calibration) - _best_note(shipped, calibration)
    return round(min(max(note, _STEPS[0]), error), 3), error


def _best_error(rows: Rows, shipped: Rows, calibration: Calibration) -> float:
    """The lowest step from which on precision stays as high as it has to be, or as it was."""
    wanted = min(_WANTED_PRECISION, float(_precision_from(shipped, calibration.error)[0]))
    held = _precision_from(rows)
    return float(
        min((step for step, one in zip(_STEPS, held, strict=True) if one >= wanted - 1e-9), default=_STEPS[-1])
    )


def _best_note(rows: Rows, calibration: Calibration) -> float:
    """The step of the best F1, less a price for each step away from where the threshold is: that curve is flat."""
    gained = np.array([_f1(rows, step) for step in _STEPS])
    price = _PRICE * (odds_of(_STEPS) - odds_of(np.array([calibration.note]))) ** 2
    return float(_STEPS[int(np.argmax(gained - price))])


def quality(rows: Rows, note: float, error: float) -> Quality:
    """F1 and precision of ``rows`` at two thresholds."""
    return Quality(_f1(rows, note), _precision(rows, error))


def moved(rows: Rows, shift: float, sharpness: float) -> Rows:
    """The rows with their log-odds corrected."""
    return Rows(sharpness * rows.odds + shift, rows.promotional, rows.other)


def _refuse_if_worse(before: Quality, after: Quality) -> None:
    hint = "Nothing was written. Look through the labels for mistakes, or label more links."
    if after.error_precision < min(LEAST_PRECISION, before.error_precision):
        raise TuneError(
            f"With these labels, precision at level error on the shipped evaluation would fall from "
            f"{before.error_precision:.3f} to {after.error_precision:.3f}, below {LEAST_PRECISION}",
            hint,
        )
    if after.f1 < before.f1 - MOST_F1_LOST:
        raise TuneError(
            f"With these labels, F1 on the shipped evaluation would fall from {before.f1:.3f} to {after.f1:.3f}, "
            f"by more than {MOST_F1_LOST}",
            hint,
        )


def _together(labels: Rows, shipped: Rows) -> Rows:
    share = _SHIPPED / max(float((shipped.promotional + shipped.other).sum()), 1e-9)
    return Rows(
        np.concatenate([labels.odds, shipped.odds]),
        np.concatenate([labels.promotional, share * shipped.promotional]),
        np.concatenate([labels.other, share * shipped.other]),
    )


def _said(rows: Rows, threshold: float) -> NDArray[np.bool_]:
    said: NDArray[np.bool_] = probability_of(rows.odds) >= threshold
    return said


def _precision(rows: Rows, threshold: float) -> float:
    """How much of what is said at a threshold is promotional; 1 where nothing is said."""
    said = _said(rows, threshold)
    right, wrong = float(rows.promotional[said].sum()), float(rows.other[said].sum())
    return right / (right + wrong) if right + wrong else 1.0


def _precision_from(rows: Rows, start: float = 0.0) -> Floats:
    """For each step from ``start`` on, the lowest precision at it and all steps above."""
    each = np.array([_precision(rows, step) for step in _STEPS if step >= start] or [1.0])
    lowest: Floats = np.minimum.accumulate(each[::-1])[::-1]
    return lowest


def _f1(rows: Rows, threshold: float) -> float:
    said = _said(rows, threshold)
    right = float(rows.promotional[said].sum())
    named = right + float(rows.other[said].sum())
    return 2 * right / max(named + float(rows.promotional.sum()), 1e-9)


def _right(rows: Rows, note: float) -> int:
    said = _said(rows, note)
    return int(rows.promotional[said].sum() + rows.other[~said].sum())
