"""What promolint never does, whatever a template holds: run code, start programs, load objects, speak to a network."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import promolint

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(promolint.__file__).parent
_MODULES = frozenset(
    "pickle marshal shelve dill joblib subprocess socket http urllib.request ftplib smtplib ssl asyncio requests "
    "xml.etree xml.sax xml.dom lxml zipfile tarfile gzip bz2 lzma ctypes code runpy webbrowser".split()
)
_CALLS = frozenset("eval exec compile __import__ breakpoint input".split())
_OF_OS = frozenset("system popen execv execve execvp spawnv startfile posix_spawn".split())
ALLOWED = {
    "processes.py: multiprocessing": "its own workers, over its own pipes",
    "git.py: subprocess": "asks git for what changed, where --since or --staged ask for that",
    "lsp/documents.py: asyncio": "one editor, over standard input and output",
    "reporting/xml_page.py: xml": "elements are written; nothing is parsed",
    "reporting/checkstyle.py: xml": "the type of an element",
    "reporting/junit.py: xml": "the type of an element",
}


def _told(tree: ast.AST) -> Iterator[str]:
    """What a module uses of what is told here, by the name that it is told by."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield f"{node.func.id}()"
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
        ):
            yield f"{node.func.value.id}.{node.func.attr}()"


def _is_wary(said: str) -> bool:
    """Whether it could run something, load objects, or reach out."""
    if said.endswith("()"):
        owner, _, name = said.removesuffix("()").rpartition(".")
        of_yaml = owner == "yaml" and name in {"load", "load_all", "full_load", "unsafe_load"}
        return (not owner and name in _CALLS) or (owner == "os" and name in _OF_OS) or of_yaml
    return any(said == name or said.startswith(f"{name}.") for name in (*_MODULES, "multiprocessing"))


def _used(source: str) -> set[str]:
    return {said for said in _told(ast.parse(source)) if _is_wary(said)}


def test_the_check_sees_what_it_is_for() -> None:
    """Each way of writing it is found, and what only looks like it is not."""
    assert _used(
        "import pickle, os\nfrom subprocess import run\neval('1')\nos.system('ls')\nimport yaml\nyaml.load(x)"
    ) == {
        *("pickle", "subprocess", "subprocess.run", "eval()", "os.system()", "yaml.load()"),
    }
    assert _used("import urllib.request\nfrom xml.etree import ElementTree") == {
        *("urllib.request", "xml.etree", "xml.etree.ElementTree"),
    }
    assert (
        _used("import re, yaml\nre.compile('a')\nyaml.parse(x)\nfrom urllib.parse import quote\nself.exec()") == set()
    )


def test_nothing_in_the_package_runs_or_loads_or_reaches_out() -> None:
    """But for what is allowed here, each with its reason; what is allowed is still there."""
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}: {said.partition('.')[0]}"
        for path in PACKAGE.rglob("*.py")
        for said in _used(path.read_text("utf-8"))
    }
    assert found == set(ALLOWED)


_WATCHED = """
import sys
OUT = "socket. subprocess. os.system os.exec os.posix_spawn os.spawn urllib. http. ftplib. smtplib. webbrowser. pickle."
def watch(event, _):
    if event.startswith(tuple(OUT.split())):
        print("reached out:", event, file=sys.stderr)
        raise OSError(event)
sys.addaudithook(watch)
from promolint.cli import main
for call in (["check", "."], ["links", "."], ["explain", "flagged.html:3"], ["check", "--format", "html", "."],
             ["rule", "PL101"], ["policy", "gdpr-strict"]):
    try:
        main(call)
    except SystemExit as ended:
        print(ended.code, file=sys.stderr)
"""


def test_no_command_reaches_out(flagged: Path) -> None:
    """A real process in which the interpreter tells of each socket and program, with a template full of addresses."""
    text = (
        '<img src="https://t.example/p.gif"><link href="//c.example/a.css"><!DOCTYPE a SYSTEM "http://d.example/x.dtd">'
    )
    flagged.with_name("full.html").write_text(text, "utf-8")
    xml = '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]><resources><string name="a">&e; https://a.example/x</string>'
    flagged.with_name("strings.xml").write_text(f'<?xml version="1.0"?>{xml}</resources>', "utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", _WATCHED], cwd=flagged.parent, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.stderr.splitlines() == ["1", "0", "0", "1", "0", "0"]
    host = Path("/etc/hostname")
    assert not host.exists() or host.read_text("utf-8").strip() not in ran.stdout
