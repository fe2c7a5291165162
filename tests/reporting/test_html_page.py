"""The HTML page: what stands in it, and where."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag

from promolint.reporting.document import Tool
from promolint.reporting.html_page import html_report
from promolint.values.message import (
    Audience,
    Cause,
    Consent,
    Declaration,
    Failure,
    Link,
    Message,
    Place,
    Role,
    Spot,
    Stream,
)
from promolint.values.outcome import Finding, Outcome, Severity, Suppression, Tally
from promolint.values.verdict import Evidence, JudgedMessage, Purpose, Verdict
from promolint.words.catalogue import Catalogue

DE, EN = Catalogue.load("de"), Catalogue.load("en")
TOOL = Tool("0.1.0+abc", "gdpr-strict,own-rules")
TEXT = "Your receipt is here.\nSave 20 % now on all shampoos"
RECEIPT = Link("https://s.example/r", Place(3, 9, 3, 20), "receipt", spot=Spot((5, 12)))
SALE = Link(
    "https://s.example/sale", Place(4, 9, 4, 30), "Save 20 % now", Role.BUTTON, spot=Spot((22, 36)), guard="if agreed"
)
LOGO = Link("{{ url }}", Place(5, 9, 5, 18), "Logo", Role.IMAGE)
OLD = Link("https://s.example/old", Place(4, 40, 4, 60), "Old", commented=True)
MESSAGE = Message(
    "mails/a.html",
    "text/html",
    TEXT,
    (RECEIPT, SALE, LOGO),
    "Your receipt",
    "Thank you",
    "en",
    declaration=Declaration("invoice-receipt", source="declared"),
)
JUDGED = JudgedMessage(
    MESSAGE,
    (
        Verdict(Purpose.TRANSACTION, 0.99),
        Verdict(Purpose.DISCOUNT, 0.98),
        Verdict(Purpose.BRAND, 0.5, undecidable=True),
    ),
    (OLD,),
)
QUIET = JudgedMessage(Message("mails/b.txt", "", "Nothing here", ()), ())
FINDING = Finding(
    code="PL101",
    name="discount",
    severity=Severity.ERROR,
    confidence=0.998,
    path="mails/a.html",
    part="text/html",
    place=SALE.place,
    message="“Save 20 % now” in an invoice advertises a price offer: consent is needed (UWG § 7).",
    help="Take it out.",
    url=SALE.url,
    text="Save 20 % now",
    purpose=Purpose.DISCOUNT,
    kind="invoice-receipt",
    policy="gdpr-strict",
    sources=("UWG § 7", "GDPR Art. 6"),
    evidence=(Evidence("phrase", "Save 20 %", 2.0), Evidence("url", "sale", 1.0), Evidence("phrase", "now", 0.1)),
)
KEPT = replace(
    FINDING,
    code="PL304",
    name="promotion-first",
    severity=Severity.WARNING,
    url="",
    text="",
    purpose=None,
    evidence=(),
    suppressed=Suppression("ignore", "agreed with legal"),
)
ORPHAN = Finding("PL902", "unused-ignore", Severity.NOTE, 1.0, "z.html", "", Place(1, 1, 1, 1), "Unused.", "Remove it.")
FAILURE = Failure.of("sms/c.txt", Cause.NOT_UTF_8, Place(2, 9, 2, 10), byte="ff")
OUTCOME = Outcome(
    (JUDGED, QUIET), (KEPT, FINDING, ORPHAN), (FAILURE,), replace(Tally.of([JUDGED, QUIET]), passed_over=1)
)


def _page(outcome: Outcome = OUTCOME, words: Catalogue = EN) -> BeautifulSoup:
    return BeautifulSoup(html_report(outcome, TOOL, words), "html.parser")


def _one(within: Tag, selector: str) -> Tag:
    (found,) = within.select(selector)
    return found


def _texts(within: Tag, selector: str) -> list[str]:
    return [found.get_text() for found in within.select(selector)]


def _rows(finding: Tag) -> dict[str, list[str]]:
    """What stands beside each label of a finding; a list as its items."""
    rows = finding.select("dl > div")
    return {row.dt.get_text(): _texts(row, "dd > div") or _texts(row, "dd") for row in rows if row.dt}


def test_the_totals() -> None:
    """Every number of a check stands in the head with its word, and the policies by their titles."""
    header = _one(_page(words=DE), "header")
    assert dict(zip(_texts(header, ".totals dt"), _texts(header, ".totals dd"), strict=True)) == {
        "Nachrichten": "2",
        "Links beurteilt": "3",
        "Fehler": "1",
        "Warnungen": "0",
        "Hinweise": "1",
        "Ausnahmen": "1",
        "nicht entscheidbar": "1",
        "Dateien ungelesen": "1",
    }
    assert _texts(header, "p")[0] == "Geprüft nach: DSGVO, streng gelesen gdpr-strict, own-rules"
    assert "1 Binärdatei übergangen" in _texts(header, "p")


def test_the_folders() -> None:
    """One row a folder, the one of the run first, with the same numbers; one that holds only a failure is not lost."""
    rows = [_texts(row, "th, td") for row in _page().select(".folders tbody tr")]
    assert rows == [
        ["(top folder)", "0", "0", "0", "0", "1", "0", "0", "0"],
        ["mails", "2", "3", "1", "0", "0", "1", "1", "0"],
        ["sms", "0", "0", "0", "0", "0", "0", "0", "1"],
    ]


def test_the_findings_of_a_message() -> None:
    """First what is held against it, then what is excused with by whom and why; nothing else, nothing left out."""
    findings = _page().select("article[data-kind=invoice-receipt] .finding")
    assert [(one["data-found"], _one(one, "h5").get_text(), _texts(one, "p")) for one in findings] == [
        ("error", "error price offer PL101 discount", [FINDING.message]),
        (
            "suppressed",
            "warning promotion first PL304 promotion-first",
            ["Exception, noted in the file: agreed with legal", KEPT.message],
        ),
    ]
    assert _texts(findings[0], "p mark.promotional") == ["Save 20 % now"]
    assert _rows(findings[0]) == {
        "way out": ["Take the offer out, or send it in a marketing message to readers who agreed to offers."],
        "evidence": ["phrase “Save 20 %”, “now”; URL “sale”"],
        "sources": ["UWG § 7", "GDPR Art. 6"],
        "link": ["no. 2 https://s.example/sale"],
        "place": ["mails/a.html, line 4, column 9"],
        "policy": ["gdpr-strict"],
        "confidence": ["99%"],
    }


@pytest.mark.parametrize("by", ["ignore", "baseline", "waiver", "guard"])
def test_who_excused_a_finding(by: str) -> None:
    """It is said in words; a missing reason is named as missing."""
    page = _page(replace(OUTCOME, findings=(replace(KEPT, suppressed=Suppression(by, "")),)), DE)
    (reason,) = _texts(page, ".reason")
    assert reason.startswith("Ausnahme, ")
    assert reason.endswith(": ohne Begründung")


@pytest.mark.parametrize(
    ("name", "purpose", "told"),
    [
        ("link-refused", Purpose.ACCOUNT, "Leave the link out, or lead to the reader’s own order or booking."),
        ("unheard-of", Purpose.ACCOUNT, "Take it out."),
        ("unheard-of", None, "Take it out."),
    ],
)
def test_the_way_out(name: str, purpose: Purpose | None, told: str) -> None:
    """That of the rule, else that of the purpose, else what the finding says itself."""
    page = _page(replace(OUTCOME, findings=(replace(FINDING, name=name, purpose=purpose),)))
    assert _rows(_one(page, ".finding"))["way out"] == [told]


def test_words_that_the_sentence_does_not_quote() -> None:
    """They stand before it."""
    page = _page(replace(OUTCOME, findings=(replace(FINDING, message="A long one … is cut."),)))
    assert _texts(page, "blockquote") == ["Save 20 % now"]


def test_the_text_of_a_message() -> None:
    """It stands there as it is; a link's words are marked with its group and its number in the list below."""
    article = _one(_page(), "article[data-kind=invoice-receipt]")
    text = _one(article, ".text")
    assert text.get_text() == TEXT
    assert text["lang"] == "en"
    marks = [(mark["class"], mark["data-number"], mark.get_text()) for mark in text.select("mark")]
    assert marks == [(["transactional"], "1", "receipt"), (["promotional"], "2", "Save 20 % now")]
    assert _texts(article, ".link-list li") == [
        "transaction, transactional https://s.example/r line 3",
        "price offer, promotional https://s.example/sale line 4, only for readers who agreed",
        "commented out, not judged Old https://s.example/old line 4",
        "undecidable Logo {{ url }} line 5, picture, not in the text",
    ]
    assert _texts(article, ".preheader, .subject") == ["Your receipt", "Thank you"]


@pytest.mark.parametrize(
    ("spots", "marked"),
    [
        ([(0, 4), (0, 4)], [("1 2", "Your")]),
        ([(5, 12), (0, 12)], [("2", "Your receipt")]),
        ([(0, 12), (5, 12)], [("1", "Your receipt")]),
        ([(12, 13), (0, 0)], []),
        ([(20, 30), (0, 13)], [("2", "Your receipt"), ("1", ".\nSave 20")]),
    ],
)
def test_marks_never_overlap(spots: list[tuple[int, int]], marked: list[tuple[str, str]]) -> None:
    """Links in the same words share a mark, white space at the ends is not marked, and the text stays whole."""
    links = tuple(replace(SALE, spot=Spot(spot)) for spot in spots)
    verdicts = tuple(Verdict(Purpose.DISCOUNT, 1.0) for _ in links)
    page = _page(Outcome((JudgedMessage(replace(MESSAGE, links=links), verdicts),), (), ()))
    text = _one(page, ".text")
    assert text.get_text() == TEXT
    assert [(mark["data-number"], mark.get_text()) for mark in text.select("mark")] == marked


def test_what_is_folded() -> None:
    """A message without a finding is shut, each other one is open; a finding without a message has its place too."""
    page = _page()
    folded = [(_one(one, "h4").get_text(), one.details and one.details.has_attr("open")) for one in page("article")]
    assert folded == [("z.html", True), ("a.html text/html", True), ("b.txt", False)]
    assert _texts(page, "article .about") == [
        "belongs to no message",
        "message with an invoice or receipt (declared) · e-mail · 3 links judged",
        "kind not declared · e-mail · 0 links judged",
    ]
    assert _texts(page, "article .badges") == ["1 note", "1 error1 exception", "no finding"]


def test_what_a_message_is_said_to_be() -> None:
    """Stream, audience and consent stand beside its kind where somebody said them."""
    declared = Declaration(stream=Stream.MARKETING, audience=Audience.PROSPECT, consent=Consent.OPT_IN)
    page = _page(Outcome((JudgedMessage(replace(MESSAGE, links=(), declaration=declared), ()),), (), ()), DE)
    assert _texts(page, ".about") == [
        "Art nicht angegeben · E-Mail · als Werbung versandt · an Interessenten · mit Einwilligung · 0 Links beurteilt"
    ]


def test_failures() -> None:
    """Each one with its place and what to do; without any there is no section for them."""
    assert _texts(_page(), ".failure p") == [
        "sms/c.txt, line 2, column 9 PL901",
        "The byte 0xff is not valid UTF-8.",
        "Save the file as UTF-8.",
    ]
    assert _page(replace(OUTCOME, failures=())).select(".failures") == []


def test_nothing_to_report() -> None:
    """A clean run says so; one that could not read something does not."""
    assert "No link speaks" in _one(_page(Outcome((QUIET,), (), ())), "header").get_text()
    assert "No link speaks" not in _page(Outcome((), (), (FAILURE,))).get_text()


def test_the_filters() -> None:
    """Every choice says how many messages it has; the form is hidden until the script runs."""
    form = _one(_page(), "form")
    assert form.has_attr("hidden")
    assert [(_one(label, "input")["value"], label.get_text()) for label in form.select("fieldset label")] == [
        ("error", " errors (1)"),
        ("warning", " warnings (0)"),
        ("note", " notes (1)"),
        ("suppressed", " exceptions (1)"),
        ("none", " no finding (1)"),
    ]
    choices = {str(one["name"]): [(o["value"], o.get_text()) for o in one("option")] for one in form("select")}
    assert choices == {
        "group": [
            ("*", "all"),
            ("transactional", "transactional (1)"),
            ("promotional", "promotional (1)"),
            ("undecidable", "undecidable (1)"),
        ],
        "kind": [
            ("*", "all"),
            ("", "kind not declared (2)"),
            ("invoice-receipt", "message with an invoice or receipt (1)"),
        ],
        "folder": [("*", "all"), ("0", "(top folder) (1)"), ("1", "mails (2)")],
    }
