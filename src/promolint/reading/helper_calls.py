"""Links that a template writes as a call: ``link_to "Text", url`` of Rails, ``Html::link(url, text)`` of PHP.

The URL of such a link is the argument: what stands in it if it is a string, else the expression as written. So are
its words; those of ``link_to url do … end`` are the block's, those of a picture its ``alt``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.code_text import (
    Arguments,
    Slice,
    Value,
    arguments,
    end_of,
    is_whole,
    split,
    trim,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from promolint.reading.markup import Markup

NAMES = re.compile(
    r"(?<![\w.\"'@$:>-])(?:(?:[a-z]+_){0,3}(?P<ruby>(?:link|button|mail|phone|sms)_to)(?P<on>_if|_unless_current|_unless)?"
    r"|(?P<phoenix>link)(?=[ (][^\n]{0,300}\bto:)"
    r"|(?P<php>link_to(?:_route|_action|_asset)|(?:HTML|Html)(?:::|->)(?:link|linkRoute|secureLink|mailto))"
    r"|(?:\$this->)?Html(?P<words_first>->link|::a))(?![\w?!])(?=[ (])"
)
_PICTURE = re.compile(r"\b\w*image(?:_pack)?_tag\b|\bHTML::image\b|\bHtml::image\b", re.IGNORECASE)
_KEYWORD = re.compile(r"[\"'`(\[{]|(?<=[\s)\]}\"'])(?:do|if|unless)(?=\s|$)")
_BLOCK = re.compile(r"\s*+(?:do\b|\{)\s*+(?:\|[^|\n]*+\|)?\s*+$")
_ROUTE_KEYS = frozenset({"controller", "action", "only_path", "host", "protocol"})
_TARGET_FIRST = frozenset({"mail_to", "phone_to", "sms_to"})


class HelperCall(NamedTuple):
    """A call that makes a link. Without ``words`` they are the block's or, if there is none, the URL itself."""

    start: int
    end: int
    url: Value
    words: Slice | None
    block: bool
    button: bool
    named: dict[str, Slice]
    condition: Slice | None


class _Tail(NamedTuple):
    """What follows the arguments of a call: whether a block, on what condition, and where all of it ends."""

    end: int
    block: bool = False
    condition: Slice | None = None


def calls_in(text: str, start: int, end: int, *, ruby: bool = True) -> Iterator[HelperCall]:
    """The link helpers that are called in the code at ``[start, end)``, in order; none inside another's arguments.

    Code with a call whose bracket does not close is not read further.
    """
    at = start
    while match := NAMES.search(text, at, end):
        begin = match.end()
        close = end_of(text, begin, end) if text[begin] == "(" else begin
        if close == -1:
            return
        call = _call(text, match, Slice(close, end), ruby=ruby)
        at = close if call is None else max(call.end, begin)
        if call is not None:
            yield call


def _call(text: str, match: re.Match[str], rest: Slice, *, ruby: bool) -> HelperCall | None:
    begin = match.end()
    close, limit = rest
    if close > begin:
        inside = Slice(begin + 1, close - 1)
        tail = _tail(text, close, limit)
    else:
        stop = split(text, begin, limit, lines=True)[1]
        tail = _tail(text, begin, stop)
        inside = Slice(begin, _keyword(text, begin, stop))
    given = arguments(text, *inside)
    if match.group("on") in {"_if", "_unless"}:
        given = given._replace(placed=given.placed[1:])
    url, words = _url_and_words(match, text, inside, given, tail, ruby=ruby)
    if url is None or not is_whole(text, *url):
        return None
    button = match.group("ruby") == "button_to"
    return HelperCall(
        match.start(), tail.end, value_of(text, *url), words, tail.block, button, given.named, tail.condition
    )


def _url_and_words(  # noqa: PLR0913 - what a call is made of
    match: re.Match[str], text: str, inside: Slice, given: Arguments, tail: _Tail, *, ruby: bool
) -> tuple[Slice | None, Slice | None]:
    placed = given.placed
    first, second = placed[0] if placed else None, placed[1] if len(placed) > 1 else None
    if match.group("phoenix"):
        return given.named.get("to"), first
    if match.group("php") or (not ruby and not match.group("words_first")) or match.group("ruby") in _TARGET_FIRST:
        return first, second
    if tail.block:
        return first or _route(text, inside, given), None
    if second is None:
        route = _route(text, inside, given)
        return (route, first) if route else (first, None)
    return second, first


def _route(text: str, inside: Slice, given: Arguments) -> Slice | None:
    """The hash of a call that names its target by controller and action."""
    if not _ROUTE_KEYS & given.named.keys():
        return None
    pieces = split(text, *inside)[0]
    behind = [piece for piece in pieces if piece not in given.placed]
    if text[behind[0].start] == "{":
        return behind[0]
    return Slice(behind[0].start, behind[-1].end)


def _keyword(text: str, start: int, end: int) -> int:
    """Where ``do``, ``if`` or ``unless`` begins at the top level of a slice; its end if nowhere."""
    at = start
    while match := _KEYWORD.search(text, at, end):
        if match.group()[0] in "diu":
            return match.start()
        at = end_of(text, match.start(), end)
        if at == -1:
            break
    return end


def _tail(text: str, start: int, limit: int) -> _Tail:
    """What stands behind a call's arguments, or at a top-level keyword behind ``start``."""
    if text[start : start + 1] == " " or text[start - 1] == ")":
        at = _keyword(text, start, limit) if text[start - 1] != ")" else start
        rest = text[at:limit]
        if _BLOCK.match(rest):
            return _Tail(limit, block=True)
        keyword = re.match(r"\s*(?=(?:if|unless)\s)", rest)
        if keyword:
            condition = trim(text, at + keyword.end(), split(text, at + keyword.end(), limit, lines=True)[1])
            return _Tail(condition.end, condition=condition)
        return _Tail(start if text[start - 1] == ")" else limit)
    return _Tail(start)


def write_opening(out: Markup, call: HelperCall) -> str:
    """Write the start tag of the link that a call makes; returns its end tag."""
    named: dict[str, Value] = {
        key: value_of(out.text, *call.named[key]) for key in ("class", "title") if key in call.named
    }
    button = call.button and "class" not in named
    name = "mj-button" if button else "a"
    out.open_tag(name, {**named, "href": call.url}, call.url.start)
    return f"</{name}>"


def write_calls(out: Markup, calls: Sequence[HelperCall]) -> None:
    """Write the links of calls that stand in one piece of code."""
    for call in calls:
        write_call(out, call)


def write_call(out: Markup, call: HelperCall) -> None:
    """Write the link that a call without a block makes."""
    if call.condition is not None:
        out.condition(call.condition)
    closing = write_opening(out, call)
    if call.words is not None:
        write_words(out, call.words)
    elif not call.block:
        out.words(call.url)
    out.put(closing, call.end)
    if call.condition is not None:
        out.put("<% end %>", call.end)


def write_words(out: Markup, words: Slice) -> None:
    """Write what a reader sees of an argument: a string's text, a picture's alt, else the expression."""
    start, end = words
    if _PICTURE.search(out.text, start, end):
        write_picture(out, words)
        return
    html = False
    if out.text.endswith(".html_safe", start, end):
        end, html = end - len(".html_safe"), True
    elif out.text.startswith("raw", start, end) and out.text[start + 3] in "( ":
        start, html = start + 3, True
        if out.text[start] == "(":
            start, end = start + 1, end - 1
    value = value_of(out.text, start, end)
    out.words(value if value.quote else Value(*words), html=html)


def write_picture(out: Markup, code: Slice) -> None:
    """Write the picture that the code calls for, with its alt text."""
    match = _PICTURE.search(out.text, *code)
    if match is None:
        return
    begin = match.end()
    parenthesised = out.text[begin : begin + 1] == "("
    given = arguments(out.text, begin + parenthesised, code.end)
    alt = given.named.get("alt")
    if alt is None and out.text[match.start()] in "hH" and len(given.placed) > 1:
        alt = given.placed[1]
    out.open_tag("img", {} if alt is None else {"alt": value_of(out.text, *alt)}, code.start)
