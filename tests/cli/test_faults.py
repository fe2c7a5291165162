"""Faults around a run: each ends it clearly, the findings are told, no half report is left."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from promolint.reporting.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]

PROMOLINT = [sys.executable, "-m", "promolint"]
BOUND = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _as_any_user() -> list[str]:
    """What a command is begun with so that permissions hold for root too."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None or subprocess.run([*BOUND, "true"], check=False, capture_output=True).returncode:
        pytest.skip("root may read everything here")
    return BOUND


def test_files_and_folders_that_may_not_be_read(flagged: Path) -> None:
    """Each is told by name, a folder that may be listed but not entered too; the other findings are told."""
    for name in ("closed", "listed", "none.html"):
        path = flagged.with_name(name)
        path.touch() if path.suffix else path.mkdir()
    flagged.with_name("listed").joinpath("a.html").write_bytes(flagged.read_bytes())
    modes = {"closed": 0o000, "listed": 0o400, "none.html": 0o000}
    for name, mode in modes.items():
        flagged.with_name(name).chmod(mode)
    ran = subprocess.run(
        [*_as_any_user(), *PROMOLINT, "check", "--format", "concise", "--no-cache", "."],
        cwd=flagged.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    for name in modes:
        flagged.with_name(name).chmod(0o700)
    assert (ran.returncode, ran.stderr) == (2, "")
    told = [line.split(": ")[0] for line in ran.stdout.splitlines()]
    assert told == ["flagged.html:3:13", "closed", "listed/a.html", "none.html"]
    assert ran.stdout.count("PL901 error: You may not read this file or folder.") == 3


@pytest.mark.parametrize("options", [[], ["--jobs", "2"]])
def test_a_stopped_run(options: list[str], flagged: Path) -> None:
    """Ctrl-C, as a terminal sends it to all processes: 2, one word, the old report as it was, nothing beside it."""
    for number in range(60):
        flagged.with_name(f"{number}.html").write_bytes(flagged.read_bytes())
    flagged.with_name("report.json").write_text("old", "utf-8")
    pipe = flagged.with_name("zz-pipe")
    os.mkfifo(pipe)
    here = _names(flagged.parent)
    ran = subprocess.Popen(
        [*PROMOLINT, "check", ".", pipe.name, "--no-cache", "--output", "json=report.json", *options],
        cwd=flagged.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    with pipe.open("wb"):  # as soon as promolint reads it
        os.killpg(ran.pid, signal.SIGINT)
        told = ran.communicate(timeout=60)
    assert (ran.returncode, *told) == (2, "", "\npromolint: stopped\n")
    assert flagged.with_name("report.json").read_text("utf-8") == "old"
    assert _names(flagged.parent) == here


def test_a_pipe_is_read_once(flagged: Path) -> None:
    """What a named pipe held is judged; it is not asked again for what it takes in."""
    pipe = flagged.with_name("pipe")
    os.mkfifo(pipe)
    call = [*PROMOLINT, "check", pipe.name, "--format", "concise", "--no-cache"]
    with subprocess.Popen(call, cwd=flagged.parent, stdout=subprocess.PIPE, encoding="utf-8") as running:
        pipe.write_bytes(flagged.read_bytes())
        told, _ = running.communicate(timeout=60)
    assert (running.returncode, [line.split(": ")[:2] for line in told.splitlines()]) == (
        1,
        [["pipe:3:13", "PL101 error"]],
    )


def test_a_full_disk_under_a_report(flagged: Path) -> None:
    """A real process that may write four kilobytes a file: the findings are told, the report is not there by half."""
    for number in range(30):
        flagged.with_name(f"{number}.html").write_bytes(flagged.read_bytes())
    here = _names(flagged.parent)
    ran = subprocess.run(
        [*PROMOLINT, "check", ".", "--format", "concise", "--no-cache", "--output=html=a.html", "--output=json=b.json"],
        cwd=flagged.parent,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        check=False,
    )
    assert ran.returncode == 2
    assert len(ran.stdout.splitlines()) >= 31
    assert ran.stderr.startswith("promolint: The report “a.html” could not be written: File too large. Free some")
    assert _names(flagged.parent) == here


_FORKS = """
import os, sys
from promolint.cli import main
shown = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
for call in (["check", "--no-cache", "flagged.html"], ["explain", "flagged.html:3"]):  # loads what all of them need
    try:
        main(call)
    except SystemExit:
        pass
os.dup2(shown, 1)
for line in sys.stdin.read().splitlines():
    child = os.fork()
    if not child:
        reading, writing = os.pipe()
        os.close(reading)
        os.dup2(writing, 1)
        main(line.split())
    print(line, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def test_a_closed_pipe_in_every_command_and_format(run: Run, flagged: Path) -> None:
    """Where nobody reads, 2 without a word, whatever is written."""
    flagged.with_name("b.json").write_text('{"format": "promolint-baseline-v1", "files": {}}', "utf-8")
    calls = [
        *(f"check --format {name} flagged.html" for name in FORMATS),
        *(f"links --format {name} flagged.html" for name in ("table", "json", "csv")),
        *(f"explain --format {name} flagged.html:3" for name in ("text", "json")),
        *(
            "rule",
            "rule PL101",
            "policy",
            "policy gdpr-strict",
            "check --show-config flagged.html",
            "--help",
            "--version",
        ),
        "baseline check --baseline b.json flagged.html",
    ]
    ran = subprocess.run(
        [sys.executable, "-c", _FORKS],
        cwd=flagged.parent,
        input="\n".join(calls),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ran.stdout.splitlines() == [f"{call} 2" for call in calls]
    assert ran.stderr == ""


def test_closed_streams(flagged: Path) -> None:
    """A report that nobody gets, or a message that cannot come, is no clean run; standard error may be closed."""
    line = '"$0" -m promolint check "$@"'
    calls = {
        f"{line} flagged.html >&-": (
            2,
            "",
            "promolint: Standard output is closed. Lead it into a file, or to /dev/null.\n",
        ),
        f"{line} - <&-": (2, "", "promolint: Standard input (-) is closed. Send a template there, or name a file.\n"),
        f"{line} missing.html 2>&-": (2, "", ""),
    }
    for call, told in calls.items():
        ran = subprocess.run(
            ["bash", "-c", call, sys.executable], cwd=flagged.parent, capture_output=True, text=True, check=False
        )
        assert (ran.returncode, ran.stdout, ran.stderr) == told


@pytest.mark.parametrize("size", ["inf", "nan", "-inf", "0", "-1"])
def test_a_limit_that_is_none(size: str, ask: Run, flagged: Path) -> None:
    """Said as a wrong call, not as a crash."""
    ran = ask("check", f"--max-size={size}", flagged.name)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Invalid value for '--max-size'" in ran.stderr


def test_an_endless_file_is_named(ask: Run, flagged: Path) -> None:
    """As larger than the limit; the other findings are told. Standard input is read as far."""
    ran = ask("check", "/dev/zero", flagged.name, "--format", "concise")
    assert ran.returncode == 2
    assert (
        "PL901 error: The file is larger than the limit of 5 MB. Split the file, or raise the limit (--max-size)."
        in ran.stdout
    )
    assert "flagged.html:3:13: PL101" in ran.stdout
    with Path("/dev/zero").open("rb") as endless:
        fed = subprocess.run(
            [*PROMOLINT, "check", "-"], stdin=endless, capture_output=True, encoding="utf-8", check=False
        )
    assert fed.returncode == 2
    assert "larger than the limit of 5 MB" in fed.stdout


@pytest.mark.parametrize(
    "call",
    [
        ["check", "{}.html"],
        ["check", "--policy", "{}.toml", "flagged.html"],
        ["check", "--config", "{}.toml", "flagged.html"],
        ["check", "--baseline", "{}.json", "flagged.html"],
        ["check", "--kind", "{}", "flagged.html"],
        ["check", "--output", "json={}/a", "flagged.html"],
        ["explain", "{}.html:3"],
        ["explain", "flagged.html:3:" + "9" * 5000],
        ["links", "{}.html"],
        ["rule", "{}"],
        ["policy", "{}"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("name", ["x" * 5000, "\x1b]0;x\x07\u202ea\n\x9b2J\u2028"], ids=["long", "steering"])
@pytest.mark.usefixtures("flagged")
def test_a_name_that_cannot_be(name: str, call: list[str], ask: Run) -> None:
    """One sentence on standard error; nothing in it steers a terminal."""
    ran = ask(*(word.replace("{}", name) for word in call))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("promolint: ")
    assert len(ran.stderr.splitlines()) == 1
    assert not set("\x1b\x07\x9b\u202e\u2028") & set(ran.stderr)


def test_a_file_whose_name_steers(ask: Run, tmp_path: Path) -> None:
    """What is said of it on standard error shows it with escapes, in every command."""
    name = "\x1b]0;x\x07\u202eb.html"
    tmp_path.joinpath(name).write_bytes("<p>ü".encode() + b"\xff")
    for call in (["links", "."], ["explain", f"{name}:1"], ["check", "."], ["baseline", "write", "."]):
        ran = ask(*call)
        assert ran.returncode == 2
        assert "\\u202eb.html" in ran.stdout + ran.stderr
        assert not set("\x1b\x07\u202e") & set(ran.stdout + ran.stderr)


def test_a_link_in_a_circle_beside_a_report(ask: Run, flagged: Path) -> None:
    """It is told as unreadable; that reports are left out of what is read makes no difference."""
    flagged.with_name("loop.html").symlink_to("loop.html")
    ran = ask("check", ".", "--format", "concise", "--output", "json=report.json")
    assert ran.returncode == 2
    assert (
        "loop.html: PL901 error: The file could not be opened; the system says “Too many levels of symbolic links”."
        in ran.stdout
    )
    assert "flagged.html:3:13: PL101" in ran.stdout
