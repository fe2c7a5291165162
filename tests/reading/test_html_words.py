"""The words of an HTML mail: those of a link, and those around it."""

from __future__ import annotations

import pytest

from promolint.reading import read_file
from promolint.values.message import Link, Message, Region


def message(source: str, name: str = "mail.html") -> Message:
    (only,) = read_file(name, source.encode()).messages
    return only


def link(source: str) -> Link:
    (only,) = message(f"<body>{source}</body>").links
    return only


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<a href=/x>Book now</a>", "Book now"),
        ("<a href=/x>\n   Book\n   now\n</a>", "Book now"),
        ("<a href=/x><b>Bo</b>ok <span>now</span></a>", "Book now"),
        ("<a href=/x>Book<br>now</a>", "Book now"),
        ("<a href=/x><table><tr><td>Book</td><td>now</td></tr></table></a>", "Book now"),
        ("<a href=/x>Book&nbsp;now</a>", "Book now"),
        ("<a href=/x>Ra\u00adbatt&shy;code&#8203;s</a>", "Rabattcodes"),
        ("<a href=/x>Caf&eacute; &amp; Bar &lt;3</a>", "Café & Bar <3"),
        ("<a href=/x>Caf&#233; &#x1F600;</a>", "Café 😀"),
        ("<a href=/x>Hi {{ name }}, book</a>", "Hi {{ name }}, book"),
        ("<a href=/x>{% if a %}Book{% else %}Cancel{% endif %} it</a>", "Book Cancel it"),
        ("<a href=/x>Bo{# note #}ok</a>", "Bo ok"),
        ("<a href=/x><!-- note -->Book</a>", "Book"),
        ("<a href=/x><img alt='Book now'></a>", "Book now"),
        ("<a href=/x><img alt='Book'> now</a>", "Book now"),
        ("<a href=/x><img title='Book now'></a>", "Book now"),
        ("<a href=/x><img alt='{{ shop }} &amp; co'></a>", "{{ shop }} & co"),
        ("<a href=/x title='Book now'><img></a>", "Book now"),
        ("<a href=/x aria-label='Book now'></a>", "Book now"),
        ("<a href=/x title='Not this'>Book</a>", "Book"),
        ("<a href=/x>https://a.example/x</a>", "https://a.example/x"),
        ("<a href=/x><svg><title>no</title></svg>Book</a>", "Book"),
        ("<area href=/x alt='Book now'>", "Book now"),
        ("<mj-button href=/x>Book now</mj-button>", "Book now"),
        ("<mj-image href=/x alt='Book now' />", "Book now"),
        ("<form action=/x><input type=submit value='Book now'></form>", "Book now"),
        ("<a href=/x></a>", ""),
    ],
)
def test_words_of_a_link(source: str, text: str) -> None:
    """What a reader sees: nested tags, references, pictures; template output as written, its tags left out."""
    assert link(source).text == text


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("<p>Hello. Please <a href=/x>pay</a> today. Bye.</p>", "Please pay today."),
        ("<p>One <a href=/x>two</a> three</p><p>four</p>", "One two three"),
        ("<td>One</td><td><a href=/x>two</a></td><td>three</td>", "two"),
        ("<p>One<br>two <a href=/x>three</a><br>four</p>", "two three"),
        ("<p>A | <a href=/x>B</a> | C</p>", "B"),
        ("<p>Why wait? <a href=/x>Book</a>! Really.</p>", "Book!"),
        ("<p>On 1.2. at <a href=/x>ours</a></p>", "at ours"),
        ("<p><a href=/x><img></a></p><p>after</p>", ""),
        ("<p>See <b>our</b> <i>nice</i> <a href=/x>shop</a></p>", "See our nice shop"),
        ("<a href=/1>one</a>", "one"),
    ],
)
def test_sentence(source: str, sentence: str) -> None:
    assert link(source).sentence == sentence


def test_before_and_after_reach_across_cells() -> None:
    near = link("<tr><td>Shampoo</td><td>9 €</td></tr><tr><td><a href=/x>Buy</a></td><td>or not</td></tr>")
    assert (near.before, near.after) == ("Shampoo 9 €", "or not")


def test_links_side_by_side_are_parted() -> None:
    found = message("<p><a href=/1>One</a><a href=/2>Two</a>!</p>").links
    assert [(one.text, one.sentence) for one in found] == [("One", "One Two!"), ("Two", "One Two!")]


@pytest.mark.parametrize(
    ("source", "heading"),
    [
        ("<h1>A</h1><p>b</p><a href=/x>c</a>", "A"),
        ("<h1>A</h1><h2>B <i>b</i></h2><a href=/x>c</a>", "B b"),
        ("<h1>A</h1><a href=/x>c</a><h2>B</h2>", "A"),
        ("<h1>A <a href=/x>c</a> b</h1>", "A c b"),
        ("<a href=/x>c</a><h1>A</h1>", ""),
        ("<td class='headline'>A</td><a href=/x>c</a>", "A"),
        ("<p style='font-size: 24px'>A</p><a href=/x>c</a>", "A"),
        ("<p style='font: bold 30px/40px Arial'>A</p><a href=/x>c</a>", "A"),
        ("<font size=5>A</font><a href=/x>c</a>", "A"),
        ("<mj-text font-size='28px'>A</mj-text><a href=/x>c</a>", "A"),
        ("<a href=/x><h2>A</h2></a>", "A"),
        ("<p style='font-size: 14px'>A</p><a href=/x>c</a>", ""),
        ("<p class='subtitles'>A</p><a href=/x>c</a>", ""),
        ("<h1> </h1><a href=/x>c</a>", ""),
        ("<div style='font-size:24px'>" + "long " * 100 + "<a href=/x>c</a></div>", ""),
    ],
)
def test_nearest_heading(source: str, heading: str) -> None:
    """The last heading before the link, or the one that it stands in; large letters make one, a whole text does not."""
    assert link(source).heading == heading


@pytest.mark.parametrize(
    ("source", "region"),
    [
        ("<p>a</p><a href=/x>b</a>", Region.BODY),
        ("<footer><a href=/x>b</a></footer>", Region.FOOTER),
        ("<table id='footer'><td><a href=/x>b</a></td></table>", Region.FOOTER),
        ("<p class='email-footer_text'><a href=/x>b</a></p>", Region.FOOTER),
        ("<div class='preheader'><a href=/x>b</a></div>", Region.PREHEADER),
        ("<p>" + "a " * 60 + "</p><p>© 2026 Salon</p><a href=/x>b</a>", Region.FOOTER),
        ("<p>a</p><p>Mit freundlichen Grüßen</p><p>Ihr Salon</p><a href=/x>b</a>", Region.SIGNATURE),
        ("<p>a</p><p>Best regards,<br>Mia</p><a href=/x>b</a>", Region.SIGNATURE),
        ("<footer>c</footer><a href=/x>b</a>", Region.BODY),
        ("<p class='barefoot'><a href=/x>b</a></p>", Region.BODY),
        ("<div style='display:none'>a <a href=/x>b</a></div>", Region.BODY),
    ],
)
def test_region(source: str, region: Region) -> None:
    assert link(source).region is region


@pytest.mark.parametrize(
    ("source", "subject"),
    [
        ("<title>Your booking &amp; more</title><p>a</p>", "Your booking & more"),
        ("<title>{{ shop }}:\n  order</title><p>a</p>", "{{ shop }}: order"),
        ("<mjml><mj-head><mj-title>Hello</mj-title></mj-head></mjml>", "Hello"),
        ("<!-- Subject: Your booking -->\n<p>a</p>", "Your booking"),
        ("{# Betreff: Dein Termin #}<p>a</p>", "Dein Termin"),
        ("{{!-- subject: Your booking --}}<p>a</p>", "Your booking"),
        ("<!--@subject Your booking @--><p>a</p>", "Your booking"),
        ("{% block subject %}Your {{ x }} booking{% endblock %}<p>a</p>", "Your {{ x }} booking"),
        ("{% block email_subject %}{% if a %}A{% else %}B{% endif %}{% endblock %}<p>a</p>", "A B"),
        ("{% capture email_title %}Your booking{% endcapture %}<p>a</p>", "Your booking"),
        ("@section('subject', 'Your booking')\n<p>a</p>", "Your booking"),
        ("---\nsubject: Your booking\n---\n<p>a</p>", "Your booking"),
        ("<p>Subject: a word</p>", ""),
        ("{% block content %}a{% endblock %}<p>a</p>", ""),
        ("<!-- the subject of this file -->\n<p>a</p>", ""),
        ("<svg><title>Logo</title></svg><p>a</p>", ""),
    ],
)
def test_subject(source: str, subject: str) -> None:
    assert message(source).subject == subject


@pytest.mark.parametrize(
    ("source", "preheader"),
    [
        ("<div class='preheader'>See you\n soon&nbsp;&zwnj;</div><p>a</p>", "See you soon"),
        ("<div style='display:none; max-height:0'>See you soon</div><p>a</p>", "See you soon"),
        ("<mj-preview>See you soon</mj-preview><mj-text>a</mj-text>", "See you soon"),
        ("---\npreheader: See you soon\n---\n<p>a</p>", "See you soon"),
        ("<p>" + "a " * 300 + "</p><div style='display:none'>only on phones</div>", ""),
        ("<p>a</p>", ""),
    ],
)
def test_preheader(source: str, preheader: str) -> None:
    assert message(source).preheader == preheader


def test_text_of_a_message_is_its_blocks_in_order() -> None:
    source = "<title>t</title><style>x</style><h1>A</h1><p>b  <b>c</b></p><ul><li>d<li>e</ul><!-- no -->"
    assert message(source).text == "A\nb c\nd\ne"


@pytest.mark.parametrize(
    ("name", "source", "text"),
    [
        ("a.txt", "Hello\n\n<p>one\ntwo</p><br>three", "Hello\none two\nthree"),
        ("a.txt", "Hello <b>you</b>,\n\nhow are <i>you</i>?\n- one\n- two", "Hello you,\nhow are you?\none\ntwo"),
        ("a.txt", "Hello <you>,\n\n1 < 2", "Hello <you>,\n1 < 2"),
        ("a.html", "Hello {{ name }},\n\nplain words", "Hello {{ name }},\nplain words"),
        ("a.hbs", "Hello {{name}},\n\nplain words\nin lines", "Hello {{name}},\nplain words in lines"),
        ("a.md", "# A\n\n<p align=center>b</p>\n\n* c\n* d", "A\nb\nc\nd"),
    ],
)
def test_lines_count_where_no_tag_shapes_the_text(name: str, source: str, text: str) -> None:
    """Whether a text is HTML is seen by its tags, not by its name; letters in bold alone do not make it so."""
    assert message(source, name).text == text
