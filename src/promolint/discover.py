"""From paths to files: what a person names is read, what lies in a folder is read if it may hold a message."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from promolint.errors import UsageError
from promolint.reading.formats import is_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SKIPPED_FOLDERS = frozenset({"node_modules", "vendor", "__pycache__", "venv", "site-packages"})
_NO_MESSAGES = ("readme", "changelog", "license", "licence", "contributing", "code_of_conduct", "security", "notice")


class Found(NamedTuple):
    """A file to read. ``name`` is relative to the current folder where it lies below it, with ``/``."""

    path: Path
    name: str


def discover(paths: Sequence[str]) -> tuple[Found, ...]:
    """The files at ``paths``, each once, sorted by name.

    Raises:
        UsageError: one of the paths does not exist.

    """
    found: dict[str, Found] = {}
    for path in map(Path, paths):
        if not path.exists():
            raise UsageError(f"There is no file or folder “{path}”", "Check the spelling and the current folder.")
        for file in _files_below(path) if path.is_dir() else (path,):
            name = _name_of(file)
            found[name] = Found(file, name)
    return tuple(found[name] for name in sorted(found))


def _files_below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(_entered(folders))
        for name in sorted(files):
            path = Path(root, name)
            if may_hold_messages(PurePosixPath(name)) and path.is_file():
                yield path


def _entered(folders: Iterable[str]) -> list[str]:
    return [folder for folder in folders if not folder.startswith(".") and folder not in _SKIPPED_FOLDERS]


def may_hold_messages(name: PurePosixPath) -> bool:
    """Whether a file of this name, met in a folder, is read: a template's ending, and no file about the project."""
    return is_known(name) and not name.name.startswith(".") and not name.stem.lower().startswith(_NO_MESSAGES)


def _name_of(path: Path) -> str:
    relative = os.path.relpath(path)
    return Path(path if relative.startswith(os.pardir) else relative).as_posix()
