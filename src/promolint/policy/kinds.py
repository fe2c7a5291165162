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
    """One kind. ``within`` is its place in a sentence ("in an invoice"); ``always_sent``: nobody can refuse it.

    ``aliases`` are other names that files and people give it.
    """

    id: str
    name: Bilingual
    within: Bilingual
    always_sent: bool = False
    aliases: tuple[str, ...] = ()


def get(kind: str) -> Kind:
    """Return the kind with this id or alias. UsageError, naming near ones, where there is none."""
    found = named(kind)
    if found is None:
        raise errors.UsageError(f"There is no message kind “{kind}”", errors.near(kind, known()))
    return found


def named(kind: str) -> Kind | None:
    """Return the kind with this id or alias, in any case and with ``_`` for ``-``, if there is one."""
    return _by_name().get(_spelt(kind))


def _spelt(kind: str) -> str:
    return kind.lower().replace("_", "-")


@cache
def _by_name() -> Mapping[str, Kind]:
    return {name: kind for kind in known().values() for name in (*kind.aliases, kind.id)}


@cache
def known() -> Mapping[str, Kind]:
    """Return every kind by its id, in the order of the file."""
    return {
        kind: Kind(
            kind,
            Bilingual(row["de"], row["en"]),
            Bilingual(row["within_de"], row["within_en"]),
            row.get("always_sent", False),
            tuple(row.get("aliases", ())),
        )
        for kind, row in resource.toml("promolint.policy", "kinds.toml").items()
    }
