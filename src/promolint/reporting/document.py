"""The JSON documents of ``links`` and ``check``: plain data in the order of CONTRACT, the same bytes each time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from promolint import __version__
from promolint.reporting.coverage import coverage
from promolint.reporting.listing import help_of, message_of
from promolint.reporting.safe import json_safe
from promolint.values.outcome import Severity
from promolint.values.verdict import Group

if TYPE_CHECKING:
    from promolint.values.message import Failure, Link
    from promolint.values.outcome import Finding, Outcome
    from promolint.values.verdict import Evidence, JudgedMessage, Verdict
    from promolint.words.catalogue import Catalogue

LINKS_FORMAT, CHECK_FORMAT = "promolint-links-v1", "promolint-check-v1"


class Tool(NamedTuple):
    """What made a document: the model's version and the policy's name."""

    model: str
    policy: str


def links_document(outcome: Outcome, tool: Tool, words: Catalogue) -> dict[str, Any]:
    """The inventory: every link of every message with its verdict."""
    return {
        "format": LINKS_FORMAT,
        "tool": tool_fields(tool),
        "messages": [_message(judged) for judged in outcome.messages],
        "errors": [_failure(failure, words) for failure in outcome.failures],
        "summary": _with_coverage(_judged(outcome), outcome),
    }


def check_document(outcome: Outcome, tool: Tool, words: Catalogue) -> dict[str, Any]:
    """The findings, suppressed ones included."""
    return {
        "format": CHECK_FORMAT,
        "tool": tool_fields(tool),
        "findings": [_finding(finding) for finding in outcome.findings],
        "errors": [_failure(failure, words) for failure in outcome.failures],
        "summary": _with_coverage(counts(outcome), outcome),
    }


def counts(outcome: Outcome) -> dict[str, int]:
    """The numbers of a check: what was judged, the findings by severity, and apart those suppressed or left out."""
    by_severity = {
        f"{severity}s": sum(finding.severity is severity and finding.suppressed is None for finding in outcome.findings)
        for severity in Severity
    }
    suppressed = sum(finding.suppressed is not None for finding in outcome.findings)
    return {**_judged(outcome), **by_severity, "suppressed": suppressed, "older": outcome.older}


def json_report(outcome: Outcome, tool: Tool, words: Catalogue) -> str:
    """The findings as one JSON document."""
    return as_text(check_document(outcome, tool, words))


def as_text(document: dict[str, Any] | list[Any]) -> str:
    """A document as JSON text with a line break at its end."""
    return json_safe(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def as_line(document: dict[str, Any]) -> str:
    """A document as JSON on one line with a line break at its end."""
    return json_safe(json.dumps(document, ensure_ascii=False)) + "\n"


def tool_fields(tool: Tool) -> dict[str, str]:
    """What made a document, as its field ``tool``."""
    return {"version": __version__, "model": tool.model, "policy": tool.policy}


def _judged(outcome: Outcome) -> dict[str, int]:
    counted = outcome.counted
    return {
        "messages": counted.messages,
        "links": counted.links,
        "undecidable": counted.undecidable,
        "unread": len({failure.path for failure in outcome.failures}),
        "passed_over": counted.passed_over + counted.own_reports,
    }


def _with_coverage(numbers: dict[str, int], outcome: Outcome) -> dict[str, Any]:
    return {**numbers, "coverage": coverage(outcome).share}


def _message(judged: JudgedMessage) -> dict[str, Any]:
    message = judged.message
    return {
        "path": message.path,
        "part": message.part,
        "kind": message.declaration.kind,
        "kind_source": message.declaration.source if message.declaration.kind else "unknown",
        "kind_confidence": judged.character.confidence,
        "stream": message.declaration.stream,
        "stream_source": message.declaration.stream_source,
        "channel": message.channel,
        "audience": message.declaration.audience,
        "consent": message.declaration.consent,
        "language": message.language,
        "subject": message.subject,
        "promotional": _promotional(judged),
        "links": [_link(listed) for listed in in_file_order(judged)],
    }


def _promotional(judged: JudgedMessage) -> dict[str, Any]:
    """How many links advertise, their share, and how far down the first stands: 0 at the top, 1 at the end."""
    own = [verdict for link, verdict in zip(judged.message.links, judged.verdicts, strict=True) if not link.twin]
    at = [number for number, verdict in enumerate(own) if verdict.purpose.group is Group.PROMOTIONAL]
    return {
        "links": len(at),
        "share": round(len(at) / len(own), 2) if own else 0.0,
        "first": round(at[0] / max(len(own) - 1, 1), 2) if at else None,
        "offers_outside_links": len(judged.offers),
    }


def _link(listed: Listed) -> dict[str, Any]:
    link, verdict = listed
    return {
        **place_fields(link),
        "url": link.url,
        "text": link.text,
        "role": link.role,
        "region": link.region,
        "purpose": verdict and verdict.purpose,
        "group": verdict and verdict.purpose.group,
        "confidence": verdict and verdict.confidence,
        "undecidable": verdict.undecidable if verdict else False,
        "guarded": bool(link.guard),
        "conditions": list(link.conditions),
        "twin": link.twin,
        "commented": link.commented,
        "evidence": [_evidence(one) for one in verdict.evidence] if verdict else [],
    }


class Listed(NamedTuple):
    """A link of an inventory with its verdict, none where it stands in a comment."""

    link: Link
    verdict: Verdict | None


def in_file_order(judged: JudgedMessage) -> list[Listed]:
    """Every link of a message; one in a comment stands at its place."""
    listed = [Listed(link, verdict) for link, verdict in zip(judged.message.links, judged.verdicts, strict=True)]
    if not judged.commented:
        return listed
    return sorted([*listed, *(Listed(link, None) for link in judged.commented)], key=lambda one: one.link.place)


def place_fields(placed: Link | Finding) -> dict[str, int]:
    """Where a link or a finding stands, as the fields of a document."""
    place = placed.place
    return {"line": place.line, "column": place.column, "end_line": place.end_line, "end_column": place.end_column}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"source": evidence.source, "detail": evidence.detail, "weight": evidence.weight}


def _failure(failure: Failure, words: Catalogue) -> dict[str, Any]:
    place = {} if failure.place is None else {"line": failure.place.line, "column": failure.place.column}
    return {
        "path": failure.path,
        "code": failure.code,
        "message": message_of(failure, words),
        "help": help_of(failure, words),
        **place,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    suppressed = finding.suppressed
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "path": finding.path,
        "part": finding.part,
        **place_fields(finding),
        "message": finding.message,
        "url": finding.url,
        "text": finding.text,
        "purpose": finding.purpose,
        "kind": finding.kind,
        "policy": finding.policy,
        "sources": list(finding.sources),
        "evidence": [_evidence(one) for one in finding.evidence],
        "help": finding.help,
        "fingerprint": finding.fingerprint,
        "suppressed": None if suppressed is None else {"by": suppressed.by, "reason": suppressed.reason},
        "reach": finding.reach,
    }
