"""The engine for many machines: Ray Data, whose workers each write the parts that they made.

A part is written whole or not at all, and one that is there is never made again. So a worker that is killed, and whose
work Ray gives to another, loses nothing and doubles nothing.
"""

from __future__ import annotations

import logging
import os
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import ray
import ray.data
from ray.data.exceptions import SystemException, UserCodeException
from ray.exceptions import RayError

from promolint import __version__
from promolint.errors import PromolintError
from promolint.lint import in_turn
from promolint.processes import in_processes
from promolint.tables.job import Part, Unit, Unread, units_of
from promolint.tables.pipeline import scanned
from promolint.tables.totals import Totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from promolint.tables.job import Job
    from promolint.tables.output import Output

_PARTS_A_UNIT = 16
_MOST_BLOCKS = 4000
_STORE = 256 << 20  # bytes for what workers are told, on a machine that Ray is started on


class _Told(msgspec.Struct):
    """What a worker says of a unit."""

    totals: Totals
    unread: list[Unread]


class _Worker:
    """Scans units, with the settings that it was made with.

    Ray starts a worker that was killed again and gives it the same unit. As a row may be what killed it, it is more
    careful then: rows are examined in a process beside it, which costs a little time and in the end that row alone.
    """

    def __init__(self, job: Job, output: Output, version: str) -> None:
        if version != __version__:
            raise PromolintError(f"A worker has promolint {__version__}, not {version}", "Install the same everywhere.")
        self._job, self._output = job, output
        again, settings = ray.get_runtime_context().was_current_actor_reconstructed, job.task.settings
        careful, quick = partial(in_processes, settings=settings, jobs=1), partial(in_turn, settings=settings)
        self._examiner = careful if again else quick

    def __call__(self, row: dict[str, str]) -> dict[str, str]:
        """Scan a unit and write its parts; what is there already is only counted."""
        unit = msgspec.json.decode(row["unit"], type=Unit)
        known = {part: self._output.totals(part) for part in unit}
        missing = tuple(part for part in unit if known[part] is None)
        told = _Told(sum(filter(None, known.values()), Totals()), [])
        for found in scanned(self._job, units_of(missing), self._examiner):
            if isinstance(found, Unread):
                told.unread.append(found)
            else:
                told.totals += self._output.written(*found, self._job)
        return {"told": msgspec.json.encode(told).decode()}


def on_ray(
    job: Job, output: Output, parts: Sequence[Part], address: str | None = None, jobs: int | None = None
) -> Iterator[Totals | Unread]:
    """Scan and write the parts on a Ray cluster, by default one that is started here, with ``jobs`` workers.

    Raises:
        PromolintError: the cluster cannot be reached, or cannot go on.

    """
    if not parts:
        return
    own = not ray.is_initialized()
    try:
        if own:
            _start(address)
        made = _units(parts).map(
            _Worker,
            fn_constructor_args=(job, output, __version__),
            compute=ray.data.ActorPoolStrategy(size=jobs or int(ray.cluster_resources().get("CPU", 1))),
            num_cpus=1,
        )
        for row in made.iter_rows():
            told = msgspec.json.decode(row["told"], type=_Told)
            yield from told.unread
            yield told.totals
    except (RayError, UserCodeException, SystemException, ConnectionError) as error:
        hint = "Say the same again to go on with what is missing, or finish it with --engine local."
        raise PromolintError(f"Ray cannot go on: {_reason(error)}", hint) from error
    finally:
        if own:
            ray.shutdown()


def _start(address: str | None) -> None:
    """Join a cluster, or start one here; Ray is asked to be quiet and to send nothing home."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    elsewhere = address or os.environ.get("RAY_ADDRESS")
    alone = {} if elsewhere else {"include_dashboard": False, "object_store_memory": _STORE}
    ray.init(elsewhere or "local", log_to_driver=False, logging_level=logging.ERROR, **alone)


def _units(parts: Sequence[Part]) -> ray.data.Dataset:
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    units = [{"unit": msgspec.json.encode(unit).decode()} for unit in units_of(parts, _PARTS_A_UNIT)]
    return ray.data.from_items(units, override_num_blocks=min(len(units), _MOST_BLOCKS))


def _reason(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1] if lines else type(error).__name__
