"""Measure promolint beside djlint, htmlhint, textlint and SpamAssassin in one run: ``python -m benchmarks.compare``.

Repetitions are interleaved, so that whatever else the machine does meets all alike; the figures are medians. Each tool
lints as it does by default, without network, and is measured on files that it reads. promolint begins with an empty
cache each time, but for the cached run.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from benchmarks import report
from benchmarks.cases import Sizes, cases, laid_out
from benchmarks.figures import Row
from benchmarks.machine import machine
from benchmarks.measure import Bench, BenchmarkError, median
from benchmarks.tools import PRESET, others, promolint, versions_of_runtimes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.cases import Case, Key
    from benchmarks.folder import Template
    from benchmarks.measure import Usage
    from benchmarks.tools import Tool

_RESULTS = Path(__file__).parent / "results"


@click.command()
@click.option("--files", default=1000, show_default=True, help="Files in the folder.")
@click.option("--grown", default="100,1000,10000", show_default=True, help="Folders that growth is measured on.")
@click.option("--many", default=0, show_default=True, help="Small files that memory is measured on; 0 for none.")
@click.option("--repetitions", default=5, show_default=True, help="Runs of each case; long ones run once.")
@click.option("--seed", default=0, show_default=True, help="Of the folder.")
@click.option("--npm", type=click.Path(path_type=Path, exists=True), help="Where htmlhint and textlint are installed.")
@click.option("--output", type=click.Path(path_type=Path), default=_RESULTS, help="Folder for the results.")
def main(  # noqa: PLR0913 - the options of the command
    *, files: int, grown: str, many: int, repetitions: int, seed: int, npm: Path | None, output: Path
) -> None:
    """Measure, and write benchmark.json, benchmark.md and benchmark.svg."""
    sizes = Sizes(files, tuple(map(int, grown.split(","))), many)
    known = others(npm.resolve() if npm else None)
    installed = [tool for tool in known if tool.program]
    own = promolint()
    with TemporaryDirectory(prefix="promolint-benchmark-") as scratch:
        bench = Bench.at(Path(scratch))
        told = laid_out(bench.folder, sizes, seed)
        facts = _facts(bench, told, (own, *known), seed)
        try:
            runs = _measured(bench, cases(bench, own, installed, told, sizes), repetitions)
        except BenchmarkError as error:
            sys.exit(f"benchmarks.compare: {error}")
    rows = {case.key: Row(case.key, median(found), case.files, len(found)) for case, found in runs}
    every = {case.key: found for case, found in runs}
    output.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report.document(rows, every, facts), indent=1, ensure_ascii=False)
    output.joinpath("benchmark.json").write_text(text + "\n", "utf-8")
    output.joinpath("benchmark.md").write_text(report.markdown(rows, facts), "utf-8")
    output.joinpath("benchmark.svg").write_text(report.picture(rows), "utf-8")
    click.echo(report.markdown(rows, facts))


def _measured(bench: Bench, known: Sequence[Case], repetitions: int) -> list[tuple[Case, list[Usage]]]:
    """The runs of each case: one that does not count, then one of each after the other."""
    runs: dict[Key, list[Usage]] = {case.key: [] for case in known}
    for case in known:
        if not case.once:
            case.run(bench)
    for turn in range(repetitions):
        for case in known:
            if turn == 0 or not case.once:
                runs[case.key].append(case.run(bench))
                _tell(f"{turn + 1}/{repetitions} {' '.join(case.key)}: {runs[case.key][-1].processor:.3f} s")
    return [(case, runs[case.key]) for case in known]


def _facts(bench: Bench, told: Sequence[Template], tools: Sequence[Tool], seed: int) -> dict[str, Any]:
    """What a reader has to know of the run."""
    advertising = sum(bool(one.promotional) for one in told)
    return {
        **machine(),
        "network": "cut off" if bench.cut_off else "not cut off",
        "folder": f"{len(told):,} files, seed {seed}, {advertising:,} with promotional links",
        "tools": {tool.name: tool.version or "missing" for tool in tools},
        "settings": {"textlint preset": PRESET, "SpamAssassin": "local tests only"},
        "runtimes": versions_of_runtimes(),
    }


def _tell(line: str) -> None:
    click.echo(line, err=True)


if __name__ == "__main__":
    main()
