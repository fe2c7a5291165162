"""The two sides that a run compares: the files as they are now, or are staged, and as git has them from before."""

from __future__ import annotations

import os
from collections import defaultdict
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from promolint import git
from promolint.cli.files import STDIN, surroundings, tree_of
from promolint.discover import is_met, may_hold_messages
from promolint.errors import UsageError
from promolint.globs import Filter, absolute, shown
from promolint.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from promolint.cli.options import RunOptions
    from promolint.config import Config

    _Names = Mapping[str, list[str]]


class Sides(NamedTuple):
    """All files that may take others in, ``now`` and ``then``; of those now, the names that the run is to ``read``.

    ``was`` gives for each name that changed what it was then, empty where that is nothing or no plain file; ``gone``
    are names of then that are there no more.
    """

    now: Tree
    then: Tree
    read: frozenset[str]
    was: dict[str, str]
    gone: frozenset[str]


def sides(options: RunOptions, config: Config) -> Sides:
    """What ``--since`` or ``--staged`` compares.

    Raises:
        UsageError: the options do not go together, a path or the revision does not exist, or git cannot be asked.

    """
    if options.staged and options.since is not None:
        raise UsageError("--since and --staged compare with different things", "Say one of them.")
    if STDIN in options.paths:
        raise UsageError("--since and --staged compare files, not standard input (-)", "Name files or folders.")
    tree = tree_of(options, config)
    top = _repository(options)
    whole = surroundings(options, config, tree)
    if options.staged:
        return _staged(options, config, whole, frozenset(tree.names), top)
    changes = git.changed_since(top, git.commit_of(top, options.since or ""))
    return _beside(whole, frozenset(tree.names), changes, _by_path(whole, top), top)


def _repository(options: RunOptions) -> Path:
    """The top of the repository that all paths lie in."""
    paths = [Path(os.path.realpath(path)) for path in options.paths or (".",)]
    top = git.top_of_repository(paths[0] if paths[0].is_dir() else paths[0].parent)
    for path, named in zip(paths, options.paths, strict=False):
        if not path.is_relative_to(top):
            raise UsageError(f"“{named}” lies outside the repository “{top}”", "Run promolint once in each of them.")
    return top


def _staged(options: RunOptions, config: Config, whole: Tree, read: frozenset[str], top: Path) -> Sides:
    """The sides of what is staged: with its contents where others are on disk, without files that git does not know."""
    index = git.staged(top)
    names = _by_path(whole, top)
    untracked = {name for path in index.untracked for name in names.get(path, ())}
    missing = {
        path: [shown(top / path)]
        for path in index.aside
        if path not in names and _would_be_read(top / path, options, config)
    }
    names = {**names, **missing}
    kept = git.contents(top, (blob for path, blob in index.aside.items() if path in names))
    given = {name: kept[blob] for path, blob in index.aside.items() for name in names.get(path, ()) if blob in kept}
    now = Tree({name: path for name, path in whole.paths.items() if name not in untracked}, given, whole.max_bytes)
    added = {name for named in missing.values() for name in named}
    return _beside(now, (read - untracked) | added, index.changes, names, top)


def _would_be_read(path: Path, options: RunOptions, config: Config) -> bool:
    """Whether the run would read a file that is not on disk, if it were there."""
    folders = [absolute(Path(named)) for named in options.paths or (".",)]
    below = [path.relative_to(folder) for folder in folders if folder in path.parents]
    met = any(is_met(PurePosixPath(each)) for each in below)
    return met and (options.no_exclude or Filter(config).keeps(path))


def _beside(now: Tree, read: frozenset[str], changes: Iterable[git.Change], names: _Names, top: Path) -> Sides:
    """The side of now and what git has of before."""
    changed = {name: change for change in changes if change.name for name in names.get(change.name, ())}
    gone = [change for change in changes if not change.name and may_hold_messages(PurePosixPath(change.before))]
    kept = git.contents(top, (change.blob_before for change in (*changed.values(), *gone) if change.blob_before))
    called = {name: _called_before(name, change, top) for name, change in changed.items()}
    was = {name: called[name] if change.blob_before in kept else "" for name, change in changed.items()}
    given = {was[name]: kept[change.blob_before] for name, change in changed.items() if was[name]}
    given |= {shown(top / change.before): kept[change.blob_before] for change in gone if change.blob_before in kept}
    then = Tree(
        {name: path for name, path in now.paths.items() if name not in was},
        {name: data for name, data in now.given.items() if name not in was} | given,
        now.max_bytes,
    )
    return Sides(now, then, read, was, frozenset(then.names) - frozenset(now.names))


def _called_before(name: str, change: git.Change, top: Path) -> str:
    return name if change.before == change.name else shown(top / change.before)


def _by_path(tree: Tree, top: Path) -> dict[str, list[str]]:
    """The names of the files on disk by their paths as git writes them; a symbolic link by its target's as well."""
    real = cache(os.path.realpath)
    names: dict[str, list[str]] = defaultdict(list)
    for name, path in tree.paths.items():
        spots = [Path(real(path.parent), path.name)]
        if path.is_symlink():
            spots.append(Path(os.path.realpath(path)))
        for spot in spots:
            if spot.is_relative_to(top):
                names[spot.relative_to(top).as_posix()].append(name)
    return names
