"""The documents that an editor holds open: of each the newest text is checked, in a thread, and what it gives is shown.

All methods are for the event loop; a thread of its own keeps it free to listen, and the model warm.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lsprotocol.types import MessageType, PositionEncodingKind, PublishDiagnosticsParams, ShowMessageParams
from pygls.uris import to_fs_path

from promolint.errors import PromolintError
from promolint.globs import absolute
from promolint.lsp.asked import Asked
from promolint.lsp.checked import Client, check
from promolint.lsp.diagnostics import diagnostics, of_trouble
from promolint.lsp.warm import warm
from promolint.reporting.safe import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from lsprotocol.types import Diagnostic
    from pygls.lsp.server import LanguageServer

    from promolint.lsp.checked import Checked

_T = TypeVar("_T")


class Documents:
    """Every open document with the task that checks its newest text."""

    def __init__(self, server: LanguageServer) -> None:
        self.asked = Asked()
        self._server = server
        self._thread = ThreadPoolExecutor(1, "promolint")
        self._tasks: dict[str, asyncio.Task[Checked | None]] = {}
        self._told: set[str] = set()

    def warm(self) -> None:
        """Get the thread ready before the first document comes."""
        self._thread.submit(warm)

    def changed(self, uri: str, delay: float = 0.0) -> None:
        """Check a document after ``delay`` seconds in which it does not change again; what is under way is dropped."""
        self._drop(uri)
        self._tasks[uri] = asyncio.create_task(self._checked(uri, delay))

    def closed(self, uri: str) -> None:
        """Forget a document, and what was shown of it."""
        self._drop(uri)
        self._show(uri, [])

    def refresh(self) -> None:
        """Check all documents again: something changed that they are judged by."""
        self._told.clear()
        for uri in tuple(self._tasks):
            self.changed(uri)

    async def newest(self, uri: str) -> Checked | None:
        """What was found in the newest text of a document; ``None`` where nothing is to be found, or nothing known."""
        while (task := self._tasks.get(uri)) is not None:
            await asyncio.wait([task])
            if not task.cancelled():
                return task.result()
        return None

    async def aside(self, work: Callable[[], _T]) -> _T:
        """What ``work`` gives, done in the thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def to_check(self, uri: str) -> Callable[[], Checked | None]:
        """The work that checks a document as it stands now. PromolintError where its configuration cannot be used."""
        path, document = to_fs_path(uri), self._server.workspace.text_documents.get(uri)
        if not path or document is None:
            return lambda: None
        return partial(check, absolute(Path(path)), document.source, self._client())

    def tell(self, error: Exception) -> None:
        """Show an error to the person at the editor."""
        self._server.window_show_message(ShowMessageParams(MessageType.Error, f"promolint: {printable(str(error))}"))

    async def _checked(self, uri: str, delay: float) -> Checked | None:
        await asyncio.sleep(delay)
        document = self._server.workspace.text_documents.get(uri)
        version = document.version if document else None
        try:
            found = await self.aside(self.to_check(uri))
            shown = diagnostics(found) if found else []
        except Exception as error:  # noqa: BLE001 - one document that goes wrong costs the others nothing
            trouble = error if isinstance(error, PromolintError) else _crash(error)
            self._tell_once(trouble)
            found, shown = None, [of_trouble(trouble)]
        self._show(uri, shown, version)
        return found

    def _tell_once(self, error: PromolintError) -> None:
        """Show an error once until something changes, however many documents it keeps from being checked."""
        if str(error) not in self._told:
            self._told.add(str(error))
            self.tell(error)

    def _client(self) -> Client:
        workspace = self._server.workspace
        roots = [folder.uri for folder in workspace.folders.values()] or [workspace.root_uri]
        folders = tuple(absolute(Path(path)) for uri in roots if uri and (path := to_fs_path(uri)))
        return Client(self.asked, folders, PositionEncodingKind(workspace.position_encoding))

    def _drop(self, uri: str) -> None:
        task = self._tasks.pop(uri, None)
        if task is not None:
            task.cancel()

    def _show(self, uri: str, shown: list[Diagnostic], version: int | None = None) -> None:
        self._server.text_document_publish_diagnostics(PublishDiagnosticsParams(uri, shown, version))


def _crash(error: Exception) -> PromolintError:
    return PromolintError(f"promolint failed on this document: {type(error).__name__}: {error}", "Please report this.")
