"""Which links an HTML mail has, with what URL, in what role."""

from __future__ import annotations

import pytest

from promolint.reading import read_file
from promolint.values.message import Cause, Failure, Link, Role


def links(source: str, name: str = "mail.html") -> tuple[Link, ...]:
    (message,) = read_file(name, source.encode()).messages
    return message.links


def urls(source: str, name: str = "mail.html") -> list[str]:
    return [link.url for link in links(f"<body>{source}</body>", name)]


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ('<a href="https://a.example/x">x</a>', "https://a.example/x"),
        ("<a href='https://a.example/x'>x</a>", "https://a.example/x"),
        ("<a href=https://a.example/x>x</a>", "https://a.example/x"),
        ("<a href=https://a.example/x/>x</a>", "https://a.example/x/"),
        ("<A HREF='https://a.example/x'>x</A>", "https://a.example/x"),
        ('<a href = "https://a.example/x" >x</a>', "https://a.example/x"),
        ('<a\n  class="b"\n  href="https://a.example/x"\n>x</a>', "https://a.example/x"),
        ('<a href="\n   https://a.example/x\n ">x</a>', "https://a.example/x"),
        ('<a href="https://a.example/x?a=1&amp;b=2">x</a>', "https://a.example/x?a=1&b=2"),
        ('<a href="https://a.example/x?a=1&b=2">x</a>', "https://a.example/x?a=1&b=2"),
        ('<a href="https://a.example/?a=1&section=2&copy=3&lt">x</a>', "https://a.example/?a=1&section=2&copy=3<"),
        ('<a href="https:&#x2F;&#47;a.example">x</a>', "https://a.example"),
        ('<a href="https://a.example/a&Tab;b">x</a>', "https://a.example/a\tb"),
        ('<a href="https://a.example/1" href="https://a.example/2">x</a>', "https://a.example/1"),
        ('<a href="" th:href="@{/a/{id}(id=${x})}">x</a>', "@{/a/{id}(id=${x})}"),
        ('<a href="#" th:href="@{/a}">x</a>', "@{/a}"),
        ('<a data-th-href="@{/a}">x</a>', "@{/a}"),
        ('<a :href="url">x</a>', "url"),
        ('<a v-bind:href="order.url">x</a>', "order.url"),
        ('<a [href]="order.url">x</a>', "order.url"),
        ('<a href="{{ url }}">x</a>', "{{ url }}"),
        ("<a href={{ url }}>x</a>", "{{ url }}"),
        ('<a href="{{ url|default:"/sale" }}">x</a>', '{{ url|default:"/sale" }}'),
        ('<a href="{% if a %}/x{% else %}/y{% endif %}">x</a>', "{% if a %}/x{% else %}/y{% endif %}"),
        ('<a {% if n > 3 %}class="b"{% endif %} href="/x">x</a>', "/x"),
        ('<a {{ attributes }} href="/x">x</a>', "/x"),
        ('<a{{ attributes }} href="/x">x</a>', "/x"),
        ('<a href="/x"{{ more }}>x</a>', "/x"),
        ('<a href="<%= book_url(a, "b") %>">x</a>', '<%= book_url(a, "b") %>'),
        ('<a href="https://a.example/*|ID|*/[job.id]/{$id}">x</a>', "https://a.example/*|ID|*/[job.id]/{$id}"),
        ('<a href="{!Order.Link__c}">x</a>', "{!Order.Link__c}"),
        ('<a href="#top">x</a>', "#top"),
        ('<a href="mailto:a@a.example?subject=A%20b">x</a>', "mailto:a@a.example?subject=A%20b"),
        ('<a title="a > b" href="/x">x</a>', "/x"),
        ('<a href="/x"class="b">x</a>', "/x"),
        ('<a class="b"" href="/x">x</a>', "/x"),
        ("<p>See https://a.example/x.</p>", "https://a.example/x"),
        ("<p>See salon.example/x, please</p>", "salon.example/x"),
        ("<p>{{ reset_url }}</p>", "{{ reset_url }}"),
    ],
)
def test_one_link_with_its_url(source: str, url: str) -> None:
    """The URL is as written, white space at its ends removed and references undone."""
    assert urls(source) == [url]


@pytest.mark.parametrize(
    "source",
    [
        "<a>x</a>",
        '<a name="top">x</a>',
        '<a href="">x</a>',
        '<a href="  ">x</a>',
        "<a href>x</a>",
        '<link href="https://a.example/style.css">',
        '<base href="https://a.example/">',
        '<img src="https://a.example/x.png">',
        "<style>a { background: url(https://a.example/x.png) }</style>",
        "<script>location = 'https://a.example/x'</script>",
        '<p title="https://a.example/x">words</p>',
        "<p>at 10.30 on 1.2.2026</p>",
        "<p>{{ name }}</p>",
        "<p>{% trans 'Use the link below' %}</p>",
        "<form>x</form>",
        "<button>x</button>",
        "<p>info@a.example and e.g. this</p>",
        "<!-- nothing -->",
    ],
)
def test_no_link(source: str) -> None:
    assert urls(source) == []


@pytest.mark.parametrize(
    ("source", "url", "role"),
    [
        ('<a href="/x">words</a>', "/x", Role.TEXT),
        ('<a class="btn btn-primary" href="/x">x</a>', "/x", Role.BUTTON),
        ('<a href="/x" role="button">x</a>', "/x", Role.BUTTON),
        ('<a href="/x" style="background: #000; padding: 9px">x</a>', "/x", Role.BUTTON),
        ('<td style="background:#000;padding:9px"><a href="/x">x</a></td>', "/x", Role.BUTTON),
        ('<td style="background:#000;padding:9px">Call us: <a href="/x">x</a></td>', "/x", Role.TEXT),
        ('<a href="/x"><img src="p.png" alt="Sale"></a>', "/x", Role.IMAGE),
        ('<a href="/x"><img src="p.png"> Sale</a>', "/x", Role.TEXT),
        ('<map><area href="/x" alt="Sale"></map>', "/x", Role.AREA),
        ('<form action="/x"><input name="a"></form>', "/x", Role.FORM),
        ('<form th:action="@{/x}"><input name="a"></form>', "@{/x}", Role.FORM),
        ('<button formaction="/x">x</button>', "/x", Role.BUTTON),
        ('<input type="submit" formaction="/x" value="Go">', "/x", Role.FORM),
        ('<mj-button href="/x">x</mj-button>', "/x", Role.BUTTON),
        ('<mj-image href="/x" src="p.png" alt="a" />', "/x", Role.IMAGE),
        ('<mj-social-element name="x" href="/x">x</mj-social-element>', "/x", Role.IMAGE),
        ('<mj-navbar-link href="/x">x</mj-navbar-link>', "/x", Role.TEXT),
        ("<p>https://a.example</p>", "https://a.example", Role.BARE),
    ],
)
def test_role(source: str, url: str, role: Role) -> None:
    (link,) = links(f"<body>{source}</body>")
    assert (link.url, link.role) == (url, role)


BUTTON = '<!--[if mso]><v:roundrect href="/x"><center>Sale</center></v:roundrect><![endif]-->'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (BUTTON + '<a href="/x">Sale</a>', [("/x", "Sale", True, False), ("/x", "Sale", False, False)]),
        (BUTTON + '<a href="/y">Sale</a>', [("/x", "Sale", False, False), ("/y", "Sale", False, False)]),
        (BUTTON, [("/x", "Sale", False, False)]),
        (
            '<!--[if mso]><v:rect href="/x"></v:rect><![endif]--><a href="/x">Sale</a>',
            [("/x", "Sale", True, False), ("/x", "Sale", False, False)],
        ),
        ('<!--[if gte mso 9]><a href="/x">Sale</a><![endif]-->', [("/x", "Sale", False, False)]),
        ('<!--[if !mso]><!--><a href="/x">Sale</a><!--<![endif]-->', [("/x", "Sale", False, False)]),
        ('<![if !mso]><a href="/x">Sale</a><![endif]>', [("/x", "Sale", False, False)]),
        ('<!-- <a href="/x">Sale</a> -->', [("/x", "Sale", False, True)]),
        ('<!-- <a href="/x">A</a><!-- <a href="/y">B</a> -->', [("/x", "A", False, True), ("/y", "B", False, True)]),
        ('<!-- <!-- <a href="/x">A</a> --><a href="/y">B</a>', [("/x", "A", False, True), ("/y", "B", False, False)]),
        ('<!-- open <a href="/x">A</a>', [("/x", "A", False, True)]),
        ('{# <a href="/x">A</a> #}', [("/x", "A", False, True)]),
        ('{{!-- <a href="/x?{{ id }}">A</a> --}}', [("/x?{{ id }}", "A", False, True)]),
        ('<%# <a href="/x">A</a> %>', [("/x", "A", False, True)]),
    ],
)
def test_comments_and_twins(source: str, expected: list[tuple[str, str, bool, bool]]) -> None:
    """What Outlook alone shows is a twin where another link has its URL; what nobody is sent is commented."""
    found = [(link.url, link.text, link.twin, link.commented) for link in links(f"<body><p>a</p>{source}</body>")]
    assert found == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<a href=/1>one <a href=/2>two</a> three", [("/1", "one"), ("/2", "two")]),
        ("{% if a %}<a href=/1>{% else %}<a href=/2>{% endif %}both</a> after", [("/1", "both"), ("/2", "both")]),
        ("<p><a href=/1>one</p><p>after</p>", [("/1", "one")]),
        ("<td><a href=/1>one</td><td>after</td>", [("/1", "one")]),
        ("<a href=/1>one</a", [("/1", "one")]),
        ("<a href=/1", [("/1", "")]),
        ('<a href="/1', [("/1", "")]),
        ("<a href='/1>one</a>", [("/1", "one")]),
        ("<a href=/1>one</b></a> after", [("/1", "one")]),
        ("</a></td><a href=/1>one</a>", [("/1", "one")]),
        ('<a href="/1" />one</a> after', [("/1", "one")]),
        ('<a href="/1" /> after', [("/1", "")]),
        ("<title>t<p>x</p><a href=/1>one</a>", [("/1", "one")]),
        ("<style>a<a href=/1>one</a>", [("/1", "")]),
        ("<![CDATA[<a href=/1>one</a>]]>", [("/1", "one")]),
        ("<<a href=/1>one</a>", [("/1", "one")]),
        ("< a href=/1>one</a>", []),
        ("<p/><a href=/1>one</a>", [("/1", "one")]),
        ("<?xml:namespace prefix=o /><a href=/1>one</a>", [("/1", "one")]),
    ],
)
def test_broken_markup(source: str, expected: list[tuple[str, str]]) -> None:
    """Tags, quotes and comments that nothing closes cost no link; a link ends where the next begins."""
    assert [(link.url, link.text) for link in links(f"<table>{source}")] == expected


def test_a_file_of_nothing_but_tags_is_refused_by_name() -> None:
    reading = read_file("bomb.html", b"<p>" * 300_000)
    assert reading.failures == (Failure("bomb.html", Cause.TOO_MANY_TAGS, (("tags", "250000"),)),)


def test_deep_nesting_costs_no_link() -> None:
    """Beyond 250 levels a tag stands beside the one before, as in a browser."""
    source = "<div>" * 5000 + '<a href="/x">words</a>' + "</div>" * 5000 + '<a href="/y">more</a>'
    assert [(link.url, link.text) for link in links(source)] == [("/x", "words"), ("/y", "more")]
