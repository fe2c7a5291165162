"""Messages as sources: the exact text in each format, and every URL where it is said to stand."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promolint.learning.dataset import LabelledMessage, load, parse
from promolint.learning.rendering import Format, Rendered, formats, render
from promolint.values.message import Role

MESSAGES = load(Path(__file__).parents[2] / "data" / "messages")
MAIL = """---
business: Salon Lindenhof
kind: appointment-confirmation
stream: transactional
channel: email
lang: de
subject: Termin am {{ datum }}
---
[![Salon](https://s.example/l.png)](https://s.example){brand}

Hallo {{ name }}, bis **bald** & <gern>.
[Termin ändern](https://s.example/t?a=1&b=2){transaction button}
{% if x > 3 %}
## Pflege
- [Shampoo](https://s.example/shop){product} für zuhause
{% endif %}
***
<https://s.example>{brand}
"""
SENT = """Salon https://s.example

Hallo {{ name }}, bis **bald** & <gern>.
Termin ändern https://s.example/t?a=1&b=2
{% if x > 3 %}
- Shampoo https://s.example/shop für zuhause
{% endif %}
***
https://s.example
"""
SMS = MAIL.replace("email", "sms").replace("Termin am {{ datum }}", "")


def message(text: str) -> LabelledMessage:
    return parse(text)[0]


def in_format(chosen: Format, style: int = 0) -> Rendered:
    mail = message(MAIL)
    return render(mail, formats(mail).index(chosen) + style * len(Format))


def test_markdown_keeps_the_body() -> None:
    body = message(MAIL).body
    sources = {in_format(Format.MARKDOWN, style).source for style in range(12)}
    assert sources <= {
        f'---\nsubject: "Termin am {{{{ datum }}}}"\n---\n\n{body}\n',
        f'---\ntitle: "Termin am {{{{ datum }}}}"\n---\n\n{body}\n',
        f"# Termin am {{{{ datum }}}}\n\n{body}\n",
    }


def test_a_short_message_is_its_words_and_urls() -> None:
    """An SMS has one format, whatever the style."""
    sms = message(SMS.replace("## Pflege\n", ""))
    assert formats(sms) == (Format.TEXT,)
    assert {render(sms, style).source for style in range(7)} == {SENT}


@pytest.mark.parametrize(
    ("chosen", "pieces"),
    [
        (Format.HTML_TABLE, ('<html lang="de">', "<title>Termin am {{ datum }}</title>", "<table", 'class="footer"')),
        (Format.HTML_PLAIN, ('<html lang="de">', "<title>Termin am {{ datum }}</title>", "<body>", "<hr>")),
        (Format.MJML, ("<mjml>", "<mj-title>Termin am {{ datum }}</mj-title>", "<mj-raw>{% if x > 3 %}</mj-raw>")),
        (Format.FRAGMENT, ("<p>Hallo {{ name }}, bis <strong>bald</strong> &amp; &lt;gern&gt;.", "<li>", "<div")),
    ],
)
def test_html_formats_have_their_marks(chosen: Format, pieces: tuple[str, ...]) -> None:
    """Words are escaped, template syntax is not, control tags stay where they are."""
    for style in range(12):
        source = in_format(chosen, style).source
        assert [piece for piece in pieces if piece not in source] == []
        assert source.index("{% if x > 3 %}") < source.index("Shampoo") < source.index("{% endif %}")
        assert source.count("\n</html>") == (chosen in (Format.HTML_TABLE, Format.HTML_PLAIN))


def test_some_fragments_have_a_vml_twin_and_its_url_is_marked_as_such() -> None:
    twins = [link for style in range(30) for link in in_format(Format.FRAGMENT, style).links if link.twin]
    assert twins
    assert {link.link.words for link in twins} == {"Termin ändern"}


def test_looks_do_not_depend_on_the_purpose() -> None:
    """A model must not be able to read the label off the markup: other labels, same source."""
    other = message(MAIL.replace("{product}", "{transaction}").replace("{brand}", "{campaign}"))
    assert [render(message(MAIL), style).source for style in range(30)] == [
        render(other, style).source for style in range(30)
    ]


@settings(max_examples=300)
@given(st.sampled_from(MESSAGES), st.integers(0, 200))
def test_every_labelled_url_stands_where_it_is_said_to_stand(one: LabelledMessage, style: int) -> None:
    """Each link once, at the offset, line and column given, as its URL or escaped; and twice the same source."""
    made = render(one, style)
    assert render(one, style) == made
    assert sorted(link.link.start for link in made.links if not link.twin) == [link.start for link in one.links]
    lines = made.source.split("\n")
    for found in made.links:
        rest = made.source[found.offset :]
        raw, escaped = found.link.url, unescape(rest[: 6 * len(found.link.url)])
        assert rest.startswith(raw) or escaped.startswith(raw)
        assert lines[found.line - 1][found.column - 1 :].startswith(rest.split("\n")[0])


def test_a_picture_in_html_is_linked_with_its_alt_text() -> None:
    source = in_format(Format.HTML_PLAIN).source
    assert '<img src="https://s.example/l.png" alt="Salon" border="0"></a>' in source
    assert [link.role for link in message(MAIL).links] == [Role.IMAGE, Role.BUTTON, Role.TEXT, Role.BARE]


def test_file_names_are_relative_and_end_as_their_format_does() -> None:
    endings = {Format.MJML: ".mjml", Format.MARKDOWN: ".md", Format.TEXT: ".txt"}
    for style in range(60):
        made = in_format(list(Format)[style % len(Format)], style)
        assert endings.get(made.format, ".html") in made.path
        assert not made.path.startswith("/")
