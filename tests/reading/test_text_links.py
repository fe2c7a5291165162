"""Which links a plain text or an SMS has."""

from __future__ import annotations

import pytest

from promolint.reading import read_file
from promolint.values.message import Link, Role


def links(source: str, name: str = "mail.txt") -> tuple[Link, ...]:
    (message,) = read_file(name, source.encode()).messages
    return message.links


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("See https://a.example/x", "https://a.example/x"),
        ("See https://a.example/x.", "https://a.example/x"),
        ("See https://a.example/x?!", "https://a.example/x"),
        ("(see https://a.example/x)", "https://a.example/x"),
        ("See https://a.example/x_(y)", "https://a.example/x_(y)"),
        ("See (https://a.example/x_(y)).", "https://a.example/x_(y)"),
        ('See "https://a.example/x"', "https://a.example/x"),
        ("See <https://a.example/x>", "https://a.example/x"),
        ("See [https://a.example/x]", "https://a.example/x"),
        ("See **https://a.example/x**", "https://a.example/x"),
        ("See https://a.example/x?a=1&b=ä#c", "https://a.example/x?a=1&b=ä#c"),
        ("See https://käse.example/日本", "https://käse.example/日本"),
        ("See HTTPS:no http://a.example", "http://a.example"),
        ("Book: salon.example/x", "salon.example/x"),
        ("Book at salon.example.", "salon.example"),
        ("Book at www.salon.example/x", "www.salon.example/x"),
        ("Book at sub.salon.co.uk:8080/x now", "sub.salon.co.uk:8080/x"),
        ("myapp://open?x=1", "myapp://open?x=1"),
        ("mailto:me@a.example", "mailto:me@a.example"),
        ("tel:+4312345", "tel:+4312345"),
        ("sms:+43123?body=Hi", "sms:+43123?body=Hi"),
        ("{{ booking_url }}", "{{ booking_url }}"),
        ("Book: {{ booking.link }}", "{{ booking.link }}"),
        ("Book: {bookingUrl}", "{bookingUrl}"),
        ("Book: *|UNSUB|*", "*|UNSUB|*"),
        ("Book: [RESET_URL]", "[RESET_URL]"),
        ("[{shop_url}]", "{shop_url}"),
        ("Shop [{$shop_url}]", "{$shop_url}"),
        ("{{ host }}/book/{{ id }}", ""),
        ("{{ url }}and more", "{{ url }}"),
        ("{{ base_url }}/book/{{ id }}?x=1.", "{{ base_url }}/book/{{ id }}?x=1"),
        ("{{ scheme }}://{{ host }}/x", "{{ scheme }}://{{ host }}/x"),
        ("https://{{ host }}/x", "https://{{ host }}/x"),
        ("{$whmcs_url}cart.php?x", "{$whmcs_url}cart.php?x"),
        ("{$shop_url}account/orders.", "{$shop_url}account/orders"),
        ("{% url 'book' id %}", "{% url 'book' id %}"),
        ("<%= book_url(id) %>", "<%= book_url(id) %>"),
        ("{{ url('book', id) }}", "{{ url('book', id) }}"),
        ("{{ escape(url) }}", "{{ escape(url) }}"),
        ("{{ data['url'] }}", "{{ data['url'] }}"),
        ("{{ file | asset_url }}", "{{ file | asset_url }}"),
        ("The rules [{{ rules }}]", "{{ rules }}"),
        ("{{ shop_name }} [{{ shop }}]", ""),
        ("{{ shop_name }} [{{ website }}]", "{{ website }}"),
        ("The rules <{{ rules|safe }}>", "{{ rules|safe }}"),
        ("Write to us [{{ contact_email }}]", "{{ contact_email }}"),
    ],
)
def test_one_bare_link_or_none(source: str, url: str) -> None:
    """The punctuation of the sentence is no part of a URL; a template's output is one if it is called so."""
    assert [(link.url, link.role, link.text) for link in links(source)] == ([(url, Role.BARE, "")] if url else [])


@pytest.mark.parametrize(
    "source",
    [
        "Hello {{ name }},",
        "Order [{{ order_id }}]",
        "Order [{{ order.number }}] of <{{ order_date }}>",
        "Mia <{{ name }}>",
        "[{{ shop }}] Your order",
        "Your code: {{ code }}",
        "Click the {{ link_text }}",
        "{{ name | url_encode }}",
        "{% trans 'Follow this link' %}",
        "<%= header(title: 'x', url: y) %>",
        "a [b] <c> (d)",
        "at 10.30, version 1.2.3",
        "me@a.example",
        "e.g. this",
        "file.txt and setup.py",
        "a://",
        "https://",
        "a:b",
        "…com",
        "12:30",
    ],
)
def test_no_link(source: str) -> None:
    assert [link.url for link in links(source)] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a.example/1, b.example/2", ["a.example/1", "b.example/2"]),
        ("https://a.example/1\nhttps://a.example/2", ["https://a.example/1", "https://a.example/2"]),
        ("{{ url }} {{ other_url }}", ["{{ url }}", "{{ other_url }}"]),
        ("{verif_url} [{verif_url}]", ["{verif_url}", "{verif_url}"]),
        ("https://a.example/{{ a }}/{{ b }}", ["https://a.example/{{ a }}/{{ b }}"]),
    ],
)
def test_several(source: str, expected: list[str]) -> None:
    assert [link.url for link in links(source)] == expected


@pytest.mark.parametrize(
    ("source", "sentence", "before", "after"),
    [
        ("Hi.\nBook now: a.example/1 and relax. Bye.", "Book now: a.example/1 and relax.", "Hi.", "Bye."),
        ("Hi,\n\nBook now:\na.example/1\n\nBye", "Book now: a.example/1", "Hi,", "Bye"),
        ("- one a.example/1\n- two", "one a.example/1", "", "two"),
        ("a\n-----\nb a.example/1", "b a.example/1", "a", ""),
    ],
)
def test_words_around(source: str, sentence: str, before: str, after: str) -> None:
    """A line break in a paragraph is a blank; an empty line, an item, a rule end the block."""
    (link,) = links(source)
    assert (link.sentence, link.before, link.after) == (sentence, before, after)


@pytest.mark.parametrize(
    ("source", "region"),
    [
        ("Hi\na.example/1", "body"),
        ("Hi\n-- \nMia\na.example/1", "signature"),
        ("Hi\n--\nMia\na.example/1", "signature"),
        ("Hi\n\nMit freundlichen Grüßen\nMia\na.example/1", "signature"),
        ("Hi, mit freundlichen Grüßen\n\na.example/1", "body"),
        ("Hi\n\nMit freundlichen Grüßen\n\nMia\n\na.example/1", "signature"),
        ("Hi\n***\na.example/1", "body"),
        ("Hi\n---\na.example/1", "body"),
    ],
)
def test_region(source: str, region: str) -> None:
    (link,) = links(source)
    assert link.region == region


@pytest.mark.parametrize(
    ("source", "subject"),
    [
        ("Subject: Your booking\n\nHi", "Your booking"),
        ("Betreff : Dein Termin um {{ time }}\nHi", "Dein Termin um {{ time }}"),
        ("Hi\n" * 100 + "Subject: late", ""),
        ("The subject: a word", ""),
        ("Subject:\nHi", ""),
    ],
)
def test_subject_line(source: str, subject: str) -> None:
    (message,) = read_file("mail.txt", source.encode()).messages
    assert message.subject == subject


@pytest.mark.parametrize(
    ("name", "source", "channel"),
    [
        ("reminder.txt", "Hi, see you at 10.", "sms"),
        ("reminder.txt", "Hi.\n\nSee you.\n\nBye.", "email"),
        ("reminder.txt", "Subject: Hi\nSee you.", "email"),
        ("sms/reminder.html", "Hi, see you at 10.", "sms"),
        ("sms-reminder.txt", "Hi.\n\nSee you.\n\nBye.", "sms"),
        ("whatsapp/reminder.txt", "Hi.\n\nSee you.\n\nBye.", "whatsapp"),
        ("push/reminder.txt", "Hi", "push"),
        ("sms.html", "<p>Hi</p>", "email"),
        ("pushed.txt", "Hi.\n\nSee you.\n\nBye.", "email"),
        ("reminder.html", "Hi, see you at 10.", "email"),
    ],
)
def test_channel(name: str, source: str, channel: str) -> None:
    (message,) = read_file(name, source.encode()).messages
    assert message.channel == channel
