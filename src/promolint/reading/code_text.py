"""Code inside templates, read just far enough to say where a string, a bracket, an argument ends. Nothing is run.

Good for Ruby, PHP, JavaScript and their like: three kinds of quotes, ``#{}``, ``${}`` and ``{$}`` inside them, ``//``
and ``/* */`` comments, regular expressions where a value may begin. Every walk is bounded by ``REACH``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

REACH = 3000
QUOTES = "\"'`"
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_OPENERS = frozenset("\"'`([{")
_IN_CODE = re.compile(r"//[^\n]*|/\*|/(?![\s/*>])|[\"'`(\[{)\]}]")
_IN_STRING = {
    '"': re.compile(r"\\.|\"|\#\{|\{(?=\$)", re.DOTALL),
    "'": re.compile(r"\\.|'", re.DOTALL),
    "`": re.compile(r"\\.|`|\$\{", re.DOTALL),
}
# a regular expression between slashes; its repeats are bounded, since one may seem to begin at every slash of a text
PATTERN = re.compile(r"/(?:[^\\/\[\n]|\\[^\n]|\[(?:[^\\\]\n]|\\[^\n]){0,200}+\]){1,1000}+/[a-z]*+")
_BEFORE_VALUE = "(,=:[!&|?{};+~^"
_NAMED = re.compile(
    r"\s*(?:(?P<a>[A-Za-z_][\w-]*)\s*:(?!:)|(?P<q>[\"'])(?P<b>[\w-]+)(?P=q)\s*(?::(?!:)|=>)|:(?P<c>[A-Za-z_]\w*)\s*=>"
    r"|:[\"'](?P<d>[\w-]+)[\"']\s*=>)\s*"
)


class Slice(NamedTuple):
    """``text[start:end]``."""

    start: int
    end: int


class Value(NamedTuple):
    """What stands between a string's quotes, or (``quote`` is "") an expression as written."""

    start: int
    end: int
    quote: str = ""


class Arguments(NamedTuple):
    """The arguments of a call, by place and by name, and where reading them stopped."""

    placed: tuple[Slice, ...]
    named: dict[str, Slice]
    end: int


def end_of(text: str, at: int, limit: int, reach: int = REACH) -> int:
    """Where the string or bracket that opens at ``at`` has ended; -1 if it does not end before ``limit``."""
    limit = min(limit, len(text), at + reach)
    stack: list[str] = []
    while at < limit:
        inside = _IN_STRING.get(stack[-1]) if stack else None
        match = (inside or _IN_CODE).search(text, at, limit)
        if match is None:
            return -1
        at = _in_string(match, stack) if inside else _in_code(match, stack, limit)
        if not stack:
            return at
    return -1


def _in_string(match: re.Match[str], stack: list[str]) -> int:
    mark = match.group()
    if mark == stack[-1]:
        stack.pop()
    elif mark in {"#{", "${", "{"}:
        stack.append("}")
    return match.end()


def _in_code(match: re.Match[str], stack: list[str], limit: int) -> int:
    mark, text = match.group(), match.string
    if mark == "/*":
        end = text.find("*/", match.end(), limit)
        return limit if end == -1 else end + 2
    if mark == "/":
        pattern = PATTERN.match(text, match.start(), limit) if may_begin_value(text, match.start()) else None
        return pattern.end() if pattern else match.end()
    if mark in QUOTES:
        stack.append(mark)
    elif mark in _CLOSERS:
        stack.append(_CLOSERS[mark])
    elif stack and mark == stack[-1]:
        stack.pop()
    return match.end()


def may_begin_value(text: str, at: int) -> bool:
    """Whether a value, not an operator, may stand at ``at``: by the character before it."""
    before = text[max(0, at - 40) : at].rstrip()
    return not before or before[-1] in _BEFORE_VALUE or before.endswith(("return", "=>", "typeof"))


_TOP_LEVEL = re.compile(r"//[^\n]*|/\*|[\"'`(\[{)\]}]|[,;\n]")


def marks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The commas, semicolons, line ends and unmatched closers of ``text[start:end]``; all else is stepped over."""
    at = start
    while match := _TOP_LEVEL.search(text, at, end):
        mark = match.group()
        at = match.end()
        if mark[0] in QUOTES or mark in _CLOSERS:
            at = end_of(text, match.start(), end)
            if at == -1:
                return
        elif mark == "/*":
            at = text.find("*/", match.end(), end)
            if at == -1:
                return
        elif not mark.startswith("//"):
            yield match


def split(text: str, start: int, end: int, *, lines: bool = False) -> tuple[list[Slice], int]:
    """The slices between top-level commas, blank ones left out, and where an unmatched closer or the end stopped them.

    ``lines``: a line end that follows no comma stops them too.
    """
    slices: list[Slice] = []
    begin = start
    for match in marks(text, start, end):
        mark = match.group()
        if mark == "\n":
            if lines and text[begin : match.start()].strip(" \t\r\\"):
                end = match.start()
                break
            continue
        slices.append(Slice(begin, match.start()))
        begin = match.end()
        if mark != ",":
            end = match.start()
            break
    else:
        slices.append(Slice(begin, end))
        return _trimmed(text, slices), end
    if begin <= end:
        slices.append(Slice(begin, end))
    return _trimmed(text, slices), end


def _trimmed(text: str, slices: list[Slice]) -> list[Slice]:
    return [piece for piece in (trim(text, *piece) for piece in slices) if piece.end > piece.start]


def trim(text: str, start: int, end: int) -> Slice:
    """The slice without white space at its ends."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Slice(start, start + len(piece.strip()))


def arguments(text: str, start: int, end: int, *, lines: bool = False) -> Arguments:
    """The arguments that stand at ``[start, end)``; those of one ``{…}``, ``[…]`` among them count as named."""
    pieces, stop = split(text, start, end, lines=lines)
    placed: list[Slice] = []
    named: dict[str, Slice] = {}
    for piece in pieces:
        match = _NAMED.match(text, *piece)
        if match:
            named.setdefault(_name(match), Slice(match.end(), piece.end))
            continue
        if text[piece.start] in "{[" and text[piece.end - 1] in "}]":
            inner = hash_at(text, piece.start + 1, piece.end - 1)
            if inner:
                named = inner | named
                continue
        placed.append(piece)
    return Arguments(tuple(placed), named, stop)


def hash_at(text: str, start: int, end: int) -> dict[str, Slice]:
    """The named values of a hash, array or object whose inside is ``[start, end)``; the first of a name counts."""
    found: dict[str, Slice] = {}
    for piece in split(text, start, end)[0]:
        match = _NAMED.match(text, *piece)
        if match:
            found.setdefault(_name(match), Slice(match.end(), piece.end))
    return found


def _name(match: re.Match[str]) -> str:
    return str(next(filter(None, match.group("a", "b", "c", "d"))))


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether what the slice opens with, a string or a bracket, ends in it."""
    return text[start : start + 1] not in _OPENERS or end_of(text, start, end) != -1


def value_of(text: str, start: int, end: int) -> Value:
    """The content of a string, if the slice is one and no more; else the expression as written."""
    start, end = trim(text, start, end)
    if end - start > 1 and text[start] in QUOTES and end_of(text, start, end) == end:
        return Value(start + 1, end - 1, text[start])
    return Value(start, end)
