"""From options and configuration files to what is configured."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from promolint.config import COMMAND_LINE, Config, Override, Said, Terms, laid_over
from promolint.config_file import load, nearest

if TYPE_CHECKING:
    from promolint.cli.options import RunOptions

_T = TypeVar("_T")


def configured(options: RunOptions) -> Config:
    """What the command line says, laid over the file that it names, else over the nearest one.

    Raises:
        ConfigError: a configuration file cannot be used.

    """
    file, given = file_of(options), command_line(options)
    return laid_over(given, load(file)) if file is not None else given


def file_of(options: RunOptions) -> Path | None:
    """The configuration file that a run goes by, if there is one."""
    return Path(options.config) if options.config is not None else nearest(Path.cwd())


def command_line(options: RunOptions) -> Config:
    """What the command line says. UsageError for a kind that does not exist."""
    from promolint.policy import kinds
    from promolint.values.outcome import Severity

    plain, terms = Config(), Terms()
    given = Terms(
        policy=_said(_listed(options.policy), terms.policy),
        kind=_said(options.kind and kinds.get(options.kind).id, terms.kind),
        stream=_said(options.stream, terms.stream),
        channel=_said(options.channel, terms.channel),
        audience=_said(options.audience, terms.audience),
        consent=_said(options.consent, terms.consent),
    )
    return Config(
        language=_said(options.language, plain.language),
        fail_on=_said(Severity(options.fail_on) if options.fail_on else None, plain.fail_on),
        select=_said(_listed(options.select), plain.select),
        ignore=_said(_listed(options.ignore), plain.ignore),
        max_size=_said(options.max_size, plain.max_size),
        guards=_said(options.guard or None, plain.guards),
        min_coverage=_said(options.min_coverage, plain.min_coverage),
        overrides=() if given == terms else (Override(given),),
    )


def _listed(names: str | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(name.strip() for name in names.split(",") if name.strip()) or None


def _said(value: _T | None, otherwise: Said[_T]) -> Said[_T]:
    return otherwise if value is None else Said(value, COMMAND_LINE)
