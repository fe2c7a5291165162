"""The names of other files that a template takes in, in every language that has a way to say it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promolint.reading.includes import names_taken_in

TAKEN_IN = [
    ('{% include "footer.html" %}', "footer.html"),
    ("{%- include 'a/footer.html' with x=1 -%}", "a/footer.html"),
    ('{% include "footer.html" ~%}', "footer.html"),
    ("{%\n  include 'footer.html'\n%}", "footer.html"),
    ('{% extends "emails/base.html" %}', "emails/base.html"),
    ('{% import "macros.html" as macros %}', "macros.html"),
    ('{% from "macros.html" import button %}', "macros.html"),
    ("{% render 'footer', shop: shop %}", "footer"),
    ('{% layout "mail" %}', "mail"),
    ('{% embed "card.twig" %}', "card.twig"),
    ("{{ include('card.twig') }}", "card.twig"),
    ("{{ include('@App/card.twig', {a: 1}) }}", "@App/card.twig"),
    ("{{> footer}}", "footer"),
    ("{{>parts/footer a=1}}", "parts/footer"),
    ("{{~> footer ~}}", "footer"),
    ("{{#> layout}}{{/layout}}", "layout"),
    ('{{> "my footer"}}', "my footer"),
    ("<%= render 'footer' %>", "footer"),
    ('<%= render "shared/footer", order: @order %>', "shared/footer"),
    ('<%= render partial: "shared/footer", locals: { a: 1 } %>', "shared/footer"),
    ("<%= render(:partial => 'footer') %>", "footer"),
    ('<%= render layout: "box" do %>', "box"),
    ("<%- include('footer') %>", "footer"),
    ("<%- await include('parts/footer.ejs', {a: 1}) %>", "parts/footer.ejs"),
    ("@include('emails.footer')", "emails/footer"),
    ("@includeIf('emails.footer', ['a' => 1])", "emails/footer"),
    ('@extends("layouts.mail")', "layouts/mail"),
    ('{include file="footer.tpl"}', "footer.tpl"),
    ("{include file='file:parts/footer.tpl' a=1}", "parts/footer.tpl"),
    ('{include assign=foot file="footer.tpl"}', "footer.tpl"),
    ("{include 'footer.tpl'}", "footer.tpl"),
    ('{extends file="base.tpl"}', "base.tpl"),
    ('[{include file="footer.tpl"}]', "footer.tpl"),
    ('<#include "footer.ftl">', "footer.ftl"),
    ('<#import "/lib/mail.ftl" as mail>', "/lib/mail.ftl"),
    ('{{ template "footer.html" . }}', "footer.html"),
    ('{{- template "footer" .Order -}}', "footer"),
    ("<?php include 'footer.php'; ?>", "footer.php"),
    ('<?php\nrequire_once __DIR__ . "/footer.php";', "/footer.php"),
    ('<mj-include path="./footer.mjml" />', "./footer.mjml"),
    ('<mj-include css-inline="inline" path="../footer.mjml"/>', "../footer.mjml"),
    ("<MJ-INCLUDE\n  path='footer.mjml'>", "footer.mjml"),
    ('<!-- {% include "footer.html" %} -->', "footer.html"),  # an engine knows no comments of HTML
]
SILENT = [
    "{% include footer %}",
    '{% include "mails/" ~ kind %}',
    '{% include "mails/" + kind %}',
    '{% include "footer.html"|lower %}',
    '{% include "mails/{{ kind }}.html" %}',
    '{% include ["a.html", "b.html"] %}',
    '{% included "footer.html" %}',
    "{{ include }}",
    '{{ "include" }}',
    "{{> (lookup . 'footer')}}",
    "<%= render @posts %>",
    '<%= render "posts/#{kind}" %>',
    "<%= rendered 'footer' %>",
    "<%- include('parts/' + kind) %>",
    "@include('mail.' . $kind)",
    '@include("mail.$kind")',
    "@include($kind)",
    "@include('mail::footer')",
    "info@include('footer')",
    "@include mixin;",
    "{include file=$footer}",
    '{include file="$folder/footer.tpl"}',
    "<#include footer>",
    "{{ template .Name }}",
    "<?php include $footer; ?>",
    "<?php include 'parts/' . $kind; ?>",
    "<?php // include 'footer.php'; ?>",
    "include 'footer.php';",
    '<mj-text path="footer.mjml">',
    "Please include 'footer.html' and render 'it'.",
]
COMMENTED = [
    '{# {% include "a" %} #}',
    '{% comment %}{% include "a" %}{% endcomment %}',
    '{% comment %}\n<p>{% extends "a" %}</p>\n{% endcomment %}',
    "{{! {{> a}} }}",
    "{{!-- {{> a}} --}}",
    '{{/* {{ template "a" . }} */}}',
    '{{- /* {{ template "a" . }} */ -}}',
    "<%# render 'a' %>",
    "<%-- <%= render 'a' %> --%>",
    "{{-- @include('a') --}}",
    '{* {include file="a"} *}',
    '[{* [{include file="a"}] *}]',
    '<#-- <#include "a"> -->',
    '<!-- <mj-include path="a"/> -->',
]


@pytest.mark.parametrize(("tag", "name"), TAKEN_IN)
def test_a_literal_name(tag: str, name: str) -> None:
    """It is found wherever it stands, with ``/`` between folders."""
    assert names_taken_in(tag) == (name,)
    assert names_taken_in(f"<p>Hallo</p>\n{tag}\n<p>Ende</p>") == (name,)


@pytest.mark.parametrize("text", SILENT)
def test_what_names_nothing(text: str) -> None:
    """Names that are put together, other words, prose."""
    assert names_taken_in(text) == ()


@pytest.mark.parametrize("comment", COMMENTED)
def test_a_comment_takes_nothing_in(comment: str) -> None:
    """Of the language of the tag itself; what stands behind it counts."""
    assert names_taken_in(comment) == ()
    assert names_taken_in(f'{comment}{{% include "b" %}}') == ("b",)


def test_each_name_once_and_in_order() -> None:
    """However often a file is taken in."""
    assert names_taken_in('{% extends "z" %}{% include "a" %}{% include "b" %}{% include "a" %}') == ("z", "a", "b")


PIECES = st.sampled_from(
    [
        *(tag for tag, _ in TAKEN_IN),
        *COMMENTED,
        *"{% %} {# #} {{ }} {{! <!-- --> <% %> {* *} {{/* */ <?php \" ' \n".split(" "),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)))
def test_a_name_stands_in_the_text(text: str) -> None:
    """Nothing is made up: each name is there as it is told, but for Blade's dots; none goes over the end of a line."""
    for name in names_taken_in(text):
        assert name in text or name.replace("/", ".") in text
        assert "\n" not in name


WRAPPERS = [
    ('{%% include "%s" %%}', "{# %s #}"),
    ('{%% include "%s" %%}', "{%% comment %%}%s{%% endcomment %%}"),
    ("{{> %s}}", "{{!-- %s --}}"),
    ("<%%= render '%s' %%>", "<%%-- %s --%%>"),
    ("@include('%s')", "{{-- %s --}}"),
    ('{include file="%s"}', "{* %s *}"),
    ('<#include "%s">', "<#-- %s -->"),
    ('{{ template "%s" . }}', "{{/* %s */}}"),
    ('<mj-include path="%s"/>', "<!-- %s -->"),
]


@given(st.lists(st.tuples(st.sampled_from(WRAPPERS), st.booleans()), max_size=8))
def test_only_what_stands_outside_comments(pieces: list[tuple[tuple[str, str], bool]]) -> None:
    """Whatever languages stand side by side: a comment hides what stands in it, and nothing before or behind."""
    text, expected = "", []
    for number, ((tag, comment), commented) in enumerate(pieces):
        written = tag % f"f{number}"
        text += f"<p>{comment % written if commented else written}</p>\n"
        expected += [] if commented else [f"f{number}"]
    assert list(names_taken_in(text)) == expected
