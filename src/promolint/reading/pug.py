"""What a line of Pug (once Jade) means. See ``indented``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.reading.code_text import Slice, Value, arguments, value_of
from promolint.reading.indented import Indented, Line

if TYPE_CHECKING:
    from promolint.reading.layers import Layer

_MIDDLE = re.compile(r"(?:-\s*)?(?:else|when|default)\b")
_TAG = re.compile(r"(?P<name>[A-Za-z][\w-]*(?::[\w-]+)*)|(?=[.#][A-Za-z_-])")
_BRANCH = re.compile(r"(?:if|unless|else if|else|case|when|default|each|for|while)\b(?=\s|$|\()")
_UNREAD = re.compile(r"(?:doctype|extends|include|import)\b")
_STRUCTURE = re.compile(r"(?:block|append|prepend|mixin|yield)\b")
_MIXIN = re.compile(r"\+[\w-]+\s*(?=\()")
_OUTPUT = re.compile(r"!?=(?!=)")
_LONGEST_CHAIN = 20
_UNSEEN = frozenset({"script", "style"})
_UNSEEN_FILTERS = frozenset(["css", "javascript", "sass", "scss", "less", "coffee-script", "uglify-js", "stylus"])


def from_pug(layer: Layer) -> Layer:
    """A Pug file as HTML."""
    return Indented(layer).write(_read, _MIDDLE)


def _read(page: Indented, line: Line) -> int:
    text, start = page.text, line.start
    mark = text[start]
    if text.startswith("//", start):
        return page.comment(line, start + (3 if text.startswith("//-", start) else 2))
    if mark == "|":
        _text(page, start + 1, line.end)
        return line.after
    if mark == "<":
        page.text_at(start, line.end)
        return line.after
    if mark == ":":
        end = page.block_end(line, line.after)
        seen = text[start + 1 : line.end].strip().lower() not in _UNSEEN_FILTERS
        return page.text_block(line.after, end) if seen else end
    if mark == "-":
        return page.control(line)
    return _statement(page, line)


def _statement(page: Indented, line: Line) -> int:
    text, start = page.text, line.start
    if _BRANCH.match(text, start, line.end):
        page.branch(line, Slice(start, line.end))
        return line.after
    if _UNREAD.match(text, start, line.end) or _STRUCTURE.match(text, start, line.end):
        return line.after
    mixin = _MIXIN.match(text, start, line.end)
    if mixin:
        return _mixin(page, line, mixin.end())
    output = _OUTPUT.match(text, start, line.end)
    if output:
        page.expression(output.end(), line.end)
        return line.after
    return _tags(page, line)


def _mixin(page: Indented, line: Line, at: int) -> int:
    """A call of a mixin: its strings are shown, so a URL among them is a link."""
    end = page.end_of(at)
    if end == -1:
        return line.after
    for piece in arguments(page.text, at + 1, end - 1).placed:
        value = value_of(page.text, *piece)
        if value.quote:
            page.out.put(" ", value.start)
            page.out.words(value)
            page.out.put(" ", value.end)
    return page.after(end)


def _tags(page: Indented, line: Line) -> int:
    text = page.text
    closing, at, rest, name = "", line.start, line, ""
    for _ in range(_LONGEST_CHAIN):
        match = _TAG.match(text, at, rest.end)
        if match is None:
            break
        name = match.group("name") or "div"
        attributes: dict[str, Value] = {}
        at = _attributes(page, match.end(), attributes)
        rest = page.line(at)
        closing = page.element(name, attributes, match.start()) + closing
        if not text.startswith(":", at):
            break
        at += 1
        while text[at : at + 1] == " ":
            at += 1
    page.nest(line, closing)
    return _content(page, line, rest, at, unseen=name in _UNSEEN)


def _attributes(page: Indented, at: int, attributes: dict[str, Value]) -> int:
    """Read ``.class#id(name=value …)&attributes(…)`` into ``attributes``; where they end."""
    text = page.text
    at = page.shortcuts(at, len(text), attributes)
    while text.startswith(("(", "&attributes("), at):
        begin = text.index("(", at)
        end = page.end_of(begin)
        if end == -1:
            return page.line(at).end
        if begin == at:
            page.pairs(begin + 1, end - 1, attributes, spaced=True)
        elif text.startswith("{", begin + 1):
            page.hash(begin + 2, end - 2, attributes)
        at = page.shortcuts(end, len(text), attributes)
    return at


def _content(page: Indented, line: Line, rest: Line, at: int, *, unseen: bool) -> int:
    """What stands behind a tag: code, a block of text after a dot, or text."""
    text = page.text
    if text[at : rest.end].strip() == ".":
        end = page.block_end(line, rest.after)
        if not unseen:
            _text(page, rest.after, end)
        return end
    output = _OUTPUT.match(text, at, rest.end)
    if output:
        page.expression(output.end(), rest.end)
    elif not unseen:
        _text(page, at + text.startswith("/", at), rest.end)
    return rest.after


def _text(page: Indented, start: int, end: int, depth: int = 0) -> None:
    """Text with tags in it: ``#[a(href=url) words]``."""
    at = start
    while depth < _LONGEST_CHAIN and (found := page.text.find("#[", at, end)) != -1:
        page.text_at(at, found)
        match = _TAG.match(page.text, found + 2, end)
        if match is None:
            at = found + 2
            continue
        attributes: dict[str, Value] = {}
        begin = _attributes(page, match.end(), attributes)
        closing = page.element(match.group("name") or "div", attributes, found)
        stop = _bracket(page.text, begin, end)
        output = _OUTPUT.match(page.text, begin, stop)
        if output:
            page.expression(output.end(), stop)
        elif begin < stop:
            _text(page, begin, stop, depth + 1)
        page.out.put(closing, stop)
        at = max(stop + 1, begin)
    if at < end:
        page.text_at(at, end)


def _bracket(text: str, at: int, end: int) -> int:
    """Where the bracket closes in which ``at`` stands."""
    depth = 1
    for position in range(at, end):
        depth += {"[": 1, "]": -1}.get(text[position], 0)
        if not depth:
            return position
    return end
