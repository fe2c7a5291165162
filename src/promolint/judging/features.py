"""What the model sees of a link: hashed n-grams of its words and surroundings, phrase hits, and plain facts.

Training and judging use this module alone, so both see the same. A feature is a row of the weights; rows are found
by hashing, so there is no dictionary to load.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from promolint.judging.folding import ADDRESS, VARIABLE, fold, tokens, variable_words
from promolint.judging.phrases import hits
from promolint.judging.structure import facts_of
from promolint.judging.urls import parts_of
from promolint.values.message import Link, Message, Role
from promolint.values.verdict import PURPOSES, Group

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from promolint.judging.phrases import Phrases

ROW_BITS = 18
ROWS = 1 << ROW_BITS
_SALT = 0x9E3779B97F4A7C15
_STEP = np.uint64(1_000_003)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_NEAR = 140
_LEAD = 300
MOST = 4000
_BLANKS = re.compile(r"\s+")


class Features(NamedTuple):
    """The rows of the weights that a link uses (one may stand several times), and how strongly."""

    rows: NDArray[np.uint32]
    values: NDArray[np.float32]


class Field(NamedTuple):
    """A text that words and n-grams are taken of: orders of characters, whether pairs of words count, a weight."""

    orders: tuple[int, ...]
    pairs: bool
    weight: float


FIELDS: dict[str, Field] = {
    "anchor": Field((2, 3, 4, 5), pairs=True, weight=1.0),
    "sentence": Field((3, 4, 5), pairs=True, weight=1.0),
    "before": Field((), pairs=False, weight=0.6),
    "after": Field((), pairs=False, weight=0.4),
    "heading": Field((3, 4), pairs=True, weight=0.6),
    "url": Field((3, 4, 5), pairs=False, weight=1.0),
    "subject": Field((3, 4, 5), pairs=True, weight=0.7),
    "name": Field((3, 4), pairs=True, weight=0.6),
    "lead": Field((), pairs=False, weight=0.5),
}
_NUMBERS = {name: number for number, name in enumerate(FIELDS, start=1)}
_FACTS = len(FIELDS) + 1
_FACT_WEIGHT = 0.5
_PROMOTIONAL_FACTS = tuple(
    frozenset(f"phrase {scope} {purpose}" for purpose in PURPOSES if purpose.group is Group.PROMOTIONAL)
    for scope in ("anchor", "sentence")
)


def texts_of(message: Message, index: int) -> dict[str, str]:
    """The text of each field of the message's link ``index``, by its name in ``FIELDS``."""
    link = message.links[index]
    return {
        "anchor": link.text,
        "sentence": "" if link.sentence == link.text else link.sentence,
        "before": link.before[-_NEAR:],
        "after": link.after[:_NEAR],
        "heading": link.heading,
        "url": " ".join(_url_words(link.url)),
        "subject": f"{message.subject} {message.preheader}".strip(),
        "name": words_of_path(message.path, message.part),
        "lead": message.text[:_LEAD],
    }


def features_of(message: Message, index: int, facts: Sequence[str]) -> Features:
    """The features of the message's link ``index``, of which ``facts_of_link`` are known."""
    return features_of_texts(texts_of(message, index), facts)


def features_of_texts(texts: Mapping[str, str], facts: Sequence[str] = ()) -> Features:
    """The features of some texts, each by the name of its field, and of facts; of a text as much as people read."""
    parts = [*(_of_field(name, text[:MOST]) for name, text in texts.items() if text), _of_facts(facts)]
    return Features(np.concatenate([part.rows for part in parts]), np.concatenate([part.values for part in parts]))


@lru_cache(maxsize=4096)
def _of_field(name: str, text: str) -> Features:
    field, seed = FIELDS[name], _NUMBERS[name]
    words = [word for word in (*tokens(text), *variable_words(text)) if word not in {VARIABLE, ADDRESS}]
    pairs = [f"{one} {two}" for one, two in pairwise(words)] if field.pairs else []
    codes = [_word_codes([*words, *pairs], seed)]
    if field.orders:
        codes += _character_codes(f" {_spelling(text)} ", field.orders, seed)
    rows = _rows(np.concatenate(codes))
    return Features(rows, np.full(len(rows), field.weight / max(len(rows), 1) ** 0.5, dtype=np.float32))


def _spelling(text: str) -> str:
    """A text as its characters are compared: folded, figures all alike, variables as the words of their names."""
    folded = fold(text).replace(VARIABLE, " ").replace(ADDRESS, " ")
    return _BLANKS.sub(" ", " ".join((re.sub(r"\d+", "0", folded), *variable_words(text)))).strip()


def _character_codes(text: str, orders: tuple[int, ...], seed: int) -> list[NDArray[np.uint64]]:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    found = []
    windows = np.zeros(len(codes), dtype=np.uint64)
    for order in range(1, min(max(orders), len(codes)) + 1):
        windows = windows[: len(codes) - order + 1] * _STEP + codes[order - 1 :]
        if order in orders:
            found.append(windows + _salt(seed * 8 + order))
    return found


def _word_codes(words: Sequence[str], seed: int) -> NDArray[np.uint64]:
    codes: NDArray[np.uint64] = np.array([_crc(word) for word in words], dtype=np.uint64) + _salt(seed * 8)
    return codes


@lru_cache(maxsize=65536)
def _crc(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


@cache
def _salt(number: int) -> np.uint64:
    return np.uint64((number + 1) * _SALT & 0xFFFFFFFFFFFFFFFF)


def _rows(codes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    mixed = codes * _MIX
    mixed = (mixed ^ (mixed >> np.uint64(31))) * _MIX
    return (mixed >> np.uint64(64 - ROW_BITS)).astype(np.uint32)


def _of_facts(facts: Sequence[str]) -> Features:
    return Features(_rows(_word_codes(facts, _FACTS)), np.full(len(facts), _FACT_WEIGHT, dtype=np.float32))


def facts_of_link(message: Message, index: int, own: Phrases = ()) -> tuple[str, ...]:
    """Named facts of the message's link ``index``, each once: of its form, and which purposes phrases stand for.

    ``own`` are phrases of a team's own.
    """
    return tuple(dict.fromkeys((*facts_of(message, index), *_phrase_facts(message, message.links[index], own))))


def facts_of_links(message: Message, own: Phrases = ()) -> list[tuple[str, ...]]:
    """``facts_of_link`` of each link of ``message``."""
    return [facts_of_link(message, index, own) for index in range(len(message.links))]


def _phrase_facts(message: Message, link: Link, own: Phrases) -> list[str]:
    """The purposes of phrases near a link; phrases for transactional ones are a team's, and no model learnt of them."""
    near = {"anchor": link.text, "sentence": link.sentence, "heading": link.heading, "subject": message.subject}
    return [
        f"phrase {scope} {hit.rule.purpose}"
        for scope, text in near.items()
        if text
        for hit in hits(text, message.language, own)
        if hit.rule.purpose and hit.rule.purpose.group is not Group.TRANSACTIONAL
    ]


def promotional_phrases(facts: Collection[str]) -> tuple[float, float]:
    """1 or 0: whether a promotional phrase stands in the link's words, and whether one stands in its sentence."""
    return tuple(float(not said.isdisjoint(facts)) for said in _PROMOTIONAL_FACTS)  # type: ignore[return-value]


def _url_words(url: str) -> tuple[str, ...]:
    parts = parts_of(url)
    host = parts.host.split(".")[:-1]
    return (parts.scheme, *host, *parts.path, *parts.query_names, *parts.query_words, *parts.variables)


@lru_cache(maxsize=4096)
def words_of_path(path: str, part: str) -> str:
    """The words in the names of a message's file, its folder and its part."""
    pure = PurePosixPath(path)
    stem = pure.name.partition(".")[0]
    return re.sub(r"[\W_\d]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", f"{pure.parent.name} {stem} {part}")).strip()


def has_words(link: Link) -> bool:
    """Whether anything but a variable says what a link is for."""
    said = [token for text in (link.text, link.sentence) for token in tokens(text) if token not in {VARIABLE, ADDRESS}]
    return any(len(token) > 1 for token in said) or link.role is Role.AREA
