"""From a configuration to what files are linted with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from promolint.config import meant
from promolint.globs import absolute, matches
from promolint.judging import model
from promolint.judging.own import Own
from promolint.judging.tuning import tuned
from promolint.lint import Local, Settings
from promolint.policy import pack
from promolint.policy.finding import Policy
from promolint.reading.declaration import declaration_of
from promolint.words.catalogue import language_of_locale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from promolint.config import Config, Terms
    from promolint.judging.model import Model
    from promolint.policy.ruling import Pack
    from promolint.values.message import Declaration

    Packs = Mapping[tuple[str, ...], tuple[Pack, ...]]


def settings_of(config: Config, shipped: Model) -> Settings:
    """What files are linted with. The model's own thresholds are those that ``config`` leaves alone."""
    packs = {names: tuple(map(pack.load, names)) for names in config.policies}
    terms = everywhere(config)
    loaded = with_thresholds(shipped, terms)
    language = config.language.value or language_of_locale()
    policy = Policy(packs[terms.policy.value], loaded.calibration.error, language, config.guards.value)
    local = partial(local_to, config=config, base=policy, model=shipped, packs=packs) if _differs(config) else None
    return Settings(
        policy,
        loaded,
        declaration(terms, "declared"),
        max_bytes_of(config),
        local,
        date.today(),  # noqa: DTZ011 - the day where the reader is
        waivers=config.waivers,
    )


def max_bytes_of(config: Config) -> int:
    """The size from which files are not read."""
    return int(config.max_size.value * 1_000_000)


def model_of(tuning: str | None) -> Model:
    """The shipped model with the tuning that was named, else with that of the current folder.

    Raises:
        ConfigError: the tuning file cannot be used, or is for another model.

    """
    return tuned(model.load(), Path(tuning) if tuning else None)


def everywhere(config: Config) -> Terms:
    """What holds for files that no override names."""
    return config.at(Path(), lambda _globs, _path: False)


def declaration(terms: Terms, source: str) -> Declaration:
    """What terms say of a message, in the words of a promolint line."""
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


def _differs(config: Config) -> bool:
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
