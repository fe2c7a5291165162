"""What a line of HAML means. See ``indented``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.reading.indented import Indented, Line

if TYPE_CHECKING:
    from promolint.reading.code_text import Value
    from promolint.reading.layers import Layer

_MIDDLE = re.compile(r"-\s*(?:else|elsif|when|in|rescue|ensure)\b")
_TAG = re.compile(r"%(?P<name>[\w:-]+)|(?=\.[\w-]|\#[A-Za-z_])")
_OUTPUT = re.compile(r"(?:[!&]?={1,2}|~)(?!=)")
_TEXT_OUTPUT = re.compile(r"[!&]?==|[!&](?= )")
_UNSEEN_FILTERS = frozenset(["css", "javascript", "sass", "scss", "less", "coffee", "coffeescript", "ruby", "erb-code"])
_CONDITIONAL = re.compile(r"/\s*(?P<condition>\[if\b[^\]\n<>\"]{1,80}\])")


def from_haml(layer: Layer) -> Layer:
    """A HAML file as HTML."""
    return Indented(layer).write(_read, _MIDDLE)


def _read(page: Indented, line: Line) -> int:
    text, start = page.text, line.start
    mark = text[start]
    if mark == "-":
        return page.comment(line, start + 2) if text.startswith("-#", start) else page.control(line)
    if mark == "/":
        return _html_comment(page, line)
    if mark == ":" and text[start + 1 : start + 2].isalpha():
        return _filter(page, line)
    if _TAG.match(text, start, line.end):
        return _tag(page, line)
    if text.startswith("!!!", start):
        return line.after
    return _plain(page, line)


def _plain(page: Indented, line: Line) -> int:
    closing, after = _content(page, line, line.start)
    page.nest(line, closing)
    return after


def _html_comment(page: Indented, line: Line) -> int:
    conditional = _CONDITIONAL.match(page.text, line.start, line.end)
    if conditional is None:
        return page.comment(line, line.start + 1)
    return page.conditional(line, conditional.group("condition"))


def _filter(page: Indented, line: Line) -> int:
    end = page.block_end(line, line.after)
    if page.text[line.start + 1 : line.end].strip().lower() in _UNSEEN_FILTERS:
        return end
    return page.text_block(line.after, end)


def _tag(page: Indented, line: Line) -> int:
    text = page.text
    match = _TAG.match(text, line.start, line.end)
    name = (match.group("name") if match else None) or "div"
    attributes: dict[str, Value] = {}
    at = page.shortcuts(match.end() if match else line.start, line.end, attributes)
    while text[at : at + 1] in {"{", "(", "["}:
        end = page.end_of(at)
        if end == -1:
            end = page.line(at).end
        elif text[at] == "{":
            page.hash(at + 1, end - 1, attributes)
        elif text[at] == "(":
            page.pairs(at + 1, end - 1, attributes)
        at = end
    rest = page.line(at)
    while text[at : at + 1] in {"<", ">", "/"}:
        at += 1
    closing = page.element(name, attributes, line.start)
    inner, after = _content(page, rest, at)
    page.nest(line, inner + closing)
    return after


def _content(page: Indented, line: Line, at: int) -> tuple[str, int]:
    """What stands behind a tag, or alone on its line: code that puts something out, or text."""
    text = page.text
    as_text = _TEXT_OUTPUT.match(text, at, line.end)
    code = _OUTPUT.match(text, at, line.end)
    if code and not as_text:
        end = page.code_end(code.end())
        return page.expression(code.end(), end), page.after(end)
    if as_text:
        at = as_text.end()
    elif text.startswith("\\", at):
        at += 1
    if at < line.end:
        page.text_at(at, line.end)
    return "", line.after
