"""Writes HTML out of slices of a text that keeps it in another way: each character knows where it came from.

So a format that is no HTML (HAML, JSX, helper calls) needs no reader of its own: it is written over as HTML, and the
places of its links are still those in the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.reading.layers import Pieces

if TYPE_CHECKING:
    from promolint.reading.code_text import Slice, Value
    from promolint.reading.layers import Layer

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
KEPT = frozenset(
    [
        "href",
        "action",
        "formaction",
        "class",
        "id",
        "alt",
        "title",
        "aria-label",
        "style",
        "role",
        "type",
        "value",
        "lang",
        "name",
        "content",
        "src",
    ]
)
_ACTIVE = re.compile(r"[\"'<>&{}\[\]%$#@|*!]")
_ACTIVE_IN_TEXT = re.compile(r"[<>&{}\[\]%$#@|*!.:]")
_BREAK = "\u2060"  # invisible, and left out of what a reader sees: parts what would look like a URL in code
_FIRST_WORD = re.compile(r"[a-z]*")
_QUOTED = re.compile(r"\\(?:u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r?\n|.)|[\"<>&]", re.DOTALL)
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "0": "", "e": "", "f": " ", "v": " "}
MARKUP = "<"  # the "quote" of a value that is HTML already
_LAST_CODE_POINT = 0x10FFFF


def reference(character: str) -> str:
    """The character as a reference, which neither a template engine nor HTML takes for syntax."""
    return f"&#{ord(character)};"


def unescaped(escape: str) -> str:
    """What a backslash escape of a quoted string stands for."""
    body = escape[1:]
    if body[0] in "ux" and len(body) > 1:
        number = int(body.strip("ux{}"), 16)
        lone = 0xD800 <= number <= 0xDFFF  # noqa: PLR2004 - half of a pair, no character
        return escape if lone or number > _LAST_CODE_POINT else chr(number)
    if body in {"\n", "\r\n"}:
        return ""
    return _SIMPLE.get(body, body)


class Markup:
    """Collects the HTML for one message out of ``below``."""

    def __init__(self, below: Layer) -> None:
        self.text = below.text
        self._pieces = Pieces(below)

    def keep(self, start: int, end: int) -> None:
        """``below.text[start:end]`` as it stands."""
        if end > start:
            self._pieces.keep(start, end)

    def put(self, html: str, at: int) -> None:
        """Markup that the file does not spell out."""
        self._pieces.decoded(html, at, at)

    def stands_for(self, html: str, start: int, end: int) -> None:
        """What ``below.text[start:end]`` says in other words."""
        self._pieces.decoded(html, start, end)

    def code(self, start: int, end: int) -> None:
        """An expression as an attribute's value, as it is written."""
        at = start
        for match in _ACTIVE.finditer(self.text, start, end):
            self.keep(at, match.start())
            self.stands_for(reference(match.group()), match.start(), match.end())
            at = match.end()
        self.keep(at, end)

    def shown_code(self, start: int, end: int) -> None:
        """An expression among the words, as it is written; nothing in it is taken for a URL."""
        at = start
        for match in _ACTIVE_IN_TEXT.finditer(self.text, start, end):
            self.keep(at, match.start())
            mark = match.group()
            shown = mark + _BREAK if mark in ".:" else reference(mark)
            self.stands_for(shown, match.start(), match.end())
            at = match.end()
        self.keep(at, end)

    def words(self, value: Value, *, html: bool = False) -> None:
        """The content of a string as text, or an expression as written."""
        if value.quote:
            self.quoted(*value, html=html, text=True)
        else:
            self.shown_code(value.start, value.end)

    def quoted(self, start: int, end: int, quote: str, *, html: bool = False, text: bool = False) -> None:
        """The inside of a string in code: escapes undone, its interpolations as they stand.

        ``html``: it holds tags; ``text``: it stands among the words, not in an attribute.
        """
        at = start
        for match in _QUOTED.finditer(self.text, start, end):
            mark = match.group()
            if mark[0] == "\\" and quote == "'" and mark[1] not in "'\\":
                continue
            if mark[0] != "\\" and (html or (text and mark == '"')):
                continue
            self.keep(at, match.start())
            shown = unescaped(mark) if mark[0] == "\\" else mark
            if not html:
                shown = "".join(reference(each) if each in ("<>&" if text else '"<>&') else each for each in shown)
            self.stands_for(shown, match.start(), match.end())
            at = match.end()
        self.keep(at, end)

    def value(self, value: Value) -> None:
        """The content of a string, or an expression as written."""
        if value.quote == MARKUP:
            at = value.start
            for piece in self.text[value.start : value.end].split('"'):
                if at > value.start:
                    self.stands_for("&quot;", at - 1, at)
                self.keep(at, at + len(piece))
                at += len(piece) + 1
        elif value.quote:
            self.quoted(*value)
        else:
            self.code(value.start, value.end)

    def open_tag(self, name: str, attributes: dict[str, Value], at: int) -> None:
        """A start tag with those of the attributes that tell something of a link or its words."""
        self.put(f"<{name}", at)
        for key, value in attributes.items():
            if key in KEPT and value.end > value.start:
                self.put(f' {key}="', value.start)
                self.value(value)
                self.put('"', value.end)
        self.put(">", at)

    def condition(self, code: Slice, opened: str = "<% ", word: str = "") -> None:
        """``<% … %>`` around code that opens or parts a block; ``word`` is what its first word is spelt as."""
        self.put(opened, code.start)
        first = _FIRST_WORD.match(self.text, *code) if word else None
        start = first.end() if first else code.start
        self.stands_for(word, code.start, start)
        end = self.text.find("%>", start, code.end)
        self.keep(start, code.end if end == -1 else end)
        self.put(" %>", code.end)

    def layer(self) -> Layer:
        """All that was written."""
        return self._pieces.layer()
