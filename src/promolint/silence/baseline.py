"""The baseline: findings of an existing folder that were accepted, so that only new ones count. Pure.

An entry is known again by its file, its part and its fingerprint (rule, normalised URL, words, ordinal): no line
numbers and no dates, so moving lines changes nothing, and putting one finding in another's place is new.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from promolint.errors import ConfigError
from promolint.policy.finding import normalised, shortened
from promolint.policy.rules import ABOUT_EXCEPTIONS
from promolint.reporting.safe import json_safe
from promolint.values.outcome import Suppression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from promolint.values.outcome import Finding

DEFAULT_NAME = "promolint-baseline.json"
FORMAT = "promolint-baseline-v1"
_NUMBER = re.compile(r"(?<!\w)\d+(?!\w)")
_FIELDS = ("fingerprint", "part", "url", "text")


class Entry(NamedTuple):
    """One accepted finding; ``path`` is relative to the folder of the baseline. ``url`` and ``text`` are for readers.

    ``part`` holds ``#`` for each number (of a line, in a list): a message that is put before others renames them all.
    """

    path: str
    code: str
    fingerprint: str
    part: str
    url: str
    text: str

    @property
    def identity(self) -> tuple[str, ...]:
        """What it is known again by."""
        return self.path, self.code, self.fingerprint, self.part


class Difference(NamedTuple):
    """A baseline beside what is found now: new findings, entries that are found, and entries that no longer are."""

    new: tuple[Entry, ...]
    known: tuple[Entry, ...]
    gone: tuple[Entry, ...]


def entries_of(findings: Iterable[Finding], below: str = "") -> tuple[Entry, ...]:
    """The entries for these findings, sorted; none for what is suppressed or says that an exception is wrong.

    ``below`` is the way from the baseline's folder to the one that the findings' paths are relative to.
    """
    return tuple(sorted(_entry(finding, below) for finding in findings if _may_be_known(finding)))


def without_known(findings: Iterable[Finding], entries: Iterable[Entry], below: str = "") -> tuple[Finding, ...]:
    """The findings, those that the baseline knows suppressed: of equal ones as many as it holds, in their order."""
    left = Counter(entry.identity for entry in entries)
    return tuple(_without(finding, left, below) for finding in findings)


def difference(entries: Iterable[Entry], now: Iterable[Entry]) -> Difference:
    """What ``now`` (see ``entries_of``) has more and less than the baseline; a known entry is told as it is now."""
    left: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        left.setdefault(entry.identity, []).append(entry)
    new: list[Entry] = []
    known: list[Entry] = []
    for entry in now:
        same = left.get(entry.identity)
        (known if same else new).append(entry)
        if same:
            same.pop()
    gone = sorted(entry for same in left.values() for entry in same)
    return Difference(tuple(new), tuple(known), tuple(gone))


def written(entries: Iterable[Entry]) -> str:
    """The baseline as text, the same for the same entries in any order."""
    files: dict[str, dict[str, list[dict[str, str]]]] = {}
    for entry in sorted(entries):
        said = {field: getattr(entry, field) for field in _FIELDS}
        files.setdefault(entry.path, {}).setdefault(entry.code, []).append(said)
    return json_safe(json.dumps({"format": FORMAT, "files": files}, ensure_ascii=False, indent=2)) + "\n"


def read(text: str, name: str) -> tuple[Entry, ...]:
    """The entries of a baseline's text, sorted.

    Raises:
        ConfigError: it is no baseline, or a broken one; ``name`` is the file's.

    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        hint = "Restore it from version control, or delete it and run: promolint baseline write"
        raise ConfigError(f"The baseline “{name}” is broken{line}", hint) from error
    if not isinstance(data, dict) or not str(data.get("format", "")).startswith("promolint-baseline-"):
        raise ConfigError(f"“{name}” is no baseline of promolint", "Name another file with --baseline.")
    if data["format"] != FORMAT:
        hint = "Update promolint, or delete the file and run: promolint baseline write"
        raise ConfigError(f"The baseline “{name}” is of another version: {data['format']}", hint)
    try:
        return tuple(sorted(_entries(data)))
    except (AttributeError, KeyError, TypeError) as error:
        hint = "Restore it from version control, or delete it and run: promolint baseline write"
        raise ConfigError(f"The baseline “{name}” is broken: an entry is not what it should be", hint) from error


def _entries(data: dict[str, Any]) -> Iterator[Entry]:
    """The entries of a document. AttributeError, KeyError or TypeError where it is not shaped like one."""
    for path, codes in data["files"].items():
        for code, said in codes.items():
            for one in said:
                fields = [one[field] for field in _FIELDS]
                if not all(isinstance(field, str) for field in fields):
                    raise TypeError(code)
                yield Entry(path, code, *fields)


def _may_be_known(finding: Finding) -> bool:
    return finding.suppressed is None and finding.code not in ABOUT_EXCEPTIONS


def _entry(finding: Finding, below: str) -> Entry:
    return Entry(
        name_below(finding.path, below),
        finding.code,
        finding.fingerprint,
        unnumbered(finding.part),
        normalised(finding.url),
        shortened(finding.text),
    )


def unnumbered(part: str) -> str:
    """The name of a message in its file with ``#`` for each number (of a line, in a list)."""
    return _NUMBER.sub("#", part)


def name_below(path: str, below: str) -> str:
    """A path as the baseline names it."""
    return posixpath.normpath(posixpath.join(below, path))


def _without(finding: Finding, left: Counter[tuple[str, ...]], below: str) -> Finding:
    if not _may_be_known(finding):
        return finding
    identity = _entry(finding, below).identity
    if not left[identity]:
        return finding
    left[identity] -= 1
    return replace(finding, suppressed=Suppression("baseline", ""))


def parted(entries: Iterable[Entry], holds: Callable[[Entry], bool]) -> tuple[list[Entry], list[Entry]]:
    """The entries that something holds for, and the others."""
    sides: tuple[list[Entry], list[Entry]] = ([], [])
    for entry in entries:
        sides[not holds(entry)].append(entry)
    return sides
