"""Measure ``promolint scan`` over a made table: ``python -m benchmarks.scan --rows 20000 --repetitions 3``.

The table is Parquet, a row a message, no text twice. Each run is a fresh process with an empty folder for its results,
which reads and writes beside its workers; runs with one and with two workers take turns, and figures are medians.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.folder import Form, Template, templates
from benchmarks.machine import machine
from benchmarks.measure import FRESH, Bench, BenchmarkError, Usage, median
from benchmarks.tools import promolint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MIX: Mapping[Form, float] = {Form.HTML: 0.6, Form.SMS: 0.25, Form.TEXT: 0.15}
"""The share of each form, as assumed of a platform that writes to the customers of shops and salons."""
JOBS = (1, 2)
MESSAGES, CORES = 100_000_000, 64
_RESULTS = Path(__file__).parent / "results"
_SEED, _GROUP = 0, 5000
_SCHEMA = pa.schema([("text", pa.string()), ("channel", pa.string())])


class Table(NamedTuple):
    """What was written: rows, bytes of text in them, those that advertise, and how many there are of each kind."""

    rows: int
    size: int
    promotional: int
    of: Mapping[str, int]


class Speed(NamedTuple):
    """What a number of workers reached; memory is that of the largest process."""

    jobs: int
    messages_per_s: float
    processor_ms_per_message: float
    mb_per_s: float
    memory_mb: float


@click.command()
@click.option("--rows", default=20_000, show_default=True, help="Messages in the table.")
@click.option("--repetitions", default=3, show_default=True, help="Runs with one worker, and with two.")
@click.option("--output", type=click.Path(path_type=Path), default=_RESULTS, help="Folder for the results.")
def main(*, rows: int, repetitions: int, output: Path) -> None:
    """Measure, and write scan.json and scan.md."""
    own = promolint()
    facts = {**machine(), "tool": own.version, "repetitions": repetitions}
    with TemporaryDirectory(prefix="promolint-scan-") as scratch:
        bench = Bench.at(Path(scratch))
        table = written(bench.folder / "table.parquet", templates(rows, _SEED, MIX))
        runs: dict[int, list[Usage]] = {jobs: [] for jobs in JOBS}
        for jobs in JOBS * repetitions:
            try:
                runs[jobs].append(_run(bench, own.program, jobs, table))
            except BenchmarkError as error:
                sys.exit(f"benchmarks.scan: {error}")
            click.echo(f"--jobs {jobs}: {runs[jobs][-1].wall:.1f} s", err=True)
    speeds = [speed(jobs, median(found), table) for jobs, found in runs.items()]
    told = {
        "format": "promolint-scan-benchmark-v1",
        **facts,
        "table": table._asdict(),
        "estimate": estimate(speeds[-1]),
    }
    told["speeds"] = [{**one._asdict(), "runs": [run._asdict() for run in runs[one.jobs]]} for one in speeds]
    output.mkdir(parents=True, exist_ok=True)
    output.joinpath("scan.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    output.joinpath("scan.md").write_text(markdown(speeds, table, facts), "utf-8")
    click.echo(markdown(speeds, table, facts))


def written(path: Path, made: Iterable[Template]) -> Table:
    """Write messages as a table; each says its channel, as a platform knows it."""
    counted: Counter[str] = Counter()
    waiting = iter(made)
    with pq.ParquetWriter(path, _SCHEMA) as file:
        while group := list(islice(waiting, _GROUP)):
            rows = [{"text": one.data.decode(), "channel": "sms" if one.form is Form.SMS else "email"} for one in group]
            file.write_table(pa.Table.from_pylist(rows, schema=_SCHEMA))
            for one in group:
                counted.update(rows=1, size=len(one.data), promotional=bool(one.promotional))
                counted.update([one.form.value, one.path.partition("/")[0]])
    whole = {name: counted.pop(name, 0) for name in ("rows", "size", "promotional")}
    return Table(**whole, of=dict(sorted(counted.items())))


def _run(bench: Bench, program: str, jobs: int, table: Table) -> Usage:
    """One scan; BenchmarkError unless each row was read."""
    usage = bench.run([program, "scan", "table.parquet", f"{FRESH}/out", "--jobs", str(jobs)], ".")
    totals = json.loads((bench.folder / "fresh" / "out" / "_promolint.json").read_text("utf-8"))["totals"]
    if (totals["rows"], totals["rows_with_errors"]) != (table.rows, 0):
        raise BenchmarkError(f"Of {table.rows} rows it says: {totals}")
    return usage


def speed(jobs: int, usage: Usage, table: Table) -> Speed:
    """What was reached in a run over the table; its start is in it."""
    rows, megabytes = table.rows, table.size / 1e6
    return Speed(jobs, rows / usage.wall, usage.processor * 1000 / rows, megabytes / usage.wall, usage.memory)


def estimate(most: Speed) -> str:
    """How long ``MESSAGES`` take, by the speed of as many workers as the machine has cores."""
    count, each = f"{MESSAGES / 1e6:.0f} million", most.messages_per_s / most.jobs
    core_hours = MESSAGES * most.processor_ms_per_message / 1000 / 3600
    hours = MESSAGES / (each * CORES) / 3600
    return (
        f"{count} such messages take {core_hours:,.0f} core-hours ({count} × {most.processor_ms_per_message:.2f} ms of "
        f"processor time), and {hours:.1f} hours on {CORES} cores if each does the {each:,.0f} messages a second that "
        f"each of {most.jobs} did here: that is assumed, not measured."
    )


def markdown(speeds: Sequence[Speed], table: Table, facts: Mapping[str, Any]) -> str:
    """All figures, and the estimate."""
    mix = {**table.of, "with promotional links": table.promotional}
    shares = ", ".join(f"{count / table.rows:.0%} {name}" for name, count in mix.items())
    lines = [
        "| workers | messages a second | processor time a message | text a second | most memory of a process |",
        "|---|---|---|---|---|",
        *("| {} | {:,.0f} | {:.2f} ms | {:.1f} MB | {:.0f} MB |".format(*reached) for reached in speeds),
        f"\n{estimate(speeds[-1])}\n",
        f"- table: {table.rows:,} messages, no text twice, {table.size / 1e6:,.1f} MB of text: {shares}",
        *(f"- {name}: {value}" for name, value in facts.items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
