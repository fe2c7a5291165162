"""Configurations laid over one another: who is nearer goes first, and every value knows who said it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promolint.config import Config, Globs, Override, Said, Terms, laid_over
from promolint.globs import matches
from promolint.values import Severity

_WHO = st.sampled_from(["near", "far", "base"])
_CHANCES = st.builds(Said[float | None], st.none()) | st.builds(Said[float | None], st.floats(0, 1), _WHO)
_SEVERITIES = st.dictionaries(
    st.sampled_from(["PL101", "PL102"]), st.builds(Said, st.sampled_from([*Severity, None]), _WHO)
)
_POLICIES = st.just(Terms().policy) | st.builds(Said, st.tuples(st.sampled_from(["at-tkg", "phorest"])), _WHO)
_TERMS = st.builds(
    lambda policy, error, severity: Terms(policy=policy, error=error, severity=severity),
    *(_POLICIES, _CHANCES, _SEVERITIES),
)
_OVERRIDES = st.lists(st.builds(Override, _TERMS, st.just(Globs(Path("/"), ("a/",)))), max_size=2).map(tuple)
_CONFIGS = st.builds(
    lambda terms, fail_on, overrides: Config(terms, fail_on=fail_on, overrides=overrides),
    *(_TERMS, st.just(Config().fail_on) | st.builds(Said, st.sampled_from(Severity), _WHO), _OVERRIDES),
)


@given(_CONFIGS, _CONFIGS, _CONFIGS)
def test_laying_over_is_associative(near: Config, middle: Config, far: Config) -> None:
    """So a chain of files may be read from either end."""
    assert laid_over(near, laid_over(middle, far)) == laid_over(laid_over(near, middle), far)


@given(_CONFIGS)
def test_nothing_said_changes_nothing(config: Config) -> None:
    """The defaults are silence: under a configuration and over it."""
    assert laid_over(config, Config()) == config == laid_over(Config(), config)


@given(_CONFIGS, _CONFIGS)
def test_what_the_nearer_says_stands(near: Config, far: Config) -> None:
    """Each value is that of one of the two, the nearer one's if it says any."""
    both = laid_over(near, far)
    assert both.fail_on == (far.fail_on if near.fail_on.origin == "default" else near.fail_on)
    assert both.terms.severity == {**far.terms.severity, **near.terms.severity}


def _kinds(*said: tuple[str, str]) -> Config:
    return Config(
        overrides=tuple(
            Override(Terms(kind=Said(kind, f"override {number}")), Globs(Path("/p"), (glob,)))
            for number, (glob, kind) in enumerate(said, 1)
        )
    )


@pytest.mark.parametrize(
    ("path", "kind", "origin"),
    [
        ("/p/mails/a.html", "course-update", "override 1"),
        ("/p/mails/sub/a.html", "course-update", "override 1"),
        ("/p/mails/receipts/a.html", "invoice-receipt", "override 2"),
        ("/p/sms/a.sms", None, "default"),
        ("/p/other/mails/a.html", None, "default"),
        ("/elsewhere/mails/a.html", None, "default"),
    ],
)
def test_later_overrides_go_first(path: str, kind: str | None, origin: str) -> None:
    """Of the overrides that mean a file the last one that says something stands; others leave it alone."""
    config = _kinds(("mails/**", "course-update"), ("mails/receipts/", "invoice-receipt"))
    assert config.at(Path(path), matches).kind == Said(kind, origin)


def test_an_override_goes_before_the_rest_of_all_files() -> None:
    """Also before the top of a nearer file: it speaks of fewer files."""
    base = Config(overrides=(Override(Terms(policy=Said(("can-spam",), "base")), Globs(Path("/p"), ("us/",))),))
    both = laid_over(Config(terms=Terms(policy=Said(("at-tkg",), "near"))), base)
    assert both.at(Path("/p/us/a.html"), matches).policy.value == ("can-spam",)
    assert both.at(Path("/p/at/a.html"), matches).policy.value == ("at-tkg",)
    assert both.policies == (("at-tkg",), ("can-spam",))
