"""What ``promolint evaluate --report`` writes: figures as JSON, pictures as SVG, real and written messages apart."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from promolint.learning import plots, summary
from promolint.learning.evaluate import figures, parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from promolint.judging.model import Calibration
    from promolint.learning.evaluate import Judged, Measured
    from promolint.learning.growth import Step

FIGURES = "figures.json"
_DIGITS = 4


def write(folder: Path, measured: Measured, growth: Sequence[Step]) -> None:
    """Write ``figures.json``, the learning curve and four pictures a part into ``folder``, made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    rows, calibration = measured.rows, measured.calibration
    document: dict[str, Any] = {
        "calibration": asdict(calibration),
        "parts": {},
        "kinds": {
            "calibration": asdict(measured.kinds),
            **{name: one._asdict() for name, one in measured.kind_figures.items()},
        },
    }
    for name, part in parts_of(rows).items():
        document["parts"][name] = figures_of(part, calibration)
        for picture, svg in pictures_of(part, calibration, name).items():
            folder.joinpath(f"{name.replace(' ', '-')}-{picture}.svg").write_text(svg, "utf-8")
    document["growth"] = [step._asdict() for step in growth]
    folder.joinpath("learning-curve.svg").write_text(plots.growth(growth, "linear half"), "utf-8")
    text = json.dumps(_rounded(document), indent=1, ensure_ascii=False)
    folder.joinpath(FIGURES).write_text(text + "\n", "utf-8")


def figures_of(rows: Sequence[Judged], calibration: Calibration) -> dict[str, Any]:
    """All figures of some rows as plain data."""
    bins = summary.reliability_bins(rows)
    keys = {
        "by_language": lambda row: row.sample.language,
        "by_channel": lambda row: str(row.sample.channel),
        "by_format": summary.format_of,
    }
    return {
        "all": figures(rows, calibration.error)._asdict(),
        **{
            name: {part: one._asdict() for part, one in summary.figures_by(rows, key, calibration.error).items()}
            for name, key in keys.items()
        },
        "by_purpose": summary.purpose_rates(rows),
        "expected_calibration_error": summary.calibration_error(bins),
        "reliability": [one._asdict() for one in bins],
        "precision_recall": [list(one) for one in summary.curve_of(rows)],
        "confusion": summary.confusion_of(rows),
    }


def pictures_of(rows: Sequence[Judged], calibration: Calibration, name: str) -> dict[str, str]:
    """The pictures of some rows as SVG, by name; ``name`` says in their titles what the rows are."""
    bins = summary.reliability_bins(rows)
    languages = summary.figures_by(rows, lambda row: row.sample.language, calibration.error)
    groups = {
        "by language": {language: (one.f1, one.links) for language, one in languages.items()},
        "by purpose": {purpose: (one["f1"], int(one["links"])) for purpose, one in summary.purpose_rates(rows).items()},
    }
    return {
        "reliability": plots.reliability(bins, summary.calibration_error(bins), name),
        "precision-recall": plots.precision_recall(summary.curve_of(rows), calibration, name),
        "confusion": plots.confusion(summary.confusion_of(rows), name),
        "f1": plots.bars(groups, name),
    }


def _rounded(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return round(value, _DIGITS) if isinstance(value, float) else value
