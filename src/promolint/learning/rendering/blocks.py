"""A message's Markdown body as blocks, with one private character in place of each link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from promolint.values.message import Role

if TYPE_CHECKING:
    from promolint.learning.dataset import LabelledMessage

FIRST_LINK = 0xE000
LINKS = 1500
TEMPLATE = re.compile(
    r"\{\{\{.*?\}\}\}|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<%.*?%>|<\?.*?\?>|</?#[^<>]*>|%%\[.*?\]%%|%%=.*?=%%"
    r"|\[%.*?%\]|\$\{[^{}\n]*\}|\{[^{}\n]*\}|<!--.*?-->"
)
_CONTROL = re.compile(
    r"(?:\s*(?:\{%.*?%\}|\{\{[-~]?\s*(?:[#/^]|else|end|if |range ).*?\}\}|<%[^=].*?%>|</?#[^<>]*>|%%\[.*?\]%%"
    r"|\[%-?\s*(?:IF|END|FOREACH|ELSE).*?%\]|\{/?(?:if|foreach|else|section|loop)\b[^{}\n]*\}|<!--.*?-->))+\s*"
)
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ITEM = re.compile(r"\s*(?:[-*•]|\d+[.)])\s+(.*)")
_RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a ``kind``: heading, paragraph, button, image, items, table, quote or control."""

    kind: str
    lines: tuple[str, ...]
    level: int = 0
    footer: bool = False


def mark(index: int) -> str:
    """Return the character that stands for the message's link of this index."""
    return chr(FIRST_LINK + index)


def marked_body(message: LabelledMessage) -> str:
    """Return the body with a private character in place of each link."""
    pieces, at = [], 0
    for index, link in enumerate(message.links):
        pieces += [message.body[at : link.start], mark(index)]
        at = link.end
    return "".join([*pieces, message.body[at:]])


def blocks(message: LabelledMessage) -> tuple[Block, ...]:
    """Cut the body into its blocks; what follows the first ``***`` line is the footer."""
    found: list[Block] = []
    footer = False
    for chunk in re.split(r"\n\s*\n|\n(?=\*\*\*\s*(?:\n|$))|(?<=\n\*\*\*)\n", "\n" + marked_body(message)):
        lines = [line for line in chunk.split("\n") if line.strip()]
        if lines and lines[0].strip() == "***":
            footer, lines = True, lines[1:]
        while lines:
            kind = _kind(lines[0], message)
            size = 1
            while size < len(lines) and kind in ("paragraph", "items", "table", "quote"):
                if _kind(lines[size], message) != kind:
                    break
                size += 1
            found.append(_block(kind, lines[:size], footer=footer))
            lines = lines[size:]
    return tuple(found)


def _kind(line: str, message: LabelledMessage) -> str:
    """Name the kind of block that a line belongs to."""
    stripped = line.strip()
    roles = {message.links[ord(c) - FIRST_LINK].role for c in stripped if is_link(c)}
    alone = all(is_link(c) or c.isspace() for c in stripped)
    tests = {
        "button": alone and roles == {Role.BUTTON},
        "image": alone and roles == {Role.IMAGE},
        "control": not roles and _CONTROL.fullmatch(stripped) is not None,
        "heading": _HEADING.fullmatch(stripped) is not None,
        "table": stripped.startswith("|") and stripped.count("|") > 1 and not stripped.startswith("||"),
        "quote": stripped.startswith("> "),
        "items": _ITEM.fullmatch(line) is not None,
    }
    return next((kind for kind, holds in tests.items() if holds), "paragraph")


def _block(kind: str, lines: list[str], *, footer: bool) -> Block:
    """Make the block out of its lines, its marks (``#``, ``-``, ``>``) taken off."""
    level = 0
    match kind:
        case "heading":
            found = _HEADING.fullmatch(lines[0].strip())
            level, lines = (len(found[1]), [found[2]]) if found else (1, lines)
        case "items":
            lines = [found[1] for line in lines if (found := _ITEM.fullmatch(line))]
        case "quote":
            lines = [line.strip().removeprefix("> ") for line in lines]
        case "table":
            lines = [line.strip() for line in lines if not _RULE.fullmatch(line)] or [""]
    return Block(kind, tuple(line.strip() for line in lines), level, footer)


def cells(row: str) -> tuple[str, ...]:
    """Cut out the cells of a table's row."""
    return tuple(cell.strip() for cell in row.strip().strip("|").split("|"))


def is_link(character: str) -> bool:
    """Tell whether this character stands for a link."""
    return FIRST_LINK <= ord(character) < FIRST_LINK + LINKS


def outside_templates(text: str, pattern: str, replacement: str) -> str:
    """Do what ``re.sub`` does, and leave template syntax alone."""
    pieces, at = [], 0
    for span in TEMPLATE.finditer(text):
        pieces += [re.sub(pattern, replacement, text[at : span.start()]), span[0]]
        at = span.end()
    return "".join([*pieces, re.sub(pattern, replacement, text[at:])])
