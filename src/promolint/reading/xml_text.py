"""XML read as a run of tokens: exact places, no parser that expands anything, nothing ever fetched or declared.

Only the five predefined references and numeric ones are undone; an entity that a document declares stays as written.
Broken XML gives the elements that can be told.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from promolint.errors import UnreadableError
from promolint.reading.layers import Pieces
from promolint.values.message import Cause

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from promolint.reading.layers import Layer

MAX_DEPTH = 150
_NAME = r"[A-Za-z_][\w.:-]*+"
_TOKEN = re.compile(
    rf"<!--|<!\[CDATA\[|<\?|<!|<(?P<close>/)?(?P<name>{_NAME})"
    r"(?P<attributes>(?:[^<>\"'/]++|\"[^\"<]*+\"|'[^'<]*+'|/(?!>))*+)(?P<empty>/)?(?P<end>>)?"
)
_ATTRIBUTE = re.compile(rf"(?<![\w.:-])({_NAME})\s*+=\s*+(?:\"([^\"<]*+)\"|'([^'<]*+)')")
_CLOSERS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>", "<!": ">"}
_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")


class Attribute(NamedTuple):
    """An attribute's value, undone, and where it stands as written."""

    text: str
    start: int
    end: int


class Node(NamedTuple):
    """What stands at ``[start, end)``: a tag (``name``; ``closing``, ``empty``), CDATA (``inner``), or text."""

    start: int
    end: int
    name: str = ""
    attributes: dict[str, Attribute] = {}  # noqa: RUF012 - never changed
    closing: bool = False
    empty: bool = False
    cdata: bool = False


class Element(NamedTuple):
    """An element: its name without prefix, its attributes, its ancestors' names, and the nodes inside it."""

    name: str
    attributes: dict[str, Attribute]
    nodes: list[Node]

    def attribute(self, name: str) -> str:
        """The value of an attribute; "" where it has none of this name."""
        found = self.attributes.get(name)
        return found.text if found else ""


def nodes(layer: Layer, start: int = 0) -> Iterator[Node]:
    """The nodes of a text from ``start`` on; comments, declarations and instructions are passed over."""
    text, at = layer.text, start
    while match := _TOKEN.search(text, at):
        if match.start() > at:
            yield Node(at, match.start())
        closer = _CLOSERS.get(match.group())
        if closer is None:
            at = match.end()
            attributes = dict(_attributes(text, match.span("attributes")))
            closing, empty = bool(match.group("close")), bool(match.group("empty"))
            yield Node(match.start(), at, _local(match.group("name")), attributes, closing, empty)
            continue
        at = _after(text, closer, match.end())
        if closer == "]]>":
            yield Node(match.end(), at - len(closer) if text.endswith(closer, match.end(), at) else at, cdata=True)
    if at < len(text):
        yield Node(at, len(text))


def _after(text: str, closer: str, start: int) -> int:
    found = text.find(closer, start)
    if closer == ">" and text.find("[", start, found if found != -1 else len(text)) != -1:  # a DOCTYPE with a subset
        inner = text.find("]", start)
        found = text.find(">", inner) if inner != -1 else found
    return len(text) if found == -1 else found + len(closer)


def _attributes(text: str, span: tuple[int, int]) -> Iterator[tuple[str, Attribute]]:
    for match in _ATTRIBUTE.finditer(text, *span):
        group = 2 if match.group(2) is not None else 3
        yield _local(match.group(1)), Attribute(undone(match.group(group)), *match.span(group))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def undone(text: str) -> str:
    """``text`` with XML's own references undone."""
    return _REFERENCE.sub(lambda match: unescape(match.group()), text)


def elements(
    layer: Layer, names: frozenset[str], parents: frozenset[str]
) -> Iterator[tuple[tuple[Element, ...], Element]]:
    """Elements called one of ``names`` with the open ``parents`` around them, in the order of their ends.

    Raises:
        UnreadableError: they are nested too deeply.

    """
    opened: list[Element] = []
    for node in nodes(layer):
        if node.name not in names and node.name not in parents:
            if opened and opened[-1].name in names:
                opened[-1].nodes.append(node)
        elif node.closing:
            element = _closed(opened, node.name)
            if element is not None and element.name in names:
                yield tuple(opened), element
        elif not node.empty:
            if len(opened) >= MAX_DEPTH:
                raise UnreadableError(Cause.TOO_DEEP, levels=MAX_DEPTH)
            opened.append(Element(node.name, node.attributes, []))
    while opened:  # a file that breaks off
        element = opened.pop()
        if element.name in names:
            yield tuple(opened), element


def _closed(opened: list[Element], name: str) -> Element | None:
    """The innermost open element of this name; what was opened inside it and never closed goes with it."""
    if all(element.name != name for element in opened):
        return None
    while opened[-1].name != name:
        opened.pop()
    return opened.pop()


class Undo(NamedTuple):
    """An encoding of text: what is an escape in it, and what an escape stands for."""

    pattern: re.Pattern[str]
    undo: Callable[[str], str]


REFERENCES = Undo(_REFERENCE, unescape)


class Rules(NamedTuple):
    """How the inside of an element becomes text: what each tag appends, how text and CDATA are undone."""

    tag: Callable[[Pieces, Node], object]
    text: Undo = REFERENCES
    cdata: Undo | None = None


def content(layer: Layer, inner: list[Node], rules: Rules) -> Layer:
    """The text of an element that has the nodes ``inner``."""
    pieces = Pieces(layer)
    for node in inner:
        if node.name:
            rules.tag(pieces, node)
        else:
            append_undone(pieces, layer, (node.start, node.end), rules.cdata if node.cdata else rules.text)
    return pieces.layer()


def append_undone(pieces: Pieces, layer: Layer, span: tuple[int, int], undo: Undo | None) -> None:
    """Append a slice of ``layer`` with its escapes undone."""
    at, end = span
    if undo is not None:
        for match in undo.pattern.finditer(layer.text, at, end):
            pieces.keep(at, match.start()).decoded(undo.undo(match.group()), match.start(), match.end())
            at = match.end()
    pieces.keep(at, end)
