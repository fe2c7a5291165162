"""Findings in files that others take in: judged for the templates that are sent, told with how many these are."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from promolint.disk import is_file
from promolint.globs import absolute, leads_out
from promolint.lint import Local, in_turn, silenced_here
from promolint.partials import Partials, Scan, scan
from promolint.policy import kinds
from promolint.policy.rules import ABOUT_EXCEPTIONS, ABOUT_WHOLE
from promolint.reading.declaration import laid_over
from promolint.values.message import Declaration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from promolint.lint import Settings, Source
    from promolint.tree import Tree
    from promolint.values.outcome import Examined, Finding

    Examiner = Callable[[Iterable[Source], Settings], Iterator[tuple[Source, Examined]]]


class Sharing:
    """What the files of a tree take in, looked at when somebody asks.

    ``examine`` gives what files give, in order; ``known`` are files that were scanned before.

    A symbolic link that leads out of its repository (without one, of the run's or its own folder) is not followed.
    """

    def __init__(
        self, tree: Tree, settings: Settings, examine: Examiner = in_turn, known: Mapping[str, Scan] | None = None
    ) -> None:
        self._tree = tree
        self._settings = settings
        self._examine = examine
        self._known = known or {}

    @cached_property
    def scans(self) -> dict[str, Scan]:
        """What the text of each file says without being judged; nothing where it is too large to be read."""
        new = [name for name in self._tree.names if name not in self._known and self._may_be_read(name)]
        read = (one for one in self._tree.sources(new) if len(one.data) <= self._settings.max_bytes)
        scanned = {source.name: scan(source.name, source.data) for source in read}
        return {**{name: self._known[name] for name in self._tree.names if name in self._known}, **scanned}

    def above(self, names: Iterable[str]) -> set[str]:
        """The files that take one of these in, directly or through others."""
        return {self._names[path] for path in self._partials.above(map(_path, names))}

    def below(self, names: Iterable[str]) -> set[str]:
        """The files that one of these takes in, directly or through others."""
        return {self._names[path] for path in self._partials.below(map(_path, names))}

    def declared(self, name: str) -> frozenset[Declaration]:
        """What the templates that take a file in declare, which may be nothing; none where it says itself what it is.

        What the caller says is said of it, too.
        """
        if _speaks(self._settings.declaration) or _speaks(self._said_of(name)):
            return frozenset()
        return frozenset(self._said_of(self._names[path]) for path in self._partials.templates(_path(name)))

    def applied(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings, those of a file side by side; in files that others take in as these have them.

        A file that does not say itself what it is is judged once for each thing that the templates declare; of what is
        found at a place the gravest stands.
        """
        for name, found in groupby(findings, lambda finding: finding.path):
            yield from self._told(name, tuple(found))

    def _told(self, name: str, found: tuple[Finding, ...]) -> Iterable[Finding]:
        reach = len(self._partials.templates(_path(name)))
        if not reach:
            return found
        declared = self.declared(name)
        judged = self._judged_for(name, declared) if declared else found
        return (one if one.code in ABOUT_EXCEPTIONS else replace(one, reach=reach) for one in judged)

    def _judged_for(self, name: str, declared: Iterable[Declaration]) -> tuple[Finding, ...]:
        """The findings of a file as part of messages that declare this."""
        (source,) = self._tree.sources([name])
        under = (self._settings_under(declaration) for declaration in sorted(declared, key=repr))
        each = [found for settings in under for _, found in self._examine([source], settings)]
        return silenced_here(source, replace(each[0], findings=_gravest(each)), self._settings)

    def _settings_under(self, declaration: Declaration) -> Settings:
        def local(name: str) -> Local:
            usual = self._settings.at(name)
            return usual._replace(declaration=laid_over(usual.declaration, declaration), is_part=True)

        return replace(self._settings, local=local, keeps_messages=False)

    def _said_of(self, name: str) -> Declaration:
        """What a file declares, its configuration included, in the words of the policy."""
        own = self.scans[name].declaration if name in self.scans else Declaration()
        said = laid_over(own, self._settings.at(name).declaration)
        known = kinds.named(said.kind) if said.kind else None
        kind, source = (known.id, said.source) if known else (None, "unknown")
        return replace(said, kind=kind, source=source, mistakes=())

    def _may_be_read(self, name: str) -> bool:
        """Whether a file has contents that are given, or is a plain one of its repository: a pipe is read but once."""
        path = self._tree.paths.get(name)
        if name in self._tree.given or path is None:
            return True
        return is_file(path) and not leads_out(path, path.parent)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {_path(name): name for name in self._tree.names}

    @cached_property
    def _partials(self) -> Partials:
        return Partials({_path(name): scanned.names for name, scanned in self.scans.items()})


def _path(name: str) -> str:
    """The path from the root that a name leads to, with ``/``; symbolic links stay as they are."""
    return absolute(Path(name)).as_posix()


def _speaks(declaration: Declaration) -> bool:
    return declaration.kind is not None or declaration.stream is not None


def _gravest(each: Iterable[Examined]) -> tuple[Finding, ...]:
    """Of the findings on the same thing the gravest, none on a message as a whole: it is more than what stands here."""
    found: dict[tuple[object, ...], Finding] = {}
    for finding in (finding for examined in each for finding in examined.findings if finding.code not in ABOUT_WHOLE):
        same = (finding.part, finding.place, finding.url, finding.text, finding.purpose or finding.code)
        found[same] = max(found.get(same, finding), finding, key=_gravity)
    return tuple(found.values())


def _gravity(finding: Finding) -> tuple[bool, int]:
    return finding.suppressed is None, finding.severity.rank
