"""The lists of a configuration: phrases of a team's own, links that are allowed or denied, findings that are waived."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from promolint.config import Globs, Listed
from promolint.config_table import Entry
from promolint.globs import shown
from promolint.judging.link_rules import LinkRule
from promolint.judging.phrases import PhraseRule, flaw_of
from promolint.policy import rules
from promolint.reading.layers import Lines
from promolint.silence.complaints import Site
from promolint.silence.waivers import Waiver
from promolint.values.verdict import PURPOSES, Group, Purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from promolint.config_table import Table
    from promolint.judging.phrases import Phrases

_MATCHERS = ("host", "path", "query", "text")
ALLOW = (*_MATCHERS, "paths", "reason")
DENY = (*ALLOW, "purpose")
FALSE_FRIENDS = "false-friends"
PHRASES = (*map(str, PURPOSES), FALSE_FRIENDS)
WAIVER = ("paths", "path", "code", "url", "text", "reason", "until")
_NONE: tuple[str, ...] = ()
_HOST = re.compile(r"[^\s/:@?#*]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BLANK = r"[ \t]*+"
_TABLE = re.compile(
    rf"^{_BLANK}(\[\[{_BLANK}(?:tool{_BLANK}\.{_BLANK}promolint{_BLANK}\.{_BLANK})?waivers{_BLANK}\]\])", re.MULTILINE
)
_KEY = re.compile(rf"^{_BLANK}(waivers){_BLANK}=", re.MULTILINE)


def phrases(table: Table) -> Phrases:
    """The phrases that a file, or an override, says, in its order. ConfigError where one cannot be meant."""
    said = table.table("phrases")
    said.known(PHRASES)
    return tuple(
        PhraseRule(phrase, None if key == FALSE_FRIENDS else Purpose(key), said.origin_of(key))
        for key in said.entries
        for phrase in map(_phrase, said.entry(key).list())
    )


def _phrase(entry: Entry) -> str:
    phrase = entry.text()
    flaw = flaw_of(phrase)
    if flaw:
        entry.fail(flaw, "Say the words, such as “Mega-Deal*”, “#% auf alles”, “Freunde ... werben”.")
    return phrase


def allowed(top: Table) -> tuple[Listed, ...]:
    """The links that a file allows. ConfigError where an entry cannot be meant."""
    return tuple(_listed(table, ALLOW) for table in top.tables("allow"))


def denied(top: Table) -> tuple[Listed, ...]:
    """The links that a file denies. ConfigError where an entry cannot be meant."""
    return tuple(_listed(table, DENY) for table in top.tables("deny"))


def _listed(table: Table, keys: tuple[str, ...]) -> Listed:
    table.known(keys)
    if not any(key in table.entries for key in _MATCHERS):
        table.at.fail(
            f"says none of {', '.join(_MATCHERS)}", "Say which links are meant; all that is said has to hold."
        )
    rule = LinkRule(
        table.origin,
        table.value("host", _host, ""),
        table.value("path", Entry.text, ""),
        table.value("query", Entry.text, ""),
        table.value("text", Entry.text, ""),
        table.value("reason", _line, ""),
        table.value("purpose", _advertised, None),
    )
    return Listed(rule, table.value("paths", _globs, None))


def _host(entry: Entry) -> str:
    host = entry.text().lower().rstrip(".")
    if not _HOST.fullmatch(host):
        entry.fail("must be a host such as shop.example", "Say neither scheme nor path; hosts below it are meant too.")
    return host


def _advertised(entry: Entry) -> Purpose:
    """A purpose that is not that of a transaction."""
    return Purpose(entry.one_of([purpose for purpose in PURPOSES if purpose.group is not Group.TRANSACTIONAL]))


def _globs(entry: Entry) -> Globs:
    paths = entry.texts()
    if not paths:
        entry.fail("names no files", 'Say paths = ["…/**"], or leave it out for all files.')
    return Globs(entry.file.parent, paths)


def waivers(top: Table) -> tuple[Waiver, ...]:
    """The exceptions that a file names. ConfigError where one cannot be meant."""
    tables = top.tables("waivers")
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
        table.value("reason", _line, ""),
        table.value("until", _day, None),
    )


def _codes(entry: Entry) -> tuple[str, ...]:
    names = entry.names()
    found = [entry.known(lambda each: rules.select((each,)), name) for name in names]
    codes = tuple(sorted(frozenset[str]().union(*found)))
    if any(code.startswith("PL9") for code in codes):
        entry.fail("what could not be read and what is wrong with an exception stays told", "Mend it instead.")
    return codes


def _line(entry: Entry) -> str:
    """A text in one line; one that is empty is like one that is not there."""
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


READERS: Mapping[str, Callable[[Table], tuple[Any, ...]]] = {
    "phrases": phrases,
    "allow": allowed,
    "deny": denied,
    "waivers": waivers,
}
