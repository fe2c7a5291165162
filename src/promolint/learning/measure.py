"""Measuring on folds: what the judge says of samples whose business or repository it has not learnt from."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from promolint.judging.certain import certain_purpose
from promolint.judging.features import facts_of_link, promotional_phrases
from promolint.judging.model import PIECES, VECTORS, read_pieces
from promolint.judging.network import Network
from promolint.learning import kinds, linear, network
from promolint.learning.calibrate import Scores, calibrate
from promolint.learning.evaluate import Measured, judged, parts_of, table
from promolint.learning.examples import Placed, placed
from promolint.learning.folds import FOLDS, folds_of
from promolint.learning.growth import Learnable, Step, growth_of
from promolint.learning.real import is_real, samples_of_manifest, weight_of
from promolint.learning.samples import RENDERINGS, Sample, samples_of
from promolint.values.verdict import PURPOSES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix


@dataclass(frozen=True, slots=True)
class Sources:
    """Where to learn from: labelled messages, and perhaps real templates with the manifest of their links."""

    messages: Path
    manifest: Path | None
    templates: Path | None
    models: Path


@dataclass(frozen=True, slots=True)
class Prepared:
    """All samples, in the forms that the parts of the judge read."""

    samples: list[Sample]
    features: csr_matrix
    targets: NDArray[np.int64]
    weights: NDArray[np.float64]
    placed: list[Placed]
    messages: kinds.Messages
    vectors: NDArray[np.int8]

    def growth(self) -> list[Step]:
        """The learning curve of the linear half."""
        real = np.array([is_real(sample) for sample in self.samples])
        scored = np.array([sample.scored for sample in self.samples])
        data = Learnable(self.features, self.targets, self.weights, [sample.group for sample in self.samples])
        return growth_of(data, {"real templates": real & scored, "written messages": ~real})


class _OnFolds(NamedTuple):
    """Log-odds of each sample by models that had not seen its group: purposes by both halves, kinds by the networks."""

    linear: NDArray[np.float64]
    network: NDArray[np.float64]
    kinds: NDArray[np.float64]


def prepare(sources: Sources, say: Callable[[str], None]) -> Prepared:
    """Read everything there is to learn from."""
    say(f"reading {sources.messages} …")
    samples = list(samples_of(sources.messages))
    if sources.manifest is not None and sources.templates is not None:
        samples += samples_of_manifest(sources.manifest, sources.templates)
    say(f"{len(samples)} samples of {len({sample.group for sample in samples})} businesses and repositories")
    pieces = read_pieces((sources.models / PIECES).read_bytes())
    numbers = {name: number for number, name in enumerate(kinds.names())}
    return Prepared(
        samples,
        linear.matrix_of(samples),
        np.array([PURPOSES.index(sample.purpose) for sample in samples]),
        np.array([weight_of(sample) for sample in samples]),
        placed(samples, pieces, numbers, RENDERINGS),
        kinds.messages_of(samples),
        np.load(sources.models / VECTORS, allow_pickle=False),
    )


def measure(prepared: Prepared, say: Callable[[str], None]) -> Measured:
    """Judge each sample on a fold that it is not in, calibrate on that, and tell the figures."""
    return measured(prepared, _on_folds(prepared, say), say)


def measured(prepared: Prepared, found: _OnFolds, say: Callable[[str], None]) -> Measured:
    """Calibrate on what was said on folds, and tell the figures."""
    scores = _scores(prepared, found)
    calibration = calibrate(scores.of(~_certain(prepared.samples)))
    say(f"{calibration}\n")
    rows = judged(prepared.samples, scores.mixed(calibration), calibration.note)
    for name, part in parts_of(rows).items():
        say(f"{name}\n{table(part, calibration.error)}")
    by_network = prepared.messages.averaged(found.kinds)
    by_words = kinds.judged_by_folds(prepared.messages)
    of_kinds = kinds.calibrate(prepared.messages, by_network, by_words)
    chances = of_kinds.probabilities(by_network, by_words, prepared.messages.cues)
    real = prepared.messages.real
    figures = {
        name: kinds.figures_of(prepared.messages, chances, of_kinds.answer, part)
        for name, part in (("real templates", real), ("written messages", ~real))
        if part.any()
    }
    say(f"{of_kinds}")
    for name, one in figures.items():
        say(f"kinds, {name}: answered {one.answered:.3f} of {one.messages} messages, right {one.accuracy:.3f}")
    return Measured(rows, calibration, of_kinds, figures)


def _on_folds(prepared: Prepared, say: Callable[[str], None]) -> _OnFolds:
    folds = folds_of([sample.group for sample in prepared.samples])
    count, purposes = len(prepared.samples), len(PURPOSES)
    found = _OnFolds(*(np.zeros((count, width)) for width in (purposes, purposes, len(kinds.names()))))
    for fold in range(FOLDS):
        began = time.monotonic()
        outside, inside = folds != fold, folds == fold
        fitted = linear.fit(prepared.features[outside], prepared.targets[outside], prepared.weights[outside])
        found.linear[inside] = fitted.scores(prepared.features[inside])
        learnt = [one for one in prepared.placed if folds_of([one.group])[0] != fold]
        judged_ = [one for one in prepared.placed if folds_of([one.group])[0] == fold]
        _read(judged_, [Network.of(prepared.vectors, weights) for weights in train_networks(prepared, learnt)], found)
        say(f"fold {fold + 1} of {FOLDS}: {time.monotonic() - began:.0f} s")
    return found


def _read(unseen: Sequence[Placed], networks: Sequence[Network], found: _OnFolds) -> None:
    """Write into ``found`` what the networks say of examples that they have not learnt from."""
    for one in unseen:
        said = [each.read(one.example.document) for each in networks]
        purposes = np.mean([each.purposes for each in said], axis=0)
        for row, scores in zip(one.rows, purposes, strict=True):
            if row >= 0:
                found.network[row] = scores
                found.kinds[row] = np.mean([each.kind for each in said], axis=0)


def train_networks(prepared: Prepared, learnt: Sequence[Placed]) -> list[dict[str, NDArray[np.float32]]]:
    """The weights of a network of each shape, after learning from these examples."""
    examples = [one.example for one in learnt]
    return [
        network.exported(network.train(examples, prepared.vectors, len(kinds.names()), shape))
        for shape in network.SHAPES
    ]


def _scores(prepared: Prepared, found: _OnFolds) -> Scores:
    samples = prepared.samples
    phrases = [promotional_phrases(facts_of_link(sample.message, sample.index)) for sample in samples]
    real = np.array([is_real(sample) for sample in samples])
    return Scores(found.linear, found.network, np.array(phrases), prepared.targets, prepared.weights, real)


def _certain(samples: Sequence[Sample]) -> NDArray[np.bool_]:
    """Which samples the model is never asked about."""
    return np.array([certain_purpose(sample.message.links[sample.index]) is not None for sample in samples])
