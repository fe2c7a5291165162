"""The report that a person reads in a terminal: place, code, the line with carets, the words that decided, the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from promolint.reporting.document import check_document
from promolint.reporting.safe import printable
from promolint.values import Severity

if TYPE_CHECKING:
    from promolint.reporting.document import Tool
    from promolint.values import Excerpt, Failure, Finding, Outcome
    from promolint.words.catalogue import Catalogue

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_CARETS = 80


def text_report(outcome: Outcome, tool: Tool, words: Catalogue) -> str:
    """Every finding with its line, then what was not read, then the counts. Colours are for the caller to strip."""
    parts = [_finding(finding, words) for finding in outcome.findings]
    parts += [failure_line(failure, words) + "\n" for failure in outcome.failures]
    if not outcome.findings and not outcome.failures:
        parts.append(words.say("report.clean", policy=tool.policy) + "\n")
    counts = check_document(outcome, tool)["summary"]
    parts.append(f"{words.summary(counts)}\n{words.say('report.no_advice')}\n")
    return "\n".join(parts)


def concise_report(outcome: Outcome, words: Catalogue) -> str:
    """One line a finding, such as editors and ``grep`` understand."""
    lines = [
        f"{_place(finding)}: {finding.code} {words.say(f'severity.{finding.severity}')}: {printable(finding.message)}"
        for finding in outcome.findings
    ]
    lines += [failure_line(failure, words) for failure in outcome.failures]
    return "".join(f"{line}\n" for line in lines)


def failure_line(failure: Failure, words: Catalogue) -> str:
    """One line for a file that could not be read."""
    place = f":{failure.place.line}:{failure.place.column}" if failure.place else ""
    where = click.style(printable(failure.path) + place, bold=True)
    said = printable(f"{failure.message}. {failure.help}")
    return f"{where}: {failure.code} {click.style(words.say('severity.error'), fg='red')}: {said}"


def _place(finding: Finding) -> str:
    part = f"[{printable(finding.part)}]" if finding.part else ""
    return f"{printable(finding.path)}{part}:{finding.place.line}:{finding.place.column}"


def _finding(finding: Finding, words: Catalogue) -> str:
    severity = click.style(words.say(f"severity.{finding.severity}"), fg=_COLOURS[finding.severity], bold=True)
    sure = words.say("report.confidence")
    lines = [
        f"{click.style(_place(finding), bold=True)}: {finding.code} {finding.name} {severity} "
        f"({sure} {finding.confidence:.2f})",
        f"  {printable(finding.message)}",
    ]
    if finding.excerpt is not None:
        lines += _frame(finding.excerpt, finding.place.line)
    if finding.evidence:
        lines.append(f"  {_label(words, 'evidence')} {_evidence(finding, words)}")
    if finding.sources:
        lines.append(f"  {_label(words, 'source')} {printable('; '.join(finding.sources))}")
    lines.append(f"  {_label(words, 'way_out')} {printable(finding.help)}")
    return "\n".join(lines) + "\n"


def _label(words: Catalogue, key: str) -> str:
    return click.style(words.say(f"report.{key}") + ":", dim=True)


def _frame(excerpt: Excerpt, line: int) -> list[str]:
    number = f"{line:>5}"
    before, marked = printable(excerpt.text[: excerpt.start]), printable(excerpt.text[excerpt.start : excerpt.end])
    carets = "^" * max(1, min(len(marked), _CARETS))
    return [
        f"  {number} | {before}{marked}{printable(excerpt.text[excerpt.end :])}",
        f"  {' ' * len(number)} | {' ' * len(before)}{click.style(carets, fg='red')}",
    ]


def _evidence(finding: Finding, words: Catalogue) -> str:
    return ", ".join(
        f"{words.say(f'report.evidence_{evidence.source}')} “{printable(evidence.detail)}”" for evidence in finding.evidence
    )
