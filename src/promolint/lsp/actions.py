"""What can be done about a finding: except it in the file with a reason, or accept it into the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import CodeAction, CodeActionKind, Command, Range, TextEdit, WorkspaceEdit

from promolint.cli.baseline import save
from promolint.errors import UsageError
from promolint.lsp.diagnostics import of_finding
from promolint.lsp.positions import Positions
from promolint.policy.rules import ABOUT_EXCEPTIONS
from promolint.reading.files import text_of
from promolint.reporting.listing import told
from promolint.silence.baseline import entries_of
from promolint.silence.insertion import insertion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lsprotocol.types import CodeActionParams, Diagnostic

    from promolint.lsp.checked import Checked
    from promolint.silence.insertion import Insertion
    from promolint.values import Finding

ACCEPT, SHOW_REASON = "promolint.acceptIntoBaseline", "promolint.showReason"


def actions(checked: Checked, params: CodeActionParams, *, shows: bool) -> list[CodeAction]:
    """What can be done about the findings in a range, or about those whose diagnostics the client names.

    ``shows``: the client can put the cursor where the reason is to be written.
    """
    only = params.context.only
    if only is not None and not any(CodeActionKind.QuickFix.startswith(kind) for kind in only):
        return []
    found: list[CodeAction] = []
    for finding in told(checked.outcome):
        diagnostic = of_finding(finding, checked)
        if finding.code not in ABOUT_EXCEPTIONS and _is_meant(diagnostic, params):
            for action in _actions(finding, checked, params.text_document.uri, shows=shows):
                action.kind, action.diagnostics = CodeActionKind.QuickFix, [diagnostic]
                found.append(action)
    return found


def accept(checked: Checked, identity: Sequence[str]) -> None:
    """Write the finding that a baseline knows by ``identity`` into the client's baseline.

    Raises:
        UsageError: the document is not what is on the disk, or has no such finding.
        PromolintError: the baseline could not be written.

    """
    project, words = checked.project, checked.words
    if text_of(project.name(checked.path), checked.path.read_bytes()) != checked.positions.text:
        raise UsageError(words.say("editor.unsaved"))
    if project.baseline is None or project.known is None:
        raise UsageError(words.say("editor.gone"))
    entries = entries_of(checked.outcome.findings, project.known.below)
    entry = next((entry for entry in entries if entry.identity == tuple(identity)), None)
    if entry is None:
        raise UsageError(words.say("editor.gone"))
    save(str(project.baseline), (*project.known.entries, entry))


def _is_meant(diagnostic: Diagnostic, params: CodeActionParams) -> bool:
    here, asked = diagnostic.range, params.range
    if here.start <= asked.end and asked.start <= here.end:
        return True
    return any((one.range, one.code) == (here, diagnostic.code) for one in params.context.diagnostics)


def _actions(finding: Finding, checked: Checked, uri: str, *, shows: bool) -> Iterator[CodeAction]:
    words, project = checked.words, checked.project
    written = insertion(finding, checked.positions.text, checked.retried)
    if written is not None:
        yield _ignore(written, words.say("editor.ignore", code=finding.code), checked, uri, shows=shows)
    if project.baseline is not None and project.known is not None:
        title = words.say("editor.accept", code=finding.code, file=project.baseline.name)
        (entry,) = entries_of((finding,), project.known.below)
        yield CodeAction(title, command=Command(title, ACCEPT, arguments=[uri, list(entry.identity)]))


def _ignore(written: Insertion, title: str, checked: Checked, uri: str, *, shows: bool) -> CodeAction:
    """The comment without its reason, which PL903 asks for; the cursor goes there where the client lets it."""
    at = checked.positions.position(written.offset)
    edit = TextEdit(Range(at, at), written.text)
    reason = Positions(written.text, checked.positions.encoding).position(written.reason).character
    command = Command(title, SHOW_REASON, arguments=[uri, at.line, reason]) if shows else None
    return CodeAction(title, edit=WorkspaceEdit(changes={uri: [edit]}), command=command)
