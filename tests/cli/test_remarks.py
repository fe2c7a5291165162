"""What stands on standard error, how much of it, and how little: own reports, --verbose, --quiet."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import CLEAN, FLAGGED

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

SUMMARY = "1 error, 0 warnings, 0 notes in 2 messages; 2 links judged\n"


@pytest.mark.usefixtures("clean", "flagged")
def test_reports_of_earlier_runs_are_no_templates(ask: Run) -> None:
    """Whatever lies there from before changes nothing; it is counted."""
    before = json.loads(ask("check", "--format", "json").stdout)
    for name in ("html=report.html", "jsonl=all.jsonl", "markdown=report.md", "text=report.txt", "json=report.json"):
        assert ask("check", "--exit-zero", "--output", name).returncode == 0
    after = json.loads(ask("check", "--format", "json").stdout)
    assert after["summary"].pop("passed_over") - before["summary"].pop("passed_over") == 5
    assert after == before
    closing = f"{SUMMARY}5 reports of promolint itself passed over\nThis is a technical check and no legal advice.\n"
    assert ask("check").stdout.endswith(closing)
    assert "5 Berichte von promolint selbst übergangen\n" in ask("check", "--language", "de").stdout
    assert "<p>5 reports of promolint itself passed over</p>" in ask("check", "--format", "html").stdout


def test_a_report_that_is_named(ask: Run, clean: Path) -> None:
    """Nobody takes it for checked: standard error names it, and alone it is no template at all."""
    ask("check", clean.name, "--output", "html=report.html")
    told = (
        "promolint: report.html was written by promolint itself, so it was not checked. Name the templates instead.\n"
    )
    both = ask("check", clean.name, "report.html", "-q")
    assert (both.returncode, both.stderr) == (0, told)
    alone = ask("check", "./report.html")
    assert (alone.returncode, alone.stdout) == (2, "")
    assert alone.stderr == (
        f"{told}promolint: No template was found in “./report.html” (1 written by promolint passed over). "
        "Name a file or a folder with templates, or say --allow-empty.\n"
    )
    assert ask("check", ".").stderr == ""


def test_a_report_on_standard_input(run: Run, clean: Path) -> None:
    """It is known there too, by the name that it is given."""
    report = run("check", clean.name, "--format", "html").stdout
    ran = run("check", "-", "--stdin-filename", "old.html", stdin=report)
    assert ran.returncode == 2
    assert ran.stderr.startswith("promolint: old.html was written by promolint itself")


@pytest.mark.usefixtures("clean", "flagged")
def test_quiet(ask: Run) -> None:
    """Findings and numbers stay, and what was not read; what is always the same goes."""
    loud, quiet = ask("check"), ask("check", "-q")
    assert (loud.returncode, quiet.returncode, quiet.stderr) == (1, 1, "")
    finding, _, advice = loud.stdout.partition("Two questions decide")
    assert quiet.stdout == f"{finding}{SUMMARY}"
    assert SUMMARY in advice
    assert ask("check", "clean.html", "--quiet").stdout == "0 errors, 0 warnings, 0 notes in 1 message; 1 link judged\n"
    assert ask("check", "-q", "--ignore", "discount", "--select", "PL1").stdout == SUMMARY.replace(
        "1 error", "0 errors"
    )


@pytest.mark.usefixtures("flagged")
def test_quiet_hides_no_failure(ask: Run, tmp_path: Path) -> None:
    """An unread file, and what was excepted, are told all the same."""
    (tmp_path / "broken.html").write_bytes("<p>grün ".encode() + b"\xff\xfe</p>")
    (tmp_path / "kept.html").write_text(
        FLAGGED.replace("<p><a", "<!-- promolint: ignore[PL101] agreed -->\n<p><a"), encoding="utf-8"
    )
    ran = ask("check", "-q")
    assert ran.returncode == 2
    assert "broken.html:1:9: PL901 error: The byte 0xff is not valid UTF-8. Save the file as UTF-8.\n" in ran.stdout
    assert ran.stdout.endswith("; 2 links judged, 1 file unread\n1 finding suppressed\n")


@pytest.mark.parametrize("format_", ["concise", "json", "sarif", "html"])
@pytest.mark.usefixtures("flagged")
def test_other_formats_are_as_they_are(format_: str, ask: Run) -> None:
    """What a machine reads is neither quiet nor loud."""
    plain = ask("check", "--format", format_).stdout
    assert ask("check", "--format", format_, "-q").stdout == plain
    assert ask("check", "--format", format_, "-v").stdout == plain


def test_verbose(ask: Run, tmp_path: Path) -> None:
    """Which configuration, policies and model; what was found, left out by what, passed over; where kinds are from."""
    files = {
        "promolint.toml": 'exclude = ["old/"]\n[[overrides]]\npaths = ["us/"]\npolicy = ["can-spam", "phorest"]\n',
        ".gitignore": "build/\n",
        "build/a.html": FLAGGED,
        "build/b.html": FLAGGED,
        "old/a.html": FLAGGED,
        "us/a.html": CLEAN,
        "a.html": CLEAN,
        "plain.html": '<p>Hello</p><a href="{{ url }}">{{ label }}</a>',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "logo.html").write_bytes(b"\0\1")
    ran = ask("check", "-v")
    lines = ran.stderr.splitlines()
    left_out = "2 left out by .gitignore, 1 left out by promolint.toml:exclude"
    assert [re.sub(r"\d+\.\d+.*", "#", line) for line in lines] == [
        "promolint: configuration: promolint.toml",
        "promolint: policies:      gdpr-strict, can-spam + phorest",
        "promolint: model:         #",
        f"promolint: files:         4 found, {left_out}, 1 binary file passed over",
        "promolint: kinds:         2 declared, 1 unknown",
        "promolint: seconds:       #",
    ]
    assert ran.stdout == ask("check").stdout
    (tmp_path / "us/passwd.html").symlink_to("/etc/passwd")
    assert ask("check", "-v").stderr.splitlines()[3] == lines[3].replace(
        "1 binary", "1 symbolic link out of the project passed over, 1 binary"
    )
    german = ask("check", "-v", "--language", "de", "--no-exclude").stderr.splitlines()
    outside = "1 symbolischer Link aus dem Projekt hinaus übergangen"
    assert german[3] == f"promolint: Dateien:          7 gefunden, {outside}, 1 Binärdatei übergangen"
    assert ask("links", "-v").stderr.splitlines()[0] == lines[0]


def test_verbose_where_nothing_was_found(ask: Run, tmp_path: Path) -> None:
    """It says why before the error does."""
    (tmp_path / ".gitignore").write_text("*.html\n", encoding="utf-8")
    (tmp_path / "a.html").write_text(CLEAN, encoding="utf-8")
    ran = ask("check", "-v")
    assert ran.returncode == 2
    configuration, *_, files, kinds, _seconds, error = ran.stderr.splitlines()
    assert configuration == "promolint: configuration: -"
    assert files == "promolint: files:         0 found, 1 left out by .gitignore"
    assert kinds == "promolint: kinds:         -"
    assert error.startswith("promolint: No template was found")


@pytest.mark.parametrize("name", ["a\x1b[2Jb.html", "a\u202eb.html"])
def test_no_name_steers_a_terminal(name: str, ask: Run) -> None:
    """A file's name stands in an error as escapes."""
    for command in (["check", name], ["explain", f"{name}:1"], ["check", "--config", name]):
        told = ask(*command).stderr
        assert told.startswith("promolint: ")
        assert not set(name) & {"\x1b", "\u202e"} & set(told)


def test_nothing_but_links_out_of_the_project(ask: Run, tmp_path: Path) -> None:
    """The error says what was passed over, not what it says; named, the file is read."""
    (tmp_path / "here").mkdir()
    (tmp_path / "out.html").write_text(FLAGGED, encoding="utf-8")
    (tmp_path / "here/.git").mkdir()
    (tmp_path / "here/a.html").symlink_to("../out.html")
    ran = ask("check", "here")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == (
        "promolint: No template was found in “here” (1 linked from outside the project passed over). "
        "Name a file or a folder with templates, or say --allow-empty.\n"
    )
    assert ask("check", "here/a.html").returncode == 1
