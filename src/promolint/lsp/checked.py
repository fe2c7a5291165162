"""A document that was checked, as it stood in the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lsprotocol.types import PositionEncodingKind

from promolint.lsp.asked import Asked
from promolint.lsp.positions import Positions
from promolint.lsp.project import Project, folder_of, project_of
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from promolint.values.outcome import Outcome


class Client(NamedTuple):
    """What an editor has told of itself: its wishes, its workspace's folders, and how it counts columns."""

    asked: Asked = Asked()
    folders: tuple[Path, ...] = ()
    encoding: PositionEncodingKind = PositionEncodingKind.Utf16


class Checked(NamedTuple):
    """What was found in a document, and what it was judged by."""

    path: Path
    positions: Positions
    project: Project
    outcome: Outcome

    @property
    def words(self) -> Catalogue:
        """The words to speak in."""
        return Catalogue.load(self.project.settings.policy.language)

    def retried(self, text: str) -> Outcome:
        """What would be found if the document's text were another one."""
        return self.project.outcome(self.path, text)


def check(path: Path, document: str, client: Client) -> Checked | None:
    """What is found in the document that an editor holds of the file at ``path``; ``None`` if no run would read it.

    Raises:
        PromolintError: its configuration cannot be used.

    """
    project = project_of(folder_of(path, client.folders), client.asked)
    if not project.reads(path):
        return None
    sane = document.encode(errors="replace").decode()  # half a pair of surrogates is no character
    positions = Positions(sane, client.encoding)
    return Checked(path, positions, project, project.outcome(path, positions.text))
