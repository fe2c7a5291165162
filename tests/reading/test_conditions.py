"""Which template conditions and loops a link stands in."""

from __future__ import annotations

import pytest

from promolint.reading.conditions import around, blocks
from promolint.reading.mask import mask


def where(text: str) -> tuple[tuple[str, ...], bool]:
    """The conditions around the "X" of a text, and whether it is in a loop."""
    return around(blocks(mask(text).spans, len(text)), text.index("X"))


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("{% if a %}X{% endif %}", ("if a",)),
        ("{%- if a -%}X{%- endif -%}", ("if a",)),
        ("{% if a %}{% if b %}X{% endif %}{% endif %}", ("if a", "if b")),
        ("{% if a %}b{% else %}X{% endif %}", ("else of if a",)),
        ("{% if a %}b{% elif c %}X{% else %}d{% endif %}", ("elif c",)),
        ("{% if a %}b{% elif c %}d{% else %}X{% endif %}", ("else of elif c",)),
        ("{% unless a %}X{% endunless %}", ("unless a",)),
        ("{% case a %}{% when 'b' %}X{% endcase %}", ("when 'b'",)),
        ("{% if a %}X", ("if a",)),
        ("{% if a %}{% trans %}b{% endtrans %}X{% endif %}", ("if a",)),
        ("{% if a %}{% include 'b' %}{% set c = 1 %}X{% endif %}", ("if a",)),
        ("{% if a %}{% block b %}X{% endblock b %}{% endif %}", ("if a",)),
        ("{{#if a}}X{{/if}}", ("#if a",)),
        ("{{#if a}}b{{else}}X{{/if}}", ("else of #if a",)),
        ("{{#a}}b{{^}}X{{/a}}", ("else of #a",)),
        ("{{^a}}X{{/a}}", ("^a",)),
        ("{{if .A}}{{range .B}}{{end}}X{{end}}", ("if .A",)),
        ("{{depend a}}X{{/depend}}", ("depend a",)),
        ("{if $a}X{/if}", ("if $a",)),
        ("<#if (a > 3)>X</#if>", ("if (a > 3)",)),
        ("<% if a %>X<% end %>", ("if a",)),
        ("<%- unless a -%>X<% end %>", ()),
        ("<?php if ($a): ?>X<?php endif; ?>", ("if ($a):",)),
        ("<?php if ($a) { ?>b<?php } else { ?>X<?php } ?>", ("else of if ($a) {",)),
        ("@if($a) X @endif", ("if($a)",)),
        ("*|IF:VIP|*b*|ELSE:|*X*|END:IF|*", ("else of IF:VIP",)),
        ("{% if a %}b{% endif %}X", ()),
        ("X{% if a %}b{% endif %}", ()),
        ("{% endif %}X{% endif %}", ()),
        ("{% block a %}X{% endblock %}", ()),
        ("{{ if }}X{{ a }}", ()),
        ("{# {% if a %} #}X", ()),
        ("{% if a %}b{% endif %}{% if c %}X{% endif %}", ("if c",)),
    ],
)
def test_conditions(text: str, conditions: tuple[str, ...]) -> None:
    """The outermost first; an else names what it is the other side of; a closing tag closes what is called like it."""
    assert where(text) == (conditions, False)


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("{% for a in b %}X{% endfor %}", ()),
        ("{% for a in b %}{% if c %}X{% endif %}{% endfor %}", ("if c",)),
        ("{{#each items}}X{{/each}}", ()),
        ("{{range .Items}}X{{end}}", ()),
        ("{foreach $a as $b}X{/foreach}", ()),
        ("<#list a as b>X</#list>", ()),
        ("<% items.each do |item| %>X<% end %>", ()),
        ("<% items.each do |item| %><% if a %>b<% end %>X<% end %>", ()),
        ("<?php foreach ($a as $b): ?>X<?php endforeach; ?>", ()),
        ("@foreach($a as $b) X @endforeach", ()),
    ],
)
def test_loops(text: str, conditions: tuple[str, ...]) -> None:
    assert where(text) == (conditions, True)


@pytest.mark.parametrize(
    "text", ["{% for a in b %}c{% endfor %}X", "{{#each a}}b{{/each}}X", "{{ range }}X", "for a in b X"]
)
def test_no_loop(text: str) -> None:
    assert where(text) == ((), False)


def test_what_is_nested_very_deep_is_cut_and_the_rest_stays_right() -> None:
    text = "{% if a %}" * 80 + "{% endif %}" * 79 + "X" + "{% endif %}"
    assert where(text) == (("if a",), False)
    assert len(around(blocks(mask("{% if a %}" * 80).spans, 900), 800)[0]) == 50
