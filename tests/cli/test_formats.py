"""``--format`` and ``--output``: several reports of one run, each file whole or untouched."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from promolint.reporting.formats import FORMATS

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]

BROKEN = b"<!-- promolint: kind=no-such-kind --><p>Hallo</p>"


@pytest.mark.parametrize("name", FORMATS)
def test_each_format(name: str, ask: Run, flagged: Path) -> None:
    """Findings end with 1 in every format, and a file holds what standard output shows."""
    ran = ask("check", flagged.name, "--format", name, "--output", f"{name}=report")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert flagged.with_name("report").read_bytes() == ran.stdout.encode()
    assert "PL101" in ran.stdout


def test_several_reports_of_one_run(run: Run, flagged: Path) -> None:
    """Standard output keeps its own format; nothing else is left in the folder."""
    asked = [f"--output={name}=out.{name}" for name in ("sarif", "junit", "gitlab", "text")]
    ran = run("check", flagged.name, *asked, "--format", "concise")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "flagged.html:3:13: PL101" in ran.stdout
    here = {path.name: path.read_text("utf-8") for path in flagged.parent.iterdir()}
    assert set(here) == {"flagged.html", "out.sarif", "out.junit", "out.gitlab", "out.text"}
    assert json.loads(here["out.sarif"])["runs"][0]["results"][0]["ruleId"] == "PL101"
    assert json.loads(here["out.gitlab"])[0]["location"]["path"] == "flagged.html"
    assert ET.fromstring(here["out.junit"]).get("failures") == "1"  # noqa: S314 - promolint's own report


def test_files_have_no_colours(ask: Run, flagged: Path) -> None:
    """They are for a terminal, whatever it is told."""
    assert "\x1b[" in ask("check", flagged.name, "--color", "--output", "text=report").stdout
    assert "\x1b[" not in flagged.with_name("report").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [([], 1), (["--exit-zero"], 0), (["--ignore", "PL101"], 0), (["--fail-on", "note"], 1), (["broken.html"], 2)],
)
def test_the_exit_status_is_the_same(arguments: list[str], status: int, ask: Run, flagged: Path) -> None:
    """A report in a file changes nothing about it; an unread file is told in the file too."""
    flagged.with_name("broken.html").write_bytes(BROKEN)
    without = ask("check", flagged.name, *arguments)
    ran = ask("check", flagged.name, *arguments, "--output", "json=report.json")
    assert (ran.returncode, ran.stdout) == (without.returncode, without.stdout)
    assert ran.returncode == status
    assert bool(json.loads(flagged.with_name("report.json").read_text("utf-8"))["errors"]) is (status == 2)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["sarif"], "--output “sarif” names no file. Write --output FORMAT=FILE"),
        (["sarif="], "--output “sarif=” names no file."),
        (["sarf=x"], "There is no format “sarf”. Did you mean sarif?"),
        (["json=-"], "--output writes files. For standard output say --format json."),
        (["json=no/x.json"], "There is no folder for “no/x.json”. Make the folder first"),
        (["json=flagged.html/x"], "There is no folder for “flagged.html/x”."),
        (["json=."], "“.” is no plain file. Choose a file"),
        (["json=/dev/null"], "“/dev/null” is no plain file."),
        (["json=x", "sarif=./x"], "--output names “x” twice. Give each report a file of its own."),
    ],
)
def test_a_wrong_call(asked: list[str], said: str, ask: Run, flagged: Path) -> None:
    """2 before anything is linted, with the next step; no file is made."""
    ran = ask("check", flagged.name, *(f"--output={one}" for one in asked))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"promolint: {said}" in ran.stderr
    assert [path.name for path in flagged.parent.iterdir()] == ["flagged.html"]


def test_a_file_that_may_not_be_written(ask: Run, flagged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays as it is, although the folder would let it be replaced."""
    kept = flagged.with_name("kept.json")
    kept.write_text("kept", "utf-8")
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "kept.json" and real(path, mode))
    ran = ask("check", flagged.name, "--output", "json=kept.json")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "“kept.json” may not be written. Change its permissions" in ran.stderr
    assert kept.read_text("utf-8") == "kept"


@pytest.mark.parametrize("step", ["open", "replace"])
def test_a_report_that_cannot_be_written(step: str, ask: Run, flagged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """2 and no half file: the old report is still there, and nothing beside it; the findings are told all the same."""
    kept = flagged.with_name("kept.json")
    kept.write_text("kept", "utf-8")
    real = getattr(Path, step)

    def full(self: Path, *arguments: object, **options: object) -> object:
        if self.name.endswith(".tmp"):
            if step == "open":
                real(self, *arguments, **options).close()
            raise OSError(28, "No space left on device")
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, step, full)
    ran = ask("check", flagged.name, "--output", "json=kept.json")
    assert ran.returncode == 2
    assert "PL101" in ran.stdout
    assert ran.stderr == (
        "promolint: The report “kept.json” could not be written: No space left on device. "
        "Free some space, or choose another file.\n"
    )
    assert kept.read_text("utf-8") == "kept"
    assert {path.name for path in flagged.parent.iterdir()} == {"flagged.html", "kept.json"}


def test_an_old_report_is_replaced(ask: Run, flagged: Path) -> None:
    """It keeps its permissions, and a symbolic link still leads to it."""
    old = flagged.with_name("old.json")
    old.write_text("x" * 100_000, "utf-8")
    old.chmod(0o640)
    flagged.with_name("latest.json").symlink_to("old.json")
    assert ask("check", flagged.name, "--output", "json=latest.json").returncode == 1
    assert flagged.with_name("latest.json").is_symlink()
    assert json.loads(old.read_text("utf-8"))["format"] == "promolint-check-v1"
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_new_report_is_as_readable_as_any_file(ask: Run, flagged: Path) -> None:
    """A temporary file's tight permissions do not stick to it: another step of a build may read it."""
    flagged.with_name("any").touch()
    ask("check", flagged.name, "--output", "json=report.json")
    assert flagged.with_name("report.json").stat().st_mode == flagged.with_name("any").stat().st_mode


@pytest.mark.parametrize("name", ["html", "json", "markdown", "text"])
def test_a_report_is_no_template(name: str, ask: Run, flagged: Path) -> None:
    """A second run over the folder finds what the first one found, although the report lies in it."""
    ending = {"markdown": "md", "text": "txt"}.get(name, name)
    arguments = ("check", ".", "--output", f"{name}=report.{ending}", "--format", "json")
    assert ask(*arguments).stdout == ask(*arguments).stdout
    assert flagged.with_name(f"report.{ending}").exists()
