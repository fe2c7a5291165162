"""The server itself: what a client may say, and who answers."""

from __future__ import annotations

from functools import partial
from threading import Event

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from promolint import __version__
from promolint.errors import PromolintError
from promolint.lsp.actions import ACCEPT, SHOW_REASON, accept, actions
from promolint.lsp.asked import asked
from promolint.lsp.documents import Documents
from promolint.lsp.hover import hover

_STOPPED_TYPING = 0.25  # seconds without a keystroke
_JUDGED_BY = ("promolint.toml", "pyproject.toml", "promolint-tuning.toml", ".gitignore")


def serve() -> int:
    """Speak to one client over standard input and output until it goes: 0 if it said so before, else 1."""
    # whole texts: pygls ends lines at more characters than the protocol does
    server = LanguageServer("promolint", __version__, types.TextDocumentSyncKind.Full)
    documents, parted = Documents(server), Event()
    _life(server, documents, parted)
    _texts(server, documents)
    _questions(server, documents)
    _commands(server, documents)
    server.start_io()
    return 0 if parted.is_set() else 1


def _life(server: LanguageServer, documents: Documents, parted: Event) -> None:
    """From hello to goodbye."""

    @server.feature(types.INITIALIZE)
    def hello(params: types.InitializeParams) -> None:
        try:
            documents.asked = asked(params.initialization_options, params.locale)
        except PromolintError as error:
            documents.tell(error)

    @server.feature(types.INITIALIZED)
    def ready(_: types.InitializedParams) -> None:
        files = server.client_capabilities.workspace and server.client_capabilities.workspace.did_change_watched_files
        if files and files.dynamic_registration:
            server.client_register_capability(types.RegistrationParams([_watching(documents.asked.baseline)]))
        documents.warm()

    @server.feature(types.SHUTDOWN)
    def goodbye(_: None) -> None:
        parted.set()


def _texts(server: LanguageServer, documents: Documents) -> None:
    """What is written, and what it is judged by."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        documents.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        documents.changed(params.text_document.uri, _STOPPED_TYPING)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        documents.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        documents.closed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(_: types.DidChangeWatchedFilesParams) -> None:
        documents.refresh()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders_changed(_: types.DidChangeWorkspaceFoldersParams) -> None:
        documents.refresh()


def _questions(server: LanguageServer, documents: Documents) -> None:
    """What is asked about a document, answered for its newest text."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def told(params: types.HoverParams) -> types.Hover | None:
        checked = await documents.newest(params.text_document.uri)
        return await documents.aside(partial(hover, checked, params.position)) if checked else None

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    async def offered(params: types.CodeActionParams) -> list[types.CodeAction]:
        checked = await documents.newest(params.text_document.uri)
        window = server.client_capabilities.window
        shows = window is not None and window.show_document is not None and window.show_document.support
        return await documents.aside(partial(actions, checked, params, shows=shows)) if checked else []


def _commands(server: LanguageServer, documents: Documents) -> None:
    """What code actions ask for beside an edit."""

    @server.command(ACCEPT)
    async def accepted(uri: str, identity: list[str]) -> None:
        try:
            checked = await documents.aside(documents.to_check(uri))
            if checked is not None:
                await documents.aside(partial(accept, checked, identity))
        except (PromolintError, OSError) as error:
            documents.tell(error)
        documents.refresh()

    @server.command(SHOW_REASON)
    def shown(uri: str, line: int, character: int) -> None:
        there = types.Position(line, character)
        server.window_show_document(types.ShowDocumentParams(uri, take_focus=True, selection=types.Range(there, there)))


def _watching(baseline: str | None) -> types.Registration:
    """The wish to hear of files that documents are judged by."""
    names = (*_JUDGED_BY, *((baseline,) if baseline else ()))
    watchers = [types.FileSystemWatcher(f"**/{name}") for name in names]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    return types.Registration("promolint-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
