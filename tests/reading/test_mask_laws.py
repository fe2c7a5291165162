"""What holds for the mask of any text."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from promolint.reading.mask import DIALECTS, OUTPUT, SpanKind, mask

DELIMITERS = (
    "{{ }} {{{ }}} {% %} {# #} {!! !!} {* *} {{! {{!-- --}} {$ { } <% %> <%= <?php ?> [{ }] [[ ]] *| |*"
    " %% %%[ ]%% <# </# "
    "<@ > ${ #{ @{ [ID] [a.b] %NAME% << >> @if( ) @endif if else end /if $a.b( #if( #end @(a #* *# ä 😀 - ~ | ' \""
)
PIECES = st.sampled_from((*DELIMITERS.split(" "), " ", "a", "\n", "\r\n", "{{ b }}", "{% if c %}"))
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from(["", *DIALECTS]))
def test_length_and_what_lies_between_spans_stay(text: str, dialect: str) -> None:
    """The mask has the length of the text; outside its spans nothing changes, inside all is filler of one kind."""
    masked = mask(text, dialect)
    assert len(masked.text) == len(text)
    at = 0
    for span in masked.spans:
        assert at <= span.start < span.end <= len(text)
        assert masked.text[at : span.start] == text[at : span.start]
        filler = OUTPUT if span.kind is SpanKind.OUTPUT else " "
        assert masked.text[span.start : span.end] == filler * (span.end - span.start)
        at = span.end
    assert masked.text[at:] == text[at:]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_mask(text: str) -> None:
    """Nothing is remembered from one text to the next."""
    masked = mask(text)
    mask("{{ other }} [{if $a}]")
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text", ["{{ a }}", "{% if a %}", "{# a #}", "<%= a %>", "[[a]]", "*|A|*", "%%a%%", "${a}", "{$a}", "{a}", "[AB]"]
)
@given(before=st.text("abc \n<>\"='", max_size=20), after=st.text("abc \n<>\"='", max_size=20))
def test_a_span_is_found_wherever_it_stands(text: str, before: str, after: str) -> None:
    """What stands around a span does not hide it, but for a span that it opens itself."""
    assume("<<" not in before)
    spans = mask(before + text + " " + after).spans
    assert (len(before), len(before) + len(text)) in {(span.start, span.end) for span in spans}
