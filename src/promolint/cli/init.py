"""``promolint init``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from promolint.cli import emit
from promolint.cli.options import colours, speech_options, spoken
from promolint.config_file import FILE, PYPROJECT, nearest
from promolint.errors import PromolintError, UsageError

if TYPE_CHECKING:
    from promolint.config_draft import Found
    from promolint.words.catalogue import Catalogue

_SNIPPETS = {
    "pre_commit": """\
repos:
  - repo: ADDRESS
    rev: TAG
    hooks:
      - id: promolint
""",
    "github": """\
on: [pull_request]
jobs:
  promolint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: ADDRESS@TAG
        with:
          paths: .
""",
    "gitlab": """\
promolint:
  image: python:3.12
  script:
    - python -m pip install git+ADDRESS@TAG
    - promolint check --output gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
""",
    "shell": """\
promolint check
""",
}


@click.command("init")
@speech_options
def command(*, language: str | None, color: bool | None) -> int:
    """Write a promolint.toml to begin with, and show how to hook promolint in.

    All keys stand in it, switched off; only what the folder shows is said: where templates lie. A file that is there
    is never written over.
    """
    from promolint.config_draft import draft
    from promolint.words.catalogue import Catalogue

    words = Catalogue.load(spoken(language))
    found = _look(Path.cwd())
    _write(Path(FILE), draft(found, words))
    emit(_told(found, words), color=colours(color))
    return 0


def _look(folder: Path) -> Found:
    """What the folder holds. UsageError if it has a configuration."""
    from promolint.config_draft import Found, looked_at

    above = nearest(folder)
    if above is None:
        from promolint.config import Config
        from promolint.discover import discover
        from promolint.globs import Filter

        return looked_at(file.name for file in discover((".",), Filter(Config()).keeps))
    if above == folder / FILE:
        raise _already_there()
    if above == folder / PYPROJECT:
        hint = f"Go on there: a {FILE} beside it would be read in its place."
        raise UsageError(f"{PYPROJECT} has a table [tool.promolint]", hint)
    return Found(extend=Path(os.path.relpath(above)).as_posix())


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError:
        raise _already_there() from None
    except OSError as error:
        hint = "Change to a folder that you may write in."
        raise PromolintError(f"{file} could not be written: {error.strerror}", hint) from error


def _already_there() -> UsageError:
    return UsageError(f"There is a {FILE} here", "Change that one, or move it away first.")


def _told(found: Found, words: Catalogue) -> str:
    """What was written, and what to add where so that promolint runs by itself."""
    lines = [words.say("init.written", file=FILE)]
    if found.extend:
        lines.append(words.say("init.extends", file=found.extend))
    if found.folders:
        lines.append(words.say("init.found", folders=", ".join(found.folders), count=found.templates))
    elif not found.extend:
        lines.append(words.say("init.everything"))
    if found.outside:
        lines.append(words.say("init.outside", count=found.outside))
    parts = ["\n".join(lines)]
    for name, snippet in _SNIPPETS.items():
        parts += [click.style(words.say(f"init.{name}"), bold=True), snippet.rstrip()]
    return "\n\n".join([*parts, words.say("init.address")]) + "\n"
