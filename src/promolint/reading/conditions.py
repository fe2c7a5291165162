"""Which template conditions and loops a place stands in; nothing is evaluated."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.keywords import SpanKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from promolint.reading.mask import Span

_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[^\w/]*+(?:php\s++)?(?:/|END:|end_?)?(\w*+)", re.IGNORECASE)
_LOOP = re.compile(
    r"\W*+(?:php\s+)?(?:for|foreach|forelse|each|range|section|sectionloop|loop|while|list|items|tablerow)\b"
    r"|.*(?:\.each\b|\beach_with_index\b)",
    re.DOTALL,
)
_CONDITION = re.compile(
    r"(?:\W*+(?:php\s+)?(?:\}\s*)?(?:if|unless|elsif|elseif|elif|else|ifequal|ifnotequal|ifnot|isset|case|when|switch|ifchanged"
    r"|interested|depend|auth|guest)\b|[#^])",
    re.IGNORECASE,
)
_ELSE = re.compile(r"\W*+(?:php\s+)?(?:\}\s*)?(?:else|empty|otherwise|default)\b(?!\s*if)|\W*$", re.IGNORECASE)
_DEEPEST = 50
_WORDS = 200


class Block(NamedTuple):
    """One branch of a template's block: the text between its tags, the tag's own words, and the block around it."""

    start: int
    end: int
    words: str
    looped: bool
    condition: bool
    outer: int = -1


class _Open(NamedTuple):
    """A block that is not closed yet: where its branch began, its words, the word that closes it."""

    start: int
    words: str
    name: str


def blocks(spans: Sequence[Span], length: int) -> tuple[Block, ...]:
    """The branches of all blocks in a text of ``length``, in order of their beginning; unclosed ones run to the end.

    A closing tag with a name closes the nearest block of that name and those left open in it; with none so called open
    it closes nothing. What is nested more than 50 deep is left out.
    """
    found: list[Block] = []
    stack: list[_Open] = []
    for span in spans:
        if span.kind is SpanKind.OPEN:
            words = _words(span)
            stack.append(_Open(span.end, words, _name(words)))
        elif span.kind in {SpanKind.MIDDLE, SpanKind.CLOSE} and stack:
            depth = _closed_by(span, stack)
            found += [_block(opened, span.start) for opened in stack[depth:_DEEPEST]]
            first = stack[depth] if depth < len(stack) else None
            del stack[depth:]
            if span.kind is SpanKind.MIDDLE and first is not None:
                stack.append(_branch(span, first))
    found += [_block(opened, length) for opened in stack[:_DEEPEST]]
    return _nested(sorted(found, key=lambda block: (block.start, -block.end)))


def around(blocks_of_text: Sequence[Block], offset: int) -> tuple[tuple[str, ...], bool]:
    """The conditions that ``offset`` stands in, the outermost first, and whether it stands in a loop."""
    inside: list[Block] = []
    index = bisect_right(blocks_of_text, offset, key=lambda block: block.start) - 1
    while index >= 0:
        block = blocks_of_text[index]
        if offset < block.end:
            inside.append(block)
        index = block.outer
    return tuple(block.words for block in reversed(inside) if block.condition), any(block.looped for block in inside)


def _nested(found: list[Block]) -> tuple[Block, ...]:
    """The same blocks, each with the index of the one around it."""
    nested: list[Block] = []
    opened: list[int] = []
    for index, block in enumerate(found):
        while opened and nested[opened[-1]].end <= block.start:
            opened.pop()
        nested.append(block._replace(outer=opened[-1] if opened else -1))
        opened.append(index)
    return tuple(nested)


def _closed_by(span: Span, stack: list[_Open]) -> int:
    """How many blocks stay open after a closing or parting tag."""
    name = "" if span.kind is SpanKind.MIDDLE or span.body.startswith("END:") else _name(span.body)
    if not name:
        return len(stack) - 1
    low = max(len(stack) - _DEEPEST, 0)
    return next((index for index in range(len(stack) - 1, low - 1, -1) if stack[index].name == name), len(stack))


def _branch(span: Span, first: _Open) -> _Open:
    words = _words(span)
    named = f"else of {first.words.removeprefix('else of ')}" if _ELSE.match(words) else words
    return _Open(span.end, named, first.name)


def _name(words: str) -> str:
    """The word that a tag opens or closes; "" for a bare ``end`` or a closing brace."""
    match = _WORD.match(words)
    return match.group(1).lower() if match else ""


def _words(span: Span) -> str:
    return _BLANKS.sub(" ", span.body[: 4 * _WORDS].strip("-~ \t\r\n").removeprefix("php "))[:_WORDS]


def _block(opened: _Open, end: int) -> Block:
    looped = bool(_LOOP.match(opened.words))
    condition = not looped and bool(_CONDITION.match(opened.words.removeprefix("else of ")))
    return Block(opened.start, end, opened.words, looped, condition)
