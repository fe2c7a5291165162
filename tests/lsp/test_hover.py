"""What is told of a link: in the user's language, and as Markdown that no template can add to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from lsprotocol.types import Position

from promolint.lsp.asked import Asked
from promolint.lsp.checked import Client, check
from promolint.lsp.hover import hover

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "Jetzt 20 % Rabatt auf alle Shampoos sichern"
PAGE = """<!-- promolint: kind=appointment-confirmation -->
<html lang="de"><body><p>Dein Termin ist bestätigt.</p>
<p>😀 <a href="https://s.example/sale">Jetzt 20 % Rabatt auf alle Shampoos sichern</a></p>
<p><a href="https://s.example/termin/{{ id }}">Termin ansehen</a> <a href="{{ url }}">{{ text }}</a></p></body></html>
"""
ENGLISH = """\
**discount (price offer), promotional, confidence 0.99**

- evidence: phrase `20 % Rabatt`; URL `sale`; words `20 %`, `sichern`, `alle`
- policy: gdpr-strict: discount (price offer) is not allowed in appointment-confirmation (declared)
- source: UWG § 7 (2) no. 2, Germany: advertising by electronic mail needs prior consent \
<https://www.recht-vertieft.de/wikijur/zr/uwg/unzulaesigkeit-7-uwg/>
- source: Directive 2002/58/EC Art. 13 (1): direct marketing by electronic mail needs prior consent \
<https://eur-lex.europa.eu/eli/dir/2002/58/oj>
- source: GDPR Art. 6 (1) (b): the contract carries only what it needs, and advertising is not part of that \
<https://eur-lex.europa.eu/eli/reg/2016/679/oj>
- check: reports PL101 discount as error"""
HOSTILE = (
    "<script>alert(1)</script> [20 % Rabatt](javascript:x) ![20 % Rabatt](https://evil.example/p.png) `20 % Rabatt` "
    "<https://evil.example> @team \u202e20 % Rabatt"
)


def _told(folder: Path, text: str, line: int, character: int, language: str = "en") -> str | None:
    checked = check(folder / "a.html", text, Client(Asked(language=language), (folder,)))
    assert checked is not None
    found = hover(checked, Position(line, character))
    return getattr(found.contents, "value", None) if found else None


def test_a_promotional_link(tmp_path: Path) -> None:
    """Purpose, confidence and why; what the policy says here, by which sources, and what is reported."""
    assert _told(tmp_path, PAGE, 2, 15) == ENGLISH


def test_in_german(tmp_path: Path) -> None:
    """The same in the user's language."""
    told = (_told(tmp_path, PAGE, 2, 15, "de") or "").splitlines()
    assert told[0] == "**discount (Preisvorteil), werblich, Sicherheit 0.99**"
    assert told[3] == (
        "- Richtlinie: gdpr-strict: discount (Preisvorteil) ist nicht erlaubt in appointment-confirmation (angegeben)"
    )


@pytest.mark.parametrize(
    ("line", "character", "shown"),
    [(2, 15, True), (2, 36, True), (2, 14, False), (2, 37, False), (1, 30, False), (99, 0, False)],
)
def test_where_a_link_is(line: int, character: int, tmp_path: Path, *, shown: bool) -> None:
    """From the first to the last character of its URL, in the units of the editor."""
    assert (_told(tmp_path, PAGE, line, character) is not None) is shown


def test_links_that_nothing_is_held_against(tmp_path: Path) -> None:
    """What serves the transaction is allowed, what nobody can tell is said to be so."""
    allowed = (_told(tmp_path, PAGE, 3, 20) or "").splitlines()
    assert allowed[0].startswith("**transaction, transactional, confidence ")
    assert "is allowed in appointment-confirmation (declared)" in allowed[-2]
    assert allowed[-1] == "- check: reports nothing"
    unknown = _told(tmp_path, PAGE.replace("{{ text }}", ""), 3, 81) or ""
    assert unknown.startswith("**undecidable, nothing visible says what it is for; guessed: ")
    assert "policy" not in unknown


def test_an_exception(tmp_path: Path) -> None:
    """A finding that is excepted is told with the reason, which is somebody's words; a rule not asked for is not."""
    ignored = PAGE.replace("<p>😀", "<!-- promolint: ignore[PL101] see <b>@legal</b> -->\n<p>😀")
    assert (_told(tmp_path, ignored, 3, 15) or "").splitlines()[-1] == (
        "- check: reports PL101 discount as error; Exception, noted in the file: see `<b>@legal</b>`"
    )
    tmp_path.joinpath("promolint.toml").write_text('ignore = ["PL101"]')
    assert (_told(tmp_path, PAGE, 2, 15) or "").splitlines()[-1] == "- check: reports nothing"


def test_template_text_stays_text(tmp_path: Path) -> None:
    """Words and addresses of a template are shown as they are: no link, picture or HTML comes from them."""
    words = HOSTILE.replace("&", "&amp;").replace("<", "&lt;")
    told = _told(tmp_path, PAGE.replace(WORDS, words).replace("/sale", "/sale/[a](b)<i>`"), 2, 15) or ""
    assert "Rabatt" in told
    page = BeautifulSoup(github_flavored_markdown_to_html(told, Options.CMARK_OPT_UNSAFE), "html.parser")
    assert {tag.name for tag in page.find_all()} <= {"p", "strong", "ul", "li", "code", "a"}
    assert {str(link["href"]).split("/")[2] for link in page.find_all("a")} == {
        "www.recht-vertieft.de",
        "eur-lex.europa.eu",
    }
    assert "\u202e" not in told
