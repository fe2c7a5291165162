"""What a line of Slim means. See ``indented``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.reading.indented import Indented, Line

if TYPE_CHECKING:
    from promolint.reading.code_text import Value
    from promolint.reading.layers import Layer

_MIDDLE = re.compile(r"-\s*(?:else|elsif|when|in|rescue|ensure)\b")
_TAG = re.compile(r"(?P<name>[A-Za-z][\w-]*(?::[\w-]+)*)|(?=[.#][A-Za-z_-])")
_ATTRIBUTE = re.compile(r"\s+(?P<name>[@:\w][\w:@.-]*)\s*={1,2}(?=[^\s=])")
_OUTPUT = re.compile(r"\s*={1,2}(?![=~])(?P<white>[<>']*)")
_ENGINE = re.compile(r"(?P<name>[a-z]+):[ \t]*$")
_UNSEEN_ENGINES = frozenset(["css", "javascript", "sass", "scss", "less", "coffee", "ruby"])
_CONDITIONAL = re.compile(r"/\[(?P<condition>if\b[^\]\n<>\"]{1,80})\]")
_LONGEST_CHAIN = 20
_WRAPPERS = frozenset("([{")


def from_slim(layer: Layer) -> Layer:
    """A Slim file as HTML."""
    return Indented(layer).write(_read, _MIDDLE)


def _read(page: Indented, line: Line) -> int:
    text, start = page.text, line.start
    mark = text[start]
    if mark == "/":
        return _comment(page, line)
    if mark in "|'":
        end = page.block_end(line, line.after)
        page.text_at(start + 1, line.end)
        page.out.put(" ", line.end)
        return page.text_block(line.after, end)
    if mark == "<":
        page.text_at(start, line.end)
        return line.after
    if text.startswith("doctype", start):
        return line.after
    engine = _ENGINE.match(text, start, line.end)
    if engine:
        end = page.block_end(line, line.after)
        return end if engine.group("name") in _UNSEEN_ENGINES else page.text_block(line.after, end)
    return _element(page, line)


def _element(page: Indented, line: Line) -> int:
    text, start = page.text, line.start
    if text[start] == "-":
        return page.control(line)
    closing, after = _tags(page, line)
    page.nest(line, closing)
    return after


def _comment(page: Indented, line: Line) -> int:
    conditional = _CONDITIONAL.match(page.text, line.start, line.end)
    if conditional:
        return page.conditional(line, f"[{conditional.group('condition')}]")
    return page.comment(line, line.start + (2 if page.text.startswith("/!", line.start) else 1))


def _tags(page: Indented, line: Line) -> tuple[str, int]:
    """A tag, and those that follow it on the line after a colon; what closes them, and where reading goes on."""
    closing = ""
    at = line.start
    rest = line
    for _ in range(_LONGEST_CHAIN):
        match = _TAG.match(page.text, at, rest.end)
        if match is None:
            break
        name = match.group("name") or "div"
        attributes: dict[str, Value] = {}
        at, rest = _attributes(page, match.end(), rest, attributes)
        closing = page.element(name, attributes, match.start()) + closing
        if not page.text.startswith(":", at):
            break
        at += 1
        while page.text[at : at + 1] == " ":
            at += 1
    inner, after = _content(page, rest, at)
    return inner + closing, after


def _attributes(page: Indented, at: int, rest: Line, attributes: dict[str, Value]) -> tuple[int, Line]:
    """Read a tag's attributes, those in brackets over several lines too; where its content begins, on what line."""
    text = page.text
    at = page.shortcuts(at, rest.end, attributes)
    if text.startswith("*{", at) or text[at : at + 1] in _WRAPPERS:
        splat = text[at] == "*"
        end = page.end_of(at + splat)
        if end == -1:
            return rest.end, rest
        (page.hash if splat else page.pairs)(at + splat + 1, end - 1, attributes)
        at, rest = end, page.line(end)
    while text[at : at + 1] in {"<", ">"}:
        at += 1
    while match := _ATTRIBUTE.match(text, at, rest.end):
        end = page.value_end(match.end(), rest.end)
        if end == -1:
            return rest.end, rest
        attributes[match.group("name").lower()] = page.value(match.end(), end)
        at = end
    return at, rest


def _content(page: Indented, line: Line, at: int) -> tuple[str, int]:
    text = page.text
    output = _OUTPUT.match(text, at, line.end)
    if output:
        end = page.code_end(output.end())
        return page.expression(output.end(), end), page.after(end)
    if text.startswith("/", at):
        at += 1
    if at < line.end:
        page.text_at(at, line.end)
    return "", line.after
