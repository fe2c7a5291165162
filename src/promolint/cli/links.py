"""``promolint links``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from promolint.cli import NOTHING_PROVED, emit
from promolint.cli.options import RunOptions, colours, run, run_options

if TYPE_CHECKING:
    from promolint.reporting.document import Tool
    from promolint.values.outcome import Outcome
    from promolint.words.catalogue import Catalogue

FORMATS = ("table", "json", "csv")


@click.command("links")
@run_options
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True, help="Kind of list."
)
@click.option("--include-commented", is_flag=True, help="List links in comments too; they are not sent, nor judged.")
def command(
    *,
    format_: str,
    include_commented: bool,
    **options: Any,  # noqa: ANN401 - the fields of RunOptions
) -> int:
    """List every link with its place, words, purpose, confidence and evidence.

    PATH is a file, a folder, or - for standard input; the default is the current folder.
    Exit status: 0, or 2 if a file could not be read.
    """
    from promolint.cli.speaking import speaking, tell_unread

    given = RunOptions(**options)
    outcome, settings = run(given)
    if not include_commented:
        outcome = _without_commented(outcome)
    tool, words = speaking(outcome, settings)
    emit(_list(outcome, format_, tool, words), color=colours(given.color))
    tell_unread(outcome, words, given.color)
    return NOTHING_PROVED if outcome.failures else 0


def _without_commented(outcome: Outcome) -> Outcome:
    from dataclasses import replace

    return replace(outcome, messages=tuple(replace(judged, commented=()) for judged in outcome.messages))


def _list(outcome: Outcome, format_: str, tool: Tool, words: Catalogue) -> str:
    from promolint.reporting.document import as_text, links_document
    from promolint.reporting.table import links_csv, links_table

    if format_ == "json":
        return as_text(links_document(outcome, tool, words))
    return links_csv(outcome) if format_ == "csv" else links_table(outcome, words)
