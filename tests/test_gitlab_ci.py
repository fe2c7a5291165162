"""The job for GitLab CI: its lines run as a runner runs them, the artifacts that it names are there and valid."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    Job = Callable[..., subprocess.CompletedProcess[str]]

FILE = Path(__file__).parents[1] / ".gitlab" / "promolint.gitlab-ci.yml"
PIPELINE: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
JOB = PIPELINE["promolint"]
INSTALL = 'python -m pip install --quiet "$PROMOLINT_PACKAGE"'
CODE_QUALITY, PAGE = JOB["artifacts"]["reports"]["codequality"], JOB["artifacts"]["paths"][0]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Run the lines of the job but those that install promolint, in ``tmp_path``: promolint is the working tree's."""
    bin_ = tmp_path / ".bin"
    bin_.mkdir()
    promolint = bin_ / "promolint"
    promolint.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m promolint "$@"\n', encoding="utf-8")
    promolint.chmod(0o755)
    named, install, *lines = JOB["script"]
    assert (named.startswith('test -n "$PROMOLINT_PACKAGE" || '), install) == (True, INSTALL)

    def call(shell: str = "bash", **variables: str) -> subprocess.CompletedProcess[str]:
        path = f"{bin_}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [shell, "-e", "-c", "\n".join(lines)],
            cwd=tmp_path,
            env={**os.environ, **PIPELINE["variables"], "PATH": path, "LC_ALL": "C.UTF-8", **variables},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    return call


@pytest.mark.usefixtures("flagged", "clean")
def test_a_finding(job: Job, tmp_path: Path) -> None:
    """The job fails; the log tells the finding, the merge request gets it, and the page is there to read."""
    ran = job()
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "flagged.html:3:13: PL101 discount error" in ran.stdout
    (issue,) = json.loads((tmp_path / CODE_QUALITY).read_text(encoding="utf-8"))
    assert set(issue) == {"description", "check_name", "severity", "location", "fingerprint"}
    assert (issue["check_name"], issue["severity"]) == ("PL101", "major")
    assert (issue["location"]["path"], issue["location"]["positions"]["begin"]["line"]) == ("flagged.html", 3)
    assert (tmp_path / PAGE).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert JOB["artifacts"]["when"] == "always"


@pytest.mark.usefixtures("flagged", "clean")
@pytest.mark.parametrize(
    ("variables", "status", "issues"),
    [
        ({"PROMOLINT_PATH": "clean.html"}, 0, []),
        ({"PROMOLINT_OPTIONS": "--exit-zero [c]lean.html"}, 2, None),
        ({"PROMOLINT_OPTIONS": "--exit-zero  --select=PL101"}, 0, ["PL101"]),
        ({"PROMOLINT_OPTIONS": "; touch pwned $(touch pwned)", "PROMOLINT_PATH": "$(touch pwned) no folder"}, 2, None),
    ],
)
def test_the_variables(
    variables: dict[str, str], status: int, issues: list[str] | None, job: Job, tmp_path: Path
) -> None:
    """Options are split at blanks, the path is one; neither is read as shell text, also by a shell that is no bash."""
    ran = job("sh", **variables)
    assert ran.returncode == status, ran.stdout + ran.stderr
    written = tmp_path / CODE_QUALITY
    told = [issue["check_name"] for issue in json.loads(written.read_text("utf-8"))] if written.exists() else None
    assert told == issues
    assert not (tmp_path / "pwned").exists()


def test_what_is_installed() -> None:
    """One argument of pip, and the image has git for an address; each variable that the job uses has its default."""
    assert (JOB["script"][1], JOB["image"]) == (INSTALL, "python:3.12")
    assert sorted(PIPELINE["variables"]) == ["PROMOLINT_OPTIONS", "PROMOLINT_PACKAGE", "PROMOLINT_PATH"]
