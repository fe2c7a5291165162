"""The tags of JSX: their attributes, and the HTML that the components of React Email and their like stand for."""

from __future__ import annotations

import re
from typing import NamedTuple

from promolint.reading.code_text import Value, end_of, value_of
from promolint.reading.markup import MARKUP

_ATTRIBUTE = re.compile(
    r"\s*+(?:/\*.{0,2000}?\*/\s*+|//[^\n]*+\s*+)?(?P<name>[A-Za-z_$][\w.:$-]*)(?P<valued>\s*=\s*)?", re.DOTALL
)
_SPREAD = re.compile(r"\s*(?=\{)")
_END = re.compile(r"\s*(?P<empty>/?)>")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_BUTTON = re.compile(r"button|cta|btn", re.IGNORECASE)
_URL_KEYS = ("href", "url", "link")
_WORD_KEYS = ("label", "text", "title", "children", "cta")
_SPELT = {"classname": "class", "tw": "class"}
_COMPONENTS = {
    "link": "a",
    "a": "a",
    "anchor": "a",
    "button": "mj-button",
    "img": "img",
    "image": "img",
    "preview": "mj-preview",
    "preheader": "mj-preview",
    "heading": "h2",
    "text": "p",
    "paragraph": "p",
    "html": "html",
    "head": "head",
    "body": "body",
    "footer": "footer",
    "hr": "hr",
    "column": "div",
    "style": "style",
}
_LONGEST = 200


class Element(NamedTuple):
    """A start tag: its name, its attributes (names in lower case), where it ends, whether it has no children."""

    name: str
    attributes: dict[str, Value]
    end: int
    empty: bool


def read_attributes(text: str, name: str, at: int, reach: int) -> Element | None:
    """The element whose attributes begin at ``at``; none if its tag, or a value within ``reach``, does not end."""
    attributes: dict[str, Value] = {}
    for _ in range(_LONGEST):
        end = _END.match(text, at)
        if end:
            return Element(name, attributes, end.end(), bool(end.group("empty")))
        match = _ATTRIBUTE.match(text, at)
        if match is None:
            spread = _SPREAD.match(text, at)
            at = end_of(text, spread.end(), len(text), reach) if spread else -1
        elif match.group("valued"):
            key = match.group("name").lower()
            at = _read_value(text, match.end(), reach, attributes, _SPELT.get(key, key))
        else:
            at = match.end()
        if at == -1:
            return None
    return None


def _read_value(text: str, at: int, reach: int, attributes: dict[str, Value], key: str) -> int:
    if text.startswith("{", at):
        end = end_of(text, at, len(text), reach)
        if end != -1:
            attributes[key] = value_of(text, at + 1, end - 1)
        return end
    string = _STRING.match(text, at)
    if string is None:
        return -1
    attributes[key] = Value(at + 1, string.end() - 1, MARKUP)
    return string.end()


def tag_of(element: Element) -> tuple[str, Value | None]:
    """The HTML tag that an element stands for, and its words where an attribute holds them.

    Its attributes are made those of HTML: a component's ``url`` is its ``href``.
    """
    attributes = element.attributes
    style = attributes.pop("style", None)
    name = element.name.rstrip(".").rsplit(".", 1)[-1]
    if name[:1].islower():
        return name.lower(), None
    url = next((attributes.pop(key) for key in _URL_KEYS if key in attributes), None)
    kebab = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
    if kebab.startswith("mjml-"):
        tag = "mj-" + kebab.removeprefix("mjml-")
    elif url is not None and _COMPONENTS.get(name.lower()) not in {"a", "img"}:
        tag = "mj-button" if _BUTTON.search(name) else "a"
    else:
        tag = _COMPONENTS.get(name.lower(), "footer" if name.endswith("Footer") else "div")
    if url is not None:
        attributes["href"] = url
        if style is not None and not style.quote:
            attributes.setdefault("class", style)
    return tag, next((attributes[key] for key in _WORD_KEYS if key in attributes), None)
