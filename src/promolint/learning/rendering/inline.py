"""Links, words and attributes inside a line of HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from promolint.learning.rendering.blocks import is_link, outside_templates
from promolint.learning.rendering.context import Context, url_mark
from promolint.values.message import Role

if TYPE_CHECKING:
    from promolint.learning.dataset import LabelledLink

_COLOURS = ("#1a73e8", "#2f855a", "#b83280", "#222222", "#c05621", "#5a67d8")
_ENTITIES = {"ä": "&auml;", "ö": "&ouml;", "ü": "&uuml;", "Ä": "&Auml;", "Ö": "&Ouml;", "Ü": "&Uuml;", "ß": "&szlig;"}


class Look(NamedTuple):
    """What one mail does the same way throughout."""

    colour: str
    entities: bool
    escaped: bool
    target: bool
    late: bool
    heading: str
    drawn: float


class Inline:
    """Writes the inside of lines, in the same look throughout one mail."""

    def __init__(self, context: Context) -> None:
        self._context = context
        choices = context.choices
        self.look = Look(
            colour=choices.choice(_COLOURS),
            entities=context.chance(0.2),
            escaped=context.chance(0.85),
            target=context.chance(0.4),
            late=context.chance(0.4),
            heading=choices.choice(("h", "h", "cell", "span", "strong")),
            drawn=choices.choice((0.0, 0.0, 0.1, 0.3)),
        )

    def line(self, line: str) -> str:
        """Write a line with its links as anchors and its pictures and marks as tags."""
        parts = re.split(r"(!\[[^\]\n]*\]\([^)\n]*\))", line)
        return "".join(self._picture(part) if number % 2 else self._spans(part) for number, part in enumerate(parts))

    def _picture(self, markdown: str) -> str:
        alt, _, source = markdown[2:-1].partition("](")
        return f'<img src="{self.attribute(source)}" alt="{self.attribute(alt)}">'

    def _spans(self, words: str) -> str:
        return "".join(self.anchor(c, None) if is_link(c) else c for c in self.rich(words))

    def anchor(self, character: str, style: str | None) -> str:
        """Write a link as ``<a>``; ``style`` is that of a button that is already drawn."""
        link = self._context.link(character)
        href = url_mark(character) + self.attribute(link.url)
        rest = [' target="_blank"'] if self.look.target else []
        if style is None and (link.role is Role.BUTTON or self._drawn(link)):
            rest.append(self._context.choices.choice((' class="button"', ' class="btn btn-primary"')))
        elif style or self._context.chance(0.2):
            rest.append(f' style="{style or f"color:{self.look.colour};"}"')
        extra = "".join(rest)
        attributes = f'{extra} href="{href}"' if self.look.late else f' href="{href}"{extra}'
        return f"<a{attributes}>{self._content(link)}</a>"

    def _drawn(self, link: LabelledLink) -> bool:
        """Tell whether a text link is drawn as a button in this mail."""
        return link.role is Role.TEXT and self._context.chance(self.look.drawn)

    def _content(self, link: LabelledLink) -> str:
        if link.role is Role.IMAGE:
            source, alt = self.attribute(link.picture), self.attribute(link.words)
            return f'<img src="{source}" alt="{alt}" border="0">'
        return self.text(link.url) if link.role is Role.BARE else self.rich(link.words)

    def rich(self, words: str) -> str:
        """Escape words, with ``**bold**`` as a tag."""
        return re.sub(r"\*\*(?!\|)([^*\n]+?)(?<!\|)\*\*", r"<strong>\1</strong>", self.text(words))

    def text(self, words: str) -> str:
        """Escape words, with umlauts as entities in some mails."""
        escaped = outside_templates(words, "&", "&amp;")
        escaped = outside_templates(outside_templates(escaped, "<", "&lt;"), ">", "&gt;")
        if self.look.entities:
            for letter, entity in _ENTITIES.items():
                escaped = outside_templates(escaped, letter, entity)
        return escaped

    def attribute(self, value: str) -> str:
        """Escape a value between double quotes; some mails leave ``&`` as it is."""
        escaped = outside_templates(value, '"', "&quot;")
        return outside_templates(escaped, r"&(?!quot;)", "&amp;") if self.look.escaped else escaped
