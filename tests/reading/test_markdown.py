"""Links and words of Markdown."""

from __future__ import annotations

import pytest

from promolint.reading import read_file
from promolint.values.message import Link, Role


def links(source: str, name: str = "mail.md") -> tuple[Link, ...]:
    (message,) = read_file(name, source.encode()).messages
    return message.links


@pytest.mark.parametrize(
    ("source", "url", "text", "role"),
    [
        ("[Book](https://a.example)", "https://a.example", "Book", Role.TEXT),
        ("[Book](<https://a.example>)", "https://a.example", "Book", Role.TEXT),
        ('[Book]( https://a.example "title" )', "https://a.example", "Book", Role.TEXT),
        ("[Book **now**](https://a.example)", "https://a.example", "Book now", Role.TEXT),
        ("[Book\nnow](https://a.example)", "https://a.example", "Book now", Role.TEXT),
        ("[PDF](https://a.example)", "https://a.example", "PDF", Role.TEXT),
        ("[job.id](https://a.example)", "https://a.example", "job.id", Role.TEXT),
        ("[{{ name }}]({{ url }})", "{{ url }}", "{{ name }}", Role.TEXT),
        ("[Book]({{ anything }})", "{{ anything }}", "Book", Role.TEXT),
        ("[a](https://a.example/x_(y))", "https://a.example/x_(y)", "a", Role.TEXT),
        ("[a\\]b](https://a.example)", "https://a.example", "a\\]b", Role.TEXT),
        ("[a [b] c](https://a.example)", "https://a.example", "a [b] c", Role.TEXT),
        ("[![Sale](p.png)](https://a.example)", "https://a.example", "Sale", Role.IMAGE),
        ("[![Sale](p.png) now](https://a.example)", "https://a.example", "Sale now", Role.TEXT),
        (
            "[a](mailto:a@a.example?b=({{ id }})%20and more)",
            "mailto:a@a.example?b=({{ id }})%20and more",
            "a",
            Role.TEXT,
        ),
        ("[Book]: https://a.example", "https://a.example", "Book", Role.TEXT),
        ("<https://a.example/x>", "https://a.example/x", "", Role.BARE),
        ("<mailto:me@a.example>", "mailto:me@a.example", "", Role.BARE),
        ("See https://a.example/x.", "https://a.example/x", "", Role.BARE),
        ("The rules <{{ rules }}>", "{{ rules }}", "", Role.BARE),
        ("The rules [{{ rules }}]", "{{ rules }}", "", Role.BARE),
        ("<p>[Book](https://a.example)</p>", "https://a.example", "Book", Role.TEXT),
        ('<a href="https://a.example">**Book**</a>', "https://a.example", "**Book**", Role.TEXT),
        ("<p>x</p>\n\n<https://a.example/x>", "https://a.example/x", "", Role.BARE),
    ],
)
def test_one_link(source: str, url: str, text: str, role: Role) -> None:
    (link,) = links(source)
    assert (link.url, link.text, link.role) == (url, text, role)


@pytest.mark.parametrize(
    "source",
    [
        "![a picture](https://a.example/p.png)",
        '![a picture](https://a.example/p.png "title")',
        "[a]()",
        "[a] (b)",
        "[x] done",
        "[a][b]",
        "[{{ name }}][1]",
        "Order [{{ id }}]",
        "# Title {#anchor}",
    ],
)
def test_no_link(source: str) -> None:
    assert [link.url for link in links(source)] == []


@pytest.mark.parametrize(
    ("source", "heading"),
    [
        ("# A\n\n[b](/x)", "A"),
        ("# A\n## B #b\n[b](/x)", "B #b"),
        ("## A [b](/x) c\n", "A b c"),
        ("[b](/x)\n# A", ""),
        ("#A\n[b](/x)", ""),
        ("a # b\n[b](/x)", ""),
    ],
)
def test_heading(source: str, heading: str) -> None:
    (link,) = links(source)
    assert link.heading == heading


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("Please **pay** [here](/x) soon.\nBye.", "Please pay here soon."),
        ("* one [two](/x)\n* three", "one two"),
        ("1. one [two](/x)\n2. three", "one two"),
        ("> one [two](/x)", "one two"),
        ("one [two](/x)  \nthree", "one two"),
        ("one [two](/x)\nthree", "one two"),
        ("one [two](/x), and\nthree", "one two, and three"),
        ("snake_case and [a_b](/x) stay", "snake_case and a_b stay"),
    ],
)
def test_sentence(source: str, sentence: str) -> None:
    (link,) = links(source)
    assert link.sentence == sentence


def test_links_come_in_the_order_of_the_file() -> None:
    source = "[a](/1) and https://b.example/2\n\n<p><a href='/3'>c</a> [d](/4)</p>\n\n[e]: /5\n"
    assert [link.url for link in links(source)] == ["/1", "https://b.example/2", "/3", "/4", "/5"]
