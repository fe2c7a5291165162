"""What a run leaves out: as .gitignore would, for files that are named too."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from promolint.config import Config, Globs, Said
from promolint.discover import discover
from promolint.globs import Filter, all_lies_in


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _made(**files: str) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def _config(include: tuple[str, ...] = (), exclude: tuple[str, ...] = (), folder: str = ".") -> Config:
    at = Path(folder).resolve()
    return Config(include=Said(Globs(at, include), "p:include"), exclude=Said(Globs(at, exclude), "p:exclude"))


@pytest.mark.parametrize(
    ("exclude", "name", "left_out"),
    [
        ("old/", "mails/old/a.html", True),
        ("old", "mails/old/a.html", True),
        ("/old/", "mails/old/a.html", False),
        ("/mails/old/", "mails/old/a.html", True),
        ("mails/*.html", "mails/old/a.html", False),
        ("mails/**/*.html", "mails/old/a.html", True),
        ("mails/**/a.html", "mails/a.html", True),
        ("**/old/**", "mails/old/a.html", True),
        ("*.html", "mails/a.html", True),
        ("*.html", "mails/a.txt", False),
        ("mails/a.htm", "mails/a.html", False),
        ("# mails", "mails/a.html", False),
        ("old/", "mails/bold/a.html", False),
        ("../other/", "mails/a.html", False),
    ],
)
def test_exclude(exclude: str, name: str, *, left_out: bool) -> None:
    """Globs mean what they mean in .gitignore."""
    assert Filter(_config(exclude=(exclude,))).why(Path(name)) == ("p:exclude" if left_out else "")


def test_exclude_takes_back_and_starts_from_its_folder() -> None:
    """A later glob with ! takes back; what lies above the configuration's folder is reached by .. only."""
    test = Filter(_config(exclude=("*.html", "!a.html")))
    assert (test.keeps(Path("b.html")), test.keeps(Path("a.html"))) == (False, True)
    Path("ci").mkdir()
    test = Filter(_config(exclude=("mails/", "../sms/"), folder="ci"))
    assert [test.keeps(Path(name, "a.txt")) for name in ("ci/mails", "mails", "sms")] == [False, False, False]
    assert Filter(_config(exclude=("/mails/",), folder="ci")).keeps(Path("mails/a.txt"))


@pytest.mark.parametrize(
    ("include", "name", "kept"),
    [
        ("mails/", "mails/a.html", True),
        ("mails/", "sms/a.txt", False),
        ("*.txt", "sms/a.txt", True),
        ("!x", "a", False),
    ],
)
def test_include(include: str, name: str, *, kept: bool) -> None:
    """What matches none is left out; folders are entered all the same."""
    assert Filter(_config(include=(include,))).keeps(Path(name)) is kept


def test_exclude_goes_before_include() -> None:
    """A file that both mean is left out."""
    test = Filter(_config(include=("mails/",), exclude=("old/",)))
    assert (test.keeps(Path("mails/a.html")), test.keeps(Path("mails/old/a.html"))) == (True, False)


@pytest.mark.parametrize(
    ("patterns", "places", "lies"),
    [
        (["mails/a.html"], ["mails"], True),
        (["/mails/a.html"], ["mails/a.html"], True),
        (["mails/**"], ["mails"], True),
        (["mails/*/x.html"], ["mails/x.html"], False),
        (["mails/ab?.html"], ["mails/abc.html"], False),
        (["mails/[ab].html"], ["mails/a.html"], False),
        (["mails/"], ["mails"], False),
        (["/mails/"], ["mails"], True),
        (["mails/old/"], ["mails/old"], True),
        (["a.html"], ["a.html"], False),
        (["/a.html"], ["a.html"], True),
        (["**/a.html"], ["mails"], False),
        (["**/a.html"], ["."], True),
        (["../sms/a.txt"], ["."], False),
        (["../sms/a.txt"], ["..", "."], True),
        (["mails/", "sms/a.txt"], ["sms", "."], True),
        (["mails/a.html", "sms/a.txt"], ["mails", "sms"], True),
        (["mails/a.html", "sms/a.txt"], ["mails"], False),
        (["mails/**", "!mails/a.html", "# sms/**"], ["mails"], True),
    ],
)
def test_where_all_lies_that_globs_can_mean(patterns: list[str], places: list[str], *, lies: bool) -> None:
    """As far as names stand for themselves; a name without a slash before it may lie anywhere below."""
    globs = Globs(Path.cwd(), tuple(patterns))
    assert all_lies_in(globs, [Path(os.path.normpath(Path.cwd() / place)) for place in places]) is lies


IGNORES = {
    ".gitignore": "build/\n*.bak.html\n/top.html\nkept/*\n!kept/a.html\n",
    "sub/.gitignore": "!x.bak.html\nlocal.html\n!build/\n",
    "build/.gitignore": "!a.html\n",
}
NAMES = (
    *("a.html", "top.html", "sub/top.html", "x.bak.html", "sub/x.bak.html", "sub/y.bak.html", "sub/local.html"),
    *("local.html", "build/a.html", "build/deep/a.html", "sub/build/a.html", "kept/a.html", "kept/b.html"),
)
IGNORED = {
    "top.html",
    "x.bak.html",
    "sub/y.bak.html",
    "sub/local.html",
    "build/a.html",
    "build/deep/a.html",
    "kept/b.html",
}


def test_gitignore() -> None:
    """The nearest .gitignore decides, and nothing comes back out of an ignored folder; a walk finds the same."""
    _made(**IGNORES, **dict.fromkeys(NAMES, "<p>a</p>"))
    test = Filter(Config())
    assert {name for name in NAMES if test.why(Path(name)) == ".gitignore"} == IGNORED
    assert {found.name for found in discover(["."], test.keeps)} == set(NAMES) - IGNORED - {"build/a.html"}
    assert {found.name for found in discover([*NAMES], test.keeps)} == set(NAMES) - IGNORED
    unasked = Filter(Config(respect_gitignore=Said(value=False, origin="command line")))
    assert all(unasked.keeps(Path(name)) for name in NAMES)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_says_the_same() -> None:
    """The table above is git's own answer."""
    _made(**IGNORES, **dict.fromkeys(NAMES, "<p>a</p>"))
    subprocess.run(["git", "init", "--quiet"], check=True)
    ran = subprocess.run(["git", "check-ignore", *NAMES], capture_output=True, encoding="utf-8", check=True)
    assert set(ran.stdout.split()) == IGNORED
    assert {name for name in NAMES if not Filter(Config()).keeps(Path(name))} == IGNORED


def test_whose_gitignore_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """That of the file's repository, whole; without one those from the current folder down, none above it."""
    _made(**{".gitignore": "*\n", "repo/.gitignore": "old/\n", "repo/mails/old/a.html": "", "home/a.html": ""})
    monkeypatch.chdir("home")
    assert Filter(Config()).keeps(Path("a.html"))
    monkeypatch.chdir("../repo/mails")
    assert Filter(Config()).keeps(Path("old/a.html"))
    Path("../.git").mkdir()
    assert not Filter(Config()).keeps(Path("old/a.html"))
