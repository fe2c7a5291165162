"""The inventory of links for people and for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from promolint.reporting.safe import printable

if TYPE_CHECKING:
    from promolint.values import Link, Outcome, Verdict
    from promolint.words.catalogue import Catalogue

_COLUMNS = ("path", "part", "line", "column", "purpose", "group", "confidence", "text", "url", "role", "region", "kind")
_WIDTH = 44
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def links_table(outcome: Outcome, words: Catalogue) -> str:
    """One block a message: line, purpose, how sure, the link's words and its URL."""
    lines: list[str] = []
    for judged in outcome.messages:
        message = judged.message
        kind = message.declaration.kind or words.say("report.unknown_kind")
        part = f"[{printable(message.part)}]" if message.part else ""
        lines.append(f"{printable(message.path)}{part}  ({message.language or '?'}, {message.channel}, {kind})")
        lines += [_row(link, verdict) for link, verdict in zip(message.links, judged.verdicts, strict=True)]
        lines.append("")
    return "\n".join(lines) + ("\n" if lines else "")


def _row(link: Link, verdict: Verdict) -> str:
    place = f"{link.place.line}:{link.place.column}"
    purpose = f"{verdict.purpose}{'?' if verdict.undecidable else ''}"
    return f"  {place:>8}  {purpose:<13} {verdict.confidence:4.2f}  {_cut(link.text or '—'):<{_WIDTH}}  {_cut(link.url, 80)}"


def _cut(text: str, width: int = _WIDTH) -> str:
    text = printable(text)
    return text if len(text) <= width else text[: width - 1] + "…"


def links_csv(outcome: Outcome) -> str:
    """The inventory as CSV with a head; a cell that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for judged in outcome.messages:
        message = judged.message
        for link, verdict in zip(message.links, judged.verdicts, strict=True):
            cells = (message.path, message.part, link.place.line, link.place.column, verdict.purpose)
            more = (verdict.purpose.group, verdict.confidence, link.text, link.url, link.role, link.region)
            writer.writerow([_harmless(cell) for cell in (*cells, *more, message.declaration.kind or "")])
    return out.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
