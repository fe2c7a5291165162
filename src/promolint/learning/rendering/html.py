"""HTML mails: layout tables, plain paragraphs, fragments with a VML twin of the button, MJML."""

from __future__ import annotations

from promolint.learning.rendering.blocks import Block, cells, is_link
from promolint.learning.rendering.context import Context, url_mark
from promolint.learning.rendering.inline import Inline

_DOCTYPES = (
    "<!DOCTYPE html>",
    '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">',
    "<!doctype html>",
)


class HtmlWriter:
    """Writes the blocks of one message as HTML; each public method gives a whole source with URL marks in it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._in = Inline(context)

    def table(self) -> str:
        """Write a whole mail of nested layout tables."""
        body = [self._row(block) for block in self._context.blocks if not block.footer]
        foot = [self._row(block) for block in self._context.blocks if block.footer]
        width = self._context.choices.choice(("600", "640", "560"))
        ground = self._context.choices.choice(("#f4f4f4", "#ffffff"))
        parts = [
            self._head(styled=True),
            f'<body style="margin:0;padding:0;background-color:{ground};">',
            self._preheader(),
            '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">',
            '  <tr><td align="center">',
            f'    <table role="presentation" class="container" width="{width}" cellpadding="0" cellspacing="0">',
            *body,
            "    </table>",
            *self._footer_table(foot, width),
            "  </td></tr>",
            "</table>",
            "</body>",
            "</html>",
        ]
        return "\n".join(part for part in parts if part) + "\n"

    def plain(self) -> str:
        """Write a whole mail of simple paragraphs."""
        divided = False
        parts = [self._head(styled=False), "<body>", self._preheader() if self._context.chance(0.2) else ""]
        for block in self._context.blocks:
            if block.footer and not divided:
                parts.append("<hr>")
                divided = True
            parts.append(self._simple(block))
        return "\n".join(part for part in [*parts, "</body>", "</html>"] if part) + "\n"

    def fragment(self) -> str:
        """Write the inner part of a mail whose layout lives elsewhere, some buttons with a twin for Outlook."""
        twin = self._context.chance(0.5)
        opened = False
        parts: list[str] = []
        for block in self._context.blocks:
            if block.footer and not opened:
                parts.append('<div class="footer">')
                opened = True
            parts.append(self._twins(block) if twin and block.kind == "button" else self._simple(block))
        if opened:
            parts.append("</div>")
        return "\n".join(parts) + "\n"

    def mjml(self) -> str:
        """Write an MJML source."""
        words = self._context.words_before_links()
        parts = ["<mjml>", "  <mj-head>", f"    <mj-title>{self._in.text(self._context.message.subject)}</mj-title>"]
        if words and self._context.chance(0.5):
            parts.append(f"    <mj-preview>{self._in.text(words)}</mj-preview>")
        parts += ['    <mj-attributes><mj-all font-family="Arial" /></mj-attributes>', "  </mj-head>", "  <mj-body>"]
        opened = footer = False
        for block in self._context.blocks:
            if block.footer and not footer and opened:
                parts += ["      </mj-column>", "    </mj-section>"]
                opened = False
            footer = block.footer
            if not opened:
                name = ' css-class="footer"' if footer else ""
                parts += [f"    <mj-section{name}>", "      <mj-column>"]
                opened = True
            parts.append(self._mjml_block(block))
        parts += ["      </mj-column>", "    </mj-section>"] if opened else []
        return "\n".join([*parts, "  </mj-body>", "</mjml>"]) + "\n"

    def _head(self, *, styled: bool) -> str:
        """Write everything before ``<body>``."""
        message = self._context.message
        style = (
            f"<style>\n  a {{ color: {self._in.look.colour}; }}\n"
            "  @media only screen and (max-width: 620px) { .container { width: 100% !important; } }\n</style>\n"
        )
        return (
            f'{self._context.choices.choice(_DOCTYPES)}\n<html lang="{message.language}">\n<head>\n'
            '<meta charset="utf-8">\n'
            f"<title>{self._in.text(message.subject)}</title>\n{style if styled else ''}</head>"
        )

    def _preheader(self) -> str:
        """Write a hidden first line, in some mails."""
        words = self._context.words_before_links()
        if not words or not self._context.chance(0.4):
            return ""
        return f'<div style="display:none;max-height:0;overflow:hidden;">{self._in.text(words)}</div>'

    def _footer_table(self, rows: list[str], width: str) -> list[str]:
        """Write the footer's own table; nothing without rows."""
        opening = (
            f'    <table role="presentation" class="footer" width="{width}" style="font-size:12px;color:#888888;">'
        )
        return [opening, *rows, "    </table>"] if rows else []

    def _row(self, block: Block) -> str:
        """Write a block as rows of the container table; control tags stand between the rows."""
        match block.kind:
            case "control":
                return "\n".join(block.lines)
            case "heading" if self._in.look.heading == "cell":
                size = 26 - 3 * min(block.level, 3)
                words = self._in.line(block.lines[0])
                return f'      <tr><td style="font-size:{size}px;font-weight:bold;padding:16px 24px;">{words}</td></tr>'
            case "button":
                buttons = [self._boxed(c) for c in block.lines[0] if is_link(c)]
                return "\n".join(
                    f'      <tr><td align="center" style="padding:16px 24px;">{b}</td></tr>' for b in buttons
                )
            case "image":
                return f'      <tr><td align="center">{self._in.line(block.lines[0])}</td></tr>'
            case _:
                return (
                    f'      <tr><td style="padding:8px 24px;line-height:1.5;">\n{self._simple(block)}\n      </td></tr>'
                )

    def _boxed(self, character: str) -> str:
        """Draw a button as a table cell with a background."""
        anchor = self._in.anchor(
            character, "color:#ffffff;text-decoration:none;padding:12px 24px;display:inline-block;"
        )
        colour = self._in.look.colour
        if self._context.chance(0.3):
            return anchor.replace("color:#ffffff;", f"background:{colour};color:#ffffff;", 1)
        return (
            '<table role="presentation" cellpadding="0" cellspacing="0"><tr>'
            f'<td class="btn" bgcolor="{colour}" style="border-radius:4px;">{anchor}</td></tr></table>'
        )

    def _twins(self, block: Block) -> str:
        """Write buttons, each with its VML twin in a conditional comment."""
        return "\n".join(self._twin(character) for character in block.lines[0] if is_link(character))

    def _twin(self, character: str) -> str:
        link, colour = self._context.link(character), self._in.look.colour
        href = self._in.attribute(link.url)
        visible = self._in.anchor(character, f"background-color:{colour};color:#ffffff;")
        return (
            '<div><!--[if mso]><v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" '
            f'href="{url_mark(character, twin=True)}{href}" style="height:42px;v-text-anchor:middle;width:240px;" '
            f'arcsize="8%" stroke="f" fillcolor="{colour}"><w:anchorlock/>'
            f'<center style="color:#ffffff;">{self._in.text(link.words)}</center></v:roundrect><![endif]-->\n'
            f"<!--[if !mso]><!-->{visible}<!--<![endif]-->"
            "</div>"
        )

    def _simple(self, block: Block) -> str:
        """Write a block as plain HTML."""
        if block.kind == "control":
            return "\n".join(block.lines)
        if block.kind == "button":
            return "\n".join(f"<p>{self._in.anchor(c, None)}</p>" for c in block.lines[0] if is_link(c))
        if block.kind == "table":
            return self._grid(block)
        lines = [self._in.line(line) for line in block.lines]
        written = {
            "heading": self._heading(lines[0], min(block.level, 3)),
            "items": "<ul>\n" + "\n".join(f"  <li>{line}</li>" for line in lines) + "\n</ul>",
            "quote": "<blockquote>" + "<br>\n".join(lines) + "</blockquote>",
            "image": f"<div>{lines[0]}</div>",
        }
        return written.get(block.kind, "<p>" + "<br>\n".join(lines) + "</p>")

    def _heading(self, words: str, level: int) -> str:
        match self._in.look.heading:
            case "span":
                return f'<span style="font-size:{26 - 3 * level}px;font-weight:bold;">{words}</span><br>'
            case "strong":
                return f"<p><strong>{words}</strong></p>"
            case _:
                return f"<h{level}>{words}</h{level}>"

    def _grid(self, block: Block) -> str:
        rows = ("".join(f"<td>{self._in.line(cell)}</td>" for cell in cells(row)) for row in block.lines)
        return '<table class="details">\n' + "\n".join(f"  <tr>{row}</tr>" for row in rows) + "\n</table>"

    def _mjml_block(self, block: Block) -> str:
        match block.kind:
            case "control":
                return f"        <mj-raw>{' '.join(block.lines)}</mj-raw>"
            case "button":
                return "\n".join(self._mjml_button(c) for c in block.lines[0] if is_link(c))
            case "image":
                return "\n".join(self._mjml_image(c) for c in block.lines[0] if is_link(c))
            case _:
                return f"        <mj-text>\n{self._simple(block)}\n        </mj-text>"

    def _mjml_button(self, character: str) -> str:
        link = self._context.link(character)
        href = url_mark(character) + self._in.attribute(link.url)
        colour = self._in.look.colour
        return f'        <mj-button background-color="{colour}" href="{href}">{self._in.rich(link.words)}</mj-button>'

    def _mjml_image(self, character: str) -> str:
        link = self._context.link(character)
        href = url_mark(character) + self._in.attribute(link.url)
        source, alt = self._in.attribute(link.picture), self._in.attribute(link.words)
        return f'        <mj-image src="{source}" alt="{alt}" href="{href}" />'
