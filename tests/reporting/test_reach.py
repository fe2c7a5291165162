"""How many templates a finding reaches, and how many findings are left out as older: in every report that has room."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from promolint.reporting.formats import report
from promolint.values.outcome import Finding, Outcome
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.reporting.document import Tool

FORMATS = ("text", "github", "markdown", "html")
EN, DE = Catalogue.load("en"), Catalogue.load("de")


def _report(format_: str, finding: Finding, reach: int | None, tool: Tool, words: Catalogue) -> str:
    return " ".join(report(format_)(Outcome((), (replace(finding, reach=reach),), ()), tool, words).split())


@pytest.mark.parametrize(
    ("reach", "words", "said"),
    [
        (1, EN, "Shared partial: 1 template takes it in."),
        (12, EN, "Shared partial: 12 templates take it in."),
        (1, DE, "Geteilter Baustein: 1 Vorlage bindet ihn ein."),
        (12, DE, "Geteilter Baustein: 12 Vorlagen binden ihn ein."),
    ],
)
def test_a_sentence_says_how_many_templates(
    reach: int, words: Catalogue, said: str, finding: Finding, tool: Tool
) -> None:
    """Behind the finding's own sentence, in the language of the report."""
    for format_ in FORMATS:
        shown = _report(format_, finding, reach, tool, words)
        assert shown.count(said) == 1
        assert shown.index(finding.message[-20:]) < shown.index(said)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_of_its_own_reaches_nothing(format_: str, finding: Finding, tool: Tool) -> None:
    """Nothing is said of templates."""
    assert "Shared partial" not in _report(format_, finding, None, tool, EN)


@pytest.mark.parametrize("reach", [None, 3])
def test_the_number_is_a_field(reach: int | None, finding: Finding, tool: Tool) -> None:
    """In JSON of the finding, in SARIF of its properties."""
    outcome = Outcome((), (replace(finding, reach=reach),), ())
    assert json.loads(report("json")(outcome, tool, EN))["findings"][0]["reach"] == reach
    (run,) = json.loads(report("sarif")(outcome, tool, EN))["runs"]
    assert run["results"][0]["properties"]["reach"] == reach


@pytest.mark.parametrize("format_", ["text", "html"])
@pytest.mark.parametrize(
    ("older", "words", "said"),
    [
        (1, EN, "1 older finding not shown"),
        (3, EN, "3 older findings not shown"),
        (3, DE, "3 ältere Befunde nicht gezeigt"),
    ],
)
def test_what_is_older_is_counted(format_: str, older: int, words: Catalogue, said: str, tool: Tool) -> None:
    """Beside the other numbers; where there is none, nothing is said."""
    assert said in report(format_)(Outcome((), (), (), older=older), tool, words)
    assert said.partition(" ")[2] not in report(format_)(Outcome((), (), ()), tool, words)
    assert json.loads(report("json")(Outcome((), (), (), older=older), tool, words))["summary"]["older"] == older
