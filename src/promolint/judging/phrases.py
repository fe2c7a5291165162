"""Phrase rules: fixed wording that tells what a link is for.

Those of the package tell that it is promotional or grey; a team may have others of its own, which go before them. A
false friend is wording in which such a phrase says nothing (the discount line of the reader's own order).

Most rules are words in a row, which are compared as they stand. Gaps, prefixes and optional words are for spaCy's
matcher, which takes half a second to load: so only for a text that holds all the fixed words of such a rule.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from promolint.judging.folding import AMOUNT, NUMBER, PERCENT, VARIABLE, fold, tokens
from promolint.values.verdict import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.matcher import Matcher
    from spacy.vocab import Vocab

LANGUAGES = ("de", "en", "fr", "es", "it", "nl")
_LONGEST = 4000
_GAP, _GAP_SIGN, _MOST_GAPS = 5, "...", 2
_ONE_AT_A_TIME = Lock()
"""spaCy's vocabulary grows with each new word, and belongs to all threads."""


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """A phrase as written in the vocabulary and the purpose that it stands for; none for a false friend.

    ``origin`` is where a team says it; empty in the package's own vocabulary.
    """

    phrase: str
    purpose: Purpose | None
    origin: str = ""


Phrases = tuple[PhraseRule, ...]


class Hit(NamedTuple):
    """A rule that matched the tokens ``[start, end)`` of a text."""

    rule: PhraseRule
    start: int
    end: int


@cache
def rules(language: str) -> tuple[PhraseRule, ...]:
    """The rules of one language, as its TOML file in the package has them."""
    text = files("promolint.judging").joinpath("vocabulary", f"{language}.toml").read_text("utf-8")
    found: list[PhraseRule] = []
    for key, table in tomllib.loads(text).items():
        if key == "false_friends":
            found += [PhraseRule(phrase, None) for friend in table for phrase in friend["phrases"]]
        else:
            found += [PhraseRule(phrase, Purpose(key)) for phrase in table["phrases"]]
    return tuple(found)


@lru_cache(maxsize=4096)
def hits(text: str, language: str, own: Phrases = ()) -> tuple[Hit, ...]:
    """The rules that match ``text``: of those that overlap the longest, before an equal one a false friend.

    Of a rule that is a team's ``own`` and one of the package its own stands, however long they are. Only the beginning
    of a text that is longer than any that stands by a link is looked at.
    """
    words = tokens(text[:_LONGEST])
    present = frozenset(words)
    found: list[Hit] = []
    for one in _languages(language):
        found += _matched(words, one, _index(one).candidates(present))
    if own:
        index = _index(own)
        found += _matched(words, own, index.fitting(present) if found else index.candidates(present))
    return _strongest(found)


def may_match(text: str, language: str, own: Phrases = ()) -> bool:
    """Whether ``text`` holds all fixed words of some rule, anywhere: a cheap test before ``hits`` of its parts."""
    present = frozenset(tokens(text))
    return any(_index(one).candidates(present) for one in (*_languages(language), *((own,) if own else ())))


def flaw_of(phrase: str) -> str:
    """What is wrong with a phrase that somebody wrote, as an error says it; empty where nothing is."""
    pieces = phrase.split()
    if _GAP_SIGN in {pieces[0], pieces[-1]} or "\N{HORIZONTAL ELLIPSIS}" in phrase:
        return "three dots stand between words"
    if pieces.count(_GAP_SIGN) > _MOST_GAPS:
        return f"three dots stand {_MOST_GAPS} times at most"
    if not all(map(_is_well_starred, pieces)):
        return "* stands behind the beginning of a word"
    pattern = _pattern(PhraseRule(phrase, None))
    worded = any(letter.isalpha() for word in (*pattern.words, *pattern.prefixes) for letter in word)
    return "" if worded else "holds no word"


def _is_well_starred(piece: str) -> bool:
    """Whether a star, if there is one, makes the beginning of a word; one in a word is a mark of gender."""
    beginning = piece.removesuffix("*")
    said = tokens(beginning)
    return "*" not in fold(beginning) and (piece == beginning or bool(said and said[-1][-1].isalpha()))


def _matched(words: tuple[str, ...], vocabulary: str | Phrases, candidates: Iterable[int]) -> Iterator[Hit]:
    index, for_spacy = _index(vocabulary), []
    for number in candidates:
        row = index.row(number)
        if row is None:
            for_spacy.append(number)
        else:
            rule = index.patterns[number].rule
            yield from (Hit(rule, start, start + len(row)) for start in _starts(words, row))
    if for_spacy:
        yield from _Matchers.of(vocabulary).match(words, for_spacy)


def _starts(words: Sequence[str], row: Sequence[frozenset[str]]) -> Iterator[int]:
    """Where each word of ``row``, one of several, follows the other."""
    for start in range(len(words) - len(row) + 1):
        if all(words[start + place] in one_of for place, one_of in enumerate(row)):
            yield start


def _languages(language: str) -> tuple[str, ...]:
    if language in LANGUAGES:
        return (language,) if language == "en" else (language, "en")
    return LANGUAGES if not language else ("en",)


def _strongest(found: list[Hit]) -> tuple[Hit, ...]:
    kept: list[Hit] = []
    for hit in sorted(found, key=_weakness):
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return tuple(sorted((hit for hit in kept if hit.rule.purpose is not None), key=lambda hit: hit.start))


def _weakness(hit: Hit) -> tuple[bool, int, bool, int]:
    return not hit.rule.origin, hit.start - hit.end, hit.rule.purpose is not None, hit.start


class _Pattern(NamedTuple):
    """A rule as tokens: fixed words, prefixes, words one of which must be there, and the pattern for spaCy."""

    rule: PhraseRule
    words: frozenset[str]
    prefixes: tuple[str, ...]
    fillings: tuple[frozenset[str], ...]
    spacy: list[dict[str, object]]


def _pattern(rule: PhraseRule) -> _Pattern:
    words: set[str] = set()
    prefixes: list[str] = []
    fillings: list[frozenset[str]] = []
    spacy: list[dict[str, object]] = []
    for piece in rule.phrase.split():
        if piece == _GAP_SIGN:
            spacy.append({"OP": f"{{0,{_GAP}}}"})
        elif piece.endswith("*") and len(piece) > 1:
            *whole, prefix = tokens(piece[:-1])
            words.update(whole)
            prefixes.append(prefix)
            spacy += [{"ORTH": word} for word in whole]
            spacy.append({"TEXT": {"REGEX": f"^{prefix}"}})
        elif (placeholder := piece.strip("-+,")) in _PLACEHOLDERS:
            filled: dict[str, object] = {"TEXT": {"IN": list(_PLACEHOLDERS[placeholder])}}
            fillings.append(frozenset(_PLACEHOLDERS[placeholder]))
            spacy += [_CURRENCY, filled, _CURRENCY] if placeholder == "#€" else [filled]
        else:
            fixed = tokens(piece)
            words.update(fixed)
            spacy += [{"ORTH": word} for word in fixed]
    return _Pattern(rule, frozenset(words), tuple(prefixes), tuple(fillings), spacy)


def _row(spacy: Iterable[Mapping[str, object]]) -> tuple[frozenset[str], ...] | None:
    """The words that stand at each place of a pattern; nothing where a place is more than one of some words."""
    row: list[frozenset[str]] = []
    for token in spacy:
        match token:
            case {"ORTH": str(word), **others} if not others:
                row.append(frozenset({word}))
            case {"TEXT": {"IN": list(choices)}, **others} if not others:
                row.append(frozenset(choices))
            case _:
                return None
    return tuple(row)


_PLACEHOLDERS = {"#": (NUMBER, AMOUNT, VARIABLE), "#%": (PERCENT,), "#€": (AMOUNT, VARIABLE)}
_CURRENCY: dict[str, object] = {"TEXT": {"IN": ["eur", "euro", "euros", "chf", "franken", "gbp", "usd"]}, "OP": "?"}
"""The word for money beside a template variable, which only a written amount swallows."""


class _Index:
    """Says which rules a text may match, by their fixed words: what makes spaCy seldom needed."""

    def __init__(self, found: Phrases) -> None:
        self.patterns = tuple(map(_pattern, found))
        self.row = cache(self._row)
        self._by_word: dict[str, list[int]] = {}
        self._unworded: list[int] = []
        for number, pattern in enumerate(self.patterns):
            rarest = max(sorted(pattern.words), key=len, default=None)
            (self._unworded if rarest is None else self._by_word.setdefault(rarest, [])).append(number)

    def _row(self, number: int) -> tuple[frozenset[str], ...] | None:
        """What each word of a rule may be; nothing of one that is more than words in a row."""
        return _row(self.patterns[number].spacy)

    def candidates(self, present: frozenset[str]) -> tuple[int, ...]:
        """The rules that fit, if any of them tells anything."""
        fitting = self.fitting(present)
        telling = any(self.patterns[number].rule.purpose is not None for number in fitting)
        return fitting if telling else ()

    def fitting(self, present: frozenset[str]) -> tuple[int, ...]:
        """The rules all whose fixed words are there."""
        numbers = [number for word in present for number in self._by_word.get(word, ())]
        in_order = sorted(present)
        return tuple(sorted(number for number in numbers + self._unworded if self._fits(number, present, in_order)))

    def _fits(self, number: int, present: frozenset[str], in_order: Sequence[str]) -> bool:
        pattern = self.patterns[number]
        return (
            pattern.words <= present
            and not any(present.isdisjoint(filling) for filling in pattern.fillings)
            and all(_any_begins(in_order, prefix) for prefix in pattern.prefixes)
        )


def _any_begins(in_order: Sequence[str], prefix: str) -> bool:
    """Whether one of some sorted words begins with ``prefix``."""
    at = bisect_left(in_order, prefix)
    return at < len(in_order) and in_order[at].startswith(prefix)


@cache
def _index(vocabulary: str | Phrases) -> _Index:
    """The index of a language's rules, or of a team's own."""
    return _Index(rules(vocabulary) if isinstance(vocabulary, str) else vocabulary)


class _Matchers:
    """spaCy's matchers of one vocabulary, one a rule, made when first needed."""

    _vocab: Vocab | None = None

    def __init__(self, vocabulary: str | Phrases) -> None:
        self._patterns = _index(vocabulary).patterns
        self._made: dict[int, Matcher] = {}

    @classmethod
    @cache
    def of(cls, vocabulary: str | Phrases) -> _Matchers:
        return cls(vocabulary)

    def match(self, words: Sequence[str], numbers: Iterable[int]) -> list[Hit]:
        from spacy.tokens import Doc

        with _ONE_AT_A_TIME:
            doc = Doc(self._shared_vocab(), words=list(words))
            return [
                Hit(self._patterns[number].rule, start, end)
                for number in numbers
                for _, start, end in self._matcher(number)(doc)
            ]

    def _matcher(self, number: int) -> Matcher:
        from spacy.matcher import Matcher

        if number not in self._made:
            matcher = Matcher(self._shared_vocab())
            matcher.add(self._patterns[number].rule.phrase, [self._patterns[number].spacy], greedy="LONGEST")
            self._made[number] = matcher
        return self._made[number]

    @classmethod
    def _shared_vocab(cls) -> Vocab:
        from spacy.vocab import Vocab

        if _Matchers._vocab is None:
            _Matchers._vocab = Vocab()
        return _Matchers._vocab
