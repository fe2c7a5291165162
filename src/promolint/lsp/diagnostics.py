"""Findings and failures as an editor shows them in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import Diagnostic, DiagnosticSeverity, Position, Range

from promolint.reporting.listing import sentence_of, told, way_out
from promolint.reporting.safe import printable
from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from promolint.errors import PromolintError
    from promolint.lsp.checked import Checked
    from promolint.values.message import Failure
    from promolint.values.outcome import Finding

SOURCE = "promolint"
_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.NOTE: DiagnosticSeverity.Information,
}


def diagnostics(checked: Checked) -> list[Diagnostic]:
    """What is held against a document and what of it was not read, in no special order."""
    outcome = checked.outcome
    return [
        *(of_finding(finding, checked) for finding in told(outcome)),
        *(_of_failure(failure, checked) for failure in outcome.failures),
    ]


def of_finding(finding: Finding, checked: Checked) -> Diagnostic:
    """One finding with its way out."""
    return Diagnostic(
        checked.positions.range(finding.place),
        f"{printable(finding.message)}\n{way_out(finding, checked.words)}",
        _SEVERITIES[finding.severity],
        finding.code,
        source=SOURCE,
    )


def of_trouble(error: PromolintError) -> Diagnostic:
    """Why nothing is known of a document."""
    nowhere = Range(Position(0, 0), Position(0, 0))
    return Diagnostic(nowhere, printable(str(error)), DiagnosticSeverity.Error, source=SOURCE)


def _of_failure(failure: Failure, checked: Checked) -> Diagnostic:
    place = checked.positions.range(failure.place)
    return Diagnostic(place, sentence_of(failure, checked.words), DiagnosticSeverity.Error, failure.code, source=SOURCE)
