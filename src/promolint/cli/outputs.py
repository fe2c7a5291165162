"""Reports into files: what ``--output FORMAT=FILE`` names, and how a file is written whole."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from promolint.errors import PromolintError, UsageError, require_known
from promolint.reporting.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable


class Output(NamedTuple):
    """One report to write; ``path`` leads to the file itself, through symbolic links."""

    format: str
    path: Path


def outputs(given: Iterable[str]) -> tuple[Output, ...]:
    """What is to be written where, checked before anything is linted.

    Raises:
        UsageError: a format is unknown, or a file cannot be written where it is asked for.

    """
    asked = tuple(map(_output, given))
    paths = [output.path for output in asked]
    twice = next((path for path in paths if paths.count(path) > 1), None)
    if twice is not None:
        raise UsageError(f"--output names “{twice.name}” twice", "Give each report a file of its own.")
    return asked


def write_whole(path: Path, text: str, what: str = "report") -> None:
    """Write a file as a whole or not at all: whoever reads it sees the old one or the new one, never a half.

    Raises:
        PromolintError: it could not be written; the file is as it was before.

    """
    beside = path.with_name(f".promolint-{os.getpid()}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(text.encode("utf-8", "backslashreplace"))
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as error:
        hint = "Free some space, or choose another file."
        raise PromolintError(f"The {what} “{path.name}” could not be written: {error.strerror}", hint) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _output(asked: str) -> Output:
    format_, equals, name = asked.partition("=")
    if not equals or not name:
        raise UsageError(f"--output “{asked}” names no file", "Write --output FORMAT=FILE, such as sarif=report.sarif.")
    require_known("format", format_, FORMATS)
    if name == "-":
        raise UsageError("--output writes files", f"For standard output say --format {format_}.")
    path = Path(os.path.realpath(name))
    if not os.path.isdir(path.parent):  # noqa: PTH112 - it raises nothing
        raise UsageError(f"There is no folder for “{name}”", "Make the folder first, or choose another file.")
    there = os.path.exists(path)  # noqa: PTH110 - it raises nothing
    if there and not path.is_file():
        raise UsageError(f"“{name}” is no plain file", "Choose a file to write the report into.")
    if not os.access(path if there else path.parent, os.W_OK):
        raise UsageError(f"“{name}” may not be written", "Change its permissions, or choose another file.")
    return Output(format_, path)
