"""Why a verdict was given: phrases, parts of the URL, and the words that carried the model, by leaving them out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from promolint.judging.certain import by_wording
from promolint.judging.changes import URL_LIKE, WORD
from promolint.judging.features import MOST, features_of_texts
from promolint.judging.folding import ADDRESS, VARIABLE, fold, tokens
from promolint.judging.phrases import Hit, hits
from promolint.judging.structure import cues, purposes_of_host
from promolint.judging.urls import parts_of
from promolint.reading.language import is_common
from promolint.values.verdict import PURPOSES, Evidence, Group, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promolint.judging.model import Model
    from promolint.judging.phrases import Phrases
    from promolint.values.message import Link, Message

_MOST = 3
_LONGEST = 24
_LEAST = 0.05
_READ, _SHOWN = 300, 60
_PIECES = 4


class Phrase(NamedTuple):
    """Something written in a link, its surroundings or its URL (``field`` says where) that stands for a purpose."""

    written: str
    purpose: Purpose
    field: str


def of_form(link: Link, purpose: Purpose) -> tuple[Evidence, ...]:
    """The evidence of a link whose wording or form tells its purpose."""
    if by_wording(link.text, link.sentence) is purpose:
        return (Evidence("phrase", link.text.strip()[:_SHOWN], 1.0),)
    return (Evidence("structure", link.url[:_SHOWN], 1.0),)


def of_verdict(message: Message, index: int, purpose: Purpose, model: Model) -> tuple[Evidence, ...]:
    """The reasons for ``purpose``, the strongest first in each source; none for a transactional one."""
    if purpose.group is Group.TRANSACTIONAL:
        return ()
    link = message.links[index]
    return (
        *_phrases(phrases_at(link, message.language, model.phrases), purpose),
        *_url_parts(link, purpose),
        *_words(message, index, purpose, model),
    )


def _phrases(phrases: Iterable[Phrase], purpose: Purpose) -> list[Evidence]:
    found: dict[str, Evidence] = {}
    for phrase in phrases:
        if phrase.purpose is purpose:
            found.setdefault(phrase.written.casefold(), Evidence("phrase", phrase.written, 1.0))
    return list(found.values())[:_MOST]


def phrases_at(link: Link, language: str, own: Phrases = ()) -> list[Phrase]:
    """The phrases in the link's text, sentence and heading, as they are written there; ``own`` are a team's."""
    fields = {"text": link.text[:MOST], "sentence": link.sentence[:MOST], "heading": link.heading[:MOST]}
    found = [
        Phrase(as_written(hit, text), purpose, field)
        for field, text in fields.items()
        for hit in hits(text, language, own)
        if (purpose := hit.rule.purpose) is not None
    ]
    return [phrase for phrase in found if phrase.written]


_PLACEHOLDERS = {
    "#%": r"[-+]?[\d.,]{1,20}\s?(?:%|\w{1,40})",
    "#€": r"(?:\b(?:eur|euro|chf|fr|usd|gbp)\b\.?\s?|[€$£]\s?)?[\d.,]{1,20}\s?\S{0,4}",
    "#": r"\S{1,40}",
    "...": r"(?:\W{1,9}\w{1,40}){0,5}?",
}


def as_written(hit: Hit, text: str) -> str:
    """The words in ``text`` that a rule matched; nothing where they cannot be told apart."""
    phrase = hit.rule.phrase
    words = (_PLACEHOLDERS.get(word) or re.escape(word).replace(r"\*", r"\w{0,40}") for word in phrase.split())
    match = re.search(r"\W{0,9}".join(words), text, re.IGNORECASE)
    return " ".join((match.group() if match else _spelt_otherwise(hit, text)).split())


def _spelt_otherwise(hit: Hit, text: str) -> str:
    """The shortest run of words in ``text`` that reads as the tokens of a hit: ``Empfehlen`` for ``empfehl*``."""
    wanted = tokens(text)[hit.start : hit.end]
    starts, ends = (
        [getattr(match, side)() for match in re.finditer(r"\w+|[^\w\s]", text)] for side in ("start", "end")
    )
    runs = (
        text[start:end] for number, start in enumerate(starts) for end in ends[number : number + _PIECES * len(wanted)]
    )
    return next((run for run in runs if tokens(run) == wanted), "")


def _url_parts(link: Link, purpose: Purpose) -> list[Evidence]:
    said = (Evidence("url", cue.written, 1.0) for cue in url_cues(link) if cue.purpose is purpose)
    return list(dict.fromkeys(said))[:_MOST]


def url_cues(link: Link) -> list[Phrase]:
    """The words of the URL that stand for a purpose, each once: of its path, its variables, its query, its host."""
    parts = parts_of(link.url)
    known, queries = cues().words, cues().queries
    found = [
        Phrase(word, known[word], "path")
        for word in (*parts.path, *parts.variables, *parts.host.split("."))
        if word in known
    ]
    found += [Phrase(name, queries[name], "query") for name in parts.query_names if name in queries]
    found += [Phrase(parts.host, purpose, "host") for purpose in purposes_of_host(parts.host)]
    return list(dict.fromkeys(found))


def _words(message: Message, index: int, purpose: Purpose, model: Model) -> list[Evidence]:
    """Words of the link and its sentence that its purpose hangs on; where there are none, heading or subject."""
    link = message.links[index]
    written, around = link.text[:MOST], link.sentence[:MOST]

    def score(text: str, sentence: str) -> float:
        features = features_of_texts({"anchor": text, "sentence": "" if sentence == text else sentence})
        return float(model.linear.scores(features)[PURPOSES.index(purpose)])

    whole = score(written, around)
    text = URL_LIKE.sub(" ", f"{written} {around}"[:_READ])
    words = dict.fromkeys(match.group() for match in WORD.finditer(text) if not is_common(match.group()))
    losses = [
        (whole - score(_without(written, word), _without(around, word)), word)
        for word in list(words)[:_LONGEST]
        if len(fold(word)) > 1
    ]
    said = [Evidence("model", word, round(lost, 2)) for lost, word in _strongest(losses)[:_MOST]]
    return said or _context(link.heading, message.subject, purpose, model)


def _context(heading: str, subject: str, purpose: Purpose, model: Model) -> list[Evidence]:
    """What the rest of the message says: the heading or the subject, whichever carries more."""
    column = PURPOSES.index(purpose)
    nothing = model.linear.scores(features_of_texts({}))
    carried = [
        (
            float((model.linear.scores(features_of_texts({name: text})) - nothing)[column]),
            text[:_SHOWN],
        )
        for name, text in (("heading", heading), ("subject", subject))
        if _says_something(text)
    ]
    return [Evidence("message", text, round(gain, 2)) for gain, text in _strongest(carried)[:1]]


def _strongest(weighed: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Those that carry anything, the one that carries most first."""
    return sorted((one for one in weighed if one[0] > _LEAST), key=lambda one: (-one[0], one[1]))


def _says_something(text: str) -> bool:
    """Whether there is a word in ``text`` beside template variables."""
    return any(token not in {VARIABLE, ADDRESS} and token.isalpha() for token in tokens(text))


def _without(text: str, word: str) -> str:
    """``text`` as if ``word`` did not stand in it."""
    return WORD.sub(lambda match: " " if match.group() == word else match.group(), text) if word in text else text
