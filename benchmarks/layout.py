"""The layout that a business wraps all its mails in: style sheets, a head, a table of facts, a footer."""

from __future__ import annotations

import random
import re
from html import escape
from typing import NamedTuple

_FONTS = ("Arial, Helvetica, sans-serif", "'Open Sans', Arial, sans-serif", "Georgia, 'Times New Roman', serif")
_SELECTORS = tuple(
    "body table td img a p h1 h2 h3 .wrapper .header .hero .content .column .button .spacer .divider .details .footer "
    ".social .legal .muted .badge .right .center".split()
)
_PROPERTIES = (
    "-webkit-text-size-adjust: 100%; -ms-text-size-adjust: 100%",
    "mso-table-lspace: 0pt; mso-table-rspace: 0pt; border-collapse: collapse !important",
    "-ms-interpolation-mode: bicubic; border: 0; height: auto; line-height: 100%; outline: none",
    "margin: 0 !important; padding: 0 !important; width: 100% !important",
    "font-size: 16px; line-height: 24px; color: #333333",
    "padding: 24px 32px 16px 32px; background-color: #ffffff",
    "border-radius: 4px; display: inline-block; text-decoration: none",
    "max-width: 600px; margin: 0 auto; text-align: left",
)
_FACTS = {
    "de": (
        ("Kundennummer", "Ihre Nummer bei uns"),
        ("Vorgang", "bitte bei Rückfragen angeben"),
        ("Datum", "Tag der Ausführung"),
        ("Uhrzeit", "Ortszeit"),
        ("Ort", "Eingang im Hof, zweiter Stock"),
        ("Ansprechpartnerin", "erreichbar von Montag bis Freitag"),
        ("Leistung", "wie vereinbart"),
        ("Dauer", "in Minuten"),
        ("Betrag", "einschließlich Umsatzsteuer"),
        ("Zahlungsart", "wie hinterlegt"),
        ("Lieferanschrift", "so, wie sie uns vorliegt"),
        ("Status", "Stand heute"),
    ),
    "en": (
        ("Customer number", "your number with us"),
        ("Reference", "please quote it when you write to us"),
        ("Date", "day on which it takes place"),
        ("Time", "local time"),
        ("Place", "entrance in the yard, second floor"),
        ("Contact", "in the office from Monday to Friday"),
        ("Service", "as agreed"),
        ("Duration", "in minutes"),
        ("Amount", "including VAT"),
        ("Method of payment", "as stored"),
        ("Delivery address", "as we have it"),
        ("Status", "as of today"),
    ),
}
_FOOTERS = {
    "de": (
        "Diese Nachricht wurde automatisch erstellt. Auf diese Adresse wird nicht geantwortet.",
        "Sitz der Gesellschaft und Registergericht stehen im Impressum. Geschäftsführung: {{ company.management }}.",
        "Wenn Sie nicht der richtige Empfänger sind, löschen Sie diese E-Mail bitte und sagen Sie uns kurz Bescheid.",
        "Wir verarbeiten Ihre Angaben nur, soweit es für diesen Vorgang nötig ist.",
    ),
    "en": (
        "This message was created automatically. Replies to this address are not read.",
        "Registered office and number of registration are in the imprint. Directors: {{ company.management }}.",
        "If you are not the person this message is meant for, please delete it and let us know.",
        "We use your details only as far as this matter requires.",
    ),
}
_SPACER = (
    '      <tr><td height="16" colspan="1" style="height:16px;font-size:16px;line-height:16px;'
    'mso-line-height-rule:exactly;">&nbsp;</td></tr>'
)
_PAIRS = (("<%=", "%>"), ("*|", "|*"), ("[[", "]]"), ("%%=", "=%%"), ("${", "}"))


class Kit(NamedTuple):
    """What all mails of one business look like. ``rules``: number of its CSS rules; ``nested``: a table in each row."""

    font: str
    rules: int
    nested: bool
    facts: int
    footers: int

    @classmethod
    def of(cls, business: str) -> Kit:
        """The kit of a business: by its name, the same in every run."""
        choices = random.Random(business)  # noqa: S311 - a choice of looks, no secret
        return cls(
            choices.choice(_FONTS),
            choices.choice((8, 16, 32, 64, 96)),
            choices.random() < 0.5,  # noqa: PLR2004 - every second
            choices.choice((0, 0, 3, 6, 12)),
            choices.choice((1, 2, 4)),
        )


def dressed(source: str, business: str, language: str, signature: str) -> str:
    """An HTML mail of layout tables in the kit of its business; no link is added.

    ``signature`` is a last line under all others.
    """
    kit = Kit.of(business)
    style = f"font-family:{kit.font};font-size:15px;line-height:24px;color:#333333;"
    logo = f'<img src="cid:logo" alt="{escape(business)}" width="160" height="48" style="display:block;border:0;">'
    head = f'\n      <tr><td class="header" align="center" style="padding:24px 0;">{logo}</td></tr>'
    foot = "\n".join([*_facts(source, language, kit, style), *_footer(source, language, kit, signature)])
    source = source.replace("</head>", f"{_styles(kit)}</head>", 1)
    source = re.sub(
        r'(<table role="presentation" class="container"[^>]*>)', lambda m: m.group() + head, source, count=1
    )
    source = source.replace("\n    </table>", f"\n{foot}\n    </table>", 1)
    source = source.replace("\n      <tr><td ", f"\n{_SPACER}\n      <tr><td ")
    source = re.sub(r"<(p|li|h[1-6])>", lambda m: f'<{m[1]} style="margin:0 0 16px 0;{style}">', source)
    return _nested(source, style) if kit.nested else source


def _styles(kit: Kit) -> str:
    rules = [
        f"  {_SELECTORS[number % len(_SELECTORS)]} {{ {_PROPERTIES[number * 5 % len(_PROPERTIES)]}; }}"
        for number in range(kit.rules)
    ]
    narrow = [f"    {selector} {{ width: 100% !important; }}" for selector in _SELECTORS[: kit.rules // 4]]
    return (
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<!--[if mso]><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch>"
        "</o:OfficeDocumentSettings></xml><![endif]-->\n<style>\n"
        + "\n".join([*rules, "  @media only screen and (max-width: 480px) {", *narrow, "  }"])
        + "\n</style>\n"
    )


def _facts(source: str, language: str, kit: Kit, style: str) -> list[str]:
    """Rows of facts about the matter, each with a variable, in the template language of the mail."""
    cell = f'style="padding:6px 24px;border-bottom:1px solid #e5e5e5;vertical-align:top;{style}"'
    return [
        f'      <tr><td class="details" {cell}>{name}: {_variable(source, f"fact_{number}")} ({remark})</td></tr>'
        for number, (name, remark) in enumerate(_FACTS[language][: kit.facts])
    ]


def _variable(source: str, name: str) -> str:
    start, end = next((pair for pair in _PAIRS if pair[0] in source), ("{{", "}}"))
    return f"{start} {name} {end}" if start in {"{{", "<%=", "%%="} else f"{start}{name}{end}"


def _footer(source: str, language: str, kit: Kit, signature: str) -> list[str]:
    lines = [line.replace("{{ company.management }}", _variable(source, "m")) for line in _FOOTERS[language]]
    small = 'style="padding:8px 24px;font-size:12px;line-height:18px;color:#8a8a8a;"'
    return [
        f'      <tr><td class="legal" {small}>{line}</td></tr>' for line in [*lines[: kit.footers], signature] if line
    ]


def _nested(source: str, style: str) -> str:
    """The same with a table of its own in each row, as mail builders write it."""
    opening = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>'
    return re.sub(
        r'(<tr><td style="padding:8px 24px;line-height:1\.5;">)(.*?)(</td></tr>)',
        lambda m: f'{m[1]}\n{opening}<td align="left" valign="top" style="{style}">{m[2]}</td></tr></table>\n{m[3]}',
        source,
        flags=re.DOTALL,
    )
