"""A team's own correction of the judge, as ``promolint tune`` wrote it: a few numbers in a TOML file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from promolint.disk import is_file, toml
from promolint.errors import ConfigError

if TYPE_CHECKING:
    from promolint.judging.model import Model

FILE = "promolint-tuning.toml"
FORMAT = "promolint-tuning-v1"
_RANGES = {"shift": (-10.0, 10.0), "sharpness": (0.05, 20.0), "note": (0.0, 1.0), "error": (0.0, 1.0)}
_AGAIN = "Run: promolint tune --labels FILE, with the labels that it was made from; or take the file away."


@dataclass(frozen=True, slots=True)
class Tuning:
    """The correction of the log-odds of promotion, the two thresholds, and the model that they are for.

    ``promotional`` and ``other``: how many labels of each side it was made from.
    """

    model: str
    shift: float
    sharpness: float
    note: float
    error: float
    promotional: int
    other: int


def written(tuning: Tuning) -> str:
    """The text of a tuning file."""
    return (
        "# Written by “promolint tune”; check, links, explain and triage apply it to this model only.\n"
        f'format = "{FORMAT}"\n'
        f'model = "{tuning.model}"\n'
        f"shift = {tuning.shift}\n"
        f"sharpness = {tuning.sharpness}\n"
        f"note = {tuning.note}\n"
        f"error = {tuning.error}\n"
        "\n[labels]\n"
        f"promotional = {tuning.promotional}\n"
        f"other = {tuning.other}\n"
    )


def read(path: Path) -> Tuning:
    """The tuning in a file.

    Raises:
        ConfigError: it cannot be read, or says something that cannot be meant; names file and key.

    """
    try:
        data = toml(path)
    except (OSError, ValueError) as trouble:
        reason = getattr(trouble, "strerror", None) or trouble
        raise ConfigError(f"The tuning file {path} could not be read: {reason}", _AGAIN) from trouble
    if data.get("format") != FORMAT or not isinstance(data.get("model"), str):
        raise ConfigError(f"{path} is no tuning file of this version of promolint", _AGAIN)
    shift, sharpness, note, error = (_number(data, key, path) for key in _RANGES)
    if note > error:
        raise ConfigError(f"{path}: note: must not be above error", _AGAIN)
    promotional, other = (_count(data.get("labels"), key, path) for key in ("promotional", "other"))
    return Tuning(data["model"], shift, sharpness, note, error, promotional, other)


def tuned(model: Model, path: Path | None) -> Model:
    """The model with the tuning in ``path`` applied; by default with that of the current folder, if there is one.

    Raises:
        ConfigError: the file cannot be used, or was made for another model.

    """
    if path is None:
        path = Path(FILE)
        if not is_file(path):
            return model
    tuning = read(path)
    if tuning.model != model.version:
        raise ConfigError(f"{path} was made for model {tuning.model}, and this is {model.version}", _AGAIN)
    return with_tuning(model, tuning)


def with_tuning(model: Model, tuning: Tuning) -> Model:
    """The model with a tuning applied; its version says so in every report."""
    fields = {name: getattr(tuning, name) for name in _RANGES}
    calibration = replace(model.calibration, **fields)
    return replace(model, version=f"{model.version}+tuned", calibration=calibration)


def _number(data: dict[str, Any], key: str, path: Path) -> float:
    low, high = _RANGES[key]
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise ConfigError(f"{path}: {key}: must be a number from {low:g} to {high:g}", _AGAIN)
    return float(value)


def _count(labels: object, key: str, path: Path) -> int:
    value = labels.get(key) if isinstance(labels, dict) else None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ConfigError(f"{path}: labels.{key}: must be a number of labels", _AGAIN)
    return value
