"""Links as a team names them: by host, path, query and words.

Nothing is guessed. What a template fills in is meant by stars alone, and a URL that is nothing but a variable has
neither host nor path. No star tries again what it has found, so none runs away.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, unquote_plus

from promolint.reading.mask import OUTPUT, mask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promolint.values.message import Link
    from promolint.values.verdict import Purpose

_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*+:)?//(?:[^/?#\\]*@)?([^/?#\\:]*+)(?::[^/?#\\]*+)?", re.IGNORECASE)
_BARE_HOST = re.compile(r"((?:[a-z0-9-]++\.)++[a-z]{2,24}+)(?::\d++)?+(?=[/?#\\]|$)", re.IGNORECASE)
_NO_PATH = re.compile(r"[a-z][a-z0-9+.-]*+:", re.IGNORECASE)
_NAMES = "**"


class LinkRule(NamedTuple):
    """Links that a team allows or denies, and who says so; what is empty holds for all links.

    ``host`` means all below it too. ``path`` is that of the URL, ``*`` for anything in a name, ``**`` for any names.
    ``query`` is a key, or ``key=value``. ``text`` is the words of the link whatever their case, ``*`` for any of them.
    ``purpose`` is what denied links are for; without one the model says what they advertise.
    """

    origin: str
    host: str = ""
    path: str = ""
    query: str = ""
    text: str = ""
    reason: str = ""
    purpose: Purpose | None = None

    def matches(self, link: Link) -> bool:
        """Whether a link is meant: all that is said has to hold."""
        if self.text and not _words(self.text).fullmatch(_folded(link.text)):
            return False
        host, path, query = _address(link.url)
        return (
            (not self.host or host == self.host or host.endswith(f".{self.host}"))
            and (not self.path or (path is not None and _path(self.path).fullmatch(path) is not None))
            and (not self.query or _asks(query, self.query))
        )


def last_of(rules: tuple[LinkRule, ...], link: Link) -> LinkRule | None:
    """The last of the rules that means a link; it goes before earlier ones."""
    return next((rule for rule in reversed(rules) if rule.matches(link)), None)


class _Address(NamedTuple):
    """A URL as far as it is written out: the path without a slash at its end, ``None`` where nobody can know it."""

    host: str
    path: str | None
    query: tuple[tuple[str, str], ...]


@lru_cache(maxsize=8192)
def _address(url: str) -> _Address:
    visible = mask(url).text.strip()
    host = _HOST.match(visible) or _BARE_HOST.match(visible)
    rest = visible[host.end() :] if host else visible.lstrip(OUTPUT)
    path, _, query = rest.partition("#")[0].partition("?")
    written = rest == visible and path and not _NO_PATH.match(path)
    return _Address(
        host.group(1).lower().rstrip(".") if host else "",
        "".join(f"/{name}" for name in _names(path.replace("\\", "/")))
        if host or written or path.startswith("/")
        else None,
        tuple((_key(key), unquote_plus(value)) for key, _, value in _pairs(query)),
    )


def _names(path: str) -> list[str]:
    """The names in a path, decoded; none is empty or holds a slash."""
    return [unquote(name).replace("/", "%2F") for name in path.split("/") if name]


def _pairs(query: str) -> Iterable[tuple[str, str, str]]:
    return (pair.partition("=") for pair in query.replace(";", "&").split("&"))


def _key(name: str) -> str:
    return unquote_plus(name).casefold()


def _asks(query: tuple[tuple[str, str], ...], wanted: str) -> bool:
    key, valued, value = wanted.partition("=")
    return any(_key(key) == name and (not valued or value == said) for name, said in query)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=1024)
def _words(glob: str) -> re.Pattern[str]:
    return re.compile(_starred(_folded(glob), "."), re.DOTALL)


@lru_cache(maxsize=1024)
def _path(glob: str) -> re.Pattern[str]:
    runs = [""]
    for name in _names(glob):
        if name == _NAMES:
            runs.append("")
        else:
            runs[-1] += f"/{_starred(name, '[^/]')}(?![^/])"
    return re.compile(_joined(runs, "/[^/]*+"))


def _starred(glob: str, one: str) -> str:
    return _joined([re.escape(piece) for piece in glob.split("*")], one)


def _joined(runs: list[str], one: str) -> str:
    """A pattern for runs with any number of ``one`` between them; what is found of the first ones is found for good."""
    first, *rest = runs
    if not rest:
        return first
    *inner, last = rest
    return first + "".join(f"(?>(?:{one})*?{run})" for run in inner) + f"(?:{one})*{last}"
