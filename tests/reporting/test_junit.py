"""JUnit XML: valid whatever templates hold, and a test for each message."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from promolint.reporting.junit import junit_report
from promolint.reporting.xml_page import xml_text
from promolint.values.outcome import Finding, Outcome, Severity
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.reporting.document import Tool
    from promolint.values.message import Failure

DE, EN = Catalogue.load("de"), Catalogue.load("en")
EXPECTED = """\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="promolint" tests="5" failures="1" errors="2">
  <testsuite name="c.html" tests="1" failures="0" errors="1">
    <testcase classname="c.html" name="PL901 unreadable">
      <error message="The byte 0xff is not valid UTF-8. Save the file as UTF-8." type="PL901">\
c.html:2:9: The byte 0xff is not valid UTF-8. Save the file as UTF-8.</error>
    </testcase>
  </testsuite>
  <testsuite name="closed" tests="1" failures="0" errors="1">
    <testcase classname="closed" name="PL901 unreadable">
      <error message="You may not read this file or folder. Change its permissions, or exclude it." type="PL901">\
closed: You may not read this file or folder. Change its permissions, or exclude it.</error>
    </testcase>
  </testsuite>
  <testsuite name="mails/a b.html" tests="1" failures="1" errors="0">
    <testcase classname="mails/a b.html" name="mails/a b.html">
      <failure message="“20 % auf alles” in an invoice advertises a price offer: consent is needed (UWG § 7)." \
type="PL101">mails/a b.html:42:15: PL101 discount error (confidence 0.99)
  “20 % auf alles” in an invoice advertises a price offer: consent is needed (UWG § 7).
  way out: Take the offer out, or send it in a marketing message to readers who agreed to offers.</failure>
      <system-out>mails/a b.html:3:1: PL301 promotional-subject warning (confidence 1.00)
  The subject “Ping @team” advertises.
  way out: Let subject and preheader say what the message is for; offers belong in a marketing message.</system-out>
    </testcase>
  </testsuite>
  <testsuite name="mails/b.eml" tests="2" failures="0" errors="0">
    <properties>
      <property name="suppressed" value="2" />
    </properties>
    <testcase classname="mails/b.eml" name="text/html">
      <system-out>mails/b.eml[text/html]:7:2: PL201 review note (confidence 0.61)
  “Rate us” looks as if it asks for a review.
  way out: Ask for the review in a message of its own that readers agreed to, or leave it out.</system-out>
    </testcase>
    <testcase classname="mails/b.eml" name="text/plain" />
  </testsuite>
</testsuites>
"""
EMPTY = """\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="promolint" tests="0" failures="0" errors="0" />
"""


def _read(report: str) -> ET.Element:
    return ET.fromstring(report)  # noqa: S314 - promolint's own report


def test_the_suites(made: Outcome, tool: Tool) -> None:
    """Errors fail a test, other findings are its output, unread files are errors, clean messages pass."""
    assert junit_report(made, tool, EN) == EXPECTED


def test_nothing_found(nothing: Outcome, tool: Tool) -> None:
    """No suite."""
    assert junit_report(nothing, tool, EN) == EMPTY


def test_a_message_fails_once(finding: Finding, tool: Tool) -> None:
    """Several errors are one failure that counts them and tells each; their codes are its type."""
    others = [replace(finding, code="PL105", name="referral"), replace(finding, severity=Severity.NOTE)]
    root = _read(junit_report(Outcome((), (finding, finding, *others), ()), tool, DE))
    (failure,) = root.iter("failure")
    assert failure.attrib == {"message": "3 Fehler", "type": "PL101 PL105"}
    assert (failure.text or "").count("Ausweg: ") == 3
    assert root.attrib == {"name": "promolint", "tests": "1", "failures": "1", "errors": "0"}


def test_a_file_that_failed_twice(unread: Failure, tool: Tool) -> None:
    """One test, one error, both reasons."""
    (error,) = _read(junit_report(Outcome((), (), (unread, unread)), tool, EN)).iter("error")
    assert len((error.text or "").splitlines()) == 2


def test_only_suppressed_findings(finding: Finding, made: Outcome, tool: Tool) -> None:
    """The message passes, and its suite counts them."""
    kept = replace(finding, suppressed=made.findings[-1].suppressed)
    (suite,) = _read(junit_report(Outcome((), (kept,), ()), tool, EN))
    assert [part.tag for part in suite] == ["properties", "testcase"]
    assert not list(suite[1])


def test_texts_come_back(poisoned: Outcome, hostile: str, tool: Tool) -> None:
    """A parser reads every text as XML 1.0 can hold it; nothing ends an element or steers a terminal."""
    report = junit_report(poisoned, tool, EN)
    shown = xml_text(hostile)
    (suite,) = _read(report)
    (failure,) = suite.iter("failure")
    assert (suite.get("name"), failure.get("message")) == (shown, shown)
    assert (failure.text or "").splitlines()[1:] == [f"  {shown}", f"  way out: {shown}"]
    assert [child.tag for child in suite] == ["properties", "testcase", "testcase"]
