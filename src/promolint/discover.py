"""From paths to files: what a person names is read, what lies in a folder is read if it may hold a message."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from promolint.disk import is_file
from promolint.errors import UsageError
from promolint.globs import leads_out, shown
from promolint.reading.formats import is_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_SKIPPED_FOLDERS = frozenset({"node_modules", "vendor", "__pycache__", "venv", "site-packages"})
_ABOUT_THE_PROJECT = re.compile(
    r"(?:readme|changelog|changes|licen[cs]e|contributing|code_of_conduct|security|authors|humans|robots"
    r"|(?:[\w-]+-)?(?:requirements|constraints)(?:-[\w-]+)?)(?:\.\w+)*\.(?:md|markdown|txt)",
    re.IGNORECASE,
)
_OF_PROMOLINT = frozenset({"promolint-labels.jsonl", "promolint-baseline.json"})


class Found(NamedTuple):
    """A file to read. ``name`` is relative to the current folder, with ``/``."""

    path: Path
    name: str


def discover(paths: Sequence[str], keep: Callable[[Path], bool] | None = None) -> tuple[Found, ...]:
    """The files at ``paths``, each once, sorted by name; of files and folders only what ``keep`` is for, if given.

    A folder that cannot be entered and a link that leads nowhere are among them: reading them tells why they fail. A
    symbolic link that was met in a folder, and leads out of its project, is not: nothing outside is ever read so.

    Raises:
        UsageError: one of the paths does not exist.

    """
    found: dict[str, Found] = {}
    for path in map(Path, paths):
        if not os.path.exists(path):  # noqa: PTH110 - it raises nothing
            raise UsageError(f"There is no file or folder “{path}”", "Check the spelling and the current folder.")
        for file in _met_in(path, keep) if os.path.isdir(path) else (Found(path, shown(path)),):  # noqa: PTH112
            if keep is None or keep(file.path):
                found[file.name] = file
    return tuple(found[name] for name in sorted(found))


def links_out(paths: Sequence[str]) -> int:
    """How many symbolic links in the folders among ``paths`` lead out of their project, and are passed over."""
    folders = filter(os.path.isdir, map(Path, paths))
    return sum(leads_out(file.path, folder) for folder in folders for file in _files_below(folder, None))


def _met_in(folder: Path, keep: Callable[[Path], bool] | None) -> Iterator[Found]:
    return (file for file in _files_below(folder, keep) if not leads_out(file.path, folder))


def may_hold_messages(name: PurePosixPath) -> bool:
    """Whether a file of this name, met in a folder, is read: a template's ending, and no file about the project."""
    if name.name.startswith(".") or name.name in _OF_PROMOLINT or _ABOUT_THE_PROJECT.fullmatch(name.name):
        return False
    return is_known(name)


def is_met(name: PurePosixPath) -> bool:
    """Whether a file of this name, from the folder of a run, is met in it: no folder on the way is passed by."""
    return may_hold_messages(name) and len(_entered(name.parts[:-1])) == len(name.parts) - 1


def _files_below(folder: Path, keep: Callable[[Path], bool] | None) -> Iterator[Found]:
    closed: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in _entered(folders) if keep is None or keep(Path(root, name)))
        above = shown(Path(root))
        for name in sorted(files):
            path = Path(root, name)
            if may_hold_messages(PurePosixPath(name)) and (is_file(path) or not os.path.exists(path)):  # noqa: PTH110
                yield Found(path, name if above == "." else f"{above}/{name}")
    yield from (Found(path, shown(path)) for path in closed)


def _entered(folders: Iterable[str]) -> list[str]:
    return [folder for folder in folders if not folder.startswith(".") and folder not in _SKIPPED_FOLDERS]
