"""A team's tuning: what is written is read again, what cannot be meant is refused, what it does is exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from promolint.errors import ConfigError
from promolint.judging.model import PROMOTIONAL, Calibration, load, odds_of
from promolint.judging.tuning import FILE, Tuning, read, tuned, written
from promolint.values.verdict import PURPOSES

if TYPE_CHECKING:
    from pathlib import Path

TUNING = Tuning("0.1.0+abc", -0.25, 1.1, 0.4, 0.8, 12, 30)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """To the last digit."""
    file = tmp_path / FILE
    file.write_text(written(TUNING), "utf-8")
    assert read(file) == TUNING


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("shift = -0.25", "shift = 'x'", "shift: must be a number from -10 to 10"),
        ("shift = -0.25", "shift = true", "shift: must be a number"),
        ("shift = -0.25", "shift = nan", "shift: must be a number"),
        ("sharpness = 1.1", "sharpness = 0", r"sharpness: must be a number from 0\.05 to 20"),
        ("note = 0.4", "note = 0.9", "note: must not be above error"),
        ("error = 0.8\n", "", "error: must be a number from 0 to 1"),
        ("other = 30", "other = -1", r"labels\.other: must be a number of labels"),
        ("[labels]\n", "", r"labels\.promotional: must be a number of labels"),
        ("promolint-tuning-v1", "promolint-tuning-v9", "no tuning file of this version"),
        ('model = "0.1.0+abc"\n', "", "no tuning file of this version"),
        ("shift =", "shift", "could not be read"),
    ],
)
def test_what_cannot_be_meant_is_refused(before: str, after: str, told: str, tmp_path: Path) -> None:
    """With file, key and the next step."""
    file = tmp_path / FILE
    file.write_text(written(TUNING).replace(before, after), "utf-8")
    with pytest.raises(ConfigError, match=told) as raised:
        read(file)
    assert str(file) in str(raised.value)
    assert "promolint tune --labels" in raised.value.hint


def test_a_file_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named, it is an error; by default there simply is no tuning."""
    monkeypatch.chdir(tmp_path)
    assert tuned(load(), None) is load()
    with pytest.raises(ConfigError, match="could not be read"):
        tuned(load(), tmp_path / "gone.toml")


def test_it_is_for_one_model_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of the current folder is applied to the model it names, and refused by any other."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / FILE).write_text(written(TUNING), "utf-8")
    with pytest.raises(ConfigError, match=r"was made for model 0\.1\.0\+abc, and this is .*Run: promolint tune"):
        tuned(load(), None)
    (tmp_path / FILE).write_text(written(TUNING).replace("0.1.0+abc", load().version), "utf-8")
    model = tuned(load(), None)
    assert model.version == f"{load().version}+tuned"
    calibration = model.calibration
    assert (calibration.shift, calibration.sharpness, calibration.note, calibration.error) == (-0.25, 1.1, 0.4, 0.8)
    assert calibration.share == load().calibration.share


@pytest.mark.parametrize(("shift", "sharpness"), [(0.0, 1.0), (0.7, 1.0), (-1.5, 0.5), (0.0, 3.0)])
def test_the_correction_is_of_the_log_odds_of_promotion(shift: float, sharpness: float) -> None:
    """Those of each link become sharpness times what they were plus the shift; all else keeps its proportions."""
    rng = np.random.default_rng(3)
    one, other = rng.normal(size=(2, 6, len(PURPOSES))) * 2
    plain = Calibration(0.6, 1.3, 0.9, 0.4, 0.8).mixed(one, other, np.zeros((6, 2)))
    moved = Calibration(0.6, 1.3, 0.9, 0.4, 0.8, shift=shift, sharpness=sharpness).mixed(one, other, np.zeros((6, 2)))
    assert moved.sum(axis=1) == pytest.approx(np.ones(6))
    before, after = (odds_of(rows[:, PROMOTIONAL].sum(axis=1)) for rows in (plain, moved))
    assert after == pytest.approx(sharpness * before + shift)
    for part in (PROMOTIONAL, ~PROMOTIONAL):
        shares = [rows[:, part] / rows[:, part].sum(axis=1, keepdims=True) for rows in (plain, moved)]
        np.testing.assert_allclose(shares[0], shares[1])
