"""Code Quality: the fields that GitLab reads, and fingerprints that are each an issue's own."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from promolint.reporting.gitlab import gitlab_report
from promolint.reporting.safe import printable
from promolint.values.message import Place
from promolint.values.outcome import Finding, Outcome, Severity
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.reporting.document import Tool

EN = Catalogue.load("en")
EXPECTED = """\
[
  {
    "description": "PL101 discount: “20 % auf alles” in an invoice advertises a price offer: \
consent is needed (UWG § 7).",
    "check_name": "PL101",
    "severity": "major",
    "location": {
      "path": "mails/a b.html",
      "positions": {
        "begin": {
          "line": 42,
          "column": 15
        },
        "end": {
          "line": 42,
          "column": 37
        }
      }
    },
    "fingerprint": "9c7b05bf80fff3b9"
  }
]
"""


def _issues(outcome: Outcome, tool: Tool) -> list[dict[str, Any]]:
    issues: list[dict[str, Any]] = json.loads(gitlab_report(outcome, tool, EN))
    return issues


def test_an_issue(finding: Finding, tool: Tool) -> None:
    """Code, sentence and place; the fingerprint is kept by GitLab, so a change here makes old issues new."""
    assert gitlab_report(Outcome((), (finding,), ()), tool, EN) == EXPECTED


def test_the_severities(made: Outcome, tool: Tool) -> None:
    """An unread file outweighs every finding; suppressed findings are no issues."""
    said = [(issue["severity"], issue["check_name"], issue["location"]["path"]) for issue in _issues(made, tool)]
    assert said == [
        ("critical", "PL901", "c.html"),
        ("critical", "PL901", "closed"),
        ("minor", "PL301", "mails/a b.html"),
        ("major", "PL101", "mails/a b.html"),
        ("info", "PL201", "mails/b.eml"),
    ]


def test_nothing_found(nothing: Outcome, tool: Tool) -> None:
    """An empty list, which tells GitLab that all is resolved."""
    assert gitlab_report(nothing, tool, EN) == "[]\n"


def test_the_place_of_a_file_that_could_not_be_opened(made: Outcome, tool: Tool) -> None:
    """GitLab needs a line: it is the first."""
    assert _issues(made, tool)[1]["location"]["positions"]["begin"] == {"line": 1, "column": 1}


def test_each_fingerprint_is_an_issue_s_own(made: Outcome, finding: Finding, tool: Tool) -> None:
    """The same link twice in a message, in two parts, in two files, and a file that failed twice the same way."""
    same = [finding, replace(finding, part="x"), replace(finding, path="x"), replace(finding, path="x", part="x")]
    issues = _issues(Outcome((), (*same, *same), made.failures * 2), tool)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 12


def test_fingerprints_stay(made: Outcome, finding: Finding, tool: Tool) -> None:
    """They follow the link: lines, severities, languages and other findings do not matter."""
    moved = replace(finding, place=Place(1, 1, 1, 2), severity=Severity.NOTE, message="anders")
    (alone,) = _issues(Outcome((), (moved,), ()), tool)
    assert alone["fingerprint"] == _issues(made, tool)[3]["fingerprint"]
    english, german = (json.loads(gitlab_report(made, tool, words)) for words in (EN, Catalogue.load("de")))
    assert [issue["fingerprint"] for issue in german] == [issue["fingerprint"] for issue in english]


def test_texts_are_kept(poisoned: Outcome, hostile: str, tool: Tool) -> None:
    """A path is a path to the byte; a sentence stays on one line."""
    unread, error, note = _issues(poisoned, tool)
    assert unread["location"]["path"] == error["location"]["path"] == note["location"]["path"] == hostile
    assert error["description"] == printable(f"PL101 discount: {hostile}")
