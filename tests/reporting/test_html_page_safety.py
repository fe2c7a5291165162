"""The HTML page: nothing of a template becomes markup, nothing leads out of it, it is the same each time."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag

from promolint.reporting.document import Tool
from promolint.reporting.html.markup import Html, element, joined, shown, void
from promolint.reporting.html_page import html_report
from promolint.values.message import Cause, Declaration, Failure, Link, Message, Place, Role, Spot
from promolint.values.outcome import Finding, Outcome, Severity, Suppression
from promolint.values.verdict import Evidence, JudgedMessage, Purpose, Verdict
from promolint.words.catalogue import LANGUAGES, Catalogue

DE, EN = Catalogue.load("de"), Catalogue.load("en")
TOOL = Tool("0.1.0+abc", "gdpr-strict")
HARMLESS = "a word / another one"
HOSTILE = (
    "</script><script>alert(1)</script>\"><img src=x onerror=alert(1)> ' onclick='x &lt; \x00\x1b[2J\u202e\u200b\ud800"
)
HOSTILE_SHOWN = HOSTILE.replace("\x00\x1b[2J\u202e\u200b\ud800", r"\u0000\u001b[2J\u202e\u200b\ud800")
ATTRIBUTES = (
    "aria-label autocomplete charset checked class content data-folder data-found data-groups data-kind data-number "
    "data-say data-text dir hidden http-equiv id name open role scope tabindex type value"
).split()


def _filled(text: str) -> Outcome:
    """An outcome in which ``text`` is every text that comes out of a file, a path or a configuration."""
    place, elsewhere = Place(1, 1, 1, 9), Place(2, 1, 2, 9)
    link = Link(text, place, text, spot=Spot((0, len(text))))
    links = (link, replace(link, place=elsewhere, spot=Spot(), role=Role.IMAGE))
    declaration = Declaration(text, source="declared")
    message = Message(text, text, f"{text}\n", links, text, text * 2, text, declaration=declaration)
    finding = Finding(
        code="PL101",
        name=text,
        severity=Severity.ERROR,
        confidence=1.0,
        path=text,
        part=text,
        place=place,
        message=text,
        help=text,
        url=text,
        text=text,
        policy=text,
        sources=(text,),
        evidence=(Evidence("phrase", text, 1.0),),
    )
    excused = replace(finding, message="Another sentence", suppressed=Suppression(text, text))
    judged = JudgedMessage(message, (Verdict(Purpose.DISCOUNT, 1.0), Verdict(Purpose.APP, 1.0)))
    lost = replace(finding, path=f"{text}2")
    return Outcome((judged,), (finding, excused, lost), (Failure.of(text, Cause.CRASHED, place, error=text),))


def _page(said: str) -> BeautifulSoup:
    return BeautifulSoup(said, "html.parser")


def _one(within: Tag, selector: str) -> Tag:
    (found,) = within.select(selector)
    return found


def _shape(page: Tag) -> list[tuple[str, list[str]]]:
    """Every element with its attributes, without what stands in them."""
    return [(tag.name, sorted(tag.attrs)) for tag in page.select("*")]


@pytest.mark.parametrize("words", [DE, EN])
def test_hostile_texts_are_only_text(words: Catalogue) -> None:
    """They make the same elements and attributes as harmless ones, hide nothing, and can be written as UTF-8."""
    said = html_report(_filled(HOSTILE), Tool(HOSTILE, HOSTILE), words)
    page = _page(said)
    assert said.encode("utf-8")
    assert [character for character in said if character != "\n" and not character.isprintable()] == []
    assert _shape(page) == _shape(_page(html_report(_filled(HARMLESS), Tool(HARMLESS, HARMLESS), words)))
    assert _one(page, ".text").get_text() == f"{HOSTILE_SHOWN}\n"
    assert _one(page, "article:has(.text)")["data-kind"] == HOSTILE_SHOWN
    assert HOSTILE_SHOWN in _one(page, "footer").get_text()


@pytest.mark.parametrize("words", [DE, EN])
def test_the_security_policy(words: Catalogue) -> None:
    """Nothing may load, run or be sent but the one style and the one script, by the hashes of what stands there."""
    page = _page(html_report(_filled(HOSTILE), TOOL, words))
    hashes = [
        base64.b64encode(hashlib.sha256(_one(page, name).get_text().encode()).digest()).decode()
        for name in ("style", "script")
    ]
    charset, policy, *_ = page.select("head > *")
    assert charset.attrs == {"charset": "utf-8"}
    assert policy.attrs == {
        "http-equiv": "Content-Security-Policy",
        "content": (
            f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
            "base-uri 'none'; form-action 'none'"
        ),
    }


def test_nothing_leads_out_of_the_page() -> None:
    """No attribute that loads, leads, styles or runs; no element that does; no style that loads."""
    page = _page(html_report(_filled(HOSTILE), TOOL, DE))
    assert {name for tag in page.select("*") for name in tag.attrs} == {*ATTRIBUTES, "lang"}
    assert page.select("a, img, link, iframe, object, embed, base, svg, video, audio") == []
    style = _one(page, "style").get_text()
    assert [word for word in ("url(", "@import", "image-set", "</") if word in style] == []


def test_the_same_bytes_each_time() -> None:
    """The page depends on its input alone; in another language only the words differ."""
    pages = {language: html_report(_filled(HARMLESS), TOOL, Catalogue.load(language)) for language in LANGUAGES}
    assert html_report(_filled(HARMLESS), TOOL, DE) == pages["de"]
    assert _shape(_page(pages["de"])) == _shape(_page(pages["en"]))
    assert [_one(_page(page), "html")["lang"] for page in pages.values()] == list(LANGUAGES)


def test_the_language_of_a_message() -> None:
    """Its text says it to screen readers, where it is one."""
    outcome = _filled(HARMLESS)
    (judged,) = outcome.messages
    for language, told in (("de", "de"), ("pt-br", "pt-br"), ("", None), ("de onclick", None), ("x" * 9, None)):
        said = replace(judged, message=replace(judged.message, language=language))
        page = _page(html_report(replace(outcome, messages=(said,)), TOOL, EN))
        assert _one(page, ".text").get("lang") == told


def test_the_weight_of_a_thousand_messages() -> None:
    """It stays in proportion to their texts: a message's markup with one finding costs three kilobytes at most."""
    outcome = _filled(HARMLESS)
    (judged,) = outcome.messages
    text = "A sentence of a message. " * 40
    paths = [f"{number % 30}/{number}.html" for number in range(1000)]
    messages = tuple(replace(judged, message=replace(judged.message, path=path, text=text)) for path in paths)
    findings = tuple(replace(outcome.findings[0], path=path, part=HARMLESS) for path in paths)
    size = len(html_report(Outcome(messages, findings, ()), TOOL, DE).encode())
    assert size < 1000 * (len(text) + 3000)


def test_markup_escapes_what_is_not_markup() -> None:
    """Only what says that it is markup stays as it is; names of attributes read as in HTML."""
    assert shown('<b> & "') == "&lt;b&gt; &amp; &quot;"
    assert joined(Html("<i>"), "<i>", between="|") == "<i>|&lt;i&gt;"
    made = element("p", "a<b", Html("<br>"), class_="x", data_found='"\n', hidden=True, open=False)
    assert made == '<p class="x" data-found="&quot; " hidden>a&lt;b<br></p>'
    assert void("input", name="n") == '<input name="n">'
