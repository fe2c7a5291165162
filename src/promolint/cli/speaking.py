"""What every report is made with: who judged, and the words of the report's language; what was not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from promolint.cli.options import colours
from promolint.reporting.document import Tool
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.lint import Settings
    from promolint.values.outcome import Outcome


def speaking(outcome: Outcome, settings: Settings) -> tuple[Tool, Catalogue]:
    """The names of the model and of all packs that judged something (else of those that would have), and the words."""
    policy = ",".join(outcome.packs) or settings.policy.names
    return Tool(settings.model.version, policy), Catalogue.load(settings.policy.language)


def tell_unread(outcome: Outcome, words: Catalogue, color: bool | None) -> None:  # noqa: FBT001 - the option's own value
    """Name on standard error what could not be read, where no report does."""
    from promolint.reporting.text import failure_line

    for failure in outcome.failures:
        click.echo(failure_line(failure, words), err=True, color=colours(color))
