"""Texts inside texts: where each character of a decoded text stands in the file.

A file's text is the bottom ``Layer``. What is taken out of it by undoing an encoding (character references, JSON
escapes, quoted-printable …) is a layer above, which knows for each of its characters the slice below that it came from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from html import unescape
from html.entities import html5
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, Self

from promolint.values.message import Excerpt, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Run(NamedTuple):
    """What stands from ``here`` on came from ``span`` characters at ``below``: one by one (``verbatim``), or as one."""

    here: int
    below: int
    span: int
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Layer:
    """A text, and the slices of the text below it that its characters came from."""

    text: str
    below: Layer | None = None
    runs: tuple[Run, ...] = ()
    _starts: list[int] = field(default_factory=list, compare=False, repr=False)

    def slice_below(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the text below that gave ``text[start:end]``; an empty one has a place too."""
        if self.below is None or not self.runs:
            return start, end
        if not self._starts:
            self._starts.extend(run.here for run in self.runs)
        first = self.runs[max(bisect_right(self._starts, start) - 1, 0)]
        low = first.below + (min(start - first.here, first.span) if first.verbatim else 0)
        if end <= start:
            return low, low
        last = self.runs[bisect_right(self._starts, end - 1) - 1]
        return low, last.below + (end - last.here if last.verbatim else last.span)

    def in_file(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the file's own text that ``text[start:end]`` came from."""
        layer = self
        while layer.below is not None:
            start, end = layer.slice_below(start, end)
            layer = layer.below
        return start, end

    @property
    def bottom(self) -> Layer:
        """The layer of the file itself."""
        layer = self
        while layer.below is not None:
            layer = layer.below
        return layer

    def part(self, start: int, end: int) -> Layer:
        """``text[start:end]`` as a layer of its own."""
        return Layer(self.text[start:end], self, (Run(0, start, end - start, verbatim=True),))


class Pieces:
    """Builds the text of a layer piece by piece, out of slices of the layer below."""

    def __init__(self, below: Layer) -> None:
        self._below = below
        self._texts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0

    def keep(self, start: int, end: int) -> Self:
        """Append ``below.text[start:end]`` as it stands."""
        return self._add(self._below.text[start:end], Run(self._length, start, end - start, verbatim=True))

    def decoded(self, text: str, start: int, end: int) -> Self:
        """Append what ``below.text[start:end]`` stands for."""
        return self._add(text, Run(self._length, start, end - start, verbatim=False))

    def _add(self, text: str, run: Run) -> Self:
        if text:
            self._texts.append(text)
            self._runs.append(run)
            self._length += len(text)
        return self

    def layer(self) -> Layer:
        """The layer made of all pieces."""
        return Layer("".join(self._texts), self._below, tuple(self._runs))


def decoded(layer: Layer, span: tuple[int, int], pattern: re.Pattern[str], undo: Callable[[str], str]) -> Layer:
    """The slice ``span`` of ``layer`` with each match of ``pattern`` in it undone."""
    pieces = Pieces(layer)
    at, end = span
    for match in pattern.finditer(layer.text, at, end):
        pieces.keep(at, match.start()).decoded(undo(match.group()), match.start(), match.end())
        at = match.end()
    return pieces.keep(at, end).layer()


REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});?|[A-Za-z][A-Za-z0-9]{1,31}(?:;|(?![=A-Za-z0-9])))")


def without_references(text: str) -> str:
    """``text`` with its HTML character references undone as in an attribute: ``&copy=1`` and ``&section`` are none."""
    return REFERENCE.sub(_referenced, text) if "&" in text else text


def _referenced(match: re.Match[str]) -> str:
    whole = match.group()
    return unescape(whole) if whole[1] == "#" or whole[1:] in html5 else whole


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The slice without the white space at its ends."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip())


_EXCERPT = 160
_LEAD = 60


class Lines:
    """Line and column of offsets in one text. A line ends with LF; columns count code points, from 1."""

    def __init__(self, text: str) -> None:
        self._text = text
        lengths: Iterable[int] = (len(line) + 1 for line in text.split("\n"))
        self._starts = [0, *accumulate(lengths)]

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; both from 1."""
        return self._starts[line - 1] + column - 1

    def place(self, start: int, end: int) -> Place:
        """The place of ``text[start:end]``."""
        first, last = bisect_right(self._starts, start), bisect_right(self._starts, end)
        return Place(first, start - self._starts[first - 1] + 1, last, end - self._starts[last - 1] + 1)

    def excerpt(self, start: int, end: int) -> Excerpt:
        """The line of ``text[start:end]``, of a long line what is near it; of several lines the first."""
        number = bisect_right(self._starts, start)
        low, high = self._starts[number - 1], self._starts[number] - 1
        if high - low > _EXCERPT:
            low = max(low, start - _LEAD)
            high = min(high, max(low + _EXCERPT, start))
        line = self._text[low:high].rstrip("\r")
        indent = len(line) - len(line.lstrip()) if start > low else 0
        low += min(indent, start - low)
        line = self._text[low:high].rstrip("\r")
        begin = min(start - low, len(line))
        return Excerpt(line, begin, max(begin, min(end - low, len(line))))
