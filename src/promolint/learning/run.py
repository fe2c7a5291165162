"""The two runs that the command line offers: build the model, measure it."""

from __future__ import annotations

import hashlib
import io
import json
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from promolint import __version__
from promolint.judging.features import promotional_phrases
from promolint.judging.model import CARD, FORMAT, LINEAR, NETWORK, PIECES, VECTORS, Calibration, read_pieces
from promolint.judging.network import Network
from promolint.learning import linear, network, report
from promolint.learning.calibrate import Scores, calibrate
from promolint.learning.evaluate import Judged, evaluation_of, judged, parts_of, table
from promolint.learning.examples import MARKETING, Placed, placed, weight_of
from promolint.learning.folds import FOLDS, folds_of
from promolint.learning.real import is_real, samples_of_manifest
from promolint.learning.samples import RENDERINGS, Sample, samples_of
from promolint.policy import kinds
from promolint.values import PURPOSES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

EPOCHS = 9
_SEED = 0


@dataclass(frozen=True, slots=True)
class Sources:
    """Where to learn from: labelled messages, and perhaps real templates with the manifest of their links."""

    messages: Path
    manifest: Path | None
    templates: Path | None
    models: Path


@dataclass(frozen=True, slots=True)
class _Prepared:
    """All samples, in the forms that the two halves of the judge read."""

    samples: list[Sample]
    features: csr_matrix
    targets: NDArray[np.int64]
    weights: NDArray[np.float64]
    placed: list[Placed]
    vectors: NDArray[np.int8]
    kinds: dict[str, int]


class _Measured(NamedTuple):
    """What the judge said of samples that it had not learnt from, and the calibration that came of it."""

    rows: list[Judged]
    calibration: Calibration


def train(sources: Sources, say: Callable[[str], None]) -> None:
    """Calibrate on folds, fit on everything, write the model's files to ``sources.models``."""
    prepared = _prepare(sources, say)
    measured = _measure(prepared, say)
    say("fitting on everything …")
    fitted = linear.fit(prepared.features, prepared.targets, prepared.weights)
    layers = _train_network(prepared, prepared.placed)
    _write(sources.models, prepared, fitted, network.exported(layers), measured)
    say(f"written to {sources.models}")


def evaluate(sources: Sources, say: Callable[[str], None], folder: Path | None = None) -> None:
    """Judge each sample by a model that saw nothing of its business or repository, and print the figures.

    With a ``folder``, figures and plots are written there too.
    """
    measured = _measure(_prepare(sources, say), say)
    if folder is not None:
        report.write(folder, measured.rows, measured.calibration)
        say(f"written to {folder}")


def _prepare(sources: Sources, say: Callable[[str], None]) -> _Prepared:
    say(f"reading {sources.messages} …")
    samples = list(samples_of(sources.messages))
    if sources.manifest is not None and sources.templates is not None:
        samples += samples_of_manifest(sources.manifest, sources.templates)
    say(f"{len(samples)} samples of {len({sample.group for sample in samples})} businesses and repositories")
    pieces = read_pieces((sources.models / PIECES).read_bytes())
    numbers = {kind: number for number, kind in enumerate((*kinds.known(), MARKETING))}
    return _Prepared(
        samples,
        linear.matrix_of(samples),
        np.array([PURPOSES.index(sample.purpose) for sample in samples]),
        np.array([weight_of(sample) for sample in samples]),
        placed(samples, pieces, numbers, RENDERINGS),
        np.load(sources.models / VECTORS, allow_pickle=False),
        numbers,
    )


def _measure(prepared: _Prepared, say: Callable[[str], None]) -> _Measured:
    """Judge each sample on a fold that it is not in, calibrate on that, and tell the figures."""
    folds = folds_of([sample.group for sample in prepared.samples])
    shape = (len(prepared.samples), len(PURPOSES))
    by_linear, by_network = np.zeros(shape), np.zeros(shape)
    for fold in range(FOLDS):
        began = time.monotonic()
        outside, inside = folds != fold, folds == fold
        fitted = linear.fit(prepared.features[outside], prepared.targets[outside], prepared.weights[outside])
        by_linear[inside] = fitted.scores(prepared.features[inside])
        learnt = [one for one in prepared.placed if folds_of([one.group])[0] != fold]
        layers = _train_network(prepared, learnt)
        read = Network(prepared.vectors, network.exported(layers)).read
        for one in prepared.placed:
            if folds_of([one.group])[0] == fold:
                for row, scores in zip(one.rows, read(one.example.document).purposes, strict=True):
                    if row >= 0:
                        by_network[row] = scores
        say(f"fold {fold + 1} of {FOLDS}: {time.monotonic() - began:.0f} s")
    scores = _scores(prepared, by_linear, by_network)
    calibration = calibrate(scores)
    say(f"{calibration}\n")
    rows = judged(prepared.samples, scores.mixed(calibration), calibration.note)
    for name, part in parts_of(rows).items():
        say(f"{name}\n{table(part, calibration.error)}")
    return _Measured(rows, calibration)


def _scores(prepared: _Prepared, by_linear: NDArray[np.float64], by_network: NDArray[np.float64]) -> Scores:
    samples = prepared.samples
    phrases = [promotional_phrases(sample.message, sample.message.links[sample.index]) for sample in samples]
    real = np.array([is_real(sample) for sample in samples])
    return Scores(by_linear, by_network, np.array(phrases), prepared.targets, prepared.weights, real)


def _train_network(prepared: _Prepared, learnt: Sequence[Placed]) -> network.Layers:
    examples = [one.example for one in learnt]
    return network.train(examples, prepared.vectors, len(prepared.kinds), epochs=EPOCHS, seed=_SEED)


def _write(
    folder: Path,
    prepared: _Prepared,
    fitted: linear.Fitted,
    weights: dict[str, NDArray[np.float32]],
    measured: _Measured,
) -> None:
    table_, scale, bias = fitted.quantised()
    buffer = io.BytesIO()
    np.savez(buffer, **{name: value.astype(np.float16) for name, value in sorted(weights.items())})  # type: ignore[arg-type]
    folder.joinpath(LINEAR).write_bytes(table_)
    folder.joinpath(NETWORK).write_bytes(buffer.getvalue())
    sums = {
        name: hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest()
        for name in (LINEAR, NETWORK, PIECES, VECTORS)
    }
    card = {
        "format": FORMAT,
        "version": f"{__version__}+{_digest(sums, measured.calibration)}",
        "sha256": sums,
        "purposes": list(PURPOSES),
        "kinds": list(prepared.kinds),
        "linear": {"scale": scale, "bias": bias},
        "calibration": asdict(measured.calibration),
        "data": {
            "samples": len(prepared.samples),
            "links": len({(sample.message_id, sample.message.links[sample.index].url) for sample in prepared.samples}),
            "real": sum(map(is_real, prepared.samples)),
        },
        "evaluation": evaluation_of(measured.rows, prepared.weights),
    }
    folder.joinpath(CARD).write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def _digest(sums: dict[str, str], calibration: Calibration) -> str:
    """Eight digits that change with any weight and any threshold: a tuning is for one such model only."""
    said = json.dumps([sums, asdict(calibration)], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:8]
