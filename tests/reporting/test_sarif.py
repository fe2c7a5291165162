"""SARIF by its official schema (OASIS, 2.1.0, in ``schemas/``), and by what the schema cannot say."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from jsonschema import Draft7Validator

from promolint.policy.rules import RULES
from promolint.reporting.safe import printable
from promolint.reporting.sarif import sarif_report
from promolint.values.message import Place
from promolint.values.outcome import Finding, Outcome
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.reporting.document import Tool

DE, EN = Catalogue.load("de"), Catalogue.load("en")
SCHEMA = json.loads(Path(__file__).with_name("schemas").joinpath("sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = Draft7Validator(SCHEMA, format_checker=Draft7Validator.FORMAT_CHECKER)
RESULT = """\
{
  "ruleId": "PL201",
  "ruleIndex": 9,
  "level": "error",
  "message": {
    "text": "“Rate us” looks as if it asks for a review."
  },
  "locations": [
    {
      "physicalLocation": {
        "artifactLocation": {
          "uri": "mails/b.eml",
          "uriBaseId": "%SRCROOT%"
        },
        "region": {
          "startLine": 9,
          "startColumn": 2,
          "endLine": 9,
          "endColumn": 9
        }
      },
      "logicalLocations": [
        {
          "fullyQualifiedName": "text/html"
        }
      ]
    }
  ],
  "partialFingerprints": {
    "promolint/v1": "FINGERPRINT"
  },
  "suppressions": [
    {
      "kind": "inSource",
      "status": "accepted",
      "justification": "agreed",
      "properties": {
        "by": "ignore"
      }
    }
  ],
  "properties": {
    "confidence": 0.61,
    "part": "text/html",
    "url": "https://r.example/",
    "text": "Rate us",
    "purpose": "review",
    "kind": "invoice-receipt",
    "policy": "gdpr-strict",
    "sources": [
      "UWG § 7"
    ],
    "evidence": [
      {
        "source": "phrase",
        "detail": "#% auf",
        "weight": 1.0
      }
    ],
    "help": "Take it out. Two questions …",
    "fingerprint": "f3685701d5d366bd",
    "reach": null
  }
}"""
UNREADABLE = [rule.code for rule in RULES].index("PL901")
NOTIFICATIONS = [
    {
        "level": "error",
        "message": {"text": "The byte 0xff is not valid UTF-8. Save the file as UTF-8."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "c.html", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 10},
                }
            }
        ],
        "associatedRule": {"id": "PL901", "index": UNREADABLE},
    },
    {
        "level": "error",
        "message": {"text": "You may not read this file or folder. Change its permissions, or exclude it."},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": "closed", "uriBaseId": "%SRCROOT%"}}}],
        "associatedRule": {"id": "PL901", "index": UNREADABLE},
    },
]


def _run(outcome: Outcome, tool: Tool, words: Catalogue = EN) -> dict[str, Any]:
    """The only run of a report, which the official schema accepts."""
    document = json.loads(sarif_report(outcome, tool, words))
    VALIDATOR.validate(document)
    (run,) = document["runs"]
    return dict(run)


def test_the_schema_is_strict() -> None:
    """It is the official one, and refuses what SARIF does not know."""
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"].endswith("/sarif-schema-2.1.0.json")
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x", "colour": "red"}}}]})
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{"results": []}]})


def test_a_result(made: Outcome, tool: Tool) -> None:
    """A suppressed finding, word by word: it stays, and says why it is not held against the message."""
    run = _run(made, tool)
    said = json.dumps(run["results"][3], ensure_ascii=False, indent=2)
    fingerprint = run["results"][3]["partialFingerprints"]["promolint/v1"]
    assert said == RESULT.replace("FINGERPRINT", fingerprint)
    assert (run["columnKind"], [result["level"] for result in run["results"]]) == (
        "unicodeCodePoints",
        ["warning", "error", "note", "error", "error"],
    )


def test_suppressions(made: Outcome, tool: Tool) -> None:
    """All results list theirs once one does: in the source where a comment says it, else outside."""
    said = [[one["kind"] for one in result["suppressions"]] for result in _run(made, tool)["results"]]
    assert said == [[], [], [], ["inSource"], ["external"]]


def test_unread_files(made: Outcome, tool: Tool) -> None:
    """They are errors of the tool's run, which did not succeed."""
    (invocation,) = _run(made, tool)["invocations"]
    assert invocation == {"executionSuccessful": False, "toolExecutionNotifications": NOTIFICATIONS}


def test_nothing_found(nothing: Outcome, tool: Tool) -> None:
    """A run that succeeded, with all rules and no results."""
    run = _run(nothing, tool)
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    assert run["results"] == []
    assert run["tool"]["driver"]["properties"] == {"model": "1", "policy": "gdpr-strict"}


@pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
def test_the_rules(words: Catalogue, nothing: Outcome, tool: Tool) -> None:
    """One entry a code that exists, with its page of the manual in the report's language; no address."""
    driver = _run(nothing, tool, words)["tool"]["driver"]
    assert [(rule["id"], rule["name"]) for rule in driver["rules"]] == [(rule.code, rule.name) for rule in RULES]
    assert driver["language"] == words.language
    discount, last = driver["rules"][0], driver["rules"][-1]
    way_out = words.say("purpose.discount.way_out")
    assert discount["shortDescription"]["text"] == words.say("purpose.discount.name")
    assert discount["fullDescription"]["text"] == words.say("rule.discount.means")
    assert discount["help"]["text"].endswith(f"\n{words.say('report.way_out')}: {way_out}")
    assert discount["help"]["markdown"].endswith(f"\n\n**{words.say('report.way_out')}:** {way_out}")
    assert last["shortDescription"]["text"]
    assert not any("helpUri" in rule for rule in driver["rules"])


def test_results_point_at_their_rules(made: Outcome, tool: Tool) -> None:
    """Number and code agree."""
    run = _run(made, tool)
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_each_fingerprint_is_a_result_s_own(made: Outcome, finding: Finding, tool: Tool) -> None:
    """In two files, in two parts, twice in one: and it follows the link, wherever that moves."""
    same = [finding, replace(finding, path="x"), replace(finding, part="x"), finding]
    prints = [
        result["partialFingerprints"]["promolint/v1"] for result in _run(Outcome((), tuple(same), ()), tool)["results"]
    ]
    assert len(set(prints)) == len(prints)
    (moved,) = _run(Outcome((), (replace(finding, place=Place(1, 1, 1, 2)),), ()), tool)["results"]
    assert moved["partialFingerprints"]["promolint/v1"] == prints[0]
    assert prints[0] == _run(made, tool)["results"][1]["partialFingerprints"]["promolint/v1"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("mails/a.html", "mails/a.html"),
        ("../ä b#c?d%.html", "../%C3%A4%20b%23c%3Fd%25.html"),
        ("c:x.html", "c%3Ax.html"),
        ("\udcff.html", "%FF.html"),
        ("\ud83d", "%ED%A0%BD"),
        ("-", "-"),
        ("a\\b[c]@'.html", "a%5Cb%5Bc%5D%40%27.html"),
    ],
)
def test_uris(path: str, uri: str, finding: Finding, tool: Tool) -> None:
    """A path is a relative URI, percent-encoded byte by byte: no part of it is a scheme, a query or a fragment."""
    (result,) = _run(Outcome((), (replace(finding, path=path),), ()), tool)["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": uri, "uriBaseId": "%SRCROOT%"}
    assert unquote_to_bytes(uri) == path.encode("utf-8", "surrogatepass" if path == "\ud83d" else "surrogateescape")
    assert urlsplit(uri)[:2] == ("", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[words](https://evil.example)", "[words] (https://evil.example)"),
        ("{{ name }} and {0}", "{{ name }} and {0}"),
        ("a\nb\x1b[2J\u202e", "a b\\u001b[2J\\u202e"),
    ],
)
def test_messages(text: str, expected: str, finding: Finding, tool: Tool) -> None:
    """No viewer sees a link in a message, nor anything that steers it; template syntax stays as it is."""
    (result,) = _run(Outcome((), (replace(finding, message=text),), ()), tool)["results"]
    assert result["message"] == {"text": expected}


def test_texts_come_back(poisoned: Outcome, hostile: str, tool: Tool) -> None:
    """Valid by the schema whatever templates hold; the texts themselves are kept in the properties."""
    report = sarif_report(poisoned, tool, EN)
    assert report == sarif_report(poisoned, tool, EN)
    run = _run(poisoned, tool)
    *_, kept = run["results"]
    assert (kept["properties"]["url"], kept["properties"]["text"]) == (hostile, hostile)
    assert kept["suppressions"][0]["justification"] == printable(hostile)
