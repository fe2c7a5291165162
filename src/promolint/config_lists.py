"""The lists of a configuration that are about single findings and links: waivers."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from promolint.config import Globs
from promolint.config_table import Entry
from promolint.globs import shown
from promolint.policy import rules
from promolint.reading.layers import Lines
from promolint.silence.complaints import Site
from promolint.silence.waivers import Waiver

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from promolint.config_table import Table

WAIVER = ("paths", "path", "code", "url", "text", "reason", "until")
_NONE: tuple[str, ...] = ()
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BLANK = r"[ \t]*+"
_TABLE = re.compile(
    rf"^{_BLANK}(\[\[{_BLANK}(?:tool{_BLANK}\.{_BLANK}promolint{_BLANK}\.{_BLANK})?waivers{_BLANK}\]\])", re.MULTILINE
)
_KEY = re.compile(rf"^{_BLANK}(waivers){_BLANK}=", re.MULTILINE)


def waivers(top: Table) -> tuple[Waiver, ...]:
    """The exceptions that a file names. ConfigError where one cannot be meant."""
    tables = top.tables("waivers", "waiver")
    return tuple(map(_waiver, tables, _sites(top.at.file, len(tables)))) if tables else ()


def _waiver(table: Table, site: Site) -> Waiver:
    table.known(WAIVER)
    paths = table.value("paths", Entry.texts, _NONE) + table.value("path", lambda entry: (entry.text(),), _NONE)
    if not paths:
        table.at.fail("says no paths", 'Add paths = ["…/**"]; they start from the folder of this file.')
    return Waiver(
        Globs(table.at.file.parent, paths),
        table.origin,
        site,
        table.value("code", _codes, _NONE),
        table.value("url", Entry.text, ""),
        table.value("text", Entry.text, ""),
        table.value("reason", _reason, ""),
        table.value("until", _day, None),
    )


def _codes(entry: Entry) -> tuple[str, ...]:
    names = entry.names()
    found = [entry.known(lambda each: rules.select((each,)), name) for name in names]
    codes = tuple(sorted(frozenset[str]().union(*found)))
    if any(code.startswith("PL9") for code in codes):
        entry.fail("what could not be read and what is wrong with an exception stays told", "Mend it instead.")
    return codes


def _reason(entry: Entry) -> str:
    """The reason in one line; one that is empty is told by PL903, like one that is not there."""
    if not isinstance(entry.value, str):
        entry.fail("must be a text")
    return " ".join(entry.value.split())


def _day(entry: Entry) -> date:
    """The last day, as a date of TOML or as a text."""
    value = entry.value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) and _DAY.fullmatch(value) else "")
    except ValueError:
        entry.fail("must be a date", "Write the last day as 2027-01-31.")


def _sites(file: Path, count: int) -> tuple[Site, ...]:
    """Where the waivers of a file stand: at the heads of their tables, else all at the key that lists them."""
    text = file.read_text("utf-8-sig")
    lines, name = Lines(text), shown(file)
    spans = [match.span(1) for match in _TABLE.finditer(text)]
    if len(spans) != count:
        key = _KEY.search(text)
        spans = [key.span(1) if key else (0, 0)] * count
    return tuple(_site(name, lines, span) for span in spans)


def _site(name: str, lines: Lines, span: tuple[int, int]) -> Site:
    excerpt = lines.excerpt(*span)
    said = excerpt.text[excerpt.start : excerpt.end]
    return Site(name, lines.place(*span), said, excerpt if said else None)


READERS: Mapping[str, Callable[[Table], tuple[Any, ...]]] = {"waivers": waivers}
