"""``check --watch``: a real process that sees real edits, and what it makes of each change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
import watchfiles

from promolint.judging import model
from tests.conftest import CLEAN, FLAGGED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Change = tuple[watchfiles.Change, str]
    Step = Callable[[], list[Path]]

DEADLINE = 120.0
END = "This is a technical check and no legal advice.\n"


def _write(path: Path, text: str) -> list[Path]:
    """Put a text in the place of a file, as editors do."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
    return [path]


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """``promolint check --watch`` in a folder with one clean template."""
    _write(tmp_path / "a.html", CLEAN)
    process = subprocess.Popen(
        [sys.executable, "-m", "promolint", "check", "--watch", "--language", "en"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
    )
    late = threading.Timer(DEADLINE, process.kill)
    late.start()
    with process:
        yield process
        process.kill()
    late.cancel()


def _report(process: subprocess.Popen[str]) -> str:
    """The next report; half of one if the process ends."""
    assert process.stdout is not None
    lines: list[str] = []
    while line := process.stdout.readline():
        lines.append(line)
        if line == END:
            break
    return "".join(lines)


@pytest.mark.skipif(sys.platform == "win32", reason="sends Ctrl-C as a signal")
def test_a_process_that_watches(watching: subprocess.Popen[str], tmp_path: Path) -> None:
    """It reports, sees an edit, a mistake in the configuration and its correction, and ends with 0 by Ctrl-C."""
    assert watching.stderr is not None
    assert "0 errors, 0 warnings, 0 notes in 1 message" in _report(watching)
    _write(tmp_path / "a.html", FLAGGED)
    assert _report(watching).startswith("a.html:3:13: PL101 discount error")
    _write(tmp_path / "b.html", CLEAN)
    assert "0 errors, 0 warnings, 0 notes in 1 message" in _report(watching)
    said = [watching.stderr.readline() for _ in range(3)]
    assert said == [
        "promolint: watching for changes; Ctrl-C ends it\n",
        "promolint: checking again: a.html\n",
        "promolint: checking again: b.html\n",
    ]
    _write(tmp_path / "promolint.toml", "fail-on = 1")
    assert watching.stderr.readline().startswith("promolint: promolint.toml: fail-on: there is no 1.")
    _write(tmp_path / "promolint.toml", 'ignore = ["discount"]')
    assert "0 errors, 0 warnings, 0 notes in 2 messages" in _report(watching)
    watching.send_signal(signal.SIGINT)
    rest, told = watching.communicate()
    assert (watching.returncode, rest) == (0, "")
    assert told == "promolint: checking again: a.html, b.html\npromolint: no longer watching\n"


@pytest.fixture
def changes(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let watchfiles tell what these steps change, one after the other, and then Ctrl-C."""

    def script(*steps: Step) -> None:
        def watch(*_folders: Path, **_options: object) -> Iterator[set[Change]]:
            yield set()
            for step in steps:
                yield {(watchfiles.Change.modified, str(path)) for path in step()}
            raise KeyboardInterrupt

        monkeypatch.setattr(watchfiles, "watch", watch)

    return script


def _again(stderr: str) -> list[str]:
    """What was said to be checked again, each time."""
    said = "promolint: checking again: "
    return [line.removeprefix(said) for line in stderr.splitlines() if line.startswith(said)]


def test_what_is_checked_again(ask: Run, changes: Callable[..., None], tmp_path: Path) -> None:
    """What a run would read and has changed; all of it where that is judged by something else now."""
    (tmp_path / "old").mkdir()
    for name in ("a.html", "b.html", "old/c.html"):
        _write(tmp_path / name, CLEAN)
    _write(tmp_path / "promolint.toml", 'exclude = ["old/"]\n')
    changes(
        lambda: _write(tmp_path / "a.html", FLAGGED),
        lambda: _write(tmp_path / "old/c.html", FLAGGED),
        lambda: _write(tmp_path / "script.py", "print()"),
        lambda: [tmp_path / ".git" / "index", tmp_path / "gone.html"],
        lambda: _write(tmp_path / ".gitignore", "b.html\n"),
        lambda: [path for name in "defgh" for path in _write(tmp_path / f"{name}.html", CLEAN)],
    )
    ran = ask("check", "--watch", "--format", "concise")
    assert ran.returncode == 0
    assert _again(ran.stderr) == ["a.html", "a.html", "d.html, e.html, f.html, 2 more"]
    assert [line.split()[:2] for line in ran.stdout.splitlines()] == [["a.html:3:13:", "PL101"]] * 2


def test_the_baseline_holds_too(ask: Run, changes: Callable[..., None], flagged: Path, tmp_path: Path) -> None:
    """What it knows is left out each time, and once it changes all is checked by it."""
    ask("baseline", "write")
    text = (tmp_path / "promolint-baseline.json").read_text("utf-8")
    changes(
        lambda: _write(flagged, f"\n{FLAGGED}"),
        lambda: _write(tmp_path / "promolint-baseline.json", '{"format": "promolint-baseline-v1", "files": {}}'),
        lambda: _write(tmp_path / "promolint-baseline.json", text),
    )
    ran = ask("check", "--watch", "--baseline", "promolint-baseline.json", "--format", "concise")
    assert _again(ran.stderr) == ["flagged.html"] * 3
    assert ran.stdout.count("\n") == 1
    assert ran.stdout.startswith("flagged.html:4:13: PL101")


def test_one_file_is_watched(ask: Run, changes: Callable[..., None], clean: Path, flagged: Path) -> None:
    """Its neighbours are none of its business, and the model is loaded once."""
    model.load.cache_clear()
    changes(lambda: [flagged], lambda: _write(clean, FLAGGED), lambda: _write(clean, CLEAN))
    ran = ask("check", "--watch", "--quiet", "--language", "de", clean.name)
    assert model.load.cache_info().misses == 1
    assert (ran.returncode, ran.stderr) == (0, "")
    numbers = [line for line in ran.stdout.splitlines() if line.endswith("1 Link beurteilt")]
    assert [line.split(",")[0] for line in numbers] == ["0 Fehler", "1 Fehler", "0 Fehler"]


def test_what_is_said_in_german(ask: Run, changes: Callable[..., None], clean: Path) -> None:
    """Beginning, middle and end."""
    changes(lambda: [clean])
    assert ask("check", "--watch", "--language", "de").stderr == (
        "promolint: wartet auf Änderungen; Strg-C beendet das\n"
        "promolint: prüft noch einmal: clean.html\n"
        "promolint: wartet nicht mehr auf Änderungen\n"
    )


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["-"], "--watch watches files, and standard input is none. Name files or folders instead of -."),
        ([".", "--output", "html=a.html"], "--watch shows reports and writes none. Leave out --output, or --watch."),
        (["mials"], "There is no file or folder “mials”. Check the spelling and the current folder."),
        (["--config", "none.toml"], "none.toml could not be read: No such file or directory."),
    ],
)
@pytest.mark.usefixtures("clean")
def test_what_cannot_be_watched(arguments: list[str], error: str, ask: Run, changes: Callable[..., None]) -> None:
    """It is told at once, with the next step."""
    changes()
    ran = ask("check", "--watch", *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"promolint: {error}")


@pytest.mark.usefixtures("clean")
def test_without_the_extra(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    ran = ask("check", "--watch")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "promolint: watchfiles is not installed, or too old. Run: pip install 'promolint[watch]'\n"
