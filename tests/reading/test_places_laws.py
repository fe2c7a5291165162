"""The law of places of HTML, text and Markdown: a file's slice at a link's place is the URL as written.

Files are drawn of pieces that readers have tripped over; the places are checked on the file's own lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promolint.reading import read_file
from promolint.reading.layers import without_references

if TYPE_CHECKING:
    from promolint.values.message import Message, Place

NAMES = ("mail.html", "mail.txt", "mail.md", "mail.mjml", "mail.hbs", "mail.vm", "mail.cshtml")
GLUE = (
    " ¦\n¦\r\n¦\n\n¦\t¦words ¦Grüße 😀 ¦&nbsp;¦&amp;¦a < b ¦\u00ad¦{{ name }} ¦- ¦<p>¦</p>¦<br/>¦<table>"
    "¦<tr><td>¦</td>¦</table>"
    "¦<b>¦</b>¦<!-- note -->¦<!--[if mso]>¦<![endif]-->¦{% if a > 1 %}¦{% else %}¦{% endif %}¦{# note #}"
    "¦<% if a %>¦<% end %>"
    "¦{{#if a}}¦{{/if}}¦<style>a{b:c}</style>¦<h1>Head</h1>¦<div class='footer'>¦</div>¦<a>¦</a>¦<!--"
    "¦-->¦<title>¦</title>"
    "¦\"¦'¦[¦](¦)¦{{¦}}¦{%¦<¦>¦<script>¦<![CDATA[¦]]>¦*|"
)
URLS = (
    "https://a.example/x¦https://a.example/ä?b=1&amp;c=2¦{{ url }}¦https://a.example/{{ id }}/y"
    "¦salon.example/x¦tel:+43123"
    "¦mailto:me@a.example¦{% url 'x' a %}¦*|UNSUB|*¦#¦/x?a&#x2F;b¦<%= book_url(a) %>"
)
WRAPPERS = (
    '<a href="@">x</a>¦<a\n class="b"\n href="\n @ ">x</a>¦<A HREF="@" href=no>¦@ ¦<area href="@">¦<form action="@">'
    "¦<a href='@'>x</a>¦[words](@) ¦<@>¦words [@] ¦{# @ #} "
    '¦<mj-button href="@">x</mj-button>¦<!-- <a href="@">x</a> -->¦<v:roundrect href="@">'
    '¦<button formaction="@">x</button>'
)


def pieces(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from(text.split("¦"))


LINKED = st.builds(lambda wrapper, url: wrapper.replace("@", url, 1), pieces(WRAPPERS), pieces(URLS))
FILES = st.lists(st.one_of(pieces(GLUE), LINKED), max_size=25).map("".join)
ANYTHING = st.one_of(st.text(max_size=80), FILES)


def written(text: str, place: Place) -> str:
    """What stands at a place of a text, by its lines alone."""
    lines = text.split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


def read(name: str, text: str) -> Message:
    (message,) = read_file(name, text.encode("utf-8", "surrogatepass")).messages
    return message


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(NAMES), FILES)
def test_a_slice_at_a_place_is_the_url(name: str, text: str) -> None:
    """Undoing the references of the slice gives the URL; it has neither white space at its ends nor is it empty."""
    for link in read(name, text).links:
        raw = written(text, link.place)
        assert link.url in {raw, without_references(raw)}
        assert raw == raw.strip() != ""
        assert link.excerpt is not None
        assert raw.startswith(link.excerpt.text[link.excerpt.start : link.excerpt.end])


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(NAMES), FILES)
def test_links_come_in_the_order_of_the_file(name: str, text: str) -> None:
    """Sorted by place, none twice at the same."""
    places = [link.place for link in read(name, text).links]
    assert places == sorted(set(places))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(NAMES), ANYTHING)
def test_any_text_is_read_and_twice_the_same(name: str, text: str) -> None:
    """Whatever a file holds, it is one message, the same each time."""
    data = text.encode("utf-8", "replace")
    assert read_file(name, data) == read_file(name, data)
    reading = read_file(name, data)
    assert reading.binary or len(reading.messages) == 1


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(NAMES), FILES, st.integers(0, 2000))
def test_a_file_that_breaks_off_is_read(name: str, text: str, length: int) -> None:
    """Every beginning of a file is one, too."""
    read(name, text[:length])


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(NAMES), FILES)
def test_words_are_slices_of_the_text(name: str, text: str) -> None:
    """What a link's spot names is in the message's text; the words themselves are single lines."""
    message = read(name, text)
    for link in message.links:
        for start, end in (link.spot.words, link.spot.sentence, link.spot.heading):
            assert 0 <= start <= end
        for words in (link.text, link.sentence, link.before, link.after, link.heading):
            assert words == " ".join(words.split())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "before", ["", "\n\n", "\r\n\t", "Grüße 😀 ", "<p>x</p>\r\n", "{% if a %}\n", "{# a\nb #}", "\ufeff"]
)
@pytest.mark.parametrize("url", ["https://a.example/x", "https://a.example/{{ id }}", "{{ shop_url }}"])
def test_a_link_is_found_whatever_stands_before(name: str, before: str, url: str) -> None:
    text = f'{before}<p>Book <a href="{url}">now</a></p>\n'
    (link,) = read(name, text).links
    assert (written(text.removeprefix("\ufeff"), link.place), link.url, link.text) == (url, url, "now")
