"""How many of the links that were read the judge could decide: the measure that ``--min-coverage`` asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from promolint.values.outcome import Outcome

_DIGITS = 4


class Coverage(NamedTuple):
    """The links that were decided, of all that were read; links in comments are not among them."""

    decided: int
    links: int

    @property
    def share(self) -> float | None:
        """From 0 to 1 with four digits; ``None`` where there is no link."""
        return round(self.decided / self.links, _DIGITS) if self.links else None

    def reaches(self, percent: float) -> bool:
        """Whether this share, unrounded, is at least ``percent``; without a link nothing is missing."""
        return self.decided * 100 >= percent * self.links


def coverage(outcome: Outcome) -> Coverage:
    """The coverage of a run. Files that were not read have no links in it: they are failures by themselves."""
    links = outcome.counted.links
    return Coverage(links - outcome.counted.undecidable, links)
