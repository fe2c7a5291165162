"""What git knows of a working tree: the files that differ from a revision or are staged, and contents that it keeps.

Names of files go in and out as git keeps them: from the top of the repository, with ``/``. Nothing is staged or
committed.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from promolint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_DIFF = (
    *("diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-relative"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=all"),
)
_PLAIN_FILE = "100"
_HINT_OUTSIDE = "Run promolint inside the repository, or leave --since and --staged out."
_HINT_UNKNOWN = "Check its spelling with git log; a checkout for CI may need its history (git fetch --unshallow)."


class Change(NamedTuple):
    """A file that differs: its name now and before, and the id of its content before; empty where there is none."""

    name: str
    before: str
    blob_before: str


class Staged(NamedTuple):
    """What a commit would change. ``aside``: the ids of what is staged where something else, or nothing, is on disk.

    ``untracked`` are files on disk that git does not know.
    """

    changes: tuple[Change, ...]
    aside: Mapping[str, str]
    untracked: frozenset[str]


def top_of_repository(folder: Path) -> Path:
    """The top of the repository that a folder lies in. UsageError where there is none, or no git."""
    ran = _run("rev-parse", "--show-toplevel", where=folder)
    if ran.returncode != 0:
        said = os.fsdecode(ran.stderr).strip().partition("\n")[0]
        raise UsageError(f"--since and --staged need a git repository ({said})", _HINT_OUTSIDE)
    top = os.fsdecode(ran.stdout).removesuffix("\n")
    if not top:
        raise UsageError("--since and --staged need the working tree of a git repository", _HINT_OUTSIDE)
    return Path(top)


def commit_of(top: Path, revision: str) -> str:
    """The id of the commit that a revision names; ``REV...`` is where REV and HEAD parted. UsageError for no commit."""
    ids = [_commit(top, name) for name in ((revision[:-3], "HEAD") if revision.endswith("...") else (revision,))]
    if len(ids) == 1:
        return ids[0]
    ran = _run("merge-base", *ids, where=top)
    if ran.returncode != 0:
        message = f"“{revision[:-3]}” and HEAD have no commit in common"
        raise UsageError(message, "Name another revision; a checkout for CI may need its history (fetch-depth: 0).")
    return os.fsdecode(ran.stdout).split()[0]


def changed_since(top: Path, commit: str) -> tuple[Change, ...]:
    """The files on disk that differ from a commit; those that git does not know, and does not ignore, among them."""
    return (*_differing(top, commit), *(Change(name, "", "") for name in _untracked(top)))


def staged(top: Path) -> Staged:
    """What is staged for the next commit."""
    aside = {change.before: change.blob_before for change in _differing(top) if change.blob_before}
    return Staged(tuple(_differing(top, "--cached")), aside, frozenset(_untracked(top)))


def contents(top: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """The contents with these ids; what git does not have is missing."""
    asked = sorted({*blobs})
    if not asked:
        return {}
    out = _done("cat-file", "--batch", where=top, given="".join(f"{blob}\n" for blob in asked).encode())
    found: dict[str, bytes] = {}
    at = 0
    for blob in asked:
        end = out.index(b"\n", at)
        kind, _, size = out[at:end].partition(b" ")[2].partition(b" ")
        at = end + 1
        if kind == b"blob":
            found[blob] = out[at : at + int(size)]
        if size:
            at += int(size) + 1
    return found


def _commit(top: Path, name: str) -> str:
    ran = _run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", where=top)
    if ran.returncode != 0 or name.startswith("-"):
        raise UsageError(f"git knows no revision “{name}” here", _HINT_UNKNOWN)
    return os.fsdecode(ran.stdout).strip()


def _differing(top: Path, *sides: str) -> Iterator[Change]:
    """The plain files that differ between two sides; what is in conflict, a link or a submodule has no content."""
    fields = iter(_fields(_done(*_DIFF, *sides, "--", where=top)))
    for described in fields:
        mode_before, _, blob_before, _, status = described.removeprefix(":").split(" ")
        before = next(fields)
        name = next(fields) if status[0] in "RC" else before
        if status[0] == "U":
            continue
        yield Change(
            "" if status[0] == "D" else name,
            "" if status[0] == "A" else before,
            blob_before if mode_before.startswith(_PLAIN_FILE) and status[0] != "A" else "",
        )


def _untracked(top: Path) -> list[str]:
    return _fields(_done("ls-files", "--others", "--exclude-standard", "-z", where=top))


def _fields(out: bytes) -> list[str]:
    return [os.fsdecode(field) for field in out.split(b"\0")[:-1]]


def _done(*arguments: str, where: Path, given: bytes = b"") -> bytes:
    ran = _run(*arguments, where=where, given=given)
    if ran.returncode != 0:
        said = os.fsdecode(ran.stderr).strip().partition("\n")[0]
        raise UsageError(f"git {arguments[0]} failed: {said}", "Look at what git status says, then try again.")
    return ran.stdout


def _run(*arguments: str, where: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git; it opens no pager, asks nothing, and waits for no other git."""
    quiet = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    command = ["git", "--no-pager", *arguments]
    try:
        return subprocess.run(command, cwd=where, env=quiet, input=given, capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise UsageError("git was not found", "Install git, or leave --since and --staged out.") from error
