"""What the commands share: their options, and how a run is made ready from them."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from promolint.errors import UsageError
from promolint.values import Audience, Channel, Consent, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from promolint.config import Config
    from promolint.judging.model import Model
    from promolint.lint import Settings, Source
    from promolint.values import Outcome

STDIN = "-"
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

    ``written`` are the files that reports go into; the last three are options of ``check``.
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


def run(options: RunOptions, model: Model | None = None, config: Config | None = None) -> tuple[Outcome, Settings]:
    """Lint what the options name, by the ``config`` that was read already, or by theirs.

    A ``model`` that is given is taken as it is, without a tuning or a configuration.

    Raises:
        UsageError: a path, a kind or a policy does not exist, or no template was found.
        ConfigError: a configuration, policy or tuning file cannot be used.

    """
    from promolint.cli.configured import command_line, configured
    from promolint.lint import lint

    config = config or (configured(options) if model is None else command_line(options))
    settings = _settings(options, config, model)
    outcome = lint(_sources(options, config), settings)
    if not outcome.counted.messages and not outcome.failures and not options.allow_empty:
        raise _nothing_found(options, outcome.counted.passed_over)
    return outcome, settings


def _nothing_found(options: RunOptions, passed_over: int) -> UsageError:
    where = "”, “".join(options.paths or (".",))
    binary = f" ({passed_over} binary passed over)" if passed_over else ""
    hint = "Name a file or a folder with templates, or say --allow-empty."
    if not passed_over and not options.no_exclude and _is_left_out(options):
        hint = "The configuration or .gitignore leaves out what is there: see --show-config FILE, or say --no-exclude."
    return UsageError(f"No template was found in “{where}”{binary}", hint)


def _is_left_out(options: RunOptions) -> bool:
    from promolint.discover import discover

    return STDIN in options.paths or bool(discover(options.paths or (".",)))


def _settings(options: RunOptions, config: Config, model: Model | None) -> Settings:
    from datetime import date
    from functools import partial
    from pathlib import Path

    from promolint.cli.configured import declaration, differs, everywhere, local_to, with_thresholds
    from promolint.globs import absolute
    from promolint.lint import Settings
    from promolint.policy import pack
    from promolint.policy.finding import Policy

    packs = {names: tuple(map(pack.load, names)) for names in config.policies}
    terms, shipped = everywhere(config), model or model_of(options.tuning)
    loaded = with_thresholds(shipped, terms)
    language = spoken(config.language.value)
    policy = Policy(packs[terms.policy.value], loaded.calibration.error, language, config.guards.value)
    local = partial(local_to, config=config, base=policy, model=shipped, packs=packs) if differs(config) else None
    max_bytes = int(config.max_size.value * 1_000_000)
    return Settings(
        policy,
        loaded,
        declaration(terms, "declared"),
        max_bytes,
        local,
        date.today(),  # noqa: DTZ011 - the day where the reader is
        waivers=config.waivers,
        asked=tuple(absolute(Path(path)) for path in _asked(options)),
    )


def _asked(options: RunOptions) -> tuple[str, ...]:
    """The files and folders that are to be read; standard input by the name that it is given."""
    return (options.stdin_filename or STDIN,) if STDIN in options.paths else options.paths or (".",)


def model_of(tuning: str | None) -> Model:
    """The shipped model with the tuning that was named, else with that of the current folder.

    Raises:
        ConfigError: the tuning file cannot be used, or is for another model.

    """
    from pathlib import Path

    from promolint.judging import model
    from promolint.judging.tuning import tuned

    return tuned(model.load(), Path(tuning) if tuning else None)


def _sources(options: RunOptions, config: Config) -> Iterable[Source]:
    from pathlib import Path

    from promolint.discover import discover
    from promolint.globs import Filter
    from promolint.lint import Source, load

    keep = None if options.no_exclude else Filter(config).keeps
    paths = options.paths or (".",)
    if STDIN not in paths:
        if options.stdin_filename is not None:
            raise UsageError("--stdin-filename names what is read from standard input", "Say - as the path too.")
        found = discover(paths, keep)
        if options.written:
            found = tuple(file for file in found if file.path.resolve() not in options.written)
        return load(found)
    if paths != (STDIN,):
        raise UsageError("Standard input (-) cannot be checked together with files", "Run promolint once for each.")
    data = sys.stdin.buffer.read()
    if options.stdin_filename and keep is not None and not keep(Path(options.stdin_filename)):
        return ()
    return (Source(options.stdin_filename or STDIN, data),)


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
