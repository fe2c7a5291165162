"""Files of settings that are folders, pipes, devices, huge, binary or nested without end: one sentence, or nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


def _folder(path: Path) -> None:
    path.mkdir()


def _binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(20_000_000_000)


def _nested(path: Path) -> None:
    path.write_text("a = " + "[" * 9000, "utf-8")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize("make", [_folder, _binary, _endless, _huge, _nested])
@pytest.mark.parametrize("option", ["--config", "--tuning", "--policy", "--baseline"])
def test_a_file_of_settings_that_is_none(option: str, make: Callable[[Path], None], ask: Run, flagged: Path) -> None:
    """Named, it ends the run with one sentence about that file; no memory is taken for it."""
    make(flagged.with_name("own.toml"))
    ran = ask("check", flagged.name, option, "own.toml")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("promolint: ")
    assert "own.toml" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("make", "status"), [(_folder, 1), (_pipe, 1), (_endless, 1), (_binary, 2), (_huge, 2), (_nested, 2)]
)
@pytest.mark.parametrize("name", ["promolint.toml", "promolint-tuning.toml"])
def test_a_file_of_settings_that_lies_there(
    name: str, make: Callable[[Path], None], status: int, ask: Run, flagged: Path
) -> None:
    """What is no plain file is not meant; what is one and says nothing ends the run."""
    make(flagged.with_name(name))
    ran = ask("check", flagged.name)
    assert ran.returncode == status
    assert (ran.stderr.count(name), len(ran.stderr.splitlines())) == ((1, 1) if status == 2 else (0, 0))


@pytest.mark.parametrize("make", [_folder, _pipe, _endless, _binary, _huge, _nested])
@pytest.mark.parametrize("name", ["pyproject.toml", ".gitignore"])
def test_a_file_of_others_that_lies_there(name: str, make: Callable[[Path], None], ask: Run, flagged: Path) -> None:
    """Unless it speaks of promolint it stops nobody, whatever it is."""
    make(flagged.with_name(name))
    ran = ask("check", flagged.name, "--format", "concise")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith("flagged.html:3:13: PL101")
