"""Documents under an editor's hands: the newest text counts, and nothing that goes wrong ends the server."""

from __future__ import annotations

import asyncio
from threading import Event
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from lsprotocol.types import PositionEncodingKind

from promolint.errors import ConfigError
from promolint.lsp import documents
from promolint.lsp.documents import Documents

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from lsprotocol.types import PublishDiagnosticsParams, ShowMessageParams
    from pygls.lsp.server import LanguageServer

    from promolint.lsp.checked import Checked, Client

A, B = "file:///w/a.html", "file:///w/b.html"


class _Server:
    """An editor's open texts, and what it is shown: versions with messages, and errors."""

    def __init__(self, **texts: str) -> None:
        self.workspace = SimpleNamespace(
            text_documents={}, folders={}, root_uri=None, position_encoding=PositionEncodingKind.Utf16
        )
        self.shown: list[tuple[str, int | None, list[str]]] = []
        self.errors: list[str] = []
        for name, text in texts.items():
            self.put(f"file:///w/{name}.html", 1, text)

    def put(self, uri: str, version: int, text: str) -> None:
        self.workspace.text_documents[uri] = SimpleNamespace(source=text, version=version)

    def text_document_publish_diagnostics(self, params: PublishDiagnosticsParams) -> None:
        said = [diagnostic.message for diagnostic in params.diagnostics]
        self.shown.append((params.uri[-6:], params.version, said))

    def window_show_message(self, params: ShowMessageParams) -> None:
        self.errors.append(params.message)


def _run(
    server: _Server,
    checking: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    acting: Callable[[Documents], Awaitable[None]],
) -> None:
    """Let documents be checked by ``checking`` (which may wait or fail) while somebody acts on them."""

    def check(_path: Path, document: str, _client: Client) -> Checked | None:
        checking(document)
        return cast("Checked", document)

    monkeypatch.setattr(documents, "check", check)
    monkeypatch.setattr(documents, "diagnostics", lambda found: [SimpleNamespace(message=found)])

    async def all_of_it() -> None:
        await acting(Documents(cast("LanguageServer", server)))

    asyncio.run(all_of_it())


async def _newest(held: Documents, uri: str) -> object:
    return await held.newest(uri)


def test_what_is_stale_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one text is checked and more are written, only the newest is checked after it, and shown."""
    server, begun, go_on, seen = _Server(a="one"), Event(), Event(), list[str]()

    def checking(document: str) -> None:
        seen.append(document)
        begun.set()
        go_on.wait(10)

    async def acting(held: Documents) -> None:
        held.changed(A)
        await asyncio.to_thread(begun.wait, 10)
        for version, text in ((2, "two"), (3, "three")):
            server.put(A, version, text)
            held.changed(A)
            await asyncio.sleep(0.01)
        go_on.set()
        assert await _newest(held, A) == "three"

    _run(server, checking, monkeypatch, acting)
    assert seen == ["one", "three"]
    assert server.shown == [("a.html", 3, ["three"])]


def test_typing_on_puts_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each keystroke begins the wait anew; a question waits for the newest text."""
    server, seen = _Server(a="x"), list[str]()

    async def acting(held: Documents) -> None:
        for version in range(2, 9):
            server.put(A, version, "x" * version)
            held.changed(A, delay=3600 if version < 8 else 0.01)
        assert await _newest(held, A) == "x" * 8

    _run(server, seen.append, monkeypatch, acting)
    assert seen == ["x" * 8]
    assert server.shown == [("a.html", 8, ["x" * 8])]


def test_what_goes_wrong_is_shown_and_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken configuration stands in each document and is said once, until something changes; a crash is no end."""
    server, broken = _Server(a="a", b="b"), [True]

    def checking(document: str) -> None:
        if broken:
            raise ConfigError("promolint.toml is not TOML", "Mend it")
        if document == "b":
            raise RecursionError("deep")

    async def acting(held: Documents) -> None:
        for uri in (A, B):
            held.changed(uri)
            assert await _newest(held, uri) is None
        broken.clear()
        held.refresh()
        assert [await _newest(held, uri) for uri in (A, B)] == ["a", None]

    _run(server, checking, monkeypatch, acting)
    said = "promolint.toml is not TOML. Mend it"
    crash = "promolint failed on this document: RecursionError: deep. Please report this."
    assert server.shown == [
        ("a.html", 1, [said]),
        ("b.html", 1, [said]),
        ("a.html", 1, ["a"]),
        ("b.html", 1, [crash]),
    ]
    assert server.errors == [f"promolint: {said}", f"promolint: {crash}"]


def test_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was shown of a document goes with it, and what is still under way is not shown any more."""
    server = _Server(a="a")

    async def acting(held: Documents) -> None:
        held.changed(A, delay=0.01)
        held.closed(A)
        await asyncio.sleep(0.05)
        assert await _newest(held, A) is None

    _run(server, lambda _: None, monkeypatch, acting)
    assert server.shown == [("a.html", None, [])]


@pytest.mark.parametrize("uri", ["untitled:Untitled-1", "git:/w/a.html?x", "vscode-notebook-cell:/w/a.html#c", A])
def test_what_is_no_file(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has no name on a disk, or is not open, gives nothing."""
    server, seen = _Server(), list[Any]()
    if uri != A:
        server.put(uri, 1, "text")

    async def acting(held: Documents) -> None:
        held.changed(uri)
        assert await _newest(held, uri) is None

    _run(server, seen.append, monkeypatch, acting)
    assert (seen, server.errors) == ([], [])
