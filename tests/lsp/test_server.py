"""An editor at work: a real client, a real server, one process for most of these tests, in their order."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.lsp.conftest import Editor

    Start = Callable[..., Editor]

SALE = '<p>😀<a href="https://salon.example/sale">Jetzt 20 % Rabatt auf alle Shampoos sichern</a></p>\n'
PAGE = f"""<!-- promolint: kind=appointment-confirmation -->
<html lang="de"><body><p>Dein Termin ist bestätigt.</p>
{SALE}</body></html>
"""
CLEAN = PAGE.replace("sale", "termin").replace("Jetzt 20 % Rabatt auf alle Shampoos sichern", "Termin ansehen")
SAID = (
    "“Jetzt 20 % Rabatt auf alle Shampoos sichern” in an appointment confirmation advertises a price offer: "
    "advertising by electronic mail needs prior consent (UWG § 7 (2) no. 2, Germany).\n"
    "Take the offer out, or send it in a marketing message to readers who agreed to offers."
)
ERROR, WARNING, INFORMATION = 1, 2, 3


def _range(line: int, start: int, end: int) -> dict[str, dict[str, int]]:
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}


FOUND = {"range": _range(2, 14, 40), "message": SAID, "severity": ERROR, "code": "PL101", "source": "promolint"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace."""
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture(scope="module")
def editor(start: Start, folder: Path) -> Editor:
    """An English editor that names a baseline, and can show where a reason is to be written."""
    return start(folder, {"baseline": "known.json", "language": "en"}, window={"showDocument": {"support": True}})


def _codes(diagnostics: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(one["code"], one["severity"]) for one in diagnostics]


def _actions(editor: Editor, path: Path, line: int, character: int, **context: object) -> list[dict[str, Any]]:
    here = {"line": line, "character": character}
    asked = {
        "textDocument": {"uri": path.as_uri()},
        "range": {"start": here, "end": here},
        "context": {"diagnostics": [], **context},
    }
    found: list[dict[str, Any]] = editor.ask("textDocument/codeAction", asked)
    return found


def test_hello(editor: Editor) -> None:
    """The server says what it can do, and counts columns as every editor does unless it asks for something else."""
    told = editor.hello["capabilities"]
    assert told["positionEncoding"] == "utf-16"
    assert told["hoverProvider"] is True
    assert told["codeActionProvider"] == {"codeActionKinds": ["quickfix"]}
    assert told["executeCommandProvider"]["commands"] == ["promolint.acceptIntoBaseline", "promolint.showReason"]


def test_findings_come_and_go(editor: Editor, folder: Path) -> None:
    """What is typed is judged, saved or not, at its exact place; what is mended is gone."""
    path = folder / "a.html"
    assert editor.open(path, PAGE) == [FOUND]
    assert editor.write(path, CLEAN) == []
    assert editor.write(path, "\n" + PAGE) == [{**FOUND, "range": _range(3, 14, 40)}]
    editor.tell("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})
    assert editor.until("textDocument/publishDiagnostics") == {"uri": path.as_uri(), "diagnostics": []}


def test_only_the_newest_text_is_shown(editor: Editor, folder: Path) -> None:
    """Of many changes the last one has the last word."""
    path = folder / "typed.html"
    editor.open(path, CLEAN)
    for end in range(10, len(PAGE), 40):
        editor.write(path, PAGE[:end], wait=False)
    assert editor.write(path, PAGE) == [FOUND]
    said = (one["params"] for one in editor.said if one.get("method") == "textDocument/publishDiagnostics")
    versions = [one["version"] for one in said if one["uri"] == path.as_uri()]
    assert versions == sorted(versions)


@pytest.mark.parametrize("name", ["a.css", "README.md", "node_modules/a/a.html", "old/a.html"])
def test_what_a_run_would_not_read(name: str, editor: Editor, folder: Path) -> None:
    """No template, and what is excluded: nothing is shown."""
    folder.joinpath("promolint.toml").write_text('exclude = ["old/"]\n')
    assert editor.open(folder / name, PAGE) == []
    folder.joinpath("promolint.toml").unlink()


def test_what_cannot_be_read_is_shown_where_it_stands(editor: Editor, folder: Path) -> None:
    """A kind that does not exist is PL901 at its word, beside the findings."""
    text = PAGE.replace("kind=appointment-confirmation", "kind=appointment-confirmatoin")
    found = editor.open(folder / "kind.html", text)
    assert _codes(found) == [("PL101", ERROR), ("PL901", ERROR)]
    assert found[1]["range"] == _range(0, 21, 45)
    assert found[1]["message"].startswith(
        "promolint does not know “kind=appointment-confirmatoin”. Did you mean appointment-"
    )


def test_a_configuration_is_read_again(editor: Editor, folder: Path) -> None:
    """What is set in promolint.toml holds as soon as the editor says that the file changed; levels have their names."""
    path, file = folder / "configured.html", folder / "promolint.toml"
    editor.open(path, PAGE)
    changed = {"changes": [{"uri": file.as_uri(), "type": 2}]}
    for severity, number in (("warning", WARNING), ("note", INFORMATION)):
        file.write_text(f'[[overrides]]\npaths = ["*.html"]\nseverity = {{ discount = "{severity}" }}\n')
        editor.tell("workspace/didChangeWatchedFiles", changed)
        assert _codes(editor.diagnostics(path)) == [("PL101", number)]
    file.unlink()
    editor.tell("workspace/didChangeWatchedFiles", changed)
    assert editor.diagnostics(path) == [FOUND]


def test_a_broken_configuration(editor: Editor, folder: Path) -> None:
    """It is said once, stands in the document instead of findings, and is forgotten when it is mended."""
    path, file = folder / "broken.html", folder / "promolint.toml"
    file.write_text('polcy = "gdpr-strict"\n')
    error = "promolint.toml: polcy: there is no such key. Did you mean policy?"
    broken = [{"range": _range(0, 0, 0), "message": error, "severity": ERROR, "source": "promolint"}]
    assert editor.open(path, PAGE) == broken
    assert editor.write(path, CLEAN) == broken
    assert editor.until("window/showMessage") == {"type": 1, "message": f"promolint: {error}"}
    assert [one.get("method") for one in editor.said].count("window/showMessage") == 1
    file.unlink()
    assert editor.write(path, PAGE) == [FOUND]


def test_hover(editor: Editor, folder: Path) -> None:
    """A link says what it is for, and where it stands."""
    editor.open(folder / "hover.html", PAGE)
    where = {"textDocument": {"uri": (folder / "hover.html").as_uri()}, "position": {"line": 2, "character": 20}}
    told = editor.ask("textDocument/hover", where)
    assert told["contents"]["kind"] == "markdown"
    assert told["contents"]["value"].startswith(
        "**discount (price offer), promotional, confidence 0.99**\n\n- evidence: "
    )
    assert told["range"] == _range(2, 14, 40)
    assert editor.ask("textDocument/hover", {**where, "position": {"line": 0, "character": 0}}) is None


def test_ignoring_with_a_reason(editor: Editor, folder: Path) -> None:
    """The comment goes above the finding; PL903 stands until the reason is written, and the cursor goes there."""
    path = folder / "ignored.html"
    found = editor.open(path, PAGE)
    ignore = _actions(editor, path, 2, 20)[0]
    assert (ignore["title"], ignore["kind"]) == ("Ignore PL101 here (write the reason in the comment)", "quickfix")
    assert ignore["diagnostics"] == found
    (edit,) = ignore["edit"]["changes"][path.as_uri()]
    assert edit == {"range": _range(2, 0, 0), "newText": "<!-- promolint: ignore[PL101]  -->\n"}
    text = PAGE.replace("<p>😀", edit["newText"] + "<p>😀")
    assert _codes(editor.write(path, text)) == [("PL903", ERROR), ("PL101", ERROR)]
    editor.ask("workspace/executeCommand", ignore["command"])
    shown = editor.until("window/showDocument")
    assert shown == {"uri": path.as_uri(), "takeFocus": True, "selection": _range(2, 30, 30)}
    assert editor.write(path, text.replace("]  -->", "] agreed with legal -->")) == []
    assert _actions(editor, path, 3, 20) == []


def test_which_actions_are_offered(editor: Editor, folder: Path) -> None:
    """Those for findings under the cursor, or whose diagnostics are named; for what is wrong with an exception none."""
    path = folder / "offered.html"
    found = editor.open(path, PAGE)
    assert _actions(editor, path, 0, 0) == []
    assert len(_actions(editor, path, 0, 0, diagnostics=found)) == 2
    assert len(_actions(editor, path, 2, 14, only=["quickfix"])) == 2
    assert _actions(editor, path, 2, 14, only=["refactor"]) == []
    sms = folder / "sms.txt"
    assert _codes(editor.open(sms, "20 % Rabatt auf alles: https://salon.example/sale")) == [("PL101", ERROR)]
    assert [one["title"] for one in _actions(editor, sms, 0, 30)] == ["Accept PL101 into known.json"]
    assert _codes(editor.write(path, "<!-- promolint: ignore[PL101] -->")) == [("PL903", ERROR)]
    assert _actions(editor, path, 0, 20) == []


def test_accepting_into_the_baseline(editor: Editor, folder: Path) -> None:
    """The file is as ``promolint baseline write`` would have it; only what is on the disk can be accepted."""
    path = folder / "accepted.html"
    editor.open(path, PAGE)
    accept = _actions(editor, path, 2, 20)[1]
    assert accept["title"] == "Accept PL101 into known.json"
    path.write_text(CLEAN, encoding="utf-8")
    editor.ask("workspace/executeCommand", accept["command"])
    said = "promolint: Save the file first: a baseline speaks of what is on the disk."
    assert editor.until("window/showMessage") == {"type": 1, "message": said}
    assert not (folder / "known.json").exists()
    path.write_text(PAGE, encoding="utf-8")
    editor.ask("workspace/executeCommand", accept["command"])
    while editor.diagnostics(path):  # those of the first time may come before
        pass
    command = (sys.executable, "-m", "promolint", "baseline", "check", "--baseline", "known.json", "accepted.html")
    ran = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stdout) == (0, "known.json: 1 entry, all of it still found.\n")
    known = json.loads((folder / "known.json").read_text(encoding="utf-8"))["files"]
    assert [(name, list(codes)) for name, codes in known.items()] == [("accepted.html", ["PL101"])]


def test_goodbye(editor: Editor) -> None:
    """An editor that takes its leave is let go with 0."""
    assert editor.quit() == 0


def test_another_editor(start: Start, folder: Path) -> None:
    """German by an option, another law, columns in bytes; files are watched for whoever can; who just goes gets 1."""
    capabilities = {
        "general": {"positionEncodings": ["utf-8", "utf-16"]},
        "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}},
    }
    editor = start(folder, {"language": "de", "policy": ["at-tkg"]}, **capabilities)
    assert editor.hello["capabilities"]["positionEncoding"] == "utf-8"
    (found,) = editor.open(folder / "german.html", PAGE)
    assert found["range"] == _range(2, 16, 42)
    assert found["message"].startswith("„Jetzt 20 % Rabatt auf alle Shampoos sichern“ in einer Terminbestätigung wirbt")
    assert "TKG" in found["message"]
    asked = next(one["params"] for one in editor.said if one.get("method") == "client/registerCapability")
    (watched,) = asked["registrations"]
    patterns = [watcher["globPattern"] for watcher in watched["registerOptions"]["watchers"]]
    assert patterns == ["**/promolint.toml", "**/pyproject.toml", "**/promolint-tuning.toml", "**/.gitignore"]
    assert [one["title"] for one in _actions(editor, folder / "german.html", 2, 20)] == [
        "PL101 hier ausnehmen (Grund in den Kommentar schreiben)"
    ]
    assert editor.vanish() == 1
