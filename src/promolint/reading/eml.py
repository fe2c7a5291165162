"""Mails as they are sent: ``.eml`` and ``.mbox``. Each text part is a message of its own, under its mail's subject.

``part`` is the content type, from the second of a sort on with a number (``text/html[2]``); in a mailbox the number of
the mail stands before it (``message[3]/text/html``). What is no text for a reader (pictures, calendars, PDF) is passed
over. Nothing here fails for broken MIME: what has no structure is read as the plain text that it is.

Limits: a file reaches this module as text, UTF-8 or else Windows-1252; 8-bit parts in another single-byte charset are
put right, 8-bit UTF-16 is not. A URL that format=flowed broke with DelSp is found up to its break.
"""

from __future__ import annotations

import re
from collections import Counter
from email import message_from_string
from email.errors import HeaderParseError
from email.header import decode_header
from typing import TYPE_CHECKING, NamedTuple

from promolint.errors import UnreadableError
from promolint.reading import transfer
from promolint.reading.fields import declared_by
from promolint.reading.message import Draft
from promolint.values.message import Cause, Channel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from email.message import Message as Headers

    from promolint.reading.layers import Layer

MAX_DEPTH = 20
# what stands for a byte that is no UTF-8: the parser of headers cannot take it
_LONE = re.compile("[\ud800-\udfff]")
_TEXTS = frozenset({"text/html", "text/plain", "text/x-amp-html", "text/watch-html", "text/markdown", "text/enriched"})
_HEAD_END = re.compile(r"\r?\n(?=\r?\n)|\Z")
_BREAK = re.compile(r"\r?\n")
_FIELD = re.compile(r"[\x21-\x39\x3b-\x7e]+[ \t]*:(?!//)|[ \t]|>?From ")
_FROM_LINE = re.compile(r"^From [^\r\n]{0,120}?\d\d:\d\d[^\r\n]{0,60}?\d{4}[^\r\n]{0,60}\r?\n", re.MULTILINE)
_MAX_HEAD = 100_000


class _Entity(NamedTuple):
    """A mail or a part of one: its headers, and where its content stands in ``layer``."""

    headers: Headers
    layer: Layer
    start: int
    end: int


class _Context(NamedTuple):
    """What the parts of one mail have in common."""

    subject: str
    prefix: str
    stream: str
    depth: int


def eml_drafts(layer: Layer, path: str) -> Iterable[Draft]:
    """Drafts of the text parts of one mail.

    Raises:
        UnreadableError: its parts are nested too deeply.

    """
    text = layer.text
    start = len(text) - len(text.lstrip("\ufeff\r\n \t"))
    line = _FROM_LINE.match(text, start)
    mail = _entity(layer, line.end() if line else start, len(text))
    return _Mail(path).drafts(mail, _Context("", "", "", 0))


def mbox_drafts(layer: Layer, path: str) -> Iterator[Draft]:
    """Drafts of the text parts of all mails in a mailbox; see ``eml_drafts``."""
    starts = [match.span() for match in _FROM_LINE.finditer(layer.text) if _begins_mail(layer.text, match)]
    if not starts:
        yield from eml_drafts(layer, path)
        return
    ends = [start for start, _ in starts[1:]] + [len(layer.text)]
    for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), 1):
        mail = _entity(layer, start, end)
        yield from _Mail(path).drafts(mail, _Context("", f"message[{number}]/", "", 0))


def _begins_mail(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - 4, 0) : match.start()].replace("\r", "")
    begins = not before.strip("\ufeff") or before.endswith("\n\n")
    return begins and bool(_FIELD.match(text, match.end()) or _BREAK.match(text, match.end()))


class _Mail:
    """Collects the drafts of one mail; counts its parts by their type."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._seen: Counter[str] = Counter()

    def drafts(self, entity: _Entity, context: _Context) -> Iterator[Draft]:
        if context.depth > MAX_DEPTH:
            raise UnreadableError(Cause.TOO_DEEP, levels=MAX_DEPTH)
        headers = entity.headers
        subject = _unfolded(headers.get("Subject"))
        if subject or context.depth == 0:
            stream = _unfolded(headers.get("X-PM-Message-Stream")) or context.stream
            context = context._replace(subject=subject, stream=stream)
        kind = _content_type(headers)
        if kind.startswith("multipart/"):
            yield from self._parts(entity, context)
        elif kind in {"message/rfc822", "message/global"}:
            inner = _content(entity, "utf-8")
            yield from self.drafts(_entity(inner, 0, len(inner.text)), _deeper(context))
        elif kind in _TEXTS:
            yield from self._text(entity, kind, context)

    def _parts(self, entity: _Entity, context: _Context) -> Iterator[Draft]:
        spans = _spans_of_parts(entity)
        if not spans:
            yield from self._text(entity, "text/plain", context)
        for start, end in spans:
            yield from self.drafts(_entity(entity.layer, start, end), _deeper(context))

    def _text(self, entity: _Entity, kind: str, context: _Context) -> Iterator[Draft]:
        layer = _content(entity, _parameter(entity.headers, "charset"))
        if not layer.text.strip():
            return
        self._seen[kind] += 1
        number = self._seen[kind]
        part = context.prefix + (kind if number == 1 else f"{kind}[{number}]")
        declaration = declared_by([("stream", context.stream)], Channel.EMAIL)
        yield Draft(layer, self._path, part, context.subject, declaration=declaration)


def _deeper(context: _Context) -> _Context:
    return context._replace(depth=context.depth + 1)


def _entity(layer: Layer, start: int, end: int) -> _Entity:
    """The mail or part at ``[start, end)``; where no header begins it, all of it is content."""
    text = layer.text
    blank = _BREAK.match(text, start, end)
    if blank:
        return _Entity(message_from_string(""), layer, blank.end(), end)
    if not _FIELD.match(text, start, end):
        return _Entity(message_from_string(""), layer, start, end)
    match = _HEAD_END.search(text, start, min(end, start + _MAX_HEAD))
    head_end = match.end() if match else min(end, start + _MAX_HEAD)
    head = _LONE.sub("\ufffd", text[start:head_end])
    headers = message_from_string(head)
    unheaded = headers.get_payload()
    if isinstance(unheaded, str) and unheaded.strip() and head.endswith(unheaded):
        return _Entity(headers, layer, head_end - len(unheaded), end)  # no blank line parts headers and content
    blank = _BREAK.match(text, head_end)
    return _Entity(headers, layer, min(blank.end() if blank else head_end, end), end)


def _spans_of_parts(entity: _Entity) -> list[tuple[int, int]]:
    """Where the parts of a multipart stand, between the lines of its boundary; the last may lack its end."""
    boundary = _parameter(entity.headers, "boundary").rstrip()
    if not boundary:
        return []
    line = re.compile(rf"^--{re.escape(boundary)}(?P<last>--)?[ \t]*+\r?$\n?", re.MULTILINE)
    spans: list[tuple[int, int]] = []
    begin: int | None = None
    for match in line.finditer(entity.layer.text, entity.start, entity.end):
        if begin is not None:
            spans.append((begin, max(begin, _without_break(entity.layer.text, match.start()))))
        begin = None if match.group("last") else match.end()
    if begin is not None:
        spans.append((begin, entity.end))
    return spans


def _without_break(text: str, end: int) -> int:
    """The line break before a boundary belongs to it."""
    end -= text.endswith("\n", 0, end)
    return end - text.endswith("\r", 0, end)


def _content(entity: _Entity, charset: str) -> Layer:
    span = entity.start, entity.end
    encoding = _unfolded(entity.headers.get("Content-Transfer-Encoding")).lower()
    if encoding.startswith("quoted"):
        return transfer.quoted_printable(entity.layer, span, transfer.charset_of(charset))
    if encoding.startswith("base64"):
        return transfer.base64(entity.layer, span, transfer.charset_of(charset))
    return transfer.plain(entity.layer, span, transfer.charset_of(charset))


def _content_type(headers: Headers) -> str:
    try:
        return headers.get_content_type()
    except (ValueError, LookupError, TypeError, AttributeError):
        return "text/plain"


def _parameter(headers: Headers, name: str) -> str:
    try:
        value = headers.get_boundary() if name == "boundary" else headers.get_content_charset()
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return str(value or "")


def _unfolded(value: object) -> str:
    """The text of a header: folded lines joined, encoded words (RFC 2047) undone as far as they can be."""
    if value is None:
        return ""
    raw = str(value)
    try:
        pairs = decode_header(raw)
    except (ValueError, LookupError, HeaderParseError):
        return " ".join(raw.split())
    return " ".join("".join(_word(*pair) for pair in pairs).split())


def _word(word: bytes | str, charset: str | None) -> str:
    if isinstance(word, str):
        return word
    try:
        return word.decode(transfer.charset_of(charset) if charset else "raw-unicode-escape", errors="replace")
    except (LookupError, UnicodeError):
        return word.decode("latin-1")
