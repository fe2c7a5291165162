"""The exceptions that a file's own comments ask for: ``promolint: ignore[PL105] until=2027-01-31 the reason``.

What the message is may be said before it in the same comment: ``promolint: kind=course-update ignore[PL105] reason``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.comments import SPLIT_OPENER, end_of_comment

if TYPE_CHECKING:
    from promolint.reading.layers import Lines

MARK = "promolint:"
_LONGEST = 2000
# a quoted-printable part writes "=3D" for "="
_EQUALS = r"[ \t]*+=(?:3D)?[ \t]*+"
_DAY = r"[^\s,;\])}]{1,40}"
_PAIR = rf"[a-z]++{_EQUALS}(?:\"[^\"\n]{{0,200}}\"|'[^'\n]{{0,200}}'|[\w.-]++)"
_DIRECTIVE = re.compile(
    rf"{SPLIT_OPENER}{MARK}[ \t]*+(?:(?:until{_EQUALS}(?P<until>{_DAY})|{_PAIR})[ \t,;]++)*+"
    r"(?P<said>ignore(?P<file>-file)?+(?![\w-])[ \t]*+(?:\[(?P<rules>[^\]\n]{0,500})\])?)"
)
_UNTIL = re.compile(rf"(?<![\w-])until{_EQUALS}(?P<day>{_DAY})")
_RULE = re.compile(r"[^,\s]++")
_SOFT_BREAK = re.compile(r"=\r?\n")
_BEFORE_REASON = " -\N{EN DASH}\N{EM DASH}:;,*"


class Said(NamedTuple):
    """A word of the file, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ignore:
    """One exception as it is written: ``rules`` by code or name, ``until`` as a word, both unchecked.

    It is meant for findings on the lines from ``first`` (its own) to ``last`` (the one behind its comment), or for the
    whole file.
    """

    said: Said
    rules: tuple[Said, ...]
    reason: str
    until: str
    whole_file: bool
    first: int
    last: int


def ignores_in(text: str, lines: Lines) -> tuple[Ignore, ...]:
    """Every exception in a text, in its order. What stands in no comment is none. Cost grows with the text."""
    matches = list(_DIRECTIVE.finditer(text))
    marks = [match.start() for match in re.finditer(MARK, text)] if matches else []
    found = []
    for match in matches:
        number = bisect_right(marks, match.end("said"))
        next_mark = marks[number] if number < len(marks) else len(text)
        found.append(_ignore(match, lines, min(match.end() + _LONGEST, next_mark)))
    return tuple(found)


def _ignore(match: re.Match[str], lines: Lines, limit: int) -> Ignore:
    text = match.string
    opener = match["tag"] or match["block"] or match["line"]
    words_end, end = end_of_comment(text, opener, match.end(), limit)
    rest = _SOFT_BREAK.sub("", text[match.end() : words_end])
    day = _UNTIL.search(rest)
    reason = rest if day is None else f"{rest[: day.start()]} {rest[day.end() :]}"
    begun = match.start("rules")
    rules = tuple(Said(rule.group(), begun + rule.start(), begun + rule.end()) for rule in _rules(match))
    return Ignore(
        Said(match["said"], *match.span("said")),
        rules,
        _reason(reason),
        match["until"] or (day["day"] if day else ""),
        match["file"] is not None,
        lines.place(match.start("said"), match.start("said")).line,
        lines.place(end, end).line + 1,
    )


def _reason(words: str) -> str:
    """The words that say why; signs alone say nothing."""
    said = " ".join(words.split()).lstrip(_BEFORE_REASON).rstrip(" *-")
    return said if any(map(str.isalnum, said)) else ""


def _rules(match: re.Match[str]) -> list[re.Match[str]]:
    return list(_RULE.finditer(match["rules"] or ""))
