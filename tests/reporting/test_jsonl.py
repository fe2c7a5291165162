"""JSON Lines: what the JSON document holds, a line each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from promolint.reporting.document import Tool, check_document
from promolint.reporting.jsonl import jsonl_report
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.values.outcome import Outcome

EN = Catalogue.load("en")
SUMMARY = (
    '{"type": "summary", "format": "promolint-check-v1", '
    '"tool": {"version": "0.1.0", "model": "1", "policy": "gdpr-strict"}, '
    '"summary": {"messages": 0, "links": 0, "undecidable": 0, "unread": 0, "passed_over": 0, '
    '"errors": 0, "warnings": 0, "notes": 0, "suppressed": 0, "older": 0, "coverage": null}}\n'
)


def test_the_lines(made: Outcome, tool: Tool) -> None:
    """Findings, suppressed ones included, then errors, then the numbers; each line says what it is."""
    lines = jsonl_report(made, tool, EN).split("\n")
    assert lines[5] == (
        '{"type": "error", "path": "c.html", "code": "PL901", "message": "The byte 0xff is not valid UTF-8.", '
        '"help": "Save the file as UTF-8.", "line": 2, "column": 9}'
    )
    assert lines[3].endswith('"suppressed": {"by": "ignore", "reason": "agreed"}, "reach": null}')
    rows = [json.loads(line) for line in lines[:-1]]
    assert [row["type"] for row in rows] == ["finding"] * 5 + ["error"] * 2 + ["summary"]
    assert rows[-1]["summary"]["suppressed"] == 2


def test_nothing_found(nothing: Outcome, tool: Tool) -> None:
    """The numbers are there all the same, so that an empty file never passes for a clean run."""
    assert jsonl_report(nothing, tool, EN) == SUMMARY.replace(
        "0.1.0", check_document(nothing, tool, EN)["tool"]["version"]
    )


def test_no_text_breaks_a_line(poisoned: Outcome, tool: Tool) -> None:
    """However a reader splits lines, each is one JSON object, and together they are the JSON document."""
    rows = [json.loads(line) for line in jsonl_report(poisoned, tool, EN).splitlines()]
    document = check_document(poisoned, tool, EN)
    assert [row.pop("type") for row in rows] == ["finding"] * 3 + ["error", "summary"]
    assert rows[:3] == document["findings"]
    assert rows[3:4] == document["errors"]
    assert rows[4]["summary"] == document["summary"]
