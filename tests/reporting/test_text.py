"""The reports for people: what stands in them, in which order, and how wide they are."""

from __future__ import annotations

from dataclasses import replace

import click
import pytest

from promolint.policy import pack, rules
from promolint.policy.ruling import Stance
from promolint.reporting.document import Tool
from promolint.reporting.example import load
from promolint.reporting.frame import width_of
from promolint.reporting.manual import pack_list, pack_page, rule_list, rule_page
from promolint.reporting.text import concise_report, text_report
from promolint.values.message import Cause, Excerpt, Failure, Place
from promolint.values.outcome import Finding, Outcome, Suppression
from promolint.values.verdict import Evidence
from promolint.words.catalogue import Catalogue
from tests.reporting.conftest import ERROR

DE, EN = Catalogue.load("de"), Catalogue.load("en")
TOOL = Tool("1", "gdpr-strict")
LINE = '<a href="https://s.example/sale">20 % auf alles</a>'
FINDING = replace(
    ERROR,
    path="mails/a.html",
    sources=("UWG § 7", "GDPR Art. 6"),
    evidence=(Evidence("phrase", "#% auf", 1.0), Evidence("url", "sale", 1.0), Evidence("model", "alles", 0.4)),
    excerpt=Excerpt(LINE, 9, 31),
)


def _report(*findings: Finding, failures: tuple[Failure, ...] = (), words: Catalogue = EN, width: int = 100) -> str:
    return click.unstyle(text_report(Outcome((), findings, failures), TOOL, words, width))


def test_a_finding() -> None:
    """Place, code, severity and confidence; the line; why; the words that decided; further sources; the way out."""
    assert _report(FINDING) == (
        "mails/a.html:42:15: PL101 discount error (confidence 0.99)\n"
        '     42 | <a href="https://s.example/sale">20 % auf alles</a>\n'
        "        |          ^^^^^^^^^^^^^^^^^^^^^^\n"
        "  “20 % auf alles” in an invoice advertises a price offer: consent is needed (UWG § 7).\n"
        "  evidence: phrase “#% auf”; URL “sale”; words “alles”\n"
        "  see also: GDPR Art. 6\n"
        "  way out:  Take the offer out, or send it in a marketing message to readers who agreed to offers.\n"
        "\n"
        "Two questions decide: does this link serve the transaction, and does it match what the message is\n"
        "for?\n"
        "If something is to stay all the same, say why on the line before it, in a comment that the message\n"
        "does not show:\n"
        "  promolint: ignore[PL101] the reason\n"
        "\n"
        "1 error, 0 warnings, 0 notes in 0 messages; 0 links judged\n"
        "This is a technical check and no legal advice.\n"
    )


def test_a_finding_in_german() -> None:
    """Labels, severity and quotation marks are German too."""
    said = _report(FINDING, words=DE)
    assert "PL101 discount Fehler (Sicherheit 0.99)\n" in said
    assert "  Anhaltspunkte: Wendung „#% auf“; URL „sale“; Wörter „alles“\n  siehe auch:    GDPR Art. 6\n" in said


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("words", [DE, EN])
def test_the_width(width: int, words: Catalogue) -> None:
    """What promolint says is wrapped, the template's line is cut."""
    wide = replace(FINDING, excerpt=Excerpt(LINE * 3, 9, 31), message="word " * 60)
    *body, _summary, _advice = _report(wide, words=words, width=width).splitlines()
    assert max(map(width_of, body[1:])) <= width


def test_what_is_said_once() -> None:
    """At the end and only once: two questions, a missing kind, how to except; none of it where no message is meant."""
    said = _report(FINDING, replace(FINDING, kind=None), FINDING)
    assert said.count("Two questions decide") == 1
    assert said.count("Declare what the message is") == 1
    assert said.count("promolint: ignore[PL101] the reason") == 1
    assert "Declare what" not in _report(FINDING)
    assert "If something is to stay" not in _report(replace(FINDING, code="PL903", name="ignore-without-reason"))


def test_nothing_to_report() -> None:
    """A clean run says so; a run that could not read something does not."""
    assert _report().startswith("No link speaks against the policy “gdpr-strict”.\n\n0 errors")
    broken = Failure.of("b.html", Cause.NOT_UTF_8, Place(2, 9, 2, 10), byte="ff")
    said = _report(failures=(broken,))
    assert said.startswith(
        "b.html:2:9: PL901 error: The byte 0xff is not valid UTF-8. Save the file as UTF-8.\n\n"
        "Mend the file as the message says; all other files were checked.\n\n0 errors"
    )
    assert "No link speaks" not in said


def test_suppressed_findings_are_not_told() -> None:
    """They stay in JSON with their reason; people see what is left."""
    kept = replace(FINDING, suppressed=Suppression("ignore", "agreed with legal"))
    assert "PL101" not in _report(kept)
    assert concise_report(Outcome((), (kept,), ()), TOOL, EN) == ""


def test_templates_cannot_steer_the_terminal() -> None:
    """Escape sequences and line breaks in paths, words and messages are shown, not obeyed."""
    nasty = "a\x1b[2J\nb\u202e"
    odd = replace(
        FINDING,
        path=nasty,
        part=nasty,
        message=nasty,
        excerpt=Excerpt(nasty, 0, len(nasty)),
        evidence=(Evidence("phrase", nasty, 1.0),),
    )
    outcome = Outcome((), (odd,), (Failure.of(nasty, Cause.CRASHED, error=nasty),))
    for said in (click.unstyle(text_report(outcome, TOOL, EN)), click.unstyle(concise_report(outcome, TOOL, EN))):
        assert "\x1b" not in said
        assert "\u202e" not in said
        assert "\nb" not in said


def test_one_line_a_finding() -> None:
    """Place, code, severity and sentence, for editors and grep; a part of a file stands in brackets."""
    outcome = Outcome((), (replace(FINDING, part="text/html"),), ())
    assert concise_report(outcome, TOOL, EN) == f"mails/a.html[text/html]:42:15: PL101 error: {FINDING.message}\n"


@pytest.mark.parametrize("words", [DE, EN])
def test_every_rule_has_its_page(words: Catalogue) -> None:
    """It says what the rule means and the way out; one on a purpose what it leaves alone and each pack's stance."""
    packs = [pack.load(name) for name in pack.names()]
    listed = click.unstyle(rule_list(words))
    for rule in rules.RULES:
        page = click.unstyle(rule_page(rule, load(rule, words.language), packs, words, 100))
        assert f"  {rule.code}  {rule.name}" in listed
        assert page.startswith(f"{rule.code} {rule.name}")
        if rule.purpose is not None:
            assert words.say("manual.silent") in page
            assert all(f"  {name} " in page for name in pack.names())


@pytest.mark.parametrize("words", [DE, EN])
@pytest.mark.parametrize("name", pack.names())
def test_every_pack_has_its_page(name: str, words: Catalogue) -> None:
    """It names all that it says differently from its default, and every source."""
    shown = pack.load(name)
    page = click.unstyle(pack_page(shown, words, 10_000))
    assert all(source.cite.into(words.language) in page for source in shown.sources.values())
    assert all(kind in page for kind, stance in shown.kinds.items() if stance is not Stance.ALLOW)
    assert shown.title.into(words.language) in click.unstyle(pack_list([shown], words))
