"""JSON Lines: one finding a line, then the errors, then one line with the numbers; for ``jq``, logs and loaders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from promolint.reporting.document import as_line, check_document

if TYPE_CHECKING:
    from promolint.reporting.document import Tool
    from promolint.values.outcome import Outcome
    from promolint.words.catalogue import Catalogue

_LISTS = {"findings": "finding", "errors": "error"}


def jsonl_report(outcome: Outcome, tool: Tool, words: Catalogue) -> str:
    """What the JSON document holds, suppressed findings included; the field ``type`` tells the lines apart."""
    document = check_document(outcome, tool, words)
    rows: list[dict[str, Any]] = [{"type": type_, **row} for name, type_ in _LISTS.items() for row in document[name]]
    rest = {name: value for name, value in document.items() if name not in _LISTS}
    return "".join(as_line(row) for row in [*rows, {"type": "summary", **rest}])
