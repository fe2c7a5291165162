"""What a message says of itself."""

from __future__ import annotations

import pytest

from promolint.reading import read_file
from promolint.values import Channel, Declaration, Stream


def declaration(source: str, name: str = "mail.html") -> Declaration:
    (message,) = read_file(name, source.encode()).messages
    return message.declaration


@pytest.mark.parametrize(
    "source",
    [
        "<!-- promolint: kind=order-confirmation -->\n<p>a</p>",
        "{# promolint: kind=order-confirmation #}\n<p>a</p>",
        "{{!-- promolint: kind=order-confirmation --}}",
        "{{! promolint: kind=order-confirmation }}",
        "{{-- promolint: kind=order-confirmation --}}",
        "{* promolint: kind=order-confirmation *}",
        "<%# promolint: kind=order-confirmation %>",
        "<#-- promolint: kind=order-confirmation -->",
        "// promolint: kind=order-confirmation",
        "# promolint: kind=order-confirmation",
        "/* promolint: kind=order-confirmation */",
        "<!--promolint:kind=order-confirmation-->",
        '<!-- promolint: kind="order-confirmation" -->',
        "<!-- promolint: kind = order-confirmation -->",
        "---\nkind: order-confirmation\n---\na",
        "---\r\nkind: order-confirmation\r\n---\r\na",
        '---\nkind: "order-confirmation"  \ntitle: x\n---\na',
        "---\npromolint: kind=order-confirmation\n---\na",
    ],
)
def test_a_kind_is_declared(source: str) -> None:
    assert declaration(source) == Declaration(kind="order-confirmation", source="declared")


@pytest.mark.parametrize(
    "source",
    [
        "<p>a</p>",
        "<p>promolint: kind=order-confirmation</p>",
        "kind=order-confirmation",
        "<!-- kind=order-confirmation -->",
        "<!-- promolint: ignore[PL105] a reason -->",
        "a\n---\nkind: order-confirmation\n---\n",
        "---\nkind: order-confirmation\n",
        "---\n---\n",
    ],
)
def test_nothing_is_declared(source: str) -> None:
    assert declaration(source) == Declaration()


def test_all_that_can_be_declared() -> None:
    source = "<!-- promolint: kind=a stream=marketing channel=push audience=members consent=opt-in -->"
    assert declaration(source) == Declaration("a", Stream.MARKETING, Channel.PUSH, "members", "opt-in", "declared")


def test_a_comment_goes_before_front_matter_and_unknown_words_say_nothing() -> None:
    source = "---\nkind: a\nstream: b\naudience: c\n---\n<!-- promolint: kind=d channel=e -->"
    assert declaration(source) == Declaration(kind="d", audience="c", source="declared")


def test_front_matter_is_no_part_of_the_text() -> None:
    (message,) = read_file("mail.md", b"---\nsubject: Hi\nurl: https://a.example\n---\nwords\n").messages
    assert (message.text, message.subject, message.links) == ("words", "Hi", ())
