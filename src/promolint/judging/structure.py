"""Plain facts about a link that need no reading: its scheme, its host, its role, what its variable is called."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from promolint.judging.urls import UrlParts, domains_of, parts_of
from promolint.values.message import Link, Message, Role
from promolint.values.verdict import Purpose

_LOGO = re.compile(r"\blogo\b", re.IGNORECASE)


class Cues(NamedTuple):
    """Hosts and words of URLs by purpose, as ``vocabulary/urls.toml`` has them."""

    hosts: dict[str, tuple[Purpose, ...]]
    words: dict[str, Purpose]
    queries: dict[str, Purpose]


@cache
def cues() -> Cues:
    """The cues of the package."""
    data = tomllib.loads(files("promolint.judging").joinpath("vocabulary", "urls.toml").read_text("utf-8"))
    return Cues(
        {
            host: tuple(Purpose(name) for name, table in data.items() if host in table.get("hosts", ()))
            for other in data.values()
            for host in other.get("hosts", ())
        },
        {word: Purpose(name) for name, table in data.items() for word in table.get("path", ())},
        {word: Purpose(name) for name, table in data.items() for word in table.get("query", ())},
    )


@lru_cache(maxsize=4096)
def purposes_of_host(host: str) -> tuple[Purpose, ...]:
    """The purposes that ``host``, or a domain that it lies below, stands for."""
    known = cues().hosts
    return tuple(dict.fromkeys(purpose for domain in domains_of(host) for purpose in known.get(domain, ())))


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
    facts += [f"host {purpose}" for purpose in purposes_of_host(parts.host)]
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
