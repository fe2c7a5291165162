"""Exceptions in whole files: encoded parts, other encodings, several messages in one file."""

from __future__ import annotations

from base64 import encodebytes
from quopri import encodestring
from typing import TYPE_CHECKING

import pytest

from promolint.lint import Settings, Source, lint

if TYPE_CHECKING:
    from promolint.values.outcome import Outcome

SALE = '<p><a href="https://s.example/sale">Jetzt 20 % Rabatt auf alle Shampoos sichern</a></p>\n'
IGNORE = "<!-- promolint: ignore[PL101] until=2027-01-31 abgestimmt -->\n"
HEAD = (
    "From: a@s.example\nSubject: Ihr Termin\nMIME-Version: 1.0\n"
    "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: {}\n\n"
)


def _checked(name: str, data: bytes, judged: Settings) -> Outcome:
    return lint([Source(name, data)], judged)


def _told(outcome: Outcome) -> list[tuple[str, str]]:
    assert not outcome.failures
    return [(one.code, one.suppressed.reason if one.suppressed else "") for one in outcome.findings]


def test_quoted_printable(settings: Settings) -> None:
    """A comment and a finding of an encoded part meet by their lines in the file."""
    body = encodestring(f"<p>Ihr Termin für morgen steht.</p>\n{IGNORE}{SALE}".encode())
    assert b"until=3D2027" in body
    mail = HEAD.format("quoted-printable").encode() + body
    assert _told(_checked("a.eml", mail, settings)) == [("PL101", "abgestimmt")]
    apart = mail.replace(b"-->\n", b"-->\n<p>.</p>\n<p>.</p>\n")
    assert [code for code, _ in _told(_checked("a.eml", apart, settings))] == ["PL902", "PL101"]


def test_base64(settings: Settings) -> None:
    """What is written in base64 says nothing on the lines of the file: the comment is none."""
    mail = HEAD.format("base64").encode() + encodebytes(f"<p>Ihr Termin steht.</p>\n{IGNORE}{SALE}".encode())
    assert _told(_checked("a.eml", mail, settings)) == [("PL101", "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str, settings: Settings) -> None:
    """A comment is found in every encoding that a file is read in."""
    text = f"<p>Ihr Termin für morgen steht.</p>\n{IGNORE.replace('abgestimmt', 'für Jänner')}{SALE}"
    assert _told(_checked("a.html", text.encode(encoding), settings)) == [("PL101", "für Jänner")]


def test_a_tag_on_several_lines(settings: Settings) -> None:
    """The comment before a button works, wherever in its tag the URL stands."""
    button = (
        '<mj-button color="red"\n  href="https://s.example/sale">Jetzt 20 % Rabatt auf Shampoos sichern</mj-button>'
    )
    text = f"<mjml><mj-body><mj-text>Ihr Termin steht.</mj-text>\n{IGNORE}{button}</mj-body></mjml>"
    assert _told(_checked("a.mjml", text.encode(), settings)) == [("PL101", "abgestimmt")]


def test_several_messages_in_one_file(settings: Settings) -> None:
    """An exception for the whole file is used if any of its messages needs it."""
    html = SALE.strip().replace('"', "'")
    texts = (f"<p>Ihr Termin steht.</p>{html}", "<p>Ihre Rechnung ist da.</p>")
    body = ",\n".join(f'{{"Subject": "Ihr Termin", "HtmlBody": "{text}"}}' for text in texts)
    data = f"// promolint: ignore-file[PL101] abgestimmt\n[{body}]".encode()
    outcome = _checked("a.json", data, settings)
    assert len(outcome.messages) == 2
    assert _told(outcome) == [("PL101", "abgestimmt")]
