"""From the cells of a row to the source that is judged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from promolint.lint import Source
from promolint.reading.declaration import declaration_of, keys, means_something
from promolint.reading.fields import channel_of
from promolint.values.message import Cause, Declaration, Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from promolint.tables.columns import Columns

_NAMELESS = "message"
_WORD = 100


class Broken(NamedTuple):
    """Why a row could not be read, and what is to be said of it."""

    cause: Cause
    fields: Mapping[str, object]


class Row(NamedTuple):
    """One row: its number in the file (from 0), and its cells by column, as text, UTF-8, a number or nothing."""

    number: int
    cells: Mapping[str, Any]
    broken: Broken | None = None


def rows_of(batch: Any, columns: Columns) -> Iterator[Row]:  # noqa: ANN401 - a pyarrow RecordBatch
    """The rows of an Arrow batch, numbered from 0, with the cells that are read. TableError as in ``Columns.among``."""
    chosen = as_bytes(batch.select(list(columns.among(batch.schema.names))))
    return (Row(number, cells) for number, cells in enumerate(chosen.to_pylist()))


def as_bytes(batch: Any) -> Any:  # noqa: ANN401 - a pyarrow RecordBatch
    """The batch with text as bytes: what is no UTF-8 in it is then a matter of its row alone."""
    import pyarrow as pa

    def plain(column: Any) -> Any:  # noqa: ANN401
        held = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        if pa.types.is_string(held.type) or pa.types.is_large_string(held.type):
            return held.cast(pa.large_binary())
        return held.cast(pa.binary_view()) if pa.types.is_string_view(held.type) else held

    return pa.RecordBatch.from_arrays([plain(column) for column in batch.columns], names=batch.schema.names)


def source_of(row: Row, columns: Columns) -> Source:
    """What is judged of a row; what it says of itself counts, and what nobody understands of that is told.

    A row that cannot be read is a source with a failure.
    """
    if row.broken is not None:
        return _unread(row.broken)
    held = _filled(row, columns.text)
    text = next((cell for cell in held if isinstance(cell, str | bytes)), None)
    if text is None:
        broken = Broken(Cause.ROW_NOT_TEXT, {"type": type(held[0]).__name__}) if held else Broken(Cause.ROW_NO_TEXT, {})
        return _unread(broken)
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    name = _first(row, columns.name) or _NAMELESS
    return Source(name, data, declaration=_declared(row, columns), subject=_first(row, columns.subject))


def id_of(row: Row, columns: Columns) -> str | None:
    """What names a row to whoever made the table, as text."""
    return _first(row, columns.id) or None


def _word(cell: Any) -> str:  # noqa: ANN401 - whatever a table may hold
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)


def _filled(row: Row, names: tuple[str, ...]) -> list[Any]:
    """The cells of these columns that have something in them."""
    return [cell for name in names if (cell := row.cells.get(name)) is not None and cell not in ("", b"")]


def _first(row: Row, names: tuple[str, ...]) -> str:
    """The first of these cells with something in it, as text; empty where there is none."""
    return next((_word(cell) for cell in _filled(row, names)), "")


def _declared(row: Row, columns: Columns) -> Declaration:
    """What the row says of its message; a word that means nothing is one of the mistakes."""
    said = {key: _first(row, getattr(columns, key)).strip()[:_WORD] for key in keys()}
    said = {key: _spelt(key, heard) for key, heard in said.items() if heard}
    mistakes = tuple(f"{key}={heard}" for key, heard in said.items() if not means_something(key, heard))
    return replace(declaration_of(said, "declared"), mistakes=mistakes)


def _spelt(key: str, heard: str) -> str:
    """A word as promolint spells it; the name of a course is nobody's to change, a kind is known in any spelling."""
    if key in {"kind", "course"}:
        return heard
    channel = channel_of(heard) if key == "channel" else None
    return str(channel or heard.lower())


def _unread(broken: Broken) -> Source:
    fields = tuple((name, str(value)) for name, value in broken.fields.items())
    return Source(_NAMELESS, b"", Failure(_NAMELESS, broken.cause, fields))
