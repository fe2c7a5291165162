"""``promolint evaluate``."""

from __future__ import annotations

from pathlib import Path

import click

from promolint.cli.extras import extra
from promolint.cli.learning_options import learning_options, sources


@click.command("evaluate")
@learning_options
@click.option(
    "--report",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the figures as JSON and pictures as SVG into this folder.",
)
def command(data: Path, templates: Path | None, manifest: Path, models: Path, report: Path | None) -> int:
    """Measure the judge on folds: it never judges a business or a repository that it learnt from."""
    with extra("train"):
        from promolint.learning.run import evaluate

        evaluate(sources(data, templates, manifest, models), click.echo, report)
    return 0
