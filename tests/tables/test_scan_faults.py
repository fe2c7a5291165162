"""Scans that something happens to: what is told, what is kept, and how it goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from promolint import processes
from promolint.errors import PromolintError
from promolint.lint import Settings, Source, examine
from promolint.tables.job import Job, Part, Unread

if TYPE_CHECKING:
    from pathlib import Path

    from promolint.values.outcome import Examined
    from tests.tables.conftest import Ask, Contents, Results, ScannedInto, Table

    Rows = list[dict[str, Any]]


def test_a_scan_that_is_killed_goes_on_where_it_was(tmp_path: Path, ask: Ask, table: Table, contents: Contents) -> None:
    """By SIGKILL with two processes at work; then the folder is the same, byte for byte, as after a scan in peace."""
    table(tmp_path / "a.csv", 250)
    call, begun = ["scan", "a.csv", "out", "--rows", "5", "--jobs", "2"], tmp_path / "out"
    ran = subprocess.Popen([sys.executable, "-m", "promolint", *call], cwd=tmp_path, start_new_session=True)
    while len(list(begun.glob("part-*"))) < 10:
        assert ran.poll() is None
        time.sleep(0.01)
    os.killpg(ran.pid, signal.SIGKILL)
    ran.wait()
    left = {path.name: path.stat().st_mtime_ns for path in begun.glob("part-*")}
    assert 10 <= len(left) < 50
    (begun / f".part-1.parquet.{'0' * 32}.tmp").write_bytes(b"PAR1")
    assert ask(*call).returncode == 0
    assert left.items() <= {path.name: path.stat().st_mtime_ns for path in begun.glob("part-*")}.items()
    assert ask(*call[:2], "peace", *call[3:]).returncode == 0
    assert contents(begun) == contents(tmp_path / "peace")


def _deadly(source: Source, settings: Settings) -> Examined:
    if b"Nr. 40<" in source.data:
        os.kill(os.getpid(), signal.SIGKILL)
    return examine(source, settings)


@pytest.mark.skipif(sys.platform != "linux", reason="only a forked worker knows the deadly function")
def test_a_worker_that_is_killed_costs_one_row(
    tmp_path: Path, scanned_into: ScannedInto, table: Table, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row that killed it says so; no other is lost or doubled."""
    monkeypatch.setattr(processes, "examine", _deadly)
    table(tmp_path / "a.jsonl", 60)
    scanned = scanned_into(tmp_path / "a.jsonl", tmp_path / "out", rows=20, jobs=2)
    found = results(tmp_path / "out")
    assert [row["row"] for row in found] == list(range(60))
    told = [(row["row"], row["errors"][0]) for row in found if row["errors"]]
    assert [(number, said[:42]) for number, said in told] == [(40, "The process that read this file was killed")]
    assert (scanned.totals.rows, scanned.totals.rows_with_errors, scanned.totals.messages) == (60, 1, 59)


def test_broken_rows_are_told_and_lost_never(tmp_path: Path, ask: Ask, results: Results) -> None:
    """They count as rows with errors; the exit status speaks of files only."""
    (tmp_path / "a.jsonl").write_text('{"text": "Bis morgen!"}\n{"text": \n[]\n{"body": ""}\n', encoding="utf-8")
    (tmp_path / "b.csv").write_text('text,id\n"Bis\n morgen!",1\nx\n"a"b,2\n', encoding="utf-8")
    ran = ask("scan", "*.*", "out", "--jobs", "1", "--language", "de")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.endswith("7 Zeilen, 5 Zeilen mit Fehlern. Ergebnisse: out\n")
    said = [(row["file"], row["row"], row["messages"], "".join(row["errors"])) for row in results(tmp_path / "out")]
    assert [(file, number, count, error[:28]) for file, number, count, error in said] == [
        ("a.jsonl", 0, 1, ""),
        ("a.jsonl", 1, 0, "Die Zeile ist kein JSON-Obje"),
        ("a.jsonl", 2, 0, "Die Zeile ist kein JSON-Obje"),
        ("a.jsonl", 3, 0, "Die Zeile hat keinen Text. S"),
        ("b.csv", 0, 1, ""),
        ("b.csv", 1, 0, "Die Zeile hat nicht so viele"),
        ("b.csv", 2, 0, "Die Zeile ist kein CSV: ',' "),
    ]


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_scanned(
    tmp_path: Path, ask: Ask, table: Table, results: Results
) -> None:
    """Exit status 2, and no totals in the folder: saying the same again tries again."""
    table(tmp_path / "a.csv", 3)
    (tmp_path / "b\x1b[31m.parquet").write_bytes(b"PAR1")
    (tmp_path / "c.csv").write_text("id,txt\n1,a\n", encoding="utf-8")
    ran = ask("scan", "*.*", "out", "--jobs", "1")
    assert ran.returncode == 2
    first, second = ran.stderr.splitlines()
    assert first.startswith("promolint: b\\u001b[31m.parquet: The Parquet file could not be read: ")
    assert second.startswith("promolint: c.csv: No column is called “text” or ")
    assert second.endswith("its columns are: id, txt. Say --column text=NAME.")
    assert len(results(tmp_path / "out")) == 3
    assert json.loads((tmp_path / "out" / "_promolint.json").read_text("utf-8"))["totals"] is None


def test_a_file_that_changes_meanwhile_is_named(
    tmp_path: Path, scanned_into: ScannedInto, table: Table, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether rows are missing then or not; nothing is written of a part that is not whole."""
    path, planned = tmp_path / "a.jsonl", Job.planned
    table(path, 8)

    def shortened(job: Job, rows: int) -> tuple[list[Part], list[Unread]]:
        plan = planned(job, rows)
        path.write_text("\n".join(path.read_text("utf-8").splitlines()[:6]), encoding="utf-8")
        return plan

    monkeypatch.setattr(Job, "planned", shortened)
    scanned = scanned_into(path, tmp_path / "out")
    assert [(file.name, file.message) for file in scanned.unread] == [("a.jsonl", "The file changed while it was read")]
    assert [row["row"] for row in results(tmp_path / "out")] == [0, 1, 2, 3]


def test_a_full_disk_ends_the_scan_and_leaves_no_half_part(
    tmp_path: Path, scanned_into: ScannedInto, table: Table, contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written stays, and the error says how to go on."""
    table(tmp_path / "a.csv", 12)
    replace = os.replace

    def full(here: str, there: str) -> None:
        if there.endswith("4.parquet"):
            raise OSError(28, "No space left on device")
        replace(here, there)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(PromolintError, match="could not be written: No space left on device"):
        scanned_into(tmp_path / "a.csv", tmp_path / "out")
    assert sorted(contents(tmp_path / "out")) == ["_promolint.json", "part-00000-000000000000.parquet"]
