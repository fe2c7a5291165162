"""Whole scans: every row once, the same as for its text alone."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

import fsspec
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from promolint.tables.columns import Columns
from promolint.tables.files import files_at, located
from promolint.tables.job import Job
from promolint.tables.local import on_this_machine
from promolint.tables.output import Output
from promolint.tables.results import Task
from promolint.tables.run import scan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from promolint.lint import Settings
    from tests.tables.conftest import Ask, Contents, Results, ScannedInto, Table

    Rows = list[dict[str, Any]]

FORMATS = ("a.parquet", "a.jsonl", "a.csv")


def test_a_scan_says_of_each_row_what_check_says_of_its_text(
    tmp_path: Path, ask: Ask, table: Table, said_of: Callable[[Any], Any], results: Results
) -> None:
    """In each format of tables and of results: a row for a row, in order, and the numbers of all."""
    for name, format_ in product(FORMATS, ("parquet", "jsonl")):
        rows, out = table(tmp_path / name, 18), tmp_path / f"{name} as {format_}"
        ran = ask("scan", name, out.name, "--rows", "5", "--output-format", format_, "--jobs", "1")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout == (
            "7 errors, 0 warnings, 0 notes, 3 suppressed in 18 messages; 14 links judged, 0 undecidable; "
            f"18 rows, 0 rows with errors. Results: {out.name}\n"
        )
        assert results(out) == [{"file": name, "row": number, **said_of(row)} for number, row in enumerate(rows)]
        assert {path.suffix for path in out.glob("part-*")} == {f".{format_}"}


def test_a_folder_of_tables_is_scanned_file_by_file(
    tmp_path: Path, scanned_into: ScannedInto, table: Table, results: Results
) -> None:
    """In the order of their names; two processes give what one gives."""
    (tmp_path / "in").mkdir()
    for name in FORMATS:
        table(tmp_path / "in" / name, 30)
    scanned = scanned_into(tmp_path / "in", tmp_path / "out", rows=8)
    found = results(tmp_path / "out")
    assert [(row["file"], row["row"]) for row in found] == [
        (name, row) for name in sorted(FORMATS) for row in range(30)
    ]
    assert scanned_into(tmp_path / "in", tmp_path / "two", rows=8, jobs=2) == scanned
    assert results(tmp_path / "two") == found
    told = json.loads((tmp_path / "out" / "_promolint.json").read_text("utf-8"))
    assert (told["totals"]["rows"], told["totals"]["errors"], scanned.unread) == (90, 36, ())


@given(size=st.integers(1, 25))
@tried(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_size_of_parts_gives_the_same_rows(
    tmp_path_factory: pytest.TempPathFactory, scanned_into: ScannedInto, table: Table, results: Results, size: int
) -> None:
    """In the same order, none larger than asked for."""
    folder, name = tmp_path_factory.mktemp("any"), FORMATS[size % 3]
    table(folder / name, 20)
    scanned_into(folder / name, folder / "out", rows=size)
    found = results(folder / "out")
    assert [(row["row"], row["id"]) for row in found] == [(number, f"m{number}") for number in range(20)]
    assert max(pq.read_metadata(path).num_rows for path in folder.glob("out/*.parquet")) <= size


def _seen(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("part-*")}


def test_what_is_there_is_kept_and_what_is_missing_is_made(
    tmp_path: Path, ask: Ask, table: Table, results: Results
) -> None:
    """A part that is gone, and one that was cut off, are written anew; the others are not touched."""
    table(tmp_path / "a.parquet", 20)
    call = partial(ask, "scan", "a.parquet", "out", "--rows", "4", "--jobs", "1")
    first, out = call(), tmp_path / "out"
    found, seen = results(out), _seen(out)
    gone, cut = sorted(out.glob("part-*"))[1:3]
    gone.unlink()
    cut.write_bytes(cut.read_bytes()[:-100])
    again = call()
    assert (again.returncode, again.stdout) == (0, first.stdout)
    assert results(out) == found
    assert {name for name, time_ns in _seen(out).items() if seen.get(name) != time_ns} == {gone.name, cut.name}
    assert call().stdout == first.stdout


def test_a_folder_holds_one_scan(tmp_path: Path, ask: Ask, table: Table, contents: Contents) -> None:
    """Another table, other columns, another policy or kind is an error that says what differs, and changes nothing."""
    table(tmp_path / "a.csv", 4)
    table(tmp_path / "b.csv", 5)
    call = partial(ask, "scan", "a.csv", "out", "--jobs", "1")
    assert call().returncode == 0
    seen = contents(tmp_path / "out")
    for others, differs in (
        (["--policy", "can-spam"], "settings, tool"),
        (["--kind", "invoice"], "settings"),
        (["--column", "id=kind"], "columns"),
        (["--rows", "3"], "rows_per_part"),
        (["--output-format", "jsonl"], "output_format"),
    ):
        ran = call(*others)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert f"holds another scan: it differs in {differs}. Choose another folder, or delete this one." in ran.stderr
    ran = ask("scan", "b.csv", "out")
    assert "it differs in files." in ran.stderr
    assert contents(tmp_path / "out") == seen
    (tmp_path / "out" / "_promolint.json").write_text("{", encoding="utf-8")
    assert "says nothing that can be understood" in call().stderr
    (tmp_path / "out" / "_promolint.json").unlink()
    assert "is not empty. Choose a folder for the results alone." in call().stderr


def test_results_do_not_lie_among_the_tables(tmp_path: Path, ask: Ask, table: Table) -> None:
    """The next scan would read them."""
    (tmp_path / "in").mkdir()
    table(tmp_path / "in" / "a.csv", 2)
    for folder in ("in", "in/out"):
        ran = ask("scan", "in", folder)
        assert (ran.returncode, ran.stderr) == (
            2, "promolint: The results would lie among the tables. Choose a folder outside of INPUT.\n"
        )  # fmt: skip
    assert ask("scan", "in", "in-out", "--jobs", "1").returncode == 0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["none.csv", "out"], "There is no table in “none.csv”. Name a file, a folder or a pattern"),
        (["a.csv", "b.txt"], "cannot be a folder for results"),
        (["a.csv", "out", "--ray-address", "auto"], "--ray-address is for --engine ray"),
        (["a.csv", "out", "--column", "text"], "Write --column WHAT=NAME"),
        (["a.csv", "out", "--policy", "nonsense"], "There is no policy"),
        (["a.csv", "nowhere://out"], "cannot be reached"),
    ],
)
def test_what_cannot_be_meant(tmp_path: Path, ask: Ask, call: list[str], said: str) -> None:
    """Exit status 2, a sentence with the next step, and no folder is made."""
    (tmp_path / "a.csv").write_text("id,text\n1,Hallo\n", encoding="utf-8")
    (tmp_path / "b.txt").touch()
    ran = ask("scan", *call)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert not (tmp_path / "out").exists()


def test_no_row_proves_nothing(tmp_path: Path, ask: Ask) -> None:
    """A table of a head alone: exit status 2."""
    (tmp_path / "a.csv").write_text("id,text\n", encoding="utf-8")
    ran = ask("scan", "a.csv", "out")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "promolint: There is no row in “a.csv”. Look at what its tables hold.\n"


def test_settings_are_those_of_check(tmp_path: Path, ask: Ask, results: Results) -> None:
    """The configuration, with overrides by the name that a row has; its own word goes before all else."""
    (tmp_path / "promolint.toml").write_text(
        'language = "de"\nignore = ["PL101"]\n[[overrides]]\npaths = ["sms/**"]\nkind = "invoice-receipt"\n', "utf-8"
    )
    offer = '"<a href=""https://shop.example/new"">Entdecke unsere neue Kollektion</a>"'
    discount = '"<a href=""https://shop.example/sale"">20 % Rabatt auf alles sichern</a>"'
    rows = [
        f"{offer},sms/a.html,",
        f"{offer},b.html,order-confirmation",
        f"{offer},b.html,",
        f"{discount},c.html,invoice",
    ]
    (tmp_path / "a.csv").write_text("\n".join(["text,datei,kind", *rows]), encoding="utf-8")
    ran = ask("scan", "a.csv", "out", "--column", "name=datei", "--jobs", "1")
    assert ran.returncode == 0
    found = results(tmp_path / "out")
    kinds = [[finding["kind"] for finding in row["findings"]] for row in found]
    assert kinds == [["invoice-receipt"], ["order-confirmation"], [None], []]
    assert "vorherige Einwilligung" in found[0]["findings"][0]["message"]


def test_results_go_wherever_fsspec_reaches(tmp_path: Path, settings: Settings, table: Table) -> None:
    """Tables and results in a store that is no disk; a scan there goes on as well."""
    memory = fsspec.filesystem("memory")
    table(tmp_path / "a.jsonl", 10)
    memory.pipe("/tables/a.jsonl", (tmp_path / "a.jsonl").read_bytes())
    output = Output(*located("memory://results/a"), "parquet")
    job = Job("memory://tables", files_at("memory://tables"), Task(settings, Columns()))
    engine = partial(on_this_machine, jobs=1)
    scanned = scan(job, output, 4, engine, lambda _done, _whole: None)
    names = sorted(memory.ls("/results/a", detail=False))
    assert [name.rpartition("/")[2] for name in names] == [
        "_promolint.json", *(f"part-00000-{first:012}.parquet" for first in (0, 4, 8)),
    ]  # fmt: skip
    memory.rm(names[2])
    steps: list[tuple[int, int]] = []
    assert scan(job, output, 4, engine, lambda *step: steps.append(step)) == scanned
    assert (steps, scanned.totals.rows, scanned.unread) == ([(6, 10), (10, 10)], 10, ())


def test_what_is_missing_is_named_with_the_extra_that_brings_it(
    tmp_path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to guess what to install."""
    monkeypatch.setattr("promolint.cli.scan.find_spec", lambda _name: None)
    assert ask("scan", "a.csv", "out").stderr == (
        "promolint: This needs pyarrow and fsspec, not installed here. Say: python -m pip install 'promolint[scan]'.\n"
    )


def test_other_commands_load_nothing_of_this(tmp_path: Path) -> None:
    """Arrow, fsspec and Ray cost them no second."""
    (tmp_path / "a.html").write_text('<a href="https://shop.example/sale">20 % Rabatt</a>', encoding="utf-8")
    code = "import sys, promolint.cli as it\ntry:\n it.main(['check', '.'])\nexcept SystemExit:\n print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert not {name.partition(".")[0] for name in ran.stdout.split()} & {"pyarrow", "fsspec", "ray", "pandas"}
