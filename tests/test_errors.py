"""Every error ends in the next step."""

from __future__ import annotations

import ast
from pathlib import Path

import promolint
from promolint.errors import ConfigError, PromolintError, UsageError
from promolint.judging.model import ModelError
from promolint.learning.tune import TuneError

PACKAGE = Path(promolint.__file__).parent
ERRORS = {error.__name__ for error in (ConfigError, ModelError, PromolintError, TuneError, UsageError)}


def _made(path: Path) -> list[ast.Call]:
    """The calls in a module that make an error."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return [call for call in calls if ast.unparse(call.func).rpartition(".")[2] in ERRORS]


def test_every_error_is_made_with_a_next_step() -> None:
    """What happened, and what to do: two texts, the second never an empty one, or a sentence of the catalogue."""
    made = [(path, call) for path in PACKAGE.rglob("*.py") for call in _made(path)]
    assert len(made) > 50
    without = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path, call in made
        if not any(isinstance(argument, ast.Starred) for argument in call.args)
        and not ast.unparse(call.args[0]).startswith("words.say(")
        and (len(call.args) < 2 or ast.unparse(call.args[1]) in {"''", "None"})
    ]
    assert without == []


def test_an_error_is_one_sentence_and_the_next() -> None:
    """One full stop between them, whether the first has one or not."""
    assert str(UsageError("It is not there", "Look elsewhere.")) == "It is not there. Look elsewhere."
    assert str(UsageError("It is not there.", "Look elsewhere.")) == "It is not there. Look elsewhere."
