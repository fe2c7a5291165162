"""Advertising in words that stand in no link: PL301 in the subject, PL302 in the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promolint.policy.decide import decide
from promolint.values.message import Audience, Channel, Consent, Declaration, Excerpt, Place
from promolint.values.outcome import Severity, Suppression
from promolint.values.verdict import Evidence, Offer, Purpose
from tests.policy.builders import ABOUT_GOODS, CODE, declared, of_words, policy_of, told

GOODS = Offer("Unser Shampoo für 9 € passt dazu.", Purpose.PRODUCT, 0.9, concrete=True)
SUBJECT = Offer("20 % auf alles", Purpose.DISCOUNT, 0.9, in_subject=True, concrete=True)


@pytest.mark.parametrize(
    ("name", "declaration", "offer", "expected"),
    [
        ("gdpr-strict", declared("shipping"), SUBJECT, ["PL301 error"]),
        ("phorest", declared("appointment-confirmation"), SUBJECT, ["PL301 error"]),
        ("can-spam", declared("shipping"), SUBJECT, ["PL301 error"]),
        ("whatsapp-utility", declared("shipping"), SUBJECT, ["PL301 error"]),
        ("gdpr-strict", declared(None), SUBJECT, ["PL301 error"]),
        ("gdpr-strict", declared("shipping"), replace(SUBJECT, confidence=0.5), ["PL301 error"]),
        ("gdpr-strict", declared("shipping"), replace(SUBJECT, concrete=False), ["PL301 note"]),
        ("can-spam", declared("shipping"), replace(SUBJECT, purpose=Purpose.UPGRADE), ["PL301 error"]),
        ("gdpr-strict", declared("shipping"), ABOUT_GOODS, ["PL301 error"]),
        # where the kind is about that very thing, the subject may name it
        ("gdpr-strict", declared("double-opt-in"), replace(SUBJECT, purpose=Purpose.NEWSLETTER), []),
        (
            "gdpr-strict",
            declared("back-in-stock"),
            ABOUT_GOODS,
            ["PL303 warning", "PL301 warning"],
        ),
        ("gdpr-strict", declared("no-show"), ABOUT_GOODS, ["PL301 warning"]),
        ("can-spam", declared("no-show"), ABOUT_GOODS, []),
        ("gdpr-strict", declared(None), ABOUT_GOODS, ["PL301 warning"]),
        # for readers who agreed
        ("gdpr-strict", declared("shipping", Consent.OPT_IN), SUBJECT, []),
        ("gdpr-strict", declared("order-confirmation", Consent.OPT_IN), SUBJECT, ["PL301 warning"]),
        ("whatsapp-utility", declared("shipping", Consent.OPT_IN), SUBJECT, ["PL301 error"]),
    ],
)
def test_a_promotional_subject(name: str, declaration: Declaration, offer: Offer, expected: list[str]) -> None:
    """PL301: what all packs refuse in a subject, unless the pack is milder on it in this kind than elsewhere."""
    assert told(of_words("transaction", declaration, offer), name) == expected


@pytest.mark.parametrize(
    ("name", "declaration", "offer", "channel", "expected"),
    [
        ("gdpr-strict", declared("shipping"), CODE, Channel.EMAIL, ["PL302 error"]),
        ("gdpr-strict", declared("shipping"), CODE, Channel.SMS, ["PL302 error"]),
        ("gdpr-strict", declared(None), CODE, Channel.EMAIL, ["PL302 error"]),
        ("gdpr-strict", declared("shipping"), replace(CODE, confidence=0.5), Channel.EMAIL, ["PL302 note"]),
        ("gdpr-strict", declared("shipping"), replace(CODE, concrete=False), Channel.EMAIL, ["PL302 note"]),
        (
            "venuzle",
            declared("course-update"),
            replace(CODE, purpose=Purpose.UPGRADE),
            Channel.EMAIL,
            ["PL302 warning"],
        ),
        ("can-spam", declared("shipping"), CODE, Channel.EMAIL, ["PL302 warning"]),
        ("can-spam", declared("shipping"), CODE, Channel.SMS, ["PL302 error"]),
        ("gdpr-strict", declared("no-show"), GOODS, Channel.EMAIL, ["PL302 warning"]),
        ("can-spam", declared("no-show"), GOODS, Channel.EMAIL, []),
        ("gdpr-strict", declared("double-opt-in"), replace(CODE, purpose=Purpose.NEWSLETTER), Channel.EMAIL, []),
        ("gdpr-strict", declared("shipping", Consent.OPT_IN), CODE, Channel.SMS, []),
        ("whatsapp-utility", declared("shipping", Consent.OPT_IN), CODE, Channel.WHATSAPP, ["PL302 error"]),
        ("gdpr-strict", declared("greeting"), CODE, Channel.EMAIL, ["PL303 error"]),
    ],
)
def test_promotional_text(
    name: str, declaration: Declaration, offer: Offer, channel: Channel, expected: list[str]
) -> None:
    """PL302: a sentence without a link is judged as a link of its purpose would be."""
    assert told(of_words("transaction", declaration, offer, channel=channel), name) == expected


def test_offers_of_own_customers() -> None:
    """A soft opt-in reaches sentences too, by e-mail and with a way out."""
    declared = Declaration("shipping", audience=Audience.EXISTING_CUSTOMER)
    assert told(of_words("preferences", declared, CODE), "venuzle") == ["PL302 warning"]
    assert told(of_words("preferences", declared, CODE, channel=Channel.SMS), "venuzle") == ["PL302 error"]
    assert told(of_words("transaction", declared, CODE), "venuzle") == ["PL404 error", "PL302 error"]


def test_an_offer_is_told_in_its_words() -> None:
    """With its text, purpose and confidence, and the sources of the rule."""
    (finding,) = decide(of_words("transaction", declared("shipping"), CODE), policy_of("gdpr-strict"))
    assert finding.message == (
        "“Mit SOMMER20 sparst du 20 %.” advertises a price offer in a shipping notice, without a link: the useful part "
        "of a message does not save the advertising in it, even for a free service or an app "
        "(BGH VI ZR 134/15 of 15 December 2015, Germany)."
    )
    assert (finding.text, finding.purpose, finding.confidence) == (CODE.text, Purpose.DISCOUNT, 0.9)
    assert finding.evidence == (Evidence("message", CODE.text, 1.0),)
    assert (finding.place, finding.url) == (Place(1, 1, 1, 1), "")


@pytest.mark.parametrize(
    ("names", "kind", "guard", "kept"),
    [
        ("gdpr-strict", "shipping", "if accepts_marketing", True),
        ("gdpr-strict", "shipping", "", False),
        ("gdpr-strict", "double-opt-in", "if accepts_marketing", False),
        ("whatsapp-utility", "shipping", "if accepts_marketing", False),
        ("gdpr-strict,whatsapp-utility", "shipping", "if accepts_marketing", False),
    ],
)
def test_a_guarded_sentence_is_kept_and_not_held_against_the_message(
    names: str, kind: str, guard: str, *, kept: bool
) -> None:
    """Its finding stands there with the condition; where no consent counts, no condition does."""
    judged = of_words("transaction", declared(kind), replace(CODE, guard=guard))
    (finding,) = decide(judged, policy_of(names))
    assert (finding.code, finding.suppressed) == ("PL302", Suppression("guard", guard) if kept else None)


def test_what_consent_leaves_of_a_guarded_sentence_is_as_bad_as_of_a_link() -> None:
    """Two packs mind it; consent answers the one that forbids, so the doubt of the other is what remains."""
    policy, guard = policy_of("gdpr-strict,postmark-transactional"), "if accepts_marketing"
    judged = of_words("transaction review", declared("shipping"), replace(CODE, purpose=Purpose.REVIEW, guard=guard))
    own, review = judged.message.links
    judged = replace(judged, message=replace(judged.message, links=(own, replace(review, guard=guard))))
    assert [(found.code, found.severity, found.suppressed) for found in decide(judged, policy)] == [
        ("PL201", Severity.WARNING, None),
        ("PL302", Severity.WARNING, None),
    ]


def test_words_at_their_place() -> None:
    """A finding about them stands where they were found; else where those about the whole message stand."""
    excerpt = Excerpt("Mit Code", 4, 8)
    judged = of_words("transaction", declared("shipping"), replace(CODE, place=Place(7, 5, 7, 9), excerpt=excerpt))
    (found,) = decide(judged, policy_of("gdpr-strict"))
    (lost,) = decide(replace(judged, offers=(CODE,)), policy_of("gdpr-strict"))
    assert (found.place, found.excerpt) == (Place(7, 5, 7, 9), excerpt)
    assert (lost.place, lost.excerpt) == (Place(1, 1, 1, 1), None)
