"""What is said of a message as a whole: its subject, its text, what it is, and what stands first. PL301 to PL304."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promolint.policy import links, pack
from promolint.policy.claims import claims_service
from promolint.policy.decide import decide
from promolint.policy.ruling import Stance
from promolint.values.message import (
    INFERRED,
    Audience,
    Channel,
    Consent,
    Declaration,
    Excerpt,
    Link,
    Place,
    Stream,
)
from promolint.values.outcome import Severity, Suppression
from promolint.values.verdict import Character, Evidence, JudgedMessage, Offer, Purpose, Verdict
from tests.policy.builders import case_of, judged_of, policy_of, worded

MARKETING = Character(marketing=0.97, is_marketing=True)
CLAIM = "Dies ist keine Werbung."


def _judged(
    verdicts: str,
    declaration: Declaration,
    *offers: Offer,
    character: Character | None = None,
    text: str = "",
    channel: Channel = Channel.EMAIL,
) -> JudgedMessage:
    said = {"text": text, "channel": channel, "declaration": declaration}
    return judged_of(*worded(verdicts), offers=offers, character=character, **said)


def _told(judged: JudgedMessage, name: str) -> list[str]:
    found = decide(judged, policy_of(name))
    return [f"{finding.code} {finding.severity}" for finding in found if not finding.code.startswith("PL5")]


def _declared(kind: str | None, consent: Consent | None = None) -> Declaration:
    return Declaration(kind, consent=consent, source="declared" if kind else "unknown")


def _guessed(kind: str) -> Declaration:
    return Declaration(kind, source=INFERRED)


LOOKS = Declaration(stream=Stream.MARKETING, stream_source=INFERRED)
TRANSACTIONAL = Declaration(stream=Stream.TRANSACTIONAL, stream_source="declared")


@pytest.mark.parametrize(
    ("name", "declaration", "expected"),
    [
        # declared: as the pack has the kind itself
        ("gdpr-strict", _declared("greeting"), ["PL303 error"]),
        ("gdpr-strict", _declared("abandoned-basket"), ["PL303 error"]),
        ("gdpr-strict", _declared("review-request"), ["PL303 error"]),
        ("gdpr-strict", _declared("loyalty-statement"), ["PL303 warning"]),
        ("gdpr-strict", _declared("back-in-stock"), ["PL303 warning"]),
        ("phorest", _declared("rebooking-prompt"), ["PL303 warning"]),
        ("venuzle", _declared("rebooking-prompt"), ["PL303 error"]),
        ("venuzle", _declared("review-request"), ["PL303 warning"]),
        ("can-spam", _declared("greeting"), ["PL303 warning"]),
        ("whatsapp-utility", _declared("account-welcome"), ["PL303 error"]),
        # inferred: a warning, and nothing of kinds that the pack only doubts
        ("gdpr-strict", _guessed("greeting"), ["PL303 warning"]),
        ("gdpr-strict", _guessed("loyalty-statement"), []),
        ("phorest", _guessed("rebooking-prompt"), []),
        ("venuzle", _guessed("abandoned-basket"), ["PL303 warning"]),
        ("whatsapp-utility", _guessed("account-welcome"), ["PL303 warning"]),
        # transactional kinds, declared and inferred
        ("gdpr-strict", _declared("shipping"), []),
        ("gdpr-strict", _declared("account-welcome"), []),
        ("gdpr-strict", _guessed("shipping"), []),
        ("gdpr-strict", _declared(None), []),
        ("phorest", _declared("review-request"), []),
        ("can-spam", _declared("review-request"), []),
        ("ch-uwg", _declared("back-in-stock"), []),
        # for readers who agreed, where consent counts; for a seller's own customers it is a doubt
        ("gdpr-strict", _declared("greeting", Consent.OPT_IN), []),
        ("gdpr-strict", _declared("review-request", Consent.OPT_IN), []),
        ("whatsapp-utility", _declared("account-welcome", Consent.OPT_IN), ["PL303 error"]),
        ("klaviyo-transactional", _declared("abandoned-basket", Consent.OPT_IN), ["PL303 error"]),
        ("gdpr-strict", _declared("review-request", Consent.SOFT_OPT_IN), ["PL303 warning"]),
        ("gdpr-strict", _declared("rebooking-prompt", Consent.SOFT_OPT_IN), ["PL303 warning"]),
        ("gdpr-strict", _declared("abandoned-basket", Consent.SOFT_OPT_IN), ["PL303 error"]),
        ("uk-pecr", _declared("abandoned-basket", Consent.SOFT_OPT_IN), ["PL303 warning"]),
        ("phorest", _declared("greeting", Consent.SOFT_OPT_IN), ["PL303 error"]),
        ("gdpr-strict", _declared("greeting", Consent.NONE), ["PL303 error"]),
    ],
)
def test_a_kind_that_is_marketing(name: str, declaration: Declaration, expected: list[str]) -> None:
    """PL303 by kind: as grave as the pack has it where the kind is declared, a warning where it is a guess."""
    assert _told(_judged("transaction preferences", declaration), name) == expected


@pytest.mark.parametrize(
    ("declaration", "verdicts", "expected"),
    [
        # a declared kind that is refused says all
        (_declared("greeting"), "discount product", ["PL303 error"]),
        (_declared("greeting"), "social", ["PL303 error"]),
        # a kind that is only doubted, or guessed, leaves the links to be judged one by one
        (_declared("loyalty-statement"), "discount loyalty", ["PL303 warning", "PL101 error", "PL107 warning"]),
        (_declared("back-in-stock"), "product", ["PL303 warning", "PL102 warning"]),
        (_guessed("greeting"), "discount product", ["PL303 warning", "PL101 error", "PL102 error"]),
        (_guessed("greeting"), "transaction", ["PL303 warning"]),
    ],
)
def test_what_is_left_to_say_of_the_links(declaration: Declaration, verdicts: str, expected: list[str]) -> None:
    """Where the whole message is refused its links are not counted one by one."""
    assert _told(_judged(verdicts, declaration), "gdpr-strict") == expected


@pytest.mark.parametrize(
    ("declaration", "verdicts", "expected"),
    [
        # declared: the judge holds it for marketing, and three links of five surely advertise, two at least
        (_declared("shipping"), "discount product", ["PL303 error"]),
        (_declared("shipping"), "discount product campaign transaction information", ["PL303 error"]),
        (TRANSACTIONAL, "discount product", ["PL303 error"]),
        (_declared("shipping"), "discount product legal social support brand preferences", ["PL303 error"]),
        # too few, too small a share: the links are judged one by one
        (_declared("shipping"), "discount", ["PL101 error"]),
        (_declared("shipping"), "discount product transaction information", ["PL101 error", "PL102 error"]),
        (_declared("shipping"), "discount product? transaction", ["PL101 error", "PL102 note"]),
        (_declared("shipping"), "discount product??", ["PL101 error"]),
        (_declared("shipping"), "transaction", []),
        (_declared("shipping"), "", []),
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
    assert _told(_judged(verdicts, declaration, character=MARKETING), "gdpr-strict") == expected


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        (_declared("shipping"), ["PL101 error", "PL102 error"]),
        (TRANSACTIONAL, ["PL101 error", "PL102 warning"]),
        (_declared(None), ["PL101 error", "PL102 warning"]),
    ],
)
def test_the_judge_has_a_say_in_what_mostly_advertises(declaration: Declaration, expected: list[str]) -> None:
    """Two offers are two findings where the message as a whole does not look like marketing."""
    assert _told(_judged("discount product", declaration), "gdpr-strict") == expected


def test_a_message_declared_marketing_is_no_finding_for_that() -> None:
    """It is what it says it is; all that is asked of it is a way to unsubscribe."""
    declared = Declaration(stream=Stream.MARKETING, stream_source="declared")
    assert _told(_judged("discount product preferences", declared, character=MARKETING), "gdpr-strict") == []


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
    judged = _judged("discount campaign preferences", _declared("shipping", consent), character=MARKETING)
    assert _told(judged, name) == expected


def test_what_does_not_count_as_advertising() -> None:
    """Twins and comments are seen once or never, guarded links by those who agreed."""
    judged = _judged("discount discount discount discount", _declared("shipping"), character=MARKETING)
    first, second, third, fourth = judged.message.links
    shown = (
        first,
        replace(second, twin=True),
        replace(third, commented=True),
        replace(fourth, guard="if accepts_marketing"),
    )
    hidden = replace(judged, message=replace(judged.message, links=shown))
    assert _told(hidden, "gdpr-strict") == ["PL101 error", "PL101 error"]


@pytest.mark.parametrize(("kind", "expected"), [("double-opt-in", []), ("shipping", ["PL303 error"])])
def test_what_the_pack_allows_does_not_count(kind: str, expected: list[str]) -> None:
    """To confirm a sign-up is what a double opt-in is for."""
    assert _told(_judged("newsletter newsletter", _declared(kind), character=MARKETING), "gdpr-strict") == expected


ABOUT_GOODS = Offer("Wieder da: Shampoo für 9 €", Purpose.PRODUCT, 0.9, in_subject=True, concrete=True)
GOODS = Offer("Unser Shampoo für 9 € passt dazu.", Purpose.PRODUCT, 0.9, concrete=True)
SUBJECT = Offer("20 % auf alles", Purpose.DISCOUNT, 0.9, in_subject=True, concrete=True)
CODE = Offer("Mit SOMMER20 sparst du 20 %.", Purpose.DISCOUNT, 0.9, concrete=True)


@pytest.mark.parametrize(
    ("name", "declaration", "offer", "expected"),
    [
        ("gdpr-strict", _declared("shipping"), SUBJECT, ["PL301 error"]),
        ("phorest", _declared("appointment-confirmation"), SUBJECT, ["PL301 error"]),
        ("can-spam", _declared("shipping"), SUBJECT, ["PL301 error"]),
        ("whatsapp-utility", _declared("shipping"), SUBJECT, ["PL301 error"]),
        ("gdpr-strict", _declared(None), SUBJECT, ["PL301 error"]),
        ("gdpr-strict", _declared("shipping"), replace(SUBJECT, confidence=0.5), ["PL301 error"]),
        ("gdpr-strict", _declared("shipping"), replace(SUBJECT, concrete=False), ["PL301 note"]),
        ("can-spam", _declared("shipping"), replace(SUBJECT, purpose=Purpose.UPGRADE), ["PL301 error"]),
        ("gdpr-strict", _declared("shipping"), ABOUT_GOODS, ["PL301 error"]),
        # where the kind is about that very thing, the subject may name it
        ("gdpr-strict", _declared("double-opt-in"), replace(SUBJECT, purpose=Purpose.NEWSLETTER), []),
        (
            "gdpr-strict",
            _declared("back-in-stock"),
            ABOUT_GOODS,
            ["PL303 warning", "PL301 warning"],
        ),
        ("gdpr-strict", _declared("no-show"), ABOUT_GOODS, ["PL301 warning"]),
        ("can-spam", _declared("no-show"), ABOUT_GOODS, []),
        ("gdpr-strict", _declared(None), ABOUT_GOODS, ["PL301 warning"]),
        # for readers who agreed
        ("gdpr-strict", _declared("shipping", Consent.OPT_IN), SUBJECT, []),
        ("gdpr-strict", _declared("order-confirmation", Consent.OPT_IN), SUBJECT, ["PL301 warning"]),
        ("whatsapp-utility", _declared("shipping", Consent.OPT_IN), SUBJECT, ["PL301 error"]),
    ],
)
def test_a_promotional_subject(name: str, declaration: Declaration, offer: Offer, expected: list[str]) -> None:
    """PL301: what all packs refuse in a subject, unless the pack is milder on it in this kind than elsewhere."""
    assert _told(_judged("transaction", declaration, offer), name) == expected


@pytest.mark.parametrize(
    ("name", "declaration", "offer", "channel", "expected"),
    [
        ("gdpr-strict", _declared("shipping"), CODE, Channel.EMAIL, ["PL302 error"]),
        ("gdpr-strict", _declared("shipping"), CODE, Channel.SMS, ["PL302 error"]),
        ("gdpr-strict", _declared(None), CODE, Channel.EMAIL, ["PL302 error"]),
        ("gdpr-strict", _declared("shipping"), replace(CODE, confidence=0.5), Channel.EMAIL, ["PL302 note"]),
        ("gdpr-strict", _declared("shipping"), replace(CODE, concrete=False), Channel.EMAIL, ["PL302 note"]),
        (
            "venuzle",
            _declared("course-update"),
            replace(CODE, purpose=Purpose.UPGRADE),
            Channel.EMAIL,
            ["PL302 warning"],
        ),
        ("can-spam", _declared("shipping"), CODE, Channel.EMAIL, ["PL302 warning"]),
        ("can-spam", _declared("shipping"), CODE, Channel.SMS, ["PL302 error"]),
        ("gdpr-strict", _declared("no-show"), GOODS, Channel.EMAIL, ["PL302 warning"]),
        ("can-spam", _declared("no-show"), GOODS, Channel.EMAIL, []),
        ("gdpr-strict", _declared("double-opt-in"), replace(CODE, purpose=Purpose.NEWSLETTER), Channel.EMAIL, []),
        ("gdpr-strict", _declared("shipping", Consent.OPT_IN), CODE, Channel.SMS, []),
        ("whatsapp-utility", _declared("shipping", Consent.OPT_IN), CODE, Channel.WHATSAPP, ["PL302 error"]),
        ("gdpr-strict", _declared("greeting"), CODE, Channel.EMAIL, ["PL303 error"]),
    ],
)
def test_promotional_text(
    name: str, declaration: Declaration, offer: Offer, channel: Channel, expected: list[str]
) -> None:
    """PL302: a sentence without a link is judged as a link of its purpose would be."""
    assert _told(_judged("transaction", declaration, offer, channel=channel), name) == expected


def test_offers_of_own_customers() -> None:
    """A soft opt-in reaches sentences too, by e-mail and with a way out."""
    declared = Declaration("shipping", audience=Audience.EXISTING_CUSTOMER)
    assert _told(_judged("preferences", declared, CODE), "venuzle") == ["PL302 warning"]
    assert _told(_judged("preferences", declared, CODE, channel=Channel.SMS), "venuzle") == ["PL302 error"]
    assert _told(_judged("transaction", declared, CODE), "venuzle") == ["PL404 error", "PL302 error"]


def test_an_offer_is_told_in_its_words() -> None:
    """With its text, purpose and confidence, and the sources of the rule."""
    (finding,) = decide(_judged("transaction", _declared("shipping"), CODE), policy_of("gdpr-strict"))
    assert finding.message == (
        "“Mit SOMMER20 sparst du 20 %.” advertises a price offer in a shipping notice, without a link: the useful part "
        "of a message does not save the advertising in it, even for a free service or an app "
        "(BGH VI ZR 134/15 of 15 December 2015, Germany)."
    )
    assert (finding.text, finding.purpose, finding.confidence) == (CODE.text, Purpose.DISCOUNT, 0.9)
    assert finding.evidence == (Evidence("message", CODE.text, 1.0),)
    assert (finding.place, finding.url) == (Place(1, 1, 1, 1), "")


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ("discount transaction", ["PL101 warning", "PL304 error"]),
        ("legal social discount transaction", ["PL101 warning", "PL304 error"]),
        ("brand product information", ["PL102 warning", "PL304 error"]),
        ("discount product account", ["PL101 warning", "PL102 warning", "PL304 error"]),
        # the transaction leads, or there is none to lead
        ("transaction discount", ["PL101 warning"]),
        ("information product product", ["PL102 warning", "PL102 warning"]),
        ("account discount transaction", ["PL101 warning"]),
        ("discount legal", ["PL101 warning"]),
        ("discount", ["PL101 warning"]),
        # what comes first does not surely advertise
        ("discount? transaction", ["PL101 note"]),
        ("discount?? transaction discount", ["PL101 warning"]),
        ("social transaction", []),
        ("app transaction", ["PL203 warning"]),
        ("brand legal transaction", []),
    ],
)
def test_promotion_before_the_transaction(verdicts: str, expected: list[str]) -> None:
    """PL304 under CAN-SPAM: once a message, at the first link that surely advertises."""
    assert _told(_judged(verdicts, _declared("shipping")), "can-spam") == expected


@pytest.mark.parametrize(
    ("name", "declaration", "expected"),
    [
        ("can-spam", _declared("shipping"), ["PL304"]),
        ("can-spam", _declared(None), ["PL304"]),
        ("can-spam", _declared("shipping", Consent.SOFT_OPT_IN), ["PL404", "PL304"]),
        ("can-spam", _declared("shipping", Consent.OPT_IN), []),
        ("gdpr-strict", _declared("shipping"), []),
        ("phorest", _declared("shipping"), []),
        ("venuzle", _declared("course-update"), []),
        ("whatsapp-utility", _declared("shipping"), []),
    ],
)
def test_which_packs_mind_what_stands_first(name: str, declaration: Declaration, expected: list[str]) -> None:
    """Where each promotional link is refused anyway its place adds nothing."""
    found = decide(_judged("product transaction", declaration), policy_of(name))
    assert [finding.code for finding in found if finding.code != "PL102"] == expected


def test_what_the_pack_allows_may_stand_first() -> None:
    """Under CAN-SPAM a booking in place of the one that fell through leads as the transaction does."""
    assert _told(_judged("product transaction", _declared("no-show")), "can-spam") == []


def test_promotion_first_is_told_at_the_link() -> None:
    """With its place, its words and the reason."""
    *_, finding = decide(_judged("legal discount transaction", _declared("shipping")), policy_of("can-spam"))
    assert (finding.code, finding.place, finding.url) == ("PL304", Place(2, 1, 2, 9), "https://x.example/2")
    assert (finding.text, finding.purpose, finding.confidence) == ("Link 2", Purpose.DISCOUNT, 0.9)
    assert finding.message == (
        "“Link 2” stands before what the message itself is for: advertising must neither shape the subject line nor "
        "stand before the transaction's own content (16 CFR 316.3, USA)."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Hallo! Dies ist keine Werbung. Deine Buchung steht.",
        "DIES IST KEINE WERBUNG",
        "Dies ist eine Servicenachricht zu Ihrem Vertrag.",
        "Diese E-Mail ist keine Werbung.",
        "Sie erhalten diese Nachricht unabhängig von Ihren Werbeeinstellungen.",
        "This is not a marketing email.",
        "Please note: this is a service message.",
        "This is a transactional\nemail.",
        "Sent regardless of your marketing preferences.",
        "Ceci n'est pas un message publicitaire.",
        "Ceci n\u2019est pas une publicité.",
        "Este no es un mensaje publicitario.",
        "Este es un mensaje de servicio.",
        "Questa non è una comunicazione pubblicitaria.",
        "Dit is geen reclame.",
        "Dit is een servicebericht.",
    ],
)
def test_a_message_that_claims_not_to_advertise(text: str) -> None:
    """In six languages, however it is spelt."""
    assert claims_service(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ihre Bestellung ist unterwegs.",
        "Keine Werbung bitte.",
        "Sie haben der Werbung widersprochen.",
        "Unser Service ist für Sie da.",
        "Ihre Werbeeinstellungen können Sie hier ändern.",
        "Change your marketing preferences here.",
        "This is your order confirmation.",
        "This is not your order? Tell us.",
        "Our service team has a message for you.",
        "Ceci est votre facture.",
        "Este es su recibo.",
        "Questa è la tua fattura.",
        "Dit is je factuur.",
    ],
)
def test_a_message_that_claims_nothing(text: str) -> None:
    """Mail settings, service teams and plain statements are no claim."""
    assert not claims_service(text)


@pytest.mark.parametrize(
    ("name", "judged", "without", "beside"),
    [
        # a warning becomes an error
        ("can-spam", _judged("transaction discount", _declared("shipping")), ["PL101 warning"], ["PL101 error"]),
        ("gdpr-strict", _judged("product", _declared("no-show")), ["PL102 warning"], ["PL102 error"]),
        ("venuzle", _judged("upgrade", _declared("course-update")), ["PL106 warning"], ["PL106 error"]),
        ("can-spam", _judged("transaction", _declared("shipping"), CODE), ["PL302 warning"], ["PL302 error"]),
        ("gdpr-strict", _judged("", _declared("no-show"), ABOUT_GOODS), ["PL301 warning"], ["PL301 error"]),
        ("gdpr-strict", _judged("discount", LOOKS), ["PL303 warning"], ["PL303 error"]),
        # an error stays one, and a look that is asked for stays a note
        ("gdpr-strict", _judged("discount", _declared("shipping")), ["PL101 error"], ["PL101 error"]),
        ("can-spam", _judged("transaction discount?", _declared("shipping")), ["PL101 note"], ["PL101 note"]),
        # grey links are no promotion, and a claim alone is nothing
        ("gdpr-strict", _judged("social", _declared("shipping")), ["PL202 warning"], ["PL202 warning"]),
        ("phorest", _judged("review", _declared("shipping")), ["PL201 warning"], ["PL201 warning"]),
        ("gdpr-strict", _judged("transaction legal", _declared("shipping")), [], []),
        ("gdpr-strict", _judged("transaction", _declared("loyalty-statement")), ["PL303 warning"], ["PL303 warning"]),
        ("gdpr-strict", _judged("transaction", _guessed("greeting")), ["PL303 warning"], ["PL303 warning"]),
    ],
)
def test_a_claim_beside_advertising_makes_it_worse(
    name: str, judged: JudgedMessage, without: list[str], beside: list[str]
) -> None:
    """PL101 to PL304 rise by one level."""
    assert _told(judged, name) == without
    assert _told(replace(judged, message=replace(judged.message, text=CLAIM)), name) == beside


def test_a_slogan_rises_as_the_product_that_it_advertises() -> None:
    """Beside a claim a home page that is called to is an error."""
    words = "Nutzen Sie www.salon.example!"
    link = Link("https://salon.example", Place(1, 1, 1, 9), words, sentence=words)
    slogan = link, Verdict(Purpose.BRAND, 0.9)
    assert _told(judged_of(slogan), "gdpr-strict") == ["PL102 warning"]
    assert _told(judged_of(slogan, text=CLAIM), "gdpr-strict") == ["PL102 error"]


@pytest.mark.parametrize("name", pack.names())
def test_whatever_stands_first_or_in_the_subject_is_no_worse_than_forbidden(name: str) -> None:
    """Each pack minds the subject, one minds what stands first: nothing else depends on a place."""
    loaded = pack.load(name)
    assert loaded.positions.subject is Stance.FORBID
    assert (loaded.positions.first is Stance.FORBID) is (name == "can-spam")


def test_what_advertises_is_what_the_pack_does_not_allow() -> None:
    """The same link counts in a shipping notice, and in a confirmation of its own matter it does not."""
    judged = _judged("newsletter", _declared("double-opt-in"))
    case = case_of(judged, "gdpr-strict")
    assert not links.advertises(case, judged.message.links[0], judged.verdicts[0])
    other = replace(judged, message=replace(judged.message, declaration=_declared("shipping")))
    assert links.advertises(replace(case, judged=other), judged.message.links[0], judged.verdicts[0])


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
    judged = _judged("transaction", _declared(kind), replace(CODE, guard=guard))
    (finding,) = decide(judged, policy_of(names))
    assert (finding.code, finding.suppressed) == ("PL302", Suppression("guard", guard) if kept else None)


def test_what_consent_leaves_of_a_guarded_sentence_is_as_bad_as_of_a_link() -> None:
    """Two packs mind it; consent answers the one that forbids, so the doubt of the other is what remains."""
    policy, guard = policy_of("gdpr-strict,postmark-transactional"), "if accepts_marketing"
    judged = _judged("transaction review", _declared("shipping"), replace(CODE, purpose=Purpose.REVIEW, guard=guard))
    own, review = judged.message.links
    judged = replace(judged, message=replace(judged.message, links=(own, replace(review, guard=guard))))
    assert [(found.code, found.severity, found.suppressed) for found in decide(judged, policy)] == [
        ("PL201", Severity.WARNING, None),
        ("PL302", Severity.WARNING, None),
    ]


def test_words_at_their_place() -> None:
    """A finding about them stands where they were found; else where those about the whole message stand."""
    excerpt = Excerpt("Mit Code", 4, 8)
    judged = _judged("transaction", _declared("shipping"), replace(CODE, place=Place(7, 5, 7, 9), excerpt=excerpt))
    (found,) = decide(judged, policy_of("gdpr-strict"))
    (lost,) = decide(replace(judged, offers=(CODE,)), policy_of("gdpr-strict"))
    assert (found.place, found.excerpt) == (Place(7, 5, 7, 9), excerpt)
    assert (lost.place, lost.excerpt) == (Place(1, 1, 1, 1), None)


def test_a_claim_is_looked_for_once_a_message_and_only_beside_a_warning() -> None:
    """Three packs and two findings ask once; where nothing is found, or all is forbidden already, nobody does."""
    policy = policy_of("can-spam,venuzle,phorest")
    for verdicts, asked in (("transaction discount discount", 1), ("transaction legal", 0)):
        claims_service.cache_clear()
        decide(_judged(verdicts, _declared("shipping"), text="Ihr Paket ist da."), policy)
        assert claims_service.cache_info().misses == asked
    claims_service.cache_clear()
    decide(_judged("transaction discount", _declared("shipping")), policy_of("gdpr-strict"))
    assert claims_service.cache_info().misses == 0


def test_by_sms_the_reason_is_no_rule_on_mail() -> None:
    """In the United States whatever is found in a text message cites what holds for text messages."""
    declared = _declared("shipping")
    judged = _judged("discount transaction app", declared, CODE, channel=Channel.SMS)
    findings = decide(judged, policy_of("can-spam"))
    assert [(finding.code, finding.sources[0].partition(",")[0]) for finding in findings] == [
        ("PL101", "CTIA principles for text messages"),
        ("PL203", "TCPA"),
        ("PL302", "CTIA principles for text messages"),
        ("PL304", "TCPA"),
    ]
    mailed = decide(replace(judged, message=replace(judged.message, channel=Channel.EMAIL)), policy_of("can-spam"))
    assert {finding.sources[0] for finding in mailed} == {"16 CFR 316.3, USA"}
