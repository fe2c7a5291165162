"""Who may be written to at all: PL401 to PL404, by what is declared of the readers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promolint.policy import audience
from promolint.policy.decide import decide
from promolint.values.message import INFERRED, Audience, Channel, Consent, Declaration, Link, Place, Stream
from promolint.values.verdict import JudgedMessage, Offer, Purpose, Verdict
from tests.policy.builders import case_of, judged_of, policy_of

BOOKING = (
    Link("https://club.example/buchung", Place(2, 1, 2, 9), "Buchung"),
    Verdict(Purpose.TRANSACTION, 0.9),
)
SALE = (Link("https://club.example/sale", Place(3, 1, 3, 9), "20 % sichern"), Verdict(Purpose.DISCOUNT, 0.9))
SETTINGS = (Link("https://club.example/abmelden", Place(4, 1, 4, 9), "Abmelden"), Verdict(Purpose.PREFERENCES, 0.9))
PAIRS = {"booking": BOOKING, "sale": SALE, "settings": SETTINGS}


def _declared(said: str) -> Declaration:
    """A declaration out of words: "prospect none kind=shipping stream=marketing general"."""
    found = Declaration(source="declared")
    for word in said.split():
        key, _, value = word.partition("=")
        if key == "kind":
            found = replace(found, kind=value)
        elif key == "guessed":
            found = replace(found, kind=value, source=INFERRED)
        elif key == "stream":
            found = replace(found, stream=Stream(value), stream_source="declared")
        elif word == "looks-like-marketing":
            found = replace(found, stream=Stream.MARKETING, stream_source=INFERRED)
        elif word in {"course", "general"}:
            found = replace(found, general=word == "general")
        elif word in set(Consent):
            found = replace(found, consent=Consent(word))
        else:
            found = replace(found, audience=Audience(word))
    return found


def _judged(said: str, links: str, text: str = "", channel: Channel = Channel.EMAIL) -> JudgedMessage:
    pairs = (PAIRS[name] for name in links.split())
    return judged_of(*pairs, text=text, channel=channel, declaration=_declared(said))


def _against(name: str, judged: JudgedMessage) -> list[str]:
    return [f"{finding.code} {finding.severity}" for finding in audience.findings(case_of(judged, name))]


@pytest.mark.parametrize(
    ("name", "said", "links", "expected"),
    [
        # prospects: for any template whatever
        ("venuzle", "prospect", "booking", ["PL401 error"]),
        ("venuzle", "prospect kind=course-confirmation", "booking", ["PL401 error"]),
        ("venuzle", "prospect kind=double-opt-in", "booking", ["PL401 error"]),
        ("venuzle", "prospect none", "", ["PL401 error"]),
        ("venuzle", "prospect stream=marketing", "sale", ["PL401 error"]),
        ("venuzle", "prospect opt-in stream=marketing", "sale settings", ["PL401 error"]),
        ("gdpr-strict", "prospect", "booking", ["PL401 error"]),
        ("phorest", "prospect kind=greeting", "sale", ["PL401 error"]),
        ("canada-casl", "prospect", "booking", ["PL401 error"]),
        # who is out of bounds is no matter of a platform's category, nor of American law before somebody says no
        ("can-spam", "prospect", "booking", []),
        ("australia-spam-act", "prospect", "booking", []),
        ("whatsapp-utility", "prospect", "booking", []),
        ("rcs-transactional", "prospect", "booking", []),
        ("postmark-transactional", "prospect", "booking", []),
        # nobody said who the readers are
        ("venuzle", "", "booking", []),
        ("venuzle", "kind=greeting", "sale", []),
        ("venuzle", "general kind=course-update", "booking", []),
    ],
)
def test_prospects_must_not_be_contacted(name: str, said: str, links: str, expected: list[str]) -> None:
    """They may be viewed and not written to, whatever the message is; that is all there is to say of them."""
    assert _against(name, _judged(said, links)) == expected


@pytest.mark.parametrize(
    ("name", "said", "links", "expected"),
    [
        # without the tick: only kinds that serve what they booked
        ("venuzle", "new-customer kind=greeting", "booking", ["PL402 error"]),
        ("venuzle", "new-customer kind=rebooking-prompt", "booking", ["PL402 error"]),
        ("venuzle", "new-customer none kind=abandoned-basket", "booking", ["PL402 error"]),
        ("venuzle", "new-customer stream=marketing", "sale settings", ["PL402 error"]),
        ("venuzle", "new-customer stream=marketing kind=course-update", "booking settings", ["PL402 error"]),
        ("gdpr-strict", "new-customer kind=review-request", "booking", ["PL402 error"]),
        # a kind that the pack only doubts, or one that was guessed, is a doubt here too; both together are none
        ("venuzle", "new-customer kind=review-request", "booking", ["PL402 warning"]),
        ("phorest", "new-customer kind=rebooking-prompt", "booking", ["PL402 warning"]),
        ("venuzle", "new-customer guessed=greeting", "booking", ["PL402 warning"]),
        # their own business
        ("venuzle", "new-customer kind=course-confirmation", "booking", []),
        ("venuzle", "new-customer none kind=course-update", "booking", []),
        ("venuzle", "new-customer none kind=password-reset", "booking", []),
        ("venuzle", "new-customer guessed=course-update", "booking", []),
        ("venuzle", "new-customer guessed=review-request", "booking", []),
        ("venuzle", "new-customer", "booking", []),
        ("venuzle", "new-customer looks-like-marketing", "booking", []),
        ("phorest", "new-customer kind=review-request", "booking", []),
        # with the tick
        ("venuzle", "new-customer opt-in kind=greeting", "booking", []),
        ("venuzle", "new-customer opt-in stream=marketing", "sale settings", []),
        ("venuzle", "new-customer soft-opt-in kind=greeting", "booking settings", []),
        # a category says nothing of readers
        ("whatsapp-utility", "new-customer kind=greeting", "booking", []),
        ("whatsapp-utility", "new-customer stream=marketing", "sale settings", []),
    ],
)
def test_new_customers_agree_by_a_tick(name: str, said: str, links: str, expected: list[str]) -> None:
    """Without it they are told about their own booking; PL402 is as grave as the pack holds the kind for marketing."""
    assert _against(name, _judged(said, links)) == expected


@pytest.mark.parametrize(
    ("name", "said", "links", "expected"),
    [
        ("gdpr-strict", "none stream=marketing", "sale settings", ["PL402 error"]),
        ("phorest", "none stream=marketing kind=greeting", "sale settings", ["PL402 error"]),
        ("venuzle", "existing-customer none stream=marketing", "sale settings", ["PL402 error"]),
        ("klaviyo-transactional", "none stream=marketing", "sale settings", ["PL402 error"]),
        ("gdpr-strict", "opt-in stream=marketing", "sale settings", []),
        ("gdpr-strict", "soft-opt-in stream=marketing", "sale settings", []),
        ("gdpr-strict", "stream=marketing", "sale settings", []),
        ("gdpr-strict", "none stream=transactional", "booking", []),
        ("gdpr-strict", "none looks-like-marketing", "sale settings", []),
        ("gdpr-strict", "none kind=shipping", "sale", []),
        ("whatsapp-utility", "none stream=marketing", "sale settings", []),
    ],
)
def test_marketing_needs_consent(name: str, said: str, links: str, expected: list[str]) -> None:
    """Where somebody declares a marketing message to readers who gave none; what only looks so is left to PL303."""
    assert _against(name, _judged(said, links)) == expected


@pytest.mark.parametrize(
    ("name", "said", "links", "expected"),
    [
        # without a tick, through the general message function: also about the course itself
        ("venuzle", "course-participant general", "booking", ["PL401 error"]),
        ("venuzle", "course-participant general kind=course-update", "booking", ["PL401 error"]),
        ("venuzle", "course-participant general none", "booking", ["PL401 error"]),
        ("gdpr-strict", "course-participant general", "booking", ["PL401 error"]),
        # through the course, or nobody said how, or with the tick
        ("venuzle", "course-participant course kind=course-update", "booking", []),
        ("venuzle", "course-participant course none", "booking", []),
        ("venuzle", "course-participant kind=course-update", "booking", []),
        ("venuzle", "course-participant general opt-in", "booking", []),
        ("venuzle", "course-participant general soft-opt-in", "booking", []),
        ("venuzle", "new-customer general kind=course-update", "booking", []),
        ("venuzle", "existing-customer general kind=course-update", "booking", []),
        ("whatsapp-utility", "course-participant general", "booking", []),
    ],
)
def test_participants_are_reached_through_their_course(name: str, said: str, links: str, expected: list[str]) -> None:
    """The same words sent through the general function are wrong without the notification tick."""
    assert _against(name, _judged(said, links)) == expected


@pytest.mark.parametrize(
    ("name", "said", "links", "text", "expected"),
    [
        # who may be written to until they object needs a way to
        ("gdpr-strict", "soft-opt-in kind=shipping", "booking sale", "", ["PL404 error"]),
        ("gdpr-strict", "soft-opt-in stream=marketing", "sale", "", ["PL404 error"]),
        ("gdpr-strict", "soft-opt-in stream=marketing", "booking", "", ["PL404 error"]),
        ("venuzle", "existing-customer kind=course-update", "sale", "", ["PL404 error"]),
        ("venuzle", "existing-customer", "sale", "", ["PL404 error"]),
        ("venuzle", "existing-customer stream=marketing", "sale", "", ["PL404 error"]),
        # other marketing: a sender's platform often adds what the draft does not show
        ("gdpr-strict", "stream=marketing", "sale", "", ["PL404 note"]),
        ("gdpr-strict", "opt-in stream=marketing", "sale", "", ["PL404 note"]),
        ("can-spam", "stream=marketing", "sale", "", ["PL404 note"]),
        # it is there
        ("gdpr-strict", "soft-opt-in kind=shipping", "booking sale settings", "", []),
        ("gdpr-strict", "soft-opt-in kind=shipping", "sale", "Reply STOP to opt out", []),
        ("venuzle", "existing-customer kind=course-update", "sale settings", "", []),
        ("venuzle", "existing-customer stream=marketing", "sale", "Abmelden: STOP an 12345", []),
        ("gdpr-strict", "stream=marketing", "sale settings", "", []),
        ("gdpr-strict", "opt-in stream=marketing", "sale settings", "", []),
        # nothing advertises
        ("gdpr-strict", "soft-opt-in kind=shipping", "booking", "", []),
        ("venuzle", "existing-customer kind=course-update", "booking", "", []),
        ("venuzle", "existing-customer looks-like-marketing", "booking", "", []),
        # nobody spoke of consent: the link itself is what is wrong
        ("gdpr-strict", "kind=shipping", "booking sale", "", []),
        ("gdpr-strict", "none kind=shipping", "sale", "", []),
        ("venuzle", "new-customer kind=course-update", "sale", "", []),
        # no matter of a platform's category
        ("whatsapp-utility", "soft-opt-in kind=shipping", "sale", "", []),
        ("postmark-transactional", "stream=marketing", "sale", "", []),
    ],
)
def test_who_is_written_to_until_they_object_can_object(
    name: str, said: str, links: str, text: str, expected: list[str]
) -> None:
    """PL404: an error where a soft opt-in is all there is, a note in other marketing."""
    assert _against(name, _judged(said, links, text)) == expected


@pytest.mark.parametrize(
    ("link", "verdict", "expected"),
    [
        (SALE[0], Verdict(Purpose.DISCOUNT, 0.7), ["PL404 error"]),
        (SALE[0], Verdict(Purpose.DISCOUNT, 0.69), []),
        (SALE[0], Verdict(Purpose.DISCOUNT, 0.9, undecidable=True), []),
        (SALE[0], Verdict(Purpose.REVIEW, 0.9), []),
        (replace(SALE[0], commented=True), Verdict(Purpose.DISCOUNT, 0.9), []),
        (replace(SALE[0], guard="if accepts_marketing"), Verdict(Purpose.DISCOUNT, 0.9), []),
        (replace(SALE[0], text="Your discount: 10 %", url="#"), Verdict(Purpose.TRANSACTION, 0.9), []),
    ],
)
def test_what_surely_advertises_needs_a_way_out(link: Link, verdict: Verdict, expected: list[str]) -> None:
    """A link that nobody is sure of, that nobody is shown, or that only those who agreed are shown, needs none."""
    judged = judged_of((link, verdict), declaration=_declared("soft-opt-in kind=shipping"))
    assert _against("gdpr-strict", judged) == expected


@pytest.mark.parametrize(
    ("offer", "expected"),
    [
        (Offer("SOMMER20 spart 20 %", Purpose.DISCOUNT, 0.9, concrete=True), ["PL404 error"]),
        (Offer("SOMMER20 spart 20 %", Purpose.DISCOUNT, 0.5, concrete=True), []),
        (Offer("Schau vorbei", Purpose.PRODUCT, 0.9), []),
    ],
)
def test_an_offer_without_a_link_needs_a_way_out_too(offer: Offer, expected: list[str]) -> None:
    """A code in a text message is advertising; words that name nothing are not surely that."""
    judged = replace(_judged("soft-opt-in kind=shipping", "", offer.text, Channel.SMS), offers=(offer,))
    assert _against("gdpr-strict", judged) == expected


@pytest.mark.parametrize(
    ("said", "links", "expected"),
    [
        ("prospect kind=shipping", "booking sale", ["PL401 error", "PL101 error"]),
        ("prospect stream=marketing", "booking sale", ["PL401 error"]),
        ("new-customer none kind=greeting", "sale", ["PL402 error", "PL303 error"]),
        ("course-participant general kind=course-update", "booking sale", ["PL401 error", "PL403 error"]),
        ("existing-customer kind=course-update", "booking sale", ["PL404 error", "PL101 error"]),
        ("existing-customer kind=course-update", "booking sale settings", ["PL101 warning"]),
        ("course-participant course kind=course-update", "booking", []),
        ("new-customer none kind=course-confirmation", "booking", []),
    ],
)
def test_beside_what_is_said_of_links(said: str, links: str, expected: list[str]) -> None:
    """What speaks against the readers comes first; of a message declared to be marketing nothing else is said."""
    found = decide(_judged(said, links), policy_of("venuzle"))
    assert [f"{finding.code} {finding.severity}" for finding in found] == expected


def test_a_finding_whole() -> None:
    """It says who must not be written to and why, at the file's beginning, in German too."""
    judged = _judged("prospect", "booking")
    (english,) = decide(judged, policy_of("venuzle"))
    assert english.message == (
        "These readers booked nothing and agreed to nothing, so they may be seen and not written to: those who have "
        "booked nothing yet and did not tick the box must not be contacted "
        "(Venuzle manual, sending messages to customers, prospects)."
    )
    assert (english.place, english.confidence, english.url, english.purpose) == (Place(1, 1, 1, 1), 1.0, "", None)
    assert english.sources == ("Venuzle manual, sending messages to customers, prospects",)
    (german,) = decide(judged, policy_of("venuzle", language="de"))
    assert german.sources == ("Venuzle-Handbuch, Versenden von Nachrichten an Kunden, Interessenten",)
