"""The two runs that the command line offers: build the model, measure it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.learning import kinds, linear, report
from promolint.learning.export import Trained, write
from promolint.learning.measure import measure, prepare, train_networks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from promolint.learning.measure import Sources


def train(sources: Sources, say: Callable[[str], None]) -> None:
    """Calibrate on folds, fit on everything, write the model's files to ``sources.models``."""
    prepared = prepare(sources, say)
    measured = measure(prepared, say)
    say("fitting on everything …")
    trained = Trained(
        linear.fit(prepared.features, prepared.targets, prepared.weights),
        kinds.fit(prepared.messages),
        train_networks(prepared, prepared.placed),
    )
    write(sources.models, prepared, trained, measured)
    say(f"written to {sources.models}")


def evaluate(sources: Sources, say: Callable[[str], None], folder: Path | None = None) -> None:
    """Judge each sample by a model that saw nothing of its business or repository, and print the figures.

    With a ``folder``, figures and plots are written there too.
    """
    prepared = prepare(sources, say)
    measured = measure(prepared, say)
    if folder is not None:
        say("learning curve …")
        report.write(folder, measured, prepared.growth())
        say(f"written to {folder}")
