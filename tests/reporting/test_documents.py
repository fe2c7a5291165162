"""The JSON documents are what their schemas say, and the schemas say what the code can produce."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from promolint.discover import discover
from promolint.judging.explanation import explain
from promolint.lint import Settings, Source, lint, load
from promolint.policy.cell import cell_of
from promolint.reporting.document import Tool, as_text, check_document, links_document
from promolint.reporting.explanation import Explained, explain_document
from promolint.reporting.table import links_csv
from promolint.values.message import Cause, Channel, Failure, Place, Region, Role, Stream
from promolint.values.outcome import Outcome, Severity
from promolint.values.verdict import PURPOSES, Group
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
TOOL = Tool("1", "gdpr-strict")
EN = Catalogue.load("en")
HOSTILE = """<a href="https://s.example/?a=1&amp;b=2">=HYPERLINK("x") Jetzt 20 % Rabatt sichern</a>
<!-- <a href="https://s.example/old">alt</a> --><a href="{{ url }}"></a> \ud83d\ude00 \u202e"""


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(
        files("promolint").joinpath("schemas", f"{name}.schema.json").read_text("utf-8")
    )
    return schema


LINKS, CHECK, EXPLAIN = _schema("links-v1"), _schema("check-v1"), _schema("explain-v1")


@pytest.fixture(scope="module")
def outcome(settings: Settings) -> Outcome:
    """All examples, something hostile, a broken file and one that declares a wrong kind."""
    hostile = Source(
        "hostile.html", HOSTILE.encode("utf-8", "surrogatepass").replace(b"\xed\xa0\xbd\xed\xb8\x80", b"x")
    )
    odd = [
        hostile,
        Source("broken.html", b"\xc3\xa4 \xff"),
        Source("odd.html", b"<!-- promolint: kind=no-kind --><p>x</p>"),
    ]
    return lint([*load(discover([str(EXAMPLES)])), *odd], settings)


@pytest.mark.parametrize("schema", [LINKS, CHECK, EXPLAIN])
def test_the_schemas_are_schemas(schema: dict[str, Any]) -> None:
    """Valid themselves, and strict: no object lets in a field that it does not name."""
    Draft202012Validator.check_schema(schema)
    objects = [part for part in _parts(schema) if part.get("type") == "object"]
    assert objects
    assert all(part["additionalProperties"] is False for part in objects)


def test_documents_are_what_the_schemas_say(outcome: Outcome) -> None:
    """Of real files, broken ones and links in comments included."""
    links, check = links_document(outcome, TOOL, EN), check_document(outcome, TOOL, EN)
    Draft202012Validator(LINKS).validate(json.loads(as_text(links)))
    Draft202012Validator(CHECK).validate(json.loads(as_text(check)))
    assert len(check["errors"]) == len(links["errors"]) == 2
    assert any(link["commented"] for message in links["messages"] for link in message["links"])


def test_explanations_are_what_their_schema_says(outcome: Outcome, settings: Settings) -> None:
    """Of links that the model judged, that their form told, and that nobody can decide."""
    explained = [
        Explained(explain(judged, index, settings.model), cell_of(judged, index, settings.policy))
        for judged in outcome.messages[:6]
        for index in range(len(judged.message.links))
    ]
    document = explain_document(explained, TOOL, "en")
    Draft202012Validator(EXPLAIN).validate(json.loads(as_text(document)))
    assert {link["by_form"] for link in document["links"]} == {True, False}


def test_enumerations_are_those_of_the_code() -> None:
    """What a schema allows is what promolint can say."""
    link, message = (LINKS["$defs"][name]["properties"] for name in ("link", "message"))
    finding = CHECK["$defs"]["finding"]["properties"]
    assert link["purpose"]["enum"] == finding["purpose"]["enum"] == [*PURPOSES, None]
    assert link["group"]["enum"] == [*Group, None]
    assert (link["role"]["enum"], link["region"]["enum"]) == ([*Role], [*Region])
    assert (message["channel"]["enum"], message["stream"]["enum"]) == ([*Channel], [*Stream, None])
    assert finding["severity"]["enum"] == [*Severity]


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "advert"},
        {"confidence": 1.5},
        {"line": 0},
        {"colour": "red"},
        {"purpose": None},
        {"commented": True},
    ],
)
def test_the_schema_refuses(change: dict[str, Any], outcome: Outcome) -> None:
    """Another purpose, a number out of its range, an unknown field, a link half judged."""
    document = links_document(outcome, TOOL, EN)
    document["messages"][0]["links"][0] |= change
    assert not Draft202012Validator(LINKS).is_valid(json.loads(as_text(document)))


def test_the_counts(outcome: Outcome) -> None:
    """The summary counts what the document holds."""
    document = check_document(outcome, TOOL, EN)
    summary, severities = document["summary"], [finding["severity"] for finding in document["findings"]]
    assert [summary[f"{severity}s"] for severity in Severity] == [severities.count(severity) for severity in Severity]
    assert summary["unread"] == 2
    assert summary["links"] == sum(len(judged.verdicts) for judged in outcome.messages)


def test_findings_keep_their_sources(outcome: Outcome) -> None:
    """Each finding of the default pack cites at least one source, and names the two questions."""
    for finding in check_document(outcome, TOOL, EN)["findings"]:
        assert finding["sources"]
        assert "does this link serve the transaction" in finding["help"]


def test_a_file_with_two_failures_is_one_unread_file() -> None:
    """Files are counted, not what is wrong in them."""
    failures = (Failure("a.html", Cause.CRASHED, (("error", "x"),), Place(1, 1, 1, 2)), Failure("a.html", Cause.KILLED))
    document = links_document(Outcome((), (), failures), TOOL, EN)
    assert document["summary"]["unread"] == 1
    assert [("line" in error) for error in document["errors"]] == [True, False]


def test_no_cell_is_a_formula(outcome: Outcome) -> None:
    """A spreadsheet that opens the list runs nothing of it."""
    text = links_csv(outcome)
    assert "'=HYPERLINK" in text
    assert ",=" not in text


def _parts(schema: object) -> Iterable[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from _parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _parts(value)
