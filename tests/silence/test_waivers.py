"""Exceptions of the configuration: what they cover, until when, and which cover nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from promolint.silence.waivers import Waiver, matches, unused, waived
from promolint.values import Finding, Suppression

if TYPE_CHECKING:
    from collections.abc import Callable

    Found = Callable[..., Finding]

TODAY = date(2026, 11, 22)
AGREED = Suppression("waiver", "agreed")


@pytest.mark.parametrize(
    ("glob", "yes", "no"),
    [
        ("mails/a.html", "mails/a.html", "x/mails/a.html mails/a.htm mails/b/a.html"),
        ("mails/*.html", "mails/a.html", "mails/b/a.html a.html mails/a.txt"),
        ("mails/**/*.html", "mails/a.html mails/b/a.html mails/b/c/a.html", "a.html x/mails/a.html"),
        ("**/sms/*", "sms/a.txt x/sms/a.txt x/y/sms/a.txt x/sms/a/b.txt", "x/sms sms"),
        ("*.sms", "a.sms x/y/a.sms", "a.txt"),
        ("mails", "mails/a.html x/mails/a.html mails", "mail/a.html a/mails.html"),
        ("mails/", "mails/a.html x/mails/b/c.html", "emails/a.html"),
        ("./mails/old/", "mails/old/a.html", "mails/new/a.html x/mails/old/a.html"),
        ("**", "a.html x/y/z.html", ""),
        ("mails/**", "mails/a.html mails/b/c.html", "a.html"),
        ("a?.html", "ab.html x/ac.html", "a.html abc.html"),
    ],
)
def test_paths(glob: str, yes: str, no: str) -> None:
    """``*`` within a name, ``**`` for any folders, a folder for all in it; without ``/`` at any depth."""
    assert [path for path in yes.split() if not matches(glob, path)] == []
    assert [path for path in no.split() if matches(glob, path)] == []


def test_a_glob_cannot_run_away() -> None:
    """Many stars cost no more than their number."""
    begun = perf_counter()
    assert not matches("/".join(["**", "a*"] * 60) + "/z", "/".join(["aaaa"] * 200))
    assert perf_counter() - begun < 2


@pytest.mark.parametrize(
    ("waiver", "covers"),
    [
        (Waiver("a.html", "PL101"), True),
        (Waiver("*.html", "discount"), True),
        (Waiver("*.html"), True),
        (Waiver("b.html", "PL101"), False),
        (Waiver("a.html", "PL102"), False),
        (Waiver("a.html", url="s.example/sale"), True),
        (Waiver("a.html", url="s.example/other"), False),
        (Waiver("a.html", text="20 %\n RABATT"), True),
        (Waiver("a.html", text="30 %"), False),
        (Waiver("a.html", "PL101", "s.example", "rabatt"), True),
        (Waiver("a.html", "PL101", "s.example", "other"), False),
    ],
)
def test_what_a_waiver_covers(waiver: Waiver, covers: bool, found: Found) -> None:  # noqa: FBT001
    """All that it says has to hold."""
    given = replace(waiver, reason="agreed")
    (finding,) = waived([found()], [given], TODAY)
    assert finding.suppressed == (AGREED if covers else None)
    assert unused([found()], [given]) == (() if covers else (given,))


@pytest.mark.parametrize(
    ("until", "today", "stands"),
    [
        (None, TODAY, True),
        (TODAY, TODAY, True),
        (date(2026, 11, 21), TODAY, False),
        (date(2026, 11, 21), None, True),
    ],
)
def test_its_last_day(until: date | None, today: date | None, stands: bool, found: Found) -> None:  # noqa: FBT001
    """It holds for that day and no longer."""
    (finding,) = waived([found()], [Waiver("a.html", reason="agreed", until=until)], today)
    assert (finding.suppressed is not None) is stands


def test_without_a_reason_nothing_is_waived(found: Found) -> None:
    (finding,) = waived([found()], [Waiver("a.html", "PL101", reason=" ")], TODAY)
    assert finding.suppressed is None


def test_what_is_suppressed_already_stays_as_it_is(found: Found) -> None:
    """A waiver for nothing else is unused; what is wrong with an exception cannot be waived."""
    ignored = replace(found(), suppressed=Suppression("ignore", "own"))
    broken = found("PL903")
    waiver = Waiver("a.html", reason="agreed")
    assert waived([ignored, broken], [waiver], TODAY) == (ignored, broken)
    assert unused([ignored, broken], [waiver]) == (waiver,)


def test_the_first_waiver_gives_the_reason(found: Found) -> None:
    """What was waived counts as covered when asked again."""
    waivers = [Waiver("b.html", reason="other"), Waiver("a.html", reason="agreed"), Waiver("**", reason="late")]
    kept = waived([found()], waivers, TODAY)
    assert kept[0].suppressed == AGREED
    assert unused(kept, waivers) == (waivers[0],)
