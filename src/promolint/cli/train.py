"""``promolint train``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("train")
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("data/messages"), show_default=True, help="Folder of labelled messages.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), default=Path("models"), show_default=True, help="Folder that the model is written to.")
def command(data: Path, output: Path) -> int:
    """Rebuild the model out of labelled messages. The same data gives the same bytes."""
    from promolint.cli.extra import learning  # noqa: PLC0415

    with learning():
        from promolint.learning.run import train  # noqa: PLC0415
    train(data, output, click.echo)
    return 0
