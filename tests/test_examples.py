"""The examples, whole: what a careful reviewer expects of each file, and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from promolint.lint import Settings, Source, lint
from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from promolint.values.outcome import Outcome

EXAMPLES = Path(__file__).parents[1] / "data" / "examples"
EXPECTED = tomllib.loads((EXAMPLES / "expected.toml").read_text(encoding="utf-8"))


def _linted(name: str, settings: Settings) -> Outcome:
    return lint([Source(name, (EXAMPLES / name).read_bytes())], settings)


@pytest.mark.parametrize("name", EXPECTED)
def test_findings(name: str, settings: Settings) -> None:
    """Every finding that a reviewer expects, by its code, severity, line and URL; of others nothing above a note."""
    rows = EXPECTED[name]["findings"]
    expected = [(row["code"], row.get("told", row["severity"]), row["line"], row["url"]) for row in rows]
    found = [
        (finding.code, str(finding.severity), finding.place.line, finding.url)
        for finding in _linted(name, settings).findings
    ]
    assert [row for row in found if row[1] != Severity.NOTE or row in expected] == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_the_carets_mark_the_url(name: str, settings: Settings) -> None:
    """What a finding's excerpt marks is what the file holds at the finding's place."""
    lines = (EXAMPLES / name).read_text(encoding="utf-8").split("\n")
    for finding in _linted(name, settings).findings:
        assert finding.excerpt is not None
        start = finding.place.column - 1
        marked = finding.excerpt.text[finding.excerpt.start : finding.excerpt.end]
        assert marked
        assert lines[finding.place.line - 1][start:].startswith(marked)


@pytest.mark.parametrize("name", EXPECTED)
def test_messages(name: str, settings: Settings) -> None:
    """Each file is one message of the kind that it declares, if it declares one, and all of it could be read."""
    outcome = _linted(name, settings)
    (judged,) = outcome.messages
    assert not outcome.failures
    declared = judged.message.declaration
    assert (declared.kind if declared.source == "declared" else "") == EXPECTED[name]["kind"]
