"""Reading from the disk without trusting it: whatever a name leads to, no more than a limit of it is ever held."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

MAX_SETTINGS = 5_000_000
_AT_ONCE = 65_536


def beginning(file: BinaryIO, limit: int) -> bytes:
    """Up to ``limit`` bytes of a file, and one more where there are more; a device without end costs no more either."""
    data = file.read(min(limit + 1, _AT_ONCE))
    if len(data) < _AT_ONCE:
        return data
    parts, left = [data], limit + 1 - len(data)
    while left > 0 and (data := file.read(min(left, _AT_ONCE))):
        parts.append(data)
        left -= len(data)
    return b"".join(parts)


def whole(path: Path, limit: int = MAX_SETTINGS) -> bytes:
    """The bytes of a file that promolint itself is told something by.

    Raises:
        OSError: it cannot be read, or is larger than ``limit`` bytes.

    """
    with path.open("rb") as file:
        data = beginning(file, limit)
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"It is larger than {limit / 1e6:g} MB")
    return data


def toml(path: Path) -> dict[str, Any]:
    """What a TOML file says.

    Raises:
        OSError: it cannot be read, or is larger than settings ever are.
        ValueError: it is not UTF-8 (a UnicodeError), or no TOML.

    """
    import tomllib

    try:
        return tomllib.loads(whole(path).decode("utf-8-sig"))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def is_file(path: Path) -> bool:
    """Whether a plain file lies there, as far as one may look; a name that no file can have is none."""
    try:
        return path.is_file()
    except OSError:
        return False
