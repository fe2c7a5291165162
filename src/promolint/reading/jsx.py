"""JSX and TSX: the elements in a source file, written over as HTML, what stands between them left out.

``<Link href={url}>`` of React Email is an ``a`` whose URL is ``url``, the expression as written; of a string or a
template literal it is the content. ``{cond && <Link …/>}`` stands in the condition ``cond``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from promolint.reading.code_text import PATTERN, QUOTES, REACH, Slice, end_of, may_begin_value, trim, value_of
from promolint.reading.jsx_tags import Element, read_attributes, tag_of
from promolint.reading.markup import VOID, Markup

if TYPE_CHECKING:
    from promolint.reading.layers import Layer

_NAME = re.compile(r"<(?P<name>[A-Za-z][\w.:-]*|(?=>))(?!\s*,|\s+extends\b|\w*\s*[;)])")
_END_TAG = re.compile(r"</\s*+(?P<name>[\w.:-]*+)\s*+>")
_CODE = re.compile(r"//[^\n]*|/\*|/(?![\s/*>])|[\"'`]|[(\[{)\]}]|<(?=[A-Za-z>])")
_LINE_STRING = re.compile(r"'(?:[^'\\\n]|\\.)*+'|\"(?:[^\"\\\n]|\\.)*+\"")
_TEMPLATE = re.compile(r"\\.|`|\$\{", re.DOTALL)
_CHILDREN = re.compile(r"[<{]")
_ANY_TAG = re.compile(r"[<>]|\Z")
_COMMENT = re.compile(r"\{\s*/\*(?P<words>.*?)\*/\s*\}", re.DOTALL)
_IN_COMMENT = re.compile(r"</?(?:Link|Button)\b|--+")
_SPELT_IN_COMMENT = defaultdict(str, {"<Link": "<a", "</Link": "</a", "<Button": "<a", "</Button": "</a"})
_LINKED = re.compile(r"<[A-Za-z][\w.]*\s(?:(?!<[A-Za-z][\w.]*\s)[^;]){0,2000}?\b(?:href|url|action)=[\"'{]")
_LOOP = re.compile(r"\.(?:map|flatMap|forEach)\(")
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_PATIENCE = 50
_SHORT_REACH = 200
_CONDITION_REACH = 300


@dataclass(slots=True)
class _Code:
    """Code up to ``closer``; ``container``: the ``{…}`` among an element's children that it stands in."""

    closer: str
    container: _Container | None


@dataclass(slots=True)
class _Children:
    """What stands between the tags of an element."""

    name: str
    closing: str


@dataclass(slots=True)
class _Container:
    """``{…}`` among children: where it began, and what has been written for it."""

    start: int
    written: bool = False
    branch: str = ""


class Jsx:
    """One pass over a source file."""

    def __init__(self, layer: Layer) -> None:
        self._text = layer.text
        self._out = Markup(layer)
        self._stack: list[_Code | _Children] = [_Code("", None)]
        self._within = 0
        self._root = 0
        self._unended = 0
        self.roots: list[Slice] = []

    def write(self) -> Layer:
        """All elements of the file as HTML."""
        at = 0
        while at < len(self._text):
            top = self._stack[-1]
            if isinstance(top, _Children):
                at = self._children(at, top)
            elif top.closer == "`":
                at = self._template(at)
            else:
                at = self._code(at, top)
        if self._within:
            self.roots.append(Slice(self._root, len(self._text)))
        for top in reversed(self._stack):
            if isinstance(top, _Children):
                self._out.put(top.closing, len(self._text))
        return self._out.layer()

    def _code(self, at: int, top: _Code) -> int:
        match = _CODE.search(self._text, at)
        if match is None:
            return len(self._text)
        mark, start = match.group(), match.start()
        if mark == "<":
            return self._element(start, top.container) if may_begin_value(self._text, start) else match.end()
        if mark in _CLOSERS or mark == "`":
            self._stack.append(_Code(_CLOSERS.get(mark, mark), top.container))
        elif mark == top.closer:
            self._stack.pop()
            if isinstance(self._stack[-1], _Children) and top.container is not None:
                self._leave(top.container, match.end())
        elif mark[0] in "/'\"":
            return _past(match)
        return match.end()

    def _template(self, at: int) -> int:
        match = _TEMPLATE.search(self._text, at)
        if match is None:
            return len(self._text)
        if match.group() == "`":
            self._stack.pop()
        elif match.group() == "${":
            self._stack.append(_Code("}", self._stack[-1].container if isinstance(self._stack[-1], _Code) else None))
        return match.end()

    def _element(self, at: int, container: _Container | None) -> int:
        """Read a start tag at ``at``; returns where its children, or what follows it, begin."""
        match = _NAME.match(self._text, at)
        if match is None:
            return at + 1
        reach = REACH if self._unended < _PATIENCE else _SHORT_REACH
        element = read_attributes(self._text, match.group("name"), match.end(), reach)
        if element is None:
            self._unended += 1
            following = _ANY_TAG.search(self._text, match.end())
            return following.start() if following and self._within else match.end()
        if container is not None:
            self._enter(container, at)
        closing = self._open(element, at)
        if element.empty:
            self._out.put(closing, element.end)
        else:
            self._root = self._root if self._within else at
            self._within += 1
            self._stack.append(_Children(match.group("name"), closing))
        return element.end

    def _open(self, element: Element, at: int) -> str:
        """Write the start tag; returns the end tag."""
        if not element.name:
            return ""
        name, words = tag_of(element)
        self._out.open_tag(name, element.attributes, at)
        if element.empty and words is not None:
            self._out.words(words)
        return "" if name in VOID else f"</{name}>"

    def _children(self, at: int, top: _Children) -> int:
        match = _CHILDREN.search(self._text, at)
        stop = match.start() if match else len(self._text)
        self._out.keep(at, stop)
        if match is None:
            return stop
        if match.group() == "{":
            return self._braces(stop)
        end_tag = _END_TAG.match(self._text, stop)
        if end_tag:
            return self._end_tag(end_tag, top)
        if _NAME.match(self._text, stop):
            return self._element(stop, None)
        self._out.put("&lt;", stop)
        return stop + 1

    def _end_tag(self, match: re.Match[str], top: _Children) -> int:
        """Close the element that an end tag names, and what was left open in it; a stray one closes nothing."""
        if top.name == match.group("name"):
            self._pop(match)
        elif any(isinstance(each, _Children) and each.name == match.group("name") for each in self._stack[-8:]):
            while not self._pop(match):
                pass
        return match.end()

    def _pop(self, match: re.Match[str]) -> bool:
        """Leave the innermost element or code; whether it is the element that the end tag names."""
        top = self._stack.pop()
        if isinstance(top, _Code):
            return False
        self._out.put(top.closing, match.start())
        self._within -= 1
        if not self._within:
            self.roots.append(Slice(self._root, match.end()))
        return top.name == match.group("name")

    def _braces(self, at: int) -> int:
        """``{…}`` among children: a comment, a string, or code."""
        text = self._text
        comment = _COMMENT.match(text, at) if text[at + 1 : at + 40].lstrip().startswith("/*") else None
        if comment:
            self._comment(Slice(*comment.span("words")))
            return comment.end()
        begin = at + 1
        while text[begin : begin + 1].isspace():
            begin += 1
        if text[begin : begin + 1] in QUOTES and begin < len(text):
            end = end_of(text, begin, len(text))
            if end != -1 and text[end : end + 40].lstrip().startswith("}"):
                self._out.words(value_of(text, begin, end))
                return text.index("}", end) + 1
        self._stack.append(_Code("}", _Container(at)))
        return at + 1

    def _comment(self, words: Slice) -> None:
        """A comment that is not sent, the links in it spelt as those of HTML."""
        self._out.put("<!--", words.start)
        at = words.start
        for match in _IN_COMMENT.finditer(self._text, *words):
            self._out.keep(at, match.start())
            self._out.stands_for(_SPELT_IN_COMMENT[match.group()], *match.span())
            at = match.end()
        self._out.keep(at, words.end)
        self._out.put("-->", words.end)

    def _enter(self, container: _Container, at: int) -> None:
        """An element begins in a container: under a condition, in a loop, or else."""
        first, container.written = not container.written, True
        low = container.start + 1 if first else max(container.start + 1, at - _CONDITION_REACH)
        before = trim(self._text, low, at)
        while before.end > before.start and self._text[before.end - 1] == "(":
            before = trim(self._text, before.start, before.end - 1)
        code = self._text[before.start : before.end]
        if first and code.endswith(("&&", "?")) and len(code) < _CONDITION_REACH:
            container.branch = "if"
            condition = trim(self._text, before.start, before.end - (2 if code.endswith("&&") else 1))
            self._out.condition(condition, "<% if ")
        elif first and _LOOP.search(code):
            container.branch = "for"
            self._out.put("<% for each %>", before.start)
        elif container.branch == "if" and code.endswith(":"):
            self._out.put("<% else %>", before.start)

    def _leave(self, container: _Container, end: int) -> None:
        if container.branch:
            self._out.put("<% end %>", end)
        elif not container.written:
            self._out.shown_code(container.start, end)


def _past(match: re.Match[str]) -> int:
    """Where the string, comment or pattern that begins with ``match`` has ended."""
    text, start, mark = match.string, match.start(), match.group()
    if mark == "/*":
        end = text.find("*/", match.end())
        return len(text) if end == -1 else end + 2
    if mark == "/":
        found = PATTERN.match(text, start) if may_begin_value(text, start) else None
    else:
        found = _LINE_STRING.match(text, start)
    return found.end() if found else match.end()


def has_elements(text: str) -> bool:
    """Whether a source file holds JSX with a link in it."""
    return _LINKED.search(text) is not None
