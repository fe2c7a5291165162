"""Puts a message together: mask, flow, words around its links, places in the file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.conditions import Block, around, blocks
from promolint.reading.context import Surroundings
from promolint.reading.declaration import declared_in, front_matter
from promolint.reading.language import language_of
from promolint.reading.layers import Layer, Lines, without_references
from promolint.reading.mask import Mask, mask
from promolint.reading.running_text import read_text
from promolint.values import Channel, Declaration, Link, Message, Role

if TYPE_CHECKING:
    from promolint.reading.flow import Anchor, Flow

_TAGS = re.compile(
    r"<(?:!doctype|html|body|table|tr|td|div|span|p|a|br|img|h[1-6]|ul|ol|li|mjml|mj-[a-z]+|form|center|strong|b|section)\b[^<]*>",
    re.IGNORECASE,
)
_SUBJECT_COMMENT = re.compile(
    r"(?:<!--|\{\#|\{\{!-{0,2}|\{\{--|\{\*|<%\#)\s*(?:subject|betreff|objet|asunto|oggetto|onderwerp)\s*:\s*(.{1,200}?)\s*"
    r"(?:-->|\#\}|-{0,2}\}\}|\*\}|%>)",
    re.IGNORECASE,
)
_SMS = re.compile(r"(?:^|[^a-z])(?:sms|text[-_ ]?messages?|whatsapp|push)(?:[^a-z]|$)", re.IGNORECASE)
_SMS_LENGTH = 480


class Draft(NamedTuple):
    """The text of one message, still as its format keeps it; what the format says of it beside the text."""

    layer: Layer
    path: str
    part: str = ""
    subject: str = ""
    markdown: bool = False
    dialect: str = ""
    declaration: Declaration | None = None


def read_draft(draft: Draft, lines: Lines) -> Message:
    """The message of a draft. ``lines`` are those of the file that the draft's layer lies in."""
    text = draft.layer.text
    head = front_matter(text)
    masked = mask(_without_front_matter(text, head.end), draft.dialect)
    tagged = has_tags(masked.text)
    flow = _read(masked.text, text, tagged=tagged, markdown=draft.markdown)
    subject = draft.subject or head.fields.get("subject", "") or _subject_comment(text) or flow.subject
    declaration = _declaration(draft, text, head.fields)
    return Message(
        draft.path,
        draft.part,
        flow.text.strip(),
        _Links(draft.layer, masked, flow, lines).all(),
        subject,
        flow.preheader or head.fields.get("preheader", ""),
        language_of(f"{subject}\n{flow.text}", head.fields.get("lang", "") or flow.language),
        declaration.channel or _channel(draft, flow, subject, tagged=tagged),
        declaration,
    )


def has_tags(text: str) -> bool:
    """Whether a text is to be read as HTML."""
    return _TAGS.search(text) is not None


def _read(masked: str, raw: str, *, tagged: bool, markdown: bool) -> Flow:
    if not tagged:
        return read_text(masked, raw, markdown=markdown)
    from promolint.reading.html import read_html  # noqa: PLC0415 - Beautiful Soup is loaded where there are tags

    return read_html(masked, raw, markdown=markdown)


def _without_front_matter(text: str, end: int) -> str:
    """``text`` with its front matter blanked, at the same length."""
    return re.sub(r"[^\n]", " ", text[:end]) + text[end:] if end else text


def _subject_comment(text: str) -> str:
    match = _SUBJECT_COMMENT.search(text)
    return match.group(1) if match else ""


def _declaration(draft: Draft, text: str, fields: dict[str, str]) -> Declaration:
    own = declared_in(text, fields)
    return own if own.source != "unknown" or draft.declaration is None else draft.declaration


def _channel(draft: Draft, flow: Flow, subject: str, *, tagged: bool) -> Channel:
    path = PurePosixPath(draft.path)
    named = _SMS.search(f"{path.parent.name}/{path.stem}")
    if named and not tagged:
        word = named.group().lower()
        return Channel.WHATSAPP if "whatsapp" in word else Channel.PUSH if "push" in word else Channel.SMS
    short = len(flow.text) <= _SMS_LENGTH and flow.text.strip().count("\n") <= 1
    plain_text = path.suffix in {".txt", ".sms", ""} and not tagged and not subject
    return Channel.SMS if plain_text and short else Channel.EMAIL


class _Links:
    """The links of one flow, with their places in the file."""

    def __init__(self, layer: Layer, masked: Mask, flow: Flow, lines: Lines) -> None:
        self._layer = layer
        self._lines = lines
        self._flow = flow
        self._tagged_url = has_tags(masked.text)
        self._surroundings = Surroundings(flow)
        self._blocks: tuple[Block, ...] = blocks(masked.spans, len(layer.text))

    def all(self) -> tuple[Link, ...]:
        """Every link, in the order of the file; a link that doubles one with the same URL is its twin."""
        links = [self._link(anchor) for anchor in self._flow.anchors]
        urls = {link.url for link in links if not link.twin and not link.commented}
        return tuple(replace(link, twin=False) if link.twin and link.url not in urls else link for link in links)

    def _link(self, anchor: Anchor) -> Link:
        url = self._layer.text[anchor.url_start : anchor.url_end]
        near = self._surroundings.of(anchor)
        conditions, looped = around(self._blocks, anchor.url_start)
        in_file = self._layer.in_file(anchor.url_start, anchor.url_end)
        return Link(
            without_references(url) if self._tagged_url else url,
            self._lines.place(*in_file),
            "" if anchor.role is Role.BARE else near.words,
            anchor.role,
            near.region,
            near.sentence,
            near.before,
            near.after,
            near.heading,
            conditions,
            looped,
            anchor.commented,
            anchor.twin,
            self._lines.excerpt(*in_file),
        )
