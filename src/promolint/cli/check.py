"""``promolint check``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from promolint.cli import NOTHING_PROVED, emit, suggest
from promolint.cli.options import RunOptions, cache_options, colours, columns, run, run_options
from promolint.errors import PromolintError
from promolint.reporting.coverage import coverage
from promolint.reporting.formats import FORMATS, OF_MESSAGES, report
from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promolint.cli.baseline import Known
    from promolint.cli.changed import Compared
    from promolint.cli.outputs import Output
    from promolint.config import Config
    from promolint.lint import Settings
    from promolint.reporting.document import Tool
    from promolint.values.outcome import Outcome
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
@click.option(
    "--select", metavar="CODES", shell_complete=suggest.rules, help="Report these codes only, such as PL1,PL201."
)
@click.option("--ignore", metavar="CODES", shell_complete=suggest.rules, help="Leave these codes out.")
@click.option(
    "--baseline",
    metavar="FILE",
    shell_complete=suggest.files,
    help="Leave out what this baseline knows (see promolint baseline).",
)
@click.option(
    "--since",
    metavar="REV",
    help="Report only what is new since this git revision; “main...” is where the work left main.",
)
@click.option("--staged", is_flag=True, help="Report only what is new in what git has staged for the next commit.")
@click.option(
    "--fail-on",
    type=click.Choice([str(severity) for severity in Severity]),
    help="The severity from which findings make the exit status 1.  [default: error]",
)
@click.option(
    "--min-coverage",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit with 1 if fewer of all links could be decided.  [default: 0]",
)
@click.option(
    "--show-config",
    metavar="[FILE]",
    is_flag=False,
    flag_value=".",
    shell_complete=suggest.files,
    help="Show what FILE would be judged by and who says so, instead of checking.",
)
@click.option("--exit-zero", is_flag=True, help="Findings, and too few decided links, leave the exit status 0.")
@click.option("--watch", is_flag=True, help="Check again what changes, until Ctrl-C (needs the extra “watch”).")
def command(
    *,
    asked: tuple[str, ...],
    show_config: str | None,
    watch: bool,
    baseline: str | None,
    exit_zero: bool,
    **options: Any,  # noqa: ANN401 - the format, and the fields of RunOptions
) -> int:
    """Find links that do not belong in transactional messages.

    PATH is a file, a folder, or - for standard input; the default is the current folder.
    Exit status: 0 nothing at or above --fail-on, 1 findings or too few decided links, 2 nothing proved.
    """
    from promolint.cli.configured import configured
    from promolint.cli.outputs import outputs

    files, format_ = outputs(asked), options.pop("format_")
    left_alone = (Path(os.path.realpath(baseline)),) if baseline else ()
    given = RunOptions(**options, written=(*left_alone, *(output.path for output in files)))
    config = configured(given)
    if show_config is not None:
        return _show(config, given, show_config)
    wanted = Wanted(format_, files, baseline, exit_zero)
    if watch:
        from promolint.cli.watch import watched

        return watched(given, wanted)
    return checked(given, wanted, config)


class Wanted(NamedTuple):
    """What is made of a run: the report's format, reports into files, the baseline that is left out of them."""

    format: str
    files: tuple[Output, ...]
    baseline: str | None
    exit_zero: bool

    @property
    def needs_messages(self) -> bool:
        """Whether one of the reports is about messages, not about findings alone."""
        return any(format_ in OF_MESSAGES for format_ in (self.format, *(output.format for output in self.files)))


def checked(given: RunOptions, wanted: Wanted, config: Config) -> int:
    """Check once, report, and return the exit status."""
    from promolint.cli.speaking import speaking

    codes, accepted = reported(config), _accepted(wanted.baseline)
    compared, outcome, settings = _linted(given, wanted, config)
    outcome = restricted(accepted.applied(outcome) if accepted else outcome, codes)
    tool, words = speaking(outcome, settings)
    if compared is not None:
        outcome = compared.newer(outcome)
        if not compared.anything and not given.quiet:
            _tell_nothing_changed(given, words)
    trouble = _write(wanted.files, outcome, tool, words)
    emit(_shown(wanted.format, outcome, tool, words, quiet=given.quiet), color=colours(given.color))
    if trouble is not None:
        raise trouble
    return _status(outcome, config, words, exit_zero=wanted.exit_zero)


def _linted(given: RunOptions, wanted: Wanted, config: Config) -> tuple[Compared | None, Outcome, Settings]:
    """The outcome, beside the one that it is to be compared with if there is any."""
    if given.since is None and not given.staged:
        return None, *run(given, config=config, keeps_messages=wanted.needs_messages, shared=True)
    from promolint.cli.changed import run_changed

    compared, settings = run_changed(given, config, keeps_messages=wanted.needs_messages)
    return compared, compared.outcome, settings


def _tell_nothing_changed(given: RunOptions, words: Catalogue) -> None:
    from promolint.reporting.safe import printable

    said = words.say("since.nothing", revision=printable(given.since)) if given.since else words.say("since.staged")
    click.echo(said, err=True)


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


def _shown(format_: str, outcome: Outcome, tool: Tool, words: Catalogue, *, quiet: bool) -> str:
    """The report for standard output; one for people is as wide as their terminal, and as quiet as they like."""
    if format_ != "text":
        return report(format_)(outcome, tool, words)
    from promolint.reporting.text import text_report

    return text_report(outcome, tool, words, columns(), quiet=quiet)


def _status(outcome: Outcome, config: Config, words: Catalogue, *, exit_zero: bool) -> int:
    """The exit status; that too few links could be decided is told."""
    worst = max((finding.severity.rank for finding in outcome.findings if finding.suppressed is None), default=-1)
    failed = worst >= config.fail_on.value.rank
    if not coverage(outcome).reaches(config.min_coverage.value):
        from promolint.cli.remarks import too_few_decided

        too_few_decided(coverage(outcome), config.min_coverage.value, words)
        failed = True
    return NOTHING_PROVED if outcome.failures else int(failed and not exit_zero)
