"""Long work says on a terminal how far it is, and leaves nothing of that behind."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from promolint.cli import progress
from tests.conftest import CLEAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STARTED = "from promolint.cli import main, progress; progress.PATIENCE, progress.PAUSE = {patience}, 0; main()"
REPORT = (
    "No link speaks against the policy “gdpr-strict”.\n\n"
    "0 errors, 0 warnings, 0 notes in 3 messages; 3 links judged\n"
    "This is a technical check and no legal advice.\n"
)


class Clock:
    """A clock that goes on by ``step`` seconds each time that it is looked at."""

    def __init__(self, step: float) -> None:
        self._now, self._step = 0.0, step

    def monotonic(self) -> float:
        """The time in seconds."""
        self._now += self._step
        return self._now


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    """Standard error is a terminal."""
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=SimpleNamespace(isatty=lambda: True)))
    return capsys


def _counted(total: int, *, quiet: bool = False) -> Iterator[int]:
    with progress.Progress("en", quiet=quiet) as shown:
        yield from shown.over(range(total), total)


@pytest.mark.parametrize(
    ("step", "states"),
    [
        (0.1, []),
        (0.3, ["4 of 6 files", "5 of 6 files"]),
        (0.6, ["2 of 6 files", "3 of 6 files", "4 of 6 files", "5 of 6 files"]),
        (2.0, ["1 of 6 files", "2 of 6 files", "3 of 6 files", "4 of 6 files", "5 of 6 files"]),
    ],
)
def test_nothing_in_the_first_second(
    step: float, states: list[str], monkeypatch: pytest.MonkeyPatch, terminal: pytest.CaptureFixture[str]
) -> None:
    """From then on each state of the line is written over the last one, and blanks over that at the end."""
    monkeypatch.setattr(progress, "time", Clock(step))
    assert list(_counted(6)) == [0, 1, 2, 3, 4, 5]
    blank = "\r" + " " * len("1 of 6 files") + "\r"
    assert terminal.readouterr() == ("", f"\r\r{blank.join(states)}{blank}" if states else "")


def test_not_more_than_ten_times_a_second(
    monkeypatch: pytest.MonkeyPatch, terminal: pytest.CaptureFixture[str]
) -> None:
    """A line for each of many quick files would be slower than they are."""
    monkeypatch.setattr(progress, "time", Clock(0.025))
    assert len(list(_counted(200))) == 200  # in five seconds
    assert terminal.readouterr().err.count("files") in range(30, 41)


def test_it_is_gone_where_the_work_breaks_off(
    monkeypatch: pytest.MonkeyPatch, terminal: pytest.CaptureFixture[str]
) -> None:
    """Whatever is said next begins at the beginning of a line."""
    monkeypatch.setattr(progress, "time", Clock(2))
    with suppress(KeyboardInterrupt), progress.Progress("de", quiet=False) as shown:
        for number in shown.over(range(9), 9):
            if number == 1:
                raise KeyboardInterrupt
    assert terminal.readouterr().err.split("\r")[-3:] == ["2 von 9 Dateien", " " * 15, ""]


def test_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A log would fill with it."""
    monkeypatch.setattr(progress, "time", Clock(2))
    assert len(list(_counted(6))) == 6
    assert capsys.readouterr() == ("", "")


def test_not_if_quiet(monkeypatch: pytest.MonkeyPatch, terminal: pytest.CaptureFixture[str]) -> None:
    """Who asks for silence has it."""
    monkeypatch.setattr(progress, "time", Clock(2))
    assert len(list(_counted(6, quiet=True))) == 6
    assert terminal.readouterr() == ("", "")


def _on_a_terminal(folder: Path, patience: float, *options: str) -> tuple[str, str]:
    """What ``promolint check`` writes to a pipe, and to the terminal that is its standard error."""
    ours, theirs = pty.openpty()
    ran = subprocess.run(
        [sys.executable, "-c", STARTED.format(patience=patience), "check", "--no-cache", "--language", "en", *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=theirs,
        encoding="utf-8",
        env={**os.environ, "TERM": "xterm"},
        check=True,
    )
    os.close(theirs)
    told = b""
    try:
        while some := os.read(ours, 4096):
            told += some
    except OSError:  # the end of a terminal that nobody writes to any more
        pass
    os.close(ours)
    return ran.stdout, told.decode()


def test_a_real_terminal(tmp_path: Path) -> None:
    """The line comes and goes there; the report in the pipe is the same with and without."""
    for name in "abc":
        (tmp_path / f"{name}.html").write_text(CLEAN, encoding="utf-8")
    blank = "\r" + " " * len("1 of 3 files") + "\r"
    assert _on_a_terminal(tmp_path, 0) == (REPORT, f"\r\r1 of 3 files{blank}2 of 3 files{blank}")
    assert _on_a_terminal(tmp_path, 3600) == (REPORT, "")
    assert _on_a_terminal(tmp_path, 0, "-q") == (REPORT.splitlines(keepends=True)[2], "")
