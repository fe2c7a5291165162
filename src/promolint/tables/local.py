"""The engine that is always there: processes of this machine, of which one that is killed costs one row."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from promolint.processes import in_processes
from promolint.tables.job import Unread, units_of
from promolint.tables.pipeline import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from promolint.tables.job import Job, Part
    from promolint.tables.output import Output
    from promolint.tables.totals import Totals


def on_this_machine(
    job: Job, output: Output, parts: Sequence[Part], jobs: int | None = None
) -> Iterator[Totals | Unread]:
    """Scan and write the parts in ``jobs`` processes, by default one a core. PromolintError as in ``Output.put``."""
    examiner = partial(in_processes, settings=job.task.settings, jobs=jobs or os.cpu_count() or 1)
    for told in scanned(job, units_of(parts), examiner):
        yield told if isinstance(told, Unread) else output.written(*told, job)
