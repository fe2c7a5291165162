"""Checkstyle XML: one element a finding, under its file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from promolint.reporting.checkstyle import checkstyle_report
from promolint.reporting.xml_page import xml_text
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.reporting.document import Tool
    from promolint.values.outcome import Outcome

EN = Catalogue.load("en")
EXPECTED = """\
<?xml version="1.0" encoding="utf-8"?>
<checkstyle version="4.3">
  <file name="c.html">
    <error line="2" column="9" severity="error" message="The byte 0xff is not valid UTF-8. Save the file as UTF-8." \
source="promolint.PL901.unreadable" />
  </file>
  <file name="closed">
    <error line="1" column="1" severity="error" message="You may not read this file or folder. Change its permissions, \
or exclude it." \
source="promolint.PL901.unreadable" />
  </file>
  <file name="mails/a b.html">
    <error line="3" column="1" severity="warning" message="The subject “Ping @team” advertises." \
source="promolint.PL301.promotional-subject" />
    <error line="42" column="15" severity="error" message="“20 % auf alles” in an invoice advertises a price offer: \
consent is needed (UWG § 7)." source="promolint.PL101.discount" />
  </file>
  <file name="mails/b.eml">
    <error line="7" column="2" severity="info" message="“Rate us” looks as if it asks for a review." \
source="promolint.PL201.review" />
  </file>
  <!-- 2 findings suppressed -->
</checkstyle>
"""
EMPTY = """\
<?xml version="1.0" encoding="utf-8"?>
<checkstyle version="4.3" />
"""


def test_the_files(made: Outcome, tool: Tool) -> None:
    """Unread files and findings in the order of the file; suppressed ones are counted in a comment."""
    assert checkstyle_report(made, tool, EN) == EXPECTED


def test_nothing_found(nothing: Outcome, tool: Tool) -> None:
    """A document without files."""
    assert checkstyle_report(nothing, tool, EN) == EMPTY


def test_texts_come_back(poisoned: Outcome, hostile: str, tool: Tool) -> None:
    """A parser reads every text as XML 1.0 can hold it."""
    root = ET.fromstring(checkstyle_report(poisoned, tool, EN))  # noqa: S314 - promolint's own report
    (file,) = root
    shown = xml_text(hostile)
    assert file.get("name") == shown
    assert [error.get("message") for error in file][1:] == [shown, shown]
