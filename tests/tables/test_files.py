"""What INPUT means: a file, a folder, a pattern, a URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import fsspec
import pytest

from promolint.errors import UsageError
from promolint.tables.files import files_at

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Tables among other things."""
    for name in ("b.csv", "a.PARQUET", "sub/c.jsonl", "sub/[1]/d.tsv", "notes.txt", "e.csv.gz"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("id,text\n", encoding="utf-8")
    for name in ("_SUCCESS", "_delta/f.parquet", ".g.csv", "sub/_h.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ("", ["a.PARQUET", "b.csv", "sub/[1]/d.tsv", "sub/c.jsonl"]),
        ("b.csv", ["b.csv"]),
        ("sub", ["[1]/d.tsv", "c.jsonl"]),
        ("sub/[1]", ["d.tsv"]),
        ("sub/[1]/d.tsv", ["d.tsv"]),
        ("*.csv", ["b.csv"]),
        ("s*/*.jsonl", ["sub/c.jsonl"]),
        ("**/*.[ct]sv", ["b.csv", "sub/[1]/d.tsv"]),
    ],
)
def test_files_by_path(folder: Path, where: str, names: list[str]) -> None:
    """By name, from the input on; what is hidden, or of another kind, is no table."""
    assert [file.name for file in files_at(f"{folder}/{where}".rstrip("/"))] == names
    assert [file.name for file in files_at(f"file://{folder}/{where}".rstrip("/"))] == names


def test_a_folder_that_leads_back_to_itself_ends(folder: Path) -> None:
    """Links are not followed into folders."""
    (folder / "sub" / "up").symlink_to(folder)
    assert len(files_at(str(folder))) == 4


@pytest.mark.parametrize("where", ["none", "none.csv", "notes.txt", "*.xlsx", "e.csv.gz", "_delta"])
def test_nothing_there(folder: Path, where: str) -> None:
    """The error says what is read."""
    (folder / "_delta" / "f.parquet").unlink()
    with pytest.raises(UsageError, match=r"There is no table in .* end in \.parquet, \.jsonl, \.ndjson, \.csv, \.tsv"):
        files_at(str(folder / where))


@pytest.mark.parametrize("where", ["nowhere://a/b.csv", "adl://store/b.csv"])
def test_a_url_that_nobody_knows_or_whose_library_is_missing(where: str) -> None:
    """The error says which; nothing is asked of any network."""
    with pytest.raises(UsageError, match="cannot be reached"):
        files_at(where)


def test_a_store_in_memory() -> None:
    """Any file system that fsspec knows will do."""
    memory = fsspec.filesystem("memory")
    memory.pipe({"/mails/x/a.csv": b"id,text\n", "/mails/b.jsonl": b"{}"})
    files = files_at("memory://mails")
    assert [(file.name, file.size) for file in files] == [("b.jsonl", 2), ("x/a.csv", 8)]
    assert files_at("memory://mails") == files
    memory.pipe("/mails/b.jsonl", b"{}")
    assert [file in files for file in files_at("memory://mails")] == [False, True]
