"""``promolint train``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from promolint.cli.extras import extra
from promolint.cli.learning_options import learning_options, sources

if TYPE_CHECKING:
    from pathlib import Path


@click.command("train")
@learning_options
def command(data: Path, templates: Path | None, manifest: Path, models: Path) -> int:
    """Rebuild the model out of labelled messages. The same data gives the same bytes on the same machine."""
    with extra("train"):
        from promolint.learning.run import train

        train(sources(data, templates, manifest, models), click.echo)
    return 0
