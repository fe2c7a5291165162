"""Where comments begin and end, in every syntax of the formats that are read."""

from __future__ import annotations

import re

# opener: closer. A longer opener hides a shorter one.
BLOCKS: dict[str, str] = {
    "<!--": "-->",
    "&lt;!--": "--&gt;",
    "<#--": "-->",
    "<%--": "--%>",
    "<%#": "%>",
    "{{!--": "--}}",
    "{{!-": "}}",
    "{{!": "}}",
    "{{--": "--}}",
    "{#-": "#}",
    "{#": "#}",
    "[{*": "*}]",
    "{*": "*}",
    "%%[": "]%%",
    "/*": "*/",
    "@*": "*@",
    "#*": "*#",
}
# what the rest of a line behind it is a comment
LINES = ("//-", "//", "--", "-#", "#", "/", ";")
# Django's and Liquid's comment stands between two tags
TAG = r"\{%-?[ \t]*+comment[ \t]*+-?%\}"
_TAG_CLOSER = "{%"

_BLOCK = "|".join(map(re.escape, BLOCKS))
_LINE = "|".join(map(re.escape, LINES))
OPENER = rf"(?:{TAG}|{_BLOCK}|{_LINE})"
SPLIT_OPENER = rf"(?:(?P<tag>{TAG})\s*+|(?P<block>{_BLOCK})\s*+|(?P<line>{_LINE})[ \t]*+)"
_LINE_END = re.compile(r"\r?\n|--&gt;|--%?>|--\}\}|[#}*]\}|%>|\*/|\*@|\*#|\]%%|\Z")


def end_of_comment(text: str, opener: str, start: int, limit: int) -> tuple[int, int]:
    """Where the words of a comment that ``opener`` began end, looked for from ``start`` on, and where it ends itself.

    A line comment ends with its line, or with the comment that it stands in. So does one that nobody ends.
    """
    closer = BLOCKS.get(opener) or ("" if opener in LINES else _TAG_CLOSER)
    end = text.find(closer, start, limit) if closer else -1
    if end != -1:
        return end, end + len(closer)
    match = _LINE_END.search(text, start, limit)
    end = match.start() if match else limit
    return end, end
