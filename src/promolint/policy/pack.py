"""Pack files: TOML to ``Pack``, with what a pack inherits laid under what it says itself.

A table that states a purpose states all its sub-types, unless it names them too: what was inherited for them goes.
What is inherited for single kinds stays until the pack speaks of that kind and purpose itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from promolint import errors
from promolint.disk import toml
from promolint.policy.rules import RULES
from promolint.policy.ruling import DEFAULT, ITSELF, Pack, Positions, SoftOptIn, Source, Stance
from promolint.policy.subtypes import SUBTYPES
from promolint.values.message import Channel
from promolint.values.verdict import PURPOSES, Purpose
from promolint.words import resource
from promolint.words.catalogue import Bilingual

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_ROOT = "gdpr-strict"
_NAMES = (
    *(_ROOT, "phorest", "venuzle", "uk-pecr", "at-tkg", "ch-uwg", "can-spam", "canada-casl", "australia-spam-act"),
    *("whatsapp-utility", "whatsapp-authentication", "rcs-transactional"),
    *("postmark-transactional", "klaviyo-transactional"),
)
_TOP = (
    *("title_de", "title_en", "date", "extends", "default", "kinds", "exceptions", "channels", "positions"),
    *("soft_opt_in", "consent_lifts", "way_out_always", "rule_channels", "because", "rules", "sources"),
)
_SOURCE = ("cite_de", "cite_en", "says_de", "says_en", "url", "known_de", "known_en")
_KEYS = (*PURPOSES, *(f"{purpose}/{subtype}" for purpose, subtypes in SUBTYPES.items() for subtype in subtypes))
_RULES = tuple(rule.name for rule in RULES if rule.purpose is None)
_HINT = "“promolint policy” lists the packs that come with promolint; they are examples to start from."


def names() -> tuple[str, ...]:
    """Return the names of the packs that come with promolint, the default first."""
    return _NAMES


def load(name: str) -> Pack:
    """Return the pack of this name, or the one in the file ``name`` where that ends in ``.toml``.

    A pack of one's own says what it ``extends``. UsageError for an unknown name; ConfigError, with file and key, for
    a file that cannot be read or is malformed.
    """
    if name.endswith(".toml"):
        return _from_file(Path(name))
    errors.require_known("policy pack", name, _NAMES)
    return _shipped(name)


@cache
def _shipped(name: str) -> Pack:
    top = _Table(f"{name}.toml", "", resource.toml("promolint.policy", f"packs/{name}.toml"))
    return _pack(top, name, None if name == _ROOT else _parent(top))


def _from_file(path: Path) -> Pack:
    try:
        raw = toml(path)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        message = f"The policy file {path} could not be read: {reason}"
        raise errors.ConfigError(
            message, "Name a pack that comes with promolint, or a readable *.toml file."
        ) from error
    except ValueError as error:
        message = f"The policy file {path} is not TOML: {error}"
        raise errors.ConfigError(message, _HINT) from error
    top = _Table(str(path), "", raw)
    return _pack(top, path.stem, _parent(top))


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of a pack file that knows where it stands, so that every complaint can say so."""

    file: str
    key: str
    entries: Mapping[str, Any]

    def fail(self, key: str, what: str, hint: str = _HINT) -> NoReturn:
        message = f"{self.file}: {self._path(key)}: {what}"
        raise errors.ConfigError(message, hint)

    def known(self, choices: Collection[str]) -> None:
        for key in self.entries:
            if key not in choices:
                self.fail(key, "there is no such key", errors.near(key, choices))

    def table(self, key: str) -> _Table:
        value = self.entries.get(key, {})
        if not isinstance(value, dict):
            self.fail(key, "must be a table")
        return _Table(self.file, self._path(key), value)

    def text(self, key: str, *, required: bool = True) -> str:
        value = self.entries.get(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            self.fail(key, "must be a text" if key in self.entries else "is missing")
        return value

    def names(self, key: str, choices: Collection[str], otherwise: Collection[str]) -> Collection[str]:
        """The list under ``key``, each of ``choices``; ``otherwise`` where there is none."""
        value = self.entries.get(key)
        if value is None:
            return otherwise
        if not isinstance(value, list):
            self.fail(key, "must be a list")
        for one in value:
            if not isinstance(one, str) or one not in choices:
                self.fail(key, f"there is no {one!r}", errors.near(str(one), choices))
        return value

    def stances(self, choices: Collection[str]) -> dict[str, Stance]:
        self.known(choices)
        for key, value in self.entries.items():
            if value not in tuple(Stance):
                self.fail(key, f"must be {', '.join(Stance)}, not {value!r}")
        return {key: Stance(value) for key, value in self.entries.items()}

    def _path(self, key: str) -> str:
        return f"{self.key}.{key}" if self.key else key


def _parent(top: _Table) -> Pack:
    name = top.text("extends")
    if name not in _NAMES:
        top.fail("extends", f"must be one of {', '.join(_NAMES)}, not {name!r}")
    return _shipped(name)


def _pack(top: _Table, name: str, parent: Pack | None) -> Pack:
    top.known(_TOP)
    date = top.entries.get("date")
    if not isinstance(date, dt.date):
        top.fail("date", "must be a date such as 2026-11-21")
    stated = top.table("kinds")
    kinds = {**parent.kinds, **stated.stances(parent.kinds)} if parent else stated.stances(stated.entries)
    exceptions = dict(parent.exceptions) if parent else {}
    rows = top.table("exceptions")
    rows.known(kinds)
    for kind in rows.entries:
        exceptions[kind] = _over(exceptions.get(kind, {}), rows.table(kind).stances(_KEYS))
    sources = {**(parent.sources if parent else {}), **_sources(top.table("sources"))}
    because = _because(top.table("because"), kinds, sources)
    rules = top.table("rules")
    rules.known(_RULES)
    return Pack(
        name=name,
        title=Bilingual(top.text("title_de"), top.text("title_en")),
        date=date,
        extends=parent.name if parent else "",
        default=_over(parent.default if parent else {}, top.table("default").stances(_KEYS)),
        kinds=kinds,
        exceptions=exceptions,
        because=(because, *(parent.because if parent else ())),
        sources=sources,
        channels=_channels(top.table("channels"), parent),
        positions=_positions(top.table("positions"), parent),
        soft_opt_in=_soft_opt_in(top.table("soft_opt_in"), kinds, parent),
        consent_lifts=_flag(top, "consent_lifts", parent is None or parent.consent_lifts),
        way_out_always=_flag(top, "way_out_always", parent is not None and parent.way_out_always),
        rule_channels=_rule_channels(top.table("rule_channels"), parent),
        rules={**(parent.rules if parent else {}), **{key: _ids(rules, key, sources) for key in rules.entries}},
    )


def _flag(table: _Table, key: str, otherwise: bool) -> bool:  # noqa: FBT001 - the value itself
    value = table.entries.get(key, otherwise)
    if not isinstance(value, bool):
        table.fail(key, "must be true or false")
    return value


def _rule_channels(table: _Table, parent: Pack | None) -> dict[str, frozenset[Channel]]:
    table.known(_RULES)
    own = {name: frozenset(map(Channel, table.names(name, tuple(Channel), ()))) for name in table.entries}
    return {**(parent.rule_channels if parent else {}), **own}


def _channels(table: _Table, parent: Pack | None) -> dict[Channel, dict[str, Stance]]:
    table.known(tuple(Channel))
    found = {channel: dict(stances) for channel, stances in parent.channels.items()} if parent else {}
    for channel in table.entries:
        own = table.table(channel).stances(_KEYS)
        found[Channel(channel)] = _over(found.get(Channel(channel), {}), own)
    return found


def _positions(table: _Table, parent: Pack | None) -> Positions:
    stated = table.stances(("subject", "first"))
    inherited = parent.positions if parent else Positions(Stance.ALLOW, Stance.ALLOW)
    return Positions(stated.get("subject", inherited.subject), stated.get("first", inherited.first))


def _soft_opt_in(table: _Table, kinds: Collection[str], parent: Pack | None) -> SoftOptIn:
    table.known(("purposes", "channels", "except_kinds"))
    inherited = parent.soft_opt_in if parent else SoftOptIn()
    return SoftOptIn(
        frozenset(map(Purpose, table.names("purposes", PURPOSES, inherited.purposes))),
        frozenset(map(Channel, table.names("channels", tuple(Channel), inherited.channels))),
        frozenset(table.names("except_kinds", kinds, inherited.except_kinds)),
    )


def _over(inherited: Mapping[str, Stance], stated: Mapping[str, Stance]) -> dict[str, Stance]:
    kept = {key: stance for key, stance in inherited.items() if key.partition("/")[0] not in stated}
    return {**kept, **stated}


def _sources(table: _Table) -> dict[str, Source]:
    found = {}
    for name in table.entries:
        row = table.table(name)
        row.known(_SOURCE)
        found[name] = Source(
            id=name,
            cite=Bilingual(row.text("cite_de"), row.text("cite_en")),
            says=Bilingual(row.text("says_de"), row.text("says_en")),
            url=row.text("url", required=False),
            known=Bilingual(row.text("known_de"), row.text("known_en")) if "known_en" in row.entries else None,
        )
    return found


def _because(table: _Table, kinds: Collection[str], sources: Collection[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    table.known((DEFAULT, *Channel, *kinds))
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind in table.entries:
        row = table.table(kind)
        row.known(_KEYS if kind == DEFAULT else (ITSELF, *_KEYS, *(_RULES if kind in tuple(Channel) else ())))
        found[kind] = {key: _ids(row, key, sources) for key in row.entries}
    return found


def _ids(row: _Table, key: str, sources: Collection[str]) -> tuple[str, ...]:
    value = row.entries[key]
    if not isinstance(value, list) or not all(isinstance(source, str) for source in value):
        row.fail(key, "must be a list of source names")
    for source in value:
        if source not in sources:
            row.fail(key, f"there is no source {source!r} in this pack or the one it extends")
    return tuple(value)
