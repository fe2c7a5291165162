"""A file's bytes to text, and its text to messages by its format."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from promolint.errors import UnreadableError
from promolint.reading.formats import format_of
from promolint.reading.layers import Layer, Lines
from promolint.reading.message import read_draft
from promolint.reading.own import is_own_report
from promolint.values.message import Cause, Failure, Message, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_HTML, _PLAIN = "text/html", "text/plain"
MAX_BYTES = 5_000_000
_SNIFFED = 8192
_MAILS = frozenset({".eml", ".mbox"})
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


class Reading(NamedTuple):
    """What one file gave: its messages, what of it could not be read, and whether it is no text or a report of ours."""

    messages: tuple[Message, ...] = ()
    failures: tuple[Failure, ...] = ()
    binary: bool = False
    own_report: bool = False


def read_file(path: str, data: bytes, *, max_bytes: int = MAX_BYTES, subject: str = "") -> Reading:
    """All messages of a file. ``path`` names it (with ``/``) and tells its format; nothing is opened here.

    ``subject``: what the caller knows as the subject; it goes before what the file says.
    """
    if len(data) > max_bytes:
        return Reading(failures=(Failure.of(path, Cause.TOO_LARGE, limit=f"{max_bytes / 1e6:g}"),))
    if is_binary(data):
        return Reading(binary=True)
    if is_own_report(data):
        return Reading(own_report=True)
    try:
        text = text_of(path, data)
    except UnicodeDecodeError as error:
        return Reading(failures=(_badly_encoded(path, error),))
    return _messages(path, text, subject)


def text_of(path: str, data: bytes) -> str:
    """The text of a file, in which the places of its links are counted.

    Raises:
        UnicodeDecodeError: the bytes are not in the encoding that they should be in.

    """
    return _mail_text_of(data) if PurePosixPath(path).suffix.lower() in _MAILS else _text_of(data)


def _messages(path: str, text: str, subject: str) -> Reading:
    """The messages of a text, up to the first part of it that cannot be read."""
    lines = Lines(text)
    messages: list[Message] = []
    try:
        drafts = format_of(PurePosixPath(path), text).drafts(Layer(text), path)
        messages += (read_draft(draft._replace(subject=subject or draft.subject), lines) for draft in drafts)
    except UnreadableError as error:
        return Reading(tuple(messages), (Failure(path, error.cause, error.fields),))
    return Reading(tuple(_without_doubles(messages)))


def _without_doubles(messages: list[Message]) -> Iterator[Message]:
    """The messages of a file; a link of a mail's plain text that its HTML has too is the twin of that one."""
    shown: dict[str, set[str]] = {}
    for message in messages:
        if message.part.endswith(_HTML):
            shown.setdefault(message.part.removesuffix(_HTML), set()).update(link.url for link in message.links)
    for message in messages:
        urls = shown.get(message.part.removesuffix(_PLAIN)) if message.part.endswith(_PLAIN) else None
        if urls:
            links = tuple(replace(link, twin=link.twin or link.url in urls) for link in message.links)
            yield replace(message, links=links)
        else:
            yield message


def is_binary(data: bytes) -> bool:
    """Whether these bytes are no text: a NUL among the first, and no mark of UTF-16."""
    return b"\0" in data[:_SNIFFED] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _mail_text_of(data: bytes) -> str:
    """The text of a mail: its parts have charsets of their own, so bytes that are no UTF-8 are kept for them."""
    return data.decode("utf-8-sig", errors="surrogateescape")


def _text_of(data: bytes) -> str:
    """UTF-8 or what a byte order mark says; else Windows-1252, if no UTF-8 is mixed in.

    Raises:
        UnicodeDecodeError: the bytes are neither, or not what their mark says.

    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _MULTIBYTE.search(data):
            raise
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            raise error from None


def _badly_encoded(path: str, error: UnicodeDecodeError) -> Failure:
    if error.encoding != "utf-8":
        return Failure.of(path, Cause.NOT_AS_MARKED, encoding="UTF-16")
    before = error.object[: error.start].decode("utf-8", errors="replace")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    place = Place(line, column, line, column + 1)
    return Failure.of(path, Cause.NOT_UTF_8, place, byte=f"{error.object[error.start]:02x}")
