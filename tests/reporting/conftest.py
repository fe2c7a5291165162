"""An outcome made by hand that has a bit of everything, and texts that mean harm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promolint.reporting.document import Tool
from promolint.values.message import Cause, Failure, Message, Place
from promolint.values.outcome import Finding, Outcome, Severity, Suppression, Tally
from promolint.values.verdict import Evidence, JudgedMessage, Purpose

ERROR = Finding(
    code="PL101",
    name="discount",
    severity=Severity.ERROR,
    confidence=0.9987,
    path="mails/a b.html",
    part="",
    place=Place(42, 15, 42, 37),
    message="“20 % auf alles” in an invoice advertises a price offer: consent is needed (UWG § 7).",
    help="Take it out. Two questions …",
    url="https://s.example/sale?a|b",
    text="20 % auf alles",
    purpose=Purpose.DISCOUNT,
    kind="invoice-receipt",
    policy="gdpr-strict",
    sources=("UWG § 7",),
    evidence=(Evidence("phrase", "#% auf", 1.0),),
    fingerprint="f3685701d5d366bd",
)
WARNING = replace(
    ERROR,
    code="PL301",
    name="promotional-subject",
    severity=Severity.WARNING,
    confidence=1.0,
    place=Place(3, 1, 4, 9),
    message="The subject “Ping @team” advertises.",
    help="Say what it is for.",
    url="",
    text="Ping @team",
    purpose=None,
    fingerprint="a8ffea989872a384",
)
NOTE = replace(
    ERROR,
    code="PL201",
    name="review",
    severity=Severity.NOTE,
    confidence=0.61,
    path="mails/b.eml",
    part="text/html",
    place=Place(7, 2, 7, 9),
    message="“Rate us” looks as if it asks for a review.",
    url="https://r.example/",
    text="Rate us",
    purpose=Purpose.REVIEW,
)
IGNORED = replace(NOTE, severity=Severity.ERROR, place=Place(9, 2, 9, 9), suppressed=Suppression("ignore", "agreed"))
ACCEPTED = replace(IGNORED, place=Place(11, 2, 11, 9), suppressed=Suppression("baseline", "accepted 2026"))
UNREAD = Failure.of("c.html", Cause.NOT_UTF_8, Place(2, 9, 2, 10), byte="ff")
CLOSED = Failure("closed", Cause.FORBIDDEN)
HOSTILE = (
    "::error::x",
    "a::b,c=d%0Ae%",
    "##[error]x",
    "]]>",
    "--><!--",
    "<script>alert(1)</script>",
    "<img src=x onerror=y>",
    '"><b>',
    "&amp;&#64;",
    "a|b\\|c\\",
    "`tick` ``two",
    "```",
    "ping @mention or a@b.example",
    "#12 GH-34 !5 %6 ~label $7 &8 :tada: owner/repo#9 0123abcdef",
    "[words](https://evil.example) ![x](y) [a]: b",
    "see www.evil.example, https://evil.example/x_y_z and xmpp:a@b.c",
    "**bold** __bold__ ~~gone~~ # head\n- item\n\n> quote\n| a | b |\n| - | - |\n===",
    "\x1b[2J\x1b]0;x\x07\x9b31m\x00\x7f\x85",
    "\u202egnp.exe \u2066x\u2069 \u200b\ufeff\u2028\u2029",
    "a\r\nb\tc",
    "\ufffe\uffff\udcff\U0010ffff",
    "{{ name }} {0} {% if a %}",
    "",
    " ",
)


@pytest.fixture(scope="session")
def tool() -> Tool:
    """What made the reports."""
    return Tool("1", "gdpr-strict")


@pytest.fixture(scope="session")
def finding() -> Finding:
    """One finding at the level error."""
    return ERROR


@pytest.fixture(scope="session")
def unread() -> Failure:
    """One file that could not be read."""
    return UNREAD


@pytest.fixture(scope="session")
def made() -> Outcome:
    """A clean message, findings of each severity, two suppressed ones, two files that were not read."""
    parts = (("mails/a b.html", ""), ("mails/b.eml", "text/html"), ("mails/b.eml", "text/plain"))
    messages = tuple(JudgedMessage(Message(path, part, "", ()), ()) for path, part in parts)
    return Outcome(
        messages,
        (WARNING, ERROR, NOTE, IGNORED, ACCEPTED),
        (UNREAD, CLOSED),
        replace(Tally.of(messages), passed_over=1),
    )


@pytest.fixture(scope="session")
def nothing() -> Outcome:
    """A run that found no template at all."""
    return Outcome((), (), ())


@pytest.fixture(scope="session", params=HOSTILE, ids=ascii)
def hostile(request: pytest.FixtureRequest) -> str:
    """A text that some format could take for its own syntax, or that steers a terminal."""
    text: str = request.param
    return text


@pytest.fixture(scope="session")
def poisoned(hostile: str) -> Outcome:
    """An outcome whose every text is a hostile one."""
    bad = replace(ERROR, path=hostile, part=hostile, message=hostile, help=hostile, url=hostile, text=hostile)
    bad = replace(bad, purpose=None, sources=(hostile,), evidence=(Evidence("phrase", hostile, 1.0),))
    kept = replace(bad, suppressed=Suppression("ignore", hostile))
    judged = JudgedMessage(Message(hostile, hostile, "", ()), ())
    return Outcome(
        (judged,),
        (bad, replace(bad, severity=Severity.NOTE), kept),
        (Failure.of(hostile, Cause.INCLUDE_MISSING, include=hostile),),
        Tally.of([judged]),
    )
