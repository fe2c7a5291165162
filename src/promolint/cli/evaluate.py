"""``promolint evaluate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from promolint.cli.learning_options import learning_extra, learning_options, sources

if TYPE_CHECKING:
    from pathlib import Path


@click.command("evaluate")
@learning_options
def command(data: Path, templates: Path | None, manifest: Path, models: Path) -> int:
    """Measure the judge on folds: it never judges a business or a repository that it learnt from."""
    with learning_extra():
        from promolint.learning.run import evaluate

        evaluate(sources(data, templates, manifest, models), click.echo)
    return 0
