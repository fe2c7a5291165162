"""Files by their names: as they lie on disk, or with contents that somebody gives for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from promolint.discover import Found
from promolint.lint import Source, load
from promolint.reading import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a run. ``paths`` are those on disk; contents that are ``given`` go before what lies there.

    Of a file above ``max_bytes`` no more is read than shows it.
    """

    paths: Mapping[str, Path]
    given: Mapping[str, bytes] = field(default_factory=dict)
    max_bytes: int = MAX_BYTES

    @property
    def names(self) -> list[str]:
        """The name of every file, sorted."""
        return sorted({*self.paths, *self.given})

    def sources(self, names: Iterable[str]) -> Iterator[Source]:
        """The files of these names, one read at a time."""
        for name in names:
            path = self.paths.get(name)
            if name in self.given:
                yield Source(name, self.given[name], folder=path.parent if path else None)
            elif path:
                yield from load([Found(path, name)], self.max_bytes)
