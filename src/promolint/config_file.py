"""Where a configuration comes from: the nearest file upward, what it extends, and each key checked as it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from promolint import errors
from promolint.config import Config, Said, laid_over
from promolint.disk import is_file, toml, whole
from promolint.globs import absolute, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from promolint.config_table import Table

FILE, PYPROJECT = "promolint.toml", "pyproject.toml"


def nearest(folder: Path) -> Path | None:
    """The configuration that holds in ``folder``: that of the nearest folder upward that has one."""
    for each in (folder, *folder.parents):
        if is_file(each / FILE):
            return each / FILE
        pyproject = each / PYPROJECT
        if is_file(pyproject) and _speaks_of_promolint(pyproject):
            return pyproject
    return None


def load(path: Path) -> Config:
    """What a file says, laid over what the files say that it extends.

    Raises:
        ConfigError: it cannot be read, says something that cannot be meant, or extends itself; names file and key.

    """
    return _load(path, ())


def _load(path: Path, above: tuple[Path, ...]) -> Config:
    from promolint.config_keys import config_of
    from promolint.config_table import Entry

    path = absolute(path)
    top = _read(path)
    base = top.said("extend", Entry.text, Said(""))
    config = config_of(top)
    if not base.value:
        return config
    below = absolute(path.parent / base.value)
    chain = (*above, path)
    if below in chain:
        way = " → ".join(map(shown, (*chain[chain.index(below) :], below)))
        top.entry("extend").fail(f"goes round in a circle: {way}", "Take one of these lines away.")
    if not is_file(below):
        top.entry("extend").fail(f"there is no file “{base.value}”", "Paths start from the folder of this file.")
    return laid_over(config, _load(below, chain))


def _speaks_of_promolint(pyproject: Path) -> bool:
    """Whether it has a table [tool.promolint]; the parser is loaded only where the word stands in the file."""
    try:
        if b"promolint" not in whole(pyproject):
            return False
    except OSError:
        return False
    return "promolint" in _tool(_parsed(pyproject))


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return toml(path)
    except OSError as error:
        hint = "Check that it exists and that you may read it."
        raise errors.ConfigError(f"{shown(path)} could not be read: {error.strerror}", hint) from error
    except ValueError as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeError) else str(error)
        raise errors.ConfigError(f"{shown(path)} is not TOML: {reason}", "Mend the file at that place.") from error


def _tool(data: dict[str, Any]) -> Mapping[str, Any]:
    tool = data.get("tool")
    return tool if isinstance(tool, dict) else {}


def _read(path: Path) -> Table:
    from promolint.config_table import Entry

    data = _parsed(path)
    if path.name != PYPROJECT:
        return Entry(path, "", data).table()
    if "promolint" not in _tool(data):
        raise errors.ConfigError(f"{shown(path)} has no table [tool.promolint]", "Add one, or name another file.")
    return Entry(path, "tool.promolint", _tool(data)["promolint"]).table()
