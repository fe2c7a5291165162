"""The reports that a person reads in a terminal. Colours are for the caller to strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from promolint.policy.rules import ABOUT_EXCEPTIONS
from promolint.reporting.document import counts
from promolint.reporting.frame import width_of
from promolint.reporting.layout import COLOURS, INDENT, framed, wrapped
from promolint.reporting.listing import (
    finding_sentence,
    passed_over,
    place_of,
    place_of_failure,
    reasons,
    sentence_of,
    sureness,
    told,
    way_out,
)
from promolint.reporting.safe import printable

if TYPE_CHECKING:
    from promolint.reporting.document import Tool
    from promolint.values.message import Failure
    from promolint.values.outcome import Finding, Outcome
    from promolint.words.catalogue import Catalogue

_LABELS = ("evidence", "see_also", "way_out")


def text_report(outcome: Outcome, tool: Tool, words: Catalogue, width: int = 100, *, quiet: bool = False) -> str:
    """Every finding with its line, the words that decided and the way out; what was not read; the counts.

    What holds for all findings alike is said once, at the end; where it is to be ``quiet``, not at all.
    """
    blocks = [_finding(finding, words, width) for finding in told(outcome)]
    blocks += [failure_line(failure, words) for failure in outcome.failures]
    if not blocks and not quiet:
        blocks.append(words.say("report.clean", policy=tool.policy))
    blocks.append("\n".join(_summary(outcome, words) if quiet else _closing(outcome, words, width)))
    return "\n\n".join(blocks) + "\n"


def concise_report(outcome: Outcome, _tool: Tool, words: Catalogue) -> str:
    """One line a finding, such as editors and ``grep`` understand."""
    lines = [
        f"{place_of(finding)}: {finding.code} {words.say(f'severity.{finding.severity}')}: {printable(finding.message)}"
        for finding in told(outcome)
    ]
    lines += [failure_line(failure, words) for failure in outcome.failures]
    return "".join(f"{line}\n" for line in lines)


def failure_line(failure: Failure, words: Catalogue) -> str:
    """One line for a file that could not be read."""
    where = click.style(place_of_failure(failure), bold=True)
    severity = click.style(words.say("severity.error"), fg="red")
    return f"{where}: {failure.code} {severity}: {sentence_of(failure, words)}"


def _finding(finding: Finding, words: Catalogue, width: int) -> str:
    colour = COLOURS[finding.severity]
    severity = click.style(words.say(f"severity.{finding.severity}"), fg=colour, bold=True)
    where = click.style(place_of(finding), bold=True)
    lines = [f"{where}: {finding.code} {finding.name} {severity} {sureness(finding, words)}"]
    if finding.excerpt is not None:
        lines += framed(finding.excerpt, finding.place.line, colour, width)
    lines += wrapped(finding_sentence(finding, words), INDENT, width)
    texts = (reasons(finding.evidence, words), _further_sources(finding), way_out(finding, words))
    names = [words.say(f"report.{label}") for label in _LABELS]
    room = max(map(width_of, names)) + 1
    for name, text in zip(names, texts, strict=True):
        if text.strip():
            head, *more = wrapped(text, INDENT + " " * (room + 1), width)
            lines += [INDENT + click.style(f"{name + ':':<{room}} ", dim=True) + head.lstrip(), *more]
    return "\n".join(lines)


def _further_sources(finding: Finding) -> str:
    """The sources that the finding's sentence does not name already."""
    return printable("; ".join(source for source in finding.sources if source not in finding.message))


def _closing(outcome: Outcome, words: Catalogue, width: int) -> list[str]:
    lines: list[str] = []
    of_messages = [finding for finding in told(outcome) if finding.code not in ABOUT_EXCEPTIONS]
    if of_messages:
        lines += wrapped(words.say("help.questions"), "", width)
        if any(finding.kind is None for finding in of_messages):
            lines += wrapped(words.say("help.unknown_kind"), "", width)
        lines += wrapped(words.say("help.exception"), "", width)
        lines += [INDENT + words.say("help.ignore", code=of_messages[0].code), ""]
    if outcome.failures:
        lines += [*wrapped(words.say("rule.unreadable.way_out"), "", width), ""]
    return [*lines, *_summary(outcome, words), words.say("report.no_advice")]


def _summary(outcome: Outcome, words: Catalogue) -> list[str]:
    numbers = counts(outcome)
    lines = [click.style(words.summary(numbers), bold=True)]
    if numbers["suppressed"]:
        lines.append(words.say("formats.left_out", count=numbers["suppressed"]))
    if outcome.older:
        lines.append(words.say("report.older", count=outcome.older))
    return [*lines, *passed_over(outcome, words)]
