"""What a URL says by itself: scheme, host, the words of its path and query, the names of its template variables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from promolint.judging.folding import variable_words
from promolint.reading.mask import OUTPUT, mask

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@]*@)?([^/?#:]*)", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,24}(?=[/?#:]|$)", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_LONGEST, _MOST_LABELS = 8000, 127
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class UrlParts:
    """The parts of a URL, in lower case; ``variables`` are the words in its template variables' names."""

    scheme: str
    host: str
    path: tuple[str, ...]
    query_names: tuple[str, ...]
    query_words: tuple[str, ...]
    variables: tuple[str, ...]
    empty: bool


@lru_cache(maxsize=8192)
def parts_of(url: str) -> UrlParts:
    """The parts of ``url``. Never fails: what is no URL has no host and no path; no server takes one that is longer."""
    visible = mask(url[:_LONGEST]).text.replace(OUTPUT, " ").strip()
    scheme = _SCHEME.match(visible)
    host = _HOST.match(visible) or (None if scheme else _BARE_HOST.match(visible))
    rest = visible[host.end() :] if host else visible[scheme.end() :] if scheme else visible
    before_fragment = rest.partition("#")[0]
    path, _, query = before_fragment.partition("?")
    pairs = [pair.partition("=") for pair in query.replace(";", "&").split("&") if pair]
    return UrlParts(
        scheme.group(1).lower() if scheme else "",
        (host.group(host.re.groups) if host else "").lower().strip(". ").removeprefix("www."),
        _words(unquote(path)),
        tuple(name.lower() for name, _, _ in pairs),
        tuple(word for _, _, value in pairs for word in _words(unquote(value))),
        variable_words(url[:_LONGEST]),
        not visible.strip("#/ ") or visible.strip().lower() in {"javascript:void(0)", "javascript:;"},
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(_CAMEL.sub(" ", text).lower()))


def is_on(host: str, domains: frozenset[str]) -> bool:
    """Whether ``host`` is one of ``domains`` or lies below one."""
    return not domains.isdisjoint(domains_of(host))


@lru_cache(maxsize=4096)
def domains_of(host: str) -> tuple[str, ...]:
    """``host`` and the domains that it lies below, the longest first; no more than a name in the DNS can have."""
    labels = host.split(".")[-_MOST_LABELS:]
    return tuple(".".join(labels[start:]) for start in range(len(labels)))
