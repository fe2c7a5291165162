"""What ``check --since`` and ``check --staged`` lint: what changed, and the version of it that it changed from."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from promolint.cli.files import nothing_found
from promolint.cli.options import examined_for
from promolint.cli.progress import Progress
from promolint.cli.sides import sides
from promolint.lint import gathered
from promolint.settings import model_of, settings_of
from promolint.sharing import Sharing
from promolint.since import newer
from promolint.values.outcome import Outcome, Tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from promolint.cli.options import RunOptions
    from promolint.cli.sides import Sides
    from promolint.config import Config
    from promolint.lint import Settings
    from promolint.tree import Tree


class Compared(NamedTuple):
    """The outcome of what changed, and of what it was ``before``; ``was`` as ``since.newer`` takes it.

    ``anything``: some file changed, or takes in one that did.
    """

    outcome: Outcome
    before: Outcome
    was: Mapping[str, str]
    anything: bool

    def newer(self, outcome: Outcome) -> Outcome:
        """The outcome, after others had their say in it, without the findings that were there before."""
        return newer(outcome, self.before, self.was)


def run_changed(options: RunOptions, config: Config, *, keeps_messages: bool = True) -> tuple[Compared, Settings]:
    """Lint the files that changed and those that take in something that did; the older version of what may be new.

    Remarks go to standard error.

    Raises:
        UsageError: the options do not go together, a path or the revision does not exist, git cannot be asked, or
            there is no template, changed or not.
        ConfigError: a policy or tuning file cannot be used.

    """
    settings = settings_of(config, model_of(options.tuning))
    settings = replace(settings, keeps_messages=keeps_messages or options.verbose)
    with Progress(settings.policy.language, quiet=options.quiet) as progress:
        both = sides(options, config)
        if not both.read and not options.allow_empty:
            raise nothing_found(options, Tally())
        found = _Run(both, settings, options, progress).compared()
    if options.verbose:
        from promolint.cli.remarks import remark

        remark(options, config, settings, found.outcome, progress.seconds)
    return found, settings


class _Run:
    """Both sides, and what the files of each take in; those that did not change are scanned once."""

    def __init__(self, both: Sides, settings: Settings, options: RunOptions, progress: Progress) -> None:
        self._both = both
        self._settings = settings
        self._progress = progress
        self._examine = partial(examined_for, options=options)
        self._now = Sharing(both.now, settings, self._examine)

    def compared(self) -> Compared:
        """What changed beside what it was."""
        both, now = self._both, self._now
        if not both.was and not both.gone:
            return Compared(Outcome((), (), ()), Outcome((), (), ()), {}, anything=False)
        same = {name: scanned for name, scanned in now.scans.items() if name not in both.was}
        then = Sharing(both.then, self._settings, self._examine, same)
        was = {**both.was, **self._otherwise_judged(then)}
        above = now.above(both.was) | then.above({*both.was.values(), *both.gone} - {""})
        judged = sorted(both.read & {*was, *above})
        old = sorted({was[name] for name in judged if was.get(name)})
        outcome, before = self._linted(both.now, judged, now), self._linted(both.then, old, then)
        return Compared(outcome, before, was, anything=bool(judged))

    def _otherwise_judged(self, then: Sharing) -> dict[str, str]:
        """Files that did not change, but what they are judged for did: who takes them in, or what these declare."""
        below = self._now.below(self._both.was) - {*self._both.was}
        return {name: name for name in below if self._now.declared(name) != then.declared(name)}

    def _linted(self, tree: Tree, names: Sequence[str], sharing: Sharing) -> Outcome:
        results = self._examine(tree.sources(names), self._settings)
        return gathered(self._progress.over(results, len(names)), self._settings, sharing.applied)
