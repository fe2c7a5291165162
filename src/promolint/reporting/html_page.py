"""The report for people who do not program: one page that is complete in itself, to read, to filter, to print.

Everything stands in the page; its script only hides and shows. A Content-Security-Policy lets nothing run, load or
be sent except the one style and the one script, each by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from typing import TYPE_CHECKING

from promolint import __version__
from promolint.reporting.html.controls import controls
from promolint.reporting.html.grouping import folders
from promolint.reporting.html.head import failures, folder_name, folder_table, head
from promolint.reporting.html.markup import Html, element, joined, void
from promolint.reporting.html.message import message_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from promolint.reporting.document import Tool
    from promolint.reporting.html.grouping import Folder
    from promolint.values.outcome import Outcome
    from promolint.words.catalogue import Catalogue

_NOWHERE = "base-uri 'none'; form-action 'none'"


def html_report(outcome: Outcome, tool: Tool, words: Catalogue) -> str:
    """The whole outcome as one HTML page in the language of ``words``; the same bytes for the same input."""
    style, script = _asset("page.css"), _asset("page.js")
    listed = folders(outcome)
    body = element(
        "body",
        head(outcome, tool.policy, words),
        element(
            "main",
            failures(outcome.failures, words),
            folder_table(listed, words) if listed else "",
            element("h2", words.say("page.messages")),
            controls(listed, words),
            _sections(listed, words),
        ),
        _foot(tool, words),
        element("script", script),
    )
    page = element("html", _frame(style, script, words), body, lang=words.language)
    return f"<!DOCTYPE html>\n{page}\n"


def _asset(name: str) -> Html:
    """A file of the package that goes into the page as it is."""
    return Html(resources.files("promolint.reporting.html").joinpath(name).read_text(encoding="utf-8"))


def _frame(style: Html, script: Html, words: Catalogue) -> Html:
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; {_NOWHERE}"
    return element(
        "head",
        void("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        void("meta", name="generator", content="promolint"),  # what reading.own knows the page by
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", name="color-scheme", content="light dark"),
        element("title", words.say("page.title")),
        element("style", style),
    )


def _hash(inlined: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(inlined.encode()).digest()).decode()}'"


def _sections(listed: Sequence[Folder], words: Catalogue) -> Html:
    return joined(
        *(
            element(
                "section",
                element("h3", folder_name(folder, words)),
                *(message_article(entry, words) for entry in folder.entries),
                data_folder=str(number),
            )
            for number, folder in enumerate(listed)
            if folder.entries
        )
    )


def _foot(tool: Tool, words: Catalogue) -> Html:
    made = words.say("page.made_by", version=__version__, model=tool.model)
    return element("footer", element("p", words.say("report.no_advice")), element("p", made))
