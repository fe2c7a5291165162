"""Which files are read: all that are named, and in folders those that may hold a message."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from promolint.discover import discover, is_met, links_out, may_hold_messages
from promolint.errors import UsageError


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _made(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("text", encoding="utf-8")


def _names(*paths: str) -> list[str]:
    return [name for _, name in discover(paths)]


def test_a_folder_is_searched_and_sorted() -> None:
    """Templates at any depth, by name; no hidden or foreign folders, nothing that is no template."""
    _made("mails/b.html", "mails/a.txt", "mails/sub/c.mjml", "mails/logo.png", "mails/.git/x.html", "mails/.y.html")
    _made("mails/node_modules/z.html")
    assert _names("mails") == ["mails/a.txt", "mails/b.html", "mails/sub/c.mjml"]


def test_what_is_met_is_known_by_name() -> None:
    """An editor asks of one file what a search of its folder would have given."""
    met = ["a.txt", "mails/b.html", "mails/sub/c.mjml"]
    others = ["README.md", "logo.png", "mails/.git/x.html", "mails/.y.html", "node_modules/z.html", "mails/venv/b.html"]
    _made(*met, *others)
    assert _names(".") == met
    assert [name for name in (*met, *others) if is_met(PurePosixPath(name))] == met


def test_what_is_named_is_read_whatever_its_name() -> None:
    """A person who names a file means it; two ways to name it are one file."""
    _made("mails/README.txt", "mails/draft", "mails/a.html")
    assert _names("mails/draft", "mails/README.txt") == ["mails/README.txt", "mails/draft"]
    assert _names("mails/a.html", "./mails/../mails/a.html", "mails") == ["mails/a.html"]


def test_names_are_relative_to_the_current_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """No report holds an absolute path, also where a file lies outside or its name begins with dots."""
    _made("mails/a.html", "here/..b.html")
    monkeypatch.chdir("here")
    assert _names("../mails") == ["../mails/a.html"]
    assert _names(str(Path("../mails/a.html").resolve())) == ["../mails/a.html"]
    assert _names("..b.html") == ["..b.html"]


def test_a_missing_path() -> None:
    """It is named in the error."""
    with pytest.raises(UsageError, match=r"There is no file or folder “mials”\. Check the spelling"):
        discover(["mials"])


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    """So that it is told as unreadable, instead of passing for clean; a pipe would block, so it is left alone."""
    _made("mails/a.html")
    (tmp_path / "mails/gone.html").symlink_to("nowhere.html")
    os.mkfifo(tmp_path / "mails/pipe.html")
    assert _names("mails") == ["mails/a.html", "mails/gone.html"]


def test_no_link_leads_out_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a folder of strangers links to outside is passed over, there or not; what a person names is read."""
    _made("elsewhere/secret.html", "here/.git/HEAD", "here/mails/a.html", "here/shared/b.html")
    monkeypatch.chdir("here")
    targets = {
        "within": "a.html",
        "beside": "../shared/b.html",
        "loop": "loop.html",
        "nowhere": "nothing.html",
        "out": "../../elsewhere/secret.html",
        "absolute": str(tmp_path / "elsewhere/secret.html"),
        "by_way": "out.html",
        "out_to_nowhere": "../../elsewhere/nothing.html",
        "device": "/dev/zero",
    }
    for name, target in targets.items():
        Path("mails", f"{name}.html").symlink_to(target)
    Path("mails/folder").symlink_to(tmp_path / "elsewhere")
    read = ["a", "beside", "loop", "nowhere", "within"]
    assert _names("mails") == _names(str(tmp_path / "here/mails")) == [f"mails/{name}.html" for name in read]
    assert _names("mails/out.html", "mails/folder") == ["mails/folder/secret.html", "mails/out.html"]
    assert [links_out([path]) for path in ("mails", ".", "shared", "mails/out.html", "none")] == [4, 4, 0, 0, 0]


def test_without_a_repository_the_current_folder_is_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the folder that is named, where it lies elsewhere."""
    _made("a.html", "there/b.html", "here/c.html")
    Path("here/up.html").symlink_to("../a.html")
    assert _names("here") == ["here/c.html", "here/up.html"]
    monkeypatch.chdir("there")
    assert _names("../here") == ["../here/c.html"]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("security-alert.html", True),
        ("license-renewal.txt", True),
        ("changes-to-terms.html", True),
        ("notice.html", True),
        ("welcome.liquid", True),
        ("requirements.html", True),
        ("requirements.txt", False),
        ("dev-requirements.txt", False),
        ("requirements-dev.txt", False),
        ("robots.txt", False),
        ("security.txt", False),
        ("LICENSE.txt", False),
        ("README.de.md", False),
        ("CHANGELOG.md", False),
        (".hidden.html", False),
        ("logo.svgz", False),
    ],
)
def test_names_in_a_folder(name: str, *, read: bool) -> None:
    """Files about the project are left out by their whole name, so that templates of like names are not."""
    assert may_hold_messages(PurePosixPath(name)) is read
