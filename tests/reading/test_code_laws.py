"""The laws of reading code: a link's place is where it is written, and nothing that can be typed makes reading fail."""

from __future__ import annotations

import string
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promolint.reading import read_file

SUITE = Path(__file__).parent / "suite"
FORMATS = ("erb", "blade", "haml", "slim", "pug", "php", "js", "ts", "tsx", "jsx")
_FILES = [
    (path.relative_to(SUITE / folder).as_posix(), path.read_bytes().decode("utf-8-sig"))
    for folder in FORMATS
    for path in sorted((SUITE / folder).rglob("*"))
    if path.is_file() and path.name != "expected.toml"
]
_LETTERS = string.ascii_letters + string.digits + "äß🎈"
_PIECES = st.sampled_from(
    [
        "'",
        '"',
        "`",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "#{",
        "${",
        "{{",
        "<%",
        "%>",
        "<a href=",
        "</a>",
        "<Link href={",
        "link_to ",
        "do",
        "end",
        "\n",
        "\r\n",
        "  ",
        "/*",
        "*/",
        "//",
        "-#",
        "<<<X\n",
        "\\",
        "&amp;",
        "=",
        "+",
        ".",
        ",",
        ":",
        "%a",
        "@component(",
    ]
)
names = st.text(_LETTERS, min_size=1, max_size=8)
urls = st.builds(lambda host, path: f"https://{host}.example/{path}", st.text("abcxyz", min_size=1, max_size=8), names)
words = st.lists(names, min_size=1, max_size=3).map(" ".join)
calls = st.builds(
    lambda name, key, text: f'{name}_url(@x, {key}: "{text}")', *(st.text("abc", min_size=1, max_size=5),) * 3
)


class Shape(NamedTuple):
    """A file in which one link is written, around its URL and its words."""

    name: str
    before: str
    between: str
    after: str
    words_first: bool = False


LITERAL = (
    Shape("a.html.erb", '<p>Ä <%= link_to "', '", "', '" %></p>', words_first=True),
    Shape("a.html.erb", '<p><%= link_to "', '" do %>', "<% end %></p>"),
    Shape("a.blade.php", "@component('mail::button', ['url' => '", "'])\n", "\n@endcomponent\n"),
    Shape("a.blade.php", "<x-mail::button :url=\"'", "'\">", "</x-mail::button>"),
    Shape("a.haml", "%p\n  %a.b{ :href => '", "' } ", "\n"),
    Shape("a.slim", "p\n  a.b href='", "' ", "\n"),
    Shape("a.pug", "p\n  a.b(href='", "') ", "\n"),
    Shape("mail.php", "<?php $html = '<p>it\\'s</p>' . '<a href=\"", '">', "</a>';"),
    Shape("mail.php", '<?php $html = <<<HTML\n  <a href="', '">', "</a>\n  HTML;\n"),
    Shape("mail.js", "const html = '<p>it\\'s</p>' + '<a href=\"", '">', "</a>';"),
    Shape("mail.ts", 'const html = `${a ? `x` : ""}<a href="', '">', "</a>`;"),
    Shape("emails/a.tsx", "const a = () => (<p>it's <Link href=\"", '">', "</Link></p>);"),
    Shape("emails/a.jsx", "const a = () => (<p><Link href={`", "`}>", "</Link></p>);"),
)
EXPRESSION = (
    Shape("a.html.erb", '<p>Ä <%= link_to "', '", ', ", class: 'b' %></p>", words_first=True),
    Shape("a.html.erb", "<p><%= link_to(", ") do %>", "<% end %></p>"),
    Shape("a.haml", "%p= link_to '", "', ", "\n", words_first=True),
    Shape("a.haml", "%a{ href: ", ", class: 'b' } ", "\n"),
    Shape("a.slim", 'p = link_to "', '", ', "\n", words_first=True),
    Shape("a.pug", "a(href=", ", class='b') ", "\n"),
    Shape("mail.php", "<?php $html = '<a href=\"' . ", " . '\">", "</a>';"),
    Shape("mail.js", "html = '<a href=\"' + ", " + '\">", "</a>';"),
    Shape("emails/a.tsx", "const a = () => (<p><Link href={", "}>", "</Link></p>);"),
)


def _sliced(text: str, line: int, column: int, end_line: int, end_column: int) -> str:
    lines = text.split("\n")
    starts = [0]
    for each in lines:
        starts.append(starts[-1] + len(each) + 1)
    return text[starts[line - 1] + column - 1 : starts[end_line - 1] + end_column - 1]


def _check(shape: Shape, url: str, label: str) -> None:
    first, second = (label, url) if shape.words_first else (url, label)
    text = f"{shape.before}{first}{shape.between}{second}{shape.after}"
    (message,) = read_file(shape.name, text.encode()).messages
    (link,) = message.links
    place = link.place
    assert link.url == url
    assert link.text == label
    assert _sliced(text, place.line, place.column, place.end_line, place.end_column) == url


@pytest.mark.parametrize("shape", LITERAL, ids=lambda shape: f"{shape.name}: {shape.before[-20:]}")
@given(url=urls, label=words)
@settings(max_examples=40, deadline=None)
def test_a_written_url_is_found_where_it_stands(shape: Shape, url: str, label: str) -> None:
    """Slicing the file at the link's place gives the URL of a string, whatever stands around it."""
    _check(shape, url, label)


@pytest.mark.parametrize("shape", EXPRESSION, ids=lambda shape: f"{shape.name}: {shape.before[-20:]}")
@given(url=calls, label=words)
@settings(max_examples=40, deadline=None)
def test_an_expression_is_the_url_as_written(shape: Shape, url: str, label: str) -> None:
    """A URL that code computes is that code, quotes and brackets included."""
    _check(shape, url, label)


@given(st.sampled_from(_FILES), st.data())
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_file_that_is_cut_or_garbled_is_read_without_fault(file: tuple[str, str], data: st.DataObject) -> None:
    """Whatever is cut out of a file or typed into it, reading ends in links that stand in the file."""
    name, text = file
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        end = min(len(text), at + data.draw(st.integers(0, 40)))
        text = text[:at] + data.draw(st.one_of(st.just(""), _PIECES, st.just(text[at:end] * 2))) + text[end:]
    for message in read_file(name, text.encode()).messages:
        for link in message.links:
            place = link.place
            sliced = _sliced(text, place.line, place.column, place.end_line, place.end_column)
            assert sliced


@given(st.sampled_from([name for name, _ in _FILES]), st.lists(_PIECES, max_size=60).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_without_fault(name: str, text: str) -> None:
    """Punctuation alone, in any order, is no reason to fail."""
    read_file(f"emails/{name}", text.encode())


@pytest.mark.parametrize(
    "name", ["a.haml", "a.slim", "a.pug", "a.erb", "a.blade.php", "mail.php", "mail.js", "emails/a.tsx"]
)
@pytest.mark.parametrize(
    "piece", ["%a{ href: '", "p #[a(", "link_to(", "<a href={`${", "'<a>' + (", "<<<X\n", "{a && <b>", "- if x\n  "]
)
def test_a_text_of_open_brackets_ends(name: str, piece: str) -> None:
    """Nesting that never closes is read to its end, without a fault."""
    assert read_file(name, (f"<?php mail(1); {piece}" + piece * 400).encode()) is not None
