"""Template syntax made harmless: each span of it is replaced by filler of the same length, nothing is rendered.

So all branches are seen and every offset stays true. Spans that put something out become ``OUTPUT`` characters,
which a parser takes for letters; control tags and comments become blanks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.keywords import SpanKind, kind_of
from promolint.reading.syntax import BRACKETS, COMMON, DIALECTS, NO_NESTING, ONE_LINE, OXID, PAIRS, Dialect

if TYPE_CHECKING:
    import re

__all__ = ["DIALECTS", "OUTPUT", "Mask", "Span", "SpanKind", "mask"]

OUTPUT = "\ue000"
_LONGEST_NESTED, _MOST_CLOSERS = 4000, 50


class Span(NamedTuple):
    """Template syntax at ``[start, end)``; ``body`` is what stands between its delimiters."""

    start: int
    end: int
    kind: SpanKind
    body: str


class Mask(NamedTuple):
    """A text of the same length without template syntax, and the spans that were taken out of it, in order."""

    text: str
    spans: tuple[Span, ...]


def mask(text: str, dialect: str = "") -> Mask:
    """``text`` with its template syntax replaced by filler of the same length. Cost grows with the text."""
    spans = _find_spans(text, DIALECTS[dialect] if dialect else COMMON)
    if not spans:
        return Mask(text, ())
    parts: list[str] = []
    at = 0
    for span in spans:
        filler = OUTPUT if span.kind is SpanKind.OUTPUT else " "
        parts += (text[at : span.start], filler * (span.end - span.start))
        at = span.end
    parts.append(text[at:])
    return Mask("".join(parts), tuple(spans))


def _find_spans(text: str, dialect: Dialect) -> list[Span]:
    spans: list[Span] = []
    closers = _Closers(text)
    at = 0
    while begin := dialect.begin.search(text, at):
        at = begin.start()
        match = dialect.span.match(text, at)
        span = None if match is None else _paired(match, closers) if match.lastgroup in _PAIR else _simple(match)
        if span is None:
            at += 1
        else:
            spans.append(span)
            at = span.end
    return spans


_PAIR = frozenset({"pair", "pair2"})


class _Closers:
    """Finds closing delimiters, each stretch of the text once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, int] = {}
        self.oxid = "[{" in text and OXID.search(text) is not None

    def find(self, closer: str, start: int) -> int:
        """Where ``closer`` next stands from ``start`` on, -1 if nowhere; starts are asked for in order."""
        known = self._next.get(closer)
        if known is None or (known != -1 and known < start):
            known = self._next[closer] = self._text.find(closer, start)
        return known


def _paired(match: re.Match[str], closers: _Closers) -> Span | None:
    opener, text = match.group(), match.string
    if opener in {"[{", "[{*"} and not closers.oxid:
        return None
    closer, plain = PAIRS[opener]
    start, inner = match.start(), match.end()
    if opener == "%%" and text.startswith("=", inner):
        closer = "=%%"
    end = closers.find(closer, inner)
    if end == -1:
        return Span(start, len(text), SpanKind.CODE, text[inner:]) if text.startswith("<?php", start) else None
    broken = opener in ONE_LINE and -1 < closers.find("\n", inner) < end
    if broken or (opener in NO_NESTING and text.find(opener, inner, end) != -1):
        return None
    if opener in BRACKETS:
        end = _past_brackets(text, inner, end, (*BRACKETS[opener], closer))
    body = text[inner:end]
    if opener == "{%" and body.strip(" -~") == "comment":
        return _comment_block(text, start, end + len(closer), closers)
    if opener == "[[" and text.startswith("(", end + len(closer)):
        return None
    return Span(start, end + len(closer), kind_of(opener, body, plain), body)


def _comment_block(text: str, start: int, inner: int, closers: _Closers) -> Span:
    """Liquid's and Django's comment, from its first tag to its last; one that is not ended is only a tag."""
    last = closers.find("endcomment", inner)
    opened, closed = text.rfind("{%", inner, last), text.find("%}", last)
    if last == -1 or opened == -1 or closed == -1:
        return Span(start, inner, SpanKind.OPEN, "comment")
    return Span(start, closed + len("%}"), SpanKind.COMMENT, text[inner:opened])


def _past_brackets(text: str, start: int, end: int, delimiters: tuple[str, str, str]) -> int:
    """The first closer from ``end`` on before which all brackets of the body are closed; ``end`` if none is near."""
    left, right, closer = delimiters
    at, found, depth = start, end, 0
    for _ in range(_MOST_CLOSERS):
        depth += text.count(left, at, found) - text.count(right, at, found)
        if depth <= 0:
            return found
        at, found = found, text.find(closer, found + 1, start + _LONGEST_NESTED)
        if found == -1:
            break
    return end


def _simple(match: re.Match[str]) -> Span:
    start, end = match.span()
    whole, group = match.group(), (match.lastgroup or "").rstrip("2")
    if group == "name":
        return Span(start, end, SpanKind.OUTPUT, whole.strip("%[]<>$!{}@"))
    if group == "brace":
        body = whole[whole.index("{") + 1 : -1]
        opener = "@{" if whole[0] == "@" else whole[0]
        return Span(start, end, kind_of(opener, body, SpanKind.OUTPUT), body)
    if whole.startswith("##"):
        return Span(start, end, SpanKind.COMMENT, whole[2:])
    body = whole.lstrip("@#").strip(" \t\r\n{}") or "end"
    return Span(start, end, kind_of("@", body, SpanKind.CODE), body)
