"""``promolint check``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from promolint.cli.options import RunOptions, colours, run, run_options
from promolint.values import Severity

if TYPE_CHECKING:
    from promolint.values import Outcome

FORMATS = ("text", "concise", "json")


@click.command("check")
@run_options
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="Kind of report.")
@click.option("--select", metavar="CODES", default="", help="Report these codes only, such as PL1,PL201.")
@click.option("--ignore", metavar="CODES", default="", help="Leave these codes out.")
@click.option(
    "--fail-on",
    type=click.Choice([Severity.ERROR, Severity.WARNING, Severity.NOTE]),
    default=Severity.ERROR,
    show_default=True,
    help="The severity from which findings make the exit status 1.",
)
@click.option("--exit-zero", is_flag=True, help="Findings leave the exit status 0.")
def command(
    format_: str, select: str, ignore: str, fail_on: str, exit_zero: bool, **options: Any  # noqa: FBT001, ANN401
) -> int:
    """Find links that do not belong in transactional messages.

    PATH is a file, a folder, or - for standard input; the default is the current folder.
    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 nothing proved.
    """
    from dataclasses import replace  # noqa: PLC0415

    from promolint.policy import rules  # noqa: PLC0415

    chosen = rules.select(select) if select else None
    left_out = rules.select(ignore) if ignore else frozenset[str]()
    given = RunOptions(**options)
    outcome, settings = run(given)
    kept = tuple(
        finding
        for finding in outcome.findings
        if (chosen is None or finding.code in chosen) and finding.code not in left_out
    )
    outcome = replace(outcome, findings=kept)
    click.echo(_report(outcome, format_, settings, given), nl=False, color=colours(given.color))
    return _status(outcome, Severity(fail_on), exit_zero=exit_zero)


def _report(outcome: Outcome, format_: str, settings: Any, given: RunOptions) -> str:  # noqa: ANN401
    from promolint.reporting.document import Tool, as_text, check_document  # noqa: PLC0415
    from promolint.words.catalogue import Catalogue  # noqa: PLC0415

    tool = Tool(settings.model.version, settings.policy.pack.name)
    if format_ == "json":
        return as_text(check_document(outcome, tool))
    from promolint.reporting.text import concise_report, text_report  # noqa: PLC0415

    words = Catalogue.load(given.spoken)
    return concise_report(outcome, words) if format_ == "concise" else text_report(outcome, tool, words)


def _status(outcome: Outcome, fail_on: Severity, *, exit_zero: bool) -> int:
    if outcome.failures:
        return 2
    worst = max((finding.severity.rank for finding in outcome.findings if finding.suppressed is None), default=-1)
    return 1 if worst >= fail_on.rank and not exit_zero else 0
