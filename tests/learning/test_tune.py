"""Tuning: few labels move little, many are followed, and the shipped evaluation is never made worse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from promolint.judging.model import Calibration
from promolint.learning.tune import (
    Quality,
    Rows,
    TuneError,
    correction,
    moved,
    quality,
    shipped_evaluation,
    thresholds,
    tune,
)

if TYPE_CHECKING:
    from pathlib import Path

CALIBRATION = Calibration(0.6, 1.0, 1.0, 0.4, 0.8)


def _rows(*rows: tuple[float, float, float]) -> Rows:
    """Rows of odds, promotional and other."""
    odds, promotional, other = np.array(rows, dtype=np.float64).T
    return Rows(odds, promotional, other)


def _calibrated() -> Rows:
    """An evaluation whose probabilities are true: at each, that share is promotional."""
    odds = np.arange(-5, 5.01, 0.1)
    chance = 1 / (1 + np.exp(-odds))
    counts = np.where(np.abs(odds) > 2, 60.0, 8.0)
    return Rows(odds, counts * chance, counts * (1 - chance))


def _labels(odds: float, promotional: int, other: int) -> Rows:
    return _rows(*[(odds, 1, 0)] * promotional, *[(odds, 0, 1)] * other)


def test_quality_on_a_table() -> None:
    """F1 at the note threshold, precision at the error threshold, by hand."""
    rows = _rows((3, 6, 1), (0, 2, 2), (-3, 2, 7))
    assert quality(rows, 0.5, 0.9) == pytest.approx((2 * 8 / (11 + 10), 6 / 7))
    assert quality(rows, 0.96, 0.96) == Quality(0.0, 1.0)
    assert moved(rows, 1.0, 2.0).odds.tolist() == [7, 1, -5]


@pytest.mark.parametrize(
    ("odds", "promotional", "other", "shift", "sharpness"),
    [
        (0.0, 1, 1, (0.0, 0.0), (1.0, 1.0)),
        (0.0, 1, 0, (0.05, 0.1), (1.0, 1.0)),
        (0.0, 0, 1, (-0.1, -0.05), (1.0, 1.0)),
        (0.0, 10, 0, (0.4, 0.8), (1.0, 1.0)),
        (0.0, 400, 100, (1.2, 1.4), (1.0, 1.0)),
        (20.0, 0, 1, (-0.2, -0.1), (0.85, 1.0)),
        (-1.0, 200, 200, (0.3, 0.9), (0.3, 1.0)),
    ],
)
def test_the_correction(
    odds: float, promotional: int, other: int, shift: tuple[float, float], sharpness: tuple[float, float]
) -> None:
    """One label moves the odds by a tenth at most or two; hundreds are followed (ln 4 = 1.39)."""
    found = correction(_labels(odds, promotional, other))
    assert shift[0] <= found[0] <= shift[1]
    assert sharpness[0] <= found[1] <= sharpness[1]


def test_no_label_no_change() -> None:
    """Both thresholds stay where they are to the last digit."""
    none = Rows(np.zeros(0), np.zeros(0), np.zeros(0))
    assert correction(none) == (0.0, 1.0)
    assert thresholds(none, _calibrated(), CALIBRATION) == (0.4, 0.8)


def test_false_alarms_raise_the_threshold_of_an_error() -> None:
    """Links labelled as not promotional just above it push it up; some of them by less than many."""
    some, many = (thresholds(_labels(1.6, 0, count), _calibrated(), CALIBRATION)[1] for count in (4, 30))
    assert 0.8 < some <= many


def test_a_few_labels_move_little() -> None:
    """Three of them: under a twentieth for any threshold, and what the evaluation says stays."""
    tuned = tune([0.45, 0.5, 0.38], [True, True, True], _calibrated(), CALIBRATION)
    assert abs(tuned.tuning.note - 0.4) < 0.05
    assert abs(tuned.tuning.error - 0.8) < 0.05
    assert (tuned.right_before, tuned.right_after, tuned.tuning.promotional, tuned.tuning.other) == (2, 3, 3, 0)
    assert tuned.shipped_after.f1 >= tuned.shipped_before.f1 - 0.01


def test_labels_that_agree_are_learnt() -> None:
    """A team whose links are taken for promotional too often gets fewer of them."""
    chances, truth = [0.42] * 20 + [0.9] * 5, [False] * 20 + [True] * 5
    tuned = tune(chances, truth, _calibrated(), CALIBRATION)
    assert (tuned.right_before, tuned.right_after) == (5, 25)
    assert tuned.tuning.shift < 0


def test_what_makes_the_shipped_evaluation_worse_is_refused() -> None:
    """Labels upside down: refused, with the figures and the next step."""
    chances = [0.9] * 300 + [0.1] * 300
    truth = [False] * 300 + [True] * 300
    with pytest.raises(
        TuneError, match=r"shipped evaluation would fall from 0\.\d{3} to 0\.\d{3}.*Nothing was written"
    ):
        tune(chances, truth, _calibrated(), CALIBRATION)


def test_a_team_that_calls_everything_promotional_is_refused() -> None:
    """Precision at level error is what falls."""
    with pytest.raises(TuneError, match="level error"):
        tune([0.3] * 400, [True] * 400, _calibrated(), CALIBRATION)


def test_without_labels_there_is_nothing_to_tune() -> None:
    """And the next step is told."""
    with pytest.raises(TuneError, match=r"None of the labels.*promolint triage"):
        tune([], [], _calibrated(), CALIBRATION)


def test_the_evaluation_is_read_from_the_card(tmp_path: Path) -> None:
    """A card without one cannot be tuned."""
    card = {"evaluation": {"odds": [-1.0, 2.5], "promotional": [0.0, 3], "other": [4, 1.0]}}
    (tmp_path / "model.json").write_text(json.dumps(card), "utf-8")
    rows = shipped_evaluation(tmp_path)
    assert (rows.odds.tolist(), rows.promotional.tolist(), rows.other.tolist()) == ([-1, 2.5], [0, 3], [4, 1])
    (tmp_path / "model.json").write_text("{}", "utf-8")
    with pytest.raises(TuneError, match="holds no evaluation"):
        shipped_evaluation(tmp_path)
