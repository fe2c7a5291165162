"""From what a row gives to a row of results, and from a batch of messages to a batch of results."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from promolint.lint import examine, gathered
from promolint.reporting.listing import sentence_of
from promolint.tables.columns import Columns
from promolint.tables.rows import id_of, rows_of, source_of
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.lint import Settings, Source
    from promolint.tables.rows import Row
    from promolint.values.outcome import Examined, Finding

_FINDING = pa.struct(
    [
        ("code", pa.string()),
        ("name", pa.string()),
        ("severity", pa.string()),
        ("confidence", pa.float64()),
        ("part", pa.string()),
        ("line", pa.int32()),
        ("column", pa.int32()),
        ("url", pa.string()),
        ("text", pa.string()),
        ("purpose", pa.string()),
        ("kind", pa.string()),
        ("policy", pa.string()),
        ("message", pa.string()),
        ("help", pa.string()),
        ("suppressed", pa.string()),
    ]
)
RESULTS = pa.schema(
    [
        ("id", pa.string()),
        ("messages", pa.int32()),
        ("links", pa.int32()),
        ("undecidable", pa.int32()),
        ("severity", pa.string()),
        ("findings", pa.list_(_FINDING)),
        ("errors", pa.list_(pa.string())),
    ]
)
"""One row a message of the table. ``severity`` is the worst of its findings that are not suppressed; ``errors`` say
what of the row could not be read or understood; ``suppressed`` says what excepts a finding."""
_PLAIN = frozenset(field.name for field in _FINDING) - {"line", "column", "suppressed"}


@dataclass(frozen=True, slots=True)
class Task:
    """What rows are judged by, and which columns are read. ``codes`` are those to report, by default all."""

    settings: Settings
    columns: Columns = field(default_factory=Columns)
    codes: frozenset[str] | None = None

    @property
    def language(self) -> str:
        """The language of findings and errors."""
        return self.settings.policy.language

    def source(self, row: Row) -> Source:
        """What is judged of a row."""
        return source_of(row, self.columns)


def scan_batch(batch: pa.RecordBatch, task: Task) -> pa.RecordBatch:
    """For each row of a batch of messages a row of ``RESULTS``, in the same order. Nothing else is read or written.

    Raises:
        TableError: a column that is needed is not there.

    """
    lean = replace(task, settings=replace(task.settings, keeps_messages=False))
    results = []
    for row in rows_of(batch, task.columns):
        source = lean.source(row)
        results.append(result_of(row, source, examine(source, lean.settings), lean))
    return pa.RecordBatch.from_pylist(results, schema=RESULTS)


def result_of(row: Row, source: Source, found: Examined, task: Task) -> dict[str, Any]:
    """The row of ``RESULTS`` for a row that was examined."""
    outcome = gathered([(source, found)], task.settings)
    findings = [finding for finding in outcome.findings if task.codes is None or finding.code in task.codes]
    words = Catalogue.load(task.language)
    errors = [sentence_of(failure, words) for failure in outcome.failures]
    if not outcome.counted.messages and not errors:
        errors = [words.say("row.no_message")]
    held = [finding.severity for finding in findings if finding.suppressed is None]
    return {
        "id": _storable(id_of(row, task.columns)),
        "messages": outcome.counted.messages,
        "links": outcome.counted.links,
        "undecidable": outcome.counted.undecidable,
        "severity": max(held, key=lambda severity: severity.rank, default=None),
        "findings": [_fields(finding) for finding in findings],
        "errors": [_storable(error) for error in errors],
    }


def _fields(finding: Finding) -> dict[str, Any]:
    fields = {name: getattr(finding, name) for name in _PLAIN}
    return {
        **{name: _storable(value) if isinstance(value, str) else value for name, value in fields.items()},
        "line": finding.place.line,
        "column": finding.place.column,
        "suppressed": finding.suppressed and finding.suppressed.by,
    }


def _storable(text: str | None) -> str | None:
    """Text that is UTF-8: what is left of bytes in no known encoding, as escapes."""
    return text and text.encode("utf-8", "backslashreplace").decode()
