"""A cheap test whether a template may call a helper that makes a link: reading such calls is loaded where it may."""

from __future__ import annotations

import re

_HINT = re.compile(
    r"(?:link|button|mail|phone|sms)_to|image_tag\b|<\?(?:php|=)|(?i:html)(?:::|->)|@component\b|@include\b|<x-|\blink\b.{1,300}\bto:"
)
# searching for a word is quicker than trying a choice of patterns at each place; one of these stands in all that fits
_WORDS = ("_to", "image_tag", "<?", "::", "l->", "L->", "@component", "@include", "<x-")
_TO = re.compile(r"to:(?<!\wto:)")


def may_call_helper(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether something in ``text[start:end]`` looks like the call of a helper."""
    stop = len(text) if end is None else end
    if not any(text.find(word, start, stop) != -1 for word in _WORDS) and _TO.search(text, start, stop) is None:
        return False
    return _HINT.search(text, start, stop) is not None
