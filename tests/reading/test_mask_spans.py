"""What the mask takes for template syntax, and what it leaves alone."""

from __future__ import annotations

import pytest

from promolint.reading.mask import OUTPUT, Span, SpanKind, mask


def shape(text: str, dialect: str = "") -> str:
    """The masked text with "~" for what puts something out."""
    return mask(text, dialect).text.replace(OUTPUT, "~")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Hi {{ name }}!", "Hi ~~~~~~~~~~!"),
        ("{{{ html }}}", "~~~~~~~~~~~~"),
        ("a {!Contact.Name} b", "a ~~~~~~~~~~~~~~~ b"),
        ("a [ID] b", "a ~~~~ b"),
        ("/jobs/[job.id]/x", "/jobs/~~~~~~~~/x"),
        ("[first_name]", "~~~~~~~~~~~~"),
        ("{{${x}}} b", "~~~~~~~~ b"),
        ('{{ {"a": 1} }} b', "~~~~~~~~~~~~~~ b"),
        ("${user.name}", "~~~~~~~~~~~~"),
        ("#{user.name}", "~~~~~~~~~~~~"),
        ("th:href=@{/a/{id}(id=${x})}", "th:href=~~~~~~~~~~~~~~~~~~~"),
        ("[[${name}]]", "~~~~~~~~~~~"),
        ("*|FNAME|*", "~~~~~~~~~"),
        ("%%first_name%%", "~~~~~~~~~~~~~~"),
        ("%%=v(@x)=%%", "~~~~~~~~~~~"),
        ("%FIRSTNAME%", "~~~~~~~~~~~"),
        ("<<First Name>>", "~~~~~~~~~~~~~~"),
        ("<%= name %>", "~~~~~~~~~~~"),
        ("<?= $name ?>", "~~~~~~~~~~~~"),
        ("{!! $html !!}", "~~~~~~~~~~~~~"),
        ("<@link page/>", "~~~~~~~~~~~~~"),
        ("{$shop->name}", "~~~~~~~~~~~~~"),
        ("{shop_name}", "~~~~~~~~~~~"),
        ("/p/{0}?a", "/p/~~~?a"),
        ("{1,number,#.##} €", "~~~~~~~~~~~~~~~ €"),
        ("{l s='Hello' d='Emails'}", "~" * 24),
        ("{# a note #}b", "            b"),
        ("{{!-- a }} note --}}b", "                    b"),
        ("{{! a note }}b", "             b"),
        ("<%# a note %>b", "             b"),
        ("<%-- a note --%>b", "                b"),
        ("<#-- a note -->b", "               b"),
        ("{* a note *}b", "            b"),
        ("{{-- a note --}}b", "                b"),
        ("<#if (a > 3)>x</#if>", "             x      "),
        ("{% if n > 3 %}x{% endif %}", "              x           "),
        ("@if(count($a) > 1) x @endif", "                   x       "),
        ("<?php if ($a): ?>x<?php endif; ?>", " " * 17 + "x" + " " * 15),
        ("x<?php echo 1", "x            "),
        ('href="{{ url|default:"/sale" }}"', 'href="~~~~~~~~~~~~~~~~~~~~~~~~~"'),
    ],
)
def test_spans_become_filler_of_their_own_length(text: str, masked: str) -> None:
    assert shape(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "no syntax here",
        "[PDF](https://a.example)",
        "[ID][2]",
        "[ID]: https://a.example",
        "[job.id](https://a.example)",
        "[[Read more]](https://a.example)",
        "[A]",
        "a [word] b",
        "{ not a variable }",
        "=1{One seat: https://a.example/x left}",
        "{}",
        "{{ not closed",
        "{% not closed",
        "a { b; c }",
        "color:{#fff}",
        "## Title {#anchor} and #}",
        "50 %% off and more",
        "*|two\nlines|*",
        "[[two\nlines]]",
        "100% sure, 50% off",
        "caf%C3%A9%20au%20lait",
        "mail@if.example",
        "@media print",
        "I <? you",
        "1 << 2 >> 1",
        "a <# b",
        "$5 and #1 and @me",
        "<?xml version='1.0'?>",
        "{{ a {{ b",
    ],
)
def test_what_is_no_template_syntax_stays(text: str) -> None:
    assert mask(text).text == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("words [{$url}]", "words [~~~~~~]"),
        ("words [{shop_url}]", "words [~~~~~~~~~~]"),
        ("[{$url}] {* a [{ b *}", "[~~~~~~]             "),
        ("[{if $a}]x[{/if}] [{$u}]", "         x        ~~~~~~"),
        ('[{oxmultilang ident="A"}] [{$u}]', "~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~"),
        ("[{$oView->getUrl()}] and [{$u}]", "~~~~~~~~~~~~~~~~~~~~ and ~~~~~~"),
        ("[{* note *}]x[{assign var=a value=b}]", "            x" + " " * 24),
    ],
)
def test_square_and_curly_brackets_are_one_delimiter_only_where_the_file_shows_it(text: str, masked: str) -> None:
    """A bracket around ``{…}`` in a plain text is no OXID tag; one OXID keyword in the file makes all of them tags."""
    assert shape(text) == masked


@pytest.mark.parametrize(
    ("text", "dialect", "masked"),
    [
        ("$name and $!{user.first}", "velocity", "~~~~~ and ~~~~~~~~~~~~~~"),
        ("#if($a.b($c))x#else y#end", "velocity", "             x      y    "),
        ("#* a\nnote *#x", "velocity", "            x"),
        ("## note\nx", "velocity", "       \nx"),
        ("costs $5", "velocity", "costs $5"),
        ("Hi @Model.Name!", "razor", "Hi ~~~~~~~~~~~!"),
        ("@(Model.A + Model.B(1))", "razor", "~" * 23),
        ("@if (Model.A) {\n<p>x</p>\n}", "razor", "               \n<p>x</p>\n "),
        ("@* note *@x", "razor", "          x"),
        ("me@a.example", "razor", "me@a.example"),
        ("@media print", "razor", "@media print"),
    ],
)
def test_dialects_that_write_variables_without_delimiters(text: str, dialect: str, masked: str) -> None:
    assert shape(text, dialect) == masked


@pytest.mark.parametrize("text", ["Hi $name and @Model.Name", "#if($a)x#end"])
def test_dialects_are_read_only_where_they_are_named(text: str) -> None:
    assert mask(text).text == text


def test_a_span_knows_its_place_and_its_body() -> None:
    assert mask("a {{ b }} {% if c %}").spans == (
        Span(2, 9, SpanKind.OUTPUT, " b "),
        Span(10, 20, SpanKind.OPEN, " if c "),
    )
