"""Code Quality of GitLab: a JSON list that a merge request shows beside its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from promolint.policy import rules
from promolint.reporting.document import as_text
from promolint.reporting.listing import identities, key_of, sentence_of, told
from promolint.reporting.safe import printable
from promolint.values.message import Place
from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from promolint.reporting.document import Tool
    from promolint.values.message import Failure
    from promolint.values.outcome import Finding, Outcome
    from promolint.words.catalogue import Catalogue

# Next to each other on GitLab's scale, with ``critical`` above them: a file that nothing is known of outweighs every
# finding, as exit status 2 does. ``blocker`` is for teams to give.
_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_UNREAD = "critical"
_START = Place(1, 1, 1, 1)


def gitlab_report(outcome: Outcome, _tool: Tool, words: Catalogue) -> str:
    """The unread files and the findings that are not suppressed, each with a fingerprint of its own.

    GitLab tells new issues from old ones by the fingerprint: line numbers are no part of it.
    """
    findings = told(outcome)
    keys = [
        (failure.code, failure.path, failure.cause, *(text for _, text in failure.fields))
        for failure in outcome.failures
    ]
    issues = [*(_unread(failure, words) for failure in outcome.failures), *map(_issue, findings)]
    fingerprints = identities([*keys, *map(key_of, findings)])
    return as_text([{**issue, "fingerprint": own} for issue, own in zip(issues, fingerprints, strict=True)])


def _issue(finding: Finding) -> dict[str, Any]:
    return {
        "description": printable(f"{finding.code} {finding.name}: {finding.message}"),
        "check_name": finding.code,
        "severity": _SEVERITIES[finding.severity],
        "location": _location(finding.path, finding.place),
    }


def _unread(failure: Failure, words: Catalogue) -> dict[str, Any]:
    return {
        "description": f"{failure.code} {rules.get(failure.code).name}: {sentence_of(failure, words)}",
        "check_name": failure.code,
        "severity": _UNREAD,
        "location": _location(failure.path, failure.place or _START),
    }


def _location(path: str, place: Place) -> dict[str, Any]:
    begin = {"line": place.line, "column": place.column}
    end = {"line": place.end_line, "column": place.end_column}
    return {"path": path, "positions": {"begin": begin, "end": end}}
