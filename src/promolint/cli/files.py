"""The files of a run: those that it reads, and those that may take them in."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from promolint.discover import discover, links_out
from promolint.disk import beginning
from promolint.errors import UsageError
from promolint.globs import Filter, absolute, top_above
from promolint.settings import max_bytes_of
from promolint.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from promolint.cli.options import RunOptions
    from promolint.config import Config
    from promolint.discover import Found
    from promolint.values.outcome import Tally

STDIN = "-"
_MOST_SEARCHED = 20_000


def files_of(options: RunOptions, config: Config) -> tuple[Found, ...]:
    """The files that a run reads. UsageError for a path that does not exist."""
    return _found(options, options.paths or (".",), None if options.no_exclude else Filter(config).keeps)


def tree_of(options: RunOptions, config: Config) -> Tree:
    """The files that a run reads, or what stands for one on standard input.

    Raises:
        UsageError: a path does not exist, or does not go together with another.

    """
    limit = max_bytes_of(config)
    if STDIN not in options.paths:
        if options.stdin_filename is not None:
            raise UsageError("--stdin-filename names what is read from standard input", "Say - as the path too.")
        return Tree({name: path for path, name in files_of(options, config)}, max_bytes=limit)
    if options.paths != (STDIN,):
        raise UsageError("Standard input (-) cannot be checked together with files", "Run promolint once for each.")
    if sys.stdin is None:
        raise UsageError("Standard input (-) is closed", "Send a template there, or name a file.")
    data, name = beginning(sys.stdin.buffer, limit), options.stdin_filename
    if name and not options.no_exclude and not Filter(config).keeps(Path(name)):
        return Tree({})
    return Tree({}, {name or STDIN: data}, limit)


def surroundings(options: RunOptions, config: Config, tree: Tree) -> Tree:
    """The files of a run and those that may take them in: those of the folders that were named.

    Where a file was named, all that a run of its whole repository would read (without one, of the current folder or its
    own). A repository of more folders and templates than can be searched in passing is not searched.
    """
    paths = [Path(options.stdin_filename or STDIN) if path == STDIN else Path(path) for path in options.paths]
    tops = {str(top_above(absolute(path).parent, Path.cwd())) for path in paths if not path.is_dir()}
    if not tops or tree.names == [STDIN]:
        return tree
    try:
        around = _found(options, tuple(sorted(tops)), _bounded(Filter(config).keeps))
    except _TooMany:
        return tree
    return Tree({**{name: path for path, name in around}, **tree.paths}, tree.given, tree.max_bytes)


def nothing_found(options: RunOptions, counted: Tally) -> UsageError:
    """The error for a run that met no template: where it looked, and what may have left them out."""
    where = "”, “".join(options.paths or (".",))
    numbers = {
        "binary": counted.passed_over,
        "written by promolint": counted.own_reports,
        "linked from outside the project": links_out(options.paths or (".",)),
    }
    passed_over = ", ".join(f"{count} {what}" for what, count in numbers.items() if count)
    hint = "Name a file or a folder with templates, or say --allow-empty."
    if not passed_over and not options.no_exclude and _is_left_out(options):
        hint = "The configuration or .gitignore leaves out what is there: see --show-config FILE, or say --no-exclude."
    told = f" ({passed_over} passed over)" if passed_over else ""
    return UsageError(f"No template was found in “{where}”{told}", hint)


def _is_left_out(options: RunOptions) -> bool:
    return STDIN in options.paths or bool(discover(options.paths or (".",)))


def _found(options: RunOptions, paths: tuple[str, ...], keep: Callable[[Path], bool] | None) -> tuple[Found, ...]:
    """What lies at these paths, but for the reports that the run itself writes."""
    found = discover(paths, keep)
    return (
        tuple(file for file in found if Path(os.path.realpath(file.path)) not in options.written)
        if options.written
        else found
    )


class _TooMany(Exception):  # noqa: N818 - nothing went wrong
    pass


def _bounded(keep: Callable[[Path], bool]) -> Callable[[Path], bool]:
    """The same filter for as many paths as can be looked at in passing."""
    left = iter(range(_MOST_SEARCHED))

    def asked(path: Path) -> bool:
        if next(left, None) is None:
            raise _TooMany
        return keep(path)

    return asked
