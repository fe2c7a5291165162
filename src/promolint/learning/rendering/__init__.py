"""A labelled message as template sources such as repositories keep them.

Training reads these sources with the linter's own reader, so that training and use see the same features; the places
of the labelled URLs come back with the source, so that what was read can be matched to its label by place.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from promolint.learning.rendering.context import Context, unmarked
from promolint.learning.rendering.html import HtmlWriter
from promolint.learning.rendering.names import file_name
from promolint.learning.rendering.plain import TextWriter, markdown
from promolint.values.message import Channel

if TYPE_CHECKING:
    from promolint.learning.dataset import LabelledLink, LabelledMessage

__all__ = ["Format", "Rendered", "RenderedLink", "formats", "render"]


class Format(StrEnum):
    """What a source is written in."""

    HTML_TABLE = "html-table"
    HTML_PLAIN = "html-plain"
    MJML = "mjml"
    FRAGMENT = "fragment"
    MARKDOWN = "markdown"
    TEXT = "text"


_SUFFIXES = {Format.MJML: ".mjml", Format.MARKDOWN: ".md", Format.TEXT: ".txt"}


@dataclass(frozen=True, slots=True)
class RenderedLink:
    """Where a labelled URL begins in the source: ``offset`` from 0, ``line`` and ``column`` from 1, in code points.

    ``twin`` marks the URL of a VML button whose visible twin is another one.
    """

    link: LabelledLink
    offset: int
    line: int
    column: int
    twin: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """One source: its format, a path that could be its name, its text, its labelled links in order of place."""

    format: Format
    path: str
    source: str
    links: tuple[RenderedLink, ...]


def formats(message: LabelledMessage) -> tuple[Format, ...]:
    """Name the formats that a message can be written in: an SMS, push or chat message is plain text."""
    return tuple(Format) if message.channel is Channel.EMAIL else (Format.TEXT,)


def render(message: LabelledMessage, style: int) -> Rendered:
    """Write the message's source in a style, which chooses format (``formats(message)[style % len]``) and looks.

    The same message and style give the same source. Every link stands in the source exactly once, and once more as a
    twin where there is one.
    """
    chosen = formats(message)[style % len(formats(message))]
    context = Context.of(message, style)
    source, places = unmarked(_written(context, chosen))
    return Rendered(
        format=chosen,
        path=file_name(context, _SUFFIXES.get(chosen, ".html")),
        source=source,
        links=tuple(_placed(source, message.links[index], offset, twin=twin) for offset, index, twin in places),
    )


def _written(context: Context, chosen: Format) -> str:
    match chosen:
        case Format.HTML_TABLE:
            return HtmlWriter(context).table()
        case Format.HTML_PLAIN:
            return HtmlWriter(context).plain()
        case Format.MJML:
            return HtmlWriter(context).mjml()
        case Format.FRAGMENT:
            return HtmlWriter(context).fragment()
        case Format.MARKDOWN:
            return markdown(context)
        case Format.TEXT:
            return TextWriter(context).text()


def _placed(source: str, link: LabelledLink, offset: int, *, twin: bool) -> RenderedLink:
    line = source.count("\n", 0, offset) + 1
    column = offset - source.rfind("\n", 0, offset)
    return RenderedLink(link, offset, line, column, twin)
