"""What ``check --since`` and ``check --staged`` lint: what changed, and the version of it that it changed from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from promolint.cli.files import nothing_found
from promolint.cli.options import model_of, settings_of
from promolint.cli.sides import sides
from promolint.lint import lint
from promolint.sharing import Sharing
from promolint.since import newer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from promolint.cli.options import RunOptions
    from promolint.cli.sides import Sides
    from promolint.config import Config
    from promolint.lint import Settings
    from promolint.values import Outcome


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


def run_changed(options: RunOptions, config: Config) -> tuple[Compared, Settings]:
    """Lint the files that changed and those that take in something that did; the older version of what may be new.

    Raises:
        UsageError: the options do not go together, a path or the revision does not exist, git cannot be asked, or
            there is no template, changed or not.
        ConfigError: a policy or tuning file cannot be used.

    """
    both = sides(options, config)
    if not both.read and not options.allow_empty:
        raise nothing_found(options)
    settings = settings_of(config, model_of(options.tuning))
    return _compared(both, settings), settings


def _compared(both: Sides, settings: Settings) -> Compared:
    if not both.was and not both.gone:
        return Compared(lint((), settings), lint((), settings), {}, anything=False)
    now, then = _sharing(both, settings)
    was = {**both.was, **_otherwise_judged(both, now, then)}
    above = now.above(both.was) | then.above({*both.was.values(), *both.gone} - {""})
    judged = sorted(both.read & {*was, *above})
    old = sorted({was[name] for name in judged if was.get(name)})
    outcome = now.applied(lint(both.now.sources(judged), settings))
    before = then.applied(lint(both.then.sources(old), settings))
    return Compared(outcome, before, was, anything=bool(judged))


def _sharing(both: Sides, settings: Settings) -> tuple[Sharing, Sharing]:
    """What the files of both sides take in; those that did not change are scanned once."""
    now = Sharing(both.now, settings)
    same = {name: scanned for name, scanned in now.scans.items() if name not in both.was}
    return now, Sharing(both.then, settings, same)


def _otherwise_judged(both: Sides, now: Sharing, then: Sharing) -> dict[str, str]:
    """The files that did not change, but what they are judged for did: who takes them in, or what these declare."""
    below = now.below(both.was) - {*both.was}
    return {name: name for name in below if now.declared(name) != then.declared(name)}
