"""Puts one message together out of strings that lie apart in a file: a heading, texts, buttons with their links.

What comes out is HTML, so that a button is read as one. Each character keeps its place; the tags around them take
the place of what they stand beside. ``&``, ``<`` and quotation marks of the strings become references, which the
reader of HTML undoes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from promolint.reading.layers import Pieces
from promolint.reading.tree import append

if TYPE_CHECKING:
    from promolint.reading.layers import Layer

_SPECIAL = re.compile(r"[&<>\"\n]")
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "<br>"}


class Composer:
    """Collects the parts of one message in the order in which a reader meets them; all lie on the layer ``below``."""

    def __init__(self, below: Layer) -> None:
        self._pieces = Pieces(below)

    def heading(self, words: Layer) -> Self:
        """Add a heading."""
        return self._wrapped("<h1>", words, "</h1>\n")

    def text(self, text: Layer) -> Self:
        """Add plain text; its own line breaks stay."""
        return self._wrapped("<p>", text, "</p>\n")

    def html(self, html: Layer) -> Self:
        """Add text that is HTML already."""
        append(self._pieces, html)
        return self

    def button(self, words: Layer | None, url: Layer) -> Self:
        """Add a button with its words, if it has any."""
        self._glue('<p><a class="button" href="', url)
        self._escaped(url)
        self._glue('">', url)
        if words is not None:
            self._escaped(words)
        return self._glue("</a></p>\n", words or url)

    def layer(self) -> Layer:
        """All that was added."""
        return self._pieces.layer()

    def _wrapped(self, before: str, text: Layer, after: str) -> Self:
        self._glue(before, text)
        self._escaped(text)
        return self._glue(after, text)

    def _glue(self, text: str, beside: Layer) -> Self:
        place = beside.slice_below(0, 0)
        self._pieces.decoded(text, *place)
        return self

    def _escaped(self, layer: Layer) -> None:
        pieces = self._pieces
        ends = [run.here for run in layer.runs[1:]] + [len(layer.text)]
        for run, end in zip(layer.runs, ends, strict=bool(layer.runs)):
            text = layer.text[run.here : end]
            if not run.verbatim:
                pieces.decoded(_SPECIAL.sub(_reference, text), run.below, run.below + run.span)
                continue
            at = 0
            for match in _SPECIAL.finditer(text):
                start, stop = run.below + match.start(), run.below + match.end()
                pieces.keep(run.below + at, start).decoded(_reference(match), start, stop)
                at = match.end()
            pieces.keep(run.below + at, run.below + len(text))


def _reference(match: re.Match[str]) -> str:
    return _REFERENCES[match.group()]
