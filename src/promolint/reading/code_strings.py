"""The strings in the source of JavaScript and PHP, and how they are joined to one another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.code_text import PATTERN, REACH, end_of, may_begin_value, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

_JS_MARK = re.compile(r"//[^\n]*|/\*|/(?![\s/*>])|[\"'`]")
_PHP_MARK = re.compile(
    r"(?://|\#(?!\[))(?:[^\n?]|\?(?!>))*+|/\*|[\"']|<<<[ \t]*(?P<quote>[\"']?)(?P<name>[A-Za-z_]\w*)(?P=quote)\r?\n|\?>"
)
_JS_STRING = re.compile(r"'(?:[^'\\\n]|\\[\s\S])*+'|\"(?:[^\"\\\n]|\\[\s\S])*+\"")
_PHP_STRING = re.compile(r"'(?:[^'\\]|\\[\s\S])*+(?:'|\Z)|\"(?:[^\"\\]|\\[\s\S])*+(?:\"|\Z)")
_BLANK = re.compile(r"(?:\s+|//[^\n]*|/\*(?:[^*]|\*(?!/))*+\*/)*+")
_OPERAND_END = re.compile(r"[\"'`(\[{)\]};,]|\.(?![\d=])|\+(?![+=])")
_PATIENCE = 50
_SHORT_REACH = 200


class Piece(NamedTuple):
    """A string (``quote`` says which, ``"`` for all that undo escapes) by its inside, or an expression (no quote)."""

    start: int
    end: int
    quote: str


def is_php_source(text: str) -> bool:
    """Whether a PHP file is code from end to end: nothing but blanks stands outside of ``<?php … ?>``."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    if not text.startswith("<?", start) or text.startswith("<?xml", start):
        return False
    reader = CodeStrings(text, php=True)
    at = start + 2
    while (closed := reader.code_end(at)) != -1:
        opened = text.find("<?", closed)
        if text[closed : len(text) if opened == -1 else opened].strip():
            return False
        if opened == -1:
            break
        at = opened + 2
    return True


class CodeStrings:
    """Finds and writes the strings of one file."""

    def __init__(self, text: str, *, php: bool) -> None:
        self.text = text
        self.php = php
        self._operator = "." if php else "+"
        self._unclosed = 0

    def all(self, start: int = 0, end: int | None = None) -> Iterator[list[Piece]]:
        """The concatenations between ``start`` and ``end``."""
        at, end = start, len(self.text) if end is None else end
        while (string := self._next(at, end)) is not None:
            pieces, at = self._concatenation(string[0], string[1], end)
            yield pieces

    def code_end(self, at: int) -> int:
        """Where the PHP code that ``at`` stands in has ended with ``?>``; -1 if it goes on to the end of the file."""
        while match := _PHP_MARK.search(self.text, at):
            mark = match.group()
            if mark == "?>":
                return match.end()
            at = match.end()
            if mark == "/*":
                closed = self.text.find("*/", at)
                at = len(self.text) if closed == -1 else closed + 2
            elif mark[0] in "\"'<":
                string = self._string(match.start(), len(self.text))
                at = string[1] if string else at
        return -1

    def _next(self, at: int, end: int) -> tuple[Piece, int] | None:
        """The next string that begins behind ``at``, and where it has ended."""
        text = self.text
        while match := (_PHP_MARK if self.php else _JS_MARK).search(text, at, end):
            mark = match.group()
            at = match.end()
            if mark == "/*":
                closed = text.find("*/", at, end)
                at = end if closed == -1 else closed + 2
            elif mark == "/":
                pattern = PATTERN.match(text, match.start(), end) if may_begin_value(text, match.start()) else None
                at = pattern.end() if pattern else at
            elif mark == "?>":
                opened = text.find("<?", at, end)
                at = end if opened == -1 else opened + 2
            elif mark[0] in "\"'`<":
                string = self._string(match.start(), end)
                if string is not None:
                    return string
        return None

    def _string(self, at: int, end: int) -> tuple[Piece, int] | None:
        """The string that begins at ``at``, and where it has ended; one that is never closed runs to the end."""
        text = self.text
        if text[at] == "`":
            closed = end_of(text, at, end, reach=len(text))
            return (Piece(at + 1, end, "`"), end) if closed == -1 else (Piece(at + 1, closed - 1, "`"), closed)
        if self.php and text[at] == "<":
            return self._heredoc(at, end)
        match = (_PHP_STRING if self.php else _JS_STRING).match(text, at, end)
        if match is None:
            return None
        closed = match.end() > at + 1 and text[match.end() - 1] == text[at]
        quote = "'" if self.php and text[at] == "'" else '"'
        return Piece(at + 1, match.end() - closed, quote), match.end()

    def _heredoc(self, at: int, end: int) -> tuple[Piece, int] | None:
        match = _PHP_MARK.match(self.text, at, end)
        if match is None or not match.group("name"):
            return None
        closing = re.compile(rf"^[ \t]*{match.group('name')}\b", re.MULTILINE).search(self.text, match.end(), end)
        quote = "<" if match.group("quote") == "'" else '"'
        if closing is None:
            return Piece(match.end(), end, quote), end
        return Piece(match.end(), max(match.end(), closing.start() - 1), quote), closing.end()

    def _concatenation(self, first: Piece, at: int, end: int) -> tuple[list[Piece], int]:
        """The string ``first`` and all that is joined to it; where that has ended."""
        text, pieces = self.text, [first]
        listed = not self.php and text[max(0, first.start - 80) : first.start - 1].rstrip().endswith("[")
        while True:
            operator = self._blank(at, end)
            follows = text[operator : operator + 1]
            if not follows or (follows != self._operator and not (listed and follows == ",")):
                return pieces, at
            begin = self._blank(operator + 1, end)
            string = self._string(begin, end) if text[begin : begin + 1] in {'"', "'", "`", "<"} else None
            if string is None:
                stop = self._operand_end(begin, end)
                operand = trim(text, begin, stop)
                if operand.end == operand.start:
                    return pieces, at
                pieces.append(Piece(*operand, ""))
                at = stop
            else:
                pieces.append(string[0])
                at = string[1]

    def _blank(self, at: int, end: int) -> int:
        match = _BLANK.match(self.text, at, end)
        return match.end() if match else at

    def _operand_end(self, at: int, end: int) -> int:
        """Where an operand of a concatenation ends: before an operator, a comma, a closer."""
        while match := _OPERAND_END.search(self.text, at, min(end, at + REACH)):
            mark = match.group()
            if mark in "\"'`([{":
                reach = REACH if self._unclosed < _PATIENCE else _SHORT_REACH
                at = end_of(self.text, match.start(), end, reach)
                if at == -1:
                    self._unclosed += 1
                    return match.start()
            elif mark in ".+" and mark != self._operator:
                at = match.end()
            else:
                return match.start()
        return min(end, at + REACH)
