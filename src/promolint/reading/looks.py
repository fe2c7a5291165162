"""What the class, the id and the style of an element say of its part in a message."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from promolint.values.message import Region

if TYPE_CHECKING:
    from promolint.reading.soup import Element

_FOOTER = re.compile(r"footer|(?<![a-z])foot(?:\b|[-_])|\bimpressum\b|\bdisclaimer|\bimprint\b|\bunsub", re.IGNORECASE)
_PREHEADER = re.compile(r"pre-?header|preview-?text|hidden-?preview", re.IGNORECASE)
_HEADING = re.compile(r"(?:^|[-_\s])(?:heading|headline|title|h1|h2|h3)(?:$|[-_\s])", re.IGNORECASE)
_BUTTON = re.compile(r"\b(?:btn|button|cta)\b|btn-|button[-_]|[-_](?:btn|button)\b|\bcallout\b", re.IGNORECASE)
_LARGE = re.compile(
    r"font-size:\s*+(?:2[0-9]|[3-7][0-9])(?:\.\d{1,9})?px|font:[^;]{0,60}?\b[2-7][0-9]px", re.IGNORECASE
)
_LARGE_SIZE = re.compile(r"[+]?[5-7]|(?:2[0-9]|[3-7][0-9])px")
_HIDDEN = re.compile(r"display:\s*+none|mso-hide:\s*+all|max-height:\s*+0(?:px)?\s*+(?:;|$)", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Looks(NamedTuple):
    """What names and style say: a region, a heading, a button, a box in colour, something that is not shown."""

    region: Region | None
    heading: bool
    button: bool
    painted: bool
    hidden: bool


def looks_of(tag: Element) -> Looks:
    """What the attributes of a tag say."""
    value = tag.attrs.get
    return _looks(f"{value('class', '')} {value('id', '')}", str(value("style", "")))


def is_heading(tag: Element, looks: Looks) -> bool:
    """Whether an element is a heading by its name, its class or the size of its letters."""
    if tag.name in _HEADINGS or looks.heading:
        return True
    size = tag.attrs.get("size" if tag.name == "font" else "font-size", "")
    return bool(size) and _LARGE_SIZE.fullmatch(str(size)) is not None


@lru_cache(maxsize=4096)
def _looks(names: str, style: str) -> Looks:
    named = names != " "
    region = None
    if named and _FOOTER.search(names):
        region = Region.FOOTER
    elif named and _PREHEADER.search(names):
        region = Region.PREHEADER
    return Looks(
        region,
        bool((named and _HEADING.search(names)) or (style and _LARGE.search(style))),
        bool(named and _BUTTON.search(names)),
        "background" in style and ("padding" in style or "border-radius" in style),
        bool(style and _HIDDEN.search(style)),
    )
