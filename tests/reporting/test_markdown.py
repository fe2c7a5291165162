"""Markdown, rendered by GitHub's own parser: template text stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options

from promolint.reporting.markdown import markdown_report
from promolint.reporting.prose import code, prose
from promolint.reporting.safe import printable
from promolint.values.outcome import Finding, Outcome
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.reporting.document import Tool

DE, EN = Catalogue.load("de"), Catalogue.load("en")
EXPECTED = """\
# promolint

| severity | number |
| --- | ---: |
| error | 1 |
| warning | 1 |
| note | 1 |
| suppressed | 2 |
| files unread | 2 |

1 error, 1 warning, 1 note in 3 messages; 0 links judged, 2 files unread

## `c.html`

- 2:9 **error** PL901: The byte 0xff is not valid UTF-8. Save the file as UTF-8.

## `closed`

- **error** PL901: You may not read this file or folder. Change its permissions, or exclude it.

## `mails/a b.html`

- 3:1 **warning** PL301 promotional-subject (confidence 1.00): The subject “Ping `@team”` advertises.
  - way out: Let subject and preheader say what the message is for; offers belong in a marketing message.
- 42:15 **error** PL101 discount (confidence 0.99): “20 % auf alles” in an invoice advertises a price offer: consent \
is needed (UWG § 7).
  - URL: `https://s.example/sale?a|b`
  - way out: Take the offer out, or send it in a marketing message to readers who agreed to offers.

## `mails/b.eml`

- 7:2 `text/html` **note** PL201 review (confidence 0.61): “Rate us” looks as if it asks for a review.
  - URL: `https://r.example/`
  - way out: Ask for the review in a message of its own that readers agreed to, or leave it out.

This is a technical check and no legal advice.
"""
CLEAN = """\
# promolint

| Schwere | Anzahl |
| --- | ---: |
| Fehler | 0 |
| Warnung | 0 |
| Hinweis | 0 |
| unterdrückt | 0 |
| Dateien ungelesen | 0 |

0 Fehler, 0 Warnungen, 0 Hinweise in 0 Nachrichten; 0 Links beurteilt

Kein Link spricht gegen die Richtlinie „gdpr-strict“.

Dies ist eine technische Prüfung und keine Rechtsberatung.
"""
OWN_TAGS = set("h1 h2 table thead tbody tr th td ul li p strong code".split())
# What GitHub, GitLab and others turn into links in the text that is left, but never in code.
MEANT = re.compile(r"[@#~$&^\\<>]\w|\bGH-\d|[!%]\w|(?<!\d):\w|www\.|://|\b[0-9a-f]{7,40}\b", re.IGNORECASE)


def _rendered(markdown: str) -> BeautifulSoup:
    html = github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)
    return BeautifulSoup(html, "html.parser")


def test_the_page(made: Outcome, tool: Tool) -> None:
    """Numbers by severity, then the findings by file; suppressed ones are counted; no legal advice."""
    assert markdown_report(made, tool, EN) == EXPECTED


def test_nothing_found(nothing: Outcome, tool: Tool) -> None:
    """It says so, in German too."""
    assert markdown_report(nothing, tool, DE) == CLEAN


def test_the_page_as_a_reader_sees_it(made: Outcome, tool: Tool) -> None:
    """One table of two columns, a heading a file, an item a finding."""
    page = _rendered(markdown_report(made, tool, EN))
    assert [len(row.find_all(["td", "th"])) for row in page.find_all("tr")] == [2] * 6
    assert [heading.text for heading in page.find_all("h2")] == ["c.html", "closed", "mails/a b.html", "mails/b.eml"]
    assert len(page.select("body > ul > li, ul:not(li ul) > li")) == 5
    assert not page.find_all(["a", "img"])


def test_template_text_stays_text(poisoned: Outcome, hostile: str, tool: Tool) -> None:
    """No link, picture, HTML or mention, no broken table, and every text is there."""
    page = _rendered(markdown_report(poisoned, tool, EN))
    assert {tag.name for tag in page.find_all()} <= OWN_TAGS
    assert [len(row.find_all(["td", "th"])) for row in page.find_all("tr")] == [2] * 6
    shown = " ".join(printable(hostile).split(" ")).strip(" ")
    assert shown.replace("  ", " ") in page.text.replace("  ", " ")
    for span in page.find_all("code"):
        span.decompose()
    assert not MEANT.search(page.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“20 % auf alles” here: (UWG § 7 (2) no. 2).", "“20 % auf alles” here: (UWG § 7 (2) no. 2)."),
        ("Directive 2002/58/EC, at 10:30, now 20%!", "Directive 2002/58/EC, at 10:30, now 20%!"),
        ("Hi {{ user.name }}, hello", "Hi `{{ user.name }},` hello"),
        ("ask @team or a@b.example now", "ask `@team` or `a@b.example` now"),
        ("see www.a.example/x and https://a.example", "see `www.a.example/x` and `https://a.example`"),
        ("fixes #12 in GH-34 (ABC-5), UTF-8", "fixes `#12` in `GH-34 (ABC-5),` UTF-8"),
        ("![x](y) <b>z</b>", "`![x](y) <b>z</b>`"),
        ("a*b*c _d_ ~~e~~", "`a*b*c _d_ ~~e~~`"),
        ("`a` ``b", "``` `a` ``b ```"),
        (":tada: 1:100: !5 %v1", "`:tada: 1:100: !5 %v1`"),
        ("a\n\n- b\x1b", "a - `b\\u001b`"),
        ("  a  b  ", "a b"),
        ("", ""),
    ],
)
def test_prose(text: str, expected: str) -> None:
    """Words that mean nothing to Markdown stay as they are, runs of others stand in one code span."""
    assert prose(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), (" a ", "`  a  `"), ("", "` `"), (" ", "` `"), ("|", "`|`")],
)
def test_code(text: str, expected: str) -> None:
    """A fence longer than any in the text; blanks at the ends are kept."""
    assert code(text) == expected


def test_a_file_comes_once(finding: Finding, tool: Tool) -> None:
    """Findings of several messages of one file stand under one heading, in the order of the file."""
    later = replace(finding, part="b", place=replace(finding.place, line=50))
    page = _rendered(markdown_report(Outcome((), (later, replace(finding, part="c")), ()), tool, EN))
    assert [heading.text for heading in page.find_all("h2")] == [finding.path]
    assert [code.text for code in page.select("ul:not(li ul) > li > code:first-of-type")] == ["c", "b"]
