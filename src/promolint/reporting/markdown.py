"""Markdown for a pull request's comment, a job's summary or a wiki: the numbers, then the findings file by file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.reporting.document import counts
from promolint.reporting.listing import by_file, finding_sentence, sentence_of, sureness, way_out
from promolint.reporting.prose import code, prose
from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from promolint.reporting.document import Tool
    from promolint.reporting.listing import FileReport
    from promolint.values.message import Failure
    from promolint.values.outcome import Finding, Outcome
    from promolint.words.catalogue import Catalogue


def markdown_report(outcome: Outcome, tool: Tool, words: Catalogue) -> str:
    """A table of the numbers by severity, a section a file that has something to tell, and what this check is not.

    The table holds promolint's own words only. Suppressed findings are counted in it and not told.
    """
    sections = [_section(file, words) for file in by_file(outcome) if file.findings or file.failures]
    if not sections:
        sections = [prose(words.say("report.clean", policy=tool.policy))]
    table, summary = "\n".join(_table(outcome, words)), words.summary(counts(outcome))
    return "\n\n".join(["# promolint", table, prose(summary), *sections, prose(words.say("report.no_advice"))]) + "\n"


def _table(outcome: Outcome, words: Catalogue) -> list[str]:
    numbers = counts(outcome)
    rows = [(words.say(f"severity.{severity}"), numbers[f"{severity}s"]) for severity in Severity]
    rows += [(words.say(f"formats.{name}"), numbers[name]) for name in ("suppressed", "unread")]
    head = f"| {words.say('formats.severity')} | {words.say('formats.number')} |"
    return [head, "| --- | ---: |", *(f"| {name} | {number} |" for name, number in rows)]


def _section(file: FileReport, words: Catalogue) -> str:
    items = [_unread(failure, words) for failure in file.failures]
    items += [item for finding in file.findings for item in _finding(finding, words)]
    return "\n".join([f"## {code(file.path)}", "", *items])


def _finding(finding: Finding, words: Catalogue) -> list[str]:
    severity = words.say(f"severity.{finding.severity}")
    part = f" {code(finding.part)}" if finding.part else ""
    place = f"{finding.place.line}:{finding.place.column}{part}"
    said = f"{sureness(finding, words)}: {prose(finding_sentence(finding, words))}"
    head = f"{place} **{severity}** {finding.code} {finding.name} {said}"
    url = [f"  - {words.say('explain.url')}: {code(finding.url)}"] if finding.url else []
    return [f"- {head}", *url, f"  - {words.say('report.way_out')}: {prose(way_out(finding, words))}"]


def _unread(failure: Failure, words: Catalogue) -> str:
    place = f"{failure.place.line}:{failure.place.column} " if failure.place else ""
    return f"- {place}**{words.say('severity.error')}** {failure.code}: {prose(sentence_of(failure, words))}"
