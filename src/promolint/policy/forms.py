"""What the wording, the URL and the message's kind tell of a link's form; the wording lies in ``subtypes.toml``.

Matching is on folded words, so case, accents, umlauts and their spellings do not matter. Of two phrases, one of which
holds the other, only the longer counts. Time grows with the words read, of which there are at most ``_LONGEST``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from promolint.judging.folding import ADDRESS, VARIABLE, fold, tokens, variable_words
from promolint.judging.urls import domains_of, parts_of
from promolint.values.verdict import Purpose
from promolint.words import resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from promolint.values.message import Link

    Words = tuple[str, ...]
    Phrase = tuple[Words, ...]
    Index = Mapping[str, tuple[tuple[Phrase, str], ...]]

_GAP = 4
_LONGEST = 200
_SHORTEST_NAME = 3
_MARKS = frozenset("!?:")
_NOTHING: frozenset[str] = frozenset()


class Told(NamedTuple):
    """The sub-types that each thing tells, the surest first. ``weak``: wording that counts where nothing else tells."""

    words: frozenset[str]
    url: frozenset[str]
    sentence: frozenset[str]
    kind: frozenset[str]
    weak: frozenset[str]


class _Wording(NamedTuple):
    """What ``subtypes.toml`` has of one purpose: phrases by their first word, the rest by itself."""

    phrases: Index
    weak: Index
    urls: Index
    hosts: Mapping[str, str]
    whole: Mapping[Words, str]
    kinds: Mapping[str, str]
    beside: frozenset[str]
    variables: frozenset[str]


def told(link: Link, purpose: Purpose, kind: str | None) -> Told:
    """What is told of the form of ``link``, of all sub-types of ``purpose`` that the data file has."""
    wording = _wording(purpose)
    words, sentence = tokens(link.text)[:_LONGEST], tokens(link.sentence)[:_LONGEST]
    if purpose is Purpose.BRAND:
        sentence = _with_address(words, sentence)
    whole = wording.whole.get(_without(words, _MARKS))
    return Told(
        _found(wording.phrases, words),
        _told_by_url(wording, link.url),
        _found(wording.phrases, sentence),
        _only(wording.kinds.get(kind or "")),
        _only(whole) or _found(wording.weak, words) or _found(wording.weak, sentence),
    )


def is_name(link: Link) -> bool:
    """Whether the words of ``link`` are its host or a name that its host begins with, and say nothing else.

    A placeholder is a name where it is called one ({{ company.name }}). Where there are no words, the host is what
    they would be, if the link leads to no page below it.
    """
    parts = parts_of(link.url)
    if not link.text.strip():
        return bool(parts.host) and not parts.path and not parts.query_words
    wording = _wording(Purpose.BRAND)
    if {ADDRESS, VARIABLE}.issuperset(tokens(link.text)):
        return ADDRESS in tokens(link.text) or bool(wording.variables.intersection(variable_words(link.text)))
    name = "".join(_without(_alphanumeric(fold(link.text)), wording.beside))
    domains = (domain.replace(".", "") for domain in domains_of(parts.host.replace("-", "")) if "." in domain)
    return len(name) >= _SHORTEST_NAME and any(domain.startswith(name) for domain in domains)


def _alphanumeric(text: str) -> Words:
    return tuple("".join(letter if letter.isalnum() else " " for letter in text).split())


@cache
def _wording(purpose: Purpose) -> _Wording:
    table = _data()[purpose]
    forms = {form: entries for form, entries in table.items() if isinstance(entries, dict)}
    names = _pairs(forms, "names")
    phrases = (*_pairs(forms, "phrases"), *names, *((phrase, "") for phrase in table.get("false_friends", ())))
    return _Wording(
        _index(phrases),
        _index(_pairs(forms, "weak")),
        _index((*_pairs(forms, "urls"), *names)),
        {**{"".join(tokens(name)): form for name, form in names}, **dict(_pairs(forms, "hosts"))},
        {tokens(words): form for words, form in _pairs(forms, "whole")},
        dict(_pairs(forms, "kinds")),
        frozenset(word for words, _ in _pairs(forms, "beside") for word in tokens(words)),
        frozenset(word for word, _ in _pairs(forms, "variables")),
    )


@cache
def _data() -> dict[str, Any]:
    return resource.toml("promolint.policy", "subtypes.toml")


def _pairs(forms: Mapping[str, Mapping[str, tuple[str, ...]]], key: str) -> tuple[tuple[str, str], ...]:
    return tuple((entry, form) for form, entries in forms.items() for entry in entries.get(key, ()))


def _index(pairs: tuple[tuple[str, str], ...]) -> Index:
    index: dict[str, tuple[tuple[Phrase, str], ...]] = {}
    for text, form in pairs:
        phrase = tuple(tokens(piece) for piece in text.split("..."))
        index[phrase[0][0]] = (*index.get(phrase[0][0], ()), (phrase, form))
    return index


def _told_by_url(wording: _Wording, url: str) -> frozenset[str]:
    """What the host tells, a whole domain before a single label; and what the path and the variables tell."""
    parts = parts_of(url)
    names = (*domains_of(parts.host), *parts.host.split("."))
    by_host = next((wording.hosts[name] for name in names if name in wording.hosts), None)
    return _only(by_host) | _found(wording.urls, tokens(" ".join((*parts.path, *parts.variables)))[:_LONGEST])


def _found(index: Index, words: Words) -> frozenset[str]:
    """The forms whose phrases stand in ``words``, without phrases that lie within a longer one or a false friend."""
    matches = [match for at, word in enumerate(words) for match in _from(index.get(word, ()), words, at)]
    return frozenset(form for taken, form in matches if form and not any(taken < others for others, _ in matches))


def _from(phrases: tuple[tuple[Phrase, str], ...], words: Words, at: int) -> Iterator[tuple[frozenset[int], str]]:
    for phrase, form in phrases:
        if taken := _taken(phrase, words, at):
            yield taken if form else frozenset(range(at, max(taken) + 1)), form


def _taken(phrase: Phrase, words: Words, at: int) -> frozenset[int]:
    """The places of a phrase's words that begins at ``at``, none if it does not; each piece at the nearest place."""
    taken: set[int] = set()
    reach = 0
    for piece in phrase:
        starts = (start for start in range(at, at + reach + 1) if words[start : start + len(piece)] == piece)
        start = next(starts, None)
        if start is None:
            return frozenset()
        at, reach = start + len(piece), _GAP
        taken.update(range(start, at))
    return frozenset(taken)


def _with_address(words: Words, sentence: Words) -> Words:
    """``sentence`` with a link's words as one address in it: a name that is called upon reads like "use www…"."""
    places = range(len(sentence) - len(words) + 1)
    at = next((at for at in places if words and sentence[at : at + len(words)] == words), None)
    return sentence if at is None else (*sentence[:at], ADDRESS, *sentence[at + len(words) :])


def _without(words: Words, left_out: frozenset[str]) -> Words:
    return tuple(word for word in words if word not in left_out)


def _only(form: str | None) -> frozenset[str]:
    return frozenset({form}) if form else _NOTHING
