"""The law of places, per format: the file's slice at a link's place, decoded as its format says, is the link's URL.

A text with URLs is drawn, written into a format with escapes drawn too, read, and each place is checked with a decoder
that promolint has no part in.
"""

from __future__ import annotations

import base64
import json
import quopri
import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from promolint.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from promolint.values.message import Link

WORDS = (
    "Termin", "für", "morgen", "“Pflege”", "l’été", "sagt's", "am 2.", "Hallo 🎉", "weg\\ort", '"Mia"', "schön,",
    "Haus&Hof", "Straße", "naïve",
)  # fmt: skip
URL_CHARACTERS = "abcXYZ019/_~.=&?;:,+@!$()#-äß日😀"


@st.composite
def urls(draw: st.DrawFn) -> str:
    middle = draw(st.text(URL_CHARACTERS, max_size=30))
    host = draw(st.sampled_from(("salon.example", "a.example", "käse.example")))
    return f"https://{host}/{middle}{draw(st.sampled_from('x7Z'))}"


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text of one or several lines, and its URLs in order."""
    found: list[str] = []
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        parts += draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
        found.append(draw(urls()))
        parts.append(found[-1])
    parts.append(draw(st.sampled_from(WORDS)))
    gaps = draw(st.lists(st.sampled_from((" ", " ", "\n")), min_size=len(parts), max_size=len(parts)))
    return "".join(part + gap for part, gap in zip(parts, gaps, strict=True)).strip(), found


class Written(NamedTuple):
    """A file, and how a slice of it is undone."""

    name: str
    data: bytes
    undo: Callable[[str], str]


@dataclass
class Choices:
    """Answers drawn in advance, so that writers stay plain functions."""

    bits: list[int]
    at: int = 0

    def pick(self, among: int) -> int:
        """Return the next answer, below ``among``."""
        self.at += 1
        return self.bits[self.at % len(self.bits)] % among


choices = st.lists(st.integers(0, 255), min_size=7, max_size=40).map(Choices)


def _json_string(text: str, chosen: Choices) -> str:
    def one(character: str) -> str:
        if chosen.pick(4) == 0:
            units = character.encode("utf-16-be")
            return "".join(f"\\u{units[at]:02x}{units[at + 1]:02X}" for at in range(0, len(units), 2))
        if character == "/" and chosen.pick(2):
            return "\\/"
        return json.dumps(character, ensure_ascii=False)[1:-1]

    return "".join(map(one, text))


def write_json(text: str, chosen: Choices) -> Written:
    breaks = ("\n", "\r\n")[chosen.pick(2)]
    lines = [
        "{",
        '  "a": ["\\"", {"b": 1.5e3}], // eins',
        f'  "subject": "Ihr Termin", "body": "{_json_string(text, chosen)}",',
        "}",
    ]
    return Written("mails/a.json", breaks.join(lines).encode(), lambda part: str(json.loads(f'"{part}"')))


_PAIR = re.compile(r"\\ud[89ab]..\\ud[c-f]..", re.IGNORECASE)


def _long_escape(pair: re.Match[str]) -> str:
    return "\\U" + format(ord(json.loads('"' + pair.group() + '"')), "08X")


def write_yaml_double(text: str, chosen: Choices) -> Written:
    body = _PAIR.sub(_long_escape, _json_string(text, chosen))
    body = re.sub(r"(?<=[^ \\]) (?=[^ ])", lambda _: (" ", "\n    ", " \\\n    ")[chosen.pick(3)], body)
    data = f'# Mails\nmail:\n  subject: "Ihr Termin"\n  body: "{body}"\nend: 1\n'
    return Written("a.yml", data.encode(), lambda part: str(yaml.safe_load(f'"{part}"')))


def write_yaml_single(text: str, chosen: Choices) -> Written:
    body = text.replace("'", "''").replace("\n", "\n\n    ")
    data = f"mail:\n  subject: 'Ihr Termin'\n  body: '{body}'\n"
    return Written("a.yaml", data.encode("utf-8-sig" if chosen.pick(2) else "utf-8"), lambda part: part)


def write_yaml_block(text: str, chosen: Choices) -> Written:
    header = ("|", ">", "|-", ">+", "|2")[chosen.pick(5)]
    indent = "  " if header == "|2" else " " * (2 + chosen.pick(4))
    body = text.replace("\n", "\n" + indent)
    data = f"subject: Ihr Termin\nbody: {header}\n{indent}{body}\n\nend: x\n"
    if chosen.pick(2):
        data = data.replace("\n", "\r\n")
    return Written("a.yml", data.encode(), lambda part: part)


def write_po(text: str, chosen: Choices) -> Written:
    body = "".join(
        {'"': '\\"', "\\": "\\\\", "\n": '\\n"\n"'}.get(character, character) + ('"\n"' if chosen.pick(9) == 0 else "")
        for character in text
    )
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    data = head + f'#: x.py:1\nmsgid "mail"\nmsgstr ""\n"{body}"\n'
    return Written("de.po", data.encode(), lambda part: re.sub(r"\\(.)", r"\1", part.replace('"\n"', "")))


def write_properties(text: str, chosen: Choices) -> Written:
    def one(character: str) -> str:
        if chosen.pick(5) == 0 or ord(character) > 0xFF:
            units = character.encode("utf-16-be")
            return "".join(f"\\u{units[at]:02X}{units[at + 1]:02x}" for at in range(0, len(units), 2))
        plain = {"\\": "\\\\", "\n": "\\n", ":": "\\:", "=": "\\=", " ": "\\ "}.get(character, character)
        return plain + ("\\\n    " if chosen.pick(9) == 0 else "")

    body = "".join(map(one, text))
    data = f"# Texte\nmail.subject = Ihr Termin\nmail.body={body}\n"

    def undo(part: str) -> str:
        joined = re.sub(r"\\\n *", "", part)
        units = re.sub(r"((?:\\u[0-9a-fA-F]{4})+)", lambda found: str(json.loads(f'"{found.group()}"')), joined)
        return re.sub(r"\\(.)", r"\1", units)

    return Written("de.properties", data.encode("latin-1"), undo)


def _references(text: str, chosen: Choices) -> str:
    return "".join(
        f"&#{ord(character)};"
        if chosen.pick(5) == 0
        else f"&#x{ord(character):X};"
        if chosen.pick(9) == 0
        else escape(character)
        for character in text
    )


def write_xliff(text: str, chosen: Choices) -> Written:
    unit = f'<trans-unit id="m"><source>x</source><target>{_references(text, chosen)}<x id="1"/></target></trans-unit>'
    return Written("de.xlf", f'<xliff version="1.2"><file><body>{unit}</body></file></xliff>'.encode(), unescape)


def write_resx(text: str, chosen: Choices) -> Written:
    if chosen.pick(2):
        value = f"<![CDATA[{text}]]>"
        undo: Callable[[str], str] = str
    else:
        value, undo = _references(text, chosen), unescape
    data = f'<root>\r\n<data name="Mail" xml:space="preserve"><value>{value}</value><comment>x</comment></data></root>'
    return Written("de.resx", b"\xef\xbb\xbf" + data.encode(), undo)


def write_android(text: str, chosen: Choices) -> Written:
    written = _references if chosen.pick(2) else lambda text, _: text
    special = {"\\": "\\\\", "\n": "\\n", "'": "\\'", "@": "\\@", "?": "\\?"}
    body = "".join(special.get(character) or written(character, chosen) for character in text)
    body = body if written is _references else f"<![CDATA[{body}]]>"
    data = f'<?xml version="1.0"?>\n<!-- Texte -->\n<resources>\n  <string name="mail">{body}</string>\n</resources>\n'
    return Written(
        "strings.xml",
        data.encode(),
        lambda part: re.sub(r"\\(.)", r"\1", unescape(part) if "<![" not in body else part),
    )


def write_csv(text: str, chosen: Choices) -> Written:
    delimiter = ",;\t|"[chosen.pick(4)]
    breaks = ("\n", "\r\n")[chosen.pick(2)]
    doubled = text.replace('"', '""')
    rows = ["id", "body"], ["1", f'"{doubled}"'], ["2", "Bis bald"]
    data = breaks.join(delimiter.join(row) for row in rows)
    return Written("a.csv", data.encode(), lambda part: part)


def write_quoted_printable(text: str, chosen: Choices) -> Written:
    charset = ("utf-8", "utf-8", "utf-16-le")[chosen.pick(3)]
    breaks = ("\n", "\r\n")[chosen.pick(2)]
    out = []
    for byte in text.encode(charset):
        plain = 32 < byte < 127 and byte != ord("=") and charset == "utf-8"
        out.append(chr(byte) if (plain and chosen.pick(6)) or (byte == 32 and charset == "utf-8") else f"={byte:02X}")
        out.append(f"={breaks}" if chosen.pick(12) == 0 else "")
    head = [
        "Subject: Ihr Termin",
        f"Content-Type: text/plain; charset={charset}",
        "Content-Transfer-Encoding: quoted-printable",
    ]
    data = breaks.join([*head, "", "".join(out), ""]).encode()
    return Written("a.eml", data, lambda part: quopri.decodestring(part.replace("\r\n", "\n").encode()).decode(charset))


LAWS = (
    write_json, write_yaml_double, write_yaml_single, write_yaml_block, write_po, write_properties, write_xliff,
    write_resx, write_android, write_csv, write_quoted_printable,
)  # fmt: skip


def _links(written: Written) -> tuple[list[Link], str]:
    reading = read_file(written.name, written.data)
    assert not reading.failures
    charset = "utf-8" if not written.name.endswith(".properties") else "cp1252"
    text = written.data.decode(charset).removeprefix("\ufeff")
    return [link for message in reading.messages for link in message.links], text


def _slice(text: str, link: Link) -> str:
    lines = text.split("\n")
    place = link.place
    if place.line == place.end_line:
        return lines[place.line - 1][place.column - 1 : place.end_column - 1]
    middle = lines[place.line : place.end_line - 1]
    return "\n".join(
        [lines[place.line - 1][place.column - 1 :], *middle, lines[place.end_line - 1][: place.end_column - 1]]
    )


@pytest.mark.parametrize("write", LAWS)
@given(drawn=texts(), chosen=choices)
@settings(max_examples=150, deadline=None)
def test_the_slice_at_the_place_decodes_to_the_url(
    write: Callable[[str, Choices], Written], drawn: tuple[str, list[str]], chosen: Choices
) -> None:
    """Every URL is found, none is invented, and its slice of the file decodes to it."""
    text, expected = drawn
    written = write(text, chosen)
    found, source = _links(written)
    assert [link.url for link in found] == expected
    assert [written.undo(_slice(source, link)) for link in found] == expected


@pytest.mark.parametrize("write", LAWS)
@given(drawn=texts(), chosen=choices)
@settings(max_examples=60, deadline=None)
def test_the_slice_of_a_url_in_html_decodes_twice(
    write: Callable[[str, Choices], Written], drawn: tuple[str, list[str]], chosen: Choices
) -> None:
    """The same for HTML inside the format: undone by the format first, then by HTML."""
    _, expected = drawn
    tags = "".join(f'<p>Guten Tag, <a class="x" href="{escape(url)}">hier &amp; jetzt</a></p>' for url in expected)
    written = write(tags, chosen)
    found, source = _links(written)
    assert [(link.url, link.text) for link in found] == [(url, "hier & jetzt") for url in expected]
    assert [unescape(written.undo(_slice(source, link))) for link in found] == expected


@given(drawn=texts(), chosen=choices)
@settings(max_examples=200, deadline=None)
def test_a_url_in_base64_stands_at_the_groups_that_hold_it(drawn: tuple[str, list[str]], chosen: Choices) -> None:
    """In base64 the slice is the groups of four that the URL was written in, and no more than those."""
    text, expected = drawn
    charset = ("utf-8", "utf-16")[chosen.pick(2)]
    encoded = base64.b64encode(text.encode(charset)).decode()
    width = 20 + chosen.pick(60)
    lines = [encoded[at : at + width] for at in range(0, len(encoded), width)]
    head = [
        f"Content-Type: text/plain; charset={charset}",
        "Content-Transfer-Encoding: base64",
        "Subject: Ihr Termin",
        "",
    ]
    found, source = _links(Written("a.eml", "\r\n".join(head + lines).encode(), str))
    assert [link.url for link in found] == expected
    for link in found:
        undone = base64.b64decode(_slice(source, link)).decode(
            "utf-16-le" if charset == "utf-16" else "utf-8", "ignore"
        )
        if charset == "utf-8":
            assert link.url in undone
            assert len(undone.encode()) <= len(link.url.encode()) + 12
