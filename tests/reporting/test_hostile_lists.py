"""What templates hold, in what is told of links: each list reads back whole, and nothing in it steers or runs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click
import pytest

from promolint.judging import model
from promolint.judging.explanation import explain
from promolint.policy.cell import cell_of
from promolint.reporting.document import as_text, links_document
from promolint.reporting.explanation import Explained, explain_document, explain_text
from promolint.reporting.safe import printable
from promolint.reporting.table import links_csv, links_table
from promolint.values.message import Link, Message, Place
from promolint.values.outcome import Outcome
from promolint.values.verdict import Evidence, JudgedMessage, Purpose, Verdict
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.lint import Settings
    from promolint.reporting.document import Tool

STEERS = set("\x00\x07\x1b\x7f\x85\x9b\r\u200b\u202e\u2028\u2029\u2066\u2069\ufeff\udcff")
EN = Catalogue.load("en")


@pytest.fixture
def listed(hostile: str) -> JudgedMessage:
    """A message with two links whose every text is hostile."""
    link = Link(hostile, Place(3, 1, 3, 9), hostile, sentence=hostile, before=hostile, after=hostile, heading=hostile)
    links = (link, replace(link, place=Place(4, 1, 4, 9)))
    message = Message(hostile, hostile, hostile, links, subject=hostile)
    verdict = Verdict(Purpose.DISCOUNT, 0.98, (Evidence("phrase", hostile, 1.0), Evidence("url", hostile, 0.5)))
    return JudgedMessage(message, (verdict, verdict))


def test_a_table(listed: JudgedMessage) -> None:
    """One line for the message, one a link."""
    said = links_table(Outcome((listed,), (), ()), EN)
    assert not STEERS & set(said)
    assert len(said.split("\n")) == 5


def test_csv(listed: JudgedMessage, hostile: str) -> None:
    """Every row has every column; no cell begins as a formula; each is its own text as it would be printed."""
    said = links_csv(Outcome((listed,), (), ()))
    assert not STEERS & set(said)
    head, *rows = csv.reader(io.StringIO(said), strict=True)
    assert [len(row) for row in rows] == [len(head)] * 2
    for row in rows:
        told = dict(zip(head, row, strict=True))
        for column in ("path", "part", "text", "url"):
            assert told[column].removeprefix("'") == printable(hostile)


@pytest.mark.parametrize("start", list("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))
def test_a_formula(start: str) -> None:
    """What a spreadsheet would run is text there; what only holds such a sign is left alone."""
    link = Link(f"a{start}b", Place(1, 1, 1, 9), f"{start}cmd|' /c calc'!A1")
    judged = JudgedMessage(Message("a.html", "", "", (link,)), (Verdict(Purpose.APP, 0.5),))
    row = next(csv.DictReader(io.StringIO(links_csv(Outcome((judged,), (), ())))))
    assert row["text"].startswith("'")
    assert not row["url"].startswith("'")


def test_json(listed: JudgedMessage, hostile: str, tool: Tool) -> None:
    """It reads back as it was; no line of it breaks or turns."""
    said = as_text(links_document(Outcome((listed,), (), ()), tool, EN))
    assert not (STEERS - {"\r"}) & set(said)
    (message,) = json.loads(said)["messages"]
    assert [link["text"] for link in message["links"]] == [hostile] * 2


def test_an_explanation(listed: JudgedMessage, hostile: str, settings: Settings, tool: Tool) -> None:
    """As text and as JSON."""
    explained = [Explained(explain(listed, 0, model.load()), cell_of(listed, 0, settings.policy))]
    assert not STEERS & set(click.unstyle(explain_text(explained, EN, 100)))
    said = as_text(explain_document(explained, tool, "en"))
    assert not (STEERS - {"\r"}) & set(said)
    json.loads(said)
