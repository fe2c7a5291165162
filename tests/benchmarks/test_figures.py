"""Targets and tables out of figures that were measured."""

from __future__ import annotations

import pytest

from benchmarks.cases import AGAIN, ALL, CLEAN, FIRST, FOLDER, HELP, MANY, ONE, TWO, Key
from benchmarks.figures import Row, targets
from benchmarks.measure import Usage, median
from benchmarks.report import markdown, picture


def row(tool: str, what: str, on: str, usage: tuple[float, float, float], files: int = 0) -> Row:
    return Row(Key(tool, what, on), Usage(*usage), files, 1)


ROWS = {
    one.key: one
    for one in (
        row("promolint", HELP, "", (0.1, 0.1, 40)),
        row("promolint", CLEAN, "html", (0.3, 0.4, 90), 1),
        row("djlint", CLEAN, "html", (0.2, 0.3, 40), 1),
        row("promolint", FOLDER, "html", (6.0, 7.0, 120), 600),
        row("djlint", FOLDER, "html", (9.0, 9.0, 60), 600),
        row("promolint", FIRST, ALL, (8.0, 9.0, 120), 1000),
        row("promolint", AGAIN, ALL, (0.6, 0.7, 60), 1000),
        row("promolint", ONE, ALL, (8.0, 8.0, 120), 1000),
        row("promolint", TWO, ALL, (8.4, 4.0, 120), 1000),
        row("promolint", MANY, "100000", (90, 90, 390), 100_000),
    )
}


def test_targets_are_ratios_of_one_run() -> None:
    """Processor time, a file where there are files; wall time where two processes share it; what lacks is told so."""
    found = {target.name: (target.reached, target.met) for target in targets(ROWS)}
    assert found == {
        "cold, a clean file": (pytest.approx(1.5), True),
        "cold, a flagged file": (None, None),
        "a file of a folder": (pytest.approx(6 / 9), False),
        "an unchanged folder again": (pytest.approx(0.075), True),
        "--help": (0.1, True),
        "two processes": (2.0, True),
        "memory": (390, True),
    }


def test_a_report_says_what_is_met() -> None:
    """Met, not met, not measured; the other tool's factor; the facts of the run."""
    lines = markdown(ROWS, {"cores": 2, "tools": {"textlint": "missing"}}).splitlines()
    assert "| cold, a clean file ≤ 1.5 × djlint | 1.5 × djlint | met |" in lines
    assert "| cold, a flagged file ≤ 3 × djlint | not measured |  |" in lines
    assert "| a file of a folder ≤ 0.5 × djlint | 0.667 × djlint | **not met** |" in lines
    assert "| two processes ≥ 1.7 × as fast as one | 2 × as fast as one | met |" in lines
    assert "| folder, html | 600 | djlint | 15 ms a file | 9.00 s | 60 MB | 1.5 |" in lines
    assert lines[-2:] == ["- cores: 2", "- textlint: missing"]


def test_the_longest_bar_of_a_group_fills_it() -> None:
    """And the others are as long as their share of it."""
    drawn = picture(ROWS)
    assert 'width="340" height="16" fill="#d9822b"><title>djlint: 15 ms' in drawn
    assert 'width="226.67" height="16" fill="#2166ac"><title>promolint: 10 ms' in drawn


def test_a_median_is_taken_of_each_figure() -> None:
    """Not of whole runs."""
    assert median([Usage(1, 9, 5), Usage(3, 2, 6), Usage(2, 4, 70)]) == Usage(2, 4, 6)
