"""What the writers of all formats share: the message, its choices, and marks that remember where a URL went."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from promolint.learning.rendering.blocks import FIRST_LINK, LINKS, Block, blocks

if TYPE_CHECKING:
    from promolint.learning.dataset import LabelledLink, LabelledMessage

_URL = FIRST_LINK + LINKS
_TWIN = _URL + LINKS


@dataclass(frozen=True, slots=True)
class Context:
    """One message on its way into one source; ``choices`` yields the same choices for the same message and style."""

    message: LabelledMessage
    choices: random.Random

    @classmethod
    def of(cls, message: LabelledMessage, style: int) -> Context:
        """Make the context of a message in a style; the seed is made of both and of nothing else."""
        key = "\0".join((message.business, message.kind, message.subject, message.body, str(style)))
        seed = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")
        return cls(message, random.Random(seed))  # noqa: S311 - a choice of looks, no secret

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the body."""
        return blocks(self.message)

    def link(self, character: str) -> LabelledLink:
        """Return the link that this character stands for."""
        return self.message.links[ord(character) - FIRST_LINK]

    def chance(self, share: float) -> bool:
        """Say yes in this share of the cases."""
        return self.choices.random() < share

    def words_before_links(self) -> str:
        """Return the first paragraph's words up to its first link, for a preheader; empty if it has too few."""
        least = 25
        for block in self.blocks:
            if block.kind == "paragraph" and not block.footer:
                words = " ".join(block.lines)
                cut = next((at for at, character in enumerate(words) if ord(character) >= FIRST_LINK), len(words))
                if cut > least and "{%" not in words[:cut] and "<" not in words[:cut]:
                    return words[:cut].replace("**", "").strip()
        return ""


def url_mark(character: str, *, twin: bool = False) -> str:
    """Return the mark to write straight before the URL of the link that ``character`` stands for."""
    return chr(ord(character) - FIRST_LINK + (_TWIN if twin else _URL))


def unmarked(text: str) -> tuple[str, tuple[tuple[int, int, bool], ...]]:
    """Take the URL marks out; for each, return the offset it stood at, the link's index and whether it is a twin."""
    kept: list[str] = []
    places: list[tuple[int, int, bool]] = []
    for character in text:
        code = ord(character)
        if _URL <= code < _TWIN + LINKS:
            places.append((len(kept), code - (_TWIN if code >= _TWIN else _URL), code >= _TWIN))
        else:
            kept.append(character)
    return "".join(kept), tuple(places)
