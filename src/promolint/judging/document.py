"""A message as the network reads it: its tokens, and for each link where its words, sentence and heading stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from promolint.values.message import Link, Message, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from promolint.judging.pieces import Pieces, Tokens

FLAGS = ("variable", "heading", "link", "button")
FACTS = 1024
LONGEST = 900
_OVERLAP = 60
_BEFORE, _AFTER = 40, 24
_NAME, _SUBJECT, _URL, _APART = 24, 48, 40, 24


class LinkTokens(NamedTuple):
    """Token slices of one link, the tokens of its URL, and the numbers of the facts about it."""

    words: tuple[int, int]
    sentence: tuple[int, int]
    heading: tuple[int, int]
    url: list[int]
    facts: list[int]


@dataclass(frozen=True, slots=True)
class Document:
    """A message, or a stretch of a long one. ``links`` are those whose numbers in the message ``indices`` has.

    ``ids``: int32, shape (tokens,). ``flags``: float32, shape (tokens, len(FLAGS)).
    """

    ids: NDArray[np.int32]
    flags: NDArray[np.float32]
    links: tuple[LinkTokens, ...]
    indices: tuple[int, ...]
    subject: list[int]
    name: list[int]


def documents_of(message: Message, pieces: Pieces, facts: Sequence[Sequence[str]]) -> tuple[Document, ...]:
    """The message as one document, or as several of at most ``LONGEST`` tokens; every link is in one of them.

    ``facts``: for each link what ``facts_of_link`` says of it.
    """
    tokens = pieces.tokens(message.text)
    links = tuple(_link(link, told, tokens, pieces) for link, told in zip(message.links, facts, strict=True))
    whole = Document(
        np.array(tokens.ids, dtype=np.int32),
        _flags(message, tokens, links),
        links,
        tuple(range(len(links))),
        pieces.tokens(f"{message.subject} {message.preheader}", _SUBJECT).ids,
        pieces.of_words(_name_words(message.path, message.part))[:_NAME],
    )
    return (whole,) if len(whole.ids) <= LONGEST else tuple(_stretches(whole))


def _link(link: Link, facts: Sequence[str], tokens: Tokens, pieces: Pieces) -> LinkTokens:
    apart = pieces.tokens(link.text, _APART).ids if link.text and link.spot.words[0] == link.spot.words[1] else []
    return LinkTokens(
        _slice(tokens, link.spot.words),
        _slice(tokens, link.spot.sentence),
        _slice(tokens, link.spot.heading),
        [*apart, *pieces.of_url(link.url)[:_URL]],
        sorted({crc32(fact.encode()) % FACTS for fact in facts}),
    )


def _slice(tokens: Tokens, span: tuple[int, int]) -> tuple[int, int]:
    return bisect_left(tokens.starts, span[0]), bisect_left(tokens.starts, span[1])


def _flags(message: Message, tokens: Tokens, links: Sequence[LinkTokens]) -> NDArray[np.float32]:
    flags = np.zeros((len(tokens.ids), len(FLAGS)), dtype=np.float32)
    flags[:, 0] = tokens.variable
    for link, told in zip(message.links, links, strict=True):
        flags[slice(*told.heading), 1] = 1
        flags[slice(*told.words), 2] = 1
        flags[slice(*told.words), 3] = max(link.role is Role.BUTTON, 0)
    return flags


def _stretches(whole: Document) -> list[Document]:
    found = []
    length = len(whole.ids)
    for start in range(0, length, LONGEST):
        end = min(length, start + LONGEST)
        inside = [i for i, link in enumerate(whole.links) if start <= min(link.words[0], length - 1) < end]
        low, high = max(0, start - _OVERLAP), min(length, end + _OVERLAP)
        if inside:
            found.append(
                Document(
                    whole.ids[low:high],
                    whole.flags[low:high],
                    tuple(_moved(whole.links[i], low, high) for i in inside),
                    tuple(inside),
                    whole.subject,
                    whole.name,
                )
            )
    return found


def _moved(link: LinkTokens, low: int, high: int) -> LinkTokens:
    def within(span: tuple[int, int]) -> tuple[int, int]:
        return min(max(span[0], low), high) - low, min(max(span[1], low), high) - low

    return link._replace(words=within(link.words), sentence=within(link.sentence), heading=within(link.heading))


def windows(document: Document) -> NDArray[np.int64]:
    """The slices that are pooled for each link, shape (links, 5, 2): words, sentence, before, after, heading."""
    length = len(document.ids)
    rows = [
        (
            link.words,
            link.sentence,
            (max(0, link.sentence[0] - _BEFORE), link.sentence[0]),
            (link.sentence[1], min(length, link.sentence[1] + _AFTER)),
            link.heading,
        )
        for link in document.links
    ]
    return np.array(rows, dtype=np.int64).reshape(len(rows), 5, 2)


def _name_words(path: str, part: str) -> list[str]:
    pure = PurePosixPath(path)
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", f"{pure.parent.name} {pure.name.partition('.')[0]} {part}")
    return re.findall(r"[^\W\d_]+", name.lower())
