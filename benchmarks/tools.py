"""The linters that are measured: how each is called, and which files it reads."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.folder import Form
from benchmarks.measure import FRESH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PRESET = "@textlint-rule/preset-google"


@dataclass(frozen=True, slots=True)
class Tool:
    """A program in its default linting. ``forms`` are the files that it reads; ``lists``: it wants each named."""

    name: str
    program: str
    options: tuple[str, ...]
    forms: tuple[Form, ...]
    version: str
    lists: bool = False

    def command(self, path: str, *options: str) -> tuple[str, ...]:
        """The call that lints a file of the current folder."""
        return (self.program, *self.options, *options, path)

    def command_for_all(self, folder: Path) -> tuple[str, ...]:
        """The call that lints all files of ``folder``, made in it."""
        if not self.lists:
            return self.command(".")
        files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        return (self.program, *self.options, *files)

    def help(self) -> tuple[str, ...]:
        """The call that shows its help."""
        return (self.program, "--help")


@dataclass(frozen=True, slots=True)
class Promolint(Tool):
    """promolint itself, and which of its options this version has."""

    known: frozenset[str] = frozenset()

    def command(self, path: str, *options: str) -> tuple[str, ...]:
        """The call that lints; where there is a cache, with an empty one unless the call says otherwise."""
        cached = () if "--cache-dir" in options else self.having("--cache-dir", FRESH) or ()
        return (self.program, *self.options, *cached, *options, path)

    def having(self, option: str, value: str) -> tuple[str, ...] | None:
        """The words of an option; none where this version does not have it."""
        return (option, value) if option in self.known else None


def promolint() -> Promolint:
    """The promolint of this environment."""
    program = str(Path(sys.executable).with_name("promolint"))
    said = _said(program, "check", "--help")
    known = frozenset(word.strip(",") for word in said.split() if word.startswith("--"))
    return Promolint("promolint", program, ("check",), tuple(Form), _version(program), known=known)


def others(npm: Path | None) -> tuple[Tool, ...]:
    """The other linters; one that is not installed has no program."""
    beside = str(Path(sys.executable).parent)
    nodes = str(npm / "node_modules" / ".bin") if npm else None
    modules = str(npm / "node_modules") if npm else ""
    return (
        _tool("djlint", beside, (), (Form.HTML,)),
        _tool("htmlhint", nodes, ("--nocolor",), (Form.HTML,)),
        _tool("textlint", nodes, ("--rules-base-directory", modules, "--preset", PRESET), (Form.TEXT, Form.SMS)),
        _tool("spamassassin", None, ("--local", "--test-mode"), (Form.EML,), lists=True),
    )


def versions_of_runtimes() -> Mapping[str, str]:
    """The versions of what the linters run on."""
    programs = {name: shutil.which(name) for name in ("node", "perl")}
    found = {name: _said(path, "--version").strip() for name, path in programs.items() if path}
    return {"python": sys.version.split()[0], **{name: said.splitlines()[0] for name, said in found.items()}}


def _tool(
    name: str, folder: str | None, options: tuple[str, ...], forms: tuple[Form, ...], *, lists: bool = False
) -> Tool:
    program = (shutil.which(name, path=folder) if folder else None) or shutil.which(name) or ""
    return Tool(name, program, options, forms, _version(program) if program else "", lists)


def _version(program: str) -> str:
    lines = _said(program, "--version").strip().splitlines()
    return lines[0] if lines else ""


def _said(*command: str) -> str:
    words: Sequence[str] = command
    return subprocess.run(words, capture_output=True, encoding="utf-8", check=False).stdout
