"""The engine for many machines, on a cluster of nodes on this one. Needs the extra ``ray``."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from promolint.lint import Local
from promolint.tables.columns import columns_of
from promolint.tables.files import files_at, located
from promolint.tables.job import Job
from promolint.tables.local import on_this_machine
from promolint.tables.output import Output
from promolint.tables.results import Task
from promolint.tables.run import Scanned, scan

pytest.importorskip("ray")
from ray.cluster_utils import Cluster

from promolint.tables.on_ray import on_ray

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from promolint.lint import Settings
    from promolint.tables.run import Engine
    from tests.tables.conftest import Contents

    Messages = Callable[[int], list[dict[str, Any]]]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A head that does not work, and a node that does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
        made.add_node(num_cpus=1)
        yield made
        made.shutdown()


def _scan(settings: Settings, where: Path, folder: Path, engine: Engine) -> Scanned:
    job = Job(str(where), files_at(str(where)), Task(settings, columns_of(["name=name"] if settings.local else [])))
    return scan(job, Output(*located(str(folder)), "parquet"), 2, engine, lambda _done, _whole: None)


def _at_work(node: Any, folder: Path) -> int:  # noqa: ANN401
    """The process that scans on a node, which is waited for."""
    (raylet,) = (started.process.pid for started in node.all_processes["raylet"])
    for _ in range(1200):
        for path in folder.glob(f"{raylet}-*"):
            return int(path.name.partition("-")[2])
        time.sleep(0.1)
    raise TimeoutError


@contextmanager
def _killing(cluster: Cluster, nodes: list[Any], folder: Path) -> Iterator[None]:
    """Once both nodes are at work, kill the one's worker and take the other away; then let all go on.

    A worker at work leaves a file in ``folder``, called by its node's process and its own, and waits for the file
    ``go`` there.
    """

    def kill() -> None:
        try:
            pid, _ = [_at_work(node, folder) for node in nodes]
            os.kill(pid, signal.SIGKILL)
            cluster.remove_node(nodes[1], allow_graceful=False)
        finally:
            (folder / "go").touch()

    with ThreadPoolExecutor(1) as thread:
        killed = thread.submit(kill)
        yield
        killed.result()


def test_a_worker_and_a_node_that_are_killed_lose_and_double_nothing(
    tmp_path: Path, settings: Settings, cluster: Cluster, messages: Messages, contents: Contents
) -> None:
    """Both in the midst of a unit; then the folder is the same, byte for byte, as after a scan without Ray."""
    rows = [{**row, "name": f"{number}.html"} for number, row in enumerate(messages(640))]
    table, way = tmp_path / "a.parquet", tmp_path / "way"
    pq.write_table(pa.Table.from_pylist(rows), table)
    way.mkdir()

    def held(name: str) -> Local:
        if name.endswith("5.html") and not (way / "go").exists():
            (way / f"{os.getppid()}-{os.getpid()}").touch()
            while not (way / "go").exists():
                time.sleep(0.05)
        return Local(settings.policy, settings.model)

    settings = replace(settings, local=held)
    engine, nodes = partial(on_ray, address=cluster.address), [cluster.add_node(num_cpus=1) for _ in range(2)]
    with _killing(cluster, nodes, way):
        scanned = _scan(settings, table, tmp_path / "ray", engine)
    cluster.remove_node(nodes[0])
    assert scanned == _scan(settings, table, tmp_path / "local", partial(on_this_machine, jobs=1))
    assert (scanned.totals.rows, len(contents(tmp_path / "ray"))) == (640, 321)
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")
    parts = sorted((tmp_path / "ray").glob("part-*"))
    for part in parts[3:5]:
        part.unlink()
    seen = {part: part.stat().st_mtime_ns for part in parts[:3] + parts[5:]}
    assert _scan(settings, table, tmp_path / "ray", engine) == scanned
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")
    assert {part: part.stat().st_mtime_ns for part in seen} == seen


def test_a_part_that_cannot_be_read_is_told(tmp_path: Path, settings: Settings, cluster: Cluster) -> None:
    """With its file and the reason, as without Ray; the others are scanned."""
    for name in ("a.parquet", "b.parquet"):
        pq.write_table(pa.table({"text": [f"Nr. {number} " * 50 for number in range(20)]}), tmp_path / name)
    data = bytearray((tmp_path / "b.parquet").read_bytes())
    start = pq.read_metadata(tmp_path / "b.parquet").row_group(0).column(0).dictionary_page_offset
    data[start : start + 30] = b"\xff" * 30
    (tmp_path / "b.parquet").write_bytes(data)
    scanned = _scan(settings, tmp_path / "*.parquet", tmp_path / "out", partial(on_ray, address=cluster.address))
    assert [file.name for file in scanned.unread] == ["b.parquet"]
    assert "The Parquet file could not be read" in scanned.unread[0].message
    assert scanned.totals.rows == 20


def test_a_row_that_kills_its_worker_costs_that_row(tmp_path: Path, settings: Settings, cluster: Cluster) -> None:
    """It is not tried for ever, nor does it take others with it."""

    def deadly(name: str) -> Local:
        if name in {"17.html", "31.html"}:
            os.kill(os.getpid(), signal.SIGKILL)
        return Local(settings.policy, settings.model)

    table = pa.table({"text": ["Bis morgen!"] * 40, "name": [f"{number}.html" for number in range(40)]})
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=20)
    engine = partial(on_ray, address=cluster.address)
    scanned = _scan(replace(settings, local=deadly), tmp_path / "a.parquet", tmp_path / "out", engine)
    totals = scanned.totals
    assert (totals.rows, totals.messages, totals.rows_with_errors, scanned.unread) == (40, 38, 2, ())
    told = pq.read_table(tmp_path / "out", columns=["row", "errors"]).to_pylist()
    assert [row["row"] for row in told if row["errors"]] == [17, 31]
