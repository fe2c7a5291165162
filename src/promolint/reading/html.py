"""HTML and MJML mails, and everything that has tags in it: Beautiful Soup over a mask of the same length.

Beautiful Soup gives the place of a tag but not of its attributes nor of text; both are found again in the masked text.
"&" is masked too, so each text node is a verbatim slice of it.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, NamedTuple

from bs4 import BeautifulSoup, Comment, MarkupResemblesLocatorWarning, NavigableString, Tag, XMLParsedAsHTMLWarning
from bs4.element import PreformattedString, Script, Stylesheet, TemplateString

from promolint.reading.flow import Anchor, Flow, FlowWriter
from promolint.reading.inline import AMPERSAND, LEFT, RIGHT
from promolint.reading.layers import Lines
from promolint.reading.mask import OUTPUT
from promolint.reading.running_text import Style, shown, write_text
from promolint.values import Region, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main mj-accordion-element mj-button mj-carousel-image mj-column mj-image mj-navbar-link "
    "mj-preview mj-section mj-social-element mj-table mj-text mj-title nav ol option p pre section table tbody td tfoot "
    "th thead title tr ul".split()
)
_UNSEEN = frozenset("script style template svg mj-style mj-attributes mj-font noframes".split())
_NO_LINK = frozenset("link base mj-font mj-include mj-style use image".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 mj-title".split())
_HREFS = ("th:href", "href", "v-bind:href", ":href")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s=>/\"'][^\s=>/]*|[\"'])(\s*=+\s*(\"[^\"]*\"|'[^']*'|(?![\"'])[^>\s]*))?")
_END_TAGS = re.compile(r"(?:</[^>]*>)*")
_BUTTON = re.compile(r"\b(?:btn|button|cta)\b|btn-|button[-_]|[-_](?:btn|button)\b|\bcallout\b", re.IGNORECASE)
_FOOTER = re.compile(r"foot(?:er)?(?:\b|[-_])|\bimpressum\b|\bdisclaimer|\bimprint\b|\bunsub", re.IGNORECASE)
_HEADING = re.compile(r"(?:^|[-_\s])(?:heading|headline|title|h1|h2|h3)(?:$|[-_\s])", re.IGNORECASE)
_LARGE = re.compile(r"font-size:\s*(?:2[0-9]|[3-7][0-9])(?:\.\d+)?px", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|max-height:\s*0(?:px)?\s*(?:;|$)", re.IGNORECASE)
_PREHEADER = re.compile(r"pre-?header|preview-?text|hidden-?preview", re.IGNORECASE)
_CONDITIONAL = re.compile(r"\s*\[if\b[^\]]*\]>", re.IGNORECASE)
_LOOKS_LINKED = re.compile(r"href|https?://", re.IGNORECASE)
_DEPTH = 3


class _Source(NamedTuple):
    """A text without syntax that upsets the parser, the same text as it stands, and how it is to be read."""

    masked: str
    raw: str
    markdown: bool


class _Open(NamedTuple):
    """An element that the walk is inside of: where its words began, and what held before it."""

    tag: Tag
    start: int
    region: Region


def read_html(masked: str, raw: str, *, markdown: bool = False) -> Flow:
    """The flow of a text with tags in it. ``raw`` is that text as it stands, ``masked`` the same length."""
    return _Walk(_Source(masked, raw, markdown), 0).flow()


class _Walk:
    """One pass over the tree in the order of the source."""

    def __init__(self, source: _Source, depth: int) -> None:
        self._source = source
        self._depth = depth
        self._text = _harmless(source)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
            warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
            self._soup = BeautifulSoup(self._text, "html.parser")
        self._lines = Lines(self._text)
        self._cursor = 0
        self._out = FlowWriter()
        self._in_link = 0
        self._in_title = False
        self._unseen = 0

    def flow(self) -> Flow:
        for event in self._events():
            if isinstance(event, _Open):
                self._leave(event)
            elif isinstance(event, Tag):
                self._enter(event)
            else:
                self._string(event)
        return self._out.flow()

    def _events(self) -> Iterator[Tag | NavigableString | _Open]:
        """Elements in order: a tag as it opens, an ``_Open`` as it closes, strings between."""
        stack: list[Tag | NavigableString | _Open] = list(reversed(self._soup.contents))  # type: ignore[arg-type]
        while stack:
            node = stack.pop()
            if isinstance(node, Tag):
                opened = _Open(node, self._out.position, self._out.region)
                yield node
                stack.append(opened._replace(start=self._out.position))
                stack.extend(reversed(node.contents))  # type: ignore[arg-type]
            else:
                yield node

    def _enter(self, tag: Tag) -> None:
        self._cursor = self._end_of_start_tag(tag)
        out = self._out
        if tag.name in _BLOCKS:
            out.block()
        if tag.name == "html" and not out.language:
            out.language = str(tag.get("lang", ""))
        self._unseen += tag.name in _UNSEEN
        out.region = _region(tag, out.region)
        if tag.name in {"title", "mj-title"} and not self._unseen:
            self._in_title = True
        if _is_link(tag):
            self._in_link += 1
        if tag.name == "img":
            out.write(f" {self._attribute_text(tag, 'alt')} ")
        elif tag.name == "input" and str(tag.get("type", "")).lower() in {"submit", "button"}:
            out.write(f" {self._attribute_text(tag, 'value')} ")

    def _leave(self, opened: _Open) -> None:
        tag, out = opened.tag, self._out
        self._unseen -= tag.name in _UNSEEN
        if tag.name in {"title", "mj-title"}:
            self._in_title = False
        if _is_link(tag):
            self._in_link -= 1
            self._link(opened)
        elif tag.name in _HEADINGS or _HEADING.search(_classes(tag)) or _LARGE.search(str(tag.get("style", ""))):
            out.heading(opened.start)
        if tag.name in _BLOCKS:
            out.block()
        out.region = opened.region

    def _link(self, opened: _Open) -> None:
        tag = opened.tag
        url = next(filter(None, (self._attribute(tag, name) for name in _url_attributes(tag))), None)
        if url is None:
            return
        words: str | None = None
        if self._out.position == opened.start:
            words = next(filter(None, (self._attribute_text(tag, name) for name in ("title", "aria-label", "alt"))), "")
        self._out.link(opened.start, url, _role(tag, has_words=bool(tag.get_text(strip=True))), words)

    def _string(self, node: NavigableString) -> None:
        if isinstance(node, Comment):
            self._comment(node)
        elif isinstance(node, Script | Stylesheet | TemplateString):
            self._locate(node, "")
        elif not isinstance(node, PreformattedString):
            start = self._locate(node, "")
            if self._in_title:
                self._out.subject += " " + self._shown(start, start + len(node))
            elif not self._unseen:
                write_text(self._out, self._text, self._source.raw, (start, start + len(node)), self._style())

    def _style(self) -> Style:
        """How running text is read here: inside a link a URL is its words; in Markdown lines matter."""
        return "words" if self._in_link else "markdown" if self._source.markdown else "html"

    def _comment(self, node: Comment) -> None:
        start = self._locate(node, "<!--") + len("<!--")
        conditional = _CONDITIONAL.match(node)
        if not _LOOKS_LINKED.search(node) or self._depth >= _DEPTH:
            return
        skipped = conditional.end() if conditional else 0
        inner = slice(start + skipped, start + len(node))
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

    def _locate(self, node: NavigableString, prefix: str) -> int:
        """Where the node's source (after end tags) begins; moves the cursor behind it."""
        wanted = prefix + node
        start = self._cursor
        skipped = _END_TAGS.match(self._text, start)
        if not self._text.startswith(wanted, start) and skipped is not None:
            start = skipped.end()
        if not self._text.startswith(wanted, start):
            found = self._text.find(wanted, self._cursor, self._cursor + len(wanted) + 4096)
            start = found if found != -1 else self._cursor
        self._cursor = start + len(wanted)
        return start

    def _offset(self, tag: Tag) -> int:
        return self._lines.offset(tag.sourceline or 1, (tag.sourcepos or 0) + 1)

    def _attributes(self, tag: Tag) -> Iterator[tuple[str, int, int]]:
        """Names of the tag's attributes with the slices of their values, and last ("", end of the tag's source)."""
        at = self._offset(tag) + 1 + len(tag.name)
        while (match := _ATTRIBUTE.match(self._text, at)) and match.end() > at:
            at = match.end()
            if match.group(3) is not None:
                quoted = match.group(3)[:1] in {'"', "'"} and len(match.group(3)) > 1
                yield match.group(1).lower(), match.start(3) + quoted, match.end(3) - quoted
        yield "", at, at

    def _end_of_start_tag(self, tag: Tag) -> int:
        *_, (_, _, at) = self._attributes(tag)
        end = self._text.find(">", at)
        return len(self._text) if end == -1 else end + 1

    def _attribute(self, tag: Tag, name: str) -> tuple[int, int] | None:
        """Where the value of an attribute stands, white space at its ends left out; none if it is empty."""
        for key, start, end in self._attributes(tag):
            if key == name:
                raw = self._source.raw[start:end]
                start += len(raw) - len(raw.lstrip())
                return (start, start + len(raw.strip())) if raw.strip() else None
        return None

    def _attribute_text(self, tag: Tag, name: str) -> str:
        if not tag.get(name):
            return ""
        span = self._attribute(tag, name)
        return self._shown(*span) if span else ""

    def _shown(self, start: int, end: int) -> str:
        """The words at a slice of the source: template output as written, control tags left out."""
        return shown(self._text, self._source.raw, start, end)


def _harmless(source: _Source) -> str:
    text = source.masked.replace("&", AMPERSAND)
    if source.markdown:
        text = re.sub(rf"<((?:https?://|mailto:|{OUTPUT})[^<>\s]*)>", rf"{LEFT}\1{RIGHT}", text)
    return text


def _classes(tag: Tag) -> str:
    value = tag.get("class") or ()
    names = value if isinstance(value, str) else " ".join(value)
    return f"{names} {tag.get('id', '')}"


def _region(tag: Tag, outer: Region) -> Region:
    if outer is not Region.BODY:
        return outer
    names = _classes(tag)
    if tag.name in {"footer", "mj-footer"} or _FOOTER.search(names):
        return Region.FOOTER
    if tag.name == "mj-preview" or _PREHEADER.search(names):
        return Region.PREHEADER
    style = str(tag.get("style", ""))
    if style and _HIDDEN.search(style) and tag.name in {"div", "span", "p", "td"} and tag.find(href=True) is None:
        return Region.PREHEADER
    return outer


def _url_attributes(tag: Tag) -> tuple[str, ...]:
    if tag.name == "form":
        return ("th:action", "action")
    if tag.name == "button" or tag.name == "input":
        return ("formaction", "href")
    return _HREFS


def _is_link(tag: Tag) -> bool:
    if tag.name in _NO_LINK or tag.name in _UNSEEN:
        return False
    names = _url_attributes(tag)
    return any(tag.has_attr(name) for name in (names if tag.name != "form" else ("action", "th:action")))


def _role(tag: Tag, *, has_words: bool) -> Role:
    if tag.name == "area":
        return Role.AREA
    if tag.name in {"form", "input"}:
        return Role.FORM
    if tag.name in {"mj-button", "button"} or tag.name.startswith("v:"):
        return Role.BUTTON
    if tag.name in {"mj-image", "mj-social-element", "mj-carousel-image"} or (not has_words and tag.find("img")):
        return Role.IMAGE
    parent = tag.parent
    near = f"{_classes(tag)} {tag.get('role', '')} {_classes(parent) if parent is not None else ''}"
    style = str(tag.get("style", "")).replace(" ", "")
    painted = "background" in style and "padding" in style
    return Role.BUTTON if painted or _BUTTON.search(near) else Role.TEXT
