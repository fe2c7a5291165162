"""Links that hide what they are: PL501 to PL504, and as many links that do not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from promolint.policy import hygiene
from promolint.policy.decide import decide
from promolint.policy.hygiene import campaign_of, domain_of, hides_target, other_host
from promolint.reading import read_file
from promolint.values.message import Channel, Declaration, Link, Place, Stream
from promolint.values.verdict import JudgedMessage, Purpose, Verdict
from tests.policy.builders import case_of, judged_of, policy_of

if TYPE_CHECKING:
    from promolint.values.outcome import Finding

PLACE = Place(3, 10, 3, 40)
TRANSACTION = Verdict(Purpose.TRANSACTION, 0.9)
UNKNOWN = Verdict(Purpose.TRANSACTION, 0.9, undecidable=True)
LINK = Link("https://salon.example/termin", PLACE, "Termin ansehen")
TRACKED = Link("https://salon.example/termin?utm_campaign=sale", PLACE, "Termin ansehen")
CLICKED = Link("https://track.mailer.example/x", PLACE, "salon.example")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        # shorteners that anybody may use
        ("https://bit.ly/3abc", "bit.ly"),
        ("http://tinyurl.com/xyz", "tinyurl.com"),
        ("https://www.t1p.de/abcd", "t1p.de"),
        ("HTTPS://BIT.LY/3abc", "bit.ly"),
        ("bit.ly/3abc", "bit.ly"),
        ("https://goo.gl/xyz", "goo.gl"),
        ("https://bit.ly/{{ code }}", "bit.ly"),
        ("https://lnkd.in/abc", "lnkd.in"),
        # redirects to another domain
        ("https://click.mailer.example/r?url=https%3A%2F%2Fshop.example%2Fsale", "shop.example"),
        ("https://click.mailer.example/r?u=https://shop.example/sale", "shop.example"),
        ("https://salon.example/out?target=//shop.example/sale", "shop.example"),
        ("https://salon.example/login?redirect=https://vendor.example/x", "vendor.example"),
        ("https://salon.example/r?id=1;dest=https://shop.example", "shop.example"),
        ("https://eur.safelinks.example/?url=https%3A%2F%2Fwww.salon.example%2F&data=x", "salon.example"),
        ("https://salon.co.uk/r?url=https://other.co.uk/x", "other.co.uk"),
        ("https://click.mailer.example/r?url=https://{{ shop }}.shop.example/x", "shop.example"),
    ],
)
def test_a_hidden_target(url: str, host: str) -> None:
    """A public shortener, or a parameter that leads on to another domain."""
    assert hides_target(url) == host


@pytest.mark.parametrize(
    "url",
    [
        "https://salon.example/termin",
        # short links of maps, and hosts that only look like a shortener
        "https://maps.app.goo.gl/AbC123",
        "https://goo.gl/maps/AbC123",
        "https://orbit.ly.example/x",
        "https://notbit.ly/x",
        "https://salon.example/bit.ly",
        # a shortener on a domain of one's own
        "https://go.salon.example/x",
        "https://link.salon.example/t/{{ token }}",
        # the same domain behind the redirect, or one that nobody knows
        "https://salon.example/login?redirect=https://salon.example/termin",
        "https://login.salon.example/?redirect=https://app.salon.example/termin",
        "https://www.salon.co.uk/r?url=https://book.salon.co.uk/x",
        "https://salon.example/login?redirect=/termin",
        "https://salon.example/r?url={{ target }}",
        "https://click.mailer.example/r?url=https://{{ domain }}/x",
        "{{ base_url }}/r?url=https://shop.example/sale",
        "{{ short_link }}",
        # parameters that are no redirect
        "https://salon.example/x?ref=https://shop.example",
        "https://salon.example/x?image=https://cdn.example/a.png",
        "https://salon.example/x?link=abc",
        # a page that shares an address leads nowhere else
        "https://www.facebook.com/sharer/sharer.php?u=https://salon.example/x",
        "https://www.linkedin.com/shareArticle?url=https%3A%2F%2Fsalon.example",
        # no page at all
        "tel:+4312345",
        "mailto:info@salon.example?body=https://bit.ly/x",
        "sms:12345?body=STOP",
        "#anfang",
        "",
    ],
)
def test_an_open_target(url: str) -> None:
    """Maps, own short domains, logins, share pages and placeholders hide nothing."""
    assert hides_target(url) == ""


@pytest.mark.parametrize(
    ("url", "campaign"),
    [
        ("https://salon.example/termin?utm_campaign=sale", "sale"),
        ("https://salon.example/termin?utm_source=newsletter&utm_medium=email", "newsletter"),
        ("https://salon.example/termin?utm_campaign=summer_sale_2026", "summer"),
        ("https://salon.example/termin?utm_campaign=Black_Promo", "promo"),
        ("https://salon.example/termin?id={{ id }}&utm_campaign=winback-3", "winback"),
        ("https://salon.example/termin?utm_content=rabatt", "rabatt"),
        ("https://salon.example/termin?UTM_CAMPAIGN=Weihnachten", "weihnachten"),
        ("https://salon.example/termin?utm_campaign=gewinnspiel#a", "gewinnspiel"),
        ("https://salon.example/termin?utm_campaign=kunden%20angebot", "angebot"),
    ],
)
def test_a_campaign_on_a_link(url: str, campaign: str) -> None:
    """The first marketing word among the values of utm parameters."""
    assert campaign_of(url) == campaign


@pytest.mark.parametrize(
    "url",
    [
        "https://salon.example/termin",
        "https://salon.example/termin?utm_source=transactional&utm_medium=email",
        "https://salon.example/termin?utm_campaign=appointment_confirmation",
        "https://salon.example/termin?utm_campaign=order-confirmation",
        "https://salon.example/termin?utm_source=shop&utm_campaign=transactional",
        "https://salon.example/termin?utm_campaign=new_booking",
        "https://salon.example/termin?utm_campaign=product_shipped",
        "https://salon.example/termin?utm_campaign={{ campaign }}",
        "https://salon.example/termin?utm_campaign=",
        "https://salon.example/termin?type=sale&utm_source=mail",
        "https://salon.example/termin?campaign=sale",
        "https://salon.example/sale?utm_source=mail",
        "https://salon.example/termin#utm_campaign=sale",
        "{{ url }}",
    ],
)
def test_no_campaign_on_a_link(url: str) -> None:
    """Neutral values, placeholders, and marketing words that stand elsewhere."""
    assert campaign_of(url) == ""


@pytest.mark.parametrize(
    ("text", "url", "host"),
    [
        ("salon.example", "https://other.example/", "other.example"),
        ("www.salon.example", "https://click.mailer.example/x", "click.mailer.example"),
        ("https://salon.example/termin", "https://other.example/termin", "other.example"),
        ("salon.example/termin", "https://other.example/termin", "other.example"),
        (" Salon.example. ", "https://www.other.example/", "other.example"),
        ("salon.co.uk", "https://other.co.uk/", "other.co.uk"),
        ("salon.at", "https://salon.com/", "salon.com"),
        ("salon.example", "https://salon.example.other.example/", "salon.example.other.example"),
        ("salon.example", "https://other.example/{{ id }}", "other.example"),
    ],
)
def test_words_that_name_another_domain(text: str, url: str, host: str) -> None:
    """The words are an address, and the link leads to another one."""
    assert other_host(text, url) == host


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("salon.example", "https://salon.example/"),
        ("www.salon.example", "https://salon.example/start"),
        ("salon.example", "https://www.salon.example"),
        ("SALON.example", "http://salon.example"),
        # below the same domain
        ("salon.example", "https://buchen.salon.example/termin"),
        ("shop.salon.example", "https://links.salon.example/x"),
        ("salon.co.uk", "https://book.salon.co.uk/x"),
        ("verein.or.at", "https://www.verein.or.at/"),
        # words that are no address
        ("Termin ansehen", "https://other.example/"),
        ("Besuchen Sie salon.example", "https://other.example/"),
        ("info@salon.example", "https://other.example/"),
        ("Rechnung.pdf", "https://other.example/rechnung.pdf"),
        ("termin.ics", "https://other.example/x"),
        ("17.11.2026", "https://other.example/"),
        ("10.30 Uhr", "https://other.example/"),
        ("z. B. hier", "https://other.example/"),
        ("", "https://other.example/"),
        # placeholders: nobody can say
        ("{{ shop.domain }}", "https://other.example/"),
        ("salon.example", "{{ url }}"),
        ("salon.example", "https://{{ tenant }}.other.example/"),
        ("salon.example", "https://{{ host }}/x"),
        # no page
        ("salon.example", "mailto:info@other.example"),
        ("salon.example", "tel:+4312345"),
        ("salon.example", "/start"),
        ("salon.example", "#anfang"),
    ],
)
def test_words_that_agree_or_are_no_address(text: str, url: str) -> None:
    """Subdomains, file names, dates, placeholders and telephone numbers are no contradiction."""
    assert other_host(text, url) == ""


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("salon.example", "salon.example"),
        ("www.book.salon.example", "salon.example"),
        ("salon.co.uk", "salon.co.uk"),
        ("book.salon.co.uk", "salon.co.uk"),
        ("verein.or.at", "verein.or.at"),
        ("www.shop.com.au", "shop.com.au"),
        ("co.uk", "co.uk"),
        ("com.example", "com.example"),
        ("a.com.example", "com.example"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_a_registered_domain(host: str, domain: str) -> None:
    """The last two labels, three below ``co.uk`` and its like."""
    assert domain_of(host) == domain


def _told(link: Link, verdict: Verdict = TRANSACTION, channel: Channel = Channel.EMAIL) -> list[str]:
    case = case_of(judged_of((link, verdict), channel=channel), "gdpr-strict")
    return [f"{finding.code} {finding.severity}" for finding in hygiene.findings(case)]


@pytest.mark.parametrize(
    ("link", "verdict", "channel", "expected"),
    [
        (LINK, TRANSACTION, Channel.EMAIL, []),
        # undecidable
        (replace(LINK, url="{{ url }}", text=""), UNKNOWN, Channel.EMAIL, ["PL501 note"]),
        (replace(LINK, url="{{ url }}", text=""), TRANSACTION, Channel.EMAIL, []),
        # a text message that hides its target is filtered by carriers
        (replace(LINK, url="https://bit.ly/x"), TRANSACTION, Channel.EMAIL, ["PL502 note"]),
        (replace(LINK, url="https://bit.ly/x"), TRANSACTION, Channel.SMS, ["PL502 warning"]),
        (replace(LINK, url="https://bit.ly/x"), TRANSACTION, Channel.WHATSAPP, ["PL502 warning"]),
        (replace(LINK, url="https://bit.ly/x"), TRANSACTION, Channel.PUSH, ["PL502 note"]),
        (replace(LINK, url="https://salon.example/x"), TRANSACTION, Channel.SMS, []),
        # marketing values on a link of the transaction, not on an advert
        (TRACKED, TRANSACTION, Channel.EMAIL, ["PL503 note"]),
        (TRACKED, Verdict(Purpose.LEGAL, 0.9), Channel.EMAIL, ["PL503 note"]),
        (TRACKED, Verdict(Purpose.DISCOUNT, 0.9), Channel.EMAIL, []),
        (TRACKED, Verdict(Purpose.REVIEW, 0.9), Channel.EMAIL, []),
        # words and target
        (replace(LINK, text="other.example"), TRANSACTION, Channel.EMAIL, ["PL504 warning"]),
        (replace(CLICKED, url="https://click.mailer.example/x"), TRANSACTION, Channel.EMAIL, ["PL504 note"]),
        (CLICKED, TRANSACTION, Channel.EMAIL, ["PL504 note"]),
        (replace(LINK, text="salon.example"), TRANSACTION, Channel.EMAIL, []),
        # several at once
        (replace(LINK, text="salon.example", url="https://bit.ly/x?utm_source=newsletter"), TRANSACTION, Channel.SMS, [
            "PL502 warning", "PL503 note", "PL504 warning",
        ]),
        # what nobody sees
        (replace(LINK, text="other.example", commented=True), TRANSACTION, Channel.EMAIL, []),
        (replace(LINK, url="https://bit.ly/x", twin=True), TRANSACTION, Channel.SMS, []),
    ],
)  # fmt: skip
def test_codes_and_severity(link: Link, verdict: Verdict, channel: Channel, expected: list[str]) -> None:
    """Notes, but where readers or carriers are misled."""
    assert _told(link, verdict, channel) == expected


def _one(link: Link, verdict: Verdict, language: str) -> Finding:
    (finding,) = hygiene.findings(case_of(judged_of((link, verdict)), "gdpr-strict", language))
    return finding


@pytest.mark.parametrize(
    ("link", "verdict", "english", "german"),
    [
        (
            replace(LINK, url="{{ url }}", text=""),
            UNKNOWN,
            "Nothing visible tells what “{{ url }}” is for.",
            "Nichts Sichtbares sagt, wofür „{{ url }}“ da ist.",
        ),
        (
            TRACKED,
            TRANSACTION,
            "“Termin ansehen” serves the transaction, and its utm values say “sale”.",
            "„Termin ansehen“ gehört zum Vorgang, und seine utm-Werte sagen „sale“.",
        ),
        (
            replace(LINK, text="other.example"),
            TRANSACTION,
            "“other.example” names another domain than salon.example, where it leads.",
            "„other.example“ nennt eine andere Domain als salon.example, wohin der Link führt.",
        ),
    ],
)
def test_sentences(link: Link, verdict: Verdict, english: str, german: str) -> None:
    """Each names the link and what is odd about it, at the link's place."""
    found = _one(link, verdict, "en")
    assert (found.message, found.place, found.url, found.text) == (english, PLACE, link.url, link.text)
    assert (found.confidence, found.purpose, found.kind) == (1.0, None, "shipping")
    assert _one(link, verdict, "de").message == german


def test_the_sources_of_a_pack_that_has_some() -> None:
    """American carriers discourage public shorteners; European law is silent on them."""
    link = replace(LINK, url="https://bit.ly/x")
    judged = judged_of((link, TRANSACTION), channel=Channel.SMS)
    (american,) = decide(judged, policy_of("can-spam"))
    (european,) = decide(judged, policy_of("gdpr-strict"))
    assert (american.sources, european.sources) == (("CTIA principles for text messages, links, USA",), ())


def test_a_marketing_message_may_shorten_and_track() -> None:
    """Of a message declared to be marketing, nothing is said but about its readers."""
    link = replace(LINK, url="https://bit.ly/x?utm_campaign=sale", text="other.example")
    unsubscribe = replace(LINK, url="https://salon.example/abmelden", text="Abmelden")
    declared = Declaration(stream=Stream.MARKETING, stream_source="declared")
    way_out = unsubscribe, Verdict(Purpose.PREFERENCES, 0.9)
    judged = judged_of((link, TRANSACTION), way_out, declaration=declared)
    assert decide(judged, policy_of("gdpr-strict")) == ()


def test_links_as_they_are_read() -> None:
    """A template with links that hide nothing has no finding; one bare short link in it has one."""
    source = (
        '<p>Ihr Termin: <a href="https://salon.example/t/{{ id }}">salon.example</a>, '
        '<a href="tel:+4312345">01 2345</a>, <a href="mailto:info@salon.example">info@salon.example</a>, '
        '<a href="https://maps.app.goo.gl/x">Anfahrt</a>, <a href="{{ ics_url }}">termin.ics</a>{}</p>'
    )
    for more, expected in (("", []), (', <a href="https://bit.ly/x">hier</a>', ["PL502"])):
        (message,) = read_file("mail.html", source.replace("{}", more).encode()).messages
        judged = JudgedMessage(message, (TRANSACTION,) * len(message.links))
        found = decide(judged, policy_of("gdpr-strict"))
        assert [finding.code for finding in found] == expected
