"""An exception that is written into a file: in the file's own syntax, where it works, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from promolint.lint import Settings, Source, lint
from promolint.silence.insertion import Insertion, insertion

if TYPE_CHECKING:
    from collections.abc import Callable

    from promolint.values.outcome import Finding, Outcome

URL, WORDS = "https://s.example/sale", "Jetzt 20 % Rabatt auf alle Shampoos sichern"
LINK = f'<a href="{URL}">{WORDS}</a>'
PAGE = f'<html lang="de"><body>\n<p>Dein Termin ist bestätigt.</p>\n  <p>{LINK}</p>\n</body></html>\n'
PLAIN = f"Dein Termin ist bestätigt.\n{WORDS}: {URL}\n"
SINGLE = LINK.replace('"', "'")
TSX = (
    'import { Html, Text, Button } from "@react-email/components";\nexport const Mail = () => (\n  <Html lang="de">\n'
    f'    <Text>Dein Termin ist bestätigt.</Text>\n    <Button href="{URL}">{WORDS}</Button>\n  </Html>\n);\n'
)
CONDITION = TSX.replace("    <Button", "    {sale && (\n      <Button").replace("</Button>", "</Button>\n    )}")
PHP = f"<?php\n$html = '<html><body><p>Dein Termin ist bestätigt.</p>'\n  . '<p>{LINK}</p></body></html>';\n"
OUTLOOK = f'<!--[if mso]>\n<v:roundrect href="{URL}">{WORDS}</v:roundrect>\n<![endif]-->'


class Tried(NamedTuple):
    """A file's findings, the comment for the first of them, and what a text in the file's place would give."""

    findings: tuple[Finding, ...]
    written: Insertion | None
    check: Callable[[str], Outcome]


def _tried(name: str, text: str, settings: Settings) -> Tried:
    def check(other: str) -> Outcome:
        return lint([Source(name, other.encode())], settings)

    found = check(text)
    return Tried(found.findings, insertion(found.findings[0], text, found, check), check)


@pytest.mark.parametrize(
    ("name", "text", "comment"),
    [
        ("a.html", PAGE, "  <!-- promolint: ignore[PL101]  -->"),
        ("a.html", "{# note #}\n" + PAGE, "  {# promolint: ignore[PL101]  #}"),
        (
            "a.html",
            "{%- comment -%}note{%- endcomment -%}\n" + PAGE,
            "  {% comment %} promolint: ignore[PL101]  {% endcomment %}",
        ),
        ("a.tpl", "{* note *}\n" + PAGE, "  {* promolint: ignore[PL101]  *}"),
        ("a.tmpl", "{{/* note */}}\n" + PAGE, "  {{/* promolint: ignore[PL101]  */}}"),
        ("a.html.j2", PAGE, "  {# promolint: ignore[PL101]  #}"),
        ("a.liquid", PAGE, "  {% comment %} promolint: ignore[PL101]  {% endcomment %}"),
        ("a.hbs", PAGE, "  {{!-- promolint: ignore[PL101]  --}}"),
        ("a.mustache", PAGE, "  {{! promolint: ignore[PL101]  }}"),
        ("a.html.erb", PAGE, "  <%# promolint: ignore[PL101]  %>"),
        ("a.jsp", PAGE, "  <%-- promolint: ignore[PL101]  --%>"),
        ("a.ftl", PAGE, "  <#-- promolint: ignore[PL101]  -->"),
        ("a.vm", PAGE, "  #* promolint: ignore[PL101]  *#"),
        ("a.cshtml", PAGE, "  @* promolint: ignore[PL101]  *@"),
        ("a.gohtml", PAGE, "  {{/* promolint: ignore[PL101]  */}}"),
        ("a.blade.php", PAGE, "  {{-- promolint: ignore[PL101]  --}}"),
        ("a.md", f"Dein Termin steht.\n\n[{WORDS}]({URL})\n", "<!-- promolint: ignore[PL101]  -->"),
        (
            "a.md",
            "---\nsubject: 20 % Rabatt auf alles\n---\n\nDein Termin steht.\n",
            "# promolint: ignore[PL301] ",
        ),
        ("a.txt", "{# note #}\n" + PLAIN, "{# promolint: ignore[PL101]  #}"),
        ("a.txt", PAGE, "  <!-- promolint: ignore[PL101]  -->"),
        (
            "a.haml",
            f'%p Dein Termin ist bestätigt.\n%p\n  %a{{href: "{URL}"}} {WORDS}\n',
            "  -# promolint: ignore[PL101] ",
        ),
        (
            "a.slim",
            f'p Dein Termin ist bestätigt.\np\n  a href="{URL}" {WORDS}\n',
            "  / promolint: ignore[PL101] ",
        ),
        (
            "a.pug",
            f'p Dein Termin ist bestätigt.\np\n  a(href="{URL}") {WORDS}\n',
            "  //- promolint: ignore[PL101] ",
        ),
        ("a.php", PHP, "  // promolint: ignore[PL101] "),
        ("a.php", "<?php $a = 1; ?>\n" + PAGE, "  <!-- promolint: ignore[PL101]  -->"),
        ("a.js", f"const mail = '<p>Dein Termin steht.</p><p>{LINK}</p>';\n", "// promolint: ignore[PL101] "),
        ("a.js", f"export const mail = () => `\n{PAGE}`;\n", "  <!-- promolint: ignore[PL101]  -->"),
        ("a.tsx", TSX, "    {/* promolint: ignore[PL101]  */}"),
        ("a.js", TSX, "    {/* promolint: ignore[PL101]  */}"),
        (
            "a.jsonc",
            f'{{"subject": "Ihr Termin",\n "html": "<p>Dein Termin steht.</p>{SINGLE}"}}\n',
            " // promolint: ignore[PL101] ",
        ),
        (
            "a.yml",
            f'subject: Ihr Termin\nbody: "<p>Dein Termin steht.</p>{SINGLE}"\n',
            "# promolint: ignore[PL101] ",
        ),
        (
            "a.yml",
            f"subject: Ihr Termin\nbody: |\n  <p>Dein Termin steht.</p>\n  {LINK}\n",
            "  <!-- promolint: ignore[PL101]  -->",
        ),
        ("a.properties", f"a.body=<p>Dein Termin steht.</p>{LINK}\n", "# promolint: ignore[PL101] "),
        ("a.strings", f'"mail" = "Dein Termin steht. {WORDS}: {URL}";\n', "/* promolint: ignore[PL101]  */"),
        (
            "strings.xml",
            f'<resources>\n  <string name="a">Dein Termin steht. {WORDS}: {URL}</string>\n</resources>\n',
            "  <!-- promolint: ignore[PL101]  -->",
        ),
    ],
)
def test_the_comment_works(name: str, text: str, comment: str, settings: Settings) -> None:
    """It stands above the finding, as the file writes comments; with a reason it silences, without one PL903 asks."""
    findings, written, check = _tried(name, text, settings)
    assert written is not None
    assert written.text == comment + "\n"
    first, *others = check(written.into(text, "agreed with legal")).findings
    assert (first.code, first.suppressed and first.suppressed.reason) == (findings[0].code, "agreed with legal")
    assert [one.code for one in others] == [one.code for one in findings[1:]]
    told = check(written.into(text)).findings
    assert [(one.code, one.suppressed) for one in told][:2] == [("PL903", None), (findings[0].code, None)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", PLAIN),
        ("a.json", f'{{"subject": "Ihr Termin",\n "html": "<p>Dein Termin steht.</p>{SINGLE}"}}\n'),
        ("a.csv", f"subject,body\nIhr Termin,<p>Dein Termin steht.</p>{SINGLE}\n"),
        ("a.eml", f"Subject: Termin\nContent-Type: text/html\n\n<p>Dein Termin steht.</p>\n{LINK}\n"),
        ("a.tsx", CONDITION),
        ("a.js", CONDITION),
        ("a.pug", f"p.\n  Dein Termin ist bestätigt.\n  {LINK}\n"),
        ("a.properties", f"a.body=<p>Dein Termin steht.</p> \\\n  {LINK}\n"),
        ("a.html", PAGE.replace("  <p>", '  <p\n class="x">')),
        ("a.html", PAGE.replace(LINK, OUTLOOK)),
        ("a.xhtml", f'<?xml version="1.0"?><html><body><p>Dein Termin steht.</p>{LINK}</body></html>'),
    ],
)
def test_no_comment_where_it_would_be_none(name: str, text: str, settings: Settings) -> None:
    """Formats without comments, and places inside a text, a tag or another comment: nothing is offered."""
    findings, written, _ = _tried(name, text, settings)
    assert findings[0].code == "PL101"
    assert written is None


def test_above_the_beginning_of_the_tag(settings: Settings) -> None:
    """A tag on several lines holds no comment; line ends are those of the file."""
    text = (
        "<mjml><mj-body>\n<mj-text>Dein Termin ist bestätigt.</mj-text>\n"
        f'\t<mj-button\n  color="red"\n  href="{URL}">{WORDS}</mj-button>\n</mj-body></mjml>\n'
    ).replace("\n", "\r\n")
    _, written, check = _tried("a.mjml", text, settings)
    assert written is not None
    assert (written.offset, written.text) == (text.index("\t<mj-button"), "\t<!-- promolint: ignore[PL101]  -->\r\n")
    assert written.text[: written.reason] == "\t<!-- promolint: ignore[PL101] "
    assert [one.suppressed is not None for one in check(written.into(text, "x")).findings] == [True]
