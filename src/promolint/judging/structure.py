"""Plain facts about a link that need no reading: its scheme, its host, its role, what its variable is called."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from promolint.judging.urls import UrlParts, is_on, parts_of
from promolint.values import Link, Message, Purpose, Role

_CALLS = frozenset({"tel", "sms", "smsto", "geo", "whatsapp", "callto", "facetime"})
_MAP_HOSTS = frozenset({"maps.google.com", "maps.apple.com", "maps.app.goo.gl", "openstreetmap.org", "osm.org"})
_GOOGLE = re.compile(r"google\.[a-z.]{2,6}$|goo\.gl$")
_LOGO = re.compile(r"\blogo\b", re.IGNORECASE)
_UNSUBSCRIBE = re.compile(r"unsub|optout|opt_out|abmeld|abbestell|desuscrib|desabonn|disiscri|afmeld", re.IGNORECASE)


class Cues(NamedTuple):
    """Hosts and words of URLs by purpose, as ``vocabulary/urls.toml`` has them."""

    hosts: dict[Purpose, frozenset[str]]
    words: dict[str, Purpose]
    queries: dict[str, Purpose]


@cache
def cues() -> Cues:
    """The cues of the package."""
    data = tomllib.loads(files("promolint.judging").joinpath("vocabulary", "urls.toml").read_text("utf-8"))
    return Cues(
        {Purpose(name): frozenset(table.get("hosts", ())) for name, table in data.items()},
        {word: Purpose(name) for name, table in data.items() for word in table.get("path", ())},
        {word: Purpose(name) for name, table in data.items() for word in table.get("query", ())},
    )


def certain_purpose(link: Link) -> Purpose | None:
    """The purpose of a link that its form alone tells for certain: a phone number, a map, an unsubscribe variable."""
    parts = parts_of(link.url)
    if parts.scheme in _CALLS or _is_map(parts) or _is_plain_address(link, parts):
        return Purpose.SUPPORT
    if _UNSUBSCRIBE.search("".join(parts.variables)) and not parts.path:
        return Purpose.PREFERENCES
    return None


def _is_plain_address(link: Link, parts: UrlParts) -> bool:
    """Whether a link writes to the address that is its words; with a subject of its own it may be for anything."""
    return parts.scheme == "mailto" and "@" in link.text and not parts.query_names and " " not in link.text.strip()


def _is_map(parts: UrlParts) -> bool:
    return is_on(parts.host, _MAP_HOSTS) or bool(_GOOGLE.search(parts.host) and parts.path[:1] == ("maps",))


def facts_of(message: Message, index: int) -> list[str]:
    """Named facts of the message's link ``index``, each a feature of the model."""
    link = message.links[index]
    parts = parts_of(link.url)
    position = index / max(len(message.links) - 1, 1)
    facts = [
        "bias",
        f"role {link.role}",
        f"region {link.region}",
        f"channel {message.channel}",
        f"scheme {parts.scheme}",
        f"place {int(position * 4)}",
        f"links {min(len(message.links), 20) // 3}",
        f"words {min(len(link.text.split()), 6)}",
        f"role {link.role} region {link.region}",
    ]
    facts += [f"host {purpose}" for purpose, hosts in cues().hosts.items() if is_on(parts.host, hosts)]
    facts += sorted({f"path {cues().words[word]}" for word in _joined(parts) if word in cues().words})
    facts += sorted({f"query {cues().queries[name]}" for name in parts.query_names if name in cues().queries})
    for name, holds in _flags(link, parts, position):
        if holds:
            facts.append(name)
    return facts


def _joined(parts: UrlParts) -> set[str]:
    words = (*parts.path, *parts.variables)
    return {*words, *(f"{one}-{two}" for one, two in pairwise(words))}


def _flags(link: Link, parts: UrlParts, position: float) -> tuple[tuple[str, bool], ...]:
    root = bool(parts.host or parts.variables) and not parts.path and not parts.query_words
    image = link.role is Role.IMAGE
    return (
        ("empty url", parts.empty),
        ("root url", root),
        ("variable url", bool(parts.variables) and not parts.path and not parts.host),
        ("logo", bool(_LOGO.search(link.text)) or "logo" in parts.path),
        ("first image", image and position == 0),
        ("image without words", image and not link.text),
        ("in a loop", link.looped),
        ("in a condition", bool(link.conditions)),
        ("utm", any(name.startswith("utm_") for name in parts.query_names)),
    )
