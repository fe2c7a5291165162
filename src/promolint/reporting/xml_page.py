"""XML as other tools read it: well-formed whatever a template holds, and the same bytes each time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from promolint.reporting.safe import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_NO_CHARACTERS = str.maketrans("", "", "\ufffe\uffff")


def element(name: str, attributes: dict[str, object] | None = None, *, lines: Iterable[str] = ()) -> ET.Element:
    """An element with its attributes in the order given; ``lines`` are its text."""
    made = ET.Element(name, {key: xml_text(str(value)) for key, value in (attributes or {}).items()})
    made.text = "\n".join(map(xml_text, lines)) or None
    return made


def remark(parent: ET.Element, text: str) -> None:
    """Put a comment of promolint's own words, which hold no ``--``, at the end of an element."""
    parent.append(ET.Comment(f" {xml_text(text)} "))


def page(root: ET.Element) -> str:
    """A document with its head, indented."""
    ET.indent(root)
    return f"{_HEAD}{ET.tostring(root, encoding='unicode')}\n"


def xml_text(text: str) -> str:
    """``text`` on one line in the characters of XML 1.0: control and direction marks as escapes, the rest left out."""
    return printable(text).translate(_NO_CHARACTERS)
