"""The kinds of message that promolint knows, read once from ``kinds.toml`` when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from promolint import errors
from promolint.words import resource
from promolint.words.catalogue import Bilingual

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. ``within`` is its place in a sentence ("in an invoice"); ``always_sent``: nobody can refuse it."""

    id: str
    name: Bilingual
    within: Bilingual
    always_sent: bool = False


def get(kind: str) -> Kind:
    """Return the kind with this id. UsageError, naming near ones, where there is none."""
    errors.require_known("message kind", kind, known())
    return known()[kind]


@cache
def known() -> Mapping[str, Kind]:
    """Return every kind by its id, in the order of the file."""
    return {
        kind: Kind(
            kind,
            Bilingual(row["de"], row["en"]),
            Bilingual(row["within_de"], row["within_en"]),
            row.get("always_sent", False),
        )
        for kind, row in resource.toml("promolint.policy", "kinds.toml").items()
    }
