"""The examples of the manual: short whole templates, with the finding that a rule makes of them or without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from promolint.reporting.layout import COLOURS, INDENT, framed, numbered
from promolint.values.message import Excerpt
from promolint.values.outcome import Severity
from promolint.words import resource

if TYPE_CHECKING:
    from promolint.policy.rules import Rule
    from promolint.words.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Example:
    """A template, and the options to check it with.

    ``severity`` is that of the one finding, none where nothing is reported. ``marks`` is what the finding stands at, as
    the template writes it; empty where it is about the whole message.
    """

    title: str
    file: str
    template: str
    options: str = ""
    severity: Severity | None = None
    marks: str = ""


def load(rule: Rule, language: str) -> tuple[Example, ...]:
    """Return the examples of a rule in ``de`` or ``en``: what it reports, and then what it leaves alone."""
    rows = resource.toml("promolint.reporting", f"examples/{rule.code}.toml")[language]
    return tuple(_example(**row) for row in rows)


def _example(*, severity: str | None = None, **texts: str) -> Example:
    return Example(**texts, severity=Severity(severity) if severity else None)


def shown(example: Example, rule: Rule, words: Catalogue, width: int) -> list[str]:
    """Its title, the call that checks it, and the template with the finding under what it marks."""
    key = "manual.example_silent" if example.severity is None else "manual.example_reported"
    call = " ".join(filter(None, ("promolint check", example.options, example.file)))
    lines = [click.style(words.say(key, title=example.title), bold=True), INDENT + call]
    before = example.template[: example.template.index(example.marks)]
    for line, text in enumerate(example.template.splitlines(), start=1):
        if example.severity is None or line != before.count("\n") + 1:
            lines.append(numbered(line, text))
        else:
            start = len(before) - (before.rfind("\n") + 1)
            excerpt = Excerpt(text, start, start + len(example.marks))
            marked, carets = framed(excerpt, line, COLOURS[example.severity], width)
            lines += [marked, f"{carets} {rule.code} {words.say(f'severity.{example.severity}')}"]
    return lines
