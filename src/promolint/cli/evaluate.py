"""``promolint evaluate``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("evaluate")
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("data/messages"), show_default=True, help="Folder of labelled messages.")
def command(data: Path) -> int:
    """Measure the judge on folds of labelled messages: it never judges a business that it learnt from."""
    from promolint.cli.extra import learning  # noqa: PLC0415

    with learning():
        from promolint.learning.run import evaluate  # noqa: PLC0415
    evaluate(data, click.echo)
    return 0
