"""Writes the helper calls of a template over as the links that they make, before it is read as HTML or text.

Rails' ``<%= link_to … %>``, Laravel's ``{!! link_to(…) !!}``, ``@component('mail::button', ['url' => …])`` and
``<x-mail::button :url="…">``, Liquid's ``{{ 'Text' | link_to: url }}``. A call that only makes a URL
(``{% url 'x' %}``) is a URL by its name: ``inline`` finds it.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.code_text import Slice, Value, arguments, end_of, trim, value_of
from promolint.reading.helper_calls import HelperCall, calls_in, write_calls, write_opening, write_picture
from promolint.reading.helper_hint import may_call_helper
from promolint.reading.html_strings import write_php_strings
from promolint.reading.markup import Markup
from promolint.reading.mask import Mask, Span, SpanKind, mask

if TYPE_CHECKING:
    from collections.abc import Callable

    from promolint.reading.layers import Layer

_OPENS = re.compile(r"\b(?:do|\{)\s*+(?:\|[^|\n]*+\|)?\s*+-?$")
_PICTURE = re.compile(r"\s*\w*image_tag\b")
_LINK_IN_STRING = re.compile(r"[\"'][^\"'<]{0,200}<a\s", re.IGNORECASE)
_ENDS = re.compile(r"\s*+end\s*+-?$")
_FILTER = re.compile(r"\s*+(?P<words>[^|]*[^|\s])\s*+\|\s*+link_to\s*+:\s*+")
_DIRECTIVE = re.compile(r"@(?P<name>component|include)(?=\s?\()")
_URL_KEYS = ("url", "href", "link")
_WORD_KEYS = ("text", "label", "title", "slot")
_COMPONENT = re.compile(
    r"<(?P<close>/?)x-(?P<name>[\w.:-]++)(?P<attributes>(?:[^<>\"'/]|/(?!>)|\"[^\"]{0,2000}\"|'[^']{0,2000}'){0,800}+)(?P<void>/?)>"
)
_ATTRIBUTE = re.compile(
    r"\s(?P<bound>:?)(?P<key>[\w-]+)\s*=\s*(?P<quote>[\"'])(?P<value>.{0,2000}?)(?P=quote)", re.DOTALL
)
_BEFORE = 2000
_PATIENCE = 50


class _Edit(NamedTuple):
    """``text[start:end]`` is left out; ``write`` puts something in its place."""

    start: int
    end: int
    write: Callable[[Markup], object]


def with_helpers(layer: Layer) -> Layer:
    """``layer`` with its helper calls written over as HTML; itself where it has none."""
    if not may_call_helper(layer.text):
        return layer
    masked = mask(layer.text)
    edits = sorted(
        _Calls(layer.text, masked).edits() + _components(layer.text, masked.text), key=lambda edit: edit.start
    )
    if not edits:
        return layer
    out = Markup(layer)
    at = 0
    for edit in edits:
        if edit.start >= at:
            out.keep(at, edit.start)
            edit.write(out)
            at = edit.end
    out.keep(at, len(layer.text))
    return out.layer()


class _Calls:
    """The helper calls in the template spans of one text."""

    def __init__(self, text: str, masked: Mask) -> None:
        self._text = text
        self._masked = masked
        self._edits: list[_Edit] = []
        self._open: list[int | None] = []  # the blocks that are open; of a link's, the number of its edit
        self._unclosed: dict[int, HelperCall | None] = {}
        self._unclosed_calls = 0

    def edits(self) -> list[_Edit]:
        at = 0
        for span in self._masked.spans:
            if span.start >= at and span.kind is not SpanKind.COMMENT:
                at = self._span(span)
        for number, call in self._unclosed.items():
            if call is not None:
                edit = self._edits[number]
                self._edits[number] = edit._replace(write=partial(write_calls, calls=[call]))
        return self._edits

    def _span(self, span: Span) -> int:
        """Read one span; returns where it, and what belongs to it, ends."""
        directive = _DIRECTIVE.match(self._text, span.start)
        if directive:
            return self._directive(span, directive)
        calls = self._calls(span)
        block = calls[-1] if calls and calls[-1].block else None
        if span.kind is SpanKind.CLOSE or _ENDS.match(span.body):
            self._close(span)
        elif block is None and (span.kind is SpanKind.OPEN or _OPENS.search(span.body)):
            self._open.append(None)
        if block is not None:
            self._opening(span.start, span.end, block)
        elif calls:
            self._edits.append(_Edit(span.start, span.end, partial(write_calls, calls=calls)))
        elif self._puts_out_tags(span):
            self._edits.append(_Edit(span.start, span.end, partial(write_php_strings, start=span.start, end=span.end)))
        elif span.kind is SpanKind.OUTPUT and _PICTURE.match(span.body) and not self._in_tag(span.start):
            start = self._text.find(span.body, span.start, span.end)
            code = Slice(start, start + len(span.body))
            self._edits.append(_Edit(span.start, span.end, partial(write_picture, code=code)))
        return span.end

    def _puts_out_tags(self, span: Span) -> bool:
        """Whether a span of PHP holds a link in its strings: ``<?php echo '<a href="' . $url . '">…'; ?>``."""
        plain = span.kind in {SpanKind.OUTPUT, SpanKind.CODE} and self._text.startswith("<?", span.start)
        return plain and _LINK_IN_STRING.search(span.body) is not None and not self._in_tag(span.start)

    def _calls(self, span: Span) -> list[HelperCall]:
        start = self._text.find(span.body, span.start, span.end)
        code = trim(self._text, start, start + len(span.body))
        if code.end > code.start and self._text[code.end - 1] == "-":
            code = trim(self._text, code.start, code.end - 1)
        if not may_call_helper(self._text, *code) or self._in_tag(span.start):
            return []
        found = _FILTER.match(self._text, *code)
        if found:
            given = arguments(self._text, found.end(), code.end).placed
            return [_filtered(self._text, code, Slice(*found.span("words")), given[0])] if given else []
        return list(calls_in(self._text, *code, ruby=self._text.startswith("<%", span.start)))

    def _directive(self, span: Span, match: re.Match[str]) -> int:
        begin = self._text.index("(", match.end())
        end = end_of(self._text, begin, len(self._text)) if self._unclosed_calls < _PATIENCE else -1
        self._unclosed_calls += end == -1
        component = match.group("name") == "component"
        named = {} if end == -1 else arguments(self._text, begin + 1, end - 1).named
        url = next((named[key] for key in _URL_KEYS if key in named), None)
        words = next((named[key] for key in _WORD_KEYS if key in named), None)
        if url is None or (words is None and not component):
            if component:
                self._open.append(None)
            return span.end
        call = HelperCall(
            span.start, end, value_of(self._text, *url), words, component, button=True, named={}, condition=None
        )
        if component:
            self._opening(span.start, end, call)
        else:
            self._edits.append(_Edit(span.start, end, partial(write_calls, calls=[call])))
        return end

    def _opening(self, start: int, end: int, call: HelperCall) -> None:
        self._open.append(len(self._edits))
        self._unclosed[len(self._edits)] = call
        self._edits.append(_Edit(start, end, partial(write_opening, call=call)))

    def _close(self, span: Span) -> None:
        number = self._open.pop() if self._open else None
        call = self._unclosed.pop(number, None) if number is not None else None
        if call is not None:
            closing = "</mj-button>" if call.button and "class" not in call.named else "</a>"
            self._edits.append(_Edit(span.start, span.end, partial(Markup.put, html=closing, at=span.start)))

    def _in_tag(self, at: int) -> bool:
        text, low = self._masked.text, max(0, at - _BEFORE)
        opened = text.rfind("<", low, at)
        return opened > text.rfind(">", low, at) and text[opened + 1 : opened + 2].isalpha()


def _filtered(text: str, code: Slice, words: Slice, url: Slice) -> HelperCall:
    return HelperCall(
        code.start, code.end, value_of(text, *url), words, block=False, button=False, named={}, condition=None
    )


def _components(text: str, masked: str) -> list[_Edit]:
    """The edits of ``<x-…>`` tags that have a URL, and of their end tags."""
    edits: list[_Edit] = []
    opened: dict[str, list[str]] = {}
    if "<x-" not in masked:
        return edits
    for match in _COMPONENT.finditer(masked):
        name = match.group("name")
        tags = opened.setdefault(name, [])
        if match.group("close"):
            tag = tags.pop() if tags else ""
            if tag:
                edits.append(_Edit(*match.span(), partial(Markup.put, html=f"</{tag}>", at=match.start())))
            continue
        values = _attributes(text, match)
        url = next((values[key] for key in _URL_KEYS if key in values), None)
        tag = "" if url is None else "mj-button" if "button" in name.lower() else "a"
        if not match.group("void"):
            tags.append(tag)
        if url is not None:
            words = None if not match.group("void") else next((values[key] for key in _WORD_KEYS if key in values), url)
            edits.append(_Edit(*match.span(), _component(tag, url, words, match.start())))
    return edits


def _attributes(text: str, tag: re.Match[str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for match in _ATTRIBUTE.finditer(tag.string, *tag.span("attributes")):
        start, end = trim(text, *match.span("value"))
        value = value_of(text, start, end) if match.group("bound") else Value(start, end, "'")
        found.setdefault(match.group("key"), value)
    return found


def _component(tag: str, url: Value, words: Value | None, at: int) -> Callable[[Markup], object]:
    def write(out: Markup) -> None:
        out.put(f'<{tag} href="', at)
        out.value(url)
        out.put('">', at)
        if words is not None:
            out.words(words)
            out.put(f"</{tag}>", at)

    return write
