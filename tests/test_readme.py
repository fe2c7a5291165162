"""The README is true: its commands work, and what it shows of them is what they print."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```sh\n(.+?)\n```", README, re.MULTILINE)


def test_the_first_command_checks_the_examples() -> None:
    """What follows the installation ends with 0 and reports findings, among them the one that is shown."""
    install, job = COMMANDS[0].split(" && ")
    assert install == "python -m pip install ."
    program, *arguments = shlex.split(job)
    ran = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    (shown,) = re.findall(r"^## What a finding looks like\n\n```\n(.+?)^```", README, re.MULTILINE | re.DOTALL)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ": PL101 discount " in shown
    assert shown in ran.stdout


def test_the_second_command_is_what_ci_runs() -> None:
    """The continuous integration installs and tests as the README says."""
    install, tests = COMMANDS[1].split(" && ")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert install.replace("install", "install --quiet") in script
    assert tests in script


def test_the_snippets_name_what_is_there() -> None:
    """Hook, inputs of the action, file of the GitLab job."""
    named: set[str] = set()
    for block in re.findall(r"^```yaml\n(.+?)^```", README, re.MULTILINE | re.DOTALL):
        said = yaml.safe_load(block)
        named |= {hook["id"] for repository in said.get("repos", []) for hook in repository["hooks"]}
        named |= {key for step in said.get("steps", []) if "REPOSITORY" in step["uses"] for key in step["with"]}
        named |= {included["file"] for included in said.get("include", [])}
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    assert hook["id"] in named
    assert named <= {hook["id"], *inputs, ".gitlab/promolint.gitlab-ci.yml"}


@pytest.mark.usefixtures("flagged", "clean")
@pytest.mark.parametrize(
    ("folder", "status", "said"),
    [("clean.html", 0, ""), (".", 1, "Advertising was found"), ("away", 2, "Not everything could be checked")],
)
def test_the_lines_for_any_ci(folder: str, status: int, said: str, tmp_path: Path) -> None:
    """But for the installation they are run as they stand, by a shell that stops at errors; the status is kept."""
    (block,) = re.findall(r"^```bash\n(.+?)^```", README, re.MULTILINE | re.DOTALL)
    install, lines = block.split("\n", 1)
    assert install.startswith("python -m pip install git+")
    promolint = f'promolint() {{ "{sys.executable}" -P -m promolint "$@"; }}\n'
    script = promolint + lines.replace(" templates/ ", f" {folder} ")
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert (ran.returncode, said in ran.stdout) == (status, True)
    written = ["promolint.html", "promolint.xml"] if status < 2 else []
    assert sorted(path.name for path in tmp_path.glob("promolint.*")) == written
