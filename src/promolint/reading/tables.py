"""Messages in tables: ``.csv`` and ``.tsv`` with a column of message texts.

``part`` is the number of the row (the head is row 1) and the column's name: ``row 3, body``. The columns are known by
their heads, or, where no head names one, by a cell that reads like a message.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.fields import channel_of, declared_by
from promolint.reading.layers import decoded
from promolint.reading.message import Draft
from promolint.reading.prose import SUBJECTS, Where, holds_link, is_message, plain_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from promolint.reading.layers import Layer
    from promolint.values.message import Channel

_BODIES = frozenset(
    """
    body html text message messagetext messagebody nachricht nachrichtentext sms smstext smsbody content inhalt
    template vorlage vorlagentext htmlbody textbody bodyhtml bodytext mailtext emailbody emailtext mailbody htmlpart
    textpart plaintext whatsapp push corps texte mensaje texto contenido testo messaggio bericht tekst copy
    """.split()
)
_SAYING = frozenset("channel kanal kind stream category messagestream messagetype audience consent".split())
_QUOTED = re.compile(r" *+\"((?:[^\"]|\"\")*+)(?:\"|\Z)")
_DOUBLED = re.compile('""')
_SEPARATOR = re.compile(r"\A\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_DELIMITERS = (",", ";", "\t", "|")


class _Cell(NamedTuple):
    start: int
    end: int
    quoted: bool


class _Row(NamedTuple):
    number: int
    cells: list[_Cell]


def csv_drafts(layer: Layer, path: str) -> Iterable[Draft]:
    """Drafts of the cells that hold messages."""
    text = layer.text
    declared = _SEPARATOR.match(text)
    start = declared.end() if declared else int(text.startswith("\ufeff"))
    delimiter = declared.group(1) if declared else delimiter_of(text, start, path)
    rows = list(_rows(text, start, delimiter))
    return _Table(layer, path, rows).drafts() if rows else ()


def delimiter_of(text: str, start: int, path: str) -> str:
    """The delimiter that the first row has most of, outside quotation marks."""
    if path.lower().endswith((".tsv", ".tab")):
        return "\t"
    end = text.find("\n", start)
    head = re.sub(r"\"[^\"]*\"?", "", text[start : len(text) if end == -1 else end])
    return max(_DELIMITERS, key=head.count)


def _rows(text: str, start: int, delimiter: str) -> Iterator[_Row]:
    unquoted = re.compile(rf"[^{re.escape(delimiter)}\r\n]*+")
    number, at, cells = 1, start, list[_Cell]()
    while at <= len(text):
        quoted = _QUOTED.match(text, at)
        if quoted:
            cells.append(_Cell(*quoted.span(1), quoted=True))
        rest = unquoted.match(text, quoted.end() if quoted else at)
        stop = rest.end() if rest else len(text)
        if not quoted:
            cells.append(_Cell(at, stop, quoted=False))
        at = stop
        if text.startswith(delimiter, at):
            at += 1
            continue
        if any(cell.end > cell.start for cell in cells):
            yield _Row(number, cells)
        number, cells = number + 1, []
        at += 2 if text.startswith("\r\n", at) else 1


class _Table:
    """The rows of one file with their columns' names."""

    def __init__(self, layer: Layer, path: str, rows: list[_Row]) -> None:
        self._layer = layer
        self._path = path
        self._rows = rows
        self._names = [self._text(cell).text.strip() for cell in rows[0].cells]
        self._plain = [plain_key(name) for name in self._names]

    def drafts(self) -> Iterator[Draft]:
        named = [column for column, name in enumerate(self._plain) if name in _BODIES]
        if named:
            bodies = self._rows[1:]
            says = any(name in SUBJECTS or name in _SAYING for name in self._plain)
            if says or any(holds_link(self._text(row.cells[column]).text) for row, column in _cells(bodies, named)):
                yield from (
                    self._draft(row, column) for row, column in _cells(bodies, named) if self._filled(row, column)
                )
            return
        headed = not any(self._reads(self._rows[0], column) for column in range(len(self._names)))
        for row in self._rows[1:] if headed else self._rows:
            for column in range(len(row.cells)):
                if self._reads(row, column):
                    yield self._draft(row, column, headed=headed)

    def _text(self, cell: _Cell) -> Layer:
        if not cell.quoted:
            return self._layer.part(cell.start, cell.end)
        return decoded(self._layer, (cell.start, cell.end), _DOUBLED, lambda _doubled: '"')

    def _filled(self, row: _Row, column: int) -> bool:
        text = self._text(row.cells[column]).text.strip()
        return " " in text or holds_link(text)

    def _reads(self, row: _Row, column: int) -> bool:
        name = self._names[column] if column < len(self._names) else ""
        return is_message(self._text(row.cells[column]).text, Where(self._path, (name,)))

    def _draft(self, row: _Row, column: int, *, headed: bool = True) -> Draft:
        name = self._names[column] if headed and column < len(self._names) else str(column + 1)
        fields = [
            (plain, self._text(row.cells[index]).text.strip())
            for index, plain in enumerate(self._plain)
            if headed and index < len(row.cells) and (plain in SUBJECTS or plain in _SAYING)
        ]
        subject = next((" ".join(value.split()) for plain, value in fields if plain in SUBJECTS), "")
        declaration = declared_by(fields, _channel(self._plain[column] if headed and column < len(self._plain) else ""))
        return Draft(
            self._text(row.cells[column]), self._path, f"row {row.number}, {name}", subject, declaration=declaration
        )


def _cells(rows: list[_Row], columns: list[int]) -> Iterator[tuple[_Row, int]]:
    return ((row, column) for row in rows for column in columns if column < len(row.cells))


def _channel(name: str) -> Channel | None:
    return channel_of(re.sub(r"(?:text|body)$", "", name)) if name else None
