"""What a scan found, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Totals:
    """Rows, those of them with errors, and what was judged in them; findings that are not suppressed, by severity."""

    rows: int = 0
    rows_with_errors: int = 0
    messages: int = 0
    links: int = 0
    undecidable: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    suppressed: int = 0

    @staticmethod
    def of(results: Iterable[Mapping[str, Any]]) -> Totals:
        """These rows of results in numbers."""
        counted: Counter[str] = Counter()
        for row in results:
            found = [one["severity"] for one in row["findings"] if one["suppressed"] is None]
            counted.update({name: row[name] for name in ("messages", "links", "undecidable")})
            counted.update({f"{severity}s": found.count(severity) for severity in Severity})
            counted.update(rows=1, rows_with_errors=bool(row["errors"]), suppressed=len(row["findings"]) - len(found))
        return Totals(**counted)

    def __add__(self, other: Totals) -> Totals:
        """Both together."""
        return Totals(*map(int.__add__, astuple(self), astuple(other)))
