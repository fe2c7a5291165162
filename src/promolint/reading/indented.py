"""HAML, Slim and Pug, whose tags nest by indentation: written over as HTML, conditions as ``<% … %>``.

This module knows lines, nesting, text and code; ``haml``, ``slim`` and ``pug`` say what a line means. A comment that is
not sent becomes an HTML comment, so what is in it counts as commented.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.code_text import Slice, Value, end_of, hash_at, trim, value_of
from promolint.reading.helper_calls import NAMES, calls_in, write_call, write_opening, write_picture
from promolint.reading.markup import VOID, Markup

if TYPE_CHECKING:
    from collections.abc import Callable

    from promolint.reading.layers import Layer

_TAB = 4
_LINE = re.compile(r"(?P<indent>[ \t]*)(?P<text>[^\n]*)")
_URL = re.compile(r"@?[\w.:]*(?:_url|_link|\burl)(?:\(.*\))?", re.DOTALL)
_PICTURE = re.compile(r"\w*image_tag\b")
_BRANCH = re.compile(r"(?:if|unless|case|while|for|until)\b|.*\bdo\s*(?:\|[^|]*\|)?$", re.DOTALL)
_MIDDLE = re.compile(r"(?:else|elsif|when|in|default|rescue|ensure)\b")
_SPELT = {"each": "for", "default": "else", "until": "while", "in": "when", "rescue": "else", "ensure": "else"}
_WORD = re.compile(r"[a-z]+")
_UNSEEN_CALL = re.compile(r"(?:render|yield|stylesheet_|javascript_|csrf_|content_for|cache|csp_)")
_CONTINUED = re.compile(r"(?:,|\\|[ \t]\|)[ \t]*\r?$")
_LONGEST_CODE = 60
_SHORTCUT = re.compile(r"([.#])([\w-]+(?:[:/][\w-]+)*)")
_ATTRIBUTE = re.compile(r"[\s,]*(?P<name>[^\s=!,\"'()\[\]{}<>]+|\"[^\"\n]*\"|'[^'\n]*')(?:\s*!?={1,2}\s*)?")
_ENDED = re.compile(r"[^<>]{0,2000}>")
_PATIENCE = 50
_SHORT_REACH = 200
_OPERATOR = re.compile(r"[+\-*/?:|&.=<>]")


class Line(NamedTuple):
    """A line without its indentation and its end: ``text[start:end]``; the following one begins at ``after``."""

    start: int
    end: int
    indent: int
    after: int


class _Level(NamedTuple):
    indent: int
    closing: str
    branching: bool


class Indented:
    """Writes one file over. ``read`` says what a line means; it returns where the next line to read begins."""

    def __init__(self, layer: Layer) -> None:
        self.text = layer.text
        self.out = Markup(layer)
        self._levels: list[_Level] = []
        self._comments = 0
        self._unclosed = 0
        self._joined = False

    def write(self, read: Callable[[Indented, Line], int], middle: re.Pattern[str]) -> Layer:
        """The whole file as HTML. ``middle``: how a line begins that goes on with the block before it."""
        at = 0
        while at < len(self.text):
            line = self.line(at)
            if line.start == line.end:
                at = line.after
                continue
            self._dedent(line, middle)
            at = max(read(self, line), line.after)
            self.out.put("\n", min(at, len(self.text)))
        while self._levels:
            self._close(self._levels.pop(), len(self.text))
        return self.out.layer()

    def line(self, at: int) -> Line:
        """The line that begins at ``at``."""
        match = _LINE.match(self.text, at)
        if match is None:  # pragma: no cover - the pattern matches the empty line
            return Line(at, at, 0, at + 1)
        start, end = match.span("text")
        end = start + len(self.text[start:end].rstrip())
        return Line(start, end, len(match.group("indent").expandtabs(_TAB)), match.end() + 1)

    def end_of(self, at: int, limit: int | None = None) -> int:
        """Where the bracket or string at ``at`` has ended, -1 if nowhere; a file of open brackets costs no more."""
        limit = len(self.text) if limit is None else limit
        end = end_of(self.text, at, limit if self._unclosed < _PATIENCE else min(limit, at + _SHORT_REACH))
        self._unclosed += end == -1
        return end

    def block_end(self, line: Line, at: int) -> int:
        """Where the lines from ``at`` on that are indented more than ``line`` end."""
        while at < len(self.text):
            inner = self.line(at)
            if inner.start < inner.end and inner.indent <= line.indent:
                break
            at = inner.after
        return min(at, len(self.text))

    def _dedent(self, line: Line, middle: re.Pattern[str]) -> None:
        self._joined = False
        while self._levels and self._levels[-1].indent >= line.indent:
            level = self._levels.pop()
            if level.indent == line.indent and level.branching and middle.match(self.text, line.start, line.end):
                self._joined = True
                return
            self._close(level, line.start)

    def _close(self, level: _Level, at: int) -> None:
        self._comments -= level.closing == "-->"
        self.out.put(level.closing, at)

    def nest(self, line: Line, closing: str, *, branching: bool = False) -> None:
        """What ``line`` opened is closed behind the lines that are indented more."""
        if closing:
            self._levels.append(_Level(line.indent, closing, branching))

    def comment(self, line: Line, start: int) -> int:
        """A comment from ``start`` on, with the lines below it."""
        if not self._comments:
            self._comments += 1
            self.out.put("<!-- ", line.start)
            self.nest(line, "-->")
        self.text_at(start, line.end)
        return line.after

    def conditional(self, line: Line, condition: str) -> int:
        """A comment that only Outlook reads, ``[if mso]``, around the lines below."""
        if not self._comments:
            self.out.put(f"<!--{condition}>", line.start)
            self.nest(line, "<![endif]-->")
        return line.after

    def text_at(self, start: int, end: int) -> None:
        """Text with ``#{…}`` in it."""
        if self._comments and "--" in self.text[start:end]:
            self.out.code(start, end)
            return
        at = start
        while (found := self.text.find("#{", at, end)) != -1:
            stop = self.end_of(found + 1, end)
            if stop == -1:
                break
            self.out.keep(at, found)
            if NAMES.search(self.text, found + 2, stop - 1):
                self.expression(found + 2, stop - 1)
            else:
                self.out.keep(found, stop)
            at = stop
        self._verbatim(at, end)

    def _verbatim(self, start: int, end: int) -> None:
        """Text as it stands; a tag in it that is never ended is no tag."""
        opened = self.text.rfind("<", start, end)
        if opened > self.text.rfind(">", start, end) and not _ENDED.match(self.text, end):
            self.out.keep(start, opened)
            self.out.shown_code(opened, end)
        else:
            self.out.keep(start, end)

    def text_block(self, start: int, end: int) -> int:
        """Lines of text; returns ``end``."""
        at = start
        while at < end:
            line = self.line(at)
            self.text_at(line.start, min(line.end, end))
            self.out.put("\n", min(line.end, end))
            at = line.after
        return end

    def code_end(self, start: int) -> int:
        """Where code ends that goes on over lines that end with a comma or a backslash."""
        at = start
        for _ in range(_LONGEST_CODE):
            end = self.text.find("\n", at)
            end = len(self.text) if end == -1 else end
            if end == len(self.text) or not _CONTINUED.search(self.text, at, end):
                break
            at = end + 1
        return start + len(self.text[start:end].rstrip())

    def after(self, at: int) -> int:
        """Where the line after the one at ``at`` begins."""
        end = self.text.find("\n", at)
        return len(self.text) if end == -1 else end + 1

    def expression(self, start: int, end: int) -> str:
        """Code that puts something out; returns what closes the link that it opens."""
        value = value_of(self.text, start, end)
        calls = list(calls_in(self.text, value.start, value.end)) if not value.quote else []
        for call in calls:
            if call.block:
                return write_opening(self.out, call)
            write_call(self.out, call)
        if calls:
            return ""
        if value.quote:
            self.text_at(value.start, value.end)
        elif _PICTURE.match(self.text, value.start, value.end):
            write_picture(self.out, Slice(value.start, value.end))
        elif _URL.fullmatch(self.text, value.start, value.end):
            self.out.open_tag("a", {"href": value}, value.start)
            self.out.words(value)
            self.out.put("</a>", value.end)
        elif not _UNSEEN_CALL.match(self.text, value.start, value.end):
            self.out.shown_code(value.start, value.end)
        return ""

    def control(self, line: Line) -> int:
        """``- code``, which puts nothing out: a branch, a loop, or something else in which a link may be made."""
        end = self.code_end(line.start)
        code = trim(self.text, line.start + 1, end)
        if _MIDDLE.match(self.text, *code) or _BRANCH.match(self.text, *code):
            self.branch(line, code)
        else:
            for call in calls_in(self.text, *code):
                write_call(self.out, call._replace(block=False))
        return self.after(end)

    def branch(self, line: Line, code: Slice) -> None:
        """A condition or loop around the lines below, spelt so that ``conditions`` knows it."""
        word = _WORD.match(self.text, *code)
        spelt = word.group() if word else ""
        opened = "<% if " if _MIDDLE.match(spelt) and not self._joined else "<% "
        self.out.condition(code, opened, _SPELT.get(spelt, spelt))
        self.nest(line, "<% end %>", branching=True)

    def element(self, name: str, attributes: dict[str, Value], at: int) -> str:
        """A start tag; returns its end tag."""
        self.out.open_tag(name, attributes, at)
        return "" if name.lower() in VOID else f"</{name}>"

    def value(self, start: int, end: int) -> Value:
        """The value of an attribute that stands at ``[start, end)``."""
        return value_of(self.text, start, end)

    def shortcuts(self, at: int, end: int, attributes: dict[str, Value]) -> int:
        """Read ``.class#id`` at ``at`` into ``attributes``; of several classes the one that says most counts."""
        while match := _SHORTCUT.match(self.text, at, end):
            key = "class" if match.group(1) == "." else "id"
            if key not in attributes or "bt" in match.group(2):
                attributes[key] = Value(*match.span(2), "'")
            at = match.end()
        return at

    def hash(self, start: int, end: int, attributes: dict[str, Value]) -> None:
        """Read the attributes of ``{…}`` whose inside is ``[start, end)``."""
        for key, piece in hash_at(self.text, start, end).items():
            attributes[key.lower()] = value_of(self.text, *piece)

    def pairs(self, start: int, end: int, attributes: dict[str, Value], *, spaced: bool = False) -> None:
        """Read ``name=value`` pairs; ``spaced``: an expression may hold blanks around its operators."""
        at = start
        while at < end and (match := _ATTRIBUTE.match(self.text, at, end)) and match.end() > at:
            at = match.end()
            if "=" in self.text[match.end("name") : at]:
                stop = self.value_end(at, end, spaced=spaced)
                if stop == -1:
                    return
                attributes[match.group("name").strip("\"'").lower()] = value_of(self.text, at, stop)
                at = stop

    def value_end(self, at: int, end: int, *, spaced: bool = False) -> int:
        """Where the value of an attribute that begins at ``at`` ends; -1 if it has no end."""
        while at < end:
            mark = self.text[at]
            if mark in "\"'`([{":
                stop = self.end_of(at, end)
                if stop == -1:
                    return -1
                at = stop
            elif mark in ",)]}" or (mark.isspace() and not (spaced and self._goes_on(at, end))):
                break
            else:
                at += 1
        return at

    def _goes_on(self, at: int, end: int) -> bool:
        """Whether an operator stands on one side of the blank at ``at``."""
        rest = self.text[at : min(end, at + 40)].lstrip()
        return bool(_OPERATOR.match(rest)) or self.text[max(0, at - 40) : at].rstrip()[-1:] in tuple("+-*/?:|&")
