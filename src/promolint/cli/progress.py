"""How far a long run is: one line on standard error, which is gone before anything else is written."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

PATIENCE, PAUSE = 1.0, 0.1  # seconds before the line is shown, and between two of its states
_T = TypeVar("_T")


class Progress:
    """Counts the files that are done. It shows that on a terminal only, and nothing in the first second."""

    def __init__(self, language: str, *, quiet: bool) -> None:
        self._language = language
        self._shows = not quiet and sys.stderr.isatty()
        self._start = time.monotonic()
        self._next = self._start + PATIENCE
        self._width = 0

    def __enter__(self) -> Self:
        """Begin; the line is taken away at the end, however that comes."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the line away."""
        self._write("")

    @property
    def seconds(self) -> float:
        """The time since it began."""
        return time.monotonic() - self._start

    def over(self, results: Iterable[_T], total: int) -> Iterator[_T]:
        """The results, one after the other; after the last one the line is gone."""
        for done, result in enumerate(results, 1):
            if self._shows:
                self._show(done, total)
            yield result

    def _show(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done >= total:
            self._write("")
        elif now >= self._next:
            from promolint.words.catalogue import Catalogue

            self._write(Catalogue.load(self._language).say("progress.files", done=done, total=total))
            self._next = now + PAUSE

    def _write(self, line: str) -> None:
        if line or self._width:
            click.echo(f"\r{' ' * self._width}\r{line}", nl=False, err=True)
            self._width = len(line)
