"""Which files a run leaves out: by ``include`` and ``exclude``, and by what git ignores."""

from __future__ import annotations

import os
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from promolint.disk import is_file, whole

if TYPE_CHECKING:
    from collections.abc import Collection

    from pathspec import GitIgnoreSpec

    from promolint.config import Config, Globs

_GITIGNORE = ".gitignore"
_MAGIC = frozenset("*?[\\")


def matches(globs: Globs, path: Path, *, is_folder: bool = False) -> bool:
    """Whether what lies at ``path`` (absolute) is meant; a pattern that means a folder means all in it."""
    return bool(globs.patterns) and _spec(globs.patterns).match_file(
        _seen_from(globs.folder, path, is_folder=is_folder)
    )


def all_lies_in(globs: Globs, places: Collection[Path]) -> bool:
    """Whether nothing can be meant but what lies at, or in, one of ``places`` (absolute), whatever files there are."""
    starts = [_start(globs.folder, glob) for glob in globs.patterns if glob[:1] not in {"#", "!"}]
    return all(any(place in (start, *start.parents) for place in places) for start in starts)


def absolute(path: Path) -> Path:
    """The path from the root, without ``..``; symbolic links stay as they are."""
    return Path(os.path.normpath(path.absolute()))


def shown(path: Path) -> str:
    """The path as messages name it: from the current folder where it lies there or not far above, with ``/``."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # on Windows there is no way from one drive to another
        return path.as_posix()


def top_above(folder: Path, start: Path) -> Path:
    """The repository that a folder lies in; without one the folder of the run, if it lies there, or itself."""
    repository = next(filter(_is_repository, (folder, *folder.parents)), None)
    return repository or _without_repository(folder, start)


def is_within(path: Path, top: Path) -> bool:
    """Whether a path lies below ``top``, all symbolic links followed."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(top))


def leads_out(file: Path, folder: Path) -> bool:
    """Whether a file met in ``folder`` is a symbolic link out of the repository, or what else is the folder's top."""
    is_link = os.path.islink(file)  # noqa: PTH114 - it raises nothing
    return is_link and not is_within(file, top_above(absolute(folder), Path.cwd()))


def _is_repository(folder: Path) -> bool:
    return os.path.exists(folder / ".git")  # noqa: PTH110 - it raises nothing


def _without_repository(folder: Path, start: Path) -> Path:
    return start if folder.is_relative_to(start) else folder


class Filter:
    """Says of a file whether a run leaves it out, and why; each ``.gitignore`` is read once."""

    def __init__(self, config: Config, start: Path | None = None) -> None:
        """Begin a run in the folder ``start`` (absolute), by default the current one."""
        self._config = config
        self._start = start or Path.cwd()
        self._rules_for = cache(self._found_rules)
        self._repository = cache(self._found_repository)

    def keeps(self, path: Path) -> bool:
        """Whether the file, or what lies in the folder, is to be read."""
        return not self.why(path)

    def why(self, path: Path) -> str:
        """What leaves the file out: a key of the configuration, or ``.gitignore``; empty where nothing does."""
        path, is_folder = absolute(path), os.path.isdir(path)  # noqa: PTH112 - it raises nothing
        include, exclude = self._config.include, self._config.exclude
        if matches(exclude.value, path, is_folder=is_folder):
            return exclude.origin
        if include.value.patterns and not is_folder and not matches(include.value, path):
            return include.origin
        ignored = self._config.respect_gitignore.value and self._is_ignored(path, is_folder=is_folder)
        return _GITIGNORE if ignored else ""

    def _is_ignored(self, path: Path, *, is_folder: bool) -> bool:
        """Whether git ignores it. What lies in an ignored folder is ignored, whatever other lines say."""
        if is_folder and path == self._top(path):
            return False
        rules = self._rules_for(path.parent)
        if rules is None:
            return True
        answers = (each.check_file(_inside(folder, path, is_folder=is_folder)).include for folder, each in rules)
        return bool(next((said for said in answers if said is not None), False))

    def _top(self, folder: Path) -> Path:
        return self._repository(folder) or _without_repository(folder, self._start)

    def _found_repository(self, folder: Path) -> Path | None:
        if _is_repository(folder):
            return folder
        return None if folder == folder.parent else self._repository(folder.parent)

    def _found_rules(self, folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...] | None:
        """What says something of the files in a folder, the nearest first; None of an ignored one, as all in it is."""
        own = _rules_in(folder)
        here = ((folder, own),) if own else ()
        if folder == self._top(folder):
            return here
        above = None if self._is_ignored(folder, is_folder=True) else self._rules_for(folder.parent)
        return None if above is None else here + above


def _rules_in(folder: Path) -> GitIgnoreSpec | None:
    """The lines of its ``.gitignore``; what is no readable text of a sensible size says nothing, as for git."""
    path = folder / _GITIGNORE
    try:
        text = whole(path).decode("utf-8-sig", errors="replace") if is_file(path) else ""
    except OSError:
        return None
    return _spec(tuple(text.splitlines())) if text else None


@cache
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    from promolint.wildcards import pattern_of

    return GitIgnoreSpec([pattern for line in patterns if (pattern := pattern_of(line))])


def _start(folder: Path, glob: str) -> Path:
    """The file or folder that all lies in that a glob can mean: as far as its names stand for themselves."""
    names = glob.rstrip("/").split("/")
    if len(names) == 1:  # at any depth
        return folder
    plain = takewhile(lambda name: not _MAGIC.intersection(name), names)
    return absolute(folder.joinpath(*filter(None, plain)))


def _inside(folder: Path, path: Path, *, is_folder: bool) -> str:
    """The way from a folder to what lies below it, with ``/``, and one behind a folder."""
    way = path.as_posix().removeprefix(folder.as_posix()).lstrip("/")
    return f"{way}/" if is_folder else way


def _seen_from(folder: Path, path: Path, *, is_folder: bool = False) -> str:
    """The way from a folder to what lies there, with ``/`` behind a folder."""
    try:
        seen = Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on Windows there is no way from one drive to another
        seen = path.as_posix()
    return f"{seen}/" if is_folder else seen
