"""Which columns of a table are read, and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from promolint.errors import TableError, UsageError, require_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHOWN = 20


class Columns(NamedTuple):
    """For each thing that a table may say, the columns that may hold it: the first counts that has something in a row.

    ``name`` is read like the name of a file: its ending tells the format, its words are a hint. The last six are what
    a promolint line may say.
    """

    text: tuple[str, ...] = ("text", "body", "html", "message", "content")
    subject: tuple[str, ...] = ("subject",)
    id: tuple[str, ...] = ("id",)
    name: tuple[str, ...] = ()
    kind: tuple[str, ...] = ("kind",)
    stream: tuple[str, ...] = ("stream",)
    channel: tuple[str, ...] = ("channel",)
    audience: tuple[str, ...] = ("audience",)
    consent: tuple[str, ...] = ("consent",)
    course: tuple[str, ...] = ("course",)

    def among(self, names: Sequence[str]) -> tuple[str, ...]:
        """The columns to read of a table that has these.

        Raises:
            TableError: none of them can hold the text, one that was named is missing, or there twice.

        """
        there = f"its columns are: {', '.join(names[:_SHOWN])}" if names else "it has no columns"
        if not any(name in names for name in self.text):
            raise TableError(f"No column is called {_either(self.text)}; {there}", "Say --column text=NAME.")
        missing = [name for name in self._named() if name not in names]
        if missing:
            raise TableError(f"No column is called “{missing[0]}”; {there}", "Correct --column.")
        read = tuple(dict.fromkeys(name for held in self for name in held if name in names))
        twice = [name for name in read if names.count(name) > 1]
        if twice:
            raise TableError(f"Several columns are called “{twice[0]}”", "Give each a name of its own.")
        return read

    def _named(self) -> list[str]:
        """The columns that somebody named; the others are read where they are there."""
        return [name for held, usual in zip(self, Columns(), strict=True) if held != usual for name in held]


def columns_of(asked: Iterable[str]) -> Columns:
    """The columns that ``WHAT=NAME`` name; an empty name turns one off. UsageError for what cannot be meant."""
    named: dict[str, tuple[str, ...]] = {}
    for pair in asked:
        what, equals, name = pair.partition("=")
        if not equals:
            raise UsageError(f"--column “{pair}” names no column", "Write --column WHAT=NAME, such as text=body.")
        require_known("thing that a column holds", what, Columns._fields)
        if what == "text" and not name:
            raise UsageError("Without a text there is nothing to judge", "Say --column text=NAME.")
        named[what] = (name,) if name else ()
    return Columns()._replace(**named)


def _either(names: Sequence[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)
