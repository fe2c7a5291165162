"""A message that is marketing itself, or mostly advertises: PL303."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promolint.values.message import INFERRED, Consent, Declaration, Stream
from promolint.values.verdict import Character
from tests.policy.builders import declared, of_words, told

MARKETING = Character(marketing=0.97, is_marketing=True)
LOOKS = Declaration(stream=Stream.MARKETING, stream_source=INFERRED)
TRANSACTIONAL = Declaration(stream=Stream.TRANSACTIONAL, stream_source="declared")


def _guessed(kind: str) -> Declaration:
    return Declaration(kind, source=INFERRED)


@pytest.mark.parametrize(
    ("name", "declaration", "expected"),
    [
        # declared: as the pack has the kind itself
        ("gdpr-strict", declared("greeting"), ["PL303 error"]),
        ("gdpr-strict", declared("abandoned-basket"), ["PL303 error"]),
        ("gdpr-strict", declared("review-request"), ["PL303 error"]),
        ("gdpr-strict", declared("loyalty-statement"), ["PL303 warning"]),
        ("gdpr-strict", declared("back-in-stock"), ["PL303 warning"]),
        ("phorest", declared("rebooking-prompt"), ["PL303 warning"]),
        ("venuzle", declared("rebooking-prompt"), ["PL303 error"]),
        ("venuzle", declared("review-request"), ["PL303 warning"]),
        ("can-spam", declared("greeting"), ["PL303 warning"]),
        ("whatsapp-utility", declared("account-welcome"), ["PL303 error"]),
        # inferred: a warning, and nothing of kinds that the pack only doubts
        ("gdpr-strict", _guessed("greeting"), ["PL303 warning"]),
        ("gdpr-strict", _guessed("loyalty-statement"), []),
        ("phorest", _guessed("rebooking-prompt"), []),
        ("venuzle", _guessed("abandoned-basket"), ["PL303 warning"]),
        ("whatsapp-utility", _guessed("account-welcome"), ["PL303 warning"]),
        # transactional kinds, declared and inferred
        ("gdpr-strict", declared("shipping"), []),
        ("gdpr-strict", declared("account-welcome"), []),
        ("gdpr-strict", _guessed("shipping"), []),
        ("gdpr-strict", declared(None), []),
        ("phorest", declared("review-request"), []),
        ("can-spam", declared("review-request"), []),
        ("ch-uwg", declared("back-in-stock"), []),
        # for readers who agreed, where consent counts; for a seller's own customers it is a doubt
        ("gdpr-strict", declared("greeting", Consent.OPT_IN), []),
        ("gdpr-strict", declared("review-request", Consent.OPT_IN), []),
        ("whatsapp-utility", declared("account-welcome", Consent.OPT_IN), ["PL303 error"]),
        ("klaviyo-transactional", declared("abandoned-basket", Consent.OPT_IN), ["PL303 error"]),
        ("gdpr-strict", declared("review-request", Consent.SOFT_OPT_IN), ["PL303 warning"]),
        ("gdpr-strict", declared("rebooking-prompt", Consent.SOFT_OPT_IN), ["PL303 warning"]),
        ("gdpr-strict", declared("abandoned-basket", Consent.SOFT_OPT_IN), ["PL303 error"]),
        ("uk-pecr", declared("abandoned-basket", Consent.SOFT_OPT_IN), ["PL303 warning"]),
        ("phorest", declared("greeting", Consent.SOFT_OPT_IN), ["PL303 error"]),
        ("gdpr-strict", declared("greeting", Consent.NONE), ["PL303 error"]),
    ],
)
def test_a_kind_that_is_marketing(name: str, declaration: Declaration, expected: list[str]) -> None:
    """PL303 by kind: as grave as the pack has it where the kind is declared, a warning where it is a guess."""
    assert told(of_words("transaction preferences", declaration), name) == expected


@pytest.mark.parametrize(
    ("declaration", "verdicts", "expected"),
    [
        # a declared kind that is refused says all
        (declared("greeting"), "discount product", ["PL303 error"]),
        (declared("greeting"), "social", ["PL303 error"]),
        # a kind that is only doubted, or guessed, leaves the links to be judged one by one
        (declared("loyalty-statement"), "discount loyalty", ["PL303 warning", "PL101 error", "PL107 warning"]),
        (declared("back-in-stock"), "product", ["PL303 warning", "PL102 warning"]),
        (_guessed("greeting"), "discount product", ["PL303 warning", "PL101 error", "PL102 error"]),
        (_guessed("greeting"), "transaction", ["PL303 warning"]),
    ],
)
def test_what_is_left_to_say_of_the_links(declaration: Declaration, verdicts: str, expected: list[str]) -> None:
    """Where the whole message is refused its links are not counted one by one."""
    assert told(of_words(verdicts, declaration), "gdpr-strict") == expected


@pytest.mark.parametrize(
    ("declaration", "verdicts", "expected"),
    [
        # declared: the judge holds it for marketing, and three links of five surely advertise, two at least
        (declared("shipping"), "discount product", ["PL303 error"]),
        (declared("shipping"), "discount product campaign transaction information", ["PL303 error"]),
        (TRANSACTIONAL, "discount product", ["PL303 error"]),
        (declared("shipping"), "discount product legal social support brand preferences", ["PL303 error"]),
        # too few, too small a share: the links are judged one by one
        (declared("shipping"), "discount", ["PL101 error"]),
        (declared("shipping"), "discount product transaction information", ["PL101 error", "PL102 error"]),
        (declared("shipping"), "discount product? transaction", ["PL101 error", "PL102 note"]),
        (declared("shipping"), "discount product??", ["PL101 error"]),
        (declared("shipping"), "transaction", []),
        (declared("shipping"), "", []),
        # what only looks like marketing is a warning, from the first sure link on
        (LOOKS, "discount", ["PL303 warning"]),
        (LOOKS, "discount product campaign", ["PL303 warning"]),
        (LOOKS, "discount transaction transaction transaction", ["PL303 warning"]),
        (LOOKS, "product?", ["PL102 note"]),
        (LOOKS, "discount??", []),
        (LOOKS, "social", ["PL202 warning"]),
        (LOOKS, "transaction legal", []),
        (LOOKS, "", []),
    ],
)
def test_a_draft_that_mostly_advertises(declaration: Declaration, verdicts: str, expected: list[str]) -> None:
    """PL303 by share: an error where somebody declared the message transactional, a warning where nobody did."""
    assert told(of_words(verdicts, declaration, character=MARKETING), "gdpr-strict") == expected


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        (declared("shipping"), ["PL101 error", "PL102 error"]),
        (TRANSACTIONAL, ["PL101 error", "PL102 warning"]),
        (declared(None), ["PL101 error", "PL102 warning"]),
    ],
)
def test_the_judge_has_a_say_in_what_mostly_advertises(declaration: Declaration, expected: list[str]) -> None:
    """Two offers are two findings where the message as a whole does not look like marketing."""
    assert told(of_words("discount product", declaration), "gdpr-strict") == expected


def test_a_message_declared_marketing_is_no_finding_for_that() -> None:
    """It is what it says it is; all that is asked of it is a way to unsubscribe."""
    declared = Declaration(stream=Stream.MARKETING, stream_source="declared")
    assert told(of_words("discount product preferences", declared, character=MARKETING), "gdpr-strict") == []


@pytest.mark.parametrize(
    ("name", "consent", "expected"),
    [
        ("gdpr-strict", None, ["PL303 error"]),
        ("gdpr-strict", Consent.NONE, ["PL303 error"]),
        ("gdpr-strict", Consent.OPT_IN, []),
        ("gdpr-strict", Consent.SOFT_OPT_IN, ["PL101 warning", "PL103 error"]),
        ("phorest", Consent.SOFT_OPT_IN, ["PL303 error"]),
        ("whatsapp-utility", Consent.OPT_IN, ["PL303 error"]),
        ("can-spam", None, ["PL303 error"]),
    ],
)
def test_the_share_by_consent(name: str, consent: Consent | None, expected: list[str]) -> None:
    """Consent lifts it where it counts; to a seller's own customers each link is judged by itself."""
    judged = of_words("discount campaign preferences", declared("shipping", consent), character=MARKETING)
    assert told(judged, name) == expected


def test_what_does_not_count_as_advertising() -> None:
    """Twins and comments are seen once or never, guarded links by those who agreed."""
    judged = of_words("discount discount discount discount", declared("shipping"), character=MARKETING)
    first, second, third, fourth = judged.message.links
    shown = (
        first,
        replace(second, twin=True),
        replace(third, commented=True),
        replace(fourth, guard="if accepts_marketing"),
    )
    hidden = replace(judged, message=replace(judged.message, links=shown))
    assert told(hidden, "gdpr-strict") == ["PL101 error", "PL101 error"]


@pytest.mark.parametrize(("kind", "expected"), [("double-opt-in", []), ("shipping", ["PL303 error"])])
def test_what_the_pack_allows_does_not_count(kind: str, expected: list[str]) -> None:
    """To confirm a sign-up is what a double opt-in is for."""
    assert told(of_words("newsletter newsletter", declared(kind), character=MARKETING), "gdpr-strict") == expected
