"""JSON, and what people take for it: comments, trailing commas, several values, template syntax between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.reading.layers import decoded
from promolint.reading.tree import Branch, TreeBuilder

if TYPE_CHECKING:
    from promolint.reading.layers import Layer

# A string ends with its line at the latest, so that one missing quotation mark costs one line.
_TOKEN = re.compile(
    r"(?P<blank>\s++)"
    r"|\"(?P<double>[^\"\\\n]*+(?:\\.[^\"\\\n]*+)*+)(?:\"|(?=\n)|\\?\Z)"
    r"|'(?P<single>[^'\\\n]*+(?:\\.[^'\\\n]*+)*+)(?:'|(?=\n)|\\?\Z)"
    r"|(?P<comment>//[^\n]*+|\#[^\n]*+|/\*)"
    r"|(?P<template>\{\{[^{}\n]{0,400}\}\}|\{%[^%\n]{0,400}%\}|\{\#[^\#\n]{0,400}\#\}|<%[^%\n]{0,400}%>)"
    r"|(?P<open>[{\[])|(?P<close>[}\]])|(?P<comma>,)|(?P<colon>:)"
    r"|(?P<word>[^\s\"'{}\[\],:/\#<]++)|(?P<junk>.)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "\n": ""}
_SURROGATES = range(0xD800, 0xE000)
_REPLACEMENT = "\ufffd"


def read_json(layer: Layer) -> Branch:
    """Return the values of a JSON text as a list; where it is broken, what can be told of it.

    Raises:
        UnreadableError: it is nested too deeply.

    """
    text = layer.text
    builder = TreeBuilder()
    at = 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        kind = match.lastgroup
        if kind in {"double", "single"}:
            _string(builder, layer, match.span(kind))
        elif kind == "comment" and match.group() == "/*":
            end = text.find("*/", at)
            at = len(text) if end == -1 else end + 2
        elif kind == "open":
            builder.open(listed=match.group() == "[")
        elif kind == "close":
            builder.close()
        elif kind == "comma":
            builder.key(None)
        elif kind == "word":
            if builder.wants_key:
                builder.key(match.group())
            else:
                builder.add(None)
    return builder.root


def _string(builder: TreeBuilder, layer: Layer, span: tuple[int, int]) -> None:
    value = decoded(layer, span, _ESCAPE, _undone)
    if builder.wants_key:
        builder.key(value.text)
    else:
        builder.add(value)


def _undone(escape: str) -> str:
    if escape[1] == "u" and len(escape) > len("\\u"):
        units = [int(unit, 16) for unit in escape[2:].split("\\u")]
        raw = b"".join(unit.to_bytes(2, "big") for unit in units)
        return raw.decode("utf-16-be", errors="replace") if len(units) > 1 else _character(units[0])
    return _SIMPLE.get(escape[1], escape[1])


def _character(unit: int) -> str:
    return _REPLACEMENT if unit in _SURROGATES else chr(unit)
