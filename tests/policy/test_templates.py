"""Whole templates of invented businesses under the packs that read them differently: every finding, and no other."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from promolint.lint import Settings, Source, lint
from promolint.policy import pack

if TYPE_CHECKING:
    from promolint.values.outcome import Finding

TEMPLATES = Path(__file__).parent / "templates"
EXPECTED: dict[str, dict[str, list[str]]] = tomllib.loads(
    (TEMPLATES / "expected.toml").read_text(encoding="utf-8"),
)
CASES = [
    pytest.param(name, packs, rows, id=f"{name}-{packs}")
    for name, lists in EXPECTED.items()
    for packs, rows in lists.items()
]


@pytest.mark.parametrize(("name", "packs", "expected"), CASES)
def test_findings(name: str, packs: str, expected: list[str], settings: Settings) -> None:
    """A template has exactly the findings that a careful reader of the policy facts expects, in their order."""
    policy = replace(settings.policy, packs=tuple(map(pack.load, packs.split(","))))
    outcome = lint([Source(name, (TEMPLATES / name).read_bytes())], replace(settings, policy=policy))
    told = [said for row in expected if (said := _told(row))]
    assert (list(map(_row, outcome.findings)), outcome.failures) == (told, ())


def _told(row: str) -> str:
    """What the judge of today makes of a row; nothing where it misses it."""
    expected, _, instead = row.partition(" -> ")
    if not instead:
        return expected
    return "" if instead == "nothing" else f"{expected.split()[0]} {instead}"


def test_the_judge_falls_short_of_few_rows() -> None:
    """What it misses, or is not sure of, is told in the table, and is not more than one row in ten."""
    rows = [row for lists in EXPECTED.values() for expected in lists.values() for row in expected]
    assert sum(" -> " in row for row in rows) <= len(rows) / 10


def _row(finding: Finding) -> str:
    """A finding as the table has it; what is kept but not held against the message says by what."""
    kept = f" {finding.suppressed.by}" if finding.suppressed else ""
    return f"{finding.place.line}:{finding.place.column} {finding.code} {finding.severity}{kept}"


def test_every_template_is_listed() -> None:
    """No template goes unread, and each is read under the default pack."""
    files = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()}
    assert files - {"expected.toml"} == set(EXPECTED)
    assert all("gdpr-strict" in lists for lists in EXPECTED.values())


def test_enough_templates_are_wholly_silent() -> None:
    """At least two in five promise silence under the default pack: as much is left alone as is reported."""
    silent = [name for name, lists in EXPECTED.items() if lists["gdpr-strict"] == []]
    assert len(silent) >= 0.4 * len(EXPECTED)
