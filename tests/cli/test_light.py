"""A process of promolint's own starts light, and whoever imports promolint keeps whole libraries."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AS_A_PROGRAM = """
import atexit, sys
from promolint import cli

LOADED = ("bs4", "spacy.matcher", "soupsieve.css_parser", "charset_normalizer", "spacy.cli.download", "typer")
judge = cli._status_of

def judged(arguments):
    status = judge(arguments)
    atexit.register(print, [name for name in LOADED if name in sys.modules], file=sys.stderr)
    return status

cli._status_of = judged
sys.argv = ["promolint", "check", "--no-cache", "flagged.html"]
cli.main()
"""


def test_a_program_leaves_out_what_it_never_calls(flagged: Path) -> None:
    """No CSS selectors, no guesses of charsets, no command line of spaCy; a phrase rule finds what it found before.

    What was to be done at the end is done.
    """
    flagged.write_text(flagged.read_text("utf-8").replace("20 % Rabatt", "10 € Rabatt"), "utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", AS_A_PROGRAM], cwd=flagged.parent, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.stderr == "['bs4', 'spacy.matcher']\n"
    assert (ran.returncode, "phrase “10 € Rabatt”" in ran.stdout) == (1, True)


def test_a_call_from_python_changes_nothing_around_it(
    ask: Callable[..., subprocess.CompletedProcess[str]], clean: Path
) -> None:
    """The finders of modules are the same before and after."""
    before = list(sys.meta_path)
    assert ask("check", clean.name).returncode == 0
    assert sys.meta_path == before
