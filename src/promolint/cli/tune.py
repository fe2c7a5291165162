"""``promolint tune``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from promolint.cli import emit, suggest
from promolint.cli.options import RunOptions, colours, run, speech_options, spoken
from promolint.errors import PromolintError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from promolint.judging.model import Model
    from promolint.learning.labels import Label
    from promolint.learning.unsure import Asked


@click.command("tune")
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=suggest.files)
@click.option(
    "--labels",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="File of labels that “promolint triage” wrote.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default="promolint-tuning.toml",
    show_default=True,
    help="File to write.",
)
@speech_options
def command(*, paths: tuple[str, ...], labels: Path, output: Path, language: str | None, color: bool | None) -> int:
    """Correct the judge a little by your own labels; check, links, explain and triage then apply it.

    PATH is a file or folder with the labelled templates; the default are the files that the labels name.
    Exit status: 0, or 2 if nothing was written: the shipped evaluation would get worse, or there is nothing to use.
    """
    from promolint.judging import model
    from promolint.judging.tuning import written
    from promolint.learning.labels import read
    from promolint.learning.tune import shipped_evaluation, tune
    from promolint.reporting.labelling import tuned_text
    from promolint.words.catalogue import Catalogue

    known, shipped, words = read(labels), model.load(), Catalogue.load(spoken(language))
    evaluation = shipped_evaluation()
    found = _found(paths or _named(known), known, shipped)
    chances = [link.promotional for link, _ in found]
    tuned = tune(chances, [label.promotional for _, label in found], evaluation, shipped.calibration)
    text = tuned_text(tuned, len(known) - len(found), shipped.calibration, words)
    _write(output, written(replace(tuned.tuning, model=shipped.version)))
    emit(text + words.say("tune.written", file=output) + "\n", color=colours(color))
    return 0


def _named(labels: Sequence[Label]) -> tuple[str, ...]:
    """The files that labels name and that are there. UsageError where there are none."""
    paths = tuple(path for path in dict.fromkeys(label.path for label in labels) if Path(path).is_file())
    if labels and not paths:
        raise UsageError("None of the files that the labels name is here", "Run it in the folder that you labelled in.")
    return paths


def _found(paths: tuple[str, ...], labels: Sequence[Label], shipped: Model) -> list[tuple[Asked, Label]]:
    """The links that labels belong to, with their labels; the model is asked without any tuning."""
    from promolint.learning.labels import matched
    from promolint.learning.unsure import asked

    outcome, _ = run(RunOptions(paths, allow_empty=True), shipped)
    links = [one for judged in outcome.messages for one in asked(judged.message, shipped) if not one.undecidable]
    known = matched(labels, [(one.message.path, one.link) for one in links])
    return [(links[number], label) for number, label in sorted(known.items())]


def _write(output: Path, text: str) -> None:
    try:
        output.write_text(text, "utf-8")
    except OSError as trouble:
        raise PromolintError(f"{output} could not be written: {trouble.strerror}", "Name another file.") from trouble
