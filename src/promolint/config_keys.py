"""The keys of a configuration, and what each may say; every complaint names file and key.

The same is told to editors by ``schemas/config-v1.schema.json``; a test holds the two together.
"""

from __future__ import annotations

from functools import partial
from math import inf
from typing import Any

from promolint import errors
from promolint.config import LANGUAGES, Config, Globs, Override, Said, Terms
from promolint.config_table import Entry, Table
from promolint.disk import is_file
from promolint.globs import shown
from promolint.values.outcome import Severity

KEYS = (
    *("extend", "policy", "language", "fail-on", "select", "ignore", "include", "exclude", "respect-gitignore"),
    *("max-size", "guards", "min-coverage", "thresholds", "overrides", "phrases", "allow", "deny", "waivers"),
)
TERMS = ("kind", "stream", "channel", "audience", "consent", "course")
OVERRIDE = ("paths", *TERMS, "policy", "severity", "thresholds", "phrases")
THRESHOLDS = ("note", "error")
SEVERITIES = (*map(str, Severity), "off")
_UNREADABLE = "PL901"


def config_of(top: Table) -> Config:
    """What a configuration file says, each key checked.

    Raises:
        ConfigError: an unknown key, or a value that cannot be meant; names file and key.

    """
    top.known(KEYS, elsewhere=OVERRIDE)
    plain = Config()
    return Config(
        terms=_terms(top),
        language=top.said("language", lambda entry: entry.one_of(LANGUAGES), plain.language),
        fail_on=top.said("fail-on", lambda entry: Severity(entry.one_of(tuple(Severity))), plain.fail_on),
        select=top.said("select", _codes, plain.select),
        ignore=top.said("ignore", _codes, plain.ignore),
        include=top.said("include", _globs, plain.include),
        exclude=top.said("exclude", _globs, plain.exclude),
        respect_gitignore=top.said("respect-gitignore", Entry.flag, plain.respect_gitignore),
        max_size=top.said("max-size", _size, plain.max_size),
        guards=top.said("guards", Entry.texts, plain.guards),
        min_coverage=top.said("min-coverage", _percent, plain.min_coverage),
        overrides=tuple(map(_override, top.tables("overrides"))),
        allow=_listed(top, "allow"),
        deny=_listed(top, "deny"),
        waivers=_listed(top, "waivers"),
    )


def _listed(table: Table, key: str) -> tuple[Any, ...]:
    """The entries of a list; what reads them is loaded only where there are any."""
    if key not in table.entries:
        return ()
    from promolint import config_lists

    return config_lists.READERS[key](table)


def _override(table: Table) -> Override:
    table.known(OVERRIDE)
    if not table.entries.get("paths"):
        table.at.fail("says no paths", 'Add paths = ["…/**"]; they start from the folder of this file.')
    return Override(_terms(table), _globs(table.entry("paths")))


def _terms(table: Table) -> Terms:
    """The terms that stand in a table; which of them may stand there is known already."""
    plain = Terms()
    thresholds = table.table("thresholds")
    thresholds.known(THRESHOLDS)
    note, error = (thresholds.said(key, _chance, Said(None)) for key in THRESHOLDS)
    if note.value is not None and error.value is not None and note.value > error.value:
        thresholds.entry("note").fail("must not be above error")
    said = {key: table.said(key, partial(_term, key), Said(None)) for key in TERMS}
    policy = table.said("policy", _policy, plain.policy)
    return Terms(
        policy=policy,
        **said,
        note=note,
        error=error,
        severity=_severities(table.table("severity")),
        phrases=_listed(table, "phrases"),
    )


def _severities(table: Table) -> dict[str, Said[Severity | None]]:
    return {_code(rule, table.entry(rule)): table.said(rule, _severity, Said(None)) for rule in table.entries}


def _code(rule: str, entry: Entry) -> str:
    from promolint.policy import rules

    code = entry.known(rules.get, rule).code
    if code == _UNREADABLE:
        entry.fail("a file that cannot be read proves nothing, so this cannot be set", "Exclude such files.")
    return code


def _severity(entry: Entry) -> Severity | None:
    name = entry.one_of(SEVERITIES)
    return None if name == "off" else Severity(name)


def _term(key: str, entry: Entry) -> str:
    from promolint.policy import kinds
    from promolint.reading.declaration import choices_of

    if key == "kind":
        return entry.known(kinds.get, entry.text()).id
    choices = choices_of(key)
    return entry.one_of(choices) if choices else entry.text()


def _policy(entry: Entry) -> tuple[str, ...]:
    """Names of packs, and paths of files *.toml from the folder of the configuration."""
    from promolint.policy import pack

    names = entry.names()
    if not names:
        entry.fail("must name a policy", errors.near("", pack.names()))
    for name in names:
        if not name.endswith(".toml"):
            entry.known(lambda each: errors.require_known("policy pack", each, pack.names()), name)
        elif not is_file(entry.file.parent / name):
            entry.fail(f"there is no file “{name}”", "Paths start from the folder of this file.")
    return tuple(shown(entry.file.parent / name) if name.endswith(".toml") else name for name in names)


def _codes(entry: Entry) -> tuple[str, ...]:
    from promolint.policy import rules

    names = entry.names()
    for name in names:
        entry.known(lambda each: rules.select((each,)), name)
    return names


def _globs(entry: Entry) -> Globs:
    from promolint.wildcards import pattern_of

    for each in entry.list():
        if pattern_of(each.text()) is None:
            each.fail(f"“{each.value}” is no pattern", "Write it as in a .gitignore, such as archive/**.")
    return Globs(entry.file.parent, entry.texts())


def _size(entry: Entry) -> float:
    size = entry.number()
    if not 0 < size < inf:
        entry.fail("must be above 0 (megabytes)")
    return size


def _percent(entry: Entry) -> float:
    percent = entry.number()
    if not 0 <= percent <= 100:  # noqa: PLR2004
        entry.fail("must be a number from 0 to 100 (percent)")
    return percent


def _chance(entry: Entry) -> float | None:
    chance = entry.number()
    if not 0 <= chance <= 1:
        entry.fail("must be a number from 0 to 1")
    return chance
