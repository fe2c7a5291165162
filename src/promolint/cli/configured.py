"""From options and configuration files to what a run is made with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from promolint.config import COMMAND_LINE, Config, Override, Said, Terms, laid_over, meant
from promolint.config_file import load, nearest
from promolint.globs import absolute, matches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from promolint.cli.options import RunOptions
    from promolint.judging.model import Model
    from promolint.lint import Local
    from promolint.policy.finding import Policy
    from promolint.policy.ruling import Pack
    from promolint.values import Declaration

    Packs = Mapping[tuple[str, ...], tuple[Pack, ...]]

_T = TypeVar("_T")


def configured(options: RunOptions) -> Config:
    """What the command line says, laid over the file that it names, else over the nearest one.

    Raises:
        ConfigError: a configuration file cannot be used.

    """
    file = Path(options.config) if options.config is not None else nearest(Path.cwd())
    given = command_line(options)
    return laid_over(given, load(file)) if file is not None else given


def command_line(options: RunOptions) -> Config:
    """What the command line says. UsageError for a kind that does not exist."""
    from promolint.policy import kinds
    from promolint.values import Severity

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
        overrides=() if given == terms else (Override(given),),
    )


def everywhere(config: Config) -> Terms:
    """What holds for files that no override names."""
    return config.at(Path(), lambda _globs, _path: False)


def declaration(terms: Terms, source: str) -> Declaration:
    """What terms say of a message, in the words of a promolint line."""
    from promolint.reading.declaration import declaration_of

    named = {
        "kind": terms.kind,
        "stream": terms.stream,
        "channel": terms.channel,
        "audience": terms.audience,
        "consent": terms.consent,
        "course": terms.course,
    }
    return declaration_of({key: said.value for key, said in named.items() if said.value}, source)


def local_to(name: str, config: Config, base: Policy, model: Model, packs: Packs) -> Local:
    """What the file of this name, from the current folder, is judged by; what overrides leave alone is as in ``base``.

    ``model`` is the one without the thresholds that the configuration says.
    """
    from promolint.judging.own import Own
    from promolint.lint import Local

    path = absolute(Path(name))
    terms = config.at(path, matches)
    calibrated = with_thresholds(model, terms)
    allow, deny = (tuple(each.rule for each in meant(rules, path, matches)) for rules in (config.allow, config.deny))
    policy = replace(
        base,
        packs=packs[terms.policy.value],
        error_threshold=calibrated.calibration.error,
        severity={code: said.value for code, said in terms.severity.items()},
        allow=allow,
    )
    return Local(policy, calibrated, declaration(terms, "config"), Own(deny, terms.phrases))


def differs(config: Config) -> bool:
    """Whether a configuration says more than what ``everywhere`` and a policy of its own hold."""
    return bool(config.allow or config.deny or config.terms.phrases) or any(over.paths for over in config.overrides)


def with_thresholds(model: Model, terms: Terms) -> Model:
    """The model with the thresholds that terms say."""
    if terms.note.value is None and terms.error.value is None:
        return model
    usual = model.calibration
    note, error = (
        shipped if said.value is None else said.value
        for said, shipped in ((terms.note, usual.note), (terms.error, usual.error))
    )
    return replace(model, calibration=replace(usual, note=note, error=error))


def _listed(names: str | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(name.strip() for name in names.split(",") if name.strip()) or None


def _said(value: _T | None, otherwise: Said[_T]) -> Said[_T]:
    return otherwise if value is None else Said(value, COMMAND_LINE)
