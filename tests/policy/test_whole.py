"""What stands first (PL304), what a message claims of itself, and what is asked of a whole message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promolint.policy import links, pack
from promolint.policy.claims import claims_service
from promolint.policy.decide import decide
from promolint.policy.ruling import Stance
from promolint.values.message import INFERRED, Channel, Consent, Declaration, Link, Place, Stream
from promolint.values.verdict import JudgedMessage, Purpose, Verdict
from tests.policy.builders import ABOUT_GOODS, CODE, case_of, declared, judged_of, of_words, policy_of, told

CLAIM = "Dies ist keine Werbung."
LOOKS = Declaration(stream=Stream.MARKETING, stream_source=INFERRED)


def _guessed(kind: str) -> Declaration:
    return Declaration(kind, source=INFERRED)


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
    assert told(of_words(verdicts, declared("shipping")), "can-spam") == expected


@pytest.mark.parametrize(
    ("name", "declaration", "expected"),
    [
        ("can-spam", declared("shipping"), ["PL304"]),
        ("can-spam", declared(None), ["PL304"]),
        ("can-spam", declared("shipping", Consent.SOFT_OPT_IN), ["PL404", "PL304"]),
        ("can-spam", declared("shipping", Consent.OPT_IN), []),
        ("gdpr-strict", declared("shipping"), []),
        ("phorest", declared("shipping"), []),
        ("venuzle", declared("course-update"), []),
        ("whatsapp-utility", declared("shipping"), []),
    ],
)
def test_which_packs_mind_what_stands_first(name: str, declaration: Declaration, expected: list[str]) -> None:
    """Where each promotional link is refused anyway its place adds nothing."""
    found = decide(of_words("product transaction", declaration), policy_of(name))
    assert [finding.code for finding in found if finding.code != "PL102"] == expected


def test_what_the_pack_allows_may_stand_first() -> None:
    """Under CAN-SPAM a booking in place of the one that fell through leads as the transaction does."""
    assert told(of_words("product transaction", declared("no-show")), "can-spam") == []


def test_promotion_first_is_told_at_the_link() -> None:
    """With its place, its words and the reason."""
    *_, finding = decide(of_words("legal discount transaction", declared("shipping")), policy_of("can-spam"))
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
        ("can-spam", of_words("transaction discount", declared("shipping")), ["PL101 warning"], ["PL101 error"]),
        ("gdpr-strict", of_words("product", declared("no-show")), ["PL102 warning"], ["PL102 error"]),
        ("venuzle", of_words("upgrade", declared("course-update")), ["PL106 warning"], ["PL106 error"]),
        ("can-spam", of_words("transaction", declared("shipping"), CODE), ["PL302 warning"], ["PL302 error"]),
        ("gdpr-strict", of_words("", declared("no-show"), ABOUT_GOODS), ["PL301 warning"], ["PL301 error"]),
        ("gdpr-strict", of_words("discount", LOOKS), ["PL303 warning"], ["PL303 error"]),
        # an error stays one, and a look that is asked for stays a note
        ("gdpr-strict", of_words("discount", declared("shipping")), ["PL101 error"], ["PL101 error"]),
        ("can-spam", of_words("transaction discount?", declared("shipping")), ["PL101 note"], ["PL101 note"]),
        # grey links are no promotion, and a claim alone is nothing
        ("gdpr-strict", of_words("social", declared("shipping")), ["PL202 warning"], ["PL202 warning"]),
        ("phorest", of_words("review", declared("shipping")), ["PL201 warning"], ["PL201 warning"]),
        ("gdpr-strict", of_words("transaction legal", declared("shipping")), [], []),
        ("gdpr-strict", of_words("transaction", declared("loyalty-statement")), ["PL303 warning"], ["PL303 warning"]),
        ("gdpr-strict", of_words("transaction", _guessed("greeting")), ["PL303 warning"], ["PL303 warning"]),
    ],
)
def test_a_claim_beside_advertising_makes_it_worse(
    name: str, judged: JudgedMessage, without: list[str], beside: list[str]
) -> None:
    """PL101 to PL304 rise by one level."""
    assert told(judged, name) == without
    assert told(replace(judged, message=replace(judged.message, text=CLAIM)), name) == beside


def test_a_slogan_rises_as_the_product_that_it_advertises() -> None:
    """Beside a claim a home page that is called to is an error."""
    words = "Nutzen Sie www.salon.example!"
    link = Link("https://salon.example", Place(1, 1, 1, 9), words, sentence=words)
    slogan = link, Verdict(Purpose.BRAND, 0.9)
    assert told(judged_of(slogan), "gdpr-strict") == ["PL102 warning"]
    assert told(judged_of(slogan, text=CLAIM), "gdpr-strict") == ["PL102 error"]


@pytest.mark.parametrize("name", pack.names())
def test_whatever_stands_first_or_in_the_subject_is_no_worse_than_forbidden(name: str) -> None:
    """Each pack minds the subject, one minds what stands first: nothing else depends on a place."""
    loaded = pack.load(name)
    assert loaded.positions.subject is Stance.FORBID
    assert (loaded.positions.first is Stance.FORBID) is (name == "can-spam")


def test_what_advertises_is_what_the_pack_does_not_allow() -> None:
    """The same link counts in a shipping notice, and in a confirmation of its own matter it does not."""
    judged = of_words("newsletter", declared("double-opt-in"))
    case = case_of(judged, "gdpr-strict")
    assert not links.advertises(case, judged.message.links[0], judged.verdicts[0])
    other = replace(judged, message=replace(judged.message, declaration=declared("shipping")))
    assert links.advertises(replace(case, judged=other), judged.message.links[0], judged.verdicts[0])


def test_a_claim_is_looked_for_once_a_message_and_only_beside_a_warning() -> None:
    """Three packs and two findings ask once; where nothing is found, or all is forbidden already, nobody does."""
    policy = policy_of("can-spam,venuzle,phorest")
    for verdicts, asked in (("transaction discount discount", 1), ("transaction legal", 0)):
        claims_service.cache_clear()
        decide(of_words(verdicts, declared("shipping"), text="Ihr Paket ist da."), policy)
        assert claims_service.cache_info().misses == asked
    claims_service.cache_clear()
    decide(of_words("transaction discount", declared("shipping")), policy_of("gdpr-strict"))
    assert claims_service.cache_info().misses == 0


def test_by_sms_the_reason_is_no_rule_on_mail() -> None:
    """In the United States whatever is found in a text message cites what holds for text messages."""
    judged = of_words("discount transaction app", declared("shipping"), CODE, channel=Channel.SMS)
    findings = decide(judged, policy_of("can-spam"))
    assert [(finding.code, finding.sources[0].partition(",")[0]) for finding in findings] == [
        ("PL101", "CTIA principles for text messages"),
        ("PL203", "TCPA"),
        ("PL302", "CTIA principles for text messages"),
        ("PL304", "TCPA"),
    ]
    mailed = decide(replace(judged, message=replace(judged.message, channel=Channel.EMAIL)), policy_of("can-spam"))
    assert {finding.sources[0] for finding in mailed} == {"16 CFR 316.3, USA"}
