"""What the commands share: their options, and how a run is made ready from them."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

import click

from promolint.cli import suggest
from promolint.values.message import Audience, Channel, Consent, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from promolint.config import Config
    from promolint.judging.model import Model
    from promolint.lint import Settings, Source
    from promolint.values.outcome import Examined, Finding, Outcome

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


def _finite(_context: click.Context, _option: click.Parameter, value: float | None) -> float | None:
    if value is not None and not isfinite(value):
        raise click.BadParameter("must be a number of megabytes.")
    return value


_TUNING = click.option(
    "--tuning",
    metavar="FILE",
    shell_complete=suggest.files,
    help="What “promolint tune” wrote.  [default: promolint-tuning.toml, if it is there]",
)
_JUDGING = (
    click.option(
        "--policy",
        metavar="NAMES",
        shell_complete=suggest.policies,
        help="Policy packs to decide by: names, or files *.toml, with commas between them.  [default: gdpr-strict]",
    ),
    click.option(
        "--kind",
        metavar="KIND",
        shell_complete=suggest.kinds,
        help="What all these messages are, such as appointment-confirmation.",
    ),
    click.option("--stream", type=click.Choice(_STREAMS), help="The stream that all these messages are sent on."),
    click.option("--channel", type=click.Choice(_CHANNELS), help="How all these messages are sent."),
    click.option("--audience", type=click.Choice(_AUDIENCES), help="Whom all these messages are sent to."),
    click.option("--consent", type=click.Choice(_CONSENTS), help="What the readers of all these messages agreed to."),
    click.option("--guard", metavar="NAME", multiple=True, help="A template variable that stands for consent."),
    _TUNING,
    click.option(
        "--config",
        metavar="FILE",
        shell_complete=suggest.files,
        help="Configuration.  [default: the nearest promolint.toml or pyproject.toml]",
    ),
)
_RUN = (
    click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=suggest.files),
    click.option("--stdin-filename", metavar="NAME", help="Name and format of what is read from standard input (-)."),
    *_JUDGING,
    click.option("--allow-empty", is_flag=True, help="Finding no template is not an error."),
    click.option(
        "--max-size",
        type=click.FloatRange(min=0, min_open=True),
        callback=_finite,
        metavar="MB",
        help="Files above this size are named, not read.  [default: 5.0]",
    ),
    click.option("--no-exclude", is_flag=True, help="Read what the configuration or .gitignore leaves out, too."),
    click.option("-q", "--quiet", is_flag=True, help="Nothing but findings and numbers: no progress, no advice."),
    click.option("-v", "--verbose", is_flag=True, help="Say on standard error what was judged by what, or left out."),
    click.option("--jobs", type=click.IntRange(min=1), help="Processes for many files.  [default: one a core]"),
    *_SPEECH,
)
_CACHE = (
    click.option("--no-cache", is_flag=True, help="Judge all files anew, and remember nothing."),
    click.option(
        "--cache-dir",
        metavar="FOLDER",
        shell_complete=suggest.folders,
        help="Where to remember what files gave.  [default: the user's cache folder]",
    ),
)


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The values of the options that ``run_options`` adds; ``None`` is left to the configuration.

    ``written`` are the files that reports go into. Not every command has all of them.
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
    quiet: bool = False
    verbose: bool = False
    jobs: int | None = None
    no_cache: bool = False
    cache_dir: str | None = None
    written: tuple[Path, ...] = ()
    select: str | None = None
    ignore: str | None = None
    fail_on: str | None = None
    min_coverage: float | None = None
    since: str | None = None
    staged: bool = False


def run_options(function: _Function) -> _Function:
    """Add the argument and the options of a run to a command."""
    return _with(_RUN, function)


def cache_options(function: _Function) -> _Function:
    """Add ``--no-cache`` and ``--cache-dir`` to a command that needs findings and no messages."""
    return _with(_CACHE, function)


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
    options: RunOptions,
    model: Model | None = None,
    config: Config | None = None,
    *,
    keeps_messages: bool = True,
    shared: bool = False,
) -> tuple[Outcome, Settings]:
    """Lint what the options name, by the ``config`` that was read already, or by theirs; remarks go to standard error.

    A ``model`` that is given is taken as it is, without a tuning or a configuration. Files that are as they were in an
    earlier run are not judged again where no messages are kept. ``shared``: findings in files that others take in are
    those of the templates that do.

    Raises:
        UsageError: a path, a kind or a policy does not exist, or no template was found.
        ConfigError: a configuration, policy or tuning file cannot be used.

    """
    from promolint.cli.configured import command_line, configured
    from promolint.cli.files import nothing_found, surroundings, tree_of
    from promolint.cli.progress import Progress
    from promolint.lint import gathered
    from promolint.settings import model_of, settings_of

    config = config or (configured(options) if model is None else command_line(options))
    settings = settings_of(config, model or model_of(options.tuning))
    settings = replace(settings, keeps_messages=keeps_messages or options.verbose, asked=_asked(options))

    def as_shared(findings: Iterable[Finding]) -> Iterable[Finding]:
        from promolint.sharing import Sharing

        around = surroundings(options, config, tree)
        return Sharing(around, settings, partial(examined_for, options=options)).applied(findings)

    with Progress(settings.policy.language, quiet=options.quiet) as progress:
        tree = tree_of(options, config)
        results = examined_for(tree.sources(tree.names), settings, options)
        outcome = gathered(progress.over(results, len(tree.names)), settings, as_shared if shared else None)
    if options.verbose or outcome.counted.own_reports:
        from promolint.cli.remarks import remark

        remark(options, config, settings, outcome, progress.seconds)
    if not outcome.counted.messages and not outcome.failures and not options.allow_empty:
        raise nothing_found(options, outcome.counted)
    return outcome, settings


def examined_for(
    sources: Iterable[Source], settings: Settings, options: RunOptions
) -> Iterator[tuple[Source, Examined]]:
    """Each source with what it gives, in order, remembered and worked out as the options say."""
    from pathlib import Path

    from promolint.examining import examined

    work = partial(examined, settings=settings, jobs=options.jobs)
    if settings.keeps_messages or options.no_cache:
        yield from work(sources)
        return
    from promolint.cache import Store, default_folder, remembered

    with Store(Path(options.cache_dir) if options.cache_dir else default_folder()) as store:
        yield from remembered(sources, settings, store, work)
    if store.trouble:
        from promolint.cli import complain

        complain(store.trouble)


def _asked(options: RunOptions) -> tuple[Path, ...]:
    """The files and folders (absolute) that are to be read; standard input by the name that it is given."""
    from pathlib import Path

    from promolint.cli.files import STDIN
    from promolint.globs import absolute

    named = (options.stdin_filename or STDIN,) if STDIN in options.paths else options.paths or (".",)
    return tuple(absolute(Path(path)) for path in named)


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
