"""The words around a link: its sentence, what stands before and after, the nearest heading."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from promolint.values.message import Region, Spot

if TYPE_CHECKING:
    from promolint.reading.flow import Anchor, Flow

REACH = 240
LONGEST = 1000
_PARTS = "|·•\u2013"
_SENTENCE_END = re.compile(rf"[.!?…](?=\s)|\s[{_PARTS}](?=\s)|\n")
_BLANKS = re.compile(r"\s+")
_FAREWELL = re.compile(
    r"^(?:(?:mit\s+)?(?:freundlichen|herzlichen|liebe|lieben|besten|sportlichen|schöne[nr]?)\s+gr(?:ü|ue)(?:ß|ss)\w*|"
    r"(?:ihr|dein|euer)\s+(?:\S{1,60}[\s-]{1,9})?team\b|(?:kind|best|warm)(?:est)?\s+regards|yours\s+(?:sincerely|truly)|sincerely|"
    r"cheers|cordialement|bien\s+à\s+vous|saludos|un\s+saludo|atentamente|cordiali\s+saluti|met\s+vriendelijke\s+groet\w*)",
    re.IGNORECASE | re.MULTILINE,
)
_FOOTING = re.compile(
    r"\b(?:unsubscribe|abmelden|abbestellen|abzumelden|impressum|datenschutz\w*|privacy|désabonn\w+|désinscri\w+|"
    r"dar(?:te|se)\s+de\s+baja|disiscriv\w+|uitschrijven|all\s+rights\s+reserved|alle\s+rechte\s+vorbehalten)\b|©",
    re.IGNORECASE,
)
_FOOTER_SHARE = 0.6


class Around(NamedTuple):
    """The words around one link."""

    words: str
    sentence: str
    before: str
    after: str
    heading: str
    region: Region
    spot: Spot


class Texts(NamedTuple):
    """What stands at a spot and around it; ``sentence`` may be empty."""

    words: str
    sentence: str
    before: str
    after: str
    heading: str


def texts_at(text: str, spot: Spot) -> Texts:
    """The texts of a link at ``spot`` in its message's text."""
    start, end = spot.sentence
    return Texts(
        _folded(text[slice(*spot.words)][:LONGEST]),
        _folded(text[start:end]).strip(f" {_PARTS}"),
        _folded(text[max(0, start - REACH) : start]),
        _folded(text[end : end + REACH]),
        _folded(text[slice(*spot.heading)]),
    )


class Surroundings:
    """Finds the words around the links of one flow."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._headings = [stretch.end for stretch in flow.headings]
        farewells = [match.start() for match in _FAREWELL.finditer(flow.text)]
        self._signature = farewells[-1] if farewells else len(flow.text) + 1
        self._footer = self._footer_start()

    def of(self, anchor: Anchor) -> Around:
        """The words around ``anchor``."""
        text = self._flow.text
        start = self._begin_of_sentence(anchor.start)
        end = self._end_of_sentence(max(anchor.end, anchor.start))
        spot = Spot((anchor.start, anchor.end), (start, end), self._heading(anchor))
        near = texts_at(text, spot)
        words = near.words if anchor.words is None else _folded(anchor.words)
        return Around(words, near.sentence or words, near.before, near.after, near.heading, self._region(anchor), spot)

    def _begin_of_sentence(self, at: int) -> int:
        low = max(0, at - REACH)
        begin = low
        for match in _SENTENCE_END.finditer(self._flow.text, low, at):
            begin = match.end()
        return begin

    def _end_of_sentence(self, at: int) -> int:
        """Where the sentence of a link ends that ends at ``at``; one without words that begins a block is alone."""
        if at == 0:
            return 0
        high = min(len(self._flow.text), at + REACH)
        match = _SENTENCE_END.search(self._flow.text, at - 1, high)
        return match.end() if match else high

    def _heading(self, anchor: Anchor) -> tuple[int, int]:
        index = bisect_right(self._headings, max(anchor.end, anchor.start + 1)) - 1
        if index + 1 < len(self._headings):
            following = self._flow.headings[index + 1]
            if following.start <= anchor.start < following.end:
                index += 1
        if index < 0:
            return 0, 0
        stretch = self._flow.headings[index]
        return stretch.start, stretch.end

    def _region(self, anchor: Anchor) -> Region:
        if anchor.region is not Region.BODY:
            return anchor.region
        if anchor.start >= self._footer:
            return Region.FOOTER
        return Region.SIGNATURE if anchor.start >= self._signature else Region.BODY

    def _footer_start(self) -> int:
        """Where the footer begins: the block of the first footer word in the last part of the message."""
        text = self._flow.text
        match = _FOOTING.search(text, int(len(text) * _FOOTER_SHARE))
        if match is None:
            return len(text) + 1
        return text.rfind("\n", 0, match.start()) + 1


def _folded(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
