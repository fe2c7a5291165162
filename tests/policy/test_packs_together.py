"""Several packs at once (``--policy a,b``): one finding for what they refuse alike, in the name of all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from promolint.policy.decide import decide
from promolint.values.message import Audience, Consent, Declaration, Link, Place
from promolint.values.outcome import Severity
from promolint.values.verdict import JudgedMessage, Offer, Purpose, Verdict
from tests.policy.builders import judged_of, policy_of, worded

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path


def _judged(verdicts: str, kind: str | None = "shipping", **declared: object) -> JudgedMessage:
    declaration = replace(Declaration(kind), **declared)  # type: ignore[arg-type]
    return judged_of(*worded(verdicts), declaration=declaration)


def _told(judged: JudgedMessage, names: str) -> list[str]:
    found = decide(judged, policy_of(names))
    return [f"{finding.place.line} {finding.code} {finding.severity} {finding.policy}" for finding in found]


@pytest.mark.parametrize(
    ("names", "verdicts", "expected"),
    [
        # alike: one finding in the name of all, in the order they were named
        ("gdpr-strict,phorest", "discount", ["1 PL101 error gdpr-strict,phorest"]),
        ("phorest,gdpr-strict", "discount", ["1 PL101 error phorest,gdpr-strict"]),
        ("gdpr-strict,phorest,venuzle", "contest", ["1 PL109 error gdpr-strict,phorest,venuzle"]),
        # the gravest counts, and those that doubt are named too
        ("phorest,gdpr-strict", "review", ["1 PL201 error phorest,gdpr-strict"]),
        ("can-spam,gdpr-strict", "discount", ["1 PL101 error can-spam,gdpr-strict"]),
        ("gdpr-strict,venuzle", "upgrade", ["1 PL106 error gdpr-strict,venuzle"]),
        ("phorest,venuzle", "app", ["1 PL203 warning phorest,venuzle"]),
        # a pack that allows something is not named
        ("can-spam,gdpr-strict", "review", ["1 PL201 error gdpr-strict"]),
        ("can-spam,phorest,gdpr-strict", "social", ["1 PL202 warning phorest,gdpr-strict"]),
        ("can-spam,gdpr-strict", "transaction", []),
        ("gdpr-strict,phorest,venuzle,can-spam", "legal", []),
        # each link by itself
        (
            "phorest,can-spam",
            "transaction discount review",
            ["2 PL101 error phorest,can-spam", "3 PL201 warning phorest"],
        ),
        (
            "gdpr-strict,can-spam",
            "transaction review review",
            ["2 PL201 error gdpr-strict", "3 PL201 error gdpr-strict"],
        ),
        # what only one of them minds
        (
            "gdpr-strict,can-spam",
            "discount transaction",
            ["1 PL101 error gdpr-strict,can-spam", "1 PL304 error can-spam"],
        ),
        # the same pack twice is one
        ("phorest,phorest", "discount", ["1 PL101 error phorest"]),
    ],
)
def test_one_finding_for_all_packs(names: str, verdicts: str, expected: list[str]) -> None:
    """It names each pack that refuses, and is as bad as the worst of them."""
    assert _told(_judged(verdicts), names) == expected


@pytest.mark.parametrize(
    ("names", "judged", "expected"),
    [
        (
            "gdpr-strict,venuzle",
            _judged("transaction", "greeting"),
            ["1 PL303 error gdpr-strict,venuzle"],
        ),
        ("phorest,gdpr-strict", _judged("transaction", "review-request"), ["1 PL303 error gdpr-strict"]),
        ("phorest,gdpr-strict", _judged("transaction", "survey"), ["1 PL303 error phorest,gdpr-strict"]),
        # one pack takes the whole message for marketing, the other judges its links
        (
            "gdpr-strict,phorest",
            _judged("discount", "review-request"),
            ["1 PL303 error gdpr-strict", "1 PL101 error phorest"],
        ),
        (
            "venuzle,can-spam",
            _judged("transaction", None, audience=Audience.PROSPECT),
            ["1 PL401 error venuzle"],
        ),
        (
            "venuzle,gdpr-strict",
            _judged("transaction", None, audience=Audience.PROSPECT),
            ["1 PL401 error venuzle,gdpr-strict"],
        ),
        # consent lifts the ban of a law, not the rule of a platform
        (
            "gdpr-strict,whatsapp-utility",
            _judged("discount", consent=Consent.OPT_IN),
            ["1 PL101 error whatsapp-utility"],
        ),
        (
            "gdpr-strict,phorest",
            _judged("discount preferences", consent=Consent.SOFT_OPT_IN),
            ["1 PL101 error gdpr-strict,phorest"],
        ),
        ("gdpr-strict,phorest", _judged("discount", consent=Consent.OPT_IN), []),
    ],
)
def test_whole_messages(names: str, judged: JudgedMessage, expected: list[str]) -> None:
    """What is said of messages and readers is joined in the same way."""
    assert _told(judged, names) == expected


def test_the_sources_of_all_packs_each_once() -> None:
    """First those of the pack that is gravest, whose reason the sentence gives; then the others'."""
    (finding,) = decide(_judged("review"), policy_of("phorest,venuzle,gdpr-strict"))
    reviews = "Phorest help article on appointment and marketing messages, reviews and Online Reputation"
    questions = "Phorest help article on appointment and marketing messages, its two questions"
    course = "Venuzle manual, sending messages to customers, course participants"
    bgh, uwg = "BGH VI ZR 225/17 of 10 July 2018, Germany", "UWG § 7 (2) no. 2, Germany"
    assert finding.sources == (bgh, uwg, reviews, questions, course)
    assert finding.message.endswith(f"({bgh}).")
    (alike,) = decide(_judged("discount"), policy_of("gdpr-strict,phorest"))
    assert alike.message.endswith(f"({uwg}).")
    (shared,) = decide(_judged("discount"), policy_of("gdpr-strict,klaviyo-transactional,gdpr-strict"))
    assert len(shared.sources) == len(set(shared.sources))


def test_a_message_in_the_words_of_the_first_of_equals() -> None:
    """Of packs that are equally strict the first named gives the reason."""
    for names, reason in (("gdpr-strict,phorest", "UWG § 7"), ("phorest,gdpr-strict", "Phorest help article")):
        (finding,) = decide(_judged("discount"), policy_of(names))
        assert f"({reason}" in finding.message


def test_a_finding_is_the_same_whoever_else_is_asked() -> None:
    """Its fingerprint does not depend on the packs, so that a baseline outlives another policy."""
    judged = _judged("discount review discount")
    alone = {finding.fingerprint for finding in decide(judged, policy_of("gdpr-strict"))}
    together = [finding.fingerprint for finding in decide(judged, policy_of("can-spam,gdpr-strict,phorest"))]
    assert set(together) == alone
    assert len(together) == len(alone)


def test_equal_links_stay_apart() -> None:
    """Two links of the same words and URL are two findings, each in the name of both packs."""
    link = Link("https://x.example/sale", Place(1, 1, 1, 9), "Sale")
    verdict = Verdict(Purpose.DISCOUNT, 0.9)
    judged = judged_of((link, verdict), (replace(link, place=Place(2, 1, 2, 9)), verdict))
    assert _told(judged, "gdpr-strict,phorest") == [
        "1 PL101 error gdpr-strict,phorest",
        "2 PL101 error gdpr-strict,phorest",
    ]


def test_an_offer_in_the_text() -> None:
    """Sentences without a link are joined by their words."""
    offer = Offer("Mit SOMMER20 sparst du 20 %.", Purpose.DISCOUNT, 0.9, concrete=True)
    judged = replace(_judged("transaction"), offers=(offer, replace(offer, text="Nur heute!")))
    found = decide(judged, policy_of("can-spam,gdpr-strict"))
    assert [(finding.code, finding.text, finding.severity, finding.policy) for finding in found] == [
        ("PL302", offer.text, Severity.ERROR, "can-spam,gdpr-strict"),
        ("PL302", "Nur heute!", Severity.ERROR, "can-spam,gdpr-strict"),
    ]


def test_on_the_command_line(ask: Callable[..., subprocess.CompletedProcess[str]], flagged: Path) -> None:
    """``--policy a,b`` reports the link once."""
    told = ask("check", flagged.name, "--policy", "phorest, gdpr-strict", "--format", "concise", "--language", "en")
    lines = [line for line in told.stdout.splitlines() if "PL101" in line]
    assert (told.returncode, len(lines)) == (1, 1)
