"""Exceptions in comments from the command line: exit status, reports, today's date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


def _said(path: Path, comment: str) -> None:
    """Put a comment before the finding's line."""
    path.write_text(path.read_text(encoding="utf-8").replace("<p><a", f"{comment}\n<p><a"), encoding="utf-8")


def test_an_exception_with_a_reason(run: Run, flagged: Path) -> None:
    """Exit status 0; text counts it, JSON and SARIF keep it with its reason."""
    _said(flagged, "<!-- promolint: ignore[discount] until=2999-12-31 agreed with legal -->")
    ran = run("check")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "PL101" not in ran.stdout
    assert "0 errors, 0 warnings, 0 notes" in ran.stdout
    assert "\n1 finding suppressed\n" in ran.stdout
    (found,) = json.loads(run("check", "--format", "json").stdout)["findings"]
    assert found["suppressed"] == {"by": "ignore", "reason": "agreed with legal"}
    (result,) = json.loads(run("check", "--format", "sarif").stdout)["runs"][0]["results"]
    assert result["suppressions"][0]["kind"] == "inSource"
    assert result["suppressions"][0]["justification"] == "agreed with legal"


@pytest.mark.parametrize(
    ("comment", "status", "lines"),
    [
        (
            "<!-- promolint: ignore[PL101] -->",
            1,
            ["flagged.html:3:17: PL903 error: This exception gives no reason", "flagged.html:4:13: PL101 error: "],
        ),
        (
            "<!-- promolint: ignore[PL101] until=2026-01-01 agreed -->",
            1,
            ["flagged.html:3:17: PL904 error: This exception ended on 2026", "flagged.html:4:13: PL101 error: "],
        ),
        (
            "{# promolint: ignore[PL101] agreed #}\n",
            1,
            ["flagged.html:3:22: PL902 warning: “PL101” silences nothing", "flagged.html:5:13: PL101 error: "],
        ),
        (
            "{# promolint: ignore-file[PL101,PL105] agreed #}",
            0,
            ["flagged.html:3:33: PL902 warning: “PL105” silences nothing in this file."],
        ),
    ],
)
def test_what_is_wrong_with_an_exception(comment: str, status: int, lines: list[str], ask: Run, flagged: Path) -> None:
    """PL902 to PL904 stand at the comment, and the finding is reported."""
    _said(flagged, comment)
    ran = ask("check", "--format", "concise")
    assert ran.returncode == status
    assert [said.startswith(line) for said, line in zip(ran.stdout.splitlines(), lines, strict=True)] == [True] * len(
        lines
    )


def test_a_baseline_hides_no_exception_that_has_ended(ask: Run, flagged: Path) -> None:
    """The finding may be accepted; the comment is still to be taken out."""
    _said(flagged, "<!-- promolint: ignore[PL101] until=2026-01-01 agreed -->")
    ask("baseline", "write")
    ran = ask("check", "--baseline", "promolint-baseline.json", "--format", "concise")
    assert (ran.returncode, ran.stdout.count("\n"), "PL904" in ran.stdout) == (1, 1, True)


def test_what_is_said_of_comments_alone(ask: Run, clean: Path) -> None:
    """No question about links is asked where only a comment is wrong."""
    clean.write_text(clean.read_text(encoding="utf-8") + "<!-- promolint: ignore[PL101] r -->\n", encoding="utf-8")
    said = ask("check").stdout
    assert "PL902 unused-ignore warning" in said
    assert "Two questions" not in said
    assert "Declare what" not in said


_WAIVERS = """
[[waivers]]
paths = ["flagged.html"]
code = "PL102"
reason = "r"

[[waivers]]
paths = ["flagged.html"]
code = "PL101"
"""


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("", [("flagged.html", "PL903", "error"), ("flagged.html", "PL902", "warning")]),
        ('paths = ["*.html"]\nseverity = { PL902 = "off" }', [("flagged.html", "PL903", "error")]),
        (
            'paths = ["*.html"]\nseverity = { unused-ignore = "note", PL903 = "warning" }',
            [("flagged.html", "PL903", "warning"), ("flagged.html", "PL902", "note")],
        ),
        (
            'paths = ["mails/", "promolint.toml"]\nseverity = { PL902 = "off", PL903 = "off" }',
            [("flagged.html", "PL903", "error"), ("flagged.html", "PL902", "warning")],
        ),
        (
            'paths = ["*.html"]\nseverity = { PL904 = "off" }',
            [("flagged.html", "PL903", "error"), ("flagged.html", "PL902", "warning")],
        ),
    ],
)
def test_how_bad_a_wrong_exception_is(
    override: str, told: list[tuple[str, str, str]], ask: Run, flagged: Path, tmp_path: Path
) -> None:
    """As the configuration says of the file that it stands in; turned off, it still excepts nothing."""
    _said(flagged, "<!-- promolint: ignore[PL101] --><!-- promolint: ignore[PL102] r -->")
    (tmp_path / "promolint.toml").write_text(f"[[overrides]]\n{override}\n" if override else "", encoding="utf-8")
    ran = ask("check", "--format", "json")
    found = [(one["path"], one["code"], one["severity"]) for one in json.loads(ran.stdout)["findings"]]
    assert found == [*told, ("flagged.html", "PL101", "error")]


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("", [("PL902", "warning"), ("PL903", "error")]),
        ('paths = ["**"]\nseverity = { PL902 = "off" }', [("PL903", "error")]),
        ('paths = ["promolint.toml"]\nseverity = { PL903 = "note" }', [("PL902", "warning"), ("PL903", "note")]),
        ('paths = ["*.html"]\nseverity = { PL902 = "off", PL903 = "off" }', [("PL902", "warning"), ("PL903", "error")]),
    ],
)
def test_how_bad_a_wrong_waiver_is(
    override: str, told: list[tuple[str, str]], ask: Run, flagged: Path, tmp_path: Path
) -> None:
    """As the configuration says of the file that it stands in, which is the configuration."""
    head = f"[[overrides]]\n{override}\n" if override else ""
    (tmp_path / "promolint.toml").write_text(head + _WAIVERS, encoding="utf-8")
    found = json.loads(ask("check", "--format", "json").stdout)["findings"]
    assert [(one["code"], one["severity"]) for one in found if one["path"] == "promolint.toml"] == told
    assert [one["code"] for one in found if one["path"] == flagged.name] == ["PL101"]
