"""What git says of a working tree: real repositories, names that nobody would choose."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from promolint import git
from promolint.errors import UsageError
from promolint.git import Change

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
HOSTILE = ("mit leer zeichen.html", "größe.html", "-rf.html", "--output=x.html", "a\nb.html", ":(top)c.html", 'q".html')
LONG = "".join(f"Zeile {number}\n" for number in range(20))


def _git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@salon.example", "-c", "init.defaultBranch=main")
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Make a repository in ``tmp_path`` with one commit of these files."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)

    def made(*names: str, **texts: str) -> Path:
        for name, text in {**dict.fromkeys(names, LONG), **texts}.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        _git(tmp_path, "init")
        _git(tmp_path, "add", ".")
        _git(tmp_path, "commit", "--allow-empty", "-m", "first")
        return tmp_path

    return made


def _since(top: Path, revision: str = "HEAD") -> list[tuple[str, str, bool]]:
    changes = git.changed_since(top, git.commit_of(top, revision))
    return sorted((change.name, change.before, bool(change.blob_before)) for change in changes)


def test_what_differs_on_disk(repository: Callable[..., Path]) -> None:
    """Changed, gone, renamed, new to git or not, staged or not; neither ignored nor untouched ones."""
    top = repository("same.html", "changed.html", "renamed.html", **{"gone.html": "weg\n"})
    (top / ".gitignore").write_text("ignored.html\n", encoding="utf-8")
    (top / "changed.html").write_text("neu\n", encoding="utf-8")
    (top / "gone.html").unlink()
    (top / "renamed.html").write_text(LONG + "mehr\n", encoding="utf-8")
    _git(top, "mv", "renamed.html", "moved.html")
    for name in ("new.html", "staged.html", "ignored.html"):
        (top / name).write_text("neu\n", encoding="utf-8")
    _git(top, "add", "staged.html")
    assert _since(top) == [
        ("", "gone.html", True),
        (".gitignore", "", False),
        ("changed.html", "changed.html", True),
        ("moved.html", "renamed.html", True),
        ("new.html", "", False),
        ("staged.html", "", False),
    ]


def test_hostile_names(repository: Callable[..., Path]) -> None:
    """Blanks, umlauts, dashes, line breaks, what git would take for a pattern: changed, renamed or new."""
    top = repository(*HOSTILE)
    for name in HOSTILE:
        (top / name).write_text("neu\n", encoding="utf-8")
        (top / f"{name}.new.html").write_text("neu\n", encoding="utf-8")
    changed = [(name, name, True) for name in HOSTILE]
    new = [(f"{name}.new.html", "", False) for name in HOSTILE]
    assert _since(top) == sorted(changed + new)
    _git(top, "checkout", "-f", "HEAD", "--", ".")
    for name in HOSTILE:
        _git(top, "mv", "--", f"./{name}", f"./{name}.moved.html")
    _git(top, "clean", "-fq")
    assert _since(top) == sorted((f"{name}.moved.html", name, True) for name in HOSTILE)


def test_a_name_that_is_no_text(repository: Callable[..., Path]) -> None:
    """Bytes that are no UTF-8 come through as Python names such a file."""
    top = repository()
    name = os.fsdecode(b"gr\xfcn.html")
    try:
        (top / name).write_text("neu\n", encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes text only")
    assert _since(top) == [(name, "", False)]


def test_what_is_staged(repository: Callable[..., Path]) -> None:
    """What the index holds beside HEAD; what lies on disk only is set aside, and so is what git does not know."""
    top = repository("same.html", "changed.html", "dirty.html", "both.html")
    for name in ("changed.html", "both.html", "new.html", "lost.html"):
        (top / name).write_text("vorgemerkt\n", encoding="utf-8")
        _git(top, "add", name)
    for name in ("dirty.html", "both.html", "unknown.html"):
        (top / name).write_text("nur hier\n", encoding="utf-8")
    (top / "lost.html").unlink()
    index = git.staged(top)
    assert sorted((change.name, change.before) for change in index.changes) == [
        ("both.html", "both.html"),
        ("changed.html", "changed.html"),
        ("lost.html", ""),
        ("new.html", ""),
    ]
    kept = git.contents(top, index.aside.values())
    assert {name: kept[blob].decode() for name, blob in index.aside.items()} == {
        "both.html": "vorgemerkt\n",
        "dirty.html": LONG,
        "lost.html": "vorgemerkt\n",
    }
    assert index.untracked == {"unknown.html"}


def test_staged_before_the_first_commit(tmp_path: Path) -> None:
    """All of it is new."""
    _git(tmp_path, "init")
    (tmp_path / "a.html").write_text("neu\n", encoding="utf-8")
    _git(tmp_path, "add", "a.html")
    assert git.staged(tmp_path).changes == (Change("a.html", "", ""),)


def test_contents(repository: Callable[..., Path]) -> None:
    """Many at once, of any bytes, each once; what git does not have is missing, and so is what is no file."""
    texts = {f"{number}.html": "\n" * number + f"{number} blob 7\n" for number in range(12)}
    top = repository(**texts)
    ids = {name: _git(top, "rev-parse", f"HEAD:{name}") for name in texts}
    tree, unknown = _git(top, "rev-parse", "HEAD^{tree}"), "1" * 40
    asked = [*ids.values(), *ids.values(), tree, unknown]
    assert git.contents(top, asked) == {ids[name]: text.encode() for name, text in texts.items()}
    assert git.contents(top, []) == {}


def test_links_and_submodules_have_no_content(repository: Callable[..., Path]) -> None:
    """A file that was a symbolic link before has no older version; a repository within is not looked into."""
    top = repository("target.html")
    (top / "a.html").symlink_to("target.html")
    _git(top, "add", "a.html")
    _git(top, "commit", "-m", "link")
    (top / "a.html").unlink()
    (top / "a.html").write_text("neu\n", encoding="utf-8")
    inner = top / "inner"
    inner.mkdir()
    _git(inner, "init")
    _git(inner, "commit", "--allow-empty", "-m", "x")
    assert _since(top) == [("a.html", "a.html", False), ("inner/", "", False)]
    _git(top, "add", "inner")
    (inner / "b.html").write_text("neu\n", encoding="utf-8")
    assert _since(top) == [("a.html", "a.html", False)]


def test_revisions(repository: Callable[..., Path]) -> None:
    """A branch, a tag, a commit by its beginning, an older one; with three dots where both parted."""
    top = repository("a.html")
    first = _git(top, "rev-parse", "HEAD")
    _git(top, "tag", "-a", "v1", "-m", "v1")
    _git(top, "checkout", "-q", "-b", "work")
    _git(top, "commit", "--allow-empty", "-m", "mine")
    _git(top, "checkout", "-q", "main")
    _git(top, "commit", "--allow-empty", "-m", "theirs")
    theirs = _git(top, "rev-parse", "HEAD")
    _git(top, "checkout", "-q", "work")
    found = [git.commit_of(top, revision) for revision in ("v1", "HEAD~1", first[:9], "main", "main...", "v1...")]
    assert found == [first, first, first, theirs, first, first]


@pytest.mark.parametrize(
    "revision", ["nowhere", "", "-h", "--all", "HEAD:a.html", "main..work", "a b", "HEAD^{tree}", "nowhere..."]
)
def test_what_is_no_revision(revision: str, repository: Callable[..., Path]) -> None:
    """It is told with the next step; nothing is taken for an option."""
    top = repository("a.html")
    with pytest.raises(UsageError, match="git knows no revision") as told:
        git.commit_of(top, revision)
    assert "git log" in told.value.hint


def test_branches_without_a_common_commit(repository: Callable[..., Path]) -> None:
    """Such as in a checkout that is too shallow."""
    top = repository("a.html")
    _git(top, "checkout", "-q", "--orphan", "other")
    _git(top, "commit", "-m", "other")
    with pytest.raises(UsageError, match="no commit in common") as told:
        git.commit_of(top, "main...")
    assert "fetch-depth: 0" in told.value.hint


def test_the_top(repository: Callable[..., Path]) -> None:
    """Of any folder in the repository."""
    top = repository("a.html")
    (top / "mit leer" / "b").mkdir(parents=True)
    assert git.top_of_repository(top / "mit leer" / "b") == top.resolve()


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are told with the next step."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match=r"need a git repository .*not a git repository") as told:
        git.top_of_repository(tmp_path)
    assert "inside the repository" in told.value.hint
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="git was not found") as told:
        git.top_of_repository(tmp_path)
    assert "Install git" in told.value.hint


def test_the_user_s_own_ways_of_comparing_are_left_out(repository: Callable[..., Path]) -> None:
    """Nothing that a configuration names for showing differences is run, and nothing is coloured or paged."""
    top = repository("a.html", **{".gitattributes": "*.html diff=shown\n"})
    touched = top / "touched"
    for key in ("diff.shown.textconv", "diff.shown.command", "diff.external", "core.pager"):
        _git(top, "config", key, f"touch {touched};")
    for key, value in {"color.ui": "always", "diff.relative": "true", "diff.renames": "false"}.items():
        _git(top, "config", key, value)
    _git(top, "mv", "a.html", "b.html")
    assert _since(top) == [("b.html", "a.html", True)]
    assert [(change.name, change.before) for change in git.staged(top).changes] == [("b.html", "a.html")]
    assert not touched.exists()


def test_another_git_at_work(repository: Callable[..., Path]) -> None:
    """Such as the commit whose hook asks: its lock is no hindrance. What was only touched does not differ."""
    top = repository("a.html", "b.html")
    (top / ".git" / "index.lock").touch()
    (top / "a.html").write_text("neu\n", encoding="utf-8")
    os.utime(top / "b.html", (0, 0))
    assert _since(top) == [("a.html", "a.html", True)]
    assert git.staged(top).changes == ()
