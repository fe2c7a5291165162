"""What promolint wrote is known by how it begins; nothing else is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from promolint.judging.judge import judge
from promolint.policy.decide import decide
from promolint.reading import read_file
from promolint.reading.own import is_own_report
from promolint.reporting.document import Tool, as_text, links_document
from promolint.reporting.formats import FORMATS, report
from promolint.reporting.table import links_csv, links_table
from promolint.silence.baseline import entries_of, written
from promolint.values.message import Cause, Failure
from promolint.values.outcome import Outcome, Tally
from promolint.words.catalogue import LANGUAGES, Catalogue
from tests.conftest import CLEAN, FLAGGED

if TYPE_CHECKING:
    from promolint.lint import Settings

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
TOOL = Tool("1", "gdpr-strict")
UNREAD = Failure.of('a"\\\x07.html', Cause.NOT_UTF_8, byte="0xff")
# XML of other tools' formats is read by nobody
NOT_READ = {"junit", "checkstyle"}


@pytest.fixture(scope="module")
def outcome(settings: Settings) -> Outcome:
    """One message with a finding."""
    judged = judge(read_file("a.html", FLAGGED.encode()).messages[0], settings.model)
    return Outcome((judged,), tuple(decide(judged, settings.policy)), (), Tally.of([judged]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in FORMATS if name not in NOT_READ])
def test_reports_of_findings(name: str, language: str, outcome: Outcome) -> None:
    """Every format in which templates' words and links stand, in both languages, with LF or CRLF."""
    made = report(name)(outcome, TOOL, Catalogue.load(language))
    assert is_own_report(made.encode())
    assert is_own_report(made.replace("\n", "\r\n").encode())
    assert read_file(f"report.{name}", made.encode()).messages == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["text", "json", "jsonl", "sarif", "markdown", "html"])
def test_reports_without_a_finding(name: str, language: str, outcome: Outcome) -> None:
    """What else they hold is enough: the numbers, or a file that was not read."""
    for nothing in (Outcome((), (), ()), replace(outcome, findings=(), failures=(UNREAD,))):
        assert is_own_report(report(name)(nothing, TOOL, Catalogue.load(language)).encode())


def test_inventories_and_baselines(outcome: Outcome) -> None:
    """They list the same links."""
    assert is_own_report(as_text(links_document(outcome, TOOL, Catalogue.load("en"))).encode())
    assert is_own_report(links_csv(outcome).encode())
    for language in LANGUAGES:
        assert is_own_report(links_table(outcome, Catalogue.load(language)).encode())
    assert is_own_report(written(entries_of(outcome.findings)).encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        CLEAN,
        FLAGGED,
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="generator" content="mjml"></head>',
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="generator" content="promolint">',
        '{"format": "html", "text": "Read “promolint-check-v1”"}',
        '{"type": "finding", "text": "A finding: https://a.example"}',
        '{"$schema": "x", "version": "2.1.0", "runs": [{"tool": {"driver": {"name": "other"}}}]}',
        '[{"description": "PL101 is our address", "name": "office"}]',
        "# promolint\n\nWrite to us: https://a.example\n",
        "path,part,text\na.html,1,Hello\n",
        "mails/a.html:3:1: PLEASE read this\n",
        "Your code: PL101 \n",
        "Your salon at 10:30:00\n  Book now → https://a.example\n",
        "Write to us:3:1\nBook now → https://a.example\n",
        "We write to you here  (English, email, sms)\nhttps://a.example\n",
        "News  (en, email, weekly)\n  https://a.example\n",
        "No link speaks against the policy that you signed.\n",
        "::error in our last message, title=PL101 was wrong: https://a.example\n",
    ],
)
def test_what_promolint_did_not_write(text: str) -> None:
    """A template that only mentions promolint, or looks a little like a report, is read."""
    assert not is_own_report(text.encode())


def test_the_examples_are_templates() -> None:
    """None of them is passed over."""
    files = [path for path in EXAMPLES.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if is_own_report(path.read_bytes())] == []
