"""The README's lines for Spark, as they stand there: with a stand-in for Spark, and where it is installed for real."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tests.tables.conftest import Ask, Results

    Messages = Callable[[int], list[Mapping[str, Any]]]

(LINES,) = re.findall(
    r"^```python\n([^`]+?\.mapInArrow\([^`]+?)^```",
    Path(__file__).parents[2].joinpath("README.md").read_text("utf-8"),
    re.MULTILINE,
)
BEFORE = """
from pyspark.sql import SparkSession

spark = SparkSession.builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", 7).getOrCreate()
frame = spark.read.parquet("drafts")
assert frame.rdd.getNumPartitions() > 1
"""
AFTER = 'results.write.parquet("spark")\n'
ROWS = 60


class _Frame:
    """As much of a Spark frame as the lines ask for: two batches, of which one is empty."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        whole = pa.RecordBatch.from_pylist(rows)
        self._batches = [whole, whole.slice(0, 0)]

    def mapInArrow(  # noqa: N802 - as Spark calls it
        self, func: Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]], schema: pa.Schema
    ) -> list[dict[str, Any]]:
        """The rows that the function gives; each batch has to be what the schema says."""
        given = list(func(iter(self._batches)))
        assert [(batch.schema, len(batch)) for batch in given] == [(schema, len(batch)) for batch in self._batches]
        return [row for batch in given for row in batch.to_pylist()]


@pytest.fixture(scope="module")
def drafts(messages: Messages) -> list[dict[str, Any]]:
    """Messages in the column that the README names, with a row that has none and one that says what nobody knows."""
    rows = [{"id": row["id"], "html": row["text"], "kind": row["kind"]} for row in messages(ROWS)]
    rows[3]["html"], rows[4]["kind"] = None, "nonsense"
    return rows


@pytest.fixture
def expected(tmp_path: Path, ask: Ask, drafts: list[dict[str, Any]], results: Results) -> dict[str, dict[str, Any]]:
    """What ``promolint scan`` says of each in the folder ``drafts``, which holds several files, by its id."""
    (tmp_path / "drafts").mkdir()
    for first in range(0, ROWS, 20):
        part = pa.Table.from_pylist(drafts[first : first + 20])
        pq.write_table(part, tmp_path / "drafts" / f"{first}.parquet")
    assert ask("scan", "drafts", "local", "--column", "text=html", "--jobs", "1").returncode == 0
    return _by_id(results(tmp_path / "local"))


def _by_id(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Rows without the place that they stood at, which Spark does not know."""
    found = {row["id"]: {key: value for key, value in row.items() if key not in {"file", "row"}} for row in rows}
    assert len(found) == len(rows)
    return found


def test_the_lines_give_the_rows_of_a_scan(
    drafts: list[dict[str, Any]], expected: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Spark: what they hand to it is what it asks for, a row for a row, errors with them."""
    for name in ("pyspark", "pyspark.sql", "pyspark.sql.pandas", "pyspark.sql.pandas.types"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setattr(sys.modules["pyspark.sql.pandas.types"], "from_arrow_schema", lambda it: it, raising=False)
    said: dict[str, Any] = {"frame": _Frame(drafts)}
    exec(compile(LINES, "README.md", "exec"), said)  # noqa: S102 - our own lines
    assert _by_id(said["results"]) == expected
    assert [len(row["errors"]) for row in said["results"][:6]] == [0, 0, 0, 1, 1, 0]


@pytest.mark.slow
def test_spark_gives_the_rows_of_a_scan(tmp_path: Path, expected: dict[str, dict[str, Any]]) -> None:
    """With a Spark of two workers, over a folder of several files and in small batches."""
    pytest.importorskip("pyspark")
    if not (shutil.which("java") or "JAVA_HOME" in os.environ):
        pytest.skip("Spark needs Java")
    (tmp_path / "job.py").write_text(BEFORE + LINES + AFTER, encoding="utf-8")
    paths = [str(Path(path).resolve()) for path in sys.path if path]
    ran = subprocess.run(
        [sys.executable, "job.py"],
        cwd=tmp_path,
        env={
            **os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYSPARK_PYTHON": sys.executable,
            "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_SUBMIT_ARGS": "--master local[2] pyspark-shell",
        },
        capture_output=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-3000:]
    written = sorted((tmp_path / "spark").glob("part-*.parquet"))
    assert len(written) > 1
    assert _by_id([row for path in written for row in pq.read_table(path).to_pylist()]) == expected
