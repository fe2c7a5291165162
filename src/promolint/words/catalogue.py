"""The catalogue: every sentence that promolint tells a person, by key, in German and English.

The TOML files are nested tables; a key joins their names with dots. A table with exactly the keys ``one`` and
``other`` is a plural, chosen by the field ``count``. Nothing is read before the first ``Catalogue.load``.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from promolint import errors
from promolint.words import resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LANGUAGES = ("de", "en")
COUNTS = ("errors", "warnings", "notes", "messages", "links", "undecidable", "unread")
_IF_ANY = ("undecidable", "unread")
_PLURAL = {"one", "other"}


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages."""

    de: str
    en: str

    def into(self, language: str) -> str:
        """Return the text in ``language``; anything but ``de`` is English."""
        return self.de if language == "de" else self.en


@dataclass(frozen=True, slots=True)
class Plural:
    """A sentence in its form for one and its form for any other number, zero included."""

    one: str
    other: str


@dataclass(frozen=True)
class Catalogue:
    """All sentences of one language."""

    language: str
    entries: Mapping[str, str | Plural]

    @staticmethod
    def load(language: str) -> Catalogue:
        """Return the catalogue of ``de`` or ``en``, read once. UsageError for any other language."""
        errors.require_known("language", language, LANGUAGES)
        return _read(language)

    def say(self, key: str, **fields: object) -> str:
        """Return the sentence ``key`` with its fields filled in; a plural is chosen by ``count``.

        A KeyError is a mistake of the caller: an unknown key, a field left out.
        """
        entry = self.entries[key]
        if isinstance(entry, Plural):
            entry = entry.one if fields["count"] == 1 else entry.other
        return entry.format(**fields)

    def summary(self, counts: Mapping[str, int]) -> str:
        """Return the closing line of a report; ``counts`` has a number for each of ``COUNTS``.

        Undecidable links and unread files are told where there are any.
        """
        said = {name: self.say(f"count.{name}", count=counts[name]) for name in COUNTS}
        doubts = "".join(f", {said[name]}" for name in _IF_ANY if counts[name])
        return self.say("report.summary", **said, doubts=doubts)


def language_of_locale(environ: Mapping[str, str] | None = None) -> str:
    """Return ``de`` where the first of LC_ALL, LC_MESSAGES and LANG that says anything is German, else ``en``."""
    spoken = os.environ if environ is None else environ
    said = next((spoken[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if spoken.get(name)), "")
    return "de" if re.match(r"de(?![a-z])", said, re.IGNORECASE) else "en"


@cache
def _read(language: str) -> Catalogue:
    return Catalogue(language, dict(_flat(resource.toml("promolint.words", f"{language}.toml"), "")))


def _flat(table: dict[str, Any], prefix: str) -> Iterator[tuple[str, str | Plural]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield prefix + name, value
        elif set(value) == _PLURAL:
            yield prefix + name, Plural(**value)
        else:
            yield from _flat(value, f"{prefix}{name}.")
