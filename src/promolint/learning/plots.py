"""The pictures of ``promolint evaluate --report``: reliability, precision and recall, confusion, F1 by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.learning import svg
from promolint.learning.svg import BLUE, GREY, INK, ORANGE, PALE, RED, Point, Square
from promolint.values.verdict import PURPOSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from promolint.judging.model import Calibration
    from promolint.learning.growth import Step
    from promolint.learning.summary import Bin, Curve

_SIDE = 360.0
_SQUARE = Square(Point(72, 48), _SIDE)
_SQUARE_PAGE = (_SIDE + 110, _SIDE + 140)
_CELL = 26.0
_ROW, _BAR = 22.0, 320.0
_RIGHT, _WRONG = (33, 102, 172), (178, 24, 43)
_DARK = 0.55


def reliability(bins: Sequence[Bin], error: float, name: str) -> str:
    """How often links of each probability truly are promotional, against how often they ought to be.

    The area of a dot grows with the number of its links.
    """
    body = _SQUARE.axes("probability of promotion, as the judge says", "share that truly is promotional")
    body.append(svg.line([_SQUARE.at(0, 0), _SQUARE.at(1, 1)], GREY, width=1, dashed=True))
    filled = [one for one in bins if one.links]
    body.append(svg.line([_SQUARE.at(one.said, one.truly) for one in filled], BLUE))
    most = max((one.links for one in filled), default=1)
    for one in filled:
        tip = f"{one.links} links: said {one.said:.3f}, truly {one.truly:.3f}"
        body.append(svg.dot(_SQUARE.at(one.said, one.truly), BLUE, 3 + 7 * (one.links / most) ** 0.5, tip=tip))
    below = _SQUARE.at(0, 0)
    links = sum(one.links for one in bins)
    said = f"expected calibration error {error:.4f} over {links} links"
    body.append(svg.text(Point(below.x, below.y + 62), said, fill=GREY))
    return svg.page(*_SQUARE_PAGE, f"Reliability, {name}", body)


def precision_recall(curve: Sequence[Curve], calibration: Calibration, name: str) -> str:
    """Precision against recall for every threshold, and where the two that are used stand."""
    body = _SQUARE.axes("recall", "precision")
    body.append(svg.line([_SQUARE.at(one.recall, one.precision) for one in curve], BLUE))
    marks = (("note", calibration.note, ORANGE), ("error", calibration.error, RED))
    for number, (word, threshold, colour) in enumerate(marks):
        one = min(curve, key=lambda one: abs(one.threshold - threshold))
        said = f"{word} from {threshold:.3f}: precision {one.precision:.3f}, recall {one.recall:.3f}"
        legend = _SQUARE.at(0, 0)
        body.append(svg.dot(_SQUARE.at(one.recall, one.precision), colour, 6, tip=said))
        body.append(svg.dot(Point(legend.x + 4, legend.y + 54 + 16 * number), colour))
        body.append(svg.text(Point(legend.x + 14, legend.y + 58 + 16 * number), said))
    return svg.page(*_SQUARE_PAGE, f"Precision and recall, {name}", body)


def confusion(counts: Sequence[Sequence[int]], name: str) -> str:
    """What links of each purpose were taken for: a row a true purpose, a column a judged one, shaded by its share."""
    left, top = 110.0, 130.0
    body = []
    for row, purpose in enumerate(PURPOSES):
        total = sum(counts[row]) or 1
        y = top + row * _CELL
        body.append(svg.text(Point(left - 8, y + 17), purpose, anchor="end"))
        body.append(svg.turned(Point(left + row * _CELL + 17, top - 8), purpose, -60))
        for column, count in enumerate(counts[row]):
            x, share = left + column * _CELL, count / total
            fill = svg.shade(share**0.5 if count else 0, _RIGHT if row == column else _WRONG)
            tip = f"{purpose} taken for {PURPOSES[column]}: {count} ({share:.1%})"
            corner, end = Point(x, y), Point(x + _CELL - 1, y + _CELL - 1)
            body.append(svg.box(corner, end, fill if count else "#f7f8f9", tip=tip))
            if count:
                ink = "#ffffff" if share**0.5 > _DARK else INK
                middle = Point(x + _CELL / 2 - 0.5, y + 17)
                body.append(svg.text(middle, _short(count), anchor="middle", size=9, fill=ink))
    size = len(PURPOSES) * _CELL
    body.append(
        svg.text(Point(left, top + size + 22), "rows: what a link is for; columns: what the judge says", fill=GREY)
    )
    return svg.page(left + size + 60, top + size + 40, f"Confusion, {name}", body)


def bars(groups: Mapping[str, Mapping[str, tuple[float, int]]], name: str) -> str:
    """F1 as bars, under a head for each group; values are F1 and the number of links."""
    left, y = 130.0, 52.0
    body = []
    for head, rows in groups.items():
        body.append(svg.text(Point(16, y + 4), head, size=14))
        y += _ROW
        for label, (f1, links) in rows.items():
            body.append(svg.text(Point(left - 8, y + 4), label, anchor="end"))
            body.append(svg.box(Point(left, y - 8), Point(left + _BAR, y + 8), PALE))
            tip = f"{label}: F1 {f1:.3f}, {links} links"
            body.append(svg.box(Point(left, y - 8), Point(left + _BAR * f1, y + 8), BLUE, tip=tip))
            body.append(svg.text(Point(left + _BAR + 8, y + 4), f"{f1:.3f}"))
            body.append(svg.text(Point(left + _BAR + 120, y + 4), f"{links} links", anchor="end", fill=GREY))
            y += _ROW
        y += _ROW / 2
    return svg.page(left + _BAR + 140, y, f"F1, {name}", body)


def growth(steps: Sequence[Step], name: str) -> str:
    """F1 against the share of businesses and repositories learnt from; a line a part."""
    body = _SQUARE.axes("share of businesses and repositories learnt from", "F1")
    for number, (part, colour) in enumerate(zip(steps[-1].f1, (BLUE, ORANGE, RED), strict=False)):
        places = [(_SQUARE.at(step.share, step.f1[part]), step) for step in steps if part in step.f1]
        body.append(svg.line([at for at, _ in places], colour))
        for at, step in places:
            tip = f"{part}: F1 {step.f1[part]:.3f} after {step.samples} samples"
            body.append(svg.dot(at, colour, tip=tip))
        legend = _SQUARE.at(0, 0)
        said = ", ".join(f"{step.f1[part]:.3f}" for _, step in places)
        body.append(svg.dot(Point(legend.x + 4, legend.y + 54 + 16 * number), colour))
        body.append(svg.text(Point(legend.x + 14, legend.y + 58 + 16 * number), f"{part}: {said}"))
    return svg.page(*_SQUARE_PAGE, f"Learning curve, {name}", body)


def _short(count: int) -> str:
    """A number that fits a cell: 12345 as 12k."""
    return str(count) if count < 1000 else f"{count / 1000:.1f}k" if count < 9950 else f"{count / 1000:.0f}k"  # noqa: PLR2004 - digits
