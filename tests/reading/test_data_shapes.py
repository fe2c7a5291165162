"""What a data file says of a message beside its text: subject, stream, channel, kind; and what gives no message."""

from __future__ import annotations

import json
import time

import pytest

from promolint.reading import read_file
from promolint.reading.layers import Layer
from promolint.reading.tree import MAX_DEPTH
from promolint.reading.xml_catalogues import xml_drafts
from promolint.values.message import Cause, Channel, Message, Role, Stream

ANDROID = """<resources>
  <string name="m_subject">S</string><string name="m_text">Lies https://a.example jetzt</string>
</resources>"""
NAMES = ("a.json", "a.yml", "a.po", "a.properties", "a.strings", "strings.xml", "a.xlf", "a.csv", "a.eml", "a.mbox")
PATTERNS = (
    '"', "\\", "'", "<", "<a ", '<a b="', "<!--", "<![CDATA[", "{{", "{%", "/*", "=", "=\n", "a: ", '"a" ',
    "--b\n", "&", " ", "\t", "\n", "a=\\\n", ",", "From a 10:00 2024\n\n", "https://a.example ", 'msgid "a"\n',
)  # fmt: skip


def messages(name: str, text: str) -> tuple[Message, ...]:
    reading = read_file(name, text.encode())
    assert not reading.failures
    return reading.messages


def whatsapp(category: str) -> str:
    return json.dumps(
        {
            "name": "t",
            "category": category,
            "components": [
                {"type": "BODY", "text": "Ihre Bestellung ist da."},
                {
                    "type": "BUTTONS",
                    "buttons": [{"type": "URL", "text": "Abholen & mehr", "url": "https://a.example/?x=1&y"}],
                },
            ],
        }
    )


@pytest.mark.parametrize(
    ("category", "stream"),
    [
        ("UTILITY", Stream.TRANSACTIONAL),
        ("AUTHENTICATION", Stream.TRANSACTIONAL),
        ("MARKETING", Stream.MARKETING),
        ("", None),
    ],
)
def test_a_whatsapp_template_is_one_message_with_its_buttons(category: str, stream: Stream | None) -> None:
    """Body and buttons are one message, a button has its words, the category tells the stream."""
    (message,) = messages("t.json", whatsapp(category))
    (link,) = message.links
    assert (link.role, link.text, link.url) == (Role.BUTTON, "Abholen & mehr", "https://a.example/?x=1&y")
    assert message.text == "Ihre Bestellung ist da.\nAbholen & mehr"
    assert (message.channel, message.declaration.stream, message.declaration.source) == (
        Channel.WHATSAPP,
        stream,
        "file",
    )


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        ("outbound", Stream.TRANSACTIONAL),
        ("broadcast", Stream.MARKETING),
        ("my-newsletters", Stream.MARKETING),
        ("x", None),
    ],
)
def test_a_postmark_stream_is_the_stream(stream: str, expected: Stream | None) -> None:
    """MessageStream tells transactional from broadcast; an unknown name tells nothing."""
    (message,) = messages(
        "t.json", json.dumps({"Subject": "Hallo Du", "TextBody": "Guten Tag", "MessageStream": stream})
    )
    assert (message.subject, message.declaration.stream) == ("Hallo Du", expected)


@pytest.mark.parametrize(
    ("name", "text", "subjects"),
    [
        ("a.json", '{"Template": {"SubjectPart": "S", "HtmlPart": "<p>a b</p>", "TextPart": "a b"}}', ["S", "S"]),
        (
            "a.json",
            '{"subject": " S\\n t ", "deep": {"x": "Bitte hier lesen: https://a.example und nicht dort"}}',
            ["S t"],
        ),
        ("a.json", '{"title": "S", "message": "Lies https://a.example jetzt"}', ["S"]),
        ("a.yml", "mail:\n  betreff: S\n  text: Lies https://a.example jetzt\n", ["S"]),
        ("a.csv", "objet;corps\nS;Lisez https://a.example ici\n", ["S"]),
        ("a.properties", "orderConfirmSubject=S\norderConfirmBodyHtml=<a href='https://a.example'>x</a>\n", ["S"]),
        ("strings.xml", ANDROID, ["S"]),
        ("a.eml", "Subject: =?utf-8?q?=C3=9C?= b\n\nLies https://a.example jetzt", ["Ü b"]),
        ("a.eml", "Subject: =?utf-8?b?abcde?=\n\nLies https://a.example jetzt", ["=?utf-8?b?abcde?="]),
    ],
)
def test_the_subject_comes_from_beside_the_text(name: str, text: str, subjects: list[str]) -> None:
    """A field called subject (in any of seven languages) is the subject of the texts beside and below it."""
    assert [message.subject for message in messages(name, text)] == subjects


@pytest.mark.parametrize(
    ("name", "text", "channel"),
    [
        ("a.json", '{"sms": "Termin: https://a.example/t"}', Channel.SMS),
        ("a.json", '{"push": {"body": "Termin: https://a.example/t"}}', Channel.PUSH),
        ("a.json", '{"channel": "sms", "body": "Hallo du da"}', Channel.SMS),
        ("a.json", '{"types": {"twilio/text": {"body": "Hallo du da"}}}', Channel.SMS),
        ("a.csv", "channel,message\nwhatsapp,Hallo du da\n", Channel.WHATSAPP),
        ("a.csv", "id,sms\n1,Termin: https://a.example/t\n", Channel.SMS),
        ("a.po", 'msgctxt "sms"\nmsgid "x"\nmsgstr "Termin: https://a.example/t"\n', Channel.SMS),
        ("a.eml", "Subject: x\n\nTermin: https://a.example/t", Channel.EMAIL),
    ],
)
def test_the_channel_is_what_the_file_says(name: str, text: str, channel: Channel) -> None:
    """A column, a key or a field that names the channel decides it."""
    assert [message.channel for message in messages(name, text)] == [channel]


def test_a_row_says_kind_and_stream() -> None:
    """Columns called kind, stream, audience and consent are what the message says of itself."""
    (message,) = messages(
        "a.csv",
        "kind,stream,audience,consent,body\nshipping,transactional,existing-customer,opt-in,Ihr Paket ist unterwegs\n",
    )
    said = message.declaration
    assert (said.kind, said.stream, said.audience, said.consent, said.source) == (
        "shipping",
        Stream.TRANSACTIONAL,
        "existing-customer",
        "opt-in",
        "file",
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("package.json", '{"description": "See <a href=\\"https://a.example\\">this</a> and that"}'),
        ("a.json", '{"openapi": "3.1.0", "info": {"x": "Please read https://a.example for what is in the API"}}'),
        ("a.json", '{"$schema": "x", "y": "Please read https://a.example for what is in the API"}'),
        ("a.json", '{"url": "https://a.example", "text": "Jetzt sparen"}'),
        ("a.json", '{"description": "Please read https://a.example for what is in the API"}'),
        ("a.json", '{"documentation": "<p>See <a href=\\"https://a.example\\">this</a></p>"}'),
        ("a.json", '{"format": "promolint-links-v1", "messages": [{"text": "Bitte hier: https://a.example/x jetzt"}]}'),
        ("a.json", '{"subject": "s", "body": "mails/confirm.html", "html": "confirm_html"}'),
        ("a.yml", "on: push\njobs:\n  a:\n    run: curl -o x https://a.example && echo this is it\n"),
        ("a.yml", "apiVersion: v1\nkind: ConfigMap\ndata:\n  x: This is what it is, see https://a.example\n"),
        ("a.yml", "url: https://a.example\nimage: a.example/b:1\nlist: [https://b.example]\n"),
        ("a.arb", '{"@ok": {"description": "Shown with a link to https://a.example for the user"}, "ok": "Gut"}'),
        ("a.po", 'msgid "x"\nmsgstr "https://a.example"\n'),
        ("a.properties", "server.url=https://a.example\n"),
        (
            "pom.xml",
            "<project><url>https://a.example</url><description>This is it: https://a.example</description></project>",
        ),
        ("a.csv", "id,url,name\n1,https://a.example,Mia\n"),
        ("a.csv", "id,text\n1,gut\n2,nicht so gut\n"),
        ("a.csv", ""),
        ("a.eml", ""),
        ("a.yml", ""),
        ("a.json", ""),
        ("strings.xml", ""),
    ],
)
def test_data_without_a_message_gives_none(name: str, text: str) -> None:
    """Addresses, documentation, configuration and empty files are no messages."""
    assert messages(name, text) == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "[" * (MAX_DEPTH + 1)),
        ("a.json", '{"a": ' * 30_000 + '"https://a.example"'),
        ("a.yml", "subject: " + "[" * 60_000),
        ("a.yml", "body:\n" + "- " * 60_000),
        ("strings.xml", "<resources>" + "<item>" * 60_000),
        ("a.eml", "Content-Type: message/rfc822\n\n" * 3_000),
        ("a.eml", "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(400))),
    ],
)
def test_a_nesting_bomb_is_refused_by_name(name: str, text: str) -> None:
    """What is nested too deeply is a failure that says so, at once."""
    begun = time.process_time()
    reading = read_file(name, text.encode())
    assert [failure.cause for failure in reading.failures] == [Cause.TOO_DEEP]
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_100_kb_of_one_pattern_take_less_than_a_second(name: str, pattern: str) -> None:
    """No scanner goes over the same text again and again."""
    data = (pattern * (100_000 // len(pattern))).encode()
    begun = time.process_time()
    read_file(name, data)
    assert time.process_time() - begun < 1.5


def test_entities_of_a_document_are_never_expanded() -> None:
    """A billion laughs are one reference as written, and nothing outside the file is opened."""
    declared = '<!DOCTYPE resources [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    text = '<resources><string name="m">&a; &b; https://a.example/x da</string></resources>'
    (draft,) = xml_drafts(Layer(declared + text), "strings.xml")
    assert draft.layer.text == "&a; &b; https://a.example/x da"


def test_parts_are_told_apart() -> None:
    """Text and HTML of one mail are two messages; a second of a sort has a number."""
    text = "Content-Type: multipart/mixed; boundary=b\n\n" + "".join(
        f"--b\nContent-Type: {kind}\n\nHallo du: https://a.example/{at}\n"
        for at, kind in enumerate(("text/plain", "text/html", "image/png", "text/plain"))
    )
    assert [message.part for message in messages("a.eml", text)] == ["text/plain", "text/html", "text/plain[2]"]


def test_bytes_that_are_no_utf_8_are_read_in_their_parts_charset() -> None:
    """A mail that reaches the reader with undecodable bytes as surrogates is put right by its own charset."""
    text = "Content-Type: text/plain; charset=koi8-r\n\nlink \udcc4\udcc1: https://a.example/\udcc4 da"
    from promolint.reading.eml import eml_drafts

    (draft,) = eml_drafts(Layer(text), "a.eml")
    assert draft.layer.text == "link да: https://a.example/д da"
