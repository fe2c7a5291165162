"""Which template conditions and loops a place stands in; nothing is evaluated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.mask import Span, SpanKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLANKS = re.compile(r"\s+")
_LOOP = re.compile(r"^\W*(?:for|foreach|each|range|section|loop|while|list|items|tablerow)\b|\.each\b|\beach_with_index\b")
_CONDITION = re.compile(
    r"^\W*(?:php\s+)?(?:if|unless|elsif|elseif|elif|else|ifequal|ifnot|isset|case|when|switch|ifchanged)\b|^[#^]", re.IGNORECASE
)
_ELSE = re.compile(r"^\W*(?:php\s+)?(?:\}\s*)?(?:else|empty|otherwise|default)\b(?!\s*if)", re.IGNORECASE)


class Block(NamedTuple):
    """One branch of a template's block: the text between its tags, and the tag's own words."""

    start: int
    end: int
    words: str
    looped: bool
    condition: bool


def blocks(spans: Sequence[Span], length: int) -> tuple[Block, ...]:
    """The branches of all blocks in a text of ``length``, in order of their beginning; unclosed ones run to the end."""
    found: list[Block] = []
    stack: list[tuple[int, str]] = []
    for span in spans:
        if span.kind is SpanKind.OPEN:
            stack.append((span.end, _words(span)))
        elif span.kind in {SpanKind.MIDDLE, SpanKind.CLOSE} and stack:
            start, words = stack.pop()
            found.append(_block(start, span.start, words))
            if span.kind is SpanKind.MIDDLE:
                branch = _words(span)
                stack.append((span.end, f"else of {words.removeprefix('else of ')}" if _ELSE.match(branch) else branch))
    found += [_block(start, length, words) for start, words in stack]
    return tuple(sorted(found))


def around(blocks_of_text: Sequence[Block], offset: int) -> tuple[tuple[str, ...], bool]:
    """The conditions that ``offset`` stands in, the outermost first, and whether it stands in a loop."""
    inside = [block for block in blocks_of_text if block.start <= offset < block.end]
    return tuple(block.words for block in inside if block.condition), any(block.looped for block in inside)


def _words(span: Span) -> str:
    return _BLANKS.sub(" ", span.body.strip("-~ \t\r\n"))[:200]


def _block(start: int, end: int, words: str) -> Block:
    looped = bool(_LOOP.search(words))
    return Block(start, end, words, looped, not looped and bool(_CONDITION.match(words.removeprefix("else of "))))
