"""What is offered for many findings at once, and in files that end their lines otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import (
    CodeAction,
    CodeActionContext,
    CodeActionParams,
    Position,
    Range,
    TextDocumentIdentifier,
    TextEdit,
)

from promolint.lsp.actions import actions
from promolint.lsp.checked import Client, check
from promolint.lsp.positions import BOM

if TYPE_CHECKING:
    from pathlib import Path

    from promolint.lsp.checked import Checked

URI = "file:///w/a.html"
SALE = '<p><a href="https://s.example/sale/{}">Jetzt 20 % Rabatt auf alle Shampoos sichern</a></p>\n'
VISIT = '<p><a href="https://s.example/termin/{}">Termin ansehen</a> <a href="https://s.example/agb">AGB</a></p>\n'
PAGE = '<html lang="de"><body><p>Dein Termin ist bestätigt.</p>\n'


def _checked(folder: Path, document: str) -> Checked:
    checked = check(folder / "a.html", document, Client(folders=(folder,)))
    assert checked is not None
    return checked


def _offered(checked: Checked) -> list[CodeAction]:
    everywhere = Range(Position(0, 0), Position(999, 0))
    asked = CodeActionParams(TextDocumentIdentifier(URI), everywhere, CodeActionContext([]))
    return actions(checked, asked, shows=False)


def _edits(offered: list[CodeAction]) -> list[TextEdit]:
    changed = [action.edit.changes[URI] for action in offered if action.edit and action.edit.changes]
    return [edit for edits in changed for edit in edits]


def test_the_first_ten(tmp_path: Path) -> None:
    """Of a whole file the first ten findings are served: each comment is tried before it is offered."""
    document = PAGE + "".join(f"{VISIT.format(number)}{SALE.format(number)}" for number in range(12))
    checked = _checked(tmp_path, document)
    lines = [finding.place.line - 1 for finding in checked.outcome.findings]
    assert len(lines) >= 12
    assert [edit.range.start.line for edit in _edits(_offered(checked))] == lines[:10]


def test_a_mark_and_other_line_ends(tmp_path: Path) -> None:
    """A byte order mark moves nothing, and the comment ends its line as the file does."""
    document = BOM + (PAGE + SALE).replace("\n", "\r\n")
    (edit,) = _edits(_offered(_checked(tmp_path, document)))
    assert edit == TextEdit(Range(Position(1, 0), Position(1, 0)), "<!-- promolint: ignore[PL101]  -->\r\n")
    (edit,) = _edits(_offered(_checked(tmp_path, BOM + PAGE.rstrip() + SALE)))
    assert edit.range.start == Position(0, 1)
