"""``promolint links``."""

from __future__ import annotations

from typing import Any

import click

from promolint.cli.options import RunOptions, colours, run, run_options

FORMATS = ("table", "json", "csv")


@click.command("links")
@run_options
@click.option("--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True, help="Kind of list.")
def command(format_: str, **options: Any) -> int:  # noqa: ANN401
    """List every link with its place, words, purpose, confidence and evidence.

    PATH is a file, a folder, or - for standard input; the default is the current folder.
    Exit status: 0, or 2 if a file could not be read.
    """
    from promolint.reporting.document import Tool, as_text, links_document  # noqa: PLC0415
    from promolint.reporting.table import links_csv, links_table  # noqa: PLC0415
    from promolint.words.catalogue import Catalogue  # noqa: PLC0415

    given = RunOptions(**options)
    outcome, settings = run(given)
    if format_ == "json":
        text = as_text(links_document(outcome, Tool(settings.model.version, settings.policy.pack.name)))
    elif format_ == "csv":
        text = links_csv(outcome)
    else:
        text = links_table(outcome, Catalogue.load(given.spoken))
    click.echo(text, nl=False, color=colours(given.color))
    for failure in outcome.failures:
        click.echo(f"promolint: {failure.path}: {failure.message}. {failure.help}", err=True)
    return 2 if outcome.failures else 0
