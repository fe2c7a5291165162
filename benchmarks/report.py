"""The measured run as JSON, as tables in Markdown, and as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.cases import ALL, CLEAN, FLAGGED, FOLDER, GROWN, HELP, Key
from benchmarks.figures import OWN, beside, targets
from promolint.learning import svg
from promolint.learning.svg import BLUE, GREY, ORANGE, PALE, Point

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.figures import Row, Target
    from benchmarks.measure import Usage

    Rows = Mapping[Key, Row]

_LEFT, _BAR, _RIGHT, _STEP = 190.0, 340.0, 110.0, 22.0


def document(rows: Rows, runs: Mapping[Key, Sequence[Usage]], facts: Mapping[str, Any]) -> dict[str, Any]:
    """All that was measured as plain data, each run with it."""
    return {
        "format": "promolint-benchmark-v1",
        **facts,
        "targets": [{**target._asdict(), "met": target.met} for target in targets(rows)],
        "cases": [
            {
                **key._asdict(),
                "files": row.files,
                "processor_ms": round(row.milliseconds, 3),
                "median": _rounded(row.usage),
                "runs": [_rounded(run) for run in runs[key]],
            }
            for key, row in rows.items()
        ],
    }


def markdown(rows: Rows, facts: Mapping[str, Any]) -> str:
    """The targets and all figures as tables."""
    lines = ["| target | reached | |", "|---|---|---|", *map(_target_line, targets(rows)), ""]
    lines += ["| case | files | tool | processor time | wall time | most memory | × promolint's processor time |"]
    lines += ["|---|---|---|---|---|---|---|", *(_case_line(rows, key) for key in rows), ""]
    lines += [f"- {name}: {value}" for name, value in facts.items() if not isinstance(value, dict)]
    lines += [f"- {name}: {value}" for part in facts.values() if isinstance(part, dict) for name, value in part.items()]
    return "\n".join(lines) + "\n"


def picture(rows: Rows) -> str:
    """Bars of processor time, promolint's blue and the others' orange: cold calls, a file of a folder, growth."""
    y, body = 52.0, list[str]()
    for title, keys in _groups(rows).items():
        body.append(svg.text(Point(16, y + 4), title, size=14))
        y += _STEP
        most = max(rows[key].milliseconds for key in keys)
        for key in keys:
            body += _bar(rows[key], y, most)
            y += _STEP
        y += _STEP / 2
    return svg.page(_LEFT + _BAR + _RIGHT, y, "Processor time, milliseconds", body)


def _groups(rows: Rows) -> dict[str, list[Key]]:
    groups = {
        "--help": [key for key in rows if key.what == HELP],
        **{
            f"{what}, {ending}": [key for key in rows if (key.what, key.on) == (what, ending)]
            for what in (CLEAN, FLAGGED, FOLDER)
            for ending in ("html", "txt", "eml")
        },
        "whole folder, a file": [key for key in rows if key.on == ALL],
        "growth, a file": [key for key in rows if key.what == GROWN],
    }
    return {title.replace("folder, ", "a file of a folder, "): keys for title, keys in groups.items() if keys}


def _bar(row: Row, y: float, most: float) -> list[str]:
    label = row.key.tool if row.key.on != ALL and row.key.what != GROWN else row.key.what
    name = f"{row.files:,} files" if row.key.what == GROWN else label
    length = _BAR * row.milliseconds / most
    fill = BLUE if row.key.tool == OWN else ORANGE
    return [
        svg.text(Point(_LEFT - 8, y + 4), name, anchor="end"),
        svg.box(Point(_LEFT, y - 8), Point(_LEFT + _BAR, y + 8), PALE),
        svg.box(Point(_LEFT, y - 8), Point(_LEFT + length, y + 8), fill, tip=f"{name}: {_short(row.milliseconds)} ms"),
        svg.text(Point(_LEFT + _BAR + 8, y + 4), f"{_short(row.milliseconds)} ms", fill=GREY),
    ]


def _target_line(target: Target) -> str:
    sign = "≥" if target.least else "≤"
    reached = "not measured" if target.reached is None else f"{_short(target.reached)} {target.unit}"
    met = {True: "met", False: "**not met**", None: ""}[target.met]
    return f"| {target.name} {sign} {target.limit:g} {target.unit} | {reached} | {met} |"


def _case_line(rows: Rows, key: Key) -> str:
    row = rows[key]
    ratio = None if key.tool == OWN else beside(rows, key)
    what = f"{key.what}, {key.on}" if key.on else key.what
    unit = "ms a file" if row.files > 1 else "ms"
    files = f"{row.files:,}" if row.files else ""
    cells = (
        what,
        files,
        key.tool,
        f"{_short(row.milliseconds)} {unit}",
        f"{row.usage.wall:.2f} s",
        f"{row.usage.memory:.0f} MB",
        f"{_short(ratio)}" if ratio else "",
    )
    return f"| {' | '.join(cells)} |"


def _rounded(usage: Usage) -> dict[str, float]:
    return {name: round(value, 4) for name, value in usage._asdict().items()}


def _short(number: float) -> str:
    """Three significant digits."""
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"  # noqa: PLR2004 - from there on no decimals
