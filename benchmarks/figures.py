"""What was measured as figures: a median a case, ratios within the run, and the targets that they have to meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.cases import AGAIN, ALL, CLEAN, FIRST, FLAGGED, FOLDER, HELP, MANY, ONE, TWO, Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.measure import Usage

OWN, PEER = "promolint", "djlint"


class Row(NamedTuple):
    """One case: its median, how many files it read (0: none), and how many runs the median is of."""

    key: Key
    usage: Usage
    files: int
    runs: int

    @property
    def milliseconds(self) -> float:
        """Milliseconds of processor time: a file of a folder, or the whole call."""
        return self.usage.processor * 1000 / (self.files or 1)


class Target(NamedTuple):
    """What is to be reached: not more than ``limit`` (or not less, ``least``). ``reached`` is none if not measured."""

    name: str
    limit: float
    unit: str
    reached: float | None
    least: bool = False

    @property
    def met(self) -> bool | None:
        """Whether it is reached; none if it was not measured."""
        if self.reached is None:
            return None
        return self.reached >= self.limit if self.least else self.reached <= self.limit


def targets(rows: Mapping[Key, Row]) -> tuple[Target, ...]:
    """The targets, in the order of the README; times are of the processor, but where two processes share them."""
    times = f"× {PEER}"
    many = next((row for key, row in rows.items() if key.what == MANY), None)
    help_ = rows.get(Key(OWN, HELP))
    return (
        Target("cold, a clean file", 1.5, times, _beside_peer(rows, CLEAN)),
        Target("cold, a flagged file", 3.0, times, _beside_peer(rows, FLAGGED)),
        Target("a file of a folder", 0.5, times, _beside_peer(rows, FOLDER)),
        Target(
            "an unchanged folder again", 0.1, "× first run", _ratio(rows, Key(OWN, AGAIN, ALL), Key(OWN, FIRST, ALL))
        ),
        Target("--help", 0.15, "s", help_.usage.processor if help_ else None),
        Target("two processes", 1.7, "× as fast as one", _speedup(rows), least=True),
        Target(
            "memory", 400, f"MB at {many.files:,} small files" if many else "MB", many.usage.memory if many else None
        ),
    )


def beside(rows: Mapping[Key, Row], key: Key) -> float | None:
    """How many times promolint's processor time another tool took for the same."""
    return _ratio(rows, key, key._replace(tool=OWN))


def _beside_peer(rows: Mapping[Key, Row], what: str) -> float | None:
    return _ratio(rows, Key(OWN, what, "html"), Key(PEER, what, "html"))


def _ratio(rows: Mapping[Key, Row], one: Key, other: Key) -> float | None:
    if one not in rows or other not in rows:
        return None
    return rows[one].milliseconds / rows[other].milliseconds


def _speedup(rows: Mapping[Key, Row]) -> float | None:
    one, two = rows.get(Key(OWN, ONE, ALL)), rows.get(Key(OWN, TWO, ALL))
    return one.usage.wall / two.usage.wall if one and two else None
