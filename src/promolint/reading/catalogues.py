"""Messages in catalogues of texts: gettext (``.po``, ``.pot``), Java ``.properties``, Apple ``.strings``.

``part`` is the key of the text: of a ``.po`` entry its context and the beginning of its msgid, with the number of a
plural form. Catalogues hold the texts of a whole program: only those with a link are messages, and what lies under a
key or in a file that is about SMS.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.fields import declared_by
from promolint.reading.layers import Pieces, decoded
from promolint.reading.message import Draft
from promolint.reading.prose import SUBJECTS, Where, is_fragment
from promolint.reading.xml_text import Undo, append_undone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from promolint.reading.layers import Layer

_SEGMENT = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_A-Za-z]+")
_KEY_LENGTH = 60


class Entry(NamedTuple):
    """A text of a catalogue under its key."""

    key: str
    layer: Layer


def entry_drafts(entries: Iterable[Entry], path: str) -> Iterator[Draft]:
    """A draft for each entry that belongs to a message, with the subject that a key of the same stem gives."""
    known = list(entries)
    subjects: dict[tuple[str, ...], str] = {}
    for entry in known:
        *stem, last = _segments(entry.key) or [""]
        if last in SUBJECTS:
            subjects.setdefault(tuple(stem), " ".join(entry.layer.text.split()))
    for entry in known:
        segments = _segments(entry.key)
        where = Where(path, (entry.key,))
        if is_fragment(entry.layer.text, where):
            stems = (tuple(segments[:length]) for length in range(len(segments) - 1, 0, -1))
            subject = next((subjects[stem] for stem in stems if stem in subjects), "")
            yield Draft(entry.layer, path, entry.key, subject, declaration=declared_by((), where.channel))


def _segments(key: str) -> list[str]:
    return [segment.lower() for segment in _SEGMENT.findall(key)]


# --- gettext ---------------------------------------------------------------------------------------------------------

_PO_LINE = re.compile(
    r"[ \t]*+(?:(?P<comment>\#(?P<sort>.?)[^\n]*+)"
    r"|(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr)(?:\[(?P<number>\d{1,3})\])?[ \t]*+)?"
    r"\"(?P<text>(?:[^\"\\\n]|\\.)*+)(?:\"[^\n]*+|\\?(?=\n|\Z))|(?P<other>[^\n]*+))(?:\n|\Z)"
)
_PO_ESCAPE = re.compile(r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)")
_PO_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


class _PoEntry:
    """One entry as it is read: the spans of the strings under each of its words."""

    def __init__(self) -> None:
        self.spans: dict[str, list[tuple[int, int]]] = {}
        self.fuzzy = False

    def is_complete(self, word: str) -> bool:
        """Whether ``word`` begins another entry."""
        begun = any(known.startswith("msgstr") for known in self.spans)
        return begun and not word.startswith("msgstr")


def po_drafts(layer: Layer, path: str) -> Iterable[Draft]:
    """Drafts of a gettext catalogue: translations, where there is none the msgid; no fuzzy, no obsolete entries."""
    return entry_drafts((entry for found in _po_entries(layer.text) for entry in _po_texts(layer, found)), path)


def _po_entries(text: str) -> Iterator[_PoEntry]:
    entry, word, at = _PoEntry(), "", int(text.startswith("\ufeff"))
    while at < len(text) and (match := _PO_LINE.match(text, at)):
        at = match.end()
        if match.group("comment") is not None:
            if entry.is_complete("#"):
                yield entry
                entry, word = _PoEntry(), ""
            entry.fuzzy |= match.group("sort") == "," and "fuzzy" in match.group("comment")
        elif match.group("text") is not None:
            if match.group("word"):
                if entry.is_complete(match.group("word")):
                    yield entry
                    entry = _PoEntry()
                word = match.group("word") + (f"[{match.group('number')}]" if match.group("number") else "")
            if word:
                entry.spans.setdefault(word, []).append(match.span("text"))
    yield entry


def _po_texts(layer: Layer, entry: _PoEntry) -> Iterator[Entry]:
    if entry.fuzzy or "msgid" not in entry.spans:
        return
    texts = {word: _po_text(layer, spans) for word, spans in entry.spans.items()}
    key = _po_key(texts)
    if not texts["msgid"].text:
        return  # the header of the catalogue
    translations = [(word, text) for word, text in texts.items() if word.startswith("msgstr") and text.text]
    for word, text in translations or [item for item in texts.items() if item[0].startswith("msgid")]:
        yield Entry(key + (word[word.find("[") :] if "[" in word else "[plural]" if "_" in word else ""), text)


def _po_text(layer: Layer, spans: list[tuple[int, int]]) -> Layer:
    pieces = Pieces(layer)
    for span in spans:
        append_undone(pieces, layer, span, Undo(_PO_ESCAPE, _po_undone))
    return pieces.layer()


def _po_key(texts: dict[str, Layer]) -> str:
    key = " ".join(texts["msgid"].text.split())
    if len(key) > _KEY_LENGTH:
        key = key[:_KEY_LENGTH].rstrip() + "…"
    return f"{texts['msgctxt'].text}|{key}" if "msgctxt" in texts else key


def _po_undone(escape: str) -> str:
    body = escape[1:]
    if body[0] == "x" and len(body) > 1:
        return chr(int(body[1:], 16))
    return chr(int(body, 8)) if body[0] in "01234567" else _PO_SIMPLE.get(body, body)


# --- Java ------------------------------------------------------------------------------------------------------------

_PROPERTY = re.compile(
    r"[ \t\f]*+(?:[\#!][^\n]*+|(?P<key>(?:[^\\\s:=]|\\[^\n]|\\\r?\n[ \t\f]*+)++)[ \t\f]*+[:=]?[ \t\f]*+"
    r"(?P<value>(?:[^\\\n]|\\\r?\n|\\.)*+)\\?|[^\n]*+)(?:\n|\Z)"
)
_PROPERTY_ESCAPE = re.compile(
    r"\\(?:\r?\n[ \t\f]*+|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)"
)
_FORMAT_ESCAPE = re.compile(_PROPERTY_ESCAPE.pattern + "|''")
_MESSAGE_FORMAT = re.compile(r"\{\d")
_PROPERTY_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}


def properties_drafts(layer: Layer, path: str) -> Iterable[Draft]:
    """Drafts of a Java properties file. A doubled apostrophe is one where the text is a MessageFormat."""
    return entry_drafts(_properties(layer), path)


def _properties(layer: Layer) -> Iterator[Entry]:
    text, at = layer.text, int(layer.text.startswith("\ufeff"))
    while at < len(text) and (match := _PROPERTY.match(text, at)):
        at = max(match.end(), at + 1)
        if match.group("key") is None:
            continue
        start, end = match.span("value")
        end -= text.endswith("\r", start, end)
        escape = _FORMAT_ESCAPE if _MESSAGE_FORMAT.search(text, start, end) else _PROPERTY_ESCAPE
        key = _PROPERTY_ESCAPE.sub(lambda found: _property_undone(found.group()), match.group("key"))
        yield Entry(key, decoded(layer, (start, end), escape, _property_undone))


def _property_undone(escape: str) -> str:
    if escape == "''":
        return "'"
    body = escape[1:]
    if body[0] == "u" and len(body) > 1:
        raw = b"".join(int(unit, 16).to_bytes(2, "big") for unit in body[1:].split("\\u"))
        return raw.decode("utf-16-be", errors="replace")
    return "" if body[0] in "\r\n" else _PROPERTY_SIMPLE.get(body, body)


# --- Apple -----------------------------------------------------------------------------------------------------------

_APPLE = re.compile(
    r"/\*|//[^\n]*+|\"(?P<key>(?:[^\"\\]|\\.)*+)\"\s*+=\s*+\"(?P<value>(?:[^\"\\]|\\.)*+)\"?", re.DOTALL
)
_APPLE_ESCAPE = re.compile(r"\\(?:U[0-9a-fA-F]{4}|u[0-9a-fA-F]{4}|.)", re.DOTALL)


def strings_drafts(layer: Layer, path: str) -> Iterable[Draft]:
    """Drafts of a ``.strings`` file of an Apple program."""
    return entry_drafts(_apple_strings(layer), path)


def _apple_strings(layer: Layer) -> Iterator[Entry]:
    text, at = layer.text, 0
    while match := _APPLE.search(text, at):
        at = match.end()
        if match.group() == "/*":
            end = text.find("*/", at)
            at = len(text) if end == -1 else end + 2
        elif match.group("key") is not None:
            yield Entry(match.group("key"), decoded(layer, match.span("value"), _APPLE_ESCAPE, _apple_undone))


def _apple_undone(escape: str) -> str:
    body = escape[1:]
    if body[0] in "uU" and len(body) > 1:
        return _property_undone("\\u" + body[1:])
    return _PO_SIMPLE.get(body, body)
