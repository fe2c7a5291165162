"""What tests of tables share: messages, tables of them in each format, and what promolint says of each."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import promolint
from promolint.tables.columns import Columns
from promolint.tables.files import files_at, located
from promolint.tables.job import Job
from promolint.tables.local import on_this_machine
from promolint.tables.output import Output
from promolint.tables.results import Task
from promolint.tables.run import Scanned, scan

if TYPE_CHECKING:
    from promolint.lint import Settings

Row = Mapping[str, Any]
Messages = Callable[[int], list[Row]]
Table = Callable[[Path, int], list[Row]]
SaidOf = Callable[[Row], dict[str, Any]]
Results = Callable[[Path], list[dict[str, Any]]]
Ask = Callable[..., subprocess.CompletedProcess[str]]
ScannedInto = Callable[..., Scanned]
Contents = Callable[[Path], dict[str, bytes]]

_KINDS: list[Row] = [
    {
        "kind": "appointment-confirmation",
        "text": '<p>Dein Termin</p><a href="https://salon.example/sale">20 % Rabatt</a>',
    },
    {"text": '<p>Rechnung 7</p><p><a href="https://shop.example/rechnung/7">Rechnung „7“, ansehen</a></p>'},
    {"channel": "SMS", "text": "Ihr Code: 123 456\nGültig für 5 Minuten."},
    {"kind": "invoice", "text": 'Order\n<a href="https://shop.example/new">Discover our new; summer "collection"</a>'},
    {
        "kind": "order_confirmation",
        "text": "<p>Hallo</p>\r\n{# promolint: ignore[PL105] agreed with legal #}\r\n"
        '<a href="https://shop.example/freunde">Freunde werben, 10 € Prämie sichern</a>',
    },
]
_PLAIN = (
    "code",
    "name",
    "severity",
    "confidence",
    "part",
    "url",
    "text",
    "purpose",
    "kind",
    "policy",
    "message",
    "help",
)


@pytest.fixture(scope="session")
def messages() -> Messages:
    """So many rows with findings and without, with quotes, delimiters, breaks and an exception; no two the same."""
    return lambda count: [
        {"id": f"m{number}", "kind": "", "channel": "", **(row := _KINDS[number % len(_KINDS)])}
        | {"text": f"{row['text']}\n<p>Nr. {number}</p>"}
        for number in range(count)
    ]


@pytest.fixture(scope="session")
def table(messages: Messages) -> Table:
    """Write so many messages as the table that the file's name tells, and return them; Parquet has groups of seven."""

    def written(path: Path, count: int) -> list[Row]:
        rows = messages(count)
        if path.suffix == ".parquet":
            pq.write_table(pa.Table.from_pylist([dict(row) for row in rows]), path, row_group_size=7)
        elif path.suffix == ".csv":
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        else:
            lines = (f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
            path.write_text("".join(lines), encoding="utf-8")
        return rows

    return written


@pytest.fixture(scope="session")
def said_of() -> SaidOf:
    """What the row of results has to be, by what ``Linter.check`` says of the text alone."""
    linter = promolint.Linter()

    def said(row: Row) -> dict[str, Any]:
        told = {key: row[key].lower() for key in ("kind", "channel") if row.get(key)}
        outcome = linter.check(row["text"], **told)
        held = [finding.severity for finding in outcome.findings if finding.suppressed is None]
        return {
            "id": row.get("id"),
            "messages": outcome.counted.messages,
            "links": outcome.counted.links,
            "undecidable": outcome.counted.undecidable,
            "severity": max(held, key=lambda severity: severity.rank, default=None),
            "findings": [
                {name: getattr(finding, name) for name in _PLAIN}
                | {"line": finding.place.line, "column": finding.place.column}
                | {"suppressed": finding.suppressed and finding.suppressed.by}
                for finding in outcome.findings
            ],
            "errors": [promolint.sentence(failure) for failure in outcome.failures],
        }

    return said


@pytest.fixture(scope="session")
def results() -> Results:
    """All rows that a scan wrote, in the order of the names of its files."""

    def rows(folder: Path) -> Iterator[dict[str, Any]]:
        for path in sorted(folder.glob("part-*")):
            if path.suffix == ".parquet":
                yield from pq.read_table(path).to_pylist()
            else:
                yield from map(json.loads, path.read_text("utf-8").splitlines())

    return lambda folder: list(rows(folder))


@pytest.fixture
def scanned_into(settings: Settings) -> Callable[..., Scanned]:
    """Scan ``where`` into a folder without the command line: parts of ``rows`` rows, in ``jobs`` processes."""

    def scanned(where: Path, folder: Path, rows: int = 4, jobs: int = 1) -> Scanned:
        output = Output(*located(str(folder)), "parquet")
        job = Job(str(where), files_at(str(where)), Task(settings, Columns()))
        return scan(job, output, rows, partial(on_this_machine, jobs=jobs), lambda _done, _whole: None)

    return scanned


@pytest.fixture(scope="session")
def contents() -> Callable[[Path], dict[str, bytes]]:
    """All that a folder holds."""
    return lambda folder: {path.name: path.read_bytes() for path in folder.iterdir()}
