"""Examine files in several processes; one that is killed costs the file that it held, and no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from promolint.lint import Settings, Source, examine
from promolint.values.message import Cause, Failure
from promolint.values.outcome import Examined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Batch = tuple[Source, ...]

_BATCH = 8
_AHEAD = 3


def in_processes(sources: Iterable[Source], settings: Settings, jobs: int) -> Iterator[tuple[Source, Examined]]:
    """Each source with what it gives, in order. Only some batches are held at a time, so memory stays flat."""
    crew = _Crew(settings, jobs)
    try:
        for batch in _batches(iter(sources)):
            crew.take(batch)
            if crew.held > _AHEAD * jobs:
                yield from crew.next()
        while crew.held:
            yield from crew.next()
    except BaseException:
        crew.dismiss()
        raise
    crew.end()


class _Crew:
    """Workers and the batches that they hold, the eldest first."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self._settings = settings
        self._jobs = jobs
        self._pool = _pool(settings, jobs)
        self._batches: deque[tuple[Batch, Future[list[Examined]]]] = deque()

    @property
    def held(self) -> int:
        return len(self._batches)

    def take(self, batch: Batch) -> None:
        try:
            future = _handed(batch, self._pool)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = _pool(self._settings, self._jobs)
            future = _handed(batch, self._pool)
        self._batches.append((batch, future))

    def next(self) -> Iterable[tuple[Source, Examined]]:
        batch, future = self._batches.popleft()
        try:
            return zip(batch, future.result(), strict=True)
        except BrokenProcessPool:
            return [(source, self._alone(source)) for source in batch]

    def _alone(self, source: Source) -> Examined:
        """What a source gives in a process of its own: a batch was killed, and this may be why."""
        with _pool(self._settings, 1) as pool:
            try:
                (found,) = _handed((source,), pool).result()
            except BrokenProcessPool:
                return Examined(failures=(Failure(source.name, Cause.KILLED),))
        return found

    def end(self) -> None:
        self._pool.shutdown()

    def dismiss(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def _batches(sources: Iterator[Source]) -> Iterator[Batch]:
    while batch := tuple(islice(sources, _BATCH)):
        yield batch


def _pool(settings: Settings, jobs: int) -> ProcessPoolExecutor:
    """Workers that know the settings; where processes can be forked they share the model's memory."""
    way = "fork" if sys.platform == "linux" else "spawn"
    return ProcessPoolExecutor(jobs, multiprocessing.get_context(way), _begin, (settings,))


def _handed(batch: Batch, pool: ProcessPoolExecutor) -> Future[list[Examined]]:
    """Give a batch to the workers. The first one makes them: Ctrl-C waits until they know that it is not for them."""
    with _undisturbed():
        return pool.submit(_work, batch)


@contextmanager
def _undisturbed() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_at_work: Settings


def _begin(settings: Settings) -> None:
    """In a worker: keep the settings; Ctrl-C is for the process that reports, and when that is killed a worker ends."""
    global _at_work  # noqa: PLW0603 - the one thing that a worker knows
    _at_work = settings
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(batch: Batch) -> list[Examined]:
    return [examine(source, _at_work) for source in batch]
