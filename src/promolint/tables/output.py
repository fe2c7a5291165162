"""The folder that results are written into, here or wherever fsspec reaches: a file a part, whole or not there."""

from __future__ import annotations

import io
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from promolint.errors import PromolintError
from promolint.reporting.document import as_line
from promolint.tables.results import RESULTS
from promolint.tables.totals import Totals

if TYPE_CHECKING:
    from promolint.tables.job import Job, Part
    from promolint.tables.pipeline import Results

_WRITTEN = pa.schema([("file", pa.string()), ("row", pa.int64()), *RESULTS])
_COUNTED = ["messages", "links", "undecidable", "findings", "errors"]
_TEMPORARY = ".tmp"


class Output(NamedTuple):
    """A folder of an fsspec file system, and the format of the parts in it."""

    system: Any
    folder: str
    format: str

    def name(self, part: Part) -> str:
        """The name of a part: by its file and first row, so that names stand in the order of rows."""
        return f"part-{part.file:05}-{part.slice.first:012}.{self.format}"

    def written(self, part: Part, results: Results, job: Job) -> Totals:
        """Write a part, and count it. PromolintError if it cannot be written."""
        name, first = job.files[part.file].name, part.slice.first
        rows = [{"file": name, "row": first + number, **result} for number, result in enumerate(results)]
        self.put(self.name(part), _as_parquet(rows) if self.format == "parquet" else _as_json_lines(rows))
        return Totals.of(results)

    def totals(self, part: Part) -> Totals | None:
        """The numbers of a part that was written whole; nothing where there is none."""
        data = self.get(self.name(part))
        try:
            totals = Totals.of(_read(data, self.format)) if data is not None else Totals()
        except (pa.ArrowException, OSError, ValueError, KeyError):
            return None
        return totals if totals.rows == part.slice.rows else None

    def names(self) -> frozenset[str]:
        """The names of all that is in the folder, which is made where there is none.

        Raises:
            PromolintError: it cannot be made.

        """
        try:
            self.system.makedirs(self.folder, exist_ok=True)
            self.system.invalidate_cache()
            return frozenset(path.rpartition("/")[2] for path in self.system.ls(self.folder, detail=False))
        except FileNotFoundError:  # in an object store a folder is there with the first file in it
            return frozenset()
        except OSError as error:
            hint = "Choose another folder, or check your rights to it."
            raise PromolintError(f"“{self.folder}” cannot be a folder for results: {error}", hint) from error

    def get(self, name: str) -> bytes | None:
        """What a file in the folder holds; nothing where there is none."""
        try:
            data: bytes = self.system.cat_file(f"{self.folder}/{name}")
        except FileNotFoundError:
            return None
        return data

    def put(self, name: str, data: bytes) -> None:
        """Write a file as a whole. PromolintError if that cannot be."""
        path = f"{self.folder}/{name}"
        try:
            if not self.is_local:
                self.system.pipe_file(path, data)
                return
            beside = f"{self.folder}/.{name}.{uuid4().hex}{_TEMPORARY}"
            try:
                with open(beside, "xb") as file:  # noqa: PTH123 - fsspec's paths are texts
                    file.write(data)
                os.replace(beside, path)  # noqa: PTH105
            finally:
                with suppress(OSError):
                    os.unlink(beside)  # noqa: PTH108
        except OSError as error:
            reason = error.strerror or str(error)
            hint = "Free some space or check your rights, then say the same again: what is written is kept."
            raise PromolintError(f"“{name}” could not be written: {reason}", hint) from error

    @property
    def is_local(self) -> bool:
        """Whether the folder is on this machine's disk."""
        from fsspec.implementations.local import LocalFileSystem

        return isinstance(self.system, LocalFileSystem)

    def tidy(self) -> None:
        """Take away what runs that were killed had begun to write."""
        if self.is_local:
            for entry in os.scandir(self.folder):
                if entry.name.startswith(".") and entry.name.endswith(_TEMPORARY):
                    with suppress(OSError):
                        os.unlink(entry.path)  # noqa: PTH108


def _as_parquet(rows: Results) -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=_WRITTEN), held, compression="zstd")
    return held.getvalue()


def _as_json_lines(rows: Results) -> bytes:
    return "".join(as_line(row) for row in rows).encode()


def _read(data: bytes, format_: str) -> list[dict[str, Any]]:
    if format_ == "parquet":
        rows: list[dict[str, Any]] = pq.read_table(io.BytesIO(data), columns=_COUNTED).to_pylist()
        return rows
    return [msgspec.json.decode(line, type=dict[str, Any]) for line in data.splitlines()]
