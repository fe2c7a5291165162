"""What the model sees of a link: hashed n-grams of its words and surroundings, phrase hits, and plain facts.

Training and judging use this module alone, so both see the same. A feature is a row of the weights; rows are found
by hashing, so there is no dictionary to load.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from promolint.judging.folding import ADDRESS, VARIABLE, fold, tokens, variable_words
from promolint.judging.phrases import hits
from promolint.judging.structure import facts_of
from promolint.judging.urls import parts_of
from promolint.values import Group, Link, Message, Role

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROW_BITS = 18
ROWS = 1 << ROW_BITS
_SEEDS = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(1_000_003)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_NEAR = 140
_LEAD = 300
_BLANKS = re.compile(r"\s+")


class Features(NamedTuple):
    """The rows of the weights that a link uses (ascending, unique), and how strongly."""

    rows: NDArray[np.uint32]
    values: NDArray[np.float32]


class Field(NamedTuple):
    """A text that n-grams are taken of: character orders, whether words and pairs of words count, and its weight."""

    orders: tuple[int, ...]
    words: bool
    pairs: bool
    weight: float


FIELDS: dict[str, Field] = {
    "anchor": Field((2, 3, 4, 5), words=True, pairs=True, weight=1.0),
    "sentence": Field((3, 4, 5), words=True, pairs=True, weight=1.0),
    "before": Field((4,), words=True, pairs=False, weight=0.6),
    "after": Field((4,), words=True, pairs=False, weight=0.4),
    "heading": Field((3, 4), words=True, pairs=True, weight=0.6),
    "url": Field((3, 4, 5), words=True, pairs=False, weight=1.0),
    "subject": Field((3, 4, 5), words=True, pairs=True, weight=0.7),
    "name": Field((3, 4), words=True, pairs=True, weight=0.6),
    "lead": Field((4,), words=True, pairs=False, weight=0.5),
}
_NUMBERS = {name: number for number, name in enumerate(FIELDS, start=1)}
_FACTS = len(FIELDS) + 1


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
        "name": _words_of_path(message.path, message.part),
        "lead": message.text[:_LEAD],
    }


def features_of(message: Message, index: int) -> Features:
    """The features of the message's link ``index``."""
    parts = [_field_features(name, text) for name, text in texts_of(message, index).items() if text]
    parts.append(_fact_features(message, index))
    rows = np.concatenate([part.rows for part in parts])
    values = np.concatenate([part.values for part in parts])
    unique, inverse = np.unique(rows, return_inverse=True)
    return Features(unique, np.bincount(inverse, weights=values).astype(np.float32))


@lru_cache(maxsize=4096)
def _field_features(name: str, text: str) -> Features:
    field, seed = FIELDS[name], _NUMBERS[name]
    words = [word for word in (*tokens(text), *variable_words(text)) if word not in {VARIABLE, ADDRESS}]
    ids = [_character_ids(f" {_spelling(text)} ", order, seed) for order in field.orders]
    if field.words:
        ids.append(_word_ids(words, seed))
    if field.pairs:
        ids.append(_word_ids([f"{one} {two}" for one, two in pairwise(words)], seed))
    rows, counts = np.unique(np.concatenate(ids), return_counts=True)
    values = np.sqrt(counts).astype(np.float32)
    norm = float(np.linalg.norm(values)) or 1.0
    return Features(rows, values * np.float32(field.weight / norm))


def _spelling(text: str) -> str:
    """A text as its characters are compared: folded, figures all alike, variables as the words of their names."""
    folded = fold(text).replace(VARIABLE, " ").replace(ADDRESS, " ")
    return _BLANKS.sub(" ", " ".join((re.sub(r"\d+", "0", folded), *variable_words(text)))).strip()


def _character_ids(text: str, order: int, seed: int) -> NDArray[np.uint32]:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < order:
        return np.empty(0, dtype=np.uint32)
    windows = np.zeros(len(codes) - order + 1, dtype=np.uint64)
    for shift in range(order):
        windows = windows * _STEP + codes[shift : len(codes) - order + 1 + shift]
    return _rows(windows, seed * 8 + order)


def _word_ids(words: list[str], seed: int) -> NDArray[np.uint32]:
    if not words:
        return np.empty(0, dtype=np.uint32)
    return _rows(np.array([_crc(word) for word in words], dtype=np.uint64), seed * 8)


@lru_cache(maxsize=65536)
def _crc(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _rows(hashes: NDArray[np.uint64], salt: int) -> NDArray[np.uint32]:
    with np.errstate(over="ignore"):
        mixed = (hashes + np.uint64(salt + 1) * _SEEDS) * _MIX
        mixed = (mixed ^ (mixed >> np.uint64(31))) * _MIX
    return (mixed >> np.uint64(64 - ROW_BITS)).astype(np.uint32)


def _fact_features(message: Message, index: int) -> Features:
    facts = dict.fromkeys((*facts_of(message, index), *phrase_facts(message, message.links[index])), 0.5)
    names = list(facts)
    rows = _word_ids(names, _FACTS)
    return Features(rows, np.array([facts[name] for name in names], dtype=np.float32))


def phrase_facts(message: Message, link: Link) -> list[str]:
    """Which purposes the phrases in the link, its sentence, its heading and the subject stand for."""
    near = {"anchor": link.text, "sentence": link.sentence, "heading": link.heading, "subject": message.subject}
    return [
        f"phrase {scope} {hit.rule.purpose}"
        for scope, text in near.items()
        if text
        for hit in hits(text, message.language)
    ]


def promotional_phrases(message: Message, link: Link) -> tuple[float, float]:
    """1 or 0: whether a promotional phrase stands in the link's words, and whether one stands in its sentence."""
    in_words, in_sentence = (
        any(
            hit.rule.purpose is not None and hit.rule.purpose.group is Group.PROMOTIONAL for hit in hits(text, language)
        )
        for text, language in ((link.text, message.language), (link.sentence, message.language))
    )
    return float(in_words), float(in_sentence)


def _url_words(url: str) -> tuple[str, ...]:
    parts = parts_of(url)
    host = parts.host.split(".")[:-1]
    return (parts.scheme, *host, *parts.path, *parts.query_names, *parts.query_words, *parts.variables)


@lru_cache(maxsize=4096)
def _words_of_path(path: str, part: str) -> str:
    pure = PurePosixPath(path)
    stem = pure.name.partition(".")[0]
    return re.sub(r"[\W_\d]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", f"{pure.parent.name} {stem} {part}")).strip()


def has_words(link: Link) -> bool:
    """Whether anything but a variable says what a link is for."""
    said = [token for text in (link.text, link.sentence) for token in tokens(text) if token not in {VARIABLE, ADDRESS}]
    return any(len(token) > 1 for token in said) or link.role is Role.AREA
