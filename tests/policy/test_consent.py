"""What readers agreed to: how far it softens a ruling, whether they can object, and links that only they are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promolint.policy import kinds, pack
from promolint.policy.consent import given, guard_among, has_way_out, softened
from promolint.policy.decide import decide
from promolint.policy.nature import resolved
from promolint.policy.ruling import Stance
from promolint.reading import read_file
from promolint.values.message import Audience, Channel, Consent, Declaration, Link, Place
from promolint.values.outcome import Severity, Suppression
from promolint.values.verdict import JudgedMessage, Purpose, Verdict
from tests.policy.builders import judged_of, policy_of

LETTERS = {Stance.ALLOW: "A", Stance.WARN: "W", Stance.FORBID: "F"}
LINK = Link("https://salon.example/abmelden", Place(9, 1, 9, 30), "Abmelden")
OFFER = Link("https://salon.example/sale", Place(3, 1, 3, 20), "20 % auf Pflege sichern")


def _judged(declaration: Declaration, *, way_out: bool = True, channel: Channel = Channel.EMAIL) -> JudgedMessage:
    shown = [(LINK, Verdict(Purpose.PREFERENCES, 0.99))] if way_out else []
    return judged_of(*shown, text="Ihre Bestellung.", channel=channel, declaration=declaration)


def _softened(name: str, kind: str | None, purpose: str, judged: JudgedMessage) -> str:
    loaded = pack.load(name)
    stance = loaded.ruling(kind, Purpose(purpose)).stance
    return LETTERS[softened(stance, Purpose(purpose), judged, loaded, kinds.get(kind) if kind else None)]


@pytest.mark.parametrize(
    ("name", "kind", "purpose", "expected"),
    [
        # the seller's own similar goods, and a request for a review: a soft opt-in makes a doubt of the ban
        ("gdpr-strict", "shipping", "discount", "FWA"),
        ("gdpr-strict", "shipping", "product", "FWA"),
        ("gdpr-strict", "shipping", "new-service", "FWA"),
        ("gdpr-strict", "shipping", "upgrade", "FWA"),
        ("gdpr-strict", "shipping", "review", "FWA"),
        ("gdpr-strict", "review-request", "review", "FWA"),
        ("gdpr-strict", None, "discount", "FWA"),
        ("gdpr-strict", "no-show", "product", "WWA"),
        ("venuzle", "course-update", "product", "FWA"),
        ("venuzle", "course-update", "upgrade", "WWA"),
        ("at-tkg", "shipping", "product", "FWA"),
        ("ch-uwg", "shipping", "new-service", "FWA"),
        ("uk-pecr", "shipping", "product", "FWA"),
        # what is no good of the seller's own needs consent
        ("gdpr-strict", "shipping", "campaign", "FFA"),
        ("gdpr-strict", "shipping", "referral", "FFA"),
        ("gdpr-strict", "shipping", "loyalty", "FFA"),
        ("gdpr-strict", "shipping", "newsletter", "FFA"),
        ("gdpr-strict", "shipping", "contest", "FFA"),
        ("gdpr-strict", "shipping", "app", "FFA"),
        ("gdpr-strict", "shipping", "social", "WWA"),
        ("at-tkg", "shipping", "new-service", "FFA"),
        ("at-tkg", "shipping", "review", "FFA"),
        ("uk-pecr", "shipping", "review", "FFA"),
        # Phorest, Canada, Australia and the United States know no such exception
        ("phorest", "shipping", "product", "FFA"),
        ("phorest", "shipping", "review", "WWA"),
        ("canada-casl", "shipping", "product", "FFA"),
        ("australia-spam-act", "shipping", "product", "FFA"),
        ("australia-spam-act", "shipping", "brand", "WWA"),
        ("can-spam", "shipping", "discount", "WWA"),
        ("can-spam", "greeting", "discount", "FFA"),
        # nobody can refuse these kinds, so they also reach those who did not agree
        ("gdpr-strict", "appointment-confirmation", "discount", "FWW"),
        ("gdpr-strict", "order-confirmation", "product", "FWW"),
        ("gdpr-strict", "invoice-receipt", "review", "FWW"),
        ("gdpr-strict", "password-reset", "social", "WWW"),
        ("gdpr-strict", "terms-change", "campaign", "FFW"),
        ("phorest", "appointment-confirmation", "discount", "FFW"),
        ("gdpr-strict", "appointment-reminder", "discount", "FWA"),
        # a request to confirm a sign-up must not advertise, whatever was agreed before
        ("gdpr-strict", "double-opt-in", "discount", "FFF"),
        ("gdpr-strict", "double-opt-in", "social", "FFF"),
        ("phorest", "double-opt-in", "product", "FFF"),
        ("can-spam", "double-opt-in", "product", "WWW"),
        ("gdpr-strict", "double-opt-in", "newsletter", "AAA"),
        # in a basket nothing was sold; British law counts negotiations too
        ("gdpr-strict", "abandoned-basket", "product", "FFA"),
        ("venuzle", "abandoned-basket", "discount", "FFA"),
        ("uk-pecr", "abandoned-basket", "product", "FWA"),
        # a platform's category follows from the content
        ("whatsapp-utility", "shipping", "discount", "FFF"),
        ("whatsapp-utility", "shipping", "review", "WWW"),
        ("whatsapp-authentication", "verification-otp", "transaction", "FFF"),
        ("rcs-transactional", "shipping", "upgrade", "FFF"),
        ("postmark-transactional", "order-confirmation", "contest", "FFF"),
        ("klaviyo-transactional", "shipping", "product", "FFF"),
        # what is allowed stays allowed
        ("gdpr-strict", "shipping", "transaction", "AAA"),
        ("gdpr-strict", "shipping", "brand", "AAA"),
        ("gdpr-strict", "support-auto-reply", "social", "AAA"),
        ("phorest", "review-request", "review", "AAA"),
        ("can-spam", "shipping", "review", "AAA"),
        ("whatsapp-utility", "survey", "review", "AAA"),
    ],
)
def test_a_ruling_by_consent(name: str, kind: str | None, purpose: str, expected: str) -> None:
    """The pack's ruling without consent, with a soft opt-in (by e-mail, with a way out), and with consent."""
    found = [_softened(name, kind, purpose, _judged(Declaration(kind, consent=consent))) for consent in Consent]
    assert "".join(found) == expected
    assert _softened(name, kind, purpose, _judged(Declaration(kind))) == expected[0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gdpr-strict", "WFFF"),
        ("venuzle", "WFFF"),
        ("at-tkg", "WWFF"),
        ("ch-uwg", "WWFF"),
        ("phorest", "FFFF"),
        ("canada-casl", "FFFF"),
        ("whatsapp-utility", "FFFF"),
    ],
)
def test_a_soft_opt_in_by_channel(name: str, expected: str) -> None:
    """It reaches e-mail, and text messages where the law says so: Italy knows none by SMS. Consent reaches them all."""
    soft, full = Declaration("shipping", consent=Consent.SOFT_OPT_IN), Declaration("shipping", consent=Consent.OPT_IN)
    assert "".join(_softened(name, "shipping", "product", _judged(soft, channel=each)) for each in Channel) == expected
    lifted = {_softened(name, "shipping", "product", _judged(full, channel=each)) for each in Channel}
    assert lifted == ({"A"} if name != "whatsapp-utility" else {"F"})


@pytest.mark.parametrize(("consent", "expected"), [(Consent.SOFT_OPT_IN, "F"), (Consent.OPT_IN, "A")])
def test_a_soft_opt_in_needs_a_way_out(consent: Consent, expected: str) -> None:
    """Without a way to object in the same message it changes nothing; consent does not depend on it."""
    judged = _judged(Declaration("shipping", consent=consent), way_out=False)
    assert _softened("gdpr-strict", "shipping", "product", judged) == expected


@pytest.mark.parametrize(
    ("audience", "said", "expected"),
    [
        (Audience.EXISTING_CUSTOMER, None, Consent.SOFT_OPT_IN),
        (Audience.EXISTING_CUSTOMER, Consent.NONE, Consent.NONE),
        (Audience.EXISTING_CUSTOMER, Consent.OPT_IN, Consent.OPT_IN),
        (Audience.NEW_CUSTOMER, None, None),
        (Audience.PROSPECT, None, None),
        (Audience.COURSE_PARTICIPANT, None, None),
        (Audience.COURSE_PARTICIPANT, Consent.SOFT_OPT_IN, Consent.SOFT_OPT_IN),
        (None, None, None),
    ],
)
def test_existing_customers_may_be_written_to_until_they_object(
    audience: Audience | None, said: Consent | None, expected: Consent | None
) -> None:
    """That is a soft opt-in where nobody says more; of no other readers anything is taken for granted."""
    assert given(Declaration(audience=audience, consent=said)) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Ihr Termin: morgen 10 Uhr. Keine Werbung mehr? Antworten Sie mit STOP.",
        "Keine Angebote mehr: Antworte mit 'STOPP'.",
        "Abmelden: STOP an 12345",
        "Zum Abmelden STOPP senden",
        "Abbestellen mit STOP.",
        "20 % til Friday. Reply STOP to opt out",
        "Text STOP to 40404",
        "Txt STOP to {{ sender }}",
        "Msg & data rates may apply. STOP to end",
        "Opt out: STOP",
        "Opt-out? Send “stop” back",
        "STOP=end",
        "Soldes ! STOP au 36180",
        "Soldes ! STOP SMS 36111",
        "STOP 36034",
        "Répondez STOP pour ne plus rien recevoir",
        "Envoyez STOP au 36180",
        "Rebajas. Responde BAJA",
        "Envía BAJA al 217040",
        "Para no recibir más: BAJA al 5566",
        "Saldi! Rispondi STOP",
        "Invia STOP al 43213",
        "Afmelden? STOP naar 3669",
        "Antwoord STOP",
        "SMS STOP naar 3669",
    ],
)
def test_a_word_to_send_back_is_a_way_out(text: str) -> None:
    """In German, English, French, Spanish, Italian and Dutch, as text messages put it."""
    assert has_way_out(judged_of(text=text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ihr Termin: morgen 10 Uhr. Antworten genügt.",
        "Antworten Sie bitte bis Freitag.",
        "Stopp! Nur heute 20 % auf alles",
        "STOPP! Nur heute 20 %",
        "Haltestelle Rathaus, Stop 3",
        "Wir stoppen den Versand an 12345 Wien.",
        "The bus will stop to pick you up.",
        "We stop to serve at 10 pm.",
        "Text us when you are at the tram stop.",
        "Reply to this e-mail with your address.",
        "Non-stop to Lisbon",
        "Nous avons un stop à Lyon.",
        "Répondez à ce message pour confirmer.",
        "Responde a este correo si la baja médica sigue.",
        "La tienda cierra por baja de luz.",
        "Rispondi a questa e-mail.",
        "De bus stopt om 3 uur.",
        "Antwoord op deze mail.",
        "Send a message to stop 4 of our fair.",
        "You have opted in.",
    ],
)
def test_other_words_are_no_way_out(text: str) -> None:
    """A stop of a bus, a call to stop and look, and a plain reply let nobody object."""
    assert not has_way_out(judged_of(text=text))


@pytest.mark.parametrize(
    ("link", "verdict", "expected"),
    [
        (LINK, Verdict(Purpose.PREFERENCES, 0.99), True),
        (LINK, Verdict(Purpose.PREFERENCES, 0.5), True),
        (LINK, Verdict(Purpose.LEGAL, 0.99), False),
        (LINK, Verdict(Purpose.ACCOUNT, 0.99), False),
        (LINK, Verdict(Purpose.PREFERENCES, 0.5, undecidable=True), False),
        (replace(LINK, commented=True), Verdict(Purpose.PREFERENCES, 0.99), False),
    ],
)
def test_a_link_to_mail_settings_is_a_way_out(link: Link, verdict: Verdict, *, expected: bool) -> None:
    """One that readers see, and that is known for it."""
    assert has_way_out(judged_of((link, verdict), text="Hallo")) is expected


def _guard(template: str) -> str:
    """The guard of the link "X" in a template that is read as a file."""
    source = template.replace("X", '<a href="https://salon.example/sale">Angebote</a>')
    (message,) = read_file("mail.html", f"<p>Ihre Bestellung</p>{source}".encode()).messages
    (link,) = message.links
    return guard_among(link.conditions)


@pytest.mark.parametrize(
    ("template", "guard"),
    [
        # Liquid
        ("{% if customer.accepts_marketing %}X{% endif %}", "if customer.accepts_marketing"),
        ("{%- if customer.accepts_marketing == true -%}X{%- endif -%}", "if customer.accepts_marketing == true"),
        (
            "{% if customer.email_marketing_consent.state == 'subscribed' %}X{% endif %}",
            "if customer.email_marketing_consent.state == 'subscribed'",
        ),
        (
            "{% if customer.tags contains 'newsletter_subscriber' %}X{% endif %}",
            "if customer.tags contains 'newsletter_subscriber'",
        ),
        # Jinja, Django, Twig
        ("{% if user.marketing_consent and order.paid %}X{% endif %}", "if user.marketing_consent and order.paid"),
        ("{% if order.paid and user.marketing_opt_in %}X{% endif %}", "if order.paid and user.marketing_opt_in"),
        (
            "{% if user.accepts_marketing and not user.blocked %}X{% endif %}",
            "if user.accepts_marketing and not user.blocked",
        ),
        (
            "{% if user.accepts_marketing|default(false) %}X{% endif %}",
            "if user.accepts_marketing|default(false)",
        ),
        ("{% if user.accepts_marketing|default:False %}X{% endif %}", "if user.accepts_marketing|default:False"),
        ("{% if customer.acceptsMarketing ?? false %}X{% endif %}", "if customer.acceptsMarketing ?? false"),
        ("{% if kunde.werbeeinwilligung %}X{% endif %}", "if kunde.werbeeinwilligung"),
        ("{% if a %}b{% elif user.accepts_marketing %}X{% endif %}", "elif user.accepts_marketing"),
        # Handlebars, Mustache
        ("{{#if acceptsMarketing}}X{{/if}}", "#if acceptsMarketing"),
        ("{{#if customer.acceptsMarketing}}X{{/if}}", "#if customer.acceptsMarketing"),
        ("{{#if paid}}b{{else if acceptsMarketing}}X{{/if}}", "else if acceptsMarketing"),
        ("{{#accepts_marketing}}X{{/accepts_marketing}}", "#accepts_marketing"),
        # ERB, PHP, Blade
        ("<% if @user.accepts_marketing? %>X<% end %>", "if @user.accepts_marketing?"),
        (
            "<% if @user.accepts_marketing? && !@user.blocked? %>X<% end %>",
            "if @user.accepts_marketing? && !@user.blocked?",
        ),
        ("<?php if ($user->acceptsMarketing): ?>X<?php endif; ?>", "if ($user->acceptsMarketing):"),
        ("@if($user->marketing_consent) X @endif", "if($user->marketing_consent)"),
        # Smarty, FreeMarker, Go, Mailchimp
        ("{if $customer.newsletter_optin}X{/if}", "if $customer.newsletter_optin"),
        ("{if $customer.accepts_marketing eq 1}X{/if}", "if $customer.accepts_marketing eq 1"),
        ("<#if customer.acceptsMarketing!false>X</#if>", "if customer.acceptsMarketing!false"),
        ("{{if .MarketingConsent}}X{{end}}", "if .MarketingConsent"),
        ("*|IF:ACCEPTS_MARKETING|*X*|END:IF|*", "IF:ACCEPTS_MARKETING"),
        # nested, either way
        ("{% if accepts_marketing %}{% if order.paid %}X{% endif %}{% endif %}", "if accepts_marketing"),
        ("{% if order.paid %}{% if accepts_marketing %}X{% endif %}{% endif %}", "if accepts_marketing"),
        ("{% for a in b %}{% if accepts_marketing %}X{% endif %}{% endfor %}", "if accepts_marketing"),
        ("{% unless order.paid %}{% if accepts_marketing %}X{% endif %}{% endunless %}", "if accepts_marketing"),
    ],
)
def test_a_condition_that_guards(template: str, guard: str) -> None:
    """Whatever the engine: a condition on a reader's consent, in the words of the template."""
    assert _guard(template) == guard


@pytest.mark.parametrize(
    "template",
    [
        # other conditions, or none
        "X",
        "{% if order.paid %}X{% endif %}",
        "{% if customer.marketing %}X{% endif %}",
        "{% if newsletter %}X{% endif %}",
        "{% if customer.accepts_terms %}X{% endif %}",
        "{% if marketing_consent %}a{% endif %}X",
        "{% if marketing_consent_url %}X{% endif %}",
        "{% if newsletter_opt_in_link %}X{% endif %}",
        "{% if marketing_consent_required %}X{% endif %}",
        "{{#if campaign}}X{{/if}}",
        # denied
        "{% unless customer.accepts_marketing %}X{% endunless %}",
        "{% if not user.marketing_consent %}X{% endif %}",
        "{% if order.paid and not user.marketing_consent %}X{% endif %}",
        "{% if user.marketing_consent == false %}X{% endif %}",
        "{% if user.marketing_consent != true %}X{% endif %}",
        "{% if user.marketing_consent is not defined %}X{% endif %}",
        "{% if user.marketing_consent is defined %}X{% endif %}",
        "{% if user.marketing_consent is none %}X{% endif %}",
        "{% if user.marketing_consent == 'pending' %}X{% endif %}",
        "{% if customer.email_marketing_consent.state == 'not_subscribed' %}X{% endif %}",
        "{% if customer.email_marketing_consent.state == 'unsubscribed' %}X{% endif %}",
        "{% if user.has_not_marketing_consent %}X{% endif %}",
        "{% if user.marketing_consent_revoked %}X{% endif %}",
        "{% if user.accepts_marketing|default(true) %}X{% endif %}",
        "{% if customer.acceptsMarketing ?? true %}X{% endif %}",
        "{{#unless acceptsMarketing}}X{{/unless}}",
        "{{^accepts_marketing}}X{{/accepts_marketing}}",
        "<% if !@user.accepts_marketing? %>X<% end %>",
        "<% if @user.marketing_consent.nil? %>X<% end %>",
        "<?php if (!$user->acceptsMarketing): ?>X<?php endif; ?>",
        "<?php if (empty($user->acceptsMarketing)): ?>X<?php endif; ?>",
        "<?php if (isset($user->acceptsMarketing)): ?>X<?php endif; ?>",
        "{if $customer.accepts_marketing neq 1}X{/if}",
        "{if $customer.accepts_marketing eq 'no'}X{/if}",
        "<#if customer.acceptsMarketing??>X</#if>",
        "{{if not .MarketingConsent}}X{{end}}",
        "{{if ne .MarketingConsent true}}X{{end}}",
        "*|IFNOT:ACCEPTS_MARKETING|*X*|END:IF|*",
        # beside an "or": the link is shown to others too
        "{% if user.accepts_marketing or order.paid %}X{% endif %}",
        "{% if order.paid or user.accepts_marketing %}X{% endif %}",
        "<% if @user.accepts_marketing? || @sale %>X<% end %>",
        "{{if or .MarketingConsent .Sale}}X{{end}}",
        # the other branch
        "{% if user.accepts_marketing %}a{% else %}X{% endif %}",
        "{% if user.accepts_marketing %}a{% elif order.paid %}X{% endif %}",
        "{{#if acceptsMarketing}}a{{else}}X{{/if}}",
        "{{#accepts_marketing}}a{{^}}X{{/accepts_marketing}}",
        "*|IF:ACCEPTS_MARKETING|*a*|ELSE:|*X*|END:IF|*",
        # a loop over those who agreed says nothing of the reader
        "{% for one in newsletter_subscribers %}X{% endfor %}",
    ],
)
def test_a_condition_that_does_not_guard(template: str) -> None:
    """Denied, beside an "or", in the other branch, or on something else than that the reader agreed."""
    assert _guard(template) == ""


def _offered(kind: str, *conditions: str) -> JudgedMessage:
    offer = replace(OFFER, conditions=conditions), Verdict(Purpose.DISCOUNT, 0.98)
    return judged_of(offer, declaration=Declaration(kind))


@pytest.mark.parametrize(
    ("name", "kind", "condition", "reason"),
    [
        ("gdpr-strict", "shipping", "if accepts_marketing", "if accepts_marketing"),
        ("phorest", "appointment-confirmation", "if accepts_marketing", "if accepts_marketing"),
        ("can-spam", "shipping", "#if acceptsMarketing", "#if acceptsMarketing"),
        ("gdpr-strict", "shipping", "if kunde.vip_erlaubnis", "if kunde.vip_erlaubnis"),
        ("gdpr-strict", "shipping", "if kunde.vip", None),
        ("gdpr-strict", "shipping", "unless accepts_marketing", None),
        ("gdpr-strict", "double-opt-in", "if accepts_marketing", None),
        ("whatsapp-utility", "shipping", "if accepts_marketing", None),
        ("klaviyo-transactional", "shipping", "if accepts_marketing", None),
    ],
)
def test_a_guarded_link_is_kept_and_not_held_against_the_message(
    name: str, kind: str, condition: str, reason: str | None
) -> None:
    """Its finding stands there with the condition, by own names too; where no consent counts, no condition does."""
    policy = policy_of(name, guards=("vip_erlaubnis",))
    (finding,) = decide(resolved(_offered(kind, condition), policy.guards), policy)
    assert (finding.code, finding.suppressed) == ("PL101", Suppression("guard", reason) if reason else None)


def test_a_platform_counts_what_consent_excuses() -> None:
    """Of two packs, one minds consent and excuses the link, the other does not: what remains is held against it."""
    judged = resolved(_offered("shipping", "if accepts_marketing"))
    (finding,) = decide(judged, policy_of("gdpr-strict,whatsapp-utility"))
    assert (finding.severity, finding.suppressed) == (Severity.ERROR, None)
    assert finding.policy == "gdpr-strict,whatsapp-utility"
    assert "Meta" in finding.message
