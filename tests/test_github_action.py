"""The GitHub Action, its steps run as a runner runs them: expressions, bash, files for outputs and for the summary."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Arguments = Callable[[Mapping[str, str]], list[str]]

ROOT = Path(__file__).parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
NAMED = "Vorlagen für SMS/Termin – März.html"
FOUND = f"::error file={NAMED},line=3,col=13,endLine=3,endColumn=39,title=PL101 discount::"
FAKE = """#!/bin/sh
printf '%s\\0' "$@" >"$RUNNER_TEMP/arguments"
for argument; do
  case $argument in
    --output=json=*) cp "$RUNNER_TEMP/report.json" "${argument#--output=json=}" ;;
    --output=markdown=*) cp "$RUNNER_TEMP/report.md" "${argument#--output=markdown=}" ;;
  esac
done
"""
HOSTILE = """; touch pwned #"' && touch pwned | touch pwned $(touch pwned) `touch pwned` ${IFS} * %0A::error::x"""
ONE_LINE = ("policy", "language", "fail-on", "baseline", "since")
NUMBERS = {"errors": 1, "warnings": 2, "notes": 3}
_EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")


class Acted(NamedTuple):
    """What a run of the action left; ``uploaded`` are the inputs of the upload, if that step is to be run."""

    status: int
    log: str
    summary: str
    outputs: dict[str, str]
    uploaded: dict[str, str] | None


class Runner:
    """Runs the steps of the action in ``workspace``; every folder has a blank in its name."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.temp = folder / "work space", folder / "runner temp"
        self._folder = folder
        for path in (self.workspace, self.temp):
            path.mkdir()

    def install(self, promolint: str) -> None:
        """Put this Python, and a shell script as promolint, where the step ``install`` would put them."""
        scripts = {"python": f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "promolint": promolint}
        for name, text in scripts.items():
            path = self.temp / "promolint" / "bin" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            path.chmod(0o755)

    def act(self, inputs: Mapping[str, str], only: tuple[str, ...] = ("check", "upload")) -> Acted:
        """Run the steps with these ids; one that fails makes the others be left out, unless they say ``always()``."""
        assert set(inputs) <= set(ACTION["inputs"])
        known = {f"inputs.{name}": inputs.get(name, said["default"]) for name, said in ACTION["inputs"].items()}
        files = {name: self._folder / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        status, log, uploaded = 0, "", None
        for step in (step for step in STEPS if step["id"] in only):
            if not _is_run(step.get("if", "${{ success() }}"), known, failed=bool(status)):
                continue
            if "uses" in step:
                uploaded = _filled(step["with"], known)
                continue
            for path in files.values():
                path.write_text("", encoding="utf-8")
            ran = self._run(
                step["run"], {**_filled(step["env"], known), **{key: str(path) for key, path in files.items()}}
            )
            status, log = status or ran.returncode, log + ran.stdout + ran.stderr
            said = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text("utf-8").splitlines())
            known |= {f"steps.{step['id']}.outputs.{name}": value for name, value in said.items()}
        outputs = _filled({name: said["value"] for name, said in ACTION["outputs"].items()}, known)
        return Acted(status, log, files["GITHUB_STEP_SUMMARY"].read_text("utf-8"), outputs, uploaded)

    def _run(self, text: str, own: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        script = self._folder / "step.sh"
        script.write_text(text, encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "INPUT_"))}
        given = {"RUNNER_TEMP": str(self.temp), "GITHUB_ACTION_PATH": str(ROOT), "LC_ALL": "C.UTF-8"}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env={**kept, **given, **own},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )


def _filled(said: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """The values with their expressions filled in; what nobody said is empty."""
    return {name: _EXPRESSION.sub(lambda match: known.get(match[1], ""), value) for name, value in said.items()}


def _is_run(condition: str, known: Mapping[str, str], *, failed: bool) -> bool:
    """Whether a step is run, by the few forms of a condition that the action uses."""
    (whole,) = _EXPRESSION.findall(condition)
    terms = whole.split(" && ")
    for term in terms:
        match = re.fullmatch(r"([\w.-]+) (==|!=) '(\w*)'", term)
        assert match or term in {"always()", "success()"}, term
        if match and (known.get(match[1], "") == match[3]) is not (match[2] == "=="):
            return False
    return "always()" in terms or not failed


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A runner with promolint of the working tree; it imports nothing from the folder that it checks (-P)."""
    made = Runner(tmp_path)
    made.install(f'#!/bin/sh\nexec "{sys.executable}" -P -m promolint "$@"\n')
    return made


@pytest.fixture
def offer(runner: Runner, flagged: Path) -> Path:
    """A template with a finding, PL101."""
    path = runner.workspace / NAMED
    path.parent.mkdir()
    return flagged.rename(path)


def _names_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.usefixtures("offer")
def test_a_finding(runner: Runner, clean: Path) -> None:
    """The step fails; an annotation at the place, the summary, the numbers. Nothing else is written or uploaded."""
    clean.rename(runner.workspace / "clean.html")
    before = _names_below(runner.workspace)
    acted = runner.act({})
    assert (acted.status, acted.uploaded) == (1, None)
    (line,) = acted.log.splitlines()
    assert line.startswith(FOUND)
    assert acted.summary.startswith("# promolint\n\n| severity | number |\n")
    assert f"\n## `{NAMED}`\n" in acted.summary
    assert acted.outputs == {"exit-status": "1", "errors": "1", "warnings": "0", "notes": "0", "sarif-file": ""}
    assert _names_below(runner.workspace) == before


def test_nothing_found(runner: Runner, clean: Path) -> None:
    """The step passes without an annotation, and writes no summary where none is asked for."""
    clean.rename(runner.workspace / "clean.html")
    acted = runner.act({"summary": "false"})
    assert (acted.status, acted.log, acted.summary) == (0, "", "")
    assert acted.outputs == {"exit-status": "0", "errors": "0", "warnings": "0", "notes": "0", "sarif-file": ""}


@pytest.fixture
def arguments(runner: Runner) -> Arguments:
    """What promolint is called with, without the reports that it always writes; a summary may be given."""
    runner.install(FAKE)
    (runner.temp / "report.json").write_text(json.dumps({"summary": NUMBERS}), encoding="utf-8")
    (runner.temp / "report.md").write_text("# promolint\n", encoding="utf-8")

    def call(inputs: Mapping[str, str]) -> list[str]:
        acted = runner.act(inputs)
        assert (acted.status, acted.log, acted.uploaded) == (0, "", None)
        given = (runner.temp / "arguments").read_text(encoding="utf-8").split("\0")[:-1]
        at = given.index("--format=github")
        assert [argument.rpartition("=")[0] for argument in given[at + 1 : at + 3]] == [
            "--output=json",
            "--output=markdown",
        ]
        return given[:at] + given[at + 3 :]

    return call


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, ["check", "."]),
        ({"policy": "gdpr-strict,at-tkg"}, ["check", "--policy=gdpr-strict,at-tkg", "."]),
        ({"language": "de"}, ["check", "--language=de", "."]),
        ({"fail-on": "warning"}, ["check", "--fail-on=warning", "."]),
        ({"baseline": "a b.json"}, ["check", "--baseline=a b.json", "."]),
        ({"since": "origin/main"}, ["check", "--since=origin/main", "."]),
        ({"sarif-file": "a b.sarif"}, ["check", "--output=sarif=a b.sarif", "."]),
        ({"args": "--exit-zero\n\n  --kind\n  survey  \n"}, ["check", "--exit-zero", "--kind", "survey", "."]),
        ({"paths": "a b.html\n\n  für/*.html  \n"}, ["check", "a b.html", "für/*.html"]),
        ({"paths": "-\n--output=html=pwned\n-q"}, ["check", "./-", "./--output=html=pwned", "./-q"]),
        ({"paths": HOSTILE}, ["check", HOSTILE]),
        ({"args": HOSTILE}, ["check", HOSTILE, "."]),
        *(({name: HOSTILE}, ["check", f"--{name}={HOSTILE}", "."]) for name in ONE_LINE),
        ({"sarif-file": HOSTILE}, ["check", f"--output=sarif={HOSTILE}", "."]),
        ({"summary": HOSTILE, "upload-sarif": HOSTILE}, ["check", "."]),
    ],
)
def test_the_inputs(inputs: dict[str, str], expected: list[str], arguments: Arguments, runner: Runner) -> None:
    """One argument each, and one a line of paths and args; no shell reads them, and no path becomes an option."""
    assert arguments(inputs) == expected
    assert _names_below(runner.workspace) == []


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        *(({name: "a\nerrors=0"}, f"The input “{name}” takes one line.") for name in (*ONE_LINE, "sarif-file")),
        ({"policy": "a\rb"}, "The input “policy” takes one line."),
        ({"paths": " \n\n"}, "The input “paths” names nothing. Leave it out to check the whole repository."),
    ],
)
def test_an_input_that_cannot_be_meant(inputs: dict[str, str], said: str, runner: Runner) -> None:
    """Nothing is checked, no output is forged, and the next step is named."""
    runner.install(FAKE)
    acted = runner.act(inputs)
    assert (acted.status, acted.log, acted.summary) == (2, f"::error title=promolint::{said}\n", "")
    assert acted.outputs == {"exit-status": "2", "errors": "", "warnings": "", "notes": "", "sarif-file": ""}
    assert not (runner.temp / "arguments").exists()


def test_a_file_that_is_not_there(runner: Runner) -> None:
    """The error is one annotation, whatever its words; nothing is uploaded."""
    acted = runner.act({"paths": HOSTILE, "upload-sarif": "true"})
    assert (acted.status, acted.summary, acted.uploaded) == (2, "", None)
    (line,) = acted.log.splitlines()
    assert line.startswith("::error title=promolint::promolint: There is no file or folder “; touch pwned")
    assert HOSTILE.replace("%", "%25") in line
    assert acted.outputs == {"exit-status": "2", "errors": "", "warnings": "", "notes": "", "sarif-file": ""}
    assert _names_below(runner.workspace) == []


@pytest.mark.usefixtures("offer")
@pytest.mark.parametrize("asked", ["out put.sarif", ""])
def test_sarif(asked: str, runner: Runner) -> None:
    """It is uploaded though the step before has failed, from where it was asked for or out of the way."""
    acted = runner.act({"sarif-file": asked, "upload-sarif": "true"})
    written = acted.outputs["sarif-file"]
    assert (acted.status, acted.uploaded) == (1, {"sarif_file": written})
    assert written == asked if asked else written.startswith(f"{runner.temp}/")
    (run,) = json.loads((runner.workspace / written).read_text(encoding="utf-8"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["PL101"]


def test_an_unread_file(runner: Runner, offer: Path) -> None:
    """Nothing is proved, and what was found in the other files is told all the same."""
    (runner.workspace / "broken.html").write_bytes("<p>grün</p>".encode() + b"\xff")
    acted = runner.act({})
    assert acted.status == 2
    assert [line.partition(",")[0] for line in acted.log.splitlines()] == [
        "::error file=broken.html",
        f"::error file={NAMED}",
    ]
    assert (acted.outputs["exit-status"], acted.outputs["errors"]) == ("2", "1")


def test_a_long_summary(runner: Runner, arguments: Arguments) -> None:
    """Where GitHub would refuse it, the numbers stand there alone."""
    head = "# promolint\n\n| severity | number |\n\n"
    long = f"{head}## `a.html`\n\n" + "- words\n" * 125_000
    (runner.temp / "report.md").write_text(long, encoding="utf-8")
    acted = runner.act({})
    assert (acted.summary, acted.outputs["notes"]) == (head, "3")


@pytest.mark.parametrize(("status", "level"), [(0, "warning"), (1, "warning"), (2, "error"), (137, "error")])
def test_what_promolint_says_beside_its_report(status: int, level: str, runner: Runner) -> None:
    """It is an annotation, on one line; a status that nobody knows is kept."""
    runner.install(f"#!/bin/sh\nprintf 'promolint: 100 %%\\r\\n::stop-commands::x\\n' >&2\nexit {status}\n")
    acted = runner.act({})
    assert (acted.status, acted.outputs["exit-status"]) == (status, str(status))
    assert acted.log == f"::{level} title=promolint::promolint: 100 %25%0D%0A::stop-commands::x\n"


@pytest.mark.parametrize("python", ["no-such-python", HOSTILE, "./old python"])
def test_no_python_that_will_do(python: str, runner: Runner) -> None:
    """The next step is named, and nothing is installed or checked."""
    (runner.temp / "promolint").rename(runner.temp / "away")
    old = runner.workspace / "old python"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    acted = runner.act({"python": python}, only=("install", "check", "upload"))
    assert (acted.status, acted.outputs["exit-status"]) == (2, "")
    assert "\n::error title=promolint::Python 3.11 or later is needed. Put actions/setup-python" in f"\n{acted.log}"
    assert _names_below(runner.workspace) == ["old python"]


@pytest.mark.slow
def test_the_whole_action(runner: Runner, offer: Path) -> None:
    """It installs promolint from its own checkout; nothing that lies beside the templates is imported."""
    (runner.temp / "promolint").rename(runner.temp / "away")
    for name in ("venv.py", "json.py", "pip.py", "click.py", "promolint.py"):
        (runner.workspace / name).write_text("open('pwned', 'w')\n", encoding="utf-8")
    before = _names_below(runner.workspace)
    acted = runner.act({"python": sys.executable}, only=("install", "check", "upload"))
    assert acted.status == 1, acted.log
    assert f"\n{FOUND}" in f"\n{acted.log}"
    assert acted.outputs == {"exit-status": "1", "errors": "1", "warnings": "0", "notes": "0", "sarif-file": ""}
    assert _names_below(runner.workspace) == before


def test_no_expression_is_read_as_shell_text() -> None:
    """Values stand in the environment alone; every input reaches a step, and every script is there."""
    scripts = [step["run"] for step in STEPS if "run" in step]
    assert [script for script in scripts if "${{" in script] == []
    filled = [value for step in STEPS for value in step.get("env", {}).values()]
    assert sorted(filled) == sorted(f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"])
    assert [(ROOT / path).is_file() for script in scripts for path in re.findall(r"PATH/(\S+?)\"", script)] == [
        True,
        True,
    ]
    assert all(step["shell"] == "bash" for step in STEPS if "run" in step)
