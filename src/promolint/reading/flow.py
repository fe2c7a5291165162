"""A message as one run of text, the same for every format: what a reader sees, in order, and where its links stand.

Blocks (paragraphs, table cells, list items) are parted by line feeds; a reader of a format writes it through
``FlowWriter``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from promolint.values.message import Region, Role


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link in a flow: its words at ``flow.text[start:end]``, its URL at ``layer.text[url_start:url_end]``.

    ``words`` are given where they are not part of the flow (a picture's title, a button that only Outlook sees).
    """

    start: int
    end: int
    url_start: int
    url_end: int
    role: Role
    region: Region = Region.BODY
    words: str | None = None
    commented: bool = False
    twin: bool = False


class Stretch(NamedTuple):
    """``flow.text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Flow:
    """What a reader sees. ``subject`` and ``language`` are what the message's own markup says of them.

    ``includes`` are the slices of the layer that name other files whose text belongs here.
    """

    text: str
    anchors: tuple[Anchor, ...]
    headings: tuple[Stretch, ...] = ()
    subject: str = ""
    preheader: str = ""
    language: str = ""
    includes: tuple[Stretch, ...] = ()


_BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u2060\ufeff\u061c]+")


def plain(text: str) -> str:
    """``text`` with runs of white space made one blank and invisible characters removed."""
    return _BLANKS.sub(" ", text if text.isascii() else _INVISIBLE.sub("", text))


_LONGEST_HEADING = 400


class FlowWriter:
    """Collects a flow from its beginning to its end."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last = "\n"
        self._anchors: list[Anchor] = []
        self._headings: list[Stretch] = []
        self._includes: list[Stretch] = []
        self._preheader: list[str] = []
        self.subject = ""
        self.language = ""
        self.region = Region.BODY

    @property
    def position(self) -> int:
        """Where the next text will stand."""
        return self._length

    def write(self, text: str) -> None:
        """Append what a reader sees; white space is folded, also across calls."""
        text = plain(text)
        if self._last in " \n":
            text = text.removeprefix(" ")
        if self.region is Region.PREHEADER:
            self._preheader.append(text)
        self._append(text)

    def block(self) -> None:
        """End the block, if one is open; a blank at its end becomes the line feed, so that what was placed stays so."""
        if self._last == " ":
            self._parts[-1] = self._parts[-1][:-1] + "\n"
            self._last = "\n"
        elif self._last != "\n":
            self._append("\n")
        if self.region is Region.PREHEADER:
            self._preheader.append(" ")

    def part_links(self) -> None:
        """Put a blank between a link that ends here and one that begins."""
        if self._anchors and self._anchors[-1].start < self._anchors[-1].end == self._length:
            self.write(" ")

    def heading(self, start: int) -> None:
        """What was written since ``start`` is a heading."""
        at, index = self._length, len(self._parts)
        if at - start >= _LONGEST_HEADING:
            return
        while at > start:
            index -= 1
            at -= len(self._parts[index])
        if not "".join(self._parts[index:])[start - at :].isspace() and start < self._length:
            self._headings.append(Stretch(start, self._length))

    def link(self, start: int, url: tuple[int, int], role: Role, words: str | None = None) -> None:
        """What was written since ``start`` are the words of a link with its URL at ``url``."""
        self._anchors.append(Anchor(start, self._length, *url, role, self.region, words))

    def include(self, start: int, end: int) -> None:
        """Another file, named at ``layer.text[start:end]``, belongs here."""
        self._includes.append(Stretch(start, end))

    def insert(self, anchors: tuple[Anchor, ...]) -> None:
        """Put in links whose words are not part of this flow."""
        self._anchors += anchors

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._last = text[-1]

    def flow(self) -> Flow:
        """All that was written."""
        anchors = sorted(self._anchors, key=lambda anchor: anchor.url_start)
        subject, preheader = (plain(text).strip() for text in (self.subject, "".join(self._preheader)))
        text, headings, includes = "".join(self._parts), tuple(self._headings), tuple(self._includes)
        return Flow(text, tuple(anchors), headings, subject, preheader, self.language, includes)
