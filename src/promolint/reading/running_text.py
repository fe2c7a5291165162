"""Running text, with the links that stand in it: text nodes of HTML, Markdown, plain text and SMS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from promolint.reading.flow import Flow, FlowWriter
from promolint.reading.inline import AMPERSAND, LEFT, RIGHT, InlineLink, find_links, words_of_label
from promolint.reading.layers import without_references
from promolint.reading.mask import OUTPUT
from promolint.values import Region

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
        while masked.count("[", start, stop) > masked.count("]", start, stop) and stop < end and stop - start < 400:
            following = masked.find("\n", stop + 1, end)
            following = end if following == -1 else following
            if not masked[stop:following].strip():
                break
            stop = following
        yield start, stop
        start = stop + 1


def _write_line(out: FlowWriter, masked: str, raw: str, line: tuple[int, int]) -> None:
    start, end = line
    text = masked[start:end].rstrip()
    if not text.strip():
        out.block()
        return
    if _SIGNATURE.match(text) and out.region is Region.BODY and out.position:
        out.block()
        out.region = Region.SIGNATURE
        return
    if _RULE.match(text) or _UNDERLINE.match(text):
        out.block()
        if _RULE.match(text) and text.strip()[0] in "*_" and out.position:
            out.region = Region.FOOTER
        return
    subject = _SUBJECT.match(shown(masked, raw, start, end).strip())
    if subject and not out.subject and out.position < 200:
        out.subject = subject.group(1).strip()
        out.block()
        return
    heading, bullet = _HEADING.match(text), _BULLET.match(text)
    marker = heading or bullet
    if marker:
        out.block()
        start += marker.end()
    begin = out.position
    linked = _write_linked(out, masked, raw, (start, end), markdown=True)
    if heading:
        out.heading(begin)
    if heading or linked or text.endswith(("  ", "\\", "|")):
        out.block()
    else:
        out.write(" ")


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
    text = shown(masked, raw, *span)
    return _EMPHASIS.sub("", words_of_label(text)) if markdown and ("*" in text or "_" in text or "`" in text or "![" in text) else text
