"""Running text, with the links that stand in it: text nodes of HTML, Markdown, plain text and SMS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from promolint.reading.flow import Flow, FlowWriter
from promolint.reading.inline import AMPERSAND, LEFT, RIGHT, InlineLink, find_links, words_of_label
from promolint.reading.layers import without_references
from promolint.reading.mask import OUTPUT
from promolint.values.message import Region

if TYPE_CHECKING:
    from collections.abc import Iterator

Style = Literal["html", "words", "markdown", "text"]

_FILLED = re.compile(f"[{OUTPUT}{AMPERSAND}{LEFT}{RIGHT}]+")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+|[ ]{0,3}#{1,6}$")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:={3,}|-{3,})[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,}|(?:=[ ]*){3,})$")
_BULLET = re.compile(r"[ \t]*(?:[-*+•>|]|\d{1,3}[.)])[ \t]+")
_SIGNATURE = re.compile(r"--[ ]?$")
_SUBJECT = re.compile(r"(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto)[ \t]*:[ \t]*(\S.*)", re.IGNORECASE)
_MARKS = re.compile(r"[*_`]|!\[")
_HEAD = 200
_LONGEST_LABEL = 400
_EMPHASIS = re.compile(r"(?<![\w\\])[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w)")


def shown(masked: str, raw: str, start: int, end: int) -> str:
    """What a reader sees of ``[start, end)``: template output as written, control tags left out, references undone."""
    text = masked[start:end]
    if _FILLED.search(text):
        text = _FILLED.sub(lambda match: raw[start + match.start() : start + match.end()], text)
    return without_references(text)


def read_text(masked: str, raw: str, *, markdown: bool = False) -> Flow:
    """The flow of a text without tags: an SMS, a plain-text mail, Markdown."""
    out = FlowWriter()
    write_text(out, masked, raw, (0, len(masked)), "markdown" if markdown else "text")
    return out.flow()


def write_text(out: FlowWriter, masked: str, raw: str, span: tuple[int, int], style: Style) -> None:
    """Write the slice ``span`` of a masked text, links and all. Lines matter in Markdown and plain text only."""
    if style == "words":
        out.write(shown(masked, raw, *span))
    elif style == "html":
        _write_linked(out, masked, raw, span, markdown=False)
    else:
        for line in _lines(masked, span):
            _write_line(out, masked, raw, line)


def _lines(masked: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The lines of a slice; a Markdown link's label may hold a line break, so such lines come as one."""
    start, end = span
    while start < end:
        stop = masked.find("\n", start, end)
        stop = end if stop == -1 else stop
        while stop < end and stop - start < _LONGEST_LABEL and _is_open(masked, start, stop):
            following = masked.find("\n", stop + 1, end)
            following = end if following == -1 else following
            if not masked[stop:following].strip():
                break
            stop = following
        yield start, stop
        start = stop + 1


def _is_open(masked: str, start: int, end: int) -> bool:
    return masked.count("[", start, end) > masked.count("]", start, end)


def _write_line(out: FlowWriter, masked: str, raw: str, line: tuple[int, int]) -> None:
    """Write a line of a text, or what tags have left of one: only a whole line is a border, a heading, an item."""
    start, end = line
    text = masked[start:end].rstrip()
    begins, ends = start == 0 or masked[start - 1] == "\n", masked[end : end + 1] in {"", "\n"}
    if not text.strip():
        out.block() if begins and ends else out.write(" ")
    elif not begins or not (_is_border(out, text) or _is_subject(out, shown(masked, raw, start, end))):
        heading = _HEADING.match(text) if begins else None
        marker = heading or (_BULLET.match(text) if begins else None)
        if marker:
            out.block()
            start += marker.end()
        begin = out.position
        linked = _write_linked(out, masked, raw, (start, end), markdown=True)
        if heading:
            out.heading(begin)
        if ends and (heading or linked or text.endswith(("  ", "\\", "|"))):
            out.block()
        elif ends and end < len(masked):
            out.write(" ")


def _is_border(out: FlowWriter, text: str) -> bool:
    """Whether a line only parts what is above from what is below; if so, that is written."""
    if _SIGNATURE.match(text) and out.region is Region.BODY and out.position:
        out.block()
        out.region = Region.SIGNATURE
        return True
    if not _RULE.match(text) and not _UNDERLINE.match(text):
        return False
    out.block()
    return True


def _is_subject(out: FlowWriter, text: str) -> bool:
    """Whether a line at the head of a text names its subject; if so, that is kept."""
    if out.subject or out.position >= _HEAD:
        return False
    subject = _SUBJECT.match(text.strip())
    if subject is None:
        return False
    out.subject = subject.group(1).strip()
    out.block()
    return True


def _write_linked(out: FlowWriter, masked: str, raw: str, span: tuple[int, int], *, markdown: bool) -> bool:
    """Write a slice with its links; whether it ended in one."""
    at, end = span
    link: InlineLink | None = None
    for link in find_links(masked, raw, span, markdown=markdown):
        out.write(_prose(masked, raw, (at, link.start), markdown=markdown))
        begin = out.position
        if link.words is None:
            out.write(shown(masked, raw, *link.url))
        else:
            out.write(words_of_label(shown(masked, raw, *link.words)))
        out.link(begin, link.url, link.role)
        at = link.end
    rest = _prose(masked, raw, (at, end), markdown=markdown)
    out.write(rest)
    return link is not None and not rest.strip(" .,;:!?)]|>\"'")


def _prose(masked: str, raw: str, span: tuple[int, int], *, markdown: bool) -> str:
    """What a reader sees of a slice without links; of Markdown without its marks."""
    text = shown(masked, raw, *span)
    return _EMPHASIS.sub("", words_of_label(text)) if markdown and _MARKS.search(text) else text
