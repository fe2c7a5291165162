"""What is told of a link that somebody points at: what it is for, why, and what the policy says here. Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lsprotocol.types import Hover, MarkupContent, MarkupKind

from promolint.policy.cell import cell_of
from promolint.reporting.explanation import check_reports, judged_as, policy_says
from promolint.reporting.prose import code, prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lsprotocol.types import Position

    from promolint.lsp.checked import Checked
    from promolint.policy.ruling import Source
    from promolint.values.message import Link
    from promolint.values.outcome import Finding
    from promolint.values.verdict import Evidence, JudgedMessage
    from promolint.words.catalogue import Catalogue

_ADDRESS = re.compile(r"https?://[!-;=?-~]+")


def hover(checked: Checked, position: Position) -> Hover | None:
    """What is told of the link whose URL stands at ``position``; ``None`` where none does."""
    offset, positions = checked.positions.offset(position), checked.positions
    for judged in checked.outcome.messages:
        for index, link in enumerate(judged.message.links):
            start, end = positions.span(link.place)
            if start <= offset < end:
                text = "\n".join(_lines(checked, judged, index))
                return Hover(MarkupContent(MarkupKind.Markdown, text), positions.range(link.place))
    return None


def _lines(checked: Checked, judged: JudgedMessage, index: int) -> Iterator[str]:
    words, verdict, message = checked.words, judged.verdicts[index], judged.message
    found = _finding(checked, message.links[index])
    cell = replace(cell_of(judged, index, checked.project.settings.at(message.path).policy), finding=found)
    yield f"**{prose(judged_as(verdict, words))}**"
    yield ""
    if verdict.evidence:
        yield _item("report.evidence", _evidence(verdict.evidence, words), words)
    if not verdict.undecidable:
        yield _item("explain.policy", prose(policy_says(verdict.purpose, cell, words)), words)
        for source in cell.sources:
            yield _item("explain.source", _source(source, words), words)
    yield _item("explain.check", prose(check_reports(cell, words)), words)


def _finding(checked: Checked, link: Link) -> Finding | None:
    """What is reported of the link, excepted or not."""
    here = (finding for finding in checked.outcome.findings if finding.place == link.place and finding.purpose)
    return next(here, None)


def _item(label: str, text: str, words: Catalogue) -> str:
    return f"- {words.say(label)}: {text}"


def _evidence(evidence: Iterable[Evidence], words: Catalogue) -> str:
    by_source: dict[str, list[str]] = {}
    for one in evidence:
        by_source.setdefault(one.source, []).append(code(one.detail))
    labelled = ((words.say(f"report.evidence_{source}"), said) for source, said in by_source.items())
    return "; ".join(f"{label} {', '.join(said)}" for label, said in labelled)


def _source(source: Source, words: Catalogue) -> str:
    said = prose(f"{source.cite.into(words.language)}: {source.says.into(words.language)}")
    return f"{said} <{source.url}>" if _ADDRESS.fullmatch(source.url) else said
