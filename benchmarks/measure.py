"""One run of a program, and what it took."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FRESH, KEPT = "{fresh}", "{kept}"
"""In a command: a folder that is empty at each run; one that keeps what the runs before left there."""

_SAID_SOMETHING = (0, 1)


class BenchmarkError(Exception):
    """A program that did not do what was to be measured."""


class Usage(NamedTuple):
    """What a run took: seconds of processor (all its processes) and of clock, megabytes of its largest process.

    The memory of a program that needs less than this one (about 40 MB) is told as that of this one.
    """

    processor: float
    wall: float
    memory: float


@dataclass(frozen=True, slots=True)
class Bench:
    """The folder that all lies in, with a home for programs; ``cut_off`` before a command takes the network away."""

    folder: Path
    cut_off: tuple[str, ...]

    @classmethod
    def at(cls, folder: Path) -> Bench:
        """The bench in a folder, which is made."""
        for name in ("home", "kept", "fresh"):
            folder.joinpath(name).mkdir(parents=True, exist_ok=True)
        cut_off = ("unshare", "--net")
        works = shutil.which(cut_off[0]) and subprocess.run([*cut_off, "true"], capture_output=True, check=False)
        return cls(folder, cut_off if works and works.returncode == 0 else ())

    def run(self, command: Sequence[str], inside: str) -> Usage:
        """Run a command in one of the folders here, and measure it; it ends with 0 or 1.

        Raises:
            BenchmarkError: it ended otherwise; with the end of what it said.

        """
        fresh, kept = self.folder / "fresh", self.folder / "kept"
        shutil.rmtree(fresh)
        fresh.mkdir()
        words = [word.replace(FRESH, str(fresh)).replace(KEPT, str(kept)) for word in command]
        said = self.folder / "output.txt"
        with said.open("wb") as output:
            begun = perf_counter()
            process = subprocess.Popen(
                [*self.cut_off, *words],
                cwd=self.folder / inside,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            _, status, usage = os.wait4(process.pid, 0)
            wall = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in _SAID_SOMETHING:
            end = said.read_text("utf-8", errors="replace")[-2000:]
            raise BenchmarkError(f"{' '.join(words[:6])} … ended with {process.returncode}:\n{end}")
        return Usage(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder / "home"), "LANG": "C.UTF-8"}


def median(runs: Sequence[Usage]) -> Usage:
    """The median of each figure."""
    return Usage(*(statistics.median(column) for column in zip(*runs, strict=True)))
