"""The exit status keeps three things apart: nothing found, findings, nothing proved. Real processes, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from promolint import cli

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]

BROKEN = "<p>Termin</p>\n<p>gr\N{LATIN SMALL LETTER U WITH DIAERESIS}n ".encode() + b"\xff\xfe</p>\n"
UNCLOSED = '<p>Termin <b>morgen\n<a href="https://salon.example/sale">Jetzt 20 % Rabatt auf alle Shampoos sichern'


def test_nothing_found(run: Run, clean: Path) -> None:
    """0, and the report says so."""
    ran = run("check", clean.name)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("No link speaks against the policy “gdpr-strict”.\n")


def test_findings(run: Run, flagged: Path) -> None:
    """1, with the place of the URL."""
    ran = run("check", flagged.name)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith("flagged.html:3:13: PL101 discount error")


@pytest.mark.usefixtures("flagged")
def test_the_current_folder_is_the_default(run: Run) -> None:
    """Without a path, what lies here is checked."""
    assert run("check").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "mials"], "promolint: There is no file or folder “mials”. Check the spelling"),
        (["check", "--kind", "shiping", "."], "promolint: There is no message kind “shiping”. Did you mean"),
        (["check", "--policy", "gdpr", "."], "promolint: There is no policy pack “gdpr”. "),
        (
            ["check", "--policy", "mine.toml", "."],
            "promolint: The policy file mine.toml could not be read: No such file",
        ),
        (["check", "--select", "PL1,PL777", "."], "promolint: There is no rule “PL777”. Did you mean"),
        (["check", "--ignore", "rebate", "."], "promolint: There is no rule “rebate”. "),
        (["check", "--fail-on", "never", "."], "'never' is not one of"),
        (["check", "--sternly"], "No such option"),
        (["check", "--stdin-filename", "a.html", "."], "promolint: --stdin-filename names what is read from standard"),
        (["check", "-", "."], "promolint: Standard input (-) cannot be checked together with files."),
        (["rule", "PL777"], "promolint: There is no rule “PL777”. "),
        (["policy", "gdpr"], "promolint: There is no policy pack “gdpr”. "),
        (["lint"], "No such command 'lint'"),
        ([], "Usage: promolint"),
    ],
)
@pytest.mark.usefixtures("flagged")
def test_a_wrong_call(arguments: list[str], said: str, run: Run) -> None:
    """2, nothing on standard output, and what to do on standard error."""
    ran = run(*arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    """No template proves nothing, unless --allow-empty says that this may be."""
    ran = run("check", ".")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == (
        "promolint: No template was found in “.”. Name a file or a folder with templates, or say --allow-empty.\n"
    )
    (tmp_path / "logo.html").write_bytes(b"\0\1\2")
    assert "(1 binary passed over)" in run("check").stderr
    assert run("check", ".", "--allow-empty").returncode == 0
    assert run("links", ".", "--allow-empty").returncode == 0


@pytest.mark.usefixtures("clean")
def test_a_binary_file_is_passed_over(run: Run, tmp_path: Path) -> None:
    """It is counted and changes nothing."""
    (tmp_path / "picture.html").write_bytes(b"\x89PNG\r\n\0\0")
    ran = run("check", ".")
    assert ran.returncode == 0
    assert "1 binary file passed over" in ran.stdout


@pytest.mark.usefixtures("flagged")
def test_a_broken_encoding(run: Run, tmp_path: Path) -> None:
    """2 with the place, the findings of the other files are still told; --exit-zero hides no unread file."""
    (tmp_path / "broken.html").write_bytes(BROKEN)
    ran = run("check", ".", "--exit-zero")
    assert (ran.returncode, ran.stderr) == (2, "")
    assert "broken.html:2:9: PL901 error: The byte 0xff is not valid UTF-8. Save the file as UTF-8." in ran.stdout
    assert "flagged.html:3:13: PL101" in ran.stdout
    assert "1 file unread" in ran.stdout
    listed = run("links", ".", "--language", "de")
    assert listed.returncode == 2
    said = "broken.html:2:9: PL901 Fehler: Das Byte 0xff ist kein gültiges UTF-8. Die Datei als UTF-8 speichern.\n"
    assert listed.stderr == said
    assert "flagged.html" in listed.stdout


def test_an_unclosed_tag_is_still_read(run: Run, tmp_path: Path) -> None:
    """Half a template is judged like a whole one."""
    (tmp_path / "half.html").write_text(UNCLOSED, encoding="utf-8")
    ran = run("check", "half.html", "--kind", "appointment-confirmation", "--format", "concise")
    assert ran.returncode == 1
    assert ran.stdout.startswith("half.html:2:10: PL101 error: ")


@pytest.mark.usefixtures("flagged")
def test_an_unreadable_file(run: Run, tmp_path: Path) -> None:
    """A file that cannot be opened is told, and the others are checked."""
    (tmp_path / "gone.html").symlink_to("nowhere.html")
    ran = run("check", ".", "--format", "concise")
    assert ran.returncode == 2
    assert "gone.html: PL901 error: The file is not there, or it is a link that leads nowhere." in ran.stdout
    assert "flagged.html:3:13: PL101" in ran.stdout


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_closed_folder(run: Run, tmp_path: Path) -> None:
    """A folder that may not be entered is no clean folder."""
    (tmp_path / "closed").mkdir(mode=0)
    ran = run("check", ".")
    (tmp_path / "closed").chmod(0o700)
    assert ran.returncode == 2
    assert "closed: PL901 error: You may not read this file or folder." in ran.stdout


@pytest.mark.usefixtures("flagged")
def test_an_unknown_kind_in_one_file(run: Run, tmp_path: Path) -> None:
    """Its file is told with the place and the near kind; the other file is checked."""
    text = '<!-- promolint: kind=course-updte --><a href="https://club.example/c">Kurs</a>'
    (tmp_path / "course.html").write_text(text, encoding="utf-8")
    ran = run("check", ".", "--format", "concise")
    assert ran.returncode == 2
    said = "course.html:1:22: PL901 error: promolint does not know “kind=course-updte”. Did you mean course-update"
    assert said in ran.stdout
    assert "flagged.html:3:13: PL101" in ran.stdout


def test_standard_input(run: Run, flagged: Path) -> None:
    """- is read under the name that --stdin-filename gives, or as a dash."""
    text = flagged.read_text(encoding="utf-8")
    named = run("check", "-", "--stdin-filename", "mails/offer.html", "--format", "concise", stdin=text)
    assert named.returncode == 1
    assert named.stdout.startswith("mails/offer.html:3:13: PL101")
    assert run("check", "-", "--format", "concise", stdin=text).stdout.startswith("-:3:13: PL101")


@pytest.mark.parametrize(
    ("kind", "options", "status"),
    [
        ("appointment-confirmation", [], 1),
        ("appointment-confirmation", ["--fail-on", "warning"], 1),
        ("appointment-confirmation", ["--exit-zero"], 0),
        ("appointment-confirmation", ["--ignore", "PL1"], 0),
        ("appointment-confirmation", ["--ignore", "discount, PL2"], 0),
        ("appointment-confirmation", ["--select", "PL2,PL3"], 0),
        ("appointment-confirmation", ["--select", "discount,PL2"], 1),
        ("appointment-confirmation", ["--stream", "marketing"], 0),
        ("appointment-confirmation", ["--policy", "can-spam"], 0),
        ("appointment-confirmation", ["--policy", "can-spam", "--fail-on", "warning"], 1),
        ("appointment-confirmation", ["--policy", "can-spam", "--fail-on", "note"], 1),
    ],
)
def test_what_counts(kind: str, options: list[str], status: int, ask: Run, flagged: Path) -> None:
    """Only findings at or above --fail-on, of selected codes, in a transactional message make the status 1."""
    assert ask("check", flagged.name, "--kind", kind, *options).returncode == status


def test_links_has_no_findings(run: Run, flagged: Path) -> None:
    """The inventory's status says only whether everything could be read."""
    assert run("links", flagged.name).returncode == 0


@pytest.mark.parametrize("command", [["check", "--exit-zero", "."], ["links", "."], ["rule"], ["--help"]])
@pytest.mark.usefixtures("flagged")
def test_a_closed_pipe(command: list[str], tmp_path: Path) -> None:
    """Where nobody reads on, promolint ends without a word, and with no status that claims findings or a clean run."""
    line = '"$0" -m promolint "$@" | head -0; exit "${PIPESTATUS[0]}"'
    ran = subprocess.run(
        ["bash", "-c", line, sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.usefixtures("flagged")
def test_a_full_disk(tmp_path: Path) -> None:
    """A report that could not be written is no clean run."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "promolint", "check", "--exit-zero", str(tmp_path)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ran.returncode == 2
    assert ran.stderr.startswith("promolint: The report could not be written: No space left on device.")
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            ZeroDivisionError("inside"),
            "promolint: crashed (ZeroDivisionError); nothing was proved. Please report this.",
        ),
        (KeyboardInterrupt(), "promolint: stopped"),
        (MemoryError(), "promolint: crashed (MemoryError)"),
    ],
)
def test_a_crash_is_no_finding(
    error: BaseException, said: str, flagged: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever promolint itself trips over, the status is 2."""

    def trip(*_: object) -> object:
        raise error

    monkeypatch.setattr("promolint.lint.gathered", trip)
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", str(flagged)])
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert said in told.err


def test_a_spoilt_model(
    flagged: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Without its model promolint proves nothing and says which one is missing."""
    from promolint.judging import model

    model.load.cache_clear()
    monkeypatch.setattr(model, "shipped_folder", lambda: tmp_path / "models")
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", str(flagged)])
    model.load.cache_clear()
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert told.err.startswith("promolint: There is no model in ")


def test_names_and_words_that_a_terminal_cannot_show(run: Run, tmp_path: Path) -> None:
    """A locale of plain ASCII, a file name that is no UTF-8: the report is written all the same, as UTF-8."""
    name = os.fsdecode(b"mail-\xff.html")
    (tmp_path / name).write_text(UNCLOSED, encoding="utf-8")
    ran = run("check", ".", "--format", "json", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert ran.returncode in {0, 1}
    (finding,) = json.loads(ran.stdout)["findings"]
    assert finding["path"] == "mail-\udcff.html"
    assert finding["text"].startswith("Jetzt 20 %")


def test_a_file_above_the_limit_is_named(ask: Run, tmp_path: Path) -> None:
    """The limit is the caller's; the other files are still checked."""
    (tmp_path / "long.html").write_text("<p>Lang</p>" * 300, encoding="utf-8")
    (tmp_path / "short.html").write_text("<p>Kurz</p>", encoding="utf-8")
    ran = ask("check", "--max-size", "0.002", ".")
    assert ran.returncode == 2
    assert "long.html: PL901" in ran.stdout
    assert "short.html" not in ran.stdout
    assert ask("check", ".").returncode == 0
