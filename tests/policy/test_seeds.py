"""The two help articles that promolint began with, row by row: Phorest's (P1 to P30) and Venuzle's (V1 to V10).

A row is a template, what the judge saw in its links and what the packs have against it; or the reason why a linter of
templates cannot know it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from promolint.policy.decide import decide
from promolint.policy.nature import resolved
from promolint.reading import read_file
from promolint.values.verdict import Character, JudgedMessage, Purpose, Verdict
from tests.policy.builders import policy_of

if TYPE_CHECKING:
    from collections.abc import Mapping

ROWS = [*(f"P{number}" for number in range(1, 31)), *(f"V{number}" for number in range(1, 11))]
QUESTIONS = "Two questions decide: does this link serve the transaction, and does it match what the message is for?"
ADVERT = Character(marketing=0.97, is_marketing=True)


@dataclass(frozen=True)
class Seed:
    """One row, or a part of one: ``said`` is the promolint line, ``expected`` the findings by pack, as code severity.

    ``cannot`` says why no template shows it.
    """

    row: str
    says: str
    said: str = ""
    body: str = ""
    purposes: str = ""
    expected: Mapping[str, list[str]] = field(default_factory=dict)
    name: str = "mail.md"
    character: Character = field(default_factory=Character)
    cannot: str = ""


MANAGE = "[Termin ändern](https://salon.example/t/{{ termin.id }})"
SALE = "[20 % auf Pflege sichern](https://salon.example/sale)"
SHOP = "[Zum Shop](https://salon.example/shop)"
OUT = "[Abmelden](https://salon.example/abmelden)"
RATE = "[Wie war Ihr Besuch?](https://salon.example/bewerten/{{ besuch.id }})"
COURSE = "[Kursdetails](https://club.example/kurse/rueckenfit)"
OTHER = "[Neu: Pilates](https://club.example/kurse/pilates)"
PARTICIPANTS = "kind=course-update audience=course-participant course=rueckenfit"

SEEDS = (
    Seed(
        *("P1", "an appointment message carries out the business with this client", "kind=appointment-reminder"),
        f"Morgen um 10. {MANAGE} [Anfahrt](https://maps.example/salon) [AGB](https://salon.example/agb)",
        "transaction information legal",
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P2", "nobody can refuse the confirmation of an appointment", "kind=appointment-confirmation"),
        *(f"Ihr Termin steht. {MANAGE} {SALE}", "transaction discount"),
        {"phorest": ["PL101 error"], "gdpr-strict": ["PL101 error"]},
    ),
    Seed(
        *("P3", "a reminder may be switched off, and does not sell", "kind=appointment-reminder"),
        f"Morgen um 10. {MANAGE} [Erinnerungen abbestellen](https://salon.example/einstellungen) {SHOP}",
        "transaction preferences product",
        {"phorest": ["PL102 error"], "gdpr-strict": ["PL102 error"]},
    ),
    Seed(
        *("P4", "a no-show notice leads to the fee and to another appointment", "kind=no-show"),
        "Schade! [Gebühr zahlen](https://salon.example/g/{{ id }}) [Neuer Termin](https://salon.example/t/{{ id }})",
        "transaction transaction",
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P4", "a general call to book again is near that, and no more", "kind=no-show"),
        *("Schade! [Jetzt wieder buchen](https://salon.example/buchen)", "product"),
        {"phorest": ["PL102 warning"], "gdpr-strict": ["PL102 warning"]},
    ),
    Seed(
        *("P5", "the review request of the review feature is transactional", "kind=review-request"),
        *(f"Danke für Ihren Besuch. {RATE}", "review"),
        {"phorest": [], "gdpr-strict": ["PL303 error"]},
    ),
    Seed(
        *("P5", "a review is asked for there and not elsewhere", "kind=appointment-confirmation"),
        *(f"Ihr Termin steht. {RATE}", "review"),
        {"phorest": ["PL201 warning"], "gdpr-strict": ["PL201 error"]},
    ),
    Seed(
        *("P6", "a consultation form is information and no survey", "kind=consultation-form"),
        *("[Fragebogen ausfüllen](https://forms.example/f/{{ kundin.id }})", "information"),
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P7", "a rebooking text moves an appointment", "kind=appointment-reschedule channel=sms"),
        *(f"Neuer Termin: Di 10 Uhr. {MANAGE}", "transaction"),
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P7", "one that asks to book the next visit sells", "kind=appointment-reschedule channel=sms"),
        *(f"Neuer Termin: Di 10 Uhr. {MANAGE} [Nächsten Besuch buchen](https://salon.example/buchen)",),
        "transaction product",
        {"phorest": ["PL102 error"], "gdpr-strict": ["PL102 error"]},
    ),
    Seed(
        *("P8", "the discount line of a receipt is no advert", "kind=invoice-receipt"),
        "Gesamt 45 €. [Rabatt von 10 % bereits abgezogen](https://salon.example/r/{{ id }})",
        "discount",
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P9", "confirming a referral is transactional", "kind=referral-confirmation"),
        *("[Status Ihrer Empfehlung](https://salon.example/treatcard/status)", "referral"),
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P9", "inviting to the next one is the programme", "kind=referral-confirmation"),
        *("[Weitere Freunde einladen](https://salon.example/treatcard/einladen)", "referral"),
        {"phorest": ["PL105 error"], "gdpr-strict": ["PL105 error"]},
    ),
    Seed(
        *("P10", "a video consultation needs its link and its software", "kind=video-consultation"),
        "[Beitreten](https://video.example/{{ raum }}) [App für den Videoanruf](https://apps.apple.com/app/id1)",
        "transaction app",
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P11", "the welcome e-mail lives in the marketing menu and is transactional", "kind=account-welcome"),
        *("Willkommen! [Ihr Konto](https://salon.example/konto)", "account"),
        {"phorest": [], "gdpr-strict": []},
        name="marketing/facebook/welcome.md",
    ),
    Seed(
        *("P12", "marketing wins further business, and needs consent", "stream=marketing consent=opt-in"),
        *(f"Sommer! {SALE} {SHOP} {OUT}", "discount product preferences"),
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P12", "without consent it must not go out", "stream=marketing consent=none"),
        *(f"Sommer! {SALE} {SHOP} {OUT}", "discount product preferences"),
        {"phorest": ["PL402 error"], "gdpr-strict": ["PL402 error"]},
    ),
    Seed(
        *("P13", "an e-mail campaign is marketing", "stream=marketing channel=email"),
        *(f"Sommer! {SALE} {OUT}", "discount preferences"),
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P13", "one without a way to unsubscribe asks for a look", "stream=marketing channel=email"),
        *(f"Sommer! {SALE}", "discount"),
        {"phorest": ["PL404 note"], "gdpr-strict": ["PL404 note"]},
    ),
    Seed(
        *("P14", "an SMS campaign is marketing", "stream=marketing channel=sms"),
        *(f"Sommer! {SALE} Abmelden: STOP an 12345", "discount"),
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P14", "one without a word to send back asks for a look", "stream=marketing channel=sms"),
        *(f"Sommer! {SALE}", "discount"),
        {"phorest": ["PL404 note"], "gdpr-strict": ["PL404 note"]},
    ),
    Seed(
        *("P15", "a win-back message is marketing; Phorest's English list names it twice", "kind=rebooking-prompt"),
        *("Lange nicht gesehen! [Wieder buchen](https://salon.example/buchen)", "product"),
        {"phorest": ["PL303 warning", "PL102 warning"], "gdpr-strict": ["PL303 error"]},
    ),
    Seed(
        *("P16", "a review on a public site is marketing, whatever asks for it", "kind=review-request"),
        *("[Bewerten Sie uns auf Google](https://g.page/r/salon/review)", "review"),
        {"phorest": ["PL201 error"], "gdpr-strict": ["PL303 error"]},
    ),
    Seed(
        *("P17", "clients agree to reminders on their client card"),
        cannot="Whether a client wants reminders stands on the client card; a template is the same for all clients.",
    ),
    Seed(
        *("P18", "the confirmation goes out even after a refusal", "kind=appointment-confirmation consent=opt-in"),
        *(f"Ihr Termin steht. {MANAGE} {SALE}", "transaction discount"),
        {"phorest": ["PL101 warning"], "gdpr-strict": ["PL101 warning"]},
    ),
    Seed(
        *("P18", "a reminder does not", "kind=appointment-reminder consent=opt-in"),
        *(f"Morgen um 10. {MANAGE} {SALE}", "transaction discount"),
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P19", "the marketing permission is a consent of its own", "kind=appointment-reminder consent=none"),
        *(f"Morgen um 10. {SALE} {OUT}", "discount preferences"),
        {"phorest": ["PL101 error"], "gdpr-strict": ["PL101 error"]},
    ),
    Seed(
        *("P19", "Phorest knows no exception for own clients", "kind=appointment-reminder consent=soft-opt-in"),
        *(f"Morgen um 10. {SALE} {OUT}", "discount preferences"),
        {"phorest": ["PL101 error"], "gdpr-strict": ["PL101 warning"]},
    ),
    Seed(
        *("P20", "a transactional feature is not for what reads as marketing", "kind=appointment-reminder"),
        *(f"Sommer! {SALE} {SHOP} [Sommerfest](https://salon.example/fest) {MANAGE}",),
        "discount product campaign transaction",
        {"phorest": ["PL303 error"], "gdpr-strict": ["PL303 error"]},
        character=ADVERT,
    ),
    Seed(
        *("P21", "a transactional link is a function of this transaction", "kind=appointment-confirmation"),
        *(f"Ihr Termin steht. {MANAGE} [Ihr Konto](https://salon.example/konto)", "transaction account"),
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P22", "preparing for the treatment", "kind=appointment-confirmation"),
        *("[So bereiten Sie sich vor](https://salon.example/vorbereitung)", "information"),
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P23", "care after the treatment", "kind=aftercare"),
        *("[So pflegen Sie Ihr Tattoo](https://salon.example/nachsorge)", "information"),
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P23", "a product sold as care is a product", "kind=aftercare"),
        *("[Pflegecreme bestellen](https://salon.example/shop/creme)", "product"),
        {"phorest": ["PL102 error"], "gdpr-strict": ["PL102 error"]},
    ),
    Seed(
        *("P24", "safety and hygiene", "kind=appointment-confirmation"),
        *("[Unser Hygienekonzept](https://salon.example/hygiene)", "information"),
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P25", "terms and conditions", "kind=appointment-confirmation"),
        *("[AGB](https://salon.example/agb)", "legal"),
        {"phorest": [], "gdpr-strict": []},
    ),
    Seed(
        *("P26", "offers, discounts and retail goods", "kind=aftercare"),
        *(f"Ihr Besuch. {SALE} {SHOP}", "discount product"),
        {"phorest": ["PL101 error", "PL102 error"], "gdpr-strict": ["PL101 error", "PL102 error"]},
    ),
    Seed(
        *("P27", "seasonal campaigns and new services", "kind=appointment-reminder"),
        "[Sommerfest](https://salon.example/fest) [Neu: Kopfhautbehandlung](https://salon.example/neu)",
        "campaign new-service",
        {"phorest": ["PL103 error", "PL104 error"], "gdpr-strict": ["PL103 error", "PL104 error"]},
    ),
    Seed(
        *("P28", "refer-a-friend programmes", "kind=appointment-confirmation"),
        *("[Freunde werben](https://salon.example/treatcard)", "referral"),
        {"phorest": ["PL105 error"], "gdpr-strict": ["PL105 error"]},
    ),
    Seed(
        *("P29", "the rules of the region decide on a link that is not transactional", "kind=shipping"),
        *(f"Unterwegs! [Sendung](https://salon.example/s/{{{{ id }}}}) {SALE}", "transaction discount"),
        {"phorest": ["PL101 error"], "gdpr-strict": ["PL101 error"], "can-spam": ["PL101 warning"]},
    ),
    Seed(
        *("P30", "two questions decide, and stand in each finding on a link", "kind=appointment-reminder"),
        *(f"Morgen um 10. {MANAGE} {SALE} {RATE}", "transaction discount review"),
        {"phorest": ["PL101 error", "PL201 warning"], "gdpr-strict": ["PL101 error", "PL201 error"]},
    ),
    Seed(
        *("V1", "a message is judged by why it is sent, and is asked for that", ""),
        *(f"Hallo! {SHOP}", "product"),
        {"venuzle": ["PL102 warning"], "gdpr-strict": ["PL102 warning"]},
    ),
    Seed(
        *("V1", "once it says so it is judged by that", "kind=course-update"),
        *(f"Hallo! {SHOP}", "product"),
        {"venuzle": ["PL102 error"], "gdpr-strict": ["PL102 error"]},
    ),
    Seed(
        *("V2", "new customers are told of their booking", "kind=course-confirmation audience=new-customer"),
        *(f"Dein Platz ist sicher. {COURSE}", "information"),
        {"venuzle": [], "gdpr-strict": []},
    ),
    Seed(
        *("V2", "and of nothing else without the tick", "kind=greeting audience=new-customer consent=none"),
        *("Frohe Weihnachten! [Startseite](https://club.example)", "brand"),
        {"venuzle": ["PL402 error", "PL303 error"], "gdpr-strict": ["PL402 error", "PL303 error"]},
    ),
    Seed(
        *("V2", "with the tick they may be", "kind=greeting audience=new-customer consent=opt-in"),
        *("Frohe Weihnachten! [Startseite](https://club.example)", "brand"),
        {"venuzle": [], "gdpr-strict": []},
    ),
    Seed(
        *("V3", "prospects may be viewed and not contacted", "kind=course-update audience=prospect"),
        *(f"Hallo! {COURSE}", "information"),
        {"venuzle": ["PL401 error"], "gdpr-strict": ["PL401 error"]},
    ),
    Seed(
        *(
            "V4",
            "existing customers may be contacted until they object",
            "audience=existing-customer kind=course-update",
        ),
        *(f"Hallo! {SALE} {OUT}", "discount preferences"),
        {"venuzle": ["PL101 warning"], "gdpr-strict": ["PL101 warning"]},
    ),
    Seed(
        *("V4", "so they need a way to", "audience=existing-customer kind=course-update"),
        *(f"Hallo! {SALE}", "discount"),
        {"venuzle": ["PL404 error", "PL101 error"], "gdpr-strict": ["PL404 error", "PL101 error"]},
    ),
    Seed(
        *("V5", "participants hear of their course without the tick", f"{PARTICIPANTS} consent=none"),
        *(f"Morgen in Halle 2. {COURSE}", "information"),
        {"venuzle": [], "gdpr-strict": []},
    ),
    Seed(
        *("V6", "news of that course, by its slug or a placeholder", PARTICIPANTS),
        f"Morgen in Halle 2. {COURSE} [Absagen](https://club.example/kurse/{{{{ kurs.slug }}}}/absagen)",
        "information transaction",
        {"venuzle": [], "gdpr-strict": []},
    ),
    Seed(
        *("V6", "not of another course", PARTICIPANTS),
        *("[Kursdetails](https://club.example/kurse/pilates)", "information"),
        {"venuzle": ["PL403 error"], "gdpr-strict": ["PL403 error"]},
    ),
    Seed(
        *("V7", "other offers do not comply", PARTICIPANTS),
        *(f"Morgen in Halle 2. {COURSE} {OTHER} {SALE}", "information new-service discount"),
        {"venuzle": ["PL403 error", "PL403 error"], "gdpr-strict": ["PL403 error", "PL403 error"]},
    ),
    Seed(
        *("V7", "more of the same course is near the contract", PARTICIPANTS),
        *("[Rückenfit: eine Stunde mehr](https://club.example/kurse/rueckenfit/plus)", "upgrade"),
        {"venuzle": ["PL106 warning"], "gdpr-strict": ["PL106 error"]},
    ),
    Seed(
        *("V8", "the same text through the general function is wrong", f"{PARTICIPANTS} channel=general"),
        *(f"Morgen in Halle 2. {COURSE}", "information"),
        {"venuzle": ["PL401 error"], "gdpr-strict": ["PL401 error"]},
    ),
    Seed(
        *("V8", "through the course it is right", f"{PARTICIPANTS} channel=course"),
        *(f"Morgen in Halle 2. {COURSE}", "information"),
        {"venuzle": [], "gdpr-strict": []},
    ),
    Seed(
        *("V9", "the notification tick and its date prove the consent"),
        cannot="The tick and its date stand in the customer's profile and in reports; no template shows either.",
    ),
    Seed(
        *("V10", "three places to write to participants from are one channel", f"{PARTICIPANTS} channel=course"),
        *(f"Aus der Kursübersicht: morgen in Halle 2. {COURSE}", "information"),
        {"venuzle": [], "gdpr-strict": []},
    ),
)


def test_every_row_has_its_seed() -> None:
    """In order, each row as a template with its findings under its own pack, or as what no template shows."""
    assert list(dict.fromkeys(seed.row for seed in SEEDS)) == ROWS
    for seed in SEEDS:
        own = "phorest" if seed.row.startswith("P") else "venuzle"
        assert bool(seed.cannot) != (own in seed.expected)
        assert seed.says


@pytest.mark.parametrize(
    "seed", [seed for seed in SEEDS if not seed.cannot], ids=lambda seed: f"{seed.row}: {seed.says}"
)
def test_a_row(seed: Seed) -> None:
    """All that the packs have against the template; each finding on a link repeats the article's two questions."""
    source = f"<!-- promolint: {seed.said} -->\n\n{seed.body}\n" if seed.said else f"{seed.body}\n"
    (message,) = read_file(seed.name, source.encode()).messages
    assert message.declaration.mistakes == ()
    verdicts = tuple(Verdict(Purpose(purpose), 0.9) for purpose in seed.purposes.split())
    judged = resolved(JudgedMessage(message, verdicts, character=seed.character))
    for name, expected in seed.expected.items():
        found = decide(judged, policy_of(name))
        assert [f"{finding.code} {finding.severity}" for finding in found] == expected
        assert all(QUESTIONS in finding.help for finding in found if finding.purpose)
