"""Exceptions of the configuration: what they cover, until when, and what is wrong with which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promolint.config import Globs
from promolint.policy import rules
from promolint.silence.complaints import Site
from promolint.silence.waivers import Read, Waiver, complaints, waived
from promolint.values.message import Place
from promolint.values.outcome import Finding, Severity, Suppression
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Found = Callable[..., Finding]

HERE = Path.cwd()
TODAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)
AGREED = Suppression("waiver", "agreed")
EN = Catalogue.load("en")


def _waiver(*globs: str, line: int = 3, **said: Any) -> Waiver:  # noqa: ANN401 - fields of Waiver
    site = Site("promolint.toml", Place(line, 1, line, 12), "[[waivers]]")
    return Waiver(Globs(HERE, globs or ("a.html",)), f"waiver {line}", site, **{"reason": "agreed", **said})


def _told(
    waivers: Sequence[Waiver], findings: Sequence[Finding], read: Read, today: date | None = TODAY
) -> list[tuple[str, int]]:
    kept = waived(findings, waivers, today)
    return [(one.code, one.place.line) for one in complaints(waivers, kept, read, today, EN)]


@pytest.mark.parametrize(
    ("waiver", "covers"),
    [
        (_waiver("a.html", codes=("PL101",)), True),
        (_waiver("*.html"), True),
        (_waiver("b.html", "*.html", codes=("PL102", "PL101")), True),
        (_waiver("b.html", codes=("PL101",)), False),
        (_waiver("a.html", codes=("PL102",)), False),
        (_waiver("sub/"), False),
        (_waiver(url="s.example/sale"), True),
        (_waiver(url="S.example/sale"), False),
        (_waiver(url="s.example/other"), False),
        (_waiver(text="20 %\n RABATT"), True),
        (_waiver(text="30 %"), False),
        (_waiver(codes=("PL101",), url="s.example", text="rabatt"), True),
        (_waiver(codes=("PL101",), url="s.example", text="other"), False),
        (_waiver(reason=""), False),
        (_waiver(until=TODAY), True),
        (_waiver(until=YESTERDAY), False),
    ],
)
def test_what_a_waiver_covers(waiver: Waiver, covers: bool, found: Found) -> None:  # noqa: FBT001
    """All that it says has to hold, with a reason and on no later day than its last."""
    (finding,) = waived([found()], [waiver], TODAY)
    assert finding.suppressed == (AGREED if covers else None)


def test_without_a_day_no_waiver_ends(found: Found) -> None:
    """A run that knows no day takes each as it stands."""
    assert waived([found()], [_waiver(until=YESTERDAY)], None)[0].suppressed == AGREED


def test_what_is_suppressed_already_stays_as_it_is(found: Found) -> None:
    """So does what is wrong with an exception; a waiver for nothing else is unused."""
    ignored = replace(found(), suppressed=Suppression("ignore", "own"))
    broken = [found(code) for code in sorted(rules.ABOUT_EXCEPTIONS)]
    assert waived([ignored, *broken], [_waiver()], TODAY) == (ignored, *broken)
    assert _told([_waiver()], [ignored, *broken], Read(["a.html"], asked=[HERE])) == [("PL902", 3)]


def test_the_last_waiver_gives_the_reason(found: Found) -> None:
    """All that cover a finding count as used."""
    waivers = [_waiver(line=1), _waiver("*.html", line=2, reason="late"), _waiver(line=3, reason="")]
    assert waived([found()], waivers, TODAY)[0].suppressed == Suppression("waiver", "late")
    assert _told(waivers, [found()], Read(["a.html"], asked=[HERE])) == [("PL903", 3)]


@pytest.mark.parametrize(
    ("waiver", "told"),
    [
        (_waiver(codes=("PL101",)), []),
        (_waiver(codes=("PL102",)), ["PL902"]),
        (_waiver("b.html"), []),
        (_waiver(reason=""), ["PL903"]),
        (_waiver(until=YESTERDAY), ["PL904"]),
        (_waiver(until=YESTERDAY, reason=""), ["PL903", "PL904"]),
        (_waiver("b.html", reason=""), []),
        (_waiver("b.html", until=YESTERDAY), []),
        (_waiver(until=TODAY), []),
    ],
)
def test_what_is_wrong_with_a_waiver(waiver: Waiver, told: list[str], found: Found) -> None:
    """Told where it stands; nothing of one for files that were not read."""
    assert _told([waiver], [found()], Read(["a.html", "c.html"], asked=[HERE])) == [(code, 3) for code in told]


@pytest.mark.parametrize(
    ("globs", "read", "unused"),
    [
        (["mails/a.html"], Read(["mails/a.html"], asked=[HERE / "mails/a.html"]), True),
        (["mails/a.html"], Read(["mails/b.html"], asked=[HERE / "mails/b.html"]), False),
        (["mails/**"], Read(["mails/a.html"], asked=[HERE / "mails/a.html"]), False),
        (["mails/"], Read(["mails/a.html"], asked=[HERE / "mails/a.html"]), False),
        (["mails/**"], Read(["mails/a.html"], asked=[HERE / "mails"]), True),
        (["mails/*.html", "/sms/"], Read(["mails/a.html"], asked=[HERE / "mails"]), False),
        (["mails/*.html", "/sms/"], Read(["mails/a.html"], asked=[HERE / "sms", HERE / "mails"]), True),
        (["*.html"], Read(["mails/a.html"], asked=[HERE / "mails"]), False),
        (["*.html"], Read(["mails/a.html"], asked=[HERE]), True),
        (["*.html"], Read(["mails/a.html"], asked=[HERE.parent]), True),
        (["mails/**"], Read(["mails/a.html"], ["mails/b.html"], [HERE]), False),
        (["mails/**"], Read(["mails/a.html"], ["sms/b.txt"], [HERE]), True),
        (["mails/**"], Read([], ["mails/a.html"], [HERE]), False),
        (["mails/**"], Read([], asked=[HERE]), False),
        (["mails/a.html"], Read(["mails/a.html"]), False),
    ],
)
def test_who_may_call_it_unused(globs: list[str], read: Read, *, unused: bool) -> None:
    """Only a run that read wholly all that it may be for: never a hook's, over the one file that changed."""
    assert _told([_waiver(*globs)], [], read) == ([("PL902", 3)] if unused else [])


def test_the_findings_about_waivers() -> None:
    """In German too; each with a place, a way out, and a fingerprint of its own that no line number is part of."""
    waivers = [_waiver(), _waiver(line=9, reason=""), _waiver(line=12, url="x", until=YESTERDAY), _waiver(url="y")]
    read = Read(["a.html"], asked=[HERE])
    told = list(complaints(waivers, [], read, TODAY, Catalogue.load("de")))
    assert [(one.code, one.severity, one.path, one.place.line, one.message) for one in told] == [
        ("PL902", Severity.WARNING, "promolint.toml", 3, "Diese Ausnahme bewirkt in den genannten Dateien nichts."),
        ("PL903", Severity.ERROR, "promolint.toml", 9, "Diese Ausnahme nennt keinen Grund und bewirkt nichts."),
        ("PL904", Severity.ERROR, "promolint.toml", 12, "Diese Ausnahme endete am 2026-11-21."),
        ("PL902", Severity.WARNING, "promolint.toml", 3, "Diese Ausnahme bewirkt in den genannten Dateien nichts."),
    ]
    assert len({one.fingerprint for one in told}) == 4
    assert all(one.help for one in told)
    moved = [waiver._replace(site=waiver.site._replace(place=Place(40, 1, 40, 12))) for waiver in waivers]
    again = complaints(moved, [], read, TODAY, EN)
    assert [one.fingerprint for one in again] == [one.fingerprint for one in told]


_CODES = st.sampled_from(["PL101", "PL102", "PL301"])
_FINDINGS = st.lists(
    st.builds(
        lambda code, path, url: Finding(code, "x", Severity.ERROR, 1.0, path, "", Place(1, 1, 1, 2), "m", "h", url),
        _CODES,
        st.sampled_from(["a.html", "b/c.html"]),
        st.sampled_from(["", "u", "uv"]),
    ),
    max_size=6,
)
_WAIVERS = st.lists(
    st.builds(
        lambda glob, codes, url, reason: _waiver(glob, codes=tuple(codes), url=url, reason=reason),
        st.sampled_from(["a.html", "b/", "*.html"]),
        st.lists(_CODES, max_size=2),
        st.sampled_from(["", "u", "v"]),
        st.sampled_from(["", "agreed"]),
    ),
    max_size=4,
)


@given(_FINDINGS, _WAIVERS)
def test_each_waiver_is_either_used_or_told(findings: list[Finding], waivers: list[Waiver]) -> None:
    """By a run over everything: what is not suppressed is covered by none that stands; asked twice, the same."""
    kept = waived(findings, waivers, TODAY)
    standing = [waiver for waiver in waivers if waiver.reason]
    assert [one.suppressed is not None for one in kept] == [any(w.covers(one) for w in standing) for one in findings]
    assert waived(kept, waivers, TODAY) == kept
    read = Read(["a.html", "b/c.html"], asked=[HERE])
    idle = [w for w in waivers if not w.reason or not any(map(w.covers, findings))]
    told = [("PL902" if w.reason else "PL903", w.site.place.line) for w in idle]
    assert _told(waivers, findings, read) == told
