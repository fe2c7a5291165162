"""Which bracket closes which, where template syntax may stand inside."""

from __future__ import annotations

import re

TEMPLATE = re.compile(r"\{\{\{.*?\}\}\}|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<%.*?%>|<\?.*?\?>|\$\{[^{}\n]*\}|%%=.*?=%%")
_CLOSERS = {"[": "]", "(": ")", "<": ">"}


def closing_of(text: str, at: int) -> int | None:
    """Find the offset of the bracket that closes the one at ``at``, on the same line, template spans passed over."""
    opener, closer, depth = text[at], _CLOSERS[text[at]], 0
    while at < len(text) and text[at] != "\n":
        span = TEMPLATE.match(text, at)
        if span:
            at = span.end()
            continue
        depth += (text[at] == opener) - (text[at] == closer)
        if depth == 0:
            return at
        at += 1
    return None
