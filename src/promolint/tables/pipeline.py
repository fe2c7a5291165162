"""Rows in, results out: the same for every engine."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from promolint.errors import TableError
from promolint.tables.job import Unread
from promolint.tables.results import result_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from promolint.lint import Source
    from promolint.tables.job import Job, Part, Unit
    from promolint.tables.rows import Row
    from promolint.values.outcome import Examined

    Examiner = Callable[[Iterable[Source]], Iterator[tuple[Source, Examined]]]
    Results = list[dict[str, Any]]


def scanned(job: Job, units: Iterable[Unit], examiner: Examiner) -> Iterator[tuple[Part, Results] | Unread]:
    """The results of each part, a row each, in the order of the units; of a part that cannot be read whole none.

    Rows are read as ``examiner`` asks for them, and only those under way are held.
    """
    waiting: deque[tuple[Part, Row] | Unread] = deque()
    results: Results = []

    def sources() -> Iterator[Source]:
        for unit in units:
            try:
                for part, row in job.rows(unit):
                    waiting.append((part, row))
                    yield job.task.source(row)
            except TableError as error:
                waiting.append(Unread.of(job.files[unit[0].file], error))

    for source, found in examiner(sources()):
        while isinstance(step := waiting.popleft(), Unread):
            results = []
            yield step
        part, row = step
        results.append(result_of(row, source, found, job.task))
        if len(results) == part.slice.rows:
            yield part, results
            results = []
    yield from (step for step in waiting if isinstance(step, Unread))
