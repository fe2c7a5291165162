"""Completion in a shell: real processes, as click's scripts call them, and a real bash."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from promolint.policy import kinds, pack, rules
from promolint.reporting.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

PROBE = """
import sys
from promolint.cli import main
try:
    main()
except SystemExit as ended:
    print(ended.code, *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""
CODES = [name for rule in rules.RULES for name in (rule.code, rule.name)]


def _completed(words: str) -> list[str]:
    """What may stand in place of the last of these words (after a blank: of a new one); light, and with status 0."""
    environment = {
        **os.environ,
        "_PROMOLINT_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    ran = subprocess.run(
        [sys.executable, "-c", PROBE], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    status, *loaded = ran.stderr.split()
    assert status == "0"
    assert not set(loaded) & {"numpy", "bs4", "spacy", "msgspec", "sqlite3", "watchfiles"}
    return ran.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("promolint in", ["plain,init"]),
        ("promolint check --kind cou", [f"plain,{kind}" for kind in kinds.known() if kind.startswith("cou")]),
        ("promolint check --policy ", [f"plain,{name}" for name in pack.names()]),
        (
            "promolint check --policy gdpr-strict,p",
            ["plain,gdpr-strict,phorest", "plain,gdpr-strict,postmark-transactional"],
        ),
        ("promolint check --select ", [f"plain,{name}" for name in CODES]),
        ("promolint check --ignore PL101,PL10", [f"plain,PL101,PL10{number}" for number in range(2, 10)]),
        ("promolint check --format ", [f"plain,{name}" for name in FORMATS]),
        ("promolint check --fail-on w", ["plain,warning"]),
        ("promolint check mai", ["file,mai"]),
        ("promolint links --config ", ["file,"]),
        ("promolint explain mai", ["file,mai"]),
        ("promolint triage mai", ["dir,mai"]),
        ("promolint rule ref", ["plain,referral"]),
        ("promolint policy venu", ["plain,venuzle"]),
        ("promolint completion ", ["plain,bash", "plain,zsh", "plain,fish"]),
        ("promolint check --watc", ["plain,--watch"]),
    ],
)
def test_what_is_completed(words: str, expected: list[str]) -> None:
    """Commands, options and their values; nothing slow is loaded for it."""
    assert _completed(words) == expected


def test_every_command_is_named_without_being_loaded() -> None:
    """As many as the help lists."""
    named = _completed("promolint ")
    assert {"plain,check", "plain,init", "plain,completion", "plain,evaluate"} <= set(named)
    assert len(named) == len(set(named))


@pytest.mark.parametrize(
    ("shell", "begins"), [("bash", "_promolint_completion() {"), ("zsh", "#compdef promolint"), ("fish", "function _")]
)
def test_the_scripts(shell: str, begins: str, run: Run) -> None:
    """Each is printed whole, and is the one that click itself would print."""
    ran = run("completion", shell)
    assert (ran.returncode, ran.stdout.startswith(begins)) == (0, True)
    assert run(_PROMOLINT_COMPLETE=f"{shell}_source").stdout.strip() == ran.stdout.strip()
    assert "_PROMOLINT_COMPLETE=" in ran.stdout


def test_wrong_calls(run: Run) -> None:
    """A shell that is not known proves nothing, as any other wrong call."""
    ran = run("completion", "tcsh")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "'tcsh' is not one of 'bash', 'zsh', 'fish'" in ran.stderr
    assert run(_PROMOLINT_COMPLETE="tcsh_complete").returncode == 2


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_in_bash(tmp_path: Path) -> None:
    """Bash takes the script and offers what promolint says, for commands, values and files."""
    program = tmp_path / "promolint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m promolint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    asked = ["promolint co", "promolint check --policy at", "promolint check --kind appointment-r", "promolint check m"]
    calls = "\n".join(
        f"COMP_WORDS=({words}); COMP_CWORD={words.count(' ')}; compopt() {{ echo files; }}; COMPREPLY=()\n"
        '_promolint_completion promolint; echo "${COMPREPLY[@]}"'
        for words in asked
    )
    ran = subprocess.run(
        ["bash", "--norc", "-c", f'eval "$(promolint completion bash)" && complete -p promolint\n{calls}'],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        check=True,
    )
    registered, *offered = ran.stdout.splitlines()
    assert re.fullmatch(r"complete .*-F _promolint_completion promolint", registered)
    assert offered == [
        "completion",
        "at-tkg",
        "appointment-reminder appointment-reschedule",
        "files",
        "",
    ]
