"""A scan from beginning to end: what is there already is counted, an engine makes the rest."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from promolint.errors import UsageError
from promolint.tables import manifest
from promolint.tables.files import files_at
from promolint.tables.job import Unread, changed
from promolint.tables.totals import Totals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from promolint.tables.job import Job, Part
    from promolint.tables.output import Output

    Engine = Callable[[Job, Output, Sequence[Part]], Iterator[Totals | Unread]]
    Watch = Callable[[int, int], None]

_READ_AT_ONCE = 16


class Scanned(NamedTuple):
    """What a scan found, and the files that it could not read wholly; each says why."""

    totals: Totals
    unread: tuple[Unread, ...]


def scan(job: Job, output: Output, rows: int, engine: Engine, watch: Watch) -> Scanned:
    """Write the results of each row into ``output``, in parts of so many rows; what was written before is kept.

    ``watch`` is told again and again how many rows are done, and of how many.

    Raises:
        UsageError: the folder holds something else.
        PromolintError: it cannot be written, or the engine cannot go on.

    """
    job = manifest.begun(job, output, rows)
    parts, unread = job.planned(rows)
    whole = sum(part.slice.rows for part in parts)
    totals, missing = _known(parts, output)
    watch(totals.rows, whole)
    for told in engine(job, output, missing):
        if isinstance(told, Unread):
            unread.append(told)
        else:
            totals += told
            watch(totals.rows, whole)
    unread += _changed(job)
    output.tidy()
    if not unread:
        manifest.ended(job, output, rows, totals)
    return Scanned(totals, tuple(dict.fromkeys(unread)))


def _known(parts: Sequence[Part], output: Output) -> tuple[Totals, list[Part]]:
    """The numbers of the parts that are written, and the parts that are not."""
    names = output.names()
    there = [part for part in parts if output.name(part) in names]
    with ThreadPoolExecutor(_READ_AT_ONCE) as pool:
        known = dict(zip(there, pool.map(output.totals, there), strict=True))
    return sum(filter(None, known.values()), Totals()), [part for part in parts if known.get(part) is None]


def _changed(job: Job) -> list[Unread]:
    """The files that are gone, or not what they were when the scan began."""
    try:
        now = set(files_at(job.where))
    except UsageError:
        now = set()
    return [Unread.of(file, changed()) for file in job.files if file not in now]
