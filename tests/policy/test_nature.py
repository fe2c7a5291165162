"""What a message is taken for: what the caller says, then what it says of itself, then what the judge dares to say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promolint.policy.nature import resolved
from promolint.reading.declaration import laid_over
from promolint.values.message import INFERRED, Audience, Channel, Consent, Declaration, Link, Place, Stream
from promolint.values.verdict import Character, JudgedMessage, Offer, Purpose, Verdict
from tests.policy.builders import judged_of

TRANSACTIONAL, MARKETING = Stream.TRANSACTIONAL, Stream.MARKETING
OWN = Declaration(
    kind="shipping",
    stream=TRANSACTIONAL,
    channel=Channel.EMAIL,
    audience=Audience.COURSE_PARTICIPANT,
    consent=Consent.NONE,
    course="rueckenfit",
    general=False,
    source="declared",
    stream_source="declared",
    mistakes=("colour=red",),
)


def test_silence_says_nothing() -> None:
    """Who says nothing changes nothing, and where nobody says anything nothing is known."""
    assert laid_over(Declaration(), OWN) == OWN
    assert laid_over(Declaration(), Declaration()) == Declaration()
    assert laid_over(OWN, Declaration()) == OWN


def test_mistakes_of_both_are_told() -> None:
    """The nearer ones first: what nobody understands is not mended by what somebody else says."""
    given = Declaration(audience=Audience.PROSPECT, mistakes=("consent=yes",))
    assert laid_over(given, OWN).mistakes == ("consent=yes", "colour=red")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Declaration(kind="greeting", source="declared"), {"kind": "greeting"}),
        (Declaration(stream=MARKETING, source="declared", stream_source="declared"), {"stream": MARKETING}),
        (Declaration(channel=Channel.SMS, source="declared"), {"channel": Channel.SMS}),
        (Declaration(audience=Audience.PROSPECT), {"audience": Audience.PROSPECT}),
        (Declaration(consent=Consent.OPT_IN), {"consent": Consent.OPT_IN}),
        (Declaration(course="yoga"), {"course": "yoga"}),
        (Declaration(general=True), {"general": True}),
    ],
)
def test_what_the_caller_says_goes_first(given: Declaration, expected: dict[str, object]) -> None:
    """In that one thing; all else stays as the message says it, with its mistakes."""
    merged = laid_over(given, OWN)
    changed = {
        name: getattr(merged, name)
        for name in Declaration.__dataclass_fields__
        if getattr(merged, name) != getattr(OWN, name)
    }
    assert changed == expected


@pytest.mark.parametrize(
    ("given", "own", "expected"),
    [
        # who said the kind, who said the stream: each by itself
        (
            Declaration(kind="greeting", source="config"),
            Declaration(kind="shipping", stream=MARKETING, source="file", stream_source="file"),
            ("greeting", "config", MARKETING, "file"),
        ),
        (
            Declaration(stream=TRANSACTIONAL, source="config", stream_source="config"),
            Declaration(kind="shipping", stream=MARKETING, source="file", stream_source="file"),
            ("shipping", "file", TRANSACTIONAL, "config"),
        ),
        (
            Declaration(audience=Audience.PROSPECT, source="config"),
            Declaration(kind="shipping", source="declared"),
            ("shipping", "declared", None, "unknown"),
        ),
        (
            Declaration(stream=MARKETING, source="declared", stream_source="declared"),
            Declaration(),
            (None, "unknown", MARKETING, "declared"),
        ),
    ],
)
def test_sources(given: Declaration, own: Declaration, expected: tuple[object, ...]) -> None:
    """A source speaks of what its speaker said."""
    merged = laid_over(given, own)
    assert (merged.kind, merged.source, merged.stream, merged.stream_source) == expected


def _judged(declaration: Declaration, character: Character) -> JudgedMessage:
    return judged_of(declaration=declaration, character=character)


SHIPPING = Character("shipping", 0.9, 0.05)
ADVERT = Character(None, 0.02, 0.97, is_marketing=True)
BOTH = Character("greeting", 0.4, 0.97, is_marketing=True)
NOTHING = Character()


@pytest.mark.parametrize(
    ("declaration", "character", "expected"),
    [
        # nobody said what it is: what the judge dares to say, as inferred
        (Declaration(), SHIPPING, Declaration("shipping", source=INFERRED)),
        (Declaration(), ADVERT, Declaration(stream=MARKETING, stream_source=INFERRED)),
        (Declaration(), BOTH, Declaration(stream=MARKETING, stream_source=INFERRED)),
        (Declaration(), NOTHING, Declaration()),
        (
            Declaration(audience=Audience.PROSPECT, source="declared"),
            SHIPPING,
            Declaration("shipping", audience=Audience.PROSPECT, source=INFERRED),
        ),
        # a declared stream that is transactional still has a kind to guess, and is not doubted
        (Declaration(stream=TRANSACTIONAL), SHIPPING, Declaration("shipping", TRANSACTIONAL, source=INFERRED)),
        (Declaration(stream=TRANSACTIONAL), ADVERT, Declaration(stream=TRANSACTIONAL)),
        (Declaration(stream=TRANSACTIONAL), NOTHING, Declaration(stream=TRANSACTIONAL)),
        # what is declared is what it is
        (Declaration("greeting", source="declared"), SHIPPING, Declaration("greeting", source="declared")),
        (Declaration("shipping", source="declared"), ADVERT, Declaration("shipping", source="declared")),
        (Declaration(stream=MARKETING), SHIPPING, Declaration(stream=MARKETING)),
        (Declaration(stream=MARKETING), ADVERT, Declaration(stream=MARKETING)),
        (Declaration("shipping", MARKETING), ADVERT, Declaration("shipping", MARKETING)),
    ],
)
def test_what_a_message_is_resolved_to(declaration: Declaration, character: Character, expected: Declaration) -> None:
    """A declaration stands; a guess fills what it leaves open, and says that it is one."""
    judged = resolved(_judged(declaration, character))
    assert judged.message.declaration == expected
    assert judged.character == character


@pytest.mark.parametrize(
    ("conditions", "guard", "with_own"),
    [
        (("if accepts_marketing",), "if accepts_marketing", "if accepts_marketing"),
        (("if paid", "if vip_erlaubnis"), "", "if vip_erlaubnis"),
        (("if paid",), "", ""),
        ((), "", ""),
    ],
)
def test_guards(conditions: tuple[str, ...], guard: str, with_own: str) -> None:
    """A link, and words without one, stand behind the condition on a reader's consent; own names are known too."""
    link = Link("#a", Place(1, 1, 1, 2), "a", conditions=conditions)
    offer = Offer("20 % auf alles", Purpose.DISCOUNT, 0.9, conditions=conditions)
    judged = judged_of((link, Verdict(Purpose.LEGAL, 0.9)), offers=(offer,))
    for names, expected in (((), guard), (("vip_erlaubnis",), with_own)):
        got = resolved(judged, names)
        assert (got.message.links, got.offers) == ((replace(link, guard=expected),), (replace(offer, guard=expected),))
        assert got.verdicts == judged.verdicts
