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
