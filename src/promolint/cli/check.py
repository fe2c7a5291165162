"""``promolint check``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from promolint.cli import NOTHING_PROVED, emit
from promolint.cli.options import RunOptions, colours, columns, run, run_options, spoken
from promolint.values import Severity

if TYPE_CHECKING:
    from promolint.lint import Settings
    from promolint.values import Outcome

FORMATS = ("text", "concise", "json")


@click.command("check")
@run_options
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="Kind of report."
)
@click.option("--select", metavar="CODES", default="", help="Report these codes only, such as PL1,PL201.")
@click.option("--ignore", metavar="CODES", default="", help="Leave these codes out.")
@click.option(
    "--fail-on",
    type=click.Choice([str(severity) for severity in Severity]),
    default=str(Severity.ERROR),
    show_default=True,
    help="The severity from which findings make the exit status 1.",
)
@click.option("--exit-zero", is_flag=True, help="Findings leave the exit status 0.")
def command(
    *,
    format_: str,
    select: str,
    ignore: str,
    fail_on: str,
    exit_zero: bool,
    **options: Any,  # noqa: ANN401 - the fields of RunOptions
) -> int:
    """Find links that do not belong in transactional messages.

    PATH is a file, a folder, or - for standard input; the default is the current folder.
    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 nothing proved.
    """
    given = RunOptions(**options)
    reported = _reported(select, ignore)
    outcome, settings = run(given)
    outcome = _restricted(outcome, reported)
    emit(_report(outcome, format_, settings, given), color=colours(given.color))
    return _status(outcome, Severity(fail_on), exit_zero=exit_zero)


def _reported(select: str, ignore: str) -> frozenset[str]:
    """The codes to report. UsageError for one that does not exist."""
    from promolint.policy import rules

    chosen, left_out = (rules.select(filter(None, codes.replace(" ", "").split(","))) for codes in (select, ignore))
    return (chosen or frozenset(rule.code for rule in rules.RULES if not rule.quiet)) - left_out


def _restricted(outcome: Outcome, codes: frozenset[str]) -> Outcome:
    from dataclasses import replace

    return replace(outcome, findings=tuple(finding for finding in outcome.findings if finding.code in codes))


def _report(outcome: Outcome, format_: str, settings: Settings, given: RunOptions) -> str:
    from promolint.reporting.document import Tool, as_text, check_document

    tool = Tool(settings.model.version, settings.policy.names)
    if format_ == "json":
        return as_text(check_document(outcome, tool))
    from promolint.reporting.text import concise_report, text_report
    from promolint.words.catalogue import Catalogue

    words = Catalogue.load(spoken(given.language))
    if format_ == "concise":
        return concise_report(outcome, words)
    return text_report(outcome, tool.policy, words, columns())


def _status(outcome: Outcome, fail_on: Severity, *, exit_zero: bool) -> int:
    if outcome.failures:
        return NOTHING_PROVED
    worst = max((finding.severity.rank for finding in outcome.findings if finding.suppressed is None), default=-1)
    return 1 if worst >= fail_on.rank and not exit_zero else 0
