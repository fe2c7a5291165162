"""The inventory of links for people and for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from promolint.reporting.document import in_file_order
from promolint.reporting.safe import printable, two_digits
from promolint.values.message import INFERRED

if TYPE_CHECKING:
    from promolint.reporting.document import Listed
    from promolint.values.outcome import Outcome
    from promolint.values.verdict import JudgedMessage
    from promolint.words.catalogue import Catalogue

_COLUMNS = (
    *("path", "part", "kind", "line", "column", "purpose", "group", "confidence", "undecidable"),
    *("text", "url", "role", "region", "commented", "guarded"),
)
_WORDS, _URL = 44, 80
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def links_table(outcome: Outcome, words: Catalogue) -> str:
    """One block a message: place, purpose, how sure, the link's words and its URL."""
    lines: list[str] = []
    for judged in outcome.messages:
        message = judged.message
        declared = message.declaration
        kind = declared.kind or words.say("report.unknown_kind")
        if declared.kind and declared.source == INFERRED:
            kind = f"{kind} ({words.say('explain.kind_from.inferred')})"
        part = f"[{printable(message.part)}]" if message.part else ""
        lines.append(f"{printable(message.path)}{part}  ({message.language or '?'}, {message.channel}, {kind})")
        lines += [_row(listed, words) for listed in in_file_order(judged)]
        lines.append("")
    return "".join(f"{line}\n" for line in lines)


def _row(listed: Listed, words: Catalogue) -> str:
    link, verdict = listed
    place = f"{link.place.line}:{link.place.column}"
    seen, sure = (
        (f"{verdict.purpose}{'?' if verdict.undecidable else ''}", two_digits(verdict.confidence))
        if verdict
        else (words.say("report.commented"), "")
    )
    return f"  {place:>8}  {seen:<13} {sure:>4}  {_cut(link.text or '—', _WORDS):<{_WORDS}}  {_cut(link.url, _URL)}"


def _cut(text: str, width: int) -> str:
    text = printable(text)
    return text if len(text) <= width else text[: width - 1] + "…"


def links_csv(outcome: Outcome) -> str:
    """The inventory as CSV with a head; a cell that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for judged in outcome.messages:
        for listed in in_file_order(judged):
            writer.writerow([_harmless(cell) for cell in _cells(judged, listed)])
    return out.getvalue()


def _cells(judged: JudgedMessage, listed: Listed) -> tuple[object, ...]:
    message, (link, verdict) = judged.message, listed
    seen: tuple[object, ...] = ("", "", "", "")
    if verdict is not None:
        undecidable = str(verdict.undecidable).lower()
        seen = (verdict.purpose, verdict.purpose.group, verdict.confidence, undecidable)
    place = (link.place.line, link.place.column)
    rest = (link.text, link.url, link.role, link.region, str(link.commented).lower(), str(bool(link.guard)).lower())
    return (message.path, message.part, message.declaration.kind or "", *place, *seen, *rest)


def _harmless(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    return f"'{printable(cell)}" if cell.startswith(_FORMULA) else printable(cell)
