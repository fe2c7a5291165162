"""A mail says everything twice: what its plain text repeats of its HTML is one link to a reader."""

from __future__ import annotations

from promolint.reading import read_file

MAIL = """\
Subject: Ihr Termin
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain

Termin: https://a.example/t und https://a.example/nur-text
--b
Content-Type: text/html

<p><a href="https://a.example/t">Termin</a> <a href="https://a.example/nur-html">mehr</a></p>
--b--
"""


def test_a_link_of_the_plain_text_is_the_twin_of_the_same_in_html() -> None:
    """And what stands in one of them only is nobody's twin."""
    found = [
        (message.part, link.url.rpartition("/")[2], link.twin)
        for message in read_file("termin.eml", MAIL.encode()).messages
        for link in message.links
    ]
    assert found == [
        ("text/plain", "t", True),
        ("text/plain", "nur-text", False),
        ("text/html", "t", False),
        ("text/html", "nur-html", False),
    ]


def test_an_include_is_named_with_its_place() -> None:
    """Nothing is opened here; whether it is there is for the caller to say."""
    text = b'<mjml><mj-body>\n<mj-include path="./kopf.mjml" /></mj-body></mjml>'
    (message,) = read_file("mail.mjml", text).messages
    assert [(include.path, include.place.line, include.place.column) for include in message.includes] == [
        ("./kopf.mjml", 2, 19)
    ]
