"""Template text as Markdown: read as it stands, never a link, a picture, HTML, a mention or the end of a table."""

from __future__ import annotations

import re
from itertools import groupby

from promolint.reporting.safe import printable

_WORD = re.compile(r"(?:\{[{%].{0,400}?[%}]\}|[^ ])+")  # a template's output is one
# A word that no Markdown and no platform gives a meaning to. References and addresses are looked for in the text that
# is left after escapes are undone (a@b.example, @team, #12, www.), so that escaping them is not enough.
_PLAIN = re.compile(
    r"""(?! .*www\. | .*\b(?!UTF-)[A-Z]+-[0-9] | .*\b[0-9a-f]{7,40}\b )
    (?: [0-9A-Za-z.,;?()"'=-] | (?<=[0-9A-Za-z])/(?=[0-9A-Za-z]) | (?<=[0-9]):(?=[0-9]+(?![0-9:]))
    | [!%:](?![0-9A-Za-z"'(]) | [^\x00-\x7f] )+""",
    re.VERBOSE | re.IGNORECASE,
)


def prose(text: str) -> str:
    """``text`` as words within a line: those that could mean something to Markdown stand in code spans."""
    words = _WORD.findall(printable(text))
    runs = ((plain, " ".join(run)) for plain, run in groupby(words, key=_is_plain))
    return " ".join(run if plain else code(run) for plain, run in runs)


def code(text: str) -> str:
    """``text`` as a code span, whatever backticks it holds."""
    shown = printable(text)
    if not shown.strip(" "):
        return "` `"
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _is_plain(word: str) -> bool:
    return _PLAIN.fullmatch(word) is not None
