"""Links that the configuration allows: what is no longer held against a message, and what still is."""

from __future__ import annotations

import pytest

from promolint.judging.link_rules import LinkRule
from promolint.policy import pack
from promolint.policy.decide import decide
from promolint.policy.finding import Policy
from promolint.policy.nature import resolved
from promolint.values.message import Audience, Declaration, Link, Place, Stream
from promolint.values.outcome import Severity, Suppression
from promolint.values.verdict import Character, Evidence, JudgedMessage, Offer, Purpose, Verdict
from tests.policy.builders import judged_of, policy_of

ALLOWED = LinkRule("promolint.toml:allow[1]", host="partner.example", reason="agreed")
AGREED = Suppression("allow", "agreed")


def _link(line: int, url: str = "https://partner.example/x", text: str = "Mehr", guard: str = "") -> Link:
    return Link(url, Place(line, 1, line, 9), text, conditions=(guard,) if guard else ())


def _judged(*pairs: tuple[Link, Verdict], said: Declaration, character: Character | None = None) -> JudgedMessage:
    return resolved(judged_of(*pairs, text="Ihr Termin steht.", declaration=said, character=character))


def _told(judged: JudgedMessage, *allow: LinkRule, name: str = "gdpr-strict") -> list[tuple[str, int, str]]:
    """Code, line and what suppresses it."""
    found = decide(judged, policy_of(name, 0.8, allow=allow))
    return [(one.code, one.place.line, one.suppressed.by if one.suppressed else "") for one in found]


SHIPPING = Declaration(kind="shipping", source="declared")
DISCOUNT, TRANSACTION = Verdict(Purpose.DISCOUNT, 0.95), Verdict(Purpose.TRANSACTION, 0.95)
MINE = (_link(1, "https://salon.example/termin"), TRANSACTION)


@pytest.mark.parametrize(
    ("code", "pairs"),
    [
        ("PL101", [MINE, (_link(2), DISCOUNT)]),
        ("PL101", [MINE, (_link(2), Verdict(Purpose.DISCOUNT, 0.5))]),
        ("PL105", [MINE, (_link(2), Verdict(Purpose.REFERRAL, 0.95))]),
        ("PL201", [MINE, (_link(2), Verdict(Purpose.REVIEW, 0.95))]),
        ("PL501", [MINE, (_link(2), Verdict(Purpose.TRANSACTION, 0.5, undecidable=True))]),
        ("PL502", [MINE, (_link(2, "https://partner.example/r?url=https://other.example"), TRANSACTION)]),
        ("PL503", [MINE, (_link(2, "https://partner.example/?utm_campaign=sale"), TRANSACTION)]),
        ("PL504", [MINE, (_link(2, text="salon.example"), TRANSACTION)]),
    ],
)
def test_what_is_said_of_an_allowed_link(code: str, pairs: list[tuple[Link, Verdict]]) -> None:
    """It is kept with the reason; of other links all is said as before."""
    judged = _judged(*pairs, said=SHIPPING)
    assert _told(judged) == [(code, 2, "")]
    assert _told(judged, ALLOWED) == [(code, 2, "allow")]
    assert _told(judged, LinkRule("", host="other.example")) == [(code, 2, "")]


def test_a_link_that_a_pack_refuses() -> None:
    """PL305, whatever it is for."""
    judged = _judged(
        (_link(2), Verdict(Purpose.BRAND, 0.95)), said=Declaration(kind="verification-otp", source="declared")
    )
    assert [code for code, *_ in _told(judged, name="whatsapp-authentication")] == ["PL305"]
    assert _told(judged, ALLOWED, name="whatsapp-authentication") == [("PL305", 2, "allow")]


def test_it_is_said_who_allows_it() -> None:
    """The reason, or else where the configuration says it; the later entry goes first."""
    judged = _judged(MINE, (_link(2), DISCOUNT), said=SHIPPING)
    second = LinkRule("promolint.toml:allow[2]", path="/x")
    for allow, suppressed in (((ALLOWED,), AGREED), ((ALLOWED, second), Suppression("allow", second.origin))):
        (finding,) = decide(judged, policy_of("gdpr-strict", 0.8, allow=allow))
        assert (finding.suppressed, finding.severity) == (suppressed, Severity.ERROR)


def test_several_packs_say_it_once() -> None:
    """As without the list."""
    judged = _judged(MINE, (_link(2), DISCOUNT), said=SHIPPING)
    packs = tuple(map(pack.load, ("gdpr-strict", "phorest")))
    (finding,) = decide(judged, Policy(packs, 0.8, allow=(ALLOWED,)))
    assert (finding.policy, finding.suppressed) == ("gdpr-strict,phorest", AGREED)


def test_a_readers_consent_goes_first() -> None:
    """A guard is told as one, whatever is allowed."""
    judged = _judged(MINE, (_link(2, guard="customer.accepts_marketing"), DISCOUNT), said=SHIPPING)
    assert _told(judged, ALLOWED) == [("PL101", 2, "guard")]


def test_an_allowed_link_counts_for_no_marketing_message() -> None:
    """PL303 counts links that are held against the message; where the last one goes it is not told."""
    said, character = Declaration(), Character(marketing=0.99, is_marketing=True)
    own = (_link(3, "https://salon.example/sale"), DISCOUNT)
    one, both = (_judged(*pairs, said=said, character=character) for pairs in ([(_link(2), DISCOUNT)], [MINE, own]))
    assert [code for code, *_ in _told(one)] == ["PL303"]
    assert _told(one, ALLOWED) == [("PL101", 2, "allow")]
    assert [code for code, *_ in _told(both, ALLOWED)] == ["PL303"]


def test_an_allowed_link_is_not_the_first_promotion() -> None:
    """PL304 speaks of the first link that is held against the message."""
    pairs = [(_link(1), DISCOUNT), (_link(2, "https://salon.example/sale"), DISCOUNT), (_link(3), TRANSACTION)]
    told = _told(_judged(*pairs, said=SHIPPING), ALLOWED, name="can-spam")
    assert told == [("PL101", 1, "allow"), ("PL101", 2, ""), ("PL304", 2, "")]


def test_what_a_list_of_links_cannot_allow() -> None:
    """Who may be written to, and about what: PL4xx stays."""
    said = Declaration(kind="course-update", audience=Audience.COURSE_PARTICIPANT, course="12", source="declared")
    judged = _judged(MINE, (_link(2, text="Zum neuen Yogakurs"), Verdict(Purpose.PRODUCT, 0.95)), said=said)
    assert _told(judged, ALLOWED, name="venuzle") == _told(judged, name="venuzle")
    assert ("PL403", 2, "") in _told(judged, ALLOWED, name="venuzle")
    prospects = _judged(MINE, said=Declaration(stream=Stream.MARKETING, audience=Audience.PROSPECT))
    assert ("PL401", 1, "") in _told(prospects, LinkRule("", path="**"), name="venuzle")


def test_words_without_a_link_are_no_links() -> None:
    """An offer in the text is held against the message, though its words are on the list."""
    offer = Offer("20 % Rabatt mit SOMMER20", Purpose.DISCOUNT, 0.99, concrete=True)
    judged = resolved(judged_of(offers=(offer,), text=offer.text, declaration=SHIPPING))
    assert _told(judged, LinkRule("", text="*")) == [("PL302", 1, "")]


def test_an_offer_by_a_phrase_of_a_teams_own_is_certain() -> None:
    """It needs no amount to be one, and says whose phrase it is; the model's own does."""
    said = (Evidence("phrase", "Mega-Deal", 1.0), Evidence("config", "promolint.toml:phrases.campaign", 1.0))
    for evidence, severity in ((said, Severity.ERROR), ((), Severity.NOTE)):
        offer = Offer("Unser Mega-Deal", Purpose.CAMPAIGN, 0.99, evidence=evidence)
        judged = resolved(judged_of(offers=(offer,), text=offer.text, declaration=SHIPPING))
        (finding,) = decide(judged, policy_of("gdpr-strict", 0.8))
        assert (finding.code, finding.severity) == ("PL302", severity)
        assert finding.evidence == (evidence or (Evidence("message", offer.text, 1.0),))
