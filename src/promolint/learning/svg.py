"""Small SVG pictures written by hand: a page, text, lines, boxes, and a frame with axes from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INK, GREY, PALE = "#1f2933", "#8795a1", "#e4e7eb"
BLUE, ORANGE, RED = "#2166ac", "#d9822b", "#b2182b"
_TICKS = 5
_MARGIN = 8


class Point(NamedTuple):
    """A place on a picture, in its units; y grows downwards."""

    x: float
    y: float


def page(width: float, height: float, title: str, body: Iterable[str]) -> str:
    """A whole picture on white; ``title`` is written at its top and told to those who cannot see it."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}" '
        f'width="{_n(width)}" height="{_n(height)}" role="img" font-family="sans-serif" font-size="12">'
    )
    parts = [head, f"<title>{escape(title)}</title>", box(Point(0, 0), Point(width, height), "#ffffff")]
    parts += [text(Point(16, 24), title, size=16), *body, "</svg>"]
    return "\n".join(parts) + "\n"


def text(at: Point, words: str, *, anchor: str = "start", size: float = 12, fill: str = INK) -> str:
    """Words whose start, middle or end (``anchor``) is at a point."""
    return (
        f'<text x="{_n(at.x)}" y="{_n(at.y)}" text-anchor="{anchor}" font-size="{_n(size)}" fill="{fill}">'
        f"{escape(words)}</text>"
    )


def turned(at: Point, words: str, degrees: float, *, anchor: str = "start") -> str:
    """Words turned around the point where they stand."""
    where = f"translate({_n(at.x)} {_n(at.y)}) rotate({_n(degrees)})"
    return f'<text transform="{where}" text-anchor="{anchor}" fill="{INK}">{escape(words)}</text>'


def box(start: Point, end: Point, fill: str, *, tip: str = "") -> str:
    """A filled box between two corners; ``tip`` shows where a pointer rests on it."""
    shape = (
        f'<rect x="{_n(start.x)}" y="{_n(start.y)}" width="{_n(end.x - start.x)}" height="{_n(end.y - start.y)}" '
        f'fill="{fill}"'
    )
    return f"{shape}><title>{escape(tip)}</title></rect>" if tip else f"{shape}/>"


def line(points: Sequence[Point], stroke: str, *, width: float = 2, dashed: bool = False) -> str:
    """A line through points."""
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    places = " ".join(f"{_n(point.x)},{_n(point.y)}" for point in points)
    return f'<polyline points="{places}" fill="none" stroke="{stroke}" stroke-width="{_n(width)}"{dashes}/>'


def dot(at: Point, fill: str, radius: float = 4, *, tip: str = "") -> str:
    """A filled circle."""
    shape = f'<circle cx="{_n(at.x)}" cy="{_n(at.y)}" r="{_n(radius)}" fill="{fill}"'
    return f"{shape}><title>{escape(tip)}</title></circle>" if tip else f"{shape}/>"


@dataclass(frozen=True, slots=True)
class Square:
    """A square whose two axes go from 0 to 1; ``origin`` is its upper left corner on the page."""

    origin: Point
    side: float

    def at(self, x: float, y: float) -> Point:
        """Where values stand on the page."""
        return Point(self.origin.x + x * self.side, self.origin.y + (1 - y) * self.side)

    def axes(self, across: str, up: str) -> list[str]:
        """The frame with its grid, ticks and the names of both axes."""
        found = []
        for tick in range(_TICKS + 1):
            share = tick / _TICKS
            found.append(line([self.at(share, 0), self.at(share, 1)], PALE, width=1))
            found.append(line([self.at(0, share), self.at(1, share)], PALE, width=1))
            below, beside = self.at(share, 0), self.at(0, share)
            found.append(text(Point(below.x, below.y + 18), f"{share:.1f}", anchor="middle"))
            found.append(text(Point(beside.x - _MARGIN, beside.y + 4), f"{share:.1f}", anchor="end"))
        middle, left = self.at(0.5, 0), self.at(0, 0.5)
        found.append(text(Point(middle.x, middle.y + 40), across, anchor="middle"))
        found.append(turned(Point(left.x - 38, left.y), up, -90, anchor="middle"))
        return found


def shade(share: float, colour: tuple[int, int, int]) -> str:
    """White for 0, ``colour`` for 1, and what lies between."""
    return "#" + "".join(f"{round(255 + (part - 255) * min(max(share, 0), 1)):02x}" for part in colour)


def _n(number: float) -> str:
    """A number as short as it can be: the same picture, the same bytes."""
    return f"{round(number, 2):g}"
