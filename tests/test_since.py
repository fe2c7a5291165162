"""What is new: findings beside those of an older version, as plain values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promolint.since import newer
from promolint.values.message import Cause, Failure, Place
from promolint.values.outcome import Finding, Outcome, Severity, Suppression
from promolint.values.verdict import Evidence

NOTE, WARNING, ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR
WORDS = (Evidence("phrase", "20 % Rabatt", 2.0), Evidence("url", "sale", 1.0), Evidence("model", "sichern", 0.5))
EXCEPTED = Suppression("ignore", "agreed")
SALE = Finding(
    code="PL101",
    name="discount",
    severity=WARNING,
    confidence=0.9,
    path="a.html",
    part="",
    place=Place(3, 1, 3, 9),
    message="m",
    help="h",
    evidence=WORDS,
    fingerprint="f" * 16,
)


def _outcome(*findings: Finding, unread: tuple[str, ...] = ()) -> Outcome:
    return Outcome((), findings, tuple(Failure(path, Cause.NOT_UTF_8) for path in unread))


def _new(now: Finding, *before: Finding, was: dict[str, str] | None = None) -> tuple[bool, int]:
    """Whether a finding is new beside those before, and how many older ones are counted."""
    outcome = newer(_outcome(now), _outcome(*before), {"a.html": "a.html"} if was is None else was)
    assert outcome.findings in {(), (now,)}
    return bool(outcome.findings), outcome.older


@pytest.mark.parametrize(
    ("changed", "is_new"),
    [
        ({}, False),
        ({"place": Place(70, 1, 70, 9), "message": "other", "confidence": 0.7, "reach": 3}, False),
        ({"evidence": (*WORDS[:2], Evidence("model", "alle", 0.5))}, False),
        ({"evidence": (WORDS[1], WORDS[0])}, False),
        ({"evidence": (replace(WORDS[0], weight=1.0), WORDS[1])}, False),
        ({"severity": NOTE}, False),
        ({"severity": ERROR}, True),
        ({"fingerprint": "e" * 16}, True),
        ({"evidence": WORDS[1:]}, True),
        ({"evidence": (replace(WORDS[0], detail="30 % Rabatt"), WORDS[1])}, True),
        ({"evidence": (WORDS[0], replace(WORDS[1], detail="offers"))}, True),
        ({"suppressed": EXCEPTED}, False),
        ({"part": "text/html"}, True),
    ],
)
def test_what_makes_a_finding_new(changed: dict[str, Any], *, is_new: bool) -> None:
    """The link, the phrases and URL parts that decided, a graver level; no place, no weight, no sentence."""
    now = replace(SALE, **changed)
    assert _new(now, SALE) == (is_new, int(not is_new and now.suppressed is None))


def test_where_nothing_was_all_is_new() -> None:
    """A file that is new, one that was renamed and has another finding, one that could not be read before."""
    assert _new(SALE, was={"a.html": ""}) == (True, 0)
    assert _new(SALE, replace(SALE, path="z.html"), was={"a.html": "old.html"}) == (True, 0)
    outcome = newer(_outcome(SALE), _outcome(SALE, unread=("a.html",)), {"a.html": "a.html"})
    assert (outcome.findings, outcome.older) == ((SALE,), 0)


def test_a_renamed_file() -> None:
    """Its findings are known by the name that it had; what stands there now is not taken for it."""
    assert _new(SALE, replace(SALE, path="old.html"), was={"a.html": "old.html"}) == (False, 1)
    assert _new(SALE, SALE, was={"a.html": "old.html"}) == (True, 0)


def test_in_a_file_that_did_not_change_nothing_is_new() -> None:
    """It was read since it takes in one that did."""
    assert _new(SALE, was={}) == (False, 1)


def test_an_exception_that_went() -> None:
    """What it silenced counts now, so it is new; an excepted finding that stays so is neither told nor counted."""
    excepted = replace(SALE, suppressed=EXCEPTED)
    assert _new(SALE, excepted) == (True, 0)
    assert _new(excepted, excepted) == (False, 0)
    assert _new(excepted, SALE) == (False, 0)
    assert _new(excepted) == (True, 0)


def test_each_old_finding_stands_for_one() -> None:
    """Messages of one file are told apart by their part, without its number: of three two are old."""
    now = [replace(SALE, part=f"/{number}/body") for number in (1, 2, 3)]
    outcome = newer(_outcome(*now), _outcome(*now[:2]), {"a.html": "a.html"})
    assert (outcome.findings, outcome.older) == ((now[2],), 2)


def test_failures_stay() -> None:
    """What could not be read now is told as ever."""
    outcome = newer(_outcome(SALE, unread=("a.html",)), _outcome(SALE), {"a.html": "a.html"})
    assert ([failure.path for failure in outcome.failures], outcome.findings) == (["a.html"], ())


FINDINGS = st.lists(
    st.builds(
        replace,
        st.just(SALE),
        path=st.sampled_from(["a.html", "b.html"]),
        severity=st.sampled_from(list(Severity)),
        fingerprint=st.sampled_from("ef"),
        evidence=st.sampled_from([WORDS, WORDS[1:], ()]),
        suppressed=st.sampled_from([None, EXCEPTED]),
    ),
    max_size=6,
).map(tuple)
NAMES = st.dictionaries(st.sampled_from(["a.html", "b.html"]), st.sampled_from(["", "a.html", "b.html"]))


@given(FINDINGS, FINDINGS, NAMES)
def test_laws(now: tuple[Finding, ...], before: tuple[Finding, ...], was: dict[str, str]) -> None:
    """Nothing is told that is not there now, in the same order; what is left out and counts is counted."""
    outcome = newer(_outcome(*now), _outcome(*before), was)
    told = iter(now)
    assert all(one in told for one in outcome.findings)
    held = [sum(one.suppressed is None for one in findings) for findings in (now, outcome.findings)]
    assert outcome.older == held[0] - held[1]


@given(FINDINGS)
def test_beside_itself_nothing_is_new(findings: tuple[Finding, ...]) -> None:
    """And beside nothing all is."""
    same = {"a.html": "a.html", "b.html": "b.html"}
    assert newer(_outcome(*findings), _outcome(*findings), same).findings == ()
    assert newer(_outcome(*findings), _outcome(), same).findings == findings
