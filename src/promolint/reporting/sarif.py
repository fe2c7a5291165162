"""SARIF 2.1.0, which GitHub code scanning, editors and collectors of findings read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from promolint import __version__
from promolint.policy import rules
from promolint.reporting.document import as_text, check_document
from promolint.reporting.listing import identities, key_of, sentence_of
from promolint.reporting.manual import explained, title
from promolint.reporting.prose import prose
from promolint.reporting.safe import printable

if TYPE_CHECKING:
    from promolint.policy.rules import Rule
    from promolint.reporting.document import Tool
    from promolint.values.message import Failure, Place
    from promolint.values.outcome import Finding, Outcome, Suppression
    from promolint.words.catalogue import Catalogue

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "promolint/v1"
_ROOT = "%SRCROOT%"  # the name that GitHub knows for the top of a repository
_NUMBERS = {rule.code: number for number, rule in enumerate(rules.RULES)}
_PROPERTIES = (
    *("confidence", "part", "url", "text", "purpose", "kind", "policy"),
    *("sources", "evidence", "help", "fingerprint", "reach"),
)


def sarif_report(outcome: Outcome, tool: Tool, words: Catalogue) -> str:
    """One run: all rules with their manual, a result a finding (suppressed ones say why), and what was not read.

    A result's fingerprint is its own within the run and does not depend on line numbers; that of baselines and of the
    other reports stands in its properties. Same input, same bytes: no times, no absolute paths.
    """
    run = {
        "tool": {"driver": _driver(tool, words)},
        "invocations": [_invocation(outcome, words)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": words.say("formats.root")}}},
        "columnKind": "unicodeCodePoints",
        "results": _results(outcome, tool, words),
    }
    return as_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(tool: Tool, words: Catalogue) -> dict[str, Any]:
    return {
        "name": "promolint",
        "version": __version__,
        "language": words.language,
        "rules": [_rule(rule, words) for rule in rules.RULES],
        "properties": {"model": tool.model, "policy": tool.policy},
    }


def _rule(rule: Rule, words: Catalogue) -> dict[str, Any]:
    """A rule with its page of the manual."""
    parts = explained(rule, words)
    plain = [f"{label}: {text}" for label, text in parts]
    marked = [f"**{label}:** {prose(text)}" for label, text in parts]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": title(rule, words)},
        "fullDescription": {"text": parts[0][1]},
        "help": {"text": "\n".join(plain), "markdown": "\n\n".join(marked)},
    }


def _invocation(outcome: Outcome, words: Catalogue) -> dict[str, Any]:
    """Whether all was read: a run with a file unread proves nothing, whatever its results are."""
    return {
        "executionSuccessful": not outcome.failures,
        "toolExecutionNotifications": [_notification(failure, words) for failure in outcome.failures],
    }


def _notification(failure: Failure, words: Catalogue) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": _sentence(sentence_of(failure, words))},
        "locations": [_location(failure.path, failure.place)],
        "associatedRule": {"id": failure.code, "index": _NUMBERS[failure.code]},
    }


def _results(outcome: Outcome, tool: Tool, words: Catalogue) -> list[dict[str, Any]]:
    fields = check_document(outcome, tool, words)["findings"]
    fingerprints = identities(map(key_of, outcome.findings))
    return [
        _result(finding, fingerprint, {name: of[name] for name in _PROPERTIES})
        for finding, fingerprint, of in zip(outcome.findings, fingerprints, fields, strict=True)
    ]


def _result(finding: Finding, fingerprint: str, properties: dict[str, Any]) -> dict[str, Any]:
    """One finding. Where one result of a run lists its suppressions, SARIF wants a list in each of them."""
    return {
        "ruleId": finding.code,
        "ruleIndex": _NUMBERS[finding.code],
        "level": str(finding.severity),
        "message": {"text": _sentence(finding.message)},
        "locations": [_location(finding.path, finding.place, finding.part)],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
        "suppressions": [_suppression(finding.suppressed)] if finding.suppressed else [],
        "properties": properties,
    }


def _suppression(suppressed: Suppression) -> dict[str, Any]:
    return {
        "kind": "inSource" if suppressed.by == "ignore" else "external",
        "status": "accepted",
        "justification": printable(suppressed.reason),
        "properties": {"by": suppressed.by},
    }


def _location(path: str, place: Place | None, part: str = "") -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path), "uriBaseId": _ROOT}}
    if place is not None:
        physical["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
    logical = {"logicalLocations": [{"fullyQualifiedName": part}]} if part else {}
    return {"physicalLocation": physical, **logical}


def _uri(path: str) -> str:
    """The path as a relative URI: all but letters, digits, ``/`` and ``-._~`` as the bytes of the file's name."""
    try:
        name = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        name = path.encode("utf-8", "surrogatepass")
    return quote(name, safe="/")


def _sentence(text: str) -> str:
    """A text in which no viewer sees a link, ``[words](target)``. Braces stay: they mean nothing without arguments."""
    return printable(text).replace("](", "] (")
