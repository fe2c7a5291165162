"""How files are examined: remembered from earlier runs, the first few here, many in several processes."""

from __future__ import annotations

import os
from itertools import chain, islice
from typing import TYPE_CHECKING

from promolint.lint import in_turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from promolint.lint import Settings, Source
    from promolint.values.outcome import Examined

_FEW = 32


def examined(sources: Iterable[Source], settings: Settings, jobs: int | None) -> Iterator[tuple[Source, Examined]]:
    """Each source with what it gives, in order; in ``jobs`` processes (by default one a core) where that pays."""
    sources, jobs = iter(sources), jobs or os.cpu_count() or 1
    yield from in_turn(sources if jobs == 1 else islice(sources, _FEW), settings)
    following = next(sources, None)
    if following is not None:
        from promolint.processes import in_processes

        yield from in_processes(chain((following,), sources), settings, jobs)
