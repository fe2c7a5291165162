"""Calibration and figures: exact on small tables."""

from __future__ import annotations

import numpy as np
import pytest

from promolint.judging.model import Calibration, softmax
from promolint.learning.calibrate import Scores, calibrate, precision_recall_f1
from promolint.learning.folds import folds_of
from promolint.values.verdict import PURPOSES, Purpose


def test_precision_recall_and_f1() -> None:
    """Of four said two are right, of three true two are said."""
    said = np.array([True, True, True, True, False])
    truly = np.array([True, True, False, False, True])
    precision, recall, f1 = precision_recall_f1(said, truly)
    assert precision == 0.5
    assert recall == pytest.approx(2 / 3)
    assert f1 == pytest.approx(4 / 7)
    assert precision_recall_f1(np.array([False]), np.array([False])) == (0.0, 0.0, 0.0)


def test_weights_count_as_that_many_samples() -> None:
    """A right one that counts three against a wrong one that counts one."""
    said, truly = np.array([True, True]), np.array([True, False])
    assert precision_recall_f1(said, truly, np.array([3.0, 1.0]))[0] == 0.75


def test_too_sure_scores_are_cooled_down() -> None:
    """Half of very sure verdicts are wrong: the temperature rises until they are no longer sure."""
    rng = np.random.default_rng(0)
    targets = rng.integers(0, len(PURPOSES), 400)
    scores = np.zeros((400, len(PURPOSES)))
    guessed = np.where(rng.random(400) < 0.5, targets, (targets + 1) % len(PURPOSES))
    scores[np.arange(400), guessed] = 12.0
    nothing, none = np.zeros((400, 2)), np.zeros(400, dtype=bool)
    calibration = calibrate(Scores(scores, scores, nothing, targets, np.ones(400), none))
    top = softmax(scores / calibration.linear_temperature).max(axis=1)
    assert calibration.linear_temperature > 2
    assert top.mean() == pytest.approx(0.5, abs=0.1)


def test_the_mean_of_both_halves_is_a_probability() -> None:
    """Each row adds up to one, and lies between the two."""
    rng = np.random.default_rng(1)
    one, other = rng.normal(size=(2, 5, len(PURPOSES)))
    mixed = Calibration(0.6, 1.3, 0.9, 0.4, 0.8).mixed(one, other, np.zeros((5, 2)))
    assert mixed.sum(axis=1) == pytest.approx(np.ones(5))
    low, high = (
        np.minimum(softmax(one / 1.3), softmax(other / 0.9)),
        np.maximum(softmax(one / 1.3), softmax(other / 0.9)),
    )
    assert ((low - 1e-12 <= mixed) & (mixed <= high + 1e-12)).all()


def test_a_group_is_in_one_fold_whatever_else_there_is() -> None:
    """New businesses move no old one."""
    assert list(folds_of(["a", "b", "a"])) == [folds_of(["a"])[0], folds_of(["b"])[0], folds_of(["a"])[0]]


def test_purposes_have_one_column_each() -> None:
    """The order of the columns is the order of the purposes."""
    assert PURPOSES.index(Purpose.TRANSACTION) == 0
    assert len(PURPOSES) == 19
