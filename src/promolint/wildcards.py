"""Patterns of git whose cost grows with the path, not with a power of it: ``*a*a*a*b`` holds nobody up.

What a wildcard passes over is given up once the words behind it are found, which is right for all wildcards but the
last of a name, and for all ``**`` but the last: a later one can pass over whatever an earlier one left.
"""

from __future__ import annotations

import re
import warnings
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

_STAR, _FOLDERS = "[^/]*", "(?:/.+)?"
_TOKEN = re.compile(
    r"\[\^/\]\*|\^?\(\?:\.\+/\)\?|\(\?:/\.\+\)\?|\((?:.*)|\[\^?\]?(?:\\.|[^\]\\])*+\]\+?|\\.|.", re.DOTALL
)


def pattern_of(line: str) -> GitIgnoreSpecPattern | None:
    """A line of a ``.gitignore`` or a configuration; ``None`` where it means nothing that git understands."""
    from pathspec import GitIgnoreSpec

    try:
        with warnings.catch_warnings(action="ignore"):
            (pattern,) = GitIgnoreSpec.from_lines([line]).patterns
            if pattern.regex is not None and line.count("*") > 1:
                pattern.regex = re.compile(quick(pattern.regex.pattern))
    except (ValueError, re.error):
        return None
    return pattern


def quick(regex: str) -> str:
    """The same for a regular expression that pathspec makes of a pattern; ``[!a]`` means no ``/``, as git has it."""
    parts: list[list[str]] = [[]]
    for token in _TOKEN.findall(regex):
        if token == _FOLDERS:
            parts.append([])
        else:
            parts[-1].append(f"(?!/){token}" if token.startswith("[^") and "/" not in token else token)
    *early, last = parts
    held = (f"(?>{'(?:/.+?)??' if number else ''}{_names(part)}(?=/))" for number, part in enumerate(early))
    return "".join((*held, _FOLDERS if early else "", _names(last)))


def _names(tokens: list[str]) -> str:
    """The tokens of some names of a path, each ``*`` before another one of the same name held to its place."""
    stars = [place for place, token in enumerate(tokens) if token == _STAR]
    held = {star: behind for star, behind in pairwise(stars) if "/" not in tokens[star:behind]}
    written, at = "", 0
    while at < len(tokens):
        behind = held.get(at, at + 1)
        names = "".join(tokens[at + 1 : behind])
        written += f"(?>[^/]*?{names})" if at in held else tokens[at].replace(".+/)?", ".+?/)??")
        at = behind
    return written
