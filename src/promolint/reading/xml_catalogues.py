"""Messages in XML: XLIFF 1.2 and 2, Android's ``strings.xml``, .NET's ``.resx``, and mails that are written in XML.

``part`` is the key: the unit's id or name, the string's name with the quantity or number of an item.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.reading.catalogues import Entry, entry_drafts
from promolint.reading.layers import Pieces, decoded
from promolint.reading.message import Draft
from promolint.reading.tree import append
from promolint.reading.xml_text import REFERENCES, Rules, Undo, append_undone, content, elements, nodes, undone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from promolint.reading.layers import Layer
    from promolint.reading.xml_text import Attribute, Element, Node

_INLINE = frozenset("g x bx ex bpt ept ph it sub mrk pc sc ec sm em cp".split())
_UNITS = frozenset("trans-unit unit segment".split())
_XLIFF = _UNITS | frozenset("source target data".split())
_NOT_CURRENT = frozenset({"alt-trans", "matches", "changeTrack"})
_ENTITY = r"&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});"
_ANDROID_CDATA = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)")
_ANDROID_ESCAPE = re.compile(rf"{_ENTITY}|\\(?:u[0-9a-fA-F]{{4}}|{_ENTITY}|.)")
_MAIL_ROOTS = frozenset(
    """
    email mail message newsletter mailing html mjml mailtemplate emailtemplate notification
    """.split()
)
_ESCAPED_TAGS = re.compile(r"&(?:lt|gt|quot|#60|#62|#34);")


def xliff_drafts(layer: Layer, path: str) -> Iterable[Draft]:
    """Drafts of an XLIFF file: targets, where there is none the source; native code of inline tags is put back."""
    return entry_drafts(_xliff_entries(layer), path)


def xml_drafts(layer: Layer, path: str) -> Iterable[Draft]:
    """Drafts of another XML file, by its root: Android's resources, or a mail; of others none."""
    root = next((node for node in nodes(layer) if node.name), None)
    if root is None:
        return ()
    if root.name == "resources":
        return entry_drafts(_android_entries(layer), path)
    if root.name == "xliff":
        return xliff_drafts(layer, path)
    if path.lower().endswith(".resx"):
        return resx_drafts(layer, path)
    if root.name.lower().replace("-", "").replace("_", "") in _MAIL_ROOTS:
        subject = root.attributes.get("subject") or root.attributes.get("title")
        inner = decoded(layer, (0, len(layer.text)), _ESCAPED_TAGS, undone) if "&lt;a" in layer.text else layer
        tagged = Pieces(inner).decoded("<body>", 0, 0).keep(0, len(inner.text)).layer()
        return (Draft(tagged, path, subject=subject.text if subject else "", markdown=True),)
    return ()


def resx_drafts(layer: Layer, path: str) -> Iterable[Draft]:
    """Drafts of the strings of a .NET resource file."""
    return entry_drafts(_resx_entries(layer), path)


def _resx_entries(layer: Layer) -> Iterator[Entry]:
    rules = Rules(lambda pieces, node: pieces.keep(node.start, node.end))
    for parents, element in elements(layer, frozenset({"value"}), frozenset({"data"})):
        if parents and not parents[-1].attribute("type") and not parents[-1].attribute("mimetype"):
            yield Entry(parents[-1].attribute("name"), content(layer, element.nodes, rules))


def _android_entries(layer: Layer) -> Iterator[Entry]:
    text, cdata = Undo(_ANDROID_ESCAPE, _android_undone), Undo(_ANDROID_CDATA, _android_undone)
    rules = Rules(lambda pieces, node: node.name == "g" or pieces.keep(node.start, node.end), text, cdata)
    counts: dict[str, int] = {}
    names, parents = frozenset({"string", "item"}), frozenset({"plurals", "string-array", "array"})
    for around, element in elements(layer, names, parents):
        key = element.attribute("name")
        if element.name == "item" and around:
            name = around[-1].attribute("name")
            counts[name] = counts.get(name, -1) + 1
            key = f"{name}[{element.attribute('quantity') or counts[name]}]"
        yield Entry(key, content(layer, element.nodes, rules))


def _android_undone(escape: str) -> str:
    if escape[0] == "&":
        return undone(escape)
    body = escape[1:]
    if body[0] == "&":
        return undone(body)
    if body[0] == "u" and len(body) > 1:
        return chr(int(body[1:], 16)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return {"n": "\n", "t": "\t"}.get(body, body)


def _xliff_entries(layer: Layer) -> Iterator[Entry]:
    data: dict[str, Layer] = {}
    texts: dict[str, list[Element]] = {}
    for parents, element in elements(layer, _XLIFF, _NOT_CURRENT):
        if any(parent.name in _NOT_CURRENT for parent in parents):
            continue
        if element.name == "data":
            data[element.attribute("id")] = content(layer, element.nodes, Rules(lambda _pieces, _node: None))
        elif element.name not in _UNITS:
            texts.setdefault(element.name, []).append(element)
        elif texts:
            yield _xliff_entry(layer, (*parents, element), texts, data)
            texts = {}
        if element.name in {"unit", "trans-unit"}:
            data = {}
    if texts:
        yield _xliff_entry(layer, (), texts, data)


def _xliff_entry(
    layer: Layer, around: tuple[Element, ...], texts: dict[str, list[Element]], data: dict[str, Layer]
) -> Entry:
    chosen = [element for element in texts.get("target", ()) if element.nodes] or texts.get("source", [])
    inline = _Inline(layer, data)
    pieces = Pieces(layer)
    for element in chosen:
        append(pieces, content(layer, element.nodes, Rules(inline.tag)))
    units = [element for element in around if element.name in _UNITS]
    keys = [element.attribute("resname") or element.attribute("id") or element.attribute("name") for element in units]
    return Entry("/".join(filter(None, keys)), pieces.layer())


class _Inline:
    """Puts back what XLIFF's inline tags stand for; tags of HTML that were left in a text stay."""

    def __init__(self, layer: Layer, data: dict[str, Layer]) -> None:
        self._layer = layer
        self._data = data
        self._closers: list[tuple[Layer | None, Attribute | None]] = []

    def tag(self, pieces: Pieces, node: Node) -> None:
        """Append what ``node`` stands for."""
        if node.name not in _INLINE:
            pieces.keep(node.start, node.end)
        elif node.closing:
            if node.name == "pc" and self._closers:
                self._append(pieces, *self._closers.pop())
        elif node.name == "pc":
            self._append(pieces, *self._code(node, "Start"))
            if not node.empty:
                self._closers.append(self._code(node, "End"))
        elif node.empty:
            self._append(pieces, *self._code(node, ""))

    def _code(self, node: Node, end: str) -> tuple[Layer | None, Attribute | None]:
        reference = node.attributes.get("dataRef" + end)
        shown = node.attributes.get("disp" + end) or (node.attributes.get("equiv-text") if not end else None)
        return (self._data.get(reference.text) if reference else None), shown

    def _append(self, pieces: Pieces, code: Layer | None, shown: Attribute | None) -> None:
        if code is not None:
            append(pieces, code)
        elif shown is not None:
            append_undone(pieces, self._layer, (shown.start, shown.end), REFERENCES)
