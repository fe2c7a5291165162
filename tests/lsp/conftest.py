"""A client as an editor is one: JSON-RPC with a real server over its standard input and output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PATIENCE = 60  # seconds: a server that says nothing so long is broken


class Editor:
    """One server process, and all that it said."""

    def __init__(self, folder: Path, options: object = None, **capabilities: object) -> None:
        """Start a server for a folder; the document that it is asked about need not be there."""
        path = str(Path(os.environ["PYTHONPATH"]).resolve()) if os.environ.get("PYTHONPATH") else ""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "promolint", "lsp", "--stdio"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path, "LC_ALL": "C.UTF-8"},
        )
        self._incoming: Queue[dict[str, Any]] = Queue()
        Thread(target=self._listen, daemon=True).start()
        self._count = 0
        self._versions: dict[str, int] = {}
        self._waiting: list[dict[str, Any]] = []
        self.said: list[dict[str, Any]] = []
        folders = [{"uri": folder.as_uri(), "name": folder.name}]
        self.hello = self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": folder.as_uri(),
                "workspaceFolders": folders,
                "capabilities": capabilities,
                "initializationOptions": options,
            },
        )
        self.tell("initialized", {})

    def ask(self, method: str, params: object) -> Any:  # noqa: ANN401 - whatever the protocol says
        """The result of a request; an error fails the test."""
        self._count += 1
        number = f"q{self._count}"
        self._send({"id": number, "method": method, "params": params})
        answer = self._until(lambda one: one.get("id") == number and "method" not in one)
        assert "error" not in answer, answer
        return answer["result"]

    def tell(self, method: str, params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Show a file with a text; the diagnostics that it gets."""
        uri = path.as_uri()
        self._versions[uri] = 1
        document = {"uri": uri, "languageId": "html", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self.diagnostics(path)

    def write(self, path: Path, text: str, *, wait: bool = True) -> list[dict[str, Any]]:
        """Put another text in a file that is open; the diagnostics that it gets, if they are waited for."""
        uri = path.as_uri()
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        return self.diagnostics(path) if wait else []

    def diagnostics(self, path: Path) -> list[dict[str, Any]]:
        """The next diagnostics that are for the newest version of a file."""
        uri = path.as_uri()
        wanted = uri, self._versions[uri]
        said = self._until(
            lambda one: (
                one.get("method") == "textDocument/publishDiagnostics"
                and (one["params"]["uri"], one["params"].get("version")) == wanted
            )
        )
        return list(said["params"]["diagnostics"])

    def until(self, method: str) -> Any:  # noqa: ANN401
        """What the server says next by this method."""
        return self._until(lambda one: one.get("method") == method)["params"]

    def quit(self) -> int:
        """Shut the server down as editors do; its exit status."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self._process.wait(_PATIENCE)

    def vanish(self) -> int:
        """Go without a word; the server's exit status."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        return self._process.wait(_PATIENCE)

    def kill(self) -> None:
        """End a server that a failed test left behind."""
        if self._process.poll() is None:
            self._process.kill()

    def _until(self, meant: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message that is meant, of those that nobody asked for yet; requests among them are granted."""
        waiting = next((number for number, message in enumerate(self._waiting) if meant(message)), None)
        if waiting is not None:
            return self._waiting.pop(waiting)
        while True:
            message = self._incoming.get(timeout=_PATIENCE)
            self.said.append(message)
            if "method" in message and "id" in message:
                granted = {"success": True} if message["method"] == "window/showDocument" else None
                self._send({"id": message["id"], "result": granted})
            if meant(message):
                return message
            self._waiting.append(message)

    def _send(self, message: dict[str, object]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            if header.startswith(b"Content-Length:"):
                while stream.readline().strip():
                    pass
                self._incoming.put(json.loads(stream.read(int(header.split(b":")[1]))))


@pytest.fixture(scope="module")
def start() -> Iterator[Callable[..., Editor]]:
    """Starts servers, and ends those that are still there after the module's tests."""
    editors: list[Editor] = []

    def started(folder: Path, options: object = None, **capabilities: object) -> Editor:
        editors.append(Editor(folder, options, **capabilities))
        return editors[-1]

    yield started
    for editor in editors:
        editor.kill()
