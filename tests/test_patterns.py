"""Every regular expression of the package, fed with what its own repeats accept: each costs a line of the length.

A text of thirty thousand characters that a pattern almost matches takes milliseconds where its cost is a line, half a
second and more where it is a square, and has no end where it doubles with each character. Each pattern is asked in the
ways in which the package asks it. What a reader makes of one that it asks again at every place, and how long files of
a million characters take, is measured by hand: ``python -m benchmarks.patterns``.
"""

from __future__ import annotations

import ast
import json
import random
import re
import signal
import subprocess
import sys
from collections import deque
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import promolint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Node = tuple[Any, Any]

PACKAGE = Path(promolint.__file__).parent
SUITE = Path(__file__).parent / "reading" / "suite"
FLAGGED = """<!-- promolint: kind=appointment-confirmation -->
<p>Termin</p><!-- promolint: ignore[PL201] agreed -->
<a href='https://a.example/sale'>Jetzt 20 % Rabatt auf alle Shampoos sichern</a>
<a href=x />Termin</a> {{ page_url }}/x <%= link_to "Termin", a(/b/) %>
"""
INDENTED = """%p
  <a href="https://a.example/"
  Termin
"""
LENGTH, LIMIT = 30_000, 0.25
# file, beginning of the pattern: how many characters its caller gives it at most
BOUNDED = {
    ("discover.py", "(?:readme"): 255,  # the name of a file
    ("reading/formats.py", ""): 4000,  # the beginning of a file
    ("reading/html_strings.py", "(?P<name>"): 120,  # what stands before a string
    ("reading/own.py", ""): 8192,  # the beginning of a file
    ("reading/source_code.py", "(?:^|/)"): 4096,  # the path of a file
}
_WAYS = ("match", "fullmatch", "finditer")
_COMPILES = frozenset("compile search match fullmatch sub split findall finditer".split())
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_SIGNS = [*map(chr, range(32, 127)), *"\n\t\r\0ü€\ue000\ue001\u00a0\u2003中"]
# not asked for by a run over the suite; each was looked at
UNSEEN = {
    "config_draft.py": "signs in the name of a folder",
    "judging/evidence.py": "words of a text, one after the other",
    "lint.py": "a word of a declaration, escaped, between bounded signs",
    "words/catalogue.py": "the beginning of the locale's name",
}
_COLLECT = """
import importlib, io, json, pkgutil, re, sys
from contextlib import redirect_stdout
from pathlib import Path
seen, real = {}, re._compile
class Spied:
    def __init__(self, made, used):
        self.made, self.used = made, used
    def __getattr__(self, name):
        self.used.add(name)
        return getattr(self.made, name)
def spy(pattern, flags=0):
    made, at = real(getattr(pattern, "made", pattern), flags), sys._getframe(2)
    if "promolint" not in at.f_globals.get("__name__", ""):
        return made
    place = (at.f_code.co_filename, at.f_lineno)
    return Spied(made, seen.setdefault(place, (made.pattern, made.flags, set()))[2])
re._compile = spy
import promolint
for module in pkgutil.walk_packages(promolint.__path__, "promolint."):
    if not any(part in module.name for part in (".learning", ".lsp", ".tables")):
        importlib.import_module(module.name)
from promolint.cli import main
Path(".gitignore").write_text("*a*b")
Path("promolint.toml").write_text('[[allow]]\\ntext = "a*b*c"\\n[[allow]]\\npath = "/a*b/**/c*d/**"')
with redirect_stdout(io.StringIO()):
    for call in (["check", "--jobs", "1", "--format", "markdown", sys.argv[1], "."], ["explain", "flagged.html:3"]):
        try:
            main(call)
        except SystemExit:
            pass
print(json.dumps([[*place, repr(pattern), flags, [*used]] for place, (pattern, flags, used) in seen.items()]))
"""


class Met(NamedTuple):
    """A pattern, where it was compiled, and the ways in which it was asked."""

    file: str
    line: int
    pattern: str | bytes
    flags: int
    ways: tuple[str, ...]


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> list[Met]:
    """What was compiled by the package in a process of its own; where nothing was asked, any way may be."""
    folder = tmp_path_factory.mktemp("patterns")
    folder.joinpath("flagged.html").write_text(FLAGGED, encoding="utf-8")
    folder.joinpath("indented.haml").write_text(INDENTED, encoding="utf-8")
    call = [sys.executable, "-c", _COLLECT, str(SUITE)]
    ran = subprocess.run(call, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return [
        Met(Path(file).relative_to(PACKAGE).as_posix(), line, ast.literal_eval(said), flags, _ways(used))
        for file, line, said, flags, used in json.loads(ran.stdout)
        if PACKAGE in Path(file).parents and PACKAGE / "learning" not in Path(file).parents  # no text of strangers
    ]


def _ways(used: Iterable[str]) -> tuple[str, ...]:
    """The ways of ``_WAYS`` that stand for the methods ``used``: all others look through the whole text."""
    asked = {name if name in _WAYS else "finditer" for name in used if name not in {"pattern", "flags"}}
    return tuple(way for way in _WAYS if way in asked) or _WAYS


def _written() -> Iterator[tuple[str, range]]:
    """Each place of the source that gives the module ``re`` a pattern."""
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith(("learning/", "lsp/")):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and (node.func.value.id, node.func.attr in _COMPILES) == ("re", True)
            ):
                yield name, range(node.lineno, (node.end_lineno or node.lineno) + 1)


def test_none_escapes(collected: list[Met]) -> None:
    """Each call in the source was met, but for those that are named here."""
    met = {(one.file, one.line) for one in collected}
    unmet = {file for file, lines in _written() if not any((file, line) in met for line in lines)}
    assert unmet <= set(UNSEEN)
    assert len(collected) > 200


def _accepted(parts: Sequence[Node]) -> list[str]:
    """Characters of ``_SIGNS`` that a set accepts."""
    classes = {
        codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_SPACE: r"\s",
        codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W",
    }  # fmt: skip
    negated = any(kind is codes.NEGATE for kind, _ in parts)

    def holds(sign: str) -> bool:
        return any(
            (kind is codes.LITERAL and ord(sign) == what)
            or (kind is codes.RANGE and what[0] <= ord(sign) <= what[1])
            or (kind is codes.CATEGORY and re.match(classes[what], sign) is not None)
            for kind, what in parts
        )

    return [sign for sign in _SIGNS if holds(sign) != negated] or [""]


def _sample(tree: Sequence[Node], chance: random.Random) -> str:
    """A text that a part of a pattern matches, or nearly: what it looks ahead for is left out."""
    text = ""
    for kind, what in tree:
        if kind is codes.LITERAL:
            text += chr(what)
        elif kind is codes.NOT_LITERAL:
            text += chance.choice([sign for sign in _SIGNS if ord(sign) != what])
        elif kind is codes.ANY:
            text += chance.choice('a <"{')
        elif kind is codes.IN:
            text += chance.choice(_accepted(what))
        elif kind is codes.BRANCH:
            text += _sample(chance.choice(what[1]), chance)
        elif kind is codes.SUBPATTERN:
            text += _sample(what[3], chance)
        elif kind is codes.ATOMIC_GROUP:
            text += _sample(what, chance)
        elif kind in _REPEATS:
            times = min(int(what[0]) + chance.randrange(3), int(what[1]))
            text += "".join(_sample(what[2], chance) for _ in range(times))
    return text


def _repeats(tree: Sequence[Node], before: tuple[Node, ...] = ()) -> Iterator[tuple[tuple[Node, ...], Sequence[Node]]]:
    """What each repeat without a near bound repeats, and what stands before it."""
    for place, (kind, what) in enumerate(tree):
        there = (*before, *tree[:place])
        if kind in _REPEATS:
            if what[1] is codes.MAXREPEAT or what[1] > 20:
                yield there, what[2]
            yield from _repeats(what[2], there)
        elif kind is codes.SUBPATTERN:
            yield from _repeats(what[3], there)
        elif kind is codes.ATOMIC_GROUP:
            yield from _repeats(what, there)
        elif kind is codes.BRANCH:
            for branch in what[1]:
                yield from _repeats(branch, there)
        elif kind in {codes.ASSERT, codes.ASSERT_NOT}:
            yield from _repeats(what[1], there)


def _almost(pattern: str | bytes, flags: int, length: int = LENGTH) -> Iterator[str]:
    """Long texts of what the pattern's repeats accept, or of where they begin, that then break off."""
    chance = random.Random(7)  # noqa: S311 - no secret
    for before, repeated in _repeats(parser.parse(pattern, flags)):
        for _ in range(2):
            begin, unit = _sample(before, chance), _sample(repeated, chance) or "a"
            for head, body in ((begin, unit), ("", begin + unit), ("", begin)):
                if body:
                    yield head + body * (length // len(body)) + chance.choice(("", "\0", "\n"))


def _runs_away(pattern: str | bytes, flags: int, text: str, ways: Iterable[str] = _WAYS) -> bool:
    """Whether asking for a pattern in one of these ways takes longer than any line would."""

    def late(*_: object) -> None:
        raise TimeoutError

    made: re.Pattern[Any] = re.compile(pattern, flags)
    there = text.encode("latin-1", "ignore") if isinstance(pattern, bytes) else text
    before = signal.signal(signal.SIGVTALRM, late)
    try:
        for way in ways:
            signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
            asked = getattr(made, way)(there)
            if way == "finditer":
                deque(asked, maxlen=0)
    except TimeoutError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return False


@pytest.mark.parametrize(
    ("pattern", "runs"),
    [
        (r"(?:a+)+b", True),
        (r"(?:a|a)*b", True),
        (r"\s*([^|]+?)\s*\|", True),
        (r"a+b", True),
        (r"<!--.*?-->", True),
        (r"[a-z]+\s*=", True),
        (r"(?<!a)(?:a++)++b", False),
        (r"(?<!a)a++b", False),
        (r"(?<!\s)\s*+\|", False),
        (r"<!--[^-]{0,99}-->", False),
        (rb"(?:\w+\s?)+!", True),
        (rb"\d{1,9}!", False),
    ],
)
def test_what_runs_away_is_seen(pattern: str | bytes, *, runs: bool) -> None:
    """Squares and worse are, what is linear is not."""
    assert any(_runs_away(pattern, re.compile(pattern).flags, text) for text in _almost(pattern, 0)) is runs


def test_a_square_at_the_beginning_alone_is_none() -> None:
    """A pattern that is only ever matched at one place may be a square when it is looked for."""
    texts = [*_almost(r"a+b", 0)]
    assert any(_runs_away(r"a+b", 0, text) for text in texts)
    assert not any(_runs_away(r"a+b", 0, text, ["match"]) for text in texts)


def _length(one: Met) -> int:
    """The length of text that a pattern may meet, or is tried with."""
    near = (
        most for (file, begins), most in BOUNDED.items() if file == one.file and str(one.pattern).startswith(begins)
    )
    return next(near, LENGTH)


def test_no_pattern_runs_away(collected: list[Met]) -> None:
    """Each is asked in its ways for texts that it almost accepts, as long as its caller lets them be."""
    slow = [
        (one.file, one.line, text[:60])
        for one in collected
        for text in _almost(one.pattern, one.flags, _length(one))
        if _runs_away(one.pattern, one.flags, text, one.ways)
    ]
    assert slow == []
