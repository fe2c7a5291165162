"""Markdown and plain text: the text part of a mail, an SMS, a push or chat message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.learning.rendering.blocks import Block, cells, is_link, marked_body
from promolint.learning.rendering.context import Context, url_mark
from promolint.values.message import Channel, Role

if TYPE_CHECKING:
    from promolint.learning.dataset import LabelledLink

_SUBJECT_WORDS = {"de": "Betreff", "fr": "Objet", "es": "Asunto", "it": "Oggetto", "nl": "Onderwerp", "pl": "Temat"}


def markdown(context: Context) -> str:
    """Write the body as Markdown under a front matter with the subject, or under the subject as a heading."""

    def written(character: str) -> str:
        link = context.link(character)
        url = url_mark(character) + link.url
        if link.role is Role.BARE:
            return f"<{url}>"
        words = f"![{link.words}]({link.picture})" if link.role is Role.IMAGE else link.words
        return f"[{words}]({url})"

    body = "".join(written(c) if is_link(c) else c for c in marked_body(context.message))
    subject = context.message.subject
    if not subject:
        return body + "\n"
    quoted = '"' + subject.replace("\\", "\\\\").replace('"', '\\"') + '"'
    name = context.choices.choice(("subject", "subject", "title"))
    head = f"---\n{name}: {quoted}\n---\n\n" if context.chance(0.7) else f"# {subject}\n\n"
    return head + body + "\n"


class TextWriter:
    """Writes the blocks of one message as plain text with URL marks in it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        choices = context.choices
        self._line_style = choices.choice(("{words}: {url}", "{words}:\n{url}", "{words} ({url})", "{words}\n<{url}>"))
        self._inline_style = choices.choice(("{words} ({url})", "{words} [{url}]", "{words}: {url}", "{words} <{url}>"))
        self._heading = choices.choice(("plain", "upper", "under"))

    def text(self) -> str:
        """Write the whole source; a short message (SMS, push, chat) is its words and URLs and nothing else."""
        message = self._context.message
        if message.channel is not Channel.EMAIL:
            return self._short()
        parts: list[str] = []
        if message.subject and self._context.chance(0.4):
            parts.append(f"{_SUBJECT_WORDS.get(message.language, 'Subject')}: {message.subject}")
        divided = False
        for block in self._context.blocks:
            if block.footer and not divided:
                parts.append(self._context.choices.choice(("--", "----------------------------------------", "* * *")))
                divided = True
            parts.append(self._block(block))
        return "\n\n".join(parts) + "\n"

    def _short(self) -> str:
        body = marked_body(self._context.message)
        return "".join(self._linked(c, "{words} {url}") if is_link(c) else c for c in body) + "\n"

    def _block(self, block: Block) -> str:
        match block.kind:
            case "heading":
                return self._headed(self._line(block.lines[0]))
            case "items":
                return "\n".join(f"- {self._line(line)}" for line in block.lines)
            case "table":
                return "\n".join("  ".join(self._line(cell) for cell in cells(row)) for row in block.lines)
            case "quote":
                return "\n".join(f"> {self._line(line)}" for line in block.lines)
            case "button" | "image":
                return "\n".join(self._linked(c, self._line_style) for c in block.lines[0] if is_link(c))
            case _:
                return "\n".join(self._line(line) for line in block.lines)

    def _headed(self, words: str) -> str:
        if self._heading == "under":
            return f"{words}\n{'=' * min(len(words), 60)}"
        has_syntax = re.search(r"[{<%\[*#$]|://", words)
        return words.upper() if self._heading == "upper" and not has_syntax else words

    def _line(self, line: str) -> str:
        """Write a line without Markdown marks; a link that fills it is written as a line of its own."""
        style = self._line_style if len(line) == 1 and is_link(line) else self._inline_style
        plain = re.sub(r"\*\*(?!\|)([^*\n]+?)(?<!\|)\*\*", r"\1", re.sub(r"!\[([^\]\n]*)\]\([^)\n]*\)", r"\1", line))
        return "".join(self._linked(c, style) if is_link(c) else c for c in plain)

    def _linked(self, character: str, style: str) -> str:
        """Write words and URL; the URL alone where there are no words, or they are the URL."""
        link = self._context.link(character)
        url = url_mark(character) + link.url
        words = self._words(link)
        if not words or words in (link.url, _shown(link.url)):
            return url
        if words.endswith((":", "?", "!", "…", "»", ">")):
            style = style.replace("{words}:", "{words}")
        return style.replace("{words}", words, 1).replace("{url}", url) if "{url}" not in words else f"{words} {url}"

    @staticmethod
    def _words(link: LabelledLink) -> str:
        return re.sub(r"\*\*(?!\|)([^*\n]+?)(?<!\|)\*\*", r"\1", link.words).strip()


def _shown(url: str) -> str:
    """Return a URL as it is shown to readers: without its scheme and last slash."""
    return re.sub(r"^(?:https?://|mailto:|tel:|sms:)(?:www\.)?", "", url).rstrip("/")
