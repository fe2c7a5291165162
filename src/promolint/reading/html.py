"""HTML and MJML mails, and everything that has tags in it: a tree over a mask of the same length.

"&" is masked too, so that each text node is a slice of the source.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from promolint.reading.flow import Anchor, Flow, FlowWriter, plain
from promolint.reading.inline import AMPERSAND, LEFT, RIGHT
from promolint.reading.layers import trimmed
from promolint.reading.looks import Looks, is_heading, looks_of
from promolint.reading.running_text import Style, shown, write_text
from promolint.reading.soup import Element, Remark, Words, parse
from promolint.values.message import Region, Role

_BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 "
    "h6 header hr html li main mj-accordion-element mj-button mj-carousel-image mj-column mj-image mj-navbar-link "
    "mj-preview mj-section mj-social-element mj-table mj-text mj-title nav ol option p pre section table tbody td "
    "tfoot th thead title tr ul".split()
)
_UNSEEN = frozenset({"script", "style", "template", "svg", "mj-style", "mj-attributes", "mj-font", "noframes"})
_NO_LINK = _UNSEEN | {"link", "base", "mj-include", "use", "image", "img"}
_TITLES = frozenset({"title", "mj-title"})
_HREFS = ("th:href", "data-th-href", "href", ":href", "v-bind:href", "[href]", "ng-href")
_ACTIONS = ("th:action", "data-th-action", "action", ":action")
_FORM_ACTIONS = ("th:formaction", "formaction", "href")
_URL_ATTRIBUTES = {"form": _ACTIONS, "button": _FORM_ACTIONS, "input": _FORM_ACTIONS}
_ROLES = {
    "area": Role.AREA,
    "form": Role.FORM,
    "input": Role.FORM,
    "button": Role.BUTTON,
    "mj-button": Role.BUTTON,
    "mj-image": Role.IMAGE,
    "mj-social-element": Role.IMAGE,
    "mj-carousel-image": Role.IMAGE,
}
_BOXES = frozenset({"td", "th", "div", "span", "p"})
_CONDITIONAL = re.compile(r"\s*+\[if\b[^\]]*+\]>", re.IGNORECASE)
_END_OF_CONDITION = re.compile(r"<!\[endif\]\s*+\Z", re.IGNORECASE)
_LOOKS_LINKED = re.compile(r"href|https?://", re.IGNORECASE)
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]*+)>")
_DEPTH = 3
_PREHEADER_REACH = 400


class _Source(NamedTuple):
    """A text without syntax that upsets the parser, the same text as it stands, and how it is to be read."""

    masked: str
    raw: str
    markdown: bool


class _Open(NamedTuple):
    """An element that the walk is inside of: where its words began, and what held before it."""

    tag: Element
    looks: Looks
    start: int
    region: Region
    url: tuple[int, int] | None
    texts: int
    pictures: int


def read_html(masked: str, raw: str, *, markdown: bool = False) -> Flow:
    """The flow of a text with tags in it. ``raw`` is that text as it stands, ``masked`` the same length.

    Raises:
        UnreadableError: the text has more tags than a message can have.

    """
    return _Walk(_Source(masked, raw, markdown), 0).flow()


class _Walk:
    """One pass over the tree in the order of the source."""

    def __init__(self, source: _Source, depth: int) -> None:
        self._source = source
        self._depth = depth
        harmless = source.masked.replace("&", AMPERSAND)
        self._text = _ADDRESS.sub(rf"{LEFT}\1{RIGHT}", harmless)
        self._out = FlowWriter()
        self._in_link = 0
        self._in_title = False
        self._unseen = 0
        self._texts = 0
        self._pictures = 0

    def flow(self) -> Flow:
        """The whole flow."""
        stack: list[object] = list(reversed(parse(self._text).contents))
        while stack:
            node = stack.pop()
            if isinstance(node, Words):
                self._words(node)
            elif isinstance(node, Element):
                stack.append(self._enter(node))
                stack.extend(reversed(node.contents))
            elif isinstance(node, _Open):
                self._leave(node)
            elif isinstance(node, Remark):
                self._comment(node)
        return self._out.flow()

    def _enter(self, tag: Element) -> _Open:
        out, name, looks, outer = self._out, tag.name, looks_of(tag), self._out.region
        if name in _BLOCKS:
            out.block()
        if name == "html" and not out.language:
            out.language = tag.value("lang")
        if outer is Region.BODY:
            out.region = self._region(tag, looks)
        if name in _UNSEEN:
            self._unseen += 1
        elif name in _TITLES and not self._unseen:
            self._in_title = True
        elif name == "img" and not self._unseen:
            self._pictures += 1
            out.write(f" {self._attribute_text(tag, 'alt') or self._attribute_text(tag, 'title')} ")
        elif name == "input" and tag.value("type").lower() in {"submit", "button"}:
            out.write(f" {self._attribute_text(tag, 'value')} ")
        included = self._attribute(tag, "path") if name == "mj-include" else None
        if included is not None:
            out.include(*included)
        url = self._url(tag)
        if url is not None:
            self._in_link += 1
            out.part_links()
        return _Open(tag, looks, out.position, outer, url, self._texts, self._pictures)

    def _leave(self, opened: _Open) -> None:
        name, out = opened.tag.name, self._out
        if name in _UNSEEN:
            self._unseen -= 1
        elif name in _TITLES:
            self._in_title = False
        if opened.url is not None:
            self._in_link -= 1
            self._link(opened, opened.url)
        elif is_heading(opened.tag, opened.looks):
            out.heading(opened.start)
        if name in _BLOCKS:
            out.block()
        out.region = opened.region

    def _link(self, opened: _Open, url: tuple[int, int]) -> None:
        words: str | None = None
        if self._out.position == opened.start:
            given = (self._attribute_text(opened.tag, name) for name in ("title", "aria-label", "alt"))
            words = plain(next(filter(None, given), ""))
        worded, pictured = self._texts > opened.texts, self._pictures > opened.pictures
        self._out.link(opened.start, url, _role(opened, pictured=pictured and not worded), words)
        if is_heading(opened.tag, opened.looks) and worded:
            self._out.heading(opened.start)

    def _words(self, node: Words) -> None:
        if self._in_title:
            self._out.subject += " " + shown(self._text, self._source.raw, node.start, node.end)
        elif node.isspace() and not self._source.markdown:
            self._out.write(" ")
        elif not self._unseen:
            before = self._out.position
            write_text(self._out, self._text, self._source.raw, (node.start, node.end), self._style())
            self._texts += self._out.position - before > 1

    def _style(self) -> Style:
        """How running text is read here: inside a link a URL is its words; in Markdown lines matter."""
        return "words" if self._in_link else "markdown" if self._source.markdown else "html"

    def _comment(self, node: Remark) -> None:
        """Read what a comment hides: only Outlook shows what stands under a condition, nobody the rest."""
        if not _LOOKS_LINKED.search(node) or self._depth >= _DEPTH:
            return
        conditional = _CONDITIONAL.match(node)
        start = node.start + (conditional.end() if conditional else 0)
        inner = slice(start, start + len(_END_OF_CONDITION.sub("", self._text[start : node.end])))
        source = _Source(self._source.masked[inner], self._source.raw[inner], self._source.markdown)
        flow = _Walk(source, self._depth + 1).flow()
        self._out.insert(
            tuple(
                Anchor(
                    self._out.position,
                    self._out.position,
                    anchor.url_start + inner.start,
                    anchor.url_end + inner.start,
                    anchor.role,
                    self._out.region,
                    anchor.words if anchor.words is not None else flow.text[anchor.start : anchor.end].strip(),
                    commented=anchor.commented or conditional is None,
                    twin=conditional is not None,
                )
                for anchor in flow.anchors
            )
        )

    def _url(self, tag: Element) -> tuple[int, int] | None:
        """Where the URL of an element stands that is a link; the first of its attributes that says something."""
        if not tag.values or tag.name in _NO_LINK:
            return None
        names = _URL_ATTRIBUTES.get(tag.name, _HREFS)
        spans = (self._attribute(tag, name) for name in names if name in tag.values)
        return next(filter(None, spans), None)

    def _attribute(self, tag: Element, name: str) -> tuple[int, int] | None:
        """Where the value of an attribute stands, white space at its ends left out; none if it is empty."""
        span = tag.values.get(name)
        start, end = trimmed(self._source.raw, *span) if span else (0, 0)
        return (start, end) if start < end else None

    def _attribute_text(self, tag: Element, name: str) -> str:
        span = self._attribute(tag, name)
        return shown(self._text, self._source.raw, *span) if span else ""

    def _region(self, tag: Element, looks: Looks) -> Region:
        if tag.name in {"footer", "mj-footer"}:
            return Region.FOOTER
        if tag.name == "mj-preview":
            return Region.PREHEADER
        if looks.region is not None:
            return looks.region
        early = looks.hidden and tag.name in _BOXES and self._out.position < _PREHEADER_REACH
        return Region.PREHEADER if early and tag.find(href=True) is None else Region.BODY


def _role(opened: _Open, *, pictured: bool) -> Role:
    name = opened.tag.name
    if name in _ROLES:
        return _ROLES[name]
    if pictured:
        return Role.IMAGE
    return Role.BUTTON if name.startswith("v:") or _is_painted(opened) else Role.TEXT


def _is_painted(opened: _Open) -> bool:
    """Whether a link looks like a button, by itself or as the only thing in a box that does."""
    tag, looks, parent = opened.tag, opened.looks, opened.tag.parent
    if looks.painted or looks.button or tag.value("role").lower() == "button":
        return True
    if not isinstance(parent, Element):
        return False
    around = looks_of(parent)
    return around.button or (around.painted and _has_one_element(parent))


def _has_one_element(box: Element) -> bool:
    filled = (node for node in box.contents if not (isinstance(node, Words) and node.isspace()))
    return isinstance(next(filled, None), Element) and next(filled, None) is None
