"""Words cut into pieces that have vectors: a unigram segmentation, the likeliest pieces of each word.

Pieces, their log-probabilities and the tokens' vectors were derived from the Universal Sentence Encoder Multilingual
v3 (Apache-2.0); see ``models/README.md``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from promolint.judging.folding import variable_words
from promolint.judging.urls import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_START = "▁"
_UNLIKELY = -25.0
_VARIABLE_WORDS = 6
_TOKEN = re.compile(
    r"(?P<url>(?:https?://|www\.)\S+)"
    r"|(?P<variable>\{\{[^{}]*\}\}\}?|\{%[^{}]*%\}|<%.{0,200}?%>|[$#]\{[^{}]*\}|\{\$?[A-Za-z_][^{}\s]*\}|\*\|\w[^|\n]*\|\*"
    r"|\[\[[^\[\]]*\]\]|%%[\w=][^%\n]*%%|%[A-Z][A-Z_]{2,}%|\[\{[^{}]*\}\])"
    r"|(?P<number>\d+(?:[.,:]\d+)*)|(?P<break>\n)|(?P<word>\w+)|(?P<mark>[^\w\s])",
    re.DOTALL,
)
_SPECIAL = ("number", "variable", "url", "break", "unknown")


class Tokens(NamedTuple):
    """The tokens of a text: their ids, where each begins, and whether it belongs to a template variable."""

    ids: list[int]
    starts: list[int]
    variable: list[bool]


class Pieces:
    """The vocabulary. Ids: 0 is nothing, 1 … are pieces, then number, variable, url, break and unknown.

    ``scores`` are the log-probabilities of the pieces, in their order.
    """

    def __init__(self, pieces: Sequence[str], scores: Iterable[float]) -> None:
        self._ids = dict(zip(pieces, range(1, len(pieces) + 1), strict=True))
        self._scores = [0.0, *scores]
        self._longest = max(map(len, pieces), default=1)
        self.special = {name: len(pieces) + 1 + place for place, name in enumerate(_SPECIAL)}
        self.size = len(pieces) + 1 + len(_SPECIAL)
        self.of_word = lru_cache(maxsize=65536)(self._of_word)

    def __reduce__(self) -> tuple[type[Pieces], tuple[list[str], list[float]]]:
        """A copy in another process has a memory of its own."""
        return Pieces, ([*self._ids], self._scores[1:])

    def tokens(self, text: str, most: int | None = None) -> Tokens:
        """The tokens of ``text``, at most about ``most`` of them."""
        found = Tokens([], [], [])
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup or "mark"
            ids = self.of_word(match.group().lower()) if kind == "word" else self._of_other(kind, match.group())
            found.ids.extend(ids)
            found.starts.extend([match.start()] * len(ids))
            found.variable.extend([kind == "variable"] * len(ids))
            if most is not None and len(found.ids) >= most:
                break
        return found

    def of_url(self, url: str) -> list[int]:
        """The tokens of a URL's words: scheme, host, path, query, names of variables."""
        parts = parts_of(url)
        named = (*parts.path, *parts.query_names, *parts.query_words, *parts.variables)
        return self.of_words((parts.scheme, *parts.host.split(".")[:-1], *named))

    def of_words(self, words: Sequence[str]) -> list[int]:
        """The tokens of some words."""
        return [piece for word in words if word for piece in self.of_word(word)]

    def _of_other(self, kind: str, text: str) -> tuple[int, ...]:
        if kind == "mark":
            return (self._ids.get(text, self.special["unknown"]),)
        if kind == "variable":
            return (self.special["variable"], *self.of_words(variable_words(text)[:_VARIABLE_WORDS]))
        return (self.special[kind],)

    def _of_word(self, word: str) -> tuple[int, ...]:
        text = _START + word[:64]
        best = [0.0] + [-1e9] * len(text)
        came = [(0, 0)] * (len(text) + 1)
        unknown = self.special["unknown"]
        for start in range(len(text)):
            for end in range(start + 1, min(start + self._longest, len(text)) + 1):
                piece = self._ids.get(text[start:end])
                if piece is None and end > start + 1:
                    continue
                score = best[start] + (_UNLIKELY if piece is None else self._scores[piece])
                if score > best[end]:
                    best[end], came[end] = score, (start, piece or unknown)
        ids: list[int] = []
        at = len(text)
        while at:
            at, piece_id = came[at]
            ids.append(piece_id)
        return tuple(reversed(ids))
