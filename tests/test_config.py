"""Configurations laid over one another: who is nearer goes first, and every value knows who said it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promolint.config import Config, Globs, Listed, Override, Said, Terms, laid_over, meant
from promolint.globs import matches
from promolint.judging.link_rules import LinkRule, last_of
from promolint.judging.phrases import PhraseRule
from promolint.silence.complaints import Site
from promolint.silence.waivers import Waiver
from promolint.values.message import Link, Place
from promolint.values.outcome import Severity

_WHO = st.sampled_from(["near", "far", "base"])
_CHANCES = st.builds(Said[float | None], st.none()) | st.builds(Said[float | None], st.floats(0, 1), _WHO)
_SEVERITIES = st.dictionaries(
    st.sampled_from(["PL101", "PL102"]), st.builds(Said, st.sampled_from([*Severity, None]), _WHO)
)
_POLICIES = st.just(Terms().policy) | st.builds(Said, st.tuples(st.sampled_from(["at-tkg", "phorest"])), _WHO)
_PHRASES = st.lists(st.builds(PhraseRule, st.sampled_from("ab"), st.none(), _WHO), max_size=2).map(tuple)
_TERMS = st.builds(
    lambda policy, error, severity, phrases: Terms(policy=policy, error=error, severity=severity, phrases=phrases),
    *(_POLICIES, _CHANCES, _SEVERITIES, _PHRASES),
)
_OVERRIDES = st.lists(st.builds(Override, _TERMS, st.just(Globs(Path("/"), ("a/",)))), max_size=2).map(tuple)
_LISTED = st.lists(st.builds(Listed, st.builds(LinkRule, _WHO, st.just("a.example"))), max_size=2).map(tuple)
_WAIVERS = st.lists(
    st.builds(lambda who: Waiver(Globs(Path("/"), ("a/",)), who, Site(who, Place(1, 1, 1, 1), who)), _WHO), max_size=2
).map(tuple)
_CONFIGS = st.builds(
    lambda terms, fail_on, overrides, listed, waivers: Config(
        terms, fail_on=fail_on, overrides=overrides, allow=listed[0], deny=listed[1], waivers=waivers
    ),
    *(_TERMS, st.just(Config().fail_on) | st.builds(Said, st.sampled_from(Severity), _WHO), _OVERRIDES),
    *(st.tuples(_LISTED, _LISTED), _WAIVERS),
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
    assert (both.allow, both.deny) == (far.allow + near.allow, far.deny + near.deny)
    assert both.waivers == far.waivers + near.waivers
    assert both.terms.phrases == far.terms.phrases + near.terms.phrases


@given(_CONFIGS, _CONFIGS)
def test_the_nearer_file_has_the_last_word_on_a_link(near: Config, far: Config) -> None:
    """Of both lists together the entry of the nearer file is the one that counts."""
    link = Link("https://a.example/", Place(1, 1, 1, 2), "A")
    for key in ("allow", "deny"):
        own, other, both = (tuple(each.rule for each in getattr(one, key)) for one in (near, far, laid_over(near, far)))
        assert last_of(both, link) == (last_of(own, link) or last_of(other, link))


def test_entries_for_some_files() -> None:
    """Those without paths speak of all; the order stays."""
    rules = [LinkRule(str(number), host="a.example") for number in range(3)]
    listed = (Listed(rules[0]), Listed(rules[1], Globs(Path("/p"), ("sms/",))), Listed(rules[2]))
    assert [each.rule.origin for each in meant(listed, Path("/p/sms/a.txt"), matches)] == ["0", "1", "2"]
    assert [each.rule.origin for each in meant(listed, Path("/p/a.html"), matches)] == ["0", "2"]


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
