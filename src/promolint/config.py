"""What a configuration says: one frozen value, each part of which knows who said it.

Configurations are laid over one another (command line over file over the file it extends over the defaults); that is
associative, and ``Config()`` changes nothing. ``Config.at`` then answers what holds for one file.

The values are named tuples, not dataclasses: each command makes these classes, and they cost an eighth.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from promolint.judging.link_rules import LinkRule
    from promolint.judging.phrases import Phrases
    from promolint.silence.waivers import Waiver

DEFAULT, COMMAND_LINE = "default", "command line"
LANGUAGES = ("de", "en")
_NOTHING: Mapping[str, Any] = {}
_T = TypeVar("_T")
_Parts = TypeVar("_Parts", "Terms", "Config")
_Scoped = TypeVar("_Scoped", "Override", "Listed")


class Said(NamedTuple, Generic[_T]):
    """A value and who said it: ``default``, a file and its key, an override, the command line."""

    value: _T
    origin: str = DEFAULT


class Globs(NamedTuple):
    """Patterns as in a ``.gitignore`` that lies in ``folder`` (absolute)."""

    folder: Path = Path("/")
    patterns: tuple[str, ...] = ()


class Terms(NamedTuple):
    """What may differ from file to file. ``None`` leaves it to the template, or the threshold to the model.

    A rule that ``severity`` turns off has ``None`` there; its keys are codes. ``phrases`` of all are taken together.
    """

    policy: Said[tuple[str, ...]] = Said(("gdpr-strict",))
    kind: Said[str | None] = Said(None)
    stream: Said[str | None] = Said(None)
    channel: Said[str | None] = Said(None)
    audience: Said[str | None] = Said(None)
    consent: Said[str | None] = Said(None)
    course: Said[str | None] = Said(None)
    note: Said[float | None] = Said(None)
    error: Said[float | None] = Said(None)
    severity: Mapping[str, Said[Severity | None]] = _NOTHING
    phrases: Phrases = ()


class Override(NamedTuple):
    """Terms for the files that ``paths`` match; for all files where there are no ``paths``."""

    terms: Terms
    paths: Globs | None = None


class Listed(NamedTuple):
    """An entry of ``allow`` or ``deny`` for the files that ``paths`` match; for all where there are no ``paths``."""

    rule: LinkRule
    paths: Globs | None = None


class Config(NamedTuple):
    """All that can be configured. Later ``overrides`` go before earlier ones, and all of them before ``terms``.

    ``max_size`` is in megabytes, ``min_coverage`` in percent. Of each list later entries go before earlier ones.
    """

    terms: Terms = Terms()
    language: Said[str | None] = Said(None)
    fail_on: Said[Severity] = Said(Severity.ERROR)
    select: Said[tuple[str, ...]] = Said(())
    ignore: Said[tuple[str, ...]] = Said(())
    include: Said[Globs] = Said(Globs())
    exclude: Said[Globs] = Said(Globs())
    respect_gitignore: Said[bool] = Said(value=True)
    max_size: Said[float] = Said(5.0)
    guards: Said[tuple[str, ...]] = Said(())
    min_coverage: Said[float] = Said(0.0)
    overrides: tuple[Override, ...] = ()
    allow: tuple[Listed, ...] = ()
    deny: tuple[Listed, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    def at(self, path: Path, matches: Callable[[Globs, Path], bool]) -> Terms:
        """What holds for the file at ``path`` (absolute), where ``matches`` tells whether globs mean it."""
        overrides = meant(self.overrides, path, matches)
        return reduce(lambda far, near: laid_over(near, far), (over.terms for over in overrides), self.terms)

    @property
    def policies(self) -> tuple[tuple[str, ...], ...]:
        """The policies that some file may be judged by, those of no override first."""
        said = (over.terms.policy for over in self.overrides if over.terms.policy.origin != DEFAULT)
        return tuple(dict.fromkeys((self.terms.policy.value, *(policy.value for policy in said))))


def meant(scoped: Iterable[_Scoped], path: Path, matches: Callable[[Globs, Path], bool]) -> tuple[_Scoped, ...]:
    """Those that speak of the file at ``path`` (absolute), where ``matches`` tells whether globs mean it."""
    return tuple(each for each in scoped if each.paths is None or matches(each.paths, path))


def laid_over(near: _Parts, far: _Parts) -> _Parts:
    """What ``near`` says, and where that is silent what ``far`` says; overrides of both, those of ``near`` later."""
    return type(near)(*map(_over, near, far))


def _over(near: Any, far: Any) -> Any:  # noqa: ANN401 - both are the same field of Terms or Config
    if isinstance(near, Said):
        return far if near.origin == DEFAULT else near
    if isinstance(near, Terms):
        return laid_over(near, far)
    if isinstance(near, Mapping):
        return {**far, **near}
    return (*far, *near)
