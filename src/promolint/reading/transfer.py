"""Mail transfer encodings undone with the place of every character: quoted-printable, base64, bytes of a charset.

In quoted-printable a character's place is its ``=XX`` sequences, soft line breaks have none. In base64 it is the group
of four that it was written in (of several, where it spans them), so a URL's place begins with the first such group.
"""

from __future__ import annotations

import binascii
import codecs
import re
from typing import TYPE_CHECKING

from promolint.reading.layers import Pieces

if TYPE_CHECKING:
    from promolint.reading.layers import Layer

_ESCAPES = re.compile(r"=(?P<byte>[0-9A-Fa-f]{2})|(?P<soft>=[ \t]*+(?:\r?\n|\Z))|(?P<eight>[^\x00-\x7f]++)")
_GROUP = re.compile(r"(?:[A-Za-z0-9+/_-][\s]*+){2,4}(?:=[\s]*+){0,2}")
_STRANGER = re.compile(r"[^\x00-\x7f]+")
_SURROGATES = re.compile("[\udc80-\udcff]")
# their bytes below 0x80 are always ASCII, so that letters between escapes stand for themselves
_NOT_ASCII = re.compile(
    r"utf[-_]?(?:16|32|7)|iso2022|hz$|shift|sjis|cp932|big5|gb18030|johab|cp037|cp500|cp1140", re.IGNORECASE
)
_FALLBACK = "cp1252"


def charset_of(name: str) -> str:
    """Return the codec for a charset's name; Windows-1252 where Python knows none, and for ASCII and Latin-1 too."""
    try:
        known = codecs.lookup(name.strip().strip("\"'") or "utf-8")
        known.incrementaldecoder("replace").decode(b"a", final=False)
    except (LookupError, ValueError, TypeError, UnicodeError):
        return _FALLBACK
    if not getattr(known, "_is_text_encoding", True):
        return _FALLBACK
    return _FALLBACK if known.name in {"ascii", "iso8859-1"} else known.name


class _Bytes:
    """Feeds bytes to a charset's decoder, and its characters to a layer at the place of their bytes."""

    def __init__(self, layer: Layer, charset: str) -> None:
        self.pieces = Pieces(layer)
        self._decoder = codecs.getincrementaldecoder(charset)("replace")
        self._start = -1
        self._end = 0

    @property
    def is_pending(self) -> bool:
        """Whether a character has begun and is not complete."""
        return self._start != -1

    def feed(self, data: bytes, start: int, end: int) -> None:
        """Decode ``data``, which stands at ``[start, end)``."""
        if self._start == -1:
            self._start = start
        self._end = end
        text = self._decoded(data)
        self.pieces.decoded(text, self._start, end)
        if not self._decoder.getstate()[0]:
            self._start = -1
        elif text:
            self._start = start

    def _decoded(self, data: bytes, *, final: bool = False) -> str:
        """What ``data`` says; from where on it is not the UTF-16 that it claims to be, Windows-1252."""
        try:
            return self._decoder.decode(data, final=final)
        except UnicodeError:
            self._decoder = codecs.getincrementaldecoder(_FALLBACK)("replace")
            return self._decoder.decode(data, final=final)

    def layer(self) -> Layer:
        """All characters; what is left of an incomplete one is replaced."""
        self.pieces.decoded(self._decoded(b"", final=True), max(self._start, 0), self._end)
        return self.pieces.layer()


def quoted_printable(layer: Layer, span: tuple[int, int], charset: str) -> Layer:
    """Undo quoted-printable in a slice of ``layer``; what is no escape stays as it is."""
    out = _Bytes(layer, charset)
    in_bytes = _NOT_ASCII.search(charset) is not None
    at, end = span
    for match in _ESCAPES.finditer(layer.text, at, end):
        _literal(out, layer, (at, match.start()), in_bytes=in_bytes)
        at = match.end()
        if match.lastgroup == "byte":
            out.feed(bytes.fromhex(match.group("byte")), match.start(), at)
        elif match.lastgroup == "eight":
            out.pieces.decoded(_restored(match.group(), charset), match.start(), at)
    _literal(out, layer, (at, end), in_bytes=in_bytes)
    return out.layer()


def _literal(out: _Bytes, layer: Layer, span: tuple[int, int], *, in_bytes: bool) -> None:
    start, end = span
    if in_bytes or (out.is_pending and start < end):
        stop = end if in_bytes else start + 1
        for at in range(start, stop):
            out.feed(layer.text[at].encode("ascii", "replace"), at, at + 1)
        start = stop
    out.pieces.keep(start, end)


def base64(layer: Layer, span: tuple[int, int], charset: str) -> Layer:
    """Undo base64 in a slice of ``layer``; characters outside its alphabet are passed over."""
    out = _Bytes(layer, charset)
    for match in _GROUP.finditer(layer.text, *span):
        group = re.sub(r"[\s=]+", "", match.group()).replace("-", "+").replace("_", "/")
        data = binascii.a2b_base64(group + "=" * (-len(group) % 4))
        out.feed(data, match.start(), match.start() + len(match.group().rstrip()))
    return out.layer()


def plain(layer: Layer, span: tuple[int, int], charset: str) -> Layer:
    """Take a slice of ``layer`` as it is; bytes of another charset than the file's are read in their own.

    A file is decoded as a whole, as UTF-8 or else as Windows-1252; characters that came from bytes of another
    single-byte charset are put right here, one for one.
    """
    pieces = Pieces(layer)
    at, end = span
    for match in _STRANGER.finditer(layer.text, at, end):
        restored = _restored(match.group(), charset)
        if restored != match.group():
            pieces.keep(at, match.start())
            for index, character in enumerate(restored):
                pieces.decoded(character, match.start() + index, match.start() + index + 1)
            at = match.end()
    return pieces.keep(at, end).layer()


def _restored(text: str, charset: str) -> str:
    """``text`` as its charset would have it, of the same length; as it is where that cannot be told."""
    if _SURROGATES.search(text):
        return _SURROGATES.sub(lambda match: _byte(ord(match.group()) - 0xDC00, charset), text)
    if charset in {_FALLBACK, "utf-8"}:
        return text
    try:
        restored = text.encode(_FALLBACK).decode(charset)
    except UnicodeError:
        return text
    return restored if len(restored) == len(text) else text


def _byte(value: int, charset: str) -> str:
    try:
        return bytes((value,)).decode(charset if charset != "utf-8" else _FALLBACK)[:1] or "\ufffd"
    except UnicodeError:
        return "\ufffd"
