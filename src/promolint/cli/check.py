"""``promolint check``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promolint.cli import NOTHING_PROVED, emit
from promolint.cli.options import RunOptions, cache_options, colours, columns, run, run_options
from promolint.errors import PromolintError
from promolint.reporting.formats import FORMATS, OF_MESSAGES, report
from promolint.values import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promolint.cli.baseline import Known
    from promolint.cli.outputs import Output
    from promolint.config import Config
    from promolint.lint import Settings
    from promolint.reporting.document import Tool
    from promolint.values import Outcome
    from promolint.words.catalogue import Catalogue


@click.command("check")
@run_options
@cache_options
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="Kind of report."
)
@click.option(
    "--output",
    "asked",
    metavar="FORMAT=FILE",
    multiple=True,
    help="Write a report of this format into a file as well; may be given several times.",
)
@click.option("--select", metavar="CODES", help="Report these codes only, such as PL1,PL201.")
@click.option("--ignore", metavar="CODES", help="Leave these codes out.")
@click.option("--baseline", metavar="FILE", help="Leave out what this baseline knows (see promolint baseline).")
@click.option(
    "--fail-on",
    type=click.Choice([str(severity) for severity in Severity]),
    help="The severity from which findings make the exit status 1.  [default: error]",
)
@click.option(
    "--show-config",
    metavar="[FILE]",
    is_flag=False,
    flag_value=".",
    help="Show what FILE would be judged by and who says so, instead of checking.",
)
@click.option("--exit-zero", is_flag=True, help="Findings leave the exit status 0.")
def command(
    *,
    format_: str,
    asked: tuple[str, ...],
    show_config: str | None,
    baseline: str | None,
    exit_zero: bool,
    **options: Any,  # noqa: ANN401 - the fields of RunOptions
) -> int:
    """Find links that do not belong in transactional messages.

    PATH is a file, a folder, or - for standard input; the default is the current folder.
    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 nothing proved.
    """
    from promolint.cli.configured import configured
    from promolint.cli.outputs import outputs

    files = outputs(asked)
    left_alone = (Path(os.path.realpath(baseline)),) if baseline else ()
    given = RunOptions(**options, written=(*left_alone, *(output.path for output in files)))
    config = configured(given)
    codes = reported(config)
    if show_config is not None:
        return _show(config, given, show_config)
    accepted = _accepted(baseline)
    of_messages = any(format_ in OF_MESSAGES for format_ in (format_, *(output.format for output in files)))
    outcome, settings = run(given, config=config, keeps_messages=of_messages)
    outcome = restricted(accepted.applied(outcome) if accepted else outcome, codes)
    tool, words = _speaking(settings)
    trouble = _write(files, outcome, tool, words)
    emit(_shown(format_, outcome, tool, words), color=colours(given.color))
    if trouble is not None:
        raise trouble
    return _status(outcome, config.fail_on.value, exit_zero=exit_zero)


def _show(config: Config, given: RunOptions, file: str) -> int:
    """Print what the file, or else the first path of the call, would be judged by."""
    from promolint.cli.show_config import shown_config

    path = given.paths[0] if given.paths and file == "." else file
    emit(shown_config(config, given, path), color=colours(given.color))
    return 0


def _accepted(baseline: str | None) -> Known | None:
    """The baseline that is named. ConfigError if it cannot be used."""
    if baseline is None:
        return None
    from promolint.cli.baseline import known

    return known(baseline)


def reported(config: Config) -> frozenset[str]:
    """The codes to report. UsageError for one that does not exist."""
    from promolint.policy import rules

    chosen, left_out = (rules.select(codes.value) for codes in (config.select, config.ignore))
    return (chosen or frozenset(rule.code for rule in rules.RULES if not rule.quiet)) - left_out


def restricted(outcome: Outcome, codes: frozenset[str]) -> Outcome:
    """The outcome with the findings of these codes only."""
    from dataclasses import replace

    return replace(outcome, findings=tuple(finding for finding in outcome.findings if finding.code in codes))


def _speaking(settings: Settings) -> tuple[Tool, Catalogue]:
    """What a report is made with: the names of model and policy, and the words of its language."""
    from promolint.reporting.document import Tool
    from promolint.words.catalogue import Catalogue

    return Tool(settings.model.version, settings.policy.names), Catalogue.load(settings.policy.language)


def _write(files: Iterable[Output], outcome: Outcome, tool: Tool, words: Catalogue) -> PromolintError | None:
    """Write each report that can be written; why one cannot is told when all else has been."""
    from promolint.cli.outputs import write_whole

    trouble = None
    for format_, path in files:
        try:
            write_whole(path, click.unstyle(report(format_)(outcome, tool, words)))
        except PromolintError as error:
            trouble = trouble or error
    return trouble


def _shown(format_: str, outcome: Outcome, tool: Tool, words: Catalogue) -> str:
    """The report for standard output; one for people is as wide as their terminal."""
    if format_ != "text":
        return report(format_)(outcome, tool, words)
    from promolint.reporting.text import text_report

    return text_report(outcome, tool, words, columns())


def _status(outcome: Outcome, fail_on: Severity, *, exit_zero: bool) -> int:
    if outcome.failures:
        return NOTHING_PROVED
    worst = max((finding.severity.rank for finding in outcome.findings if finding.suppressed is None), default=-1)
    return 1 if worst >= fail_on.rank and not exit_zero else 0
