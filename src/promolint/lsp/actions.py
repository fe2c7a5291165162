"""What can be done about a finding: except it in the file with a reason, or accept it into the baseline."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
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
    from promolint.values.outcome import Finding

ACCEPT, SHOW_REASON = "promolint.acceptIntoBaseline", "promolint.showReason"
_MOST = 10  # a comment is tried before it is offered, so that of a whole file not all are


def actions(checked: Checked, params: CodeActionParams, *, shows: bool) -> list[CodeAction]:
    """What can be done about the first findings in a range, or about those whose diagnostics the client names.

    ``shows``: the client can put the cursor where the reason is to be written.
    """
    only, uri = params.context.only, params.text_document.uri
    if only is not None and not any(CodeActionKind.QuickFix.startswith(kind) for kind in only):
        return []
    found: list[CodeAction] = []
    for finding, diagnostic in islice(_meant(checked, params), _MOST):
        for action in (_ignore(finding, checked, uri, shows=shows), _accept(finding, checked, uri)):
            if action is not None:
                action.kind, action.diagnostics = CodeActionKind.QuickFix, [diagnostic]
                found.append(action)
    return found


def accept(checked: Checked, identity: Sequence[str]) -> None:
    """Write the finding that a baseline knows by ``identity`` into the client's baseline.

    Raises:
        UsageError: the document is not what is on the disk, or has no such finding.
        PromolintError: the baseline could not be written.

    """
    words, baseline = checked.words, checked.project.baseline
    if _on_disk(checked) != checked.positions.text:
        raise UsageError(words.say("editor.unsaved"))
    entries = entries_of(checked.outcome.findings, baseline.known.below) if baseline else ()
    entry = next((entry for entry in entries if entry.identity == tuple(identity)), None)
    if baseline is None or entry is None:
        raise UsageError(words.say("editor.gone"))
    save(str(baseline.path), (*baseline.known.entries, entry))


def _on_disk(checked: Checked) -> str | None:
    with suppress(OSError, UnicodeError):
        return text_of(checked.path.name, checked.path.read_bytes())
    return None


def _meant(checked: Checked, params: CodeActionParams) -> Iterator[tuple[Finding, Diagnostic]]:
    """The findings that are asked about, but for those that say themselves that an exception is wrong."""
    asked, named = params.range, [(one.range, one.code) for one in params.context.diagnostics]
    for finding in told(checked.outcome):
        diagnostic = of_finding(finding, checked)
        here = diagnostic.range
        touched = here.start <= asked.end and asked.start <= here.end
        if finding.code not in ABOUT_EXCEPTIONS and (touched or (here, diagnostic.code) in named):
            yield finding, diagnostic


def _ignore(finding: Finding, checked: Checked, uri: str, *, shows: bool) -> CodeAction | None:
    """The comment without its reason, which PL903 asks for; the cursor goes there where the client lets it."""
    positions = checked.positions
    written = insertion(finding, positions.text, checked.outcome, checked.retried)
    if written is None:
        return None
    title = checked.words.say("editor.ignore", code=finding.code)
    at = positions.position(written.offset)
    edit = WorkspaceEdit(changes={uri: [TextEdit(Range(at, at), written.text)]})
    reason = Positions(written.text, positions.encoding).position(written.reason).character
    command = Command(title, SHOW_REASON, arguments=[uri, at.line, reason]) if shows else None
    return CodeAction(title, edit=edit, command=command)


def _accept(finding: Finding, checked: Checked, uri: str) -> CodeAction | None:
    baseline = checked.project.baseline
    if baseline is None:
        return None
    title = checked.words.say("editor.accept", code=finding.code, file=baseline.path.name)
    (entry,) = entries_of((finding,), baseline.known.below)
    return CodeAction(title, command=Command(title, ACCEPT, arguments=[uri, list(entry.identity)]))
