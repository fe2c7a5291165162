"""The kinds of report by name; the module of one is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from promolint import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from promolint.reporting.document import Tool
    from promolint.values.outcome import Outcome
    from promolint.words.catalogue import Catalogue

    Report = Callable[[Outcome, Tool, Catalogue], str]

_FUNCTIONS = {
    "text": ("text", "text_report"),
    "concise": ("text", "concise_report"),
    "json": ("document", "json_report"),
    "jsonl": ("jsonl", "jsonl_report"),
    "sarif": ("sarif", "sarif_report"),
    "github": ("github", "github_report"),
    "gitlab": ("gitlab", "gitlab_report"),
    "junit": ("junit", "junit_report"),
    "checkstyle": ("checkstyle", "checkstyle_report"),
    "markdown": ("markdown", "markdown_report"),
    "html": ("html_page", "html_report"),
}
FORMATS = tuple(_FUNCTIONS)
OF_MESSAGES = frozenset({"junit", "checkstyle", "html"})
"""Those that tell of clean messages too; the others need findings only."""


def report(name: str) -> Report:
    """The function that writes this kind of report. UsageError, naming near ones, where there is none."""
    errors.require_known("format", name, FORMATS)
    module, function = _FUNCTIONS[name]
    made: Report = getattr(import_module(f"promolint.reporting.{module}"), function)
    return made
