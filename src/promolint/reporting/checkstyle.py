"""Checkstyle XML, which many editors and review robots read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.policy import rules
from promolint.reporting.listing import by_file, sentence_of
from promolint.reporting.xml_page import element, page, remark
from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from promolint.reporting.document import Tool
    from promolint.values.message import Failure
    from promolint.values.outcome import Finding, Outcome
    from promolint.words.catalogue import Catalogue

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def checkstyle_report(outcome: Outcome, _tool: Tool, words: Catalogue) -> str:
    """The files that were not read or have findings; suppressed findings are counted in a comment."""
    root = element("checkstyle", {"version": "4.3"})
    for file in by_file(outcome):
        errors = [*(_unread(failure, words) for failure in file.failures), *map(_error, file.findings)]
        if errors:
            listed = element("file", {"name": file.path})
            listed.extend(errors)
            root.append(listed)
    suppressed = sum(finding.suppressed is not None for finding in outcome.findings)
    if suppressed:
        remark(root, words.say("formats.left_out", count=suppressed))
    return page(root)


def _error(finding: Finding) -> Element:
    attributes: dict[str, object] = {
        "line": finding.place.line,
        "column": finding.place.column,
        "severity": _SEVERITIES[finding.severity],
        "message": finding.message,
        "source": f"promolint.{finding.code}.{finding.name}",
    }
    return element("error", attributes)


def _unread(failure: Failure, words: Catalogue) -> Element:
    line, column = (failure.place.line, failure.place.column) if failure.place else (1, 1)
    attributes: dict[str, object] = {
        "line": line,
        "column": column,
        "severity": "error",
        "message": sentence_of(failure, words),
        "source": f"promolint.{failure.code}.{rules.get(failure.code).name}",
    }
    return element("error", attributes)
