"""``promolint check --watch``: what changes is checked again, by one process that has loaded its model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from promolint.cli import complain
from promolint.cli.check import checked
from promolint.cli.configured import configured
from promolint.cli.extras import extra
from promolint.cli.files import STDIN, files_of
from promolint.cli.options import spoken
from promolint.errors import PromolintError, UsageError
from promolint.reporting.safe import printable
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from promolint.cli.check import Wanted
    from promolint.cli.options import RunOptions

_LOOK = 200  # milliseconds until the watching has begun
_SHOWN = 3


def watched(given: RunOptions, wanted: Wanted) -> int:
    """Check, then check again what changes until Ctrl-C. The exit status is 0: what was found was told as it came.

    Raises:
        UsageError: the first check cannot be made, or its reports are for files; watchfiles is not installed.
        ConfigError: a configuration file cannot be used for the first check; later that is told, and watched on.

    """
    if STDIN in given.paths:
        raise UsageError("--watch watches files, and standard input is none", "Name files or folders instead of -.")
    if wanted.files:
        raise UsageError("--watch shows reports and writes none", "Leave out --output, or --watch.")
    config = configured(given)
    files_of(given, config)  # a path that is not there stops here
    changes = _changes(given.paths or (".",))
    checked(given, wanted, config)
    words = Catalogue.load(spoken(config.language.value))
    try:
        _tell(given, words.say("watch.begun"))
        for changed in changes:
            _again(given, wanted, changed, words)
    except KeyboardInterrupt:
        _tell(given, words.say("watch.ended"))
    return 0


def _changes(paths: Collection[str]) -> Iterator[set[Path]]:
    """The files that changed, real paths, each time that some did and none does for a moment; watching begins at once.

    What is written while something else is checked is among them.
    """
    with extra("watch"):
        from watchfiles import watch
    folders = {path if path.is_dir() else path.parent for path in map(Path, paths)}
    seen = watch(*folders, rust_timeout=_LOOK, yield_on_timeout=True, ignore_permission_denied=True)
    next(seen)
    return ({Path(path).resolve() for _, path in changes} for changes in seen if changes)


def _again(given: RunOptions, wanted: Wanted, changed: Collection[Path], words: Catalogue) -> None:
    """Check what changed; all of it, where something changed that files are judged by."""
    try:
        config = configured(given)
        files = [file for file in files_of(given, config) if file.path.resolve() in changed]
        if any(_speaks_of_others(path, wanted) for path in changed):
            files = list(files_of(given, config))
        if files:
            names = [printable(file.name) for file in files]
            more = [words.say("watch.more", count=len(names) - _SHOWN)] if len(names) > _SHOWN else []
            _tell(given, words.say("watch.again", files=", ".join(names[:_SHOWN] + more)))
            checked(replace(given, paths=tuple(str(file.path.absolute()) for file in files)), wanted, config)
    except PromolintError as error:
        complain(str(error))


def _speaks_of_others(path: Path, wanted: Wanted) -> bool:
    """Whether a file says how others are judged: a configuration, a policy, a tuning, .gitignore, the baseline."""
    is_baseline = wanted.baseline is not None and path == Path(wanted.baseline).resolve()
    return is_baseline or path.suffix == ".toml" or path.name == ".gitignore"


def _tell(given: RunOptions, line: str) -> None:
    if not given.quiet:
        click.echo(f"promolint: {line}", err=True)
