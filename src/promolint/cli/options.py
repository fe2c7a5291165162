"""What ``check`` and ``links`` share: their options, and how a run is made ready from them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from promolint.errors import UsageError
from promolint.values import Channel, Declaration, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from promolint.lint import Settings, Source
    from promolint.values import Outcome

STDIN = "-"
_Function = TypeVar("_Function", bound="Callable[..., Any]")
_RUN = (
    click.argument("paths", nargs=-1, metavar="[PATH]..."),
    click.option("--stdin-filename", metavar="NAME", help="Name and format of what is read from standard input (-)."),
    click.option("--policy", metavar="NAME", default="gdpr-strict", show_default=True, help="Policy pack to decide by."),
    click.option("--kind", metavar="KIND", help="What all these messages are, such as appointment-confirmation."),
    click.option("--stream", type=click.Choice(list(Stream)), help="The stream that all these messages are sent on."),
    click.option("--channel", type=click.Choice(list(Channel)), help="How all these messages are sent."),
    click.option("--language", type=click.Choice(["de", "en"]), help="Language of the report.  [default: the locale's]"),
    click.option("--allow-empty", is_flag=True, help="Finding no template is not an error."),
    click.option("--color/--no-color", default=None, help="Colours in the report.  [default: on a terminal]"),
)


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The values of the options that ``run_options`` adds."""

    paths: tuple[str, ...]
    stdin_filename: str | None
    policy: str
    kind: str | None
    stream: str | None
    channel: str | None
    language: str | None
    allow_empty: bool
    color: bool | None

    @property
    def spoken(self) -> str:
        """The language of the report: as asked for, else the locale's."""
        from promolint.words.catalogue import language_of_locale  # noqa: PLC0415

        return self.language or language_of_locale()


def run_options(function: _Function) -> _Function:
    """Add the argument and the options of a run to a command."""
    for decorate in reversed(_RUN):
        function = decorate(function)
    return function


def run(options: RunOptions) -> tuple[Outcome, Settings]:
    """Lint what the options name.

    Raises:
        UsageError: a path, a kind or a policy does not exist, or no template was found.

    """
    from promolint.lint import lint  # noqa: PLC0415 - what --help does not need is loaded here

    settings = _settings(options)
    outcome = lint(_sources(options), settings)
    if not outcome.messages and not outcome.failures and not options.allow_empty:
        where = ", ".join(options.paths) or "the current folder"
        message = f"No template was found in {where}"
        raise UsageError(message, "Name a folder with templates, or say --allow-empty.")
    return outcome, settings


def _settings(options: RunOptions) -> Settings:
    from promolint.judging import model  # noqa: PLC0415
    from promolint.lint import Settings  # noqa: PLC0415
    from promolint.policy import kinds, pack  # noqa: PLC0415
    from promolint.policy.decide import Policy  # noqa: PLC0415

    if options.kind is not None:
        kinds.get(options.kind)
    loaded = model.load()
    declaration = Declaration(
        options.kind,
        Stream(options.stream) if options.stream else None,
        Channel(options.channel) if options.channel else None,
        source="declared" if options.kind or options.stream or options.channel else "unknown",
    )
    return Settings(Policy(pack.load(options.policy), loaded.error, options.spoken), loaded, declaration)


def _sources(options: RunOptions) -> Iterable[Source]:
    from promolint.discover import discover  # noqa: PLC0415
    from promolint.lint import Source, load  # noqa: PLC0415

    paths = options.paths or (".",)
    if STDIN in paths:
        if paths != (STDIN,):
            message = "Standard input (-) cannot be checked together with files"
            raise UsageError(message, "Run promolint once for each.")
        return (Source(options.stdin_filename or "stdin.html", sys.stdin.buffer.read()),)
    return load(discover(paths))


def colours(color: bool | None) -> bool | None:  # noqa: FBT001 - it is the option's own value
    """Whether to colour: as asked for, else as NO_COLOR and FORCE_COLOR say, else ``None`` (the terminal decides)."""
    import os  # noqa: PLC0415

    if color is not None:
        return color
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None
