"""Puts a message together: mask, flow, words around its links, places in the file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.conditions import around, blocks
from promolint.reading.context import Surroundings
from promolint.reading.declaration import declared_in, front_matter, laid_over
from promolint.reading.flow import plain
from promolint.reading.language import language_of
from promolint.reading.layers import Layer, Lines, without_references
from promolint.reading.mask import Mask, SpanKind, mask
from promolint.reading.running_text import read_text, shown
from promolint.values.message import Channel, Declaration, Include, Link, Message, Role, Spot

if TYPE_CHECKING:
    from promolint.reading.flow import Anchor, Flow, Stretch
    from promolint.values.message import Place

_TAGS = re.compile(
    r"</?(?:!doctype|html|head|title|style|body|table|tbody|tr|td|th|div|span|p|a|br|hr|img|h[1-6]|ul|ol|li|dl|form|button|area|map"
    r"|center|strong|b|em|i|u|font|blockquote|pre|section|article|header|footer|main|mjml|mj-[a-z-]+|v:[a-z]+)\b[^<]*>",
    re.IGNORECASE,
)
# tags that shape a text; where there are none, its own lines do
_SHAPING = re.compile(r"<(?:html|body|table|tr|td|div|p|br|h[1-6]|ul|ol|li|section|center|mj-[a-z-]+)\b", re.IGNORECASE)
_SUBJECT_WORD = r"(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto)"
_SUBJECT_COMMENT = re.compile(
    rf"(?:<!--|\{{\#|\{{\{{!-{{0,2}}|\{{\{{--|\{{\*|<%\#|<\#--)\s*+@?{_SUBJECT_WORD}"
    r"(?:[ \t]*+:|(?<=@subject)(?=\s))[ \t]*+(\S[^\n]{0,200}?)[ \t]*+(?:@?-->|\#\}|-{0,2}\}\}|\*\}|%>)",
    re.IGNORECASE,
)
_SUBJECT_BLOCK = re.compile(
    rf"\{{%-?[ ]*+(?:block[ ]+(?:\w+_)?{_SUBJECT_WORD}|capture[ ]+(?:email_title|{_SUBJECT_WORD}))[ ]*-?%\}}"
    r"(?P<words>.{0,400}?)\{%-?[ ]*+end"
    rf"|@section\([\"']{_SUBJECT_WORD}[\"'],[ ]*+[\"'](?P<line>[^\"'\n]{{1,200}})[\"']",
    re.IGNORECASE | re.DOTALL,
)
_SMS = re.compile(r"(?:^|[^a-z])(?:sms|text[-_ ]?messages?|whatsapp|push)(?:[^a-z]|$)", re.IGNORECASE)
_SMS_LENGTH = 480
_MAY_HOLD_LINK = re.compile(r"href|://|action", re.IGNORECASE)


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
    """The message of a draft. ``lines`` are those of the file that the draft's layer lies in.

    Raises:
        UnreadableError: the text holds more than a message can.

    """
    text = draft.layer.text
    head = front_matter(text)
    masked = mask(_without_front_matter(text, head.end), draft.dialect)
    tagged = has_tags(masked.text) or (draft.markdown and "<!--" in masked.text)
    flow = _read(masked.text, text, tagged=tagged, markdown=draft.markdown)
    subject = draft.subject or head.fields.get("subject", "") or _subject_in(text) or flow.subject
    declaration = _declaration(draft, text, head.fields)
    links = _Links(draft.layer, masked, flow, lines, tagged=tagged or draft.markdown).all()
    return Message(
        draft.path,
        draft.part,
        flow.text.rstrip(),
        tuple(sorted((*links, *_commented_out(draft, masked, lines)), key=lambda link: link.place)),
        subject,
        flow.preheader or head.fields.get("preheader", ""),
        language_of(f"{subject}\n{flow.text}", head.fields.get("lang", "") or flow.language),
        declaration.channel or _channel(draft, flow, subject, tagged=tagged),
        declaration,
        tuple(Include(text[span.start : span.end], _place(draft.layer, span, lines)) for span in flow.includes),
    )


def _place(layer: Layer, span: Stretch, lines: Lines) -> Place:
    return lines.place(*layer.in_file(span.start, span.end))


def has_tags(text: str) -> bool:
    """Whether a text is to be read as HTML."""
    return "<" in text and _TAGS.search(text) is not None


def _read(masked: str, raw: str, *, tagged: bool, markdown: bool) -> Flow:
    """The flow of a text; in one with tags lines count only if they are all that shapes it."""
    if not tagged:
        return read_text(masked, raw, markdown=markdown)
    from promolint.reading.html import read_html  # Beautiful Soup is loaded only where there are tags

    return read_html(masked, raw, markdown=markdown or _SHAPING.search(masked) is None)


def _commented_out(draft: Draft, masked: Mask, lines: Lines) -> list[Link]:
    """The links that stand in comments of the template language."""
    found: list[Link] = []
    for span in masked.spans:
        if span.kind is SpanKind.COMMENT and _MAY_HOLD_LINK.search(span.body):
            layer = draft.layer.part(span.start, span.end)
            inside = layer.part(layer.text.index(span.body), layer.text.index(span.body) + len(span.body))
            hidden = mask(inside.text, draft.dialect)
            tagged = has_tags(hidden.text)
            flow = _read(hidden.text, inside.text, tagged=tagged, markdown=draft.markdown)
            links = _Links(inside, hidden, flow, lines, tagged=tagged).all()
            found += [replace(link, commented=True, spot=Spot()) for link in links]
    return found


def _without_front_matter(text: str, end: int) -> str:
    """``text`` with its front matter blanked, at the same length."""
    return re.sub(r"[^\n]", " ", text[:end]) + text[end:] if end else text


def _subject_in(text: str) -> str:
    """The subject that a comment or a block of the template names."""
    comment = _SUBJECT_COMMENT.search(text)
    if comment is not None:
        return comment.group(1)
    block = _SUBJECT_BLOCK.search(text) if "{%" in text or "@section" in text else None
    if block is None:
        return ""
    words = block["words"] or block["line"] or ""
    return plain(shown(mask(words).text, words, 0, len(words))).strip()


def _declaration(draft: Draft, text: str, fields: dict[str, str]) -> Declaration:
    own = declared_in(text, fields)
    return own if draft.declaration is None else laid_over(own, draft.declaration)


def _channel(draft: Draft, flow: Flow, subject: str, *, tagged: bool) -> Channel:
    path = PurePosixPath(draft.path)
    named = _SMS.search(f"{path.parent.name}/{path.stem}")
    if named and not tagged:
        word = named.group().lower()
        return Channel.WHATSAPP if "whatsapp" in word else Channel.PUSH if "push" in word else Channel.SMS
    short = len(flow.text) <= _SMS_LENGTH and flow.text.strip().count("\n") <= 1
    plain_text = path.suffix in {".txt", ".sms", ""} and not tagged and not subject
    return Channel.SMS if plain_text and short else Channel.EMAIL


def _paired(link: Link, words: str | None) -> Link:
    """What only Outlook shows as a twin of the link with the same URL, in whose words; without one it is no twin."""
    return replace(link, twin=False) if words is None else replace(link, text=link.text or words)


class _Links:
    """The links of one flow, with their places in the file."""

    def __init__(self, layer: Layer, masked: Mask, flow: Flow, lines: Lines, *, tagged: bool) -> None:
        self._layer = layer
        self._lines = lines
        self._flow = flow
        self._tagged = tagged
        self._surroundings = Surroundings(flow)
        self._blocks = blocks(masked.spans, len(layer.text))

    def all(self) -> tuple[Link, ...]:
        """Every link, in the order of the file; a link that doubles one with the same URL is its twin."""
        links = [self._link(anchor) for anchor in self._flow.anchors if self._stands_in_file(anchor)]
        words = {link.url: link.text for link in reversed(links) if not link.twin and not link.commented}
        return tuple(_paired(link, words.get(link.url)) if link.twin else link for link in links)

    def _stands_in_file(self, anchor: Anchor) -> bool:
        """Whether the URL holds a character of the file: a tag that is cut off may take in what a layer put there."""
        start, end = self._layer.in_file(anchor.url_start, anchor.url_end)
        return start < end

    def _link(self, anchor: Anchor) -> Link:
        url = self._layer.text[anchor.url_start : anchor.url_end]
        near = self._surroundings.of(anchor)
        conditions, looped = around(self._blocks, anchor.url_start)
        in_file = self._layer.in_file(anchor.url_start, anchor.url_end)
        return Link(
            without_references(url) if self._tagged else url,
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
            near.spot,
            self._lines.excerpt(*in_file),
        )
