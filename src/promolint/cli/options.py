"""What the commands share: their options, and how a run is made ready from them."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from promolint.values import Audience, Channel, Consent, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from promolint.config import Config
    from promolint.judging.model import Model
    from promolint.lint import Settings
    from promolint.values import Outcome

_STREAMS, _CHANNELS, _AUDIENCES, _CONSENTS = (
    [str(choice) for choice in choices] for choices in (Stream, Channel, Audience, Consent)
)
_Function = TypeVar("_Function", bound="Callable[..., Any]")
_SPEECH = (
    click.option(
        "--language", type=click.Choice(["de", "en"]), help="Language of the report.  [default: the locale's]"
    ),
    click.option("--color/--no-color", default=None, help="Colours in the report.  [default: on a terminal]"),
)
_TUNING = click.option(
    "--tuning", metavar="FILE", help="What “promolint tune” wrote.  [default: promolint-tuning.toml, if it is there]"
)
_JUDGING = (
    click.option(
        "--policy",
        metavar="NAMES",
        help="Policy packs to decide by: names, or files *.toml, with commas between them.  [default: gdpr-strict]",
    ),
    click.option("--kind", metavar="KIND", help="What all these messages are, such as appointment-confirmation."),
    click.option("--stream", type=click.Choice(_STREAMS), help="The stream that all these messages are sent on."),
    click.option("--channel", type=click.Choice(_CHANNELS), help="How all these messages are sent."),
    click.option("--audience", type=click.Choice(_AUDIENCES), help="Whom all these messages are sent to."),
    click.option("--consent", type=click.Choice(_CONSENTS), help="What the readers of all these messages agreed to."),
    click.option("--guard", metavar="NAME", multiple=True, help="A template variable that stands for consent."),
    _TUNING,
    click.option(
        "--config", metavar="FILE", help="Configuration.  [default: the nearest promolint.toml or pyproject.toml]"
    ),
)
_RUN = (
    click.argument("paths", nargs=-1, metavar="[PATH]..."),
    click.option("--stdin-filename", metavar="NAME", help="Name and format of what is read from standard input (-)."),
    *_JUDGING,
    click.option("--allow-empty", is_flag=True, help="Finding no template is not an error."),
    click.option(
        "--max-size",
        type=click.FloatRange(min=0, min_open=True),
        metavar="MB",
        help="Files above this size are named, not read.  [default: 5.0]",
    ),
    click.option("--no-exclude", is_flag=True, help="Read what the configuration or .gitignore leaves out, too."),
    *_SPEECH,
)


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The values of the options that ``run_options`` adds; ``None`` is left to the configuration.

    ``written`` are the files that reports go into; those after them are options of ``check``.
    """

    paths: tuple[str, ...]
    policy: str | None = None
    kind: str | None = None
    stream: str | None = None
    channel: str | None = None
    audience: str | None = None
    consent: str | None = None
    guard: tuple[str, ...] = ()
    tuning: str | None = None
    language: str | None = None
    color: bool | None = None
    stdin_filename: str | None = None
    allow_empty: bool = False
    max_size: float | None = None
    config: str | None = None
    no_exclude: bool = False
    written: tuple[Path, ...] = ()
    select: str | None = None
    ignore: str | None = None
    fail_on: str | None = None
    since: str | None = None
    staged: bool = False


def run_options(function: _Function) -> _Function:
    """Add the argument and the options of a run to a command."""
    return _with(_RUN, function)


def judging_options(function: _Function) -> _Function:
    """Add the options of a run but those that say where templates are."""
    return _with((*_JUDGING, *_SPEECH), function)


def tuning_option(function: _Function) -> _Function:
    """Add ``--tuning`` to a command that judges without deciding."""
    return _with((_TUNING,), function)


def speech_options(function: _Function) -> _Function:
    """Add ``--language`` and ``--color`` to a command that only tells something."""
    return _with(_SPEECH, function)


def _with(options: Iterable[Callable[[Any], Any]], function: _Function) -> _Function:
    for decorate in reversed(tuple(options)):
        function = decorate(function)
    return function


def run(
    options: RunOptions, model: Model | None = None, config: Config | None = None, *, shared: bool = False
) -> tuple[Outcome, Settings]:
    """Lint what the options name, by the ``config`` that was read already, or by theirs.

    A ``model`` that is given is taken as it is, without a tuning or a configuration. ``shared``: findings in files that
    others take in are those of the templates that do.

    Raises:
        UsageError: a path, a kind or a policy does not exist, or no template was found.
        ConfigError: a configuration, policy or tuning file cannot be used.

    """
    from promolint.cli.configured import command_line, configured
    from promolint.cli.files import nothing_found, surroundings, tree_of
    from promolint.lint import lint

    config = config or (configured(options) if model is None else command_line(options))
    settings = settings_of(config, model or model_of(options.tuning))
    tree = tree_of(options, config)
    outcome = lint(tree.sources(tree.names), settings)
    if not outcome.counted.messages and not outcome.failures and not options.allow_empty:
        raise nothing_found(options, outcome.counted.passed_over)
    if shared and outcome.findings:
        from promolint.sharing import Sharing

        outcome = Sharing(surroundings(options, config, tree), settings).applied(outcome)
    return outcome, settings


def settings_of(config: Config, shipped: Model) -> Settings:
    """What files are linted with. The model's own thresholds are those that ``config`` leaves alone."""
    from datetime import date
    from functools import partial

    from promolint.cli.configured import declaration, everywhere, local_to, with_thresholds
    from promolint.lint import Settings
    from promolint.policy import pack
    from promolint.policy.finding import Policy

    packs = {names: tuple(map(pack.load, names)) for names in config.policies}
    terms = everywhere(config)
    loaded = with_thresholds(shipped, terms)
    language = spoken(config.language.value)
    policy = Policy(packs[terms.policy.value], loaded.calibration.error, language, config.guards.value)
    differs = any(over.paths for over in config.overrides)
    local = partial(local_to, config=config, base=policy, model=shipped, packs=packs) if differs else None
    max_bytes = int(config.max_size.value * 1_000_000)
    return Settings(policy, loaded, declaration(terms, "declared"), max_bytes, local, date.today())  # noqa: DTZ011


def model_of(tuning: str | None) -> Model:
    """The shipped model with the tuning that was named, else with that of the current folder.

    Raises:
        ConfigError: the tuning file cannot be used, or is for another model.

    """
    from pathlib import Path

    from promolint.judging import model
    from promolint.judging.tuning import tuned

    return tuned(model.load(), Path(tuning) if tuning else None)


def spoken(language: str | None) -> str:
    """The language of a report: as asked for, else the locale's."""
    from promolint.words.catalogue import language_of_locale

    return language or language_of_locale()


def colours(color: bool | None) -> bool | None:  # noqa: FBT001 - it is the option's own value
    """Whether to colour: as asked for, else as NO_COLOR and FORCE_COLOR say, else ``None`` (the terminal decides)."""
    if color is not None:
        return color
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def columns() -> int:
    """How wide a report for people is: as wide as the terminal within reason; 100 in a pipe or a file."""
    import shutil

    return max(60, min(shutil.get_terminal_size().columns, 140)) if sys.stdout.isatty() else 100
