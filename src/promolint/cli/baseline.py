"""``promolint baseline``: findings that were accepted, written, tidied up and compared."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from promolint.cli import NOTHING_PROVED, emit, suggest
from promolint.cli.options import RunOptions, cache_options, run, run_options
from promolint.disk import whole
from promolint.errors import ConfigError
from promolint.silence.baseline import (
    DEFAULT_NAME,
    Difference,
    Entry,
    difference,
    entries_of,
    name_below,
    parted,
    read,
    without_known,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from promolint.values.outcome import Outcome
    from promolint.words.catalogue import Catalogue

_Function = TypeVar("_Function", bound="Callable[..., Any]")
_LARGEST = 200_000_000


class Known(NamedTuple):
    """A baseline that was read, and the way from its folder to the current one."""

    entries: tuple[Entry, ...]
    below: str

    def applied(self, outcome: Outcome) -> Outcome:
        """The outcome with the findings suppressed that the baseline knows."""
        from dataclasses import replace

        return replace(outcome, findings=without_known(outcome.findings, self.entries, self.below))


def known(file: str, folder: Path = Path(), *, missing_ok: bool = False) -> Known:
    """What the baseline ``file`` holds, beside findings whose paths start from ``folder``, by default the current one.

    Raises:
        ConfigError: it cannot be read, is no baseline, or is not there and has to be.

    """
    try:
        text = whole(Path(file), _LARGEST).decode()
    except FileNotFoundError as error:
        if missing_ok:
            return Known((), _below(file, folder))
        hint = f"Write it with: promolint baseline write --baseline {file}"
        raise ConfigError(f"There is no baseline “{file}”", hint) from error
    except OSError as error:
        hint = "Check that you may read it, or name another file with --baseline."
        raise ConfigError(f"The baseline “{file}” could not be read: {error.strerror}", hint) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"“{file}” is no baseline of promolint", "Name another file with --baseline.") from error
    return Known(read(text, file), _below(file, folder))


@click.group("baseline")
def command() -> None:
    """Accept the findings of an existing folder, so that only new ones count.

    “promolint check --baseline FILE” leaves out what the file knows; it never writes it.
    """


def _options(function: _Function) -> _Function:
    default: dict[str, Any] = {"default": DEFAULT_NAME, "show_default": True}
    named = click.option("--baseline", "file", metavar="FILE", shell_complete=suggest.files, **default)
    return run_options(cache_options(named(function)))


@command.command("write")
@_options
def write(*, file: str, **options: Any) -> int:  # noqa: ANN401 - the fields of RunOptions
    """Write what is found now into the baseline, and say what that adds and removes."""
    before = known(file, missing_ok=True).entries
    compared = _compared(file, before, options)
    save(file, (*compared.kept, *compared.now.known, *compared.now.new))
    return compared.told("written", added=len(compared.now.new), removed=len(compared.now.gone))


@command.command("prune")
@_options
def prune(*, file: str, **options: Any) -> int:  # noqa: ANN401
    """Remove the entries that are no longer found; nothing is added."""
    compared = _compared(file, known(file).entries, options)
    if compared.now.gone:
        save(file, (*compared.kept, *compared.now.known))
    return compared.told("pruned", removed=len(compared.now.gone))


@command.command("check")
@_options
def check(*, file: str, **options: Any) -> int:  # noqa: ANN401
    """Exit with 1 if the baseline holds entries that are no longer found; nothing is written."""
    from promolint.policy.finding import folded
    from promolint.reporting.safe import printable

    compared = _compared(file, known(file).entries, options)
    gone, say = compared.now.gone, compared.words.say
    lines = [say("baseline.stale", path=one.path, code=one.code, text=one.text, url=one.url) for one in gone]
    count = len(gone) or len(compared.kept) + len(compared.now.known)
    lines.append(say("baseline.prune" if gone else "baseline.found", count=count, file=compared.name))
    emit("".join(f"{printable(folded(line))}\n" for line in lines))
    return NOTHING_PROVED if compared.unread else int(bool(gone))


class _Compared(NamedTuple):
    """A baseline beside a run. ``kept`` are the entries that the run says nothing about."""

    name: str
    now: Difference
    kept: tuple[Entry, ...]
    unread: bool
    words: Catalogue

    def told(self, key: str, **counts: int) -> int:
        """Say what was done, with the number of entries that stayed, and return the exit status."""
        counts["kept"] = len(self.kept) + len(self.now.known)
        said = {name: self.words.say(f"baseline.{name}", count=count) for name, count in counts.items()}
        emit(self.words.say(f"baseline.{key}", file=self.name, **said) + "\n")
        return NOTHING_PROVED if self.unread else 0


def _compared(file: str, entries: Iterable[Entry], options: dict[str, Any]) -> _Compared:
    """The baseline beside what is found now in the paths that are named; unread files are told."""
    from promolint.cli.speaking import tell_unread
    from promolint.policy.rules import RULES
    from promolint.words.catalogue import Catalogue

    given = RunOptions(**options, written=(Path(os.path.realpath(file)),))
    outcome, settings = run(given, keeps_messages=False, shared=True)
    words = Catalogue.load(settings.policy.language)
    tell_unread(outcome, words, given.color)
    quiet = {rule.code for rule in RULES if rule.quiet}
    now = entries_of((one for one in outcome.findings if one.code not in quiet), _below(file))
    about, kept = parted(entries, partial(_is_about, outcome=outcome, paths=given.paths or (".",), below=_below(file)))
    return _Compared(Path(file).name, difference(about, now), tuple(kept), bool(outcome.failures), words)


def _is_about(entry: Entry, outcome: Outcome, paths: Iterable[str], below: str) -> bool:
    """Whether a run of these paths would have found an entry, if it still were to be found."""
    if entry.path in {name_below(failure.path, below) for failure in outcome.failures}:
        return False
    folders = [name_below(os.path.relpath(path).replace(os.sep, "/"), below) for path in paths]
    return any(folder == "." or f"{entry.path}/".startswith(f"{folder}/") for folder in folders)


def _below(file: str, folder: Path = Path()) -> str:
    """The way from the folder of a baseline to ``folder``, by default the current one, with ``/``."""
    return os.path.relpath(folder, Path(file).resolve().parent).replace(os.sep, "/")


def save(file: str, entries: Iterable[Entry]) -> None:
    """Write the baseline as a whole. PromolintError where that fails; the file is as it was before."""
    from promolint.cli.outputs import write_whole

    write_whole(Path(os.path.realpath(file)), written(entries), what="baseline")
