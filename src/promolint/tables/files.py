"""The files that a scan reads: one, all in a folder, or those that a pattern names; here or wherever fsspec reaches."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from promolint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDINGS = (".parquet", ".jsonl", ".ndjson", ".csv", ".tsv")
_STAMPS = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified", "updated", "created")
_MAGIC = frozenset("*?[")
_HINT = f"Name a file, a folder or a pattern of files that end in {', '.join(_ENDINGS)}."


class TableFile(NamedTuple):
    """A file with a table. ``name`` says where it is from the input on; ``stamp`` changes when the file does."""

    system: Any  # an fsspec file system
    path: str
    name: str
    size: int
    stamp: str


def files_at(where: str) -> tuple[TableFile, ...]:
    """The files that are meant, by name. What begins with ``_`` or ``.`` in a folder is no table.

    Raises:
        UsageError: nothing is there, nothing that is read, or nobody knows how to get there.

    """
    system, path = located(where)
    try:
        found = sorted(_found(system, path), key=lambda file: file.name)
    except (OSError, ValueError) as error:
        raise UsageError(f"“{where}” cannot be looked at: {error}", "Check its name and your rights to it.") from error
    if not found:
        raise UsageError(f"There is no table in “{where}”", _HINT)
    return tuple(found)


def located(where: str) -> tuple[Any, str]:
    """The fsspec file system of a path or URL, and the path in it. UsageError where there is none."""
    from fsspec.core import url_to_fs

    try:
        system, path = url_to_fs(where)
    except (ImportError, ValueError) as error:
        raise UsageError(
            f"“{where}” cannot be reached: {error}", "See fsspec for what each kind of URL needs."
        ) from error
    return system, path


def _found(system: Any, path: str) -> Iterator[TableFile]:  # noqa: ANN401
    system.invalidate_cache()
    if _MAGIC.isdisjoint(path) or system.exists(path):
        whole, root = system.find(path, detail=True), path
    else:
        parts = PurePosixPath(path).parts
        fixed = next(number for number, part in enumerate(parts) if not _MAGIC.isdisjoint(part))
        whole, root = system.glob(path, detail=True), str(PurePosixPath(*parts[:fixed]))
    for each, told in whole.items():
        name = PurePosixPath(each).relative_to(root)
        if PurePosixPath(each).suffix.lower() not in _ENDINGS or any(
            part.startswith(("_", ".")) for part in name.parts
        ):
            continue
        info = told or system.info(each)  # of a path that is a file itself nothing is told
        if info["type"] == "file":
            stamp = next((str(info[key]) for key in _STAMPS if info.get(key)), "")
            shown = name.as_posix() if name.parts else PurePosixPath(each).name
            yield TableFile(system, each, shown, info.get("size") or 0, stamp)
