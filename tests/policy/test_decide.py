"""The decision: which links give a finding, how bad it is, and what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promolint.errors import UsageError
from promolint.policy import links, pack, rules
from promolint.policy.decide import decide
from promolint.policy.finding import Case, Policy
from promolint.values.message import Declaration, Link, Place, Region, Stream
from promolint.values.outcome import Finding, Severity
from promolint.values.verdict import PURPOSES, Evidence, Group, JudgedMessage, Purpose, Verdict
from tests.policy.builders import judged_of, policy_of

PLACE = Place(42, 14, 42, 45)
LINK = Link("https://salon.example/sale", PLACE, "20 % auf Pflege sichern")
VERDICT = Verdict(Purpose.DISCOUNT, 0.98, (Evidence("phrase", "20 % auf", 2.1),))
STRICT = policy_of("gdpr-strict")
QUESTIONS = "Two questions decide: does this link serve the transaction, and does it match what the message is for?"


def _judged(link: Link = LINK, verdict: Verdict = VERDICT, kind: str | None = "shipping") -> JudgedMessage:
    return judged_of((link, verdict), path="mails/confirm.html", declaration=Declaration(kind))


def _on_links(judged: JudgedMessage, policy: Policy) -> list[Finding]:
    """What the first pack has against the links alone, whatever it says to the message as a whole."""
    return list(links.findings(Case(judged, policy.packs[0], policy)))


def _loud(judged: JudgedMessage, policy: Policy) -> list[Finding]:
    return [finding for finding in decide(judged, policy) if not rules.get(finding.code).quiet]


def test_a_finding_whole() -> None:
    """A price offer in an appointment confirmation is told with place, words, reason, sources and the way out."""
    assert decide(_judged(kind="appointment-confirmation"), STRICT) == (
        Finding(
            code="PL101",
            name="discount",
            severity=Severity.ERROR,
            confidence=0.98,
            path="mails/confirm.html",
            part="",
            place=PLACE,
            message="“20 % auf Pflege sichern” in an appointment confirmation advertises a price offer: "
            "advertising by electronic mail needs prior consent (UWG § 7 (2) no. 2, Germany).",
            help="Take the offer out, or send it in a marketing message to readers who agreed to offers. "
            f"{QUESTIONS} "
            "Nobody can refuse this message, so it also reaches readers who said no to advertising.",
            url="https://salon.example/sale",
            text="20 % auf Pflege sichern",
            purpose=Purpose.DISCOUNT,
            kind="appointment-confirmation",
            policy="gdpr-strict",
            sources=(
                "UWG § 7 (2) no. 2, Germany",
                "Directive 2002/58/EC Art. 13 (1)",
                "GDPR Art. 6 (1) (b)",
            ),
            evidence=(Evidence("phrase", "20 % auf", 2.1),),
            fingerprint="2a1df9d475f4fd8a",
        ),
    )


def test_a_finding_in_german() -> None:
    """The same in German: message, way out and sources."""
    (finding,) = decide(_judged(kind="appointment-confirmation"), policy_of("gdpr-strict", language="de"))
    assert finding.message == (
        "„20 % auf Pflege sichern“ in einer Terminbestätigung wirbt mit einem Preisvorteil: "
        "Werbung per elektronischer Post braucht eine vorherige Einwilligung (UWG § 7 Abs. 2 Nr. 2)."
    )
    assert finding.help == (
        "Das Angebot herausnehmen oder in einer Marketing-Nachricht an alle senden, die Angeboten zugestimmt haben. "
        "Zwei Fragen entscheiden: Dient der Link dem Vorgang, und passt er zum Zweck der Nachricht? "
        "Diese Nachricht lässt sich nicht abbestellen und erreicht deshalb auch alle, die Werbung abgelehnt haben."
    )
    assert finding.sources == (
        "UWG § 7 Abs. 2 Nr. 2",
        "Richtlinie 2002/58/EG Art. 13 Abs. 1",
        "DSGVO Art. 6 Abs. 1 Buchst. b",
    )


@pytest.mark.parametrize(
    ("name", "kind", "purpose", "confidence", "expected"),
    [
        # forbidden: an error when sure, a note when not; the threshold itself is sure
        ("gdpr-strict", "shipping", "discount", 0.98, "PL101 error"),
        ("gdpr-strict", "shipping", "discount", 0.7, "PL101 error"),
        ("gdpr-strict", "shipping", "discount", 0.69, "PL101 note"),
        ("gdpr-strict", "shipping", "discount", 0.0, "PL101 note"),
        ("gdpr-strict", "shipping", "product", 0.9, "PL102 error"),
        ("gdpr-strict", "shipping", "campaign", 0.9, "PL103 error"),
        ("gdpr-strict", "shipping", "new-service", 0.9, "PL104 error"),
        ("gdpr-strict", "shipping", "referral", 0.9, "PL105 error"),
        ("gdpr-strict", "shipping", "upgrade", 0.9, "PL106 error"),
        ("gdpr-strict", "shipping", "loyalty", 0.9, "PL107 error"),
        ("gdpr-strict", "shipping", "newsletter", 0.9, "PL108 error"),
        ("gdpr-strict", "shipping", "contest", 0.9, "PL109 error"),
        ("gdpr-strict", "shipping", "review", 0.9, "PL201 error"),
        ("gdpr-strict", "shipping", "app", 0.9, "PL203 error"),
        ("whatsapp-utility", "account-welcome", "app", 0.9, "PL203 error"),
        ("venuzle", "course-update", "product", 0.9, "PL102 error"),
        # doubtful: a warning when sure, a note when not
        ("gdpr-strict", "shipping", "social", 0.9, "PL202 warning"),
        ("gdpr-strict", "shipping", "social", 0.5, "PL202 note"),
        ("can-spam", "shipping", "discount", 0.9, "PL101 warning"),
        ("phorest", "shipping", "review", 0.9, "PL201 warning"),
        ("venuzle", "course-update", "upgrade", 0.9, "PL106 warning"),
        ("gdpr-strict", "no-show", "product", 0.9, "PL102 warning"),
        # unknown kind: an error only for what no kind may carry
        ("gdpr-strict", None, "discount", 0.9, "PL101 error"),
        ("gdpr-strict", None, "product", 0.9, "PL102 warning"),
        ("can-spam", None, "discount", 0.9, "PL101 warning"),
        # allowed: silence, however sure the judge is
        ("gdpr-strict", "double-opt-in", "newsletter", 0.99, ""),
        ("gdpr-strict", "support-auto-reply", "social", 0.99, ""),
        ("phorest", "review-request", "review", 0.99, ""),
        ("phorest", "video-consultation", "app", 0.99, ""),
        ("can-spam", "shipping", "review", 0.99, ""),
        ("can-spam", "shipping", "social", 0.99, ""),
        ("can-spam", "no-show", "product", 0.99, ""),
        ("whatsapp-utility", "survey", "review", 0.99, ""),
        # transactional purposes are never spoken of
        ("gdpr-strict", "shipping", "transaction", 0.99, ""),
        ("gdpr-strict", "password-reset", "account", 0.1, ""),
        ("phorest", "aftercare", "information", 0.99, ""),
        ("venuzle", "abandoned-basket", "legal", 0.99, ""),
        ("can-spam", "greeting", "support", 0.99, ""),
        ("gdpr-strict", None, "preferences", 0.99, ""),
        ("whatsapp-utility", None, "brand", 0.99, ""),
    ],
)
def test_code_and_severity(name: str, kind: str | None, purpose: str, confidence: float, expected: str) -> None:
    """The pack's ruling and the judge's confidence make the severity, each on its own axis."""
    found = _on_links(_judged(verdict=Verdict(Purpose(purpose), confidence), kind=kind), policy_of(name))
    assert " ".join(f"{finding.code} {finding.severity}" for finding in found) == expected


@pytest.mark.parametrize(
    "judged",
    [
        _judged(replace(LINK, commented=True)),
        _judged(replace(LINK, twin=True)),
        _judged(verdict=replace(VERDICT, undecidable=True)),
        judged_of((LINK, VERDICT), declaration=Declaration(stream=Stream.MARKETING)),
        judged_of((LINK, VERDICT), declaration=Declaration(kind="shipping", stream=Stream.MARKETING)),
        judged_of(declaration=Declaration()),
    ],
    ids=["commented", "twin", "undecidable", "marketing", "marketing of a kind", "no links"],
)
def test_what_gives_no_finding(judged: JudgedMessage) -> None:
    """A link nobody sees or nobody can judge, and the links of a message declared to be marketing, are left alone."""
    assert [finding for finding in _loud(judged, STRICT) if finding.code != "PL404"] == []


def test_a_message_declared_transactional_is_judged() -> None:
    """Only the marketing stream silences."""
    judged = judged_of((LINK, VERDICT), declaration=Declaration(kind="shipping", stream=Stream.TRANSACTIONAL))
    assert [finding.code for finding in decide(judged, STRICT)] == ["PL101"]


@pytest.mark.parametrize(
    ("region", "text", "url", "name", "expected"),
    [
        (Region.FOOTER, "Instagram", "https://instagram.com/salon", "gdpr-strict", ""),
        (Region.SIGNATURE, "Facebook", "https://facebook.com/salon", "gdpr-strict", ""),
        (Region.FOOTER, "", "https://x.com/salon", "gdpr-strict", ""),
        (Region.FOOTER, "Instagram", "https://instagram.com/salon", "phorest", ""),
        (Region.FOOTER, "Instagram", "https://instagram.com/salon", "venuzle", ""),
        (Region.FOOTER, "Instagram", "https://instagram.com/salon", "can-spam", ""),
        (Region.FOOTER, "Salon Likör auf Instagram", "https://instagram.com/salon", "gdpr-strict", ""),
        (Region.FOOTER, "Instagram", "https://instagram.com/salon", "whatsapp-utility", "warning"),
        (Region.BODY, "Instagram", "https://instagram.com/salon", "whatsapp-utility", "error"),
        (Region.BODY, "Instagram", "https://instagram.com/salon", "gdpr-strict", "warning"),
        (Region.PREHEADER, "Instagram", "https://instagram.com/salon", "gdpr-strict", "warning"),
        (Region.FOOTER, "Folge uns auf Instagram", "https://instagram.com/salon", "gdpr-strict", "warning"),
        (Region.FOOTER, "Folgen Sie uns", "https://instagram.com/salon", "phorest", "warning"),
        (Region.SIGNATURE, "Follow us", "https://instagram.com/salon", "gdpr-strict", "warning"),
        (Region.FOOTER, "Like us on Facebook", "https://facebook.com/salon", "venuzle", "warning"),
        (Region.FOOTER, "Jetzt teilen", "https://facebook.com/salon", "gdpr-strict", "warning"),
        (Region.FOOTER, "Facebook", "https://facebook.com/sharer/sharer.php?u=x", "gdpr-strict", "warning"),
        (Region.FOOTER, "X", "https://x.com/intent/tweet?text=x", "gdpr-strict", "warning"),
    ],
)
def test_social_links_by_form(region: Region, text: str, url: str, name: str, expected: str) -> None:
    """A bare profile link beside the contact data passes; a call to follow, like or share does not."""
    link = replace(LINK, region=region, text=text, url=url)
    for kind in ("shipping", None):
        found = decide(_judged(link, Verdict(Purpose.SOCIAL, 0.95), kind), policy_of(name))
        assert " ".join(finding.severity for finding in found) == expected


def test_the_footer_excuses_social_links_only() -> None:
    """An offer in the signature is an offer."""
    found = decide(_judged(replace(LINK, region=Region.SIGNATURE)), STRICT)
    assert [finding.severity for finding in found] == [Severity.ERROR]


def test_a_note_in_german() -> None:
    """Where the judge is not sure, the sentence says so and asks for a look."""
    (finding,) = decide(_judged(verdict=Verdict(Purpose.UPGRADE, 0.3)), policy_of("gdpr-strict", language="de"))
    assert finding.message == (
        "„20 % auf Pflege sichern“ in einer Versandmitteilung bietet mehr an, als gebucht oder gekauft wurde, "
        "so sieht es jedenfalls aus, bitte prüfen: "
        "Werbung per elektronischer Post braucht eine vorherige Einwilligung (UWG § 7 Abs. 2 Nr. 2)."
    )


@pytest.mark.parametrize(
    ("name", "kind", "link", "verdict", "message"),
    [
        (
            "gdpr-strict",
            "invoice-receipt",
            replace(LINK, text="Rate us"),
            Verdict(Purpose.REVIEW, 0.9),
            (
                "“Rate us” in a message with an invoice or receipt asks for a review or feedback: a request for a "
                "rating is direct advertising, even in the e-mail that carries the invoice "
                "(BGH VI ZR 225/17 of 10 July 2018, Germany)."
            ),
        ),
        (
            "can-spam",
            "shipping",
            replace(LINK, text="  Shop\n the   sale "),
            VERDICT,
            (
                "“Shop the sale” in a shipping notice advertises a price offer: advertising must neither shape the "
                "subject line nor stand before the transaction's own content (16 CFR 316.3, USA)."
            ),
        ),
        (
            "gdpr-strict",
            "shipping",
            replace(LINK, text=""),
            replace(VERDICT, confidence=0.4),
            (
                "“https://salon.example/sale” in a shipping notice looks as if it advertises a price offer, please "
                "check: advertising by electronic mail needs prior consent (UWG § 7 (2) no. 2, Germany)."
            ),
        ),
        (
            "venuzle",
            None,
            replace(LINK, text="{{ offer }} " + "sehr " * 30),
            VERDICT,
            "“{{ offer }} " + "sehr " * 13 + "se…” in a message of undeclared kind advertises a price offer: "
            "offers unrelated to the booked course do not comply (Venuzle manual, sending messages to customers, "
            "other offers).",
        ),
    ],
    ids=["review", "can-spam", "unsure and wordless", "unknown kind and long words"],
)
def test_messages(name: str, kind: str | None, link: Link, verdict: Verdict, message: str) -> None:
    """The sentence names the link, what it does, where, and the nearest source."""
    (finding,) = decide(_judged(link, verdict, kind), policy_of(name))
    assert finding.message == message


def test_without_a_source_the_pack_speaks_for_itself() -> None:
    """A pack that gives no reason is named as the reason."""
    bare = replace(STRICT.packs[0], name="house", because=())
    (forbidden,) = decide(_judged(), replace(STRICT, packs=(bare,)))
    assert forbidden.message == (
        "“20 % auf Pflege sichern” in a shipping notice advertises a price offer: "
        "the policy “house” does not allow this here."
    )
    assert (forbidden.policy, forbidden.sources) == ("house", ())
    (doubtful,) = decide(_judged(verdict=Verdict(Purpose.SOCIAL, 0.9)), replace(STRICT, packs=(bare,)))
    assert doubtful.message.endswith("leads to a social network: the policy “house” wants this looked at.")


def test_help_asks_to_declare_an_undeclared_kind() -> None:
    """Where the kind is unknown, the help says how to tell it; where it is known, not."""
    (unknown,) = decide(_judged(kind=None), STRICT)
    assert unknown.help == (
        "Take the offer out, or send it in a marketing message to readers who agreed to offers. "
        f"{QUESTIONS} Declare what the message is (promolint: kind=…), and it is judged by its own rules."
    )
    (known,) = decide(_judged(kind="shipping"), STRICT)
    assert known.help == (
        f"Take the offer out, or send it in a marketing message to readers who agreed to offers. {QUESTIONS}"
    )


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", pack.names())
def test_every_sentence_that_can_be_said_is_sound(name: str, language: str) -> None:
    """For each purpose and kind: one sentence, no hole in it, and no verdict on lawfulness."""
    policy = policy_of(name, language=language)
    kinds: list[str | None] = [None, *policy.packs[0].kinds]
    for kind in kinds:
        for purpose in PURPOSES:
            for confidence in (0.9, 0.2):
                judged = _judged(verdict=Verdict(purpose, confidence), kind=kind)
                for finding in [*decide(judged, policy), *_on_links(judged, policy)]:
                    said = f"{finding.message} {finding.help}"
                    assert (purpose.group is Group.TRANSACTIONAL) <= (finding.code in {"PL303", "PL305", "PL404"})
                    assert finding.message.count(": ") == 1
                    assert finding.message.endswith(".")
                    assert not {"illegal", "rechtswidrig", "None", "{", "}"} & set(said.split())
                    assert "{" not in said


def test_links_keep_their_order_and_their_verdicts() -> None:
    """Findings come in the order of the links, each with its own verdict."""
    said = {"a": Purpose.APP, "b": Purpose.LEGAL, "c": Purpose.CONTEST}
    pairs = ((replace(LINK, text=text), Verdict(purpose, 0.9)) for text, purpose in said.items())
    judged = judged_of(*pairs, path="m.txt", part="/0")
    assert [(f.text, f.code, f.part) for f in decide(judged, STRICT)] == [("a", "PL203", "/0"), ("c", "PL109", "/0")]


def test_a_declared_kind_that_does_not_exist_is_an_error() -> None:
    """A misspelt kind is never taken for an unknown one."""
    with pytest.raises(UsageError, match=r"There is no message kind “shiping”\. Did you mean shipping"):
        decide(_judged(kind="shiping"), STRICT)


def test_as_many_verdicts_as_links() -> None:
    """A judge that lost a link is not believed."""
    with pytest.raises(ValueError, match="shorter"):
        decide(replace(_judged(), verdicts=()), STRICT)
