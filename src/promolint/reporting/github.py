"""Annotations of GitHub Actions: workflow commands that the runner turns into marks beside the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from promolint.policy import rules
from promolint.reporting.listing import finding_sentence, sentence_of, told
from promolint.reporting.safe import printable
from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from promolint.reporting.document import Tool
    from promolint.values.message import Failure, Place
    from promolint.values.outcome import Finding, Outcome
    from promolint.words.catalogue import Catalogue

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SHOWN = 10  # of each level in a step; GitHub drops the others without a word


class _Annotation(NamedTuple):
    severity: Severity
    properties: Mapping[str, object]
    message: str


def github_report(outcome: Outcome, _tool: Tool, words: Catalogue) -> str:
    """Errors first (unread files before findings), then warnings, then notes; ten of a level, then how many are left.

    Suppressed findings are counted in a plain line.
    """
    annotations = [_unread(failure, words) for failure in outcome.failures]
    annotations += [_annotation(finding, words) for finding in told(outcome)]
    lines: list[str] = []
    for severity, level in _LEVELS.items():
        here = [annotation for annotation in annotations if annotation.severity is severity]
        lines += [_command(level, annotation) for annotation in here[:_SHOWN]]
        if len(here) > _SHOWN:
            lines.append(words.say("formats.more", more=words.say(f"count.{severity}s", count=len(here) - _SHOWN)))
    suppressed = sum(finding.suppressed is not None for finding in outcome.findings)
    if suppressed:
        lines.append(words.say("formats.left_out", count=suppressed))
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Finding, words: Catalogue) -> _Annotation:
    properties = {
        "file": printable(finding.path),
        **_position(finding.place),
        "title": f"{finding.code} {finding.name}",
    }
    return _Annotation(finding.severity, properties, finding_sentence(finding, words))


def _unread(failure: Failure, words: Catalogue) -> _Annotation:
    position = _position(failure.place) if failure.place else {}
    title = f"{failure.code} {rules.get(failure.code).name}"
    properties = {"file": printable(failure.path), **position, "title": title}
    return _Annotation(Severity.ERROR, properties, sentence_of(failure, words))


def _position(place: Place) -> dict[str, object]:
    """Line and column; GitHub refuses columns where something goes on over several lines."""
    if place.line != place.end_line:
        return {"line": place.line, "endLine": place.end_line}
    return {"line": place.line, "col": place.column, "endLine": place.end_line, "endColumn": place.end_column}


def _command(level: str, annotation: _Annotation) -> str:
    properties = ",".join(f"{name}={_value(str(value))}" for name, value in annotation.properties.items())
    return f"::{level} {properties}::{_data(printable(annotation.message))}"


def _data(text: str) -> str:
    """A text as the runner reads it behind the second ``::``."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    """A text as the runner reads it as a property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
