"""What a document is judged by: what ``promolint check`` in its folder would read, and what the client asks for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from promolint import config_file
from promolint.cli.baseline import Known, known
from promolint.cli.check import reported, restricted
from promolint.config import Config, Override, Said, Terms, laid_over
from promolint.discover import is_met
from promolint.globs import Filter
from promolint.judging import model
from promolint.judging.tuning import FILE as TUNING
from promolint.judging.tuning import tuned
from promolint.lint import Settings, Source, lint
from promolint.settings import settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promolint.lsp.asked import Asked
    from promolint.values.outcome import Outcome

_EDITOR = "editor"


class Baseline(NamedTuple):
    """The file that a client's accepted findings stand in, there or not, and what it knows."""

    path: Path
    known: Known


class Project(NamedTuple):
    """What holds in one folder (absolute). Nothing of it is kept: it costs milliseconds, and files change."""

    folder: Path
    config: Config
    settings: Settings
    baseline: Baseline | None

    def name(self, path: Path) -> str:
        """How reports name the file at ``path``."""
        return path.relative_to(self.folder).as_posix()

    def reads(self, path: Path) -> bool:
        """Whether a run in the folder would read the file at ``path``."""
        if self.baseline and path == self.baseline.path:
            return False
        return is_met(PurePosixPath(self.name(path))) and Filter(self.config, self.folder).keeps(path)

    def outcome(self, path: Path, text: str) -> Outcome:
        """What a run would give if ``text`` were the content of the file at ``path``; nothing of other files."""
        source = Source(self.name(path), text.encode(), folder=path.parent)
        found = restricted(lint((source,), self.settings), reported(self.config))
        found = replace(found, findings=tuple(finding for finding in found.findings if finding.path == source.name))
        return self.baseline.known.applied(found) if self.baseline else found


def folder_of(path: Path, workspace: Iterable[Path]) -> Path:
    """The folder that ``check`` would be run in for a file: its workspace folder if a configuration holds there.

    Otherwise the folder of the nearest configuration above the file; without any, the workspace folder or the file's.

    Raises:
        ConfigError: a file that may be a configuration cannot be read.

    """
    around = max((each for each in workspace if each in path.parents), key=lambda each: len(each.parts), default=None)
    if around is not None and config_file.nearest(around):
        return around
    found = config_file.nearest(path.parent)
    return found.parent if found else around or path.parent


def project_of(folder: Path, asked: Asked) -> Project:
    """What holds in ``folder`` for a client.

    Raises:
        PromolintError: a configuration, a policy, a tuning or the baseline cannot be used.

    """
    config = _config(folder, asked)
    tuning = folder / TUNING
    settings = settings_of(config, tuned(model.load(), tuning) if tuning.exists() else model.load())
    waivers = tuple(waiver._replace(folder=folder) for waiver in settings.waivers)
    here = replace(settings, local=lambda name: settings.at(str(folder / name)), waivers=waivers)
    return Project(folder, config, here, _baseline(folder / asked.baseline, folder) if asked.baseline else None)


def _config(folder: Path, asked: Asked) -> Config:
    """What the client says, over the nearest configuration, over the client's locale."""
    given = Config(
        language=Said(asked.language, _EDITOR) if asked.language else Said(None),
        overrides=(Override(Terms(policy=Said(_packs(asked.policy, folder), _EDITOR))),) if asked.policy else (),
    )
    file = config_file.nearest(folder)
    read = laid_over(given, config_file.load(file)) if file else given
    return laid_over(read, Config(language=Said(asked.locale, _EDITOR))) if asked.locale else read


def _baseline(path: Path, folder: Path) -> Baseline:
    return Baseline(path, known(str(path), folder.resolve(), missing_ok=True))


def _packs(names: Iterable[str], folder: Path) -> tuple[str, ...]:
    return tuple(str(folder / name) if name.endswith(".toml") else name for name in names)
