"""Which files take which others in: names looked up among known files only, so nothing outside them is ever met.

Engines look names up on search paths that a template does not tell. A name is therefore looked for beside the file that
writes it, then as seen from the folders above it, and in the nearest of these from every folder below.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.declaration import declared_in, front_matter
from promolint.reading.files import is_binary, text_of
from promolint.reading.includes import names_taken_in
from promolint.values.message import Declaration

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

_MOST_ALIKE = 16


class Scan(NamedTuple):
    """What a file's text says without being read as a message: the names that it takes in, and what it declares."""

    names: tuple[str, ...] = ()
    declaration: Declaration = Declaration()


def scan(path: str, data: bytes) -> Scan:
    """The scan of a file; it says nothing where it is no text."""
    if is_binary(data):
        return Scan()
    try:
        text = text_of(path, data)
    except UnicodeError:
        return Scan()
    return Scan(names_taken_in(text), declared_in(text, front_matter(text).fields))


class Partials:
    """The files that take one another in. ``names`` are what each file writes, by paths with ``/``."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        calls = {path: [_call(path, name) for name in written] for path, written in names.items() if written}
        find = _Lookup(names, {call.base for written in calls.values() for call in written}).find
        self._takes = {path: _others(path, written, find) for path, written in calls.items()}
        self._taken_by: dict[str, set[str]] = defaultdict(set)
        for path, others in self._takes.items():
            for other in others:
                self._taken_by[other].add(path)

    def templates(self, path: str) -> frozenset[str]:
        """The files that nobody takes in, and that take in this one, directly or through others."""
        return frozenset(above for above in self.above([path]) if above not in self._taken_by)

    def above(self, paths: Iterable[str]) -> set[str]:
        """The files that take one of these in, directly or through others."""
        return _reached(paths, self._taken_by)

    def below(self, paths: Iterable[str]) -> set[str]:
        """The files that one of these takes in, directly or through others."""
        return _reached(paths, self._takes)


class _Call(NamedTuple):
    """A name that a file writes, cut into folders and what is behind them; ``beside``: they are the whole way there."""

    inside: str
    base: str
    beside: bool


def _call(path: str, name: str) -> _Call:
    beside = name.startswith(("./", "../"))
    if beside:
        named = posixpath.join(posixpath.dirname(path), name)
    else:
        named = name.partition("/")[2] if name.startswith("@") else name.lstrip("/")
    return _Call(*posixpath.split(posixpath.normpath(named)), beside)


def _others(path: str, calls: Iterable[_Call], find: Callable[[str, _Call], tuple[str, ...]]) -> set[str]:
    return {found for call in calls for found in find(path, call)} - {path}


def _reached(paths: Iterable[str], edges: Mapping[str, Iterable[str]]) -> set[str]:
    """All that one comes to from here, along one edge at least."""
    met: set[str] = set()
    ahead = list(paths)
    while ahead:
        new = set(edges.get(ahead.pop(), ())) - met
        met |= new
        ahead += new
    return met


class _Lookup:
    """The known files by what a name may call them: with or without endings and the ``_`` of a partial.

    Only those that one of the names in ``asked`` may call: few in most folders, and a folder may be large.
    """

    def __init__(self, paths: Iterable[str], asked: Container[str]) -> None:
        known = sorted(paths)
        self._top = posixpath.commonpath(map(posixpath.dirname, known)) if known else ""
        self._inside: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._below: dict[tuple[str, str], list[str]] = defaultdict(list)
        for path in known:
            folder, base = posixpath.split(path)
            for called in filter(asked.__contains__, _called(base)):
                self._inside[folder, called].append(path)
                for above in self._upwards(folder):
                    self._below[above, called].append(path)
        self._nearest = cache(self._nearest_below)

    def find(self, path: str, call: _Call) -> tuple[str, ...]:
        """The files that are called so in the file at ``path``; several where nothing tells them apart."""
        inside, base, beside = call
        if beside:
            places = [self._inside.get((inside, base), ())]
        else:
            above = list(self._upwards(posixpath.dirname(path)))
            places = [self._inside.get((posixpath.join(each, inside).rstrip("/"), base), ()) for each in above]
            places += (self._nearest(each, inside, base) for each in above)
        others = ([one for one in place if one != path] for place in places)
        return _likeliest(next(filter(None, others), []), path, base)

    def _nearest_below(self, above: str, inside: str, base: str) -> list[str]:
        """The files of this name that lie in folders ``inside`` some folder below, as few folders down as there are.

        None where there are so many that no name means one of them.
        """
        ends = f"/{inside}" if inside else ""
        found = [one for one in self._below.get((above, base), ()) if posixpath.dirname(one).endswith(ends)]
        least = min((one.count("/") for one in found), default=0)
        nearest = [one for one in found if one.count("/") == least]
        return nearest if len(nearest) <= _MOST_ALIKE else []

    def _upwards(self, folder: str) -> Iterator[str]:
        """The folder and those above it, up to the one that all known files lie in."""
        yield folder
        while folder != self._top:
            folder = posixpath.dirname(folder)
            yield folder


def _called(base: str) -> Iterator[str]:
    """What a file may be called: its name, without its last endings, each without the ``_`` that marks a partial."""
    while base:
        yield base
        if base.startswith("_"):
            yield base[1:]
        base = base.rpartition(".")[0]


def _likeliest(found: list[str], path: str, base: str) -> tuple[str, ...]:
    """Those that are called just so, else all; and of these those with the endings of the file that takes them in."""
    exact = [one for one in found if posixpath.basename(one) == base] or found
    alike = [one for one in exact if _endings(one) == _endings(path)]
    return tuple(alike or exact)


def _endings(path: str) -> str:
    return posixpath.basename(path).partition(".")[2]
