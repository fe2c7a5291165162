"""The two runs that the command line offers: build the model, measure it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.learning.evaluate import figures, judged, table
from promolint.learning.samples import Sample, samples_of
from promolint.learning.train import (
    Calibration,
    calibrate,
    fit,
    folds_of,
    matrix_of,
    out_of_fold,
    targets_of,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix



def train(data: Path, output: Path, say: Callable[[str], None]) -> None:
    """Fit on everything, calibrate on folds, write weights and card to ``output``."""
    samples, features, targets = _prepared(data, say)
    scores, calibration = _measured(samples, features, targets, say)
    found = figures(judged(samples, scores, calibration), calibration.error)
    facts = {
        "data": {"links": len({(s.message_id, s.index) for s in samples}), "samples": len(samples),
                 "businesses": len({s.group for s in samples})},
        "folds": {name: round(value, 4) for name, value in found._asdict().items()},
    }
    say("fitting on everything …")
    write(output, fit(features, targets), calibration, facts)
    say(f"written to {output}")


def evaluate(data: Path, say: Callable[[str], None]) -> None:
    """Judge each sample by a model that saw nothing of its business, and print the figures."""
    samples, features, targets = _prepared(data, say)
    scores, calibration = _measured(samples, features, targets, say)
    say(f"temperature {calibration.temperature}, thresholds: note {calibration.note}, error {calibration.error}\n")
    say(table(judged(samples, scores, calibration), calibration.error))


def _prepared(data: Path, say: Callable[[str], None]) -> tuple[list[Sample], csr_matrix, NDArray[np.int64]]:
    say(f"reading {data} …")
    samples = list(samples_of(data))
    say(f"{len(samples)} samples of {len({sample.group for sample in samples})} businesses")
    return samples, matrix_of(samples), targets_of(samples)


def _measured(
    samples: list[Sample], features: csr_matrix, targets: NDArray[np.int64], say: Callable[[str], None]
) -> tuple[NDArray[np.float64], Calibration]:
    say("measuring on folds …")
    scores = out_of_fold(features, targets, folds_of([sample.group for sample in samples]))
    return scores, calibrate(scores, targets)
