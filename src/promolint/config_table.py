"""Values of a configuration file that know where they stand, so that every complaint names file and key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar

from promolint import errors
from promolint.config import Said
from promolint.globs import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

HINT = "The README's section on configuration shows all keys."
_T = TypeVar("_T")


class Entry(NamedTuple):
    """One value under its whole key. What is asked of it and is not so raises a ConfigError."""

    file: Path
    key: str
    value: object

    def fail(self, what: str, hint: str = HINT) -> NoReturn:
        """Raise a ConfigError that names file and key."""
        message = f"{shown(self.file)}: {self.key}: {what}"
        raise errors.ConfigError(message, hint)

    def table(self) -> Table:
        """The value as a table."""
        if not isinstance(self.value, dict):
            self.fail("must be a table")
        return Table(self, self.value)

    def text(self) -> str:
        """The value as a text that says something."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.fail("must be a text")
        return self.value

    def flag(self) -> bool:
        """The value as true or false."""
        if not isinstance(self.value, bool):
            self.fail("must be true or false")
        return self.value

    def number(self) -> float:
        """The value as a number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.fail("must be a number")
        return float(self.value)

    def list(self) -> tuple[Entry, ...]:
        """The values of a list, counted from 1."""
        if not isinstance(self.value, list):
            self.fail("must be a list")
        return tuple(Entry(self.file, f"{self.key}[{n}]", value) for n, value in enumerate(self.value, 1))

    def texts(self) -> tuple[str, ...]:
        """The value as a list of texts."""
        return tuple(entry.text() for entry in self.list())

    def names(self) -> tuple[str, ...]:
        """A list of names, or one text with commas between them."""
        if isinstance(self.value, str):
            return tuple(name.strip() for name in self.text().split(",") if name.strip())
        return self.texts()

    def one_of(self, choices: Collection[str]) -> str:
        """The value as one of ``choices``."""
        if self.value not in choices:
            self.fail(f"there is no {self.value!r}", errors.near(str(self.value), choices))
        return str(self.value)

    def known(self, find: Callable[[str], _T], name: str) -> _T:
        """What ``find`` gives for a name; what it does not know is told with its place."""
        try:
            return find(name)
        except errors.UsageError as error:
            self.fail(error.message[0].lower() + error.message[1:], error.hint)


class Table(NamedTuple):
    """A table of a file; ``origin`` is what a value is said to be from, its key where that is empty."""

    at: Entry
    entries: Mapping[str, Any]
    origin: str = ""

    def known(self, choices: Collection[str], elsewhere: Collection[str] = ()) -> None:
        """Refuse all keys that are none of ``choices``; those in ``elsewhere`` belong under [[overrides]]."""
        for key in self.entries:
            if key not in choices:
                misplaced = f"Say it under [[overrides]], with paths. {HINT}" if key in elsewhere else ""
                self.entry(key).fail("there is no such key", misplaced or errors.near(key, choices))

    def entry(self, key: str) -> Entry:
        """The value under a key that is there."""
        return Entry(self.at.file, f"{self.at.key}.{key}" if self.at.key else key, self.entries[key])

    def origin_of(self, key: str) -> str:
        """What the value under ``key`` is said to be from."""
        return self.origin or f"{shown(self.at.file)}:{self.entry(key).key}"

    def said(self, key: str, read: Callable[[Entry], _T], otherwise: Said[_T]) -> Said[_T]:
        """What ``read`` makes of the value under ``key``, with its origin; ``otherwise`` where there is none."""
        return self.value(key, lambda entry: Said(read(entry), self.origin_of(key)), otherwise)

    def value(self, key: str, read: Callable[[Entry], _T], otherwise: _T) -> _T:
        """What ``read`` makes of the value under ``key``; ``otherwise`` where there is none."""
        return read(self.entry(key)) if key in self.entries else otherwise

    def table(self, key: str) -> Table:
        """The table under ``key``, an empty one where there is none."""
        at = Entry(self.at.file, f"{self.at.key}.{key}" if self.at.key else key, self.entries.get(key, {}))
        return Table(at, at.table().entries, self.origin)

    def tables(self, key: str, called: str) -> tuple[Table, ...]:
        """The tables listed under ``key``, none where it is not there; the origin of each is “FILE: CALLED NUMBER”."""
        if key not in self.entries:
            return ()
        file = shown(self.at.file)
        return tuple(
            Table(entry, entry.table().entries, f"{file}: {called} {number}")
            for number, entry in enumerate(self.entry(key).list(), 1)
        )
