"""What a span does: a keyword makes a control tag only where the language says so."""

from __future__ import annotations

import pytest

from promolint.reading.mask import SpanKind, mask

OUTPUT, OPEN, MIDDLE, CLOSE, COMMENT, CODE = SpanKind


def kind(text: str) -> SpanKind:
    (span,) = mask(text).spans
    assert (span.start, span.end) == (0, len(text))
    return span.kind


@pytest.mark.parametrize(
    "text",
    [
        "{{case}}",
        "{{ case }}",
        "{{section}}",
        "{{form}}",
        "{{ list }}",
        "{{ list | join(', ') }}",
        "{{ list|join }}",
        "{{var:return_url}}",
        "{{var return_url}}",
        "{{ default }}",
        "{{ when }}",
        "{{ if }}",
        "{{ form.name }}",
        "{{ case == 1 }}",
        "{{ end_date }}",
        "{{ end | date }}",
        "{{ endpoint }}",
        "{{ ending }}",
        "{{ else_text }}",
        "{{ iffy }}",
        "{{ form ? 1 : 2 }}",
        "{{ block_title }}",
        "{form}",
        "{section}",
        "{list}",
        "{if_any}",
        "{ldelim}",
        "{% url 'home' %}",
        "{% trans 'Hello' %}",
        "{% iffy %}",
        "*|LIST:COMPANY|*",
        "*|UNSUB|*",
        "[[section]]",
        "<@button href='x'>",
        "<%= if x %>",
        "{!IF(a, b, c)}",
    ],
)
def test_outputs(text: str) -> None:
    """A keyword alone between braces is the name of a variable, as is a longer word that begins with one."""
    assert kind(text) is OUTPUT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{if .Name}}", OPEN),
        ("{{- range .Items -}}", OPEN),
        ("{{if(a)}}", OPEN),
        ("{{#if a}}", OPEN),
        ("{{~#each items~}}", OPEN),
        ("{{^items}}", OPEN),
        ("{{depend customer.name}}", OPEN),
        ("{% if a %}", OPEN),
        ("{%- if a -%}", OPEN),
        ("{%if(a)%}", OPEN),
        ("{% case a %}", OPEN),
        ("{% spaceless %}", OPEN),
        ("{if $a}", OPEN),
        ("{foreach $a as $b}", OPEN),
        ("{literal}", OPEN),
        ("<#if a??>", OPEN),
        ("<#list a as b>", OPEN),
        ("<% if a %>", OPEN),
        ("<% items.each do |item| %>", OPEN),
        ("<?php foreach ($a as $b): ?>", OPEN),
        ("<?php if ($a) { ?>", OPEN),
        ("@foreach($a as $b)", OPEN),
        ("*|IF:VIP|*", OPEN),
        ("*|INTERESTED:Sport:Tennis|*", OPEN),
        ("%%[ IF @a == 1 THEN ]%%", OPEN),
        ("{{else}}", MIDDLE),
        ("{{ else }}", MIDDLE),
        ("{{else if b}}", MIDDLE),
        ("{{^}}", MIDDLE),
        ("{else}", MIDDLE),
        ("{elseif $b}", MIDDLE),
        ("{% else %}", MIDDLE),
        ("{% when 'a' %}", MIDDLE),
        ("{% empty %}", MIDDLE),
        ("<#else>", MIDDLE),
        ("<% else %>", MIDDLE),
        ("<?php else: ?>", MIDDLE),
        ("*|ELSE:|*", MIDDLE),
        ("{{end}}", CLOSE),
        ("{{ end }}", CLOSE),
        ("{{endif}}", CLOSE),
        ("{{/if}}", CLOSE),
        ("{{~/each~}}", CLOSE),
        ("{/if}", CLOSE),
        ("{% endif %}", CLOSE),
        ("{% endblock title %}", CLOSE),
        ("</#list>", CLOSE),
        ("</@box>", CLOSE),
        ("<% end %>", CLOSE),
        ("<?php } ?>", CLOSE),
        ("<?php endif; ?>", CLOSE),
        ("*|END:IF|*", CLOSE),
        ("{# note #}", COMMENT),
        ("{{!-- note --}}", COMMENT),
        ("{% set a = 1 %}", CODE),
        ("{% include 'a.html' %}", CODE),
        ("{{> footer}}", CODE),
        ('{{template "footer" .}}', CODE),
        ("{include file='a.tpl'}", CODE),
        ("<#assign a = 1>", CODE),
        ("<% a = 1 %>", CODE),
        ("<?php $a = 1; ?>", CODE),
        ("<?php echo $a; ?>", OUTPUT),
        ("@csrf", CODE),
    ],
)
def test_tags(text: str, expected: SpanKind) -> None:
    """A keyword with something to work on, or in delimiters that hold nothing but tags, is a tag."""
    assert kind(text) is expected
