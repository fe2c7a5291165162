"""Beautiful Soup trees whose nodes know where they stand.

The tree builder is our own, since ``html.parser`` tells neither where an attribute's value nor where a text begins,
reads broken files differently from one Python to the next, and needs quadratic time for some. It follows what browsers
do where that decides which words belong to a link: end tags left out, links in links, cells that nothing closes across.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.element import Comment, NavigableString, Tag

from promolint.errors import UnreadableError
from promolint.values.message import Cause

MAX_TAGS = 250_000
_DEEPEST = 250

_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_RAW_TEXTS = frozenset({"title", "textarea", "xmp"})
_RAW = _RAW_TEXTS | {"script", "style"}
_ROWS = frozenset({"tr", "tbody", "thead", "tfoot"})
_CELLS = frozenset({"td", "th"})
_PARTS_OF_TABLES = _ROWS | _CELLS | {"caption", "colgroup"}
_BORDERS = frozenset({"table", "td", "th", "caption", "template"})
_NEVER_CLOSED = frozenset({"html", "body"})
_PARAGRAPH_ENDS = (
    _PARTS_OF_TABLES
    | {f"h{level}" for level in range(1, 7)}
    | {"address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form"}
    | {"header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "ul"}
)
# an element on top of the stack: the start tags before which its own end tag may be left out
_ENDED_BY: dict[str, frozenset[str]] = {
    "p": frozenset(_PARAGRAPH_ENDS),
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option", "optgroup"}),
    "td": _CELLS | _ROWS,
    "th": _CELLS | _ROWS,
    "tr": _ROWS,
    "tbody": frozenset({"tbody", "thead", "tfoot"}),
    "thead": frozenset({"tbody", "tfoot"}),
}

_MARKUP = re.compile(r"<(?=[A-Za-z/!?])|\]\]>")
_NAMELESS = re.compile(r"<[!?/](?!--|[A-Za-z]|\[CDATA\[)")
_NAME = re.compile("[A-Za-z][^\\s/>\ue000]*+")
_ATTRIBUTE = re.compile(r"[\s/=]*+([^\s=>/\"'][^\s=>/]*+|[\"'])(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?")
_CLOSED_BEFORE_NEXT = re.compile(r"(?:[^<]|<(?!/?a\b))*+</a\b", re.IGNORECASE)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


class Element(Tag):
    """A tag. Its start tag ends before ``end``; ``values`` are the slices of its attributes' values."""

    end: int = 0
    values: dict[str, tuple[int, int]]

    def value(self, name: str) -> str:
        """The value of an attribute as it stands in the source; "" where there is none."""
        return str(self.attrs.get(name, ""))


class Words(NavigableString):
    """A text between tags, ``[start, end)`` of the source."""

    start: int = 0
    end: int = 0


class Remark(Comment):
    """The inside of a comment, ``[start, end)`` of the source."""

    start: int = 0
    end: int = 0


def parse(text: str) -> BeautifulSoup:
    """The tree of a text; its nodes are ``Element``, ``Words`` and ``Remark``, in the order of the text.

    Raises:
        UnreadableError: the text has more than 250,000 tags.

    """
    return BeautifulSoup(StringIO(text), builder=_Builder(), element_classes={Tag: Element})


class _Builder(HTMLTreeBuilder):
    """Feeds one text to one soup."""

    def __init__(self) -> None:
        super().__init__(multi_valued_attributes={}, preserve_whitespace_tags=set(), string_containers={})
        self._soup: Any = None
        self._text = ""
        self._last_closing = -1
        self._open: list[str] = []
        self._tags = 0
        self._in_cdata = False
        self._without_end: set[str] = set()

    def feed(self, markup: str | bytes) -> None:
        """Build the whole tree."""
        self._soup = self.soup
        self._text = markup if isinstance(markup, str) else markup.decode()
        self._last_closing = self._text.rfind(">")
        self._read()
        self._pop(0)

    def _read(self) -> None:
        start = at = 0
        while (found := _MARKUP.search(self._text, at)) is not None:
            at = found.start()
            if self._is_text(at):
                at += 1
                continue
            self._add_words(start, at)
            start = at = self._markup(at)
        self._add_words(start, len(self._text))

    def _is_text(self, at: int) -> bool:
        """Whether what looks like markup is none: a tag without a name that nothing closes, an end of no CDATA."""
        if self._text[at] == "]":
            return not self._in_cdata
        return at > self._last_closing and _NAMELESS.match(self._text, at) is not None

    def _markup(self, at: int) -> int:
        """Read one tag or comment; where it ends."""
        text = self._text
        if text[at + 1].isalpha():
            return self._start_tag(at)
        if text.startswith("<!--", at):
            return self._comment(at + 4)
        if text.startswith((_CDATA, _CDATA_END), at):
            self._in_cdata = text[at] == "<"
            return at + len(_CDATA if self._in_cdata else _CDATA_END)
        name = _NAME.match(text, at + 2) if text[at + 1] == "/" else None
        if name is not None:
            self._close(name.group().lower())
        return self._after_closing(at)

    def _after_closing(self, at: int) -> int:
        """Where the tag ends whose inside ends at ``at``; without ">" the text does."""
        closing = self._text.find(">", at) if at <= self._last_closing else -1
        return len(self._text) if closing == -1 else closing + 1

    def _comment(self, at: int) -> int:
        closing = self._text.find("-->", at - 2)
        stop = len(self._text) if closing == -1 else max(closing, at)
        self._add(Remark(self._text[at:stop]), at, stop)
        return stop if closing == -1 else closing + 3

    def _start_tag(self, at: int) -> int:
        match = _NAME.match(self._text, at + 1)
        name = match.group().lower() if match else ""
        attributes: dict[str, str] = {}
        values: dict[str, tuple[int, int]] = {}
        stop = at + 1 + len(name)
        while (found := _ATTRIBUTE.match(self._text, stop)) is not None:
            stop = found.end()
            key = found.group(1).lower()
            if key not in attributes:
                attributes[key], values[key] = _value(found)
        after = self._after_closing(stop)
        self._make_room(name)
        self._push(name, attributes, values, after)
        if name in _VOID or (self._text[after - 2 : after] == "/>" and self._is_closed_by_slash(name, stop, after)):
            self._pop(len(self._open) - 1)
        elif name in _RAW:
            return self._raw(name, after)
        return after

    def _is_closed_by_slash(self, name: str, stop: int, after: int) -> bool:
        """Whether "/>" ends the element, as in MJML and JSX: not as the end of a value, nor before ``text</a>``."""
        if stop == after - 1:
            return False
        return name != "a" or _CLOSED_BEFORE_NEXT.match(self._text, after) is None

    def _raw(self, name: str, at: int) -> int:
        """Read what tags have no meaning in, up to its own end tag; with none, what follows is read like any other."""
        found = None
        if name not in self._without_end:
            found = re.compile(f"</{name}", re.IGNORECASE).search(self._text, at)
        if found is None:
            self._without_end.add(name)
            if name in _RAW_TEXTS:
                self._pop(len(self._open) - 1)
            return at
        self._add_words(at, found.start())
        return found.start()

    def _push(self, name: str, attributes: dict[str, str], values: dict[str, tuple[int, int]], end: int) -> None:
        self._tags += 1
        if self._tags > MAX_TAGS:
            raise UnreadableError(Cause.TOO_MANY_TAGS, tags=MAX_TAGS)
        tag = self._soup.handle_starttag(name, None, None, attributes)
        if isinstance(tag, Element):
            tag.values, tag.end = values, end
        self._open.append(name)

    def _add_words(self, start: int, end: int) -> None:
        if start < end:
            self._add(Words(self._text[start:end]), start, end)

    def _add(self, node: Words | Remark, start: int, end: int) -> None:
        node.start, node.end = start, end
        self._soup.object_was_parsed(node)

    def _pop(self, depth: int) -> None:
        while len(self._open) > depth:
            self._open.pop()
            self._soup.popTag()

    def _make_room(self, name: str) -> None:
        """Close what a start tag closes."""
        while self._open and name in _ENDED_BY.get(self._open[-1], ()):
            self._pop(len(self._open) - 1)
        if name == "a":
            self._end_link()
        self._pop(min(len(self._open), _DEEPEST))

    def _end_link(self) -> None:
        """A link ends where the next begins, unless nothing stands between: two ways to begin one, in a template."""
        current = self._soup.currentTag
        if current is None or (current.name == "a" and _is_blank(current)):
            return
        self._close("a")

    def _close(self, name: str) -> None:
        """Close the nearest open element of a name, and those in it; a cell or a table hides what is outside."""
        if name in _NEVER_CLOSED:
            return
        borders = () if name == "table" else ("table",) if name in _PARTS_OF_TABLES else _BORDERS
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth] == name:
                self._pop(depth)
                while name == "a" and self._open and self._open[-1] == "a":
                    self._pop(len(self._open) - 1)
                return
            if self._open[depth] in borders:
                return


def _value(found: re.Match[str]) -> tuple[str, tuple[int, int]]:
    """The value of an attribute and its slice; a quote that nothing closes is left out."""
    group = found.lastindex or 1
    if group == 1:
        return "", (found.end(), found.end())
    start, end = found.span(group)
    if group == 4 and found.string[start : start + 1] in {'"', "'"}:  # noqa: PLR2004 - the value without quotes
        start += 1
    return found.string[start:end], (start, end)


def _is_blank(tag: Tag) -> bool:
    return all(isinstance(node, NavigableString) and not node.strip() for node in tag.contents)
