"""What a link is for where its form or its plain wording leaves no doubt: a phone number, a map, "Privacy policy".

Nothing here says that a link advertises; that takes the model, which reads what stands around it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from promolint.judging.folding import tokens
from promolint.judging.urls import UrlParts, is_on, parts_of
from promolint.values.verdict import Purpose

if TYPE_CHECKING:
    from promolint.values.message import Link

_CALLS = frozenset({"tel", "sms", "smsto", "geo", "whatsapp", "callto", "facetime"})
_MAP_HOSTS = frozenset({"maps.google.com", "maps.apple.com", "maps.app.goo.gl", "openstreetmap.org", "osm.org"})
_GOOGLE = re.compile(r"google\.[a-z.]{2,6}$|goo\.gl$")
_UNSUBSCRIBE = re.compile(r"unsub|optout|opt_out|abmeld|abbestell|desuscrib|desabonn|disiscri|afmeld", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|\(0|0)[\d\s()/.-]{6,}\d")
_HOME = re.compile(r"(?:https?://)?(?:www\.)?[^\s./]+\.(?:(?:co|com|org)\.)?[a-z]{2,}/?", re.IGNORECASE)
_MARKS = frozenset("!?:")
_SHARED_TEXT = "text"
_LONGEST = 14

CERTAIN = 0.99
"""How sure the judge is of what leaves no doubt."""


class Wording(NamedTuple):
    """``vocabulary/plain.toml``, folded: whole words of links, phrases by their first token, hosts, and small sets."""

    words: dict[tuple[str, ...], Purpose]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Purpose], ...]]
    hosts: dict[Purpose, frozenset[str]]
    here: frozenset[tuple[str, ...]]
    networks: frozenset[str]
    beside: frozenset[str]


@cache
def wording() -> Wording:
    """The plain wording of the package."""
    data = tomllib.loads(files("promolint.judging").joinpath("vocabulary", "plain.toml").read_text("utf-8"))
    here, networks = data.pop("here"), data.pop("networks")
    phrases: dict[str, tuple[tuple[tuple[str, ...], Purpose], ...]] = {}
    for name, table in data.items():
        for phrase in map(tokens, table.get("phrases", ())):
            phrases[phrase[0]] = (*phrases.get(phrase[0], ()), (phrase, Purpose(name)))
    return Wording(
        {_said(words): Purpose(name) for name, table in data.items() for words in table["words"]},
        phrases,
        {Purpose(name): frozenset(table["hosts"]) for name, table in data.items() if "hosts" in table},
        frozenset(map(_said, here["words"])),
        frozenset(word for name in networks["names"] for word in tokens(name)),
        frozenset(word for name in networks["beside"] for word in tokens(name)),
    )


def certain_purpose(link: Link) -> Purpose | None:
    """The purpose of a link that its form or wording tells for certain; none if there is doubt."""
    return _by_form(link) or by_wording(link.text, link.sentence) or _by_host(parts_of(link.url))


def _by_form(link: Link) -> Purpose | None:
    parts = parts_of(link.url)
    if (
        parts.scheme in _CALLS
        or _is_map(parts)
        or _is_plain_address(link, parts)
        or _PHONE.fullmatch(link.text.strip())
    ):
        return Purpose.SUPPORT
    if _UNSUBSCRIBE.search("".join(parts.variables)) and not parts.path:
        return Purpose.PREFERENCES
    return Purpose.BRAND if _is_own_home(link, parts) else None


def _is_plain_address(link: Link, parts: UrlParts) -> bool:
    """Whether a link writes to the address that is its words; with a subject of its own it may be for anything."""
    return parts.scheme == "mailto" and "@" in link.text and not parts.query_names and " " not in link.text.strip()


def _is_own_home(link: Link, parts: UrlParts) -> bool:
    """Whether a link's words are a home page's address and lead there: not below it, nor to a host with a task."""
    said = link.text.strip()
    if not parts.scheme or parts.path or parts.query_words or not _HOME.fullmatch(said):
        return False
    return parts.host == said.lower().partition("//")[2 if "//" in said else 0].removeprefix("www.").rstrip("/")


def _is_map(parts: UrlParts) -> bool:
    return is_on(parts.host, _MAP_HOSTS) or bool(_GOOGLE.search(parts.host) and parts.path[:1] == ("maps",))


def _by_host(parts: UrlParts) -> Purpose | None:
    if _SHARED_TEXT in parts.query_names:
        return None
    return next((purpose for purpose, hosts in wording().hosts.items() if is_on(parts.host, hosts)), None)


@lru_cache(maxsize=4096)
def by_wording(text: str, sentence: str) -> Purpose | None:
    """What a link's words alone say; of a link that says "here", what its sentence says."""
    plain, words = wording(), _said(text)
    if not words:
        return None
    if words in plain.words:
        return plain.words[words]
    if plain.networks.intersection(words) and plain.networks.union(plain.beside).issuperset(words):
        return Purpose.SOCIAL
    if words in plain.here:
        return _phrase_in(tokens(sentence))
    return _phrase_in(words) if len(words) <= _LONGEST else None


def _phrase_in(words: tuple[str, ...]) -> Purpose | None:
    found = (
        purpose
        for at, word in enumerate(words)
        for phrase, purpose in wording().phrases.get(word, ())
        if words[at : at + len(phrase)] == phrase
    )
    return next(found, None)


def _said(text: str) -> tuple[str, ...]:
    """The words of a link, without marks at the end of a sentence."""
    return tuple(token for token in tokens(text) if token not in _MARKS)
