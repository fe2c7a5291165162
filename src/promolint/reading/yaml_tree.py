"""YAML: PyYAML says where each scalar stands, its text is undone here so that every character keeps its place."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from promolint.reading.layers import Layer, Pieces, decoded
from promolint.reading.mask import mask
from promolint.reading.tree import Branch, TreeBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

_FOLD = r"(?<![ \t])[ \t]*+(?:\r?\n[ \t]*+)++"
_PLAIN = re.compile(_FOLD)
_SINGLE = re.compile(rf"''|{_FOLD}")
_HEX = "[0-9a-fA-F]"
_SURROGATE_PAIR = rf"\\u[dD][89abAB]{_HEX}{{2}}\\u[dD][c-fC-F]{_HEX}{{2}}"  # JSON's way, which YAML refuses
_DOUBLE = re.compile(
    rf"{_SURROGATE_PAIR}|\\(?:\r?\n[ \t]*+|x{_HEX}{{2}}|u{_HEX}{{4}}|U{_HEX}{{8}}|.)|{_FOLD}",
)
_SIMPLE = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_PAIR = re.compile(_SURROGATE_PAIR)
_SURROGATES = range(0xD800, 0xE000)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE = re.compile(r"^[ \t]*+(?:-[ \t]++)?(?:([\w.-]{1,80}):[ \t]++)?([^\r\n]*+)", re.MULTILINE)
_BARE_OUTPUT = re.compile(r"(?::|^[ \t]*-)[ \t]+\{\{", re.MULTILINE)


def read_yaml(layer: Layer) -> Branch:
    """Return the documents of a YAML text as a list; from where it is broken on, its lines as strings.

    Raises:
        UnreadableError: it is nested too deeply.

    """
    text = layer.text
    best: _Reader | None = None
    for structure in _structures(text):
        reader = _Reader(layer, structure)
        if best is None or reader.reached > best.reached or reader.whole:
            best = reader
        if reader.whole:
            return reader.root
    if best is None:
        return Branch(listed=True)
    best.add_lines()
    return best.root


def _structures(text: str) -> Iterator[str]:
    """The text as it stands and without template syntax, the likelier first."""
    if not _BARE_OUTPUT.search(text):
        yield text
    yield mask(text).text


class _Reader:
    """One attempt to read ``layer``. ``structure`` is its text, of the same length, perhaps without template syntax."""

    def __init__(self, layer: Layer, structure: str) -> None:
        self._layer = layer
        self._structure = structure
        self._builder = TreeBuilder()
        self._inside_keys: list[bool] = []
        self.reached = 0
        self.whole = self._read()

    @property
    def root(self) -> Branch:
        return self._builder.root

    def _read(self) -> bool:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        skipped = int(self._structure.startswith("\ufeff"))
        text = _PAIR.sub(r"\\u0061\\u0061", _UNPRINTABLE.sub("?", self._structure[skipped:]))
        try:
            for event in yaml.parse(text, Loader=loader):
                self._take(event, skipped)
        except (yaml.YAMLError, ValueError):
            return False
        return True

    def _take(self, event: yaml.Event, skipped: int) -> None:
        import yaml

        builder = self._builder
        if isinstance(event, yaml.ScalarEvent):
            span = _index(event.start_mark) + skipped, _index(event.end_mark) + skipped
            self.reached = span[1]
            if builder.wants_key:
                raw = self._layer.text[slice(*span)].strip()
                builder.key(event.value if event.style or not raw else raw)
            else:
                builder.add(self._scalar(span, event.style or ""))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._inside_keys.append(builder.wants_key)
            if builder.wants_key:
                builder.key("?")
            builder.open(listed=isinstance(event, yaml.SequenceStartEvent))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            builder.close()
            if self._inside_keys.pop():
                builder.key("?")
        elif isinstance(event, yaml.AliasEvent):
            if builder.wants_key:
                builder.key("*")
            else:
                builder.add(None)

    def _scalar(self, span: tuple[int, int], style: str) -> Layer:
        if style in {"|", ">"}:
            return self._block(span, folded=style == ">")
        start, end = span
        raw = self._layer.text[start:end]
        if style in {'"', "'"}:
            pattern, undo = (_DOUBLE, _escape) if style == '"' else (_SINGLE, _quote)
            return decoded(self._layer, (start + 1, max(start + 1, end - raw.endswith(style))), pattern, undo)
        return decoded(self._layer, (start, start + len(raw.rstrip())), _PLAIN, _folded)

    def _block(self, span: tuple[int, int], *, folded: bool) -> Layer:
        """Undo a block scalar: its indentation goes, and where it is folded the line breaks between its lines."""
        text = self._layer.text
        at = _next_line(text, span[0], span[1])
        indent = _indent(self._structure[at : span[1]])
        pieces = Pieces(self._layer)
        blanks, joins = 0, False
        while at < span[1]:
            following = _next_line(text, at, span[1])
            line = text[at:following].rstrip("\r\n")
            lead = len(line) - len(line.lstrip(" "))
            if not line.strip():
                blanks += 1
            elif lead < indent and not _is_masked(line):
                break
            else:
                begin = at + min(indent, lead)
                more = folded and text[begin : begin + 1] in {" ", "\t"}
                pieces.decoded(_break(blanks, folded=folded and joins and not more, first=not joins), begin, begin)
                pieces.keep(begin, at + len(line))
                blanks, joins = 0, True
            at = following
        return pieces.layer()

    def add_lines(self) -> None:
        """Add each line behind what was understood as a string of its own."""
        text = self._layer.text
        rest = Branch()
        start = text.rfind("\n", 0, self.reached) + 1
        if not self._builder.has_key and self.reached:
            start = _next_line(text, self.reached, len(text))
        for match in _LINE.finditer(text, start):
            start, end = match.span(2)
            start += len(match.group(2)) - len(match.group(2).lstrip("\"'"))
            if start < end:
                inside = self._layer.part(start, start + len(text[start:end].rstrip("\"', \t")))
                rest.items.append((match.group(1) or str(len(rest.items)), inside))
        self._builder.close_all()
        self._builder.add(rest)


def _index(mark: object) -> int:
    return int(getattr(mark, "index", 0))


def _next_line(text: str, at: int, end: int) -> int:
    found = text.find("\n", at, end)
    return end if found == -1 else found + 1


def _indent(block: str) -> int:
    line = next((line for line in block.split("\n") if line.strip()), "")
    return len(line) - len(line.lstrip(" "))


def _is_masked(line: str) -> bool:
    return line.lstrip().startswith(("{%", "{{", "{#", "<%"))


def _break(blanks: int, *, folded: bool, first: bool) -> str:
    if first:
        return "\n" * blanks
    if folded:
        return "\n" * blanks or " "
    return "\n" * (blanks + 1)


def _folded(breaks: str) -> str:
    lines = breaks.count("\n")
    return " " if lines == 1 else "\n" * (lines - 1)


def _quote(match: str) -> str:
    return "'" if match == "''" else _folded(match)


def _escape(match: str) -> str:
    if match[0] != "\\":
        return _folded(match)
    if match[1] in "xuU" and len(match) > len("\\x"):
        if "\\" in match[1:]:
            return bytes.fromhex(match.replace("\\u", "")).decode("utf-16-be", errors="replace")
        return _character(int(match[2:], 16))  # noqa: FURB166 - a YAML escape is no Python literal
    return "" if match[1] in "\r\n" else _SIMPLE.get(match[1], match[1])


def _character(code: int) -> str:
    return chr(code) if code < _SURROGATES[0] or _SURROGATES[-1] < code <= sys.maxunicode else "\ufffd"
