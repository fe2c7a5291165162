"""The README is true: its commands work, and its map shows what is there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```sh\n(.+?)\n```", README, re.MULTILINE)


def test_the_first_command_checks_the_examples() -> None:
    """What follows the installation ends with 0 and reports findings."""
    install, job = COMMANDS[0].split(" && ")
    assert install == "python -m pip install ."
    program, *arguments = shlex.split(job)
    ran = subprocess.run(
        [sys.executable, "-m", program, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ": PL101 discount " in ran.stdout


def test_the_second_command_is_what_ci_runs() -> None:
    """The continuous integration installs and tests as the README says."""
    install, tests = COMMANDS[1].split(" && ")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert install.replace("install", "install --quiet") in script
    assert tests in script


def test_the_map_is_true() -> None:
    """Every module and folder of src that the map names exists, and no folder is missing."""
    named = set(re.findall(r"^  ([a-z]+(?:/|\.py))  ", README, re.MULTILINE))
    package = ROOT / "src" / "promolint"
    folders = {f"{path.parent.name}/" for path in package.glob("*/*") if path.is_file()}
    assert {name for name in named if name.endswith("/")} == folders - {"__pycache__/"}
    assert all((package / name).exists() for name in named)
