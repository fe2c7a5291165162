"""HTML in the strings of JavaScript and PHP: each concatenation, template literal or heredoc as one text.

An expression that stands alone between the quotes of an attribute, ``'<a href="' . $url . '">'``, is the value as
written: ``$url``. Among other characters it is written as the language's own interpolation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.code_strings import CodeStrings, Piece
from promolint.reading.code_text import Slice, end_of
from promolint.reading.markup import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from promolint.reading.layers import Layer

_TARGET = re.compile(
    r"(?P<name>[$\w][\w$.>\[\]\"'-]*)[\"']?\s*(?P<operator>\.=|\+=|=>|=|:)\s*\(?\s*$|\b(?P<echo>echo|print)\s*\(?\s*$"
)
_STATEMENT = re.compile(
    r"(?:^|[;{}])\s*(?:(?:const|let|var)\s+)?(?P<name>\$?\w[\w$.>-]*)\s*(?P<operator>\.=|\+=|=)(?P<echo>(?!))?[^;{}]*$"
)
_MAIL_NAME = re.compile(
    r"[$\w.>-]*(?:mail|newsletter)\w*|[$\w.>-]*?(?<![A-Za-z])(?:html(?:_?(?:body|content|template|part|message))?|body(?:_?html)?|template)",
    re.IGNORECASE,
)
_MARKED_UP = re.compile(r"<[A-Za-z/!]")
_SIMPLE = re.compile(r"(?:[^\"'<>{}\n`]|->)*")
_DEPTH = 6
_TARGET_REACH = 120


class HtmlString(NamedTuple):
    """A text put together out of strings: the name of its part, itself, and whether its name says that it is a mail."""

    part: str
    layer: Layer
    named: bool


def html_strings(layer: Layer, *, php: bool) -> Iterator[HtmlString]:
    """The strings with tags in them; what is appended to a variable belongs to what it held before."""
    strings = CodeStrings(layer.text, php=php)
    texts: list[list[Piece]] = []
    by_name: dict[str, list[Piece]] = {}
    names: list[str] = []
    for pieces in strings.all():
        name, appended = _target(layer.text, pieces[0].start - 1)
        if appended and name in by_name:
            by_name[name] += pieces
            continue
        by_name[name] = pieces
        texts.append(pieces)
        names.append(name)
    lines = [match.start() for match in re.finditer("\n", layer.text)] if texts else []
    for name, pieces in zip(names, texts, strict=True):
        if any(piece.quote and _MARKED_UP.search(layer.text, piece.start, piece.end) for piece in pieces):
            out = Markup(layer)
            _Writer(strings, out).write(pieces)
            part = f"line {bisect_left(lines, pieces[0].start) + 1}"
            yield HtmlString(part, out.layer(), _MAIL_NAME.fullmatch(name) is not None)


def write_php_strings(out: Markup, start: int, end: int) -> None:
    """Write the HTML that the strings in the PHP code at ``[start, end)`` of a template put out."""
    _Writer(CodeStrings(out.text, php=True), out).nested(Slice(start, end), 0)


def _target(text: str, at: int) -> tuple[str, bool]:
    """What the string at ``at`` is assigned to, and whether it is appended."""
    before = text[max(0, at - _TARGET_REACH) : at]
    match = _TARGET.search(before) or _STATEMENT.search(before)
    if match is None:
        return "", False
    if match.group("echo"):
        return "echo", True
    return match.group("name"), match.group("operator") in {".=", "+="}


class _Writer:
    """Writes concatenations of one file as HTML."""

    def __init__(self, strings: CodeStrings, out: Markup) -> None:
        self._strings = strings
        self._text = strings.text
        self._out = out

    def write(self, pieces: list[Piece], depth: int = 0) -> None:
        """Write the HTML of a concatenation."""
        in_tag = False
        for index, piece in enumerate(pieces):
            if not piece.quote:
                self._expression(pieces, index, in_tag=in_tag, depth=depth)
                continue
            if piece.quote == "`":
                self._template(piece, depth)
            elif piece.quote == "<":
                self._out.keep(piece.start, piece.end)
            else:
                self._out.quoted(piece.start, piece.end, piece.quote, html=True)
            opened, closed = (self._text.rfind(mark, piece.start, piece.end) for mark in "<>")
            in_tag = opened > closed if max(opened, closed) != -1 else in_tag

    def _expression(self, pieces: list[Piece], index: int, *, in_tag: bool, depth: int) -> None:
        piece = pieces[index]
        if self.nested(Slice(piece.start, piece.end), depth):
            return
        alone = (
            self._ends_open(pieces[index - 1]) and index + 1 < len(pieces) and self._begins_closed(pieces[index + 1])
        )
        if alone:
            self._out.code(piece.start, piece.end)
        elif _SIMPLE.fullmatch(self._text, piece.start, piece.end):
            self._out.put("{" if self._strings.php else "${", piece.start)
            self._out.keep(piece.start, piece.end)
            self._out.put("}", piece.end)
        elif in_tag:
            self._out.code(piece.start, piece.end)
        else:
            self._out.shown_code(piece.start, piece.end)

    def nested(self, code: Slice, depth: int) -> bool:
        """Write the strings with tags that stand in an expression; whether there were any."""
        if depth >= _DEPTH or not _MARKED_UP.search(self._text, *code):
            return False
        inner = [
            pieces
            for pieces in self._strings.all(*code)
            if any(piece.quote and _MARKED_UP.search(self._text, piece.start, piece.end) for piece in pieces)
        ]
        for pieces in inner:
            self.write(pieces, depth + 1)
            self._out.put(" ", code.end)
        return bool(inner)

    def _template(self, piece: Piece, depth: int) -> None:
        """Write a template literal; what stands in ``${…}`` as written, or the tags in it."""
        at = start = piece.start
        in_tag = False
        while (found := self._text.find("${", at, piece.end)) != -1:
            end = end_of(self._text, found + 1, piece.end, reach=len(self._text))
            if end == -1:
                break
            self._out.quoted(start, found, "`", html=True)
            opened, closed = (self._text.rfind(mark, start, found) for mark in "<>")
            in_tag = opened > closed if max(opened, closed) != -1 else in_tag
            if self.nested(Slice(found + 2, end - 1), depth):
                pass
            elif _SIMPLE.fullmatch(self._text, found + 2, end - 1):
                self._out.keep(found, end)
            elif in_tag:
                self._out.code(found, end)
            else:
                self._out.shown_code(found, end)
            at = start = end
        self._out.quoted(start, piece.end, "`", html=True)

    def _ends_open(self, piece: Piece) -> bool:
        """Whether a string ends in an attribute's ``="``."""
        tail = self._text[max(piece.start, piece.end - 8) : piece.end].replace("\\", "")
        return bool(piece.quote) and tail.endswith(('="', "='", "="))

    def _begins_closed(self, piece: Piece) -> bool:
        head = self._text[piece.start : piece.end][:2].replace("\\", "")
        return bool(piece.quote) and head.startswith(('"', "'", ">", " "))
