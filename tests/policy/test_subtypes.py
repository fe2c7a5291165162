"""The sub-type of a link: what words, URL, sentence and kind tell of it, and what they leave open."""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest

from promolint.judging.folding import tokens
from promolint.policy import kinds
from promolint.policy.subtypes import SUBTYPES, of
from promolint.values.message import Link, Place, Region
from promolint.values.verdict import PURPOSES, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[2] / "src" / "promolint" / "policy" / "subtypes.toml").read_text("utf-8")
)
KEYS = {"phrases", "names", "hosts", "urls", "whole", "weak", "kinds", "beside", "variables"}
NEUTRAL = "hier"
HOME = "https://lux.example"


def _form(purpose: str, text: str, sentence: str = "", url: str = "#") -> str:
    return of(Link(url, Place(1, 1, 1, 2), text, sentence=sentence or text), Purpose(purpose))


def _social(region: Region, text: str, sentence: str = "", url: str = "https://instagram.com/lux") -> str:
    return of(Link(url, Place(1, 1, 1, 2), text, region=region, sentence=sentence), Purpose.SOCIAL)


@pytest.mark.parametrize(
    ("region", "text", "sentence", "expected"),
    [
        (Region.BODY, "Folge uns", "", "call"),
        (Region.BODY, "Instagram", "Folgen Sie uns für Bilder aus dem Salon: Instagram", "call"),
        (Region.BODY, "Like our page", "", "call"),
        (Region.BODY, "YouTube", "Subscribe to our channel: YouTube", "call"),
        (Region.BODY, "Suivez-nous", "", "call"),
        (Region.BODY, "Facebook", "Partagez la bonne nouvelle sur Facebook.", "call"),
        (Region.BODY, "SÍGUENOS", "", "call"),
        (Region.BODY, "Seguici su Instagram", "", "call"),
        (Region.BODY, "Volg ons", "", "call"),
        (Region.FOOTER, "Gefällt mir", "", "call"),
        (Region.FOOTER, "Werden Sie Fan", "", "call"),
        (Region.FOOTER, "Suivez-nous", "", "call"),
        (Region.SIGNATURE, "Abonnez-vous à notre chaîne", "", "call"),
        (Region.FOOTER, "Síguenos en Instagram", "", "call"),
        (Region.SIGNATURE, "Seguici su Facebook", "", "call"),
        (Region.FOOTER, "Volg ons op LinkedIn", "", "call"),
        (Region.FOOTER, "Instagram", "Suivez-nous : Instagram", "bare"),
        (Region.FOOTER, "Notre page Facebook", "", "bare"),
        (Region.SIGNATURE, "Nuestro perfil de LinkedIn", "", "bare"),
        (Region.FOOTER, "Il nostro canale YouTube", "", "bare"),
        (Region.FOOTER, "Onze pagina op Facebook", "", "bare"),
        (Region.FOOTER, "Unsere Seite auf Facebook", "", "bare"),
        (Region.SIGNATURE, "Follow us", "", "call"),
        (Region.FOOTER, "Instagram", "Folgen Sie uns: Instagram", "bare"),
        (Region.FOOTER, "Instagram", "", "bare"),
        (Region.SIGNATURE, "", "", "bare"),
        (Region.BODY, "Instagram", "", ""),
        (Region.BODY, "Unser Profil", "Bilder vom Sommerfest stehen auf Facebook.", ""),
        (Region.BODY, "LinkedIn", "You reach Mara by phone or on LinkedIn.", ""),
        (Region.BODY, "Facebook", "Notre page Facebook donne les horaires.", ""),
        (Region.BODY, "Instagram", "Las fotos del taller están en Instagram.", ""),
        (Region.BODY, "Facebook", "Gli orari sono su Facebook.", ""),
        (Region.BODY, "TikTok", "De beelden staan op TikTok.", ""),
        (Region.PREHEADER, "Instagram", "", ""),
    ],
)
def test_social(region: Region, text: str, sentence: str, expected: str) -> None:
    """A call is told wherever it stands; without one a link beside the contact data is bare, elsewhere open."""
    assert _social(region, text, sentence) == expected


@pytest.mark.parametrize(
    ("text", "sentence", "url", "expected"),
    [
        # public: the host, a name in words, sentence, path or variable
        (NEUTRAL, "", "https://g.page/r/lux/review", "public"),
        (NEUTRAL, "", "https://search.google.com/local/writereview?placeid=1", "public"),
        (NEUTRAL, "", "https://de.trustpilot.com/evaluate/lux.example", "public"),
        ("Laisser un avis", "", "https://www.tripadvisor.fr/lux", "public"),
        ("Bewerten", "", "{{ google_review_url }}", "public"),
        ("Bewerten Sie uns auf ProvenExpert", "", "#", "public"),
        ("Rate us on Google", "", "#", "public"),
        ("Jetzt bewerten", "Über ein paar Sterne bei Trusted Shops freuen wir uns: Jetzt bewerten", "#", "public"),
        ("Escribir", "Cuéntalo en una plataforma de opiniones: Escribir", "#", "public"),
        ("Beoordeel ons", "Schrijf een openbare beoordeling: Beoordeel ons", "#", "public"),
        ("Zum Fragebogen", "", "https://www.jameda.de/praxis-lux", "public"),
        # own: a survey, a form, the sender's own pages
        ("Zum Fragebogen", "", "#", "own"),
        ("Start the survey", "", "#", "own"),
        (NEUTRAL, "", "https://lux.typeform.com/to/x", "own"),
        (NEUTRAL, "", "https://docs.google.com/forms/d/e/x/viewform", "own"),
        (NEUTRAL, "", "https://lux.example/umfrage/{{ id }}", "own"),
        ("Répondre", "Une courte enquête sur votre séjour : Répondre", "#", "own"),
        ("Responder", "Rellena este cuestionario de dos minutos: Responder", "#", "own"),
        ("Compila il questionario", "", "#", "own"),
        ("Naar de vragenlijst", "", "#", "own"),
        ("Zum Fragebogen", "Füllen Sie den Fragebogen aus oder schreiben Sie auf Google.", "#", "own"),
        # incentivised, before all else
        ("Bewerten und 5-€-Gutschein erhalten", "", "https://g.page/r/lux/review", "incentivised"),
        ("Bewerten", "Unter allen Antworten verlosen wir einen Korb voll Obst: Bewerten", "#", "incentivised"),
        ("Write a review", "Get 100 points for your words: Write a review", "#", "incentivised"),
        ("Take the survey", "Take the survey and be entered into the prize draw.", "#", "incentivised"),
        ("Donner mon avis", "Votre avis contre un bon d'achat : Donner mon avis", "#", "incentivised"),
        ("Opinar", "Opina y entra en el sorteo: Opinar", "#", "incentivised"),
        ("Recensisci", "Per te un buono sconto: Recensisci", "https://it.trustpilot.com/lux", "incentivised"),
        ("Geef je mening", "Maak kans op een fiets: Geef je mening", "#", "incentivised"),
        # open
        ("Bewertung schreiben", "", "#", ""),
        ("Rate us", "How was your visit?", "https://lux.example/r/7", ""),
        ("★★★★", "", "{{ review_url }}", ""),
        ("Laisser un avis", "", "#", ""),
        ("Dejar una reseña", "", "#", ""),
        ("Lascia una recensione", "", "#", ""),
        ("Schrijf een review", "", "#", ""),
        ("Wie zufrieden sind Sie mit Ihrem Gutschein?", "", "#", ""),
        ("How do you like your gift card?", "", "#", ""),
        ("Rate us", "You paid with Google Pay.", "#", ""),
        ("Rate us", "Your words help us to win new customers: Rate us", "#", ""),
    ],
)
def test_review(text: str, sentence: str, url: str, expected: str) -> None:
    """A reward goes before a public platform, that before a form of one's own; a bare request tells none of them."""
    assert _form("review", text, sentence, url) == expected


@pytest.mark.parametrize(
    ("text", "sentence", "url", "expected"),
    [
        ("www.lux.example", "Nutzen Sie www.lux.example für Ihre nächste Reise.", HOME, "slogan"),
        ("Lux Reisen", "Nutzen Sie Lux Reisen.", HOME, "slogan"),
        ("lux.example", "Nutze lux.example, wann immer du willst.", HOME, "slogan"),
        ("Entdecken Sie Lux", "", HOME, "slogan"),
        ("ENTDECKE UNSERE WELT", "", HOME, "slogan"),
        ("Lux", "Shop at Lux, the house for light.", HOME, "slogan"),
        ("Discover Lux", "", HOME, "slogan"),
        ("Découvrez notre maison", "", HOME, "slogan"),
        ("Lux", "Descubre el mundo de Lux.", HOME, "slogan"),
        ("lux.example", "Scopri di più su lux.example.", HOME, "slogan"),
        ("Lux", "Ontdek alles bij Lux.", HOME, "slogan"),
        # only the name, the host, the logo, the page itself
        ("Lux", "Ihr Team von Lux", HOME, "plain"),
        ("Lux Reisen GmbH", "", "https://www.lux-reisen.example/", "plain"),
        ("Café Müller", "", "https://cafemueller.example", "plain"),
        ("lux.example", "", HOME, "plain"),
        ("www.lux.example", "", HOME, "plain"),
        ("", "", HOME, "plain"),
        ("{{ company.name }}", "", "{{ company.url }}", "plain"),
        ("Logo", "Entdecken Sie unsere Welt.", HOME, "plain"),
        ("Im Browser ansehen", "", "{{ view }}", "plain"),
        ("View in your browser", "Discover more below.", "{{ view }}", "plain"),
        ("Version en ligne", "", "#", "plain"),
        ("aquí", "Ver en el navegador: aquí", "#", "plain"),
        ("Startseite", "", "#", "plain"),
        ("Onze website", "", "#", "plain"),
        # open
        ("Visit us", "", HOME, ""),
        ("Lux", "", "https://other.example", ""),
        ("Zum Shop", "", "https://lux.example/shop", ""),
        ("{{ link_text }}", "", "{{ link }}", ""),
        ("", "", "https://lux.example/about", ""),
        ("lux.example", "Bitte nutzen Sie lux.example.", "#", ""),
        ("lux.example", "Um sich anzumelden, nutzen Sie lux.example.", "#", ""),
        ("lux.example", "To see your bookings, use lux.example.", "#", ""),
        ("Lux", "Thank you for calling at our shop at Lindenallee.", "https://other.example", ""),
        ("Entdecken Sie Lux im Browser", "", HOME, ""),
    ],
)
def test_brand(text: str, sentence: str, url: str, expected: str) -> None:
    """An imperative to use, shop or discover is a slogan; a name, host, logo or "view in browser" is plain."""
    assert _form("brand", text, sentence, url) == expected


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        ("App laden", "Am Einlass zeigen Sie Ihr Ticket in der App: App laden", "needed"),
        ("App herunterladen", "Für die Videosprechstunde benötigen Sie die App: App herunterladen", "needed"),
        ("Google Play", "Zahlungen können Sie nur mit der App freigeben: Google Play", "needed"),
        ("Download the app", "You need the app to join the call.", "needed"),
        ("Get the app", "Your boarding pass is in the app.", "needed"),
        ("Set up an authenticator", "", "needed"),
        ("Télécharger l'application", "Présentez votre billet dans l'application.", "needed"),
        ("Descargar la app", "La videollamada se abre en la app.", "needed"),
        ("Scarica l'app", "L'app è necessaria per il check-in.", "needed"),
        ("Download de app", "Zonder kun je geen betaling goedkeuren.", "needed"),
        ("Hol dir die App", "", "promoted"),
        ("Lade die Lux-App", "", "promoted"),
        ("Get it on Google Play", "", "promoted"),
        ("Download our new app", "", "promoted"),
        ("App", "Exclusive deals wait for you: App", "promoted"),
        ("Téléchargez notre application", "", "promoted"),
        ("Descarga nuestra app", "", "promoted"),
        ("Scarica l'app", "", "promoted"),
        ("Download in de App Store", "", "promoted"),
        ("App holen", "You don't need the app, though it is nice.", "promoted"),
        ("App Store", "", ""),
        ("Google Play", "Unsere App gibt es für zwei Systeme.", ""),
        ("Open in the app", "", ""),
        ("iPhone", "The app runs on iPhone.", ""),
        ("In der App ansehen", "", ""),
        ("Ouvrir l'application", "", ""),
        ("Abrir la app", "", ""),
        ("Apri l'app", "", ""),
        ("Open de app", "", ""),
        ("App", "Die Bordkarte ist immer dabei: App", ""),
        ("The app", "Buy your tickets there.", ""),
    ],
)
def test_app(text: str, sentence: str, expected: str) -> None:
    """What the service cannot do without is needed, whatever the link's words ask for; else a call promotes."""
    assert _form("app", text, sentence) == expected


@pytest.mark.parametrize(
    ("text", "sentence", "url", "expected"),
    [
        ("Jetzt verlängern", "", "#", "same"),
        ("VERLAENGERN", "", "#", "same"),
        ("Extend your stay", "", "#", "same"),
        ("Keep my current plan", "", "#", "same"),
        ("Book an extra lesson", "", "#", "same"),
        ("hier", "Leihausrüstung zum Kurs gibt es hier.", "#", "same"),
        ("Renouveler", "", "#", "same"),
        ("Clase adicional", "", "#", "same"),
        ("Rinnova", "", "#", "same"),
        ("Abonnement verlengen", "", "#", "same"),
        ("OK", "", "https://lux.example/booking/7/extend", "same"),
        ("Versicherung verlängern", "", "#", "same"),
        ("Zu Premium wechseln", "", "#", "bigger"),
        ("Upgrade to Pro", "", "#", "bigger"),
        ("Upgrade", "", "#", "bigger"),
        ("Reiseversicherung hinzufügen", "", "#", "bigger"),
        ("Add it", "", "https://lux.example/o/7/insurance", "bigger"),
        ("Ajouter l'assurance", "", "#", "bigger"),
        ("Pásate a Lux Plus", "", "#", "bigger"),
        ("Passa a Premium", "", "#", "bigger"),
        ("Kies", "Een groter abonnement past beter: Kies", "#", "bigger"),
        ("Garantie verlängern", "", "#", "bigger"),
        ("Plan wählen", "", "#", ""),
        ("Choose a plan", "", "{{ plans_url }}", ""),
        ("Continue", "", "https://lux.example/upgrade?from=trial", ""),
        ("Comparer les formules", "", "#", ""),
        ("Ver planes", "", "#", ""),
        ("Vedi i piani", "", "#", ""),
        ("Bekijk de pakketten", "", "#", ""),
        ("Dazubuchen", "", "#", ""),
        ("Verlängern oder zu Premium wechseln", "", "#", ""),
        ("Weiter", "Renew now or get premium: Weiter", "#", ""),
    ],
)
def test_upgrade(text: str, sentence: str, url: str, expected: str) -> None:
    """More of what is booked is the same; a larger plan or an insurance is bigger; both at once is neither."""
    assert _form("upgrade", text, sentence, url) == expected


@pytest.mark.parametrize(
    ("text", "sentence", "url", "expected"),
    [
        ("Details", "Ihr Rabatt von 10 % wurde abgezogen.", "#", "own"),
        ("Mengenrabatt", "", "#", "own"),
        ("hier", "Der Rabattcode MAI wurde angewendet, mehr hier.", "#", "own"),
        ("See your discount", "Your discount of 5 € has been applied.", "#", "own"),
        ("You saved 12 %", "", "#", "own"),
        ("Voir", "Une remise de 10 % a été déduite.", "#", "own"),
        ("Ver", "Descuento aplicado: 4 €", "#", "own"),
        ("Dettagli", "Sconto applicato: 4 €", "#", "own"),
        ("Bekijk", "De korting is toegepast.", "#", "own"),
        ("10 % auf die nächste Bestellung", "", "#", "future"),
        ("NAECHSTEN EINKAUF planen", "", "#", "future"),
        ("hier", "Mit dem Code LUX sparen Sie hier.", "#", "future"),
        ("Rabatt sichern", "", "#", "future"),
        ("15% off your next visit", "", "#", "future"),
        ("Shop", "Use code LUX at the till.", "#", "future"),
        ("Save $20", "", "#", "future"),
        ("Rabatt", "Der Rabatt wird an der Kasse abgezogen.", "#", "future"),
        ("Profiter de ma remise", "", "#", "future"),
        ("Canjear", "", "#", "future"),
        ("Acquista", "Uno sconto per il prossimo ordine.", "#", "future"),
        ("Gebruik de code", "", "#", "future"),
        ("Weiter", "", "https://lux.example/redeem/7", "future"),
        ("20 % auf alles", "", "#", ""),
        ("Zum Angebot", "", "#", ""),
        ("Sale", "", "https://lux.example/sale", ""),
        ("Half price today", "", "#", ""),
        ("Voir les soldes", "", "#", ""),
        ("Ver ofertas", "", "#", ""),
        ("Vedi i saldi", "", "#", ""),
        ("Naar de aanbiedingen", "", "#", ""),
        ("Rabatt angewendet, für die nächste Bestellung", "", "#", ""),
        ("Cart", "No discount applied yet.", "#", ""),
    ],
)
def test_discount(text: str, sentence: str, url: str, expected: str) -> None:
    """What was granted on this order is its own; what a code or the next order brings is future."""
    assert _form("discount", text, sentence, url) == expected


@pytest.mark.parametrize(
    ("text", "sentence", "url", "expected"),
    [
        ("Zum Prämienkonto", "", "#", "status"),
        ("hier", "Ihre Empfehlung wurde bestätigt, mehr hier.", "#", "status"),
        ("Details", "Die Prämie von 10 € wurde gutgeschrieben.", "#", "status"),
        ("Referral status", "", "#", "status"),
        ("See more", "Your friend has joined.", "#", "status"),
        ("Voir", "Votre parrainage a été validé.", "#", "status"),
        ("Ver mis referidos", "", "#", "status"),
        ("Stato del tuo invito", "", "#", "status"),
        ("Bekijk", "De status van je aanbeveling: Bekijk", "#", "status"),
        ("Open", "", "{{ my_referrals_url }}", "status"),
        ("Freunde werben", "", "#", "invite"),
        ("Freund:innen empfehlen uns", "Laden Sie Ihre Freundinnen ein.", "#", "invite"),
        ("Refer a friend", "", "#", "invite"),
        ("Invite friends", "Your referral was confirmed.", "#", "invite"),
        ("Los", "", "https://lux.example/freunde-werben", "invite"),
        ("Parrainez un proche", "", "#", "invite"),
        ("Invita a tus amigos", "", "#", "invite"),
        ("Porta un amico", "", "#", "invite"),
        ("Nodig je vrienden uit", "", "#", "invite"),
        ("Inviter", "", "#", "invite"),
        ("Mehr erfahren", "", "#", ""),
        ("So funktioniert es", "", "#", ""),
        ("Learn more", "", "https://lux.example/partners", ""),
        ("WhatsApp", "", "#", ""),
        ("En savoir plus", "", "#", ""),
        ("Más información", "", "#", ""),
        ("Scopri come", "", "#", ""),
        ("Lees meer", "", "#", ""),
        ("Mehr", "Ihre Empfehlung wurde bestätigt, jetzt weitere Freunde werben.", "#", ""),
    ],
)
def test_referral(text: str, sentence: str, url: str, expected: str) -> None:
    """What became of a referral is its status; to bring the next one is an invitation."""
    assert _form("referral", text, sentence, url) == expected


@pytest.mark.parametrize(
    ("text", "sentence", "url", "expected"),
    [
        ("Punktestand ansehen", "", "#", "balance"),
        ("Meine Punkte", "", "#", "balance"),
        ("hier", "Ihr Punktekonto finden Sie hier.", "#", "balance"),
        ("View your points", "", "#", "balance"),
        ("Rewards statement", "", "#", "balance"),
        ("Solde de points", "", "#", "balance"),
        ("Consulta tus puntos", "", "#", "balance"),
        ("Saldo punti", "", "#", "balance"),
        ("Puntensaldo", "", "#", "balance"),
        ("Open", "", "https://lux.example/club/balance", "balance"),
        ("Jetzt Mitglied werden", "", "#", "join"),
        ("Punkte sammeln", "", "#", "join"),
        ("Einlösen", "", "#", "join"),
        ("Join the club", "", "#", "join"),
        ("Redeem your points", "Your balance is 200.", "#", "join"),
        ("Devenir membre", "", "#", "join"),
        ("Canjea tus puntos", "", "#", "join"),
        ("Diventa socio", "", "#", "join"),
        ("Word lid", "", "#", "join"),
        ("Mitmachen!", "", "#", "join"),
        ("Weiter", "", "{{ redeem_url }}", "join"),
        ("Lux Club", "", "#", ""),
        ("Ihre Vorteile", "", "#", ""),
        ("How it works", "", "#", ""),
        ("Gold perks", "", "#", ""),
        ("Les avantages", "", "#", ""),
        ("Ventajas del club", "", "#", ""),
        ("I vantaggi", "", "#", ""),
        ("De voordelen", "", "#", ""),
        ("Punktestand ansehen und einlösen", "", "#", ""),
        ("Weiter", "Your join date is the first of May.", "#", ""),
    ],
)
def test_loyalty(text: str, sentence: str, url: str, expected: str) -> None:
    """A statement of points is the balance; to join, collect or redeem is taking part."""
    assert _form("loyalty", text, sentence, url) == expected


def test_the_kind_tells_before_a_mere_call_to_download() -> None:
    """The app for a video consultation is needed there, unless the words promote it."""
    download, promoting = (
        Link("#", Place(1, 1, 1, 2), text) for text in ("Download the app", "Exclusive deals: the app")
    )
    assert of(download, Purpose.APP, "video-consultation") == "needed"
    assert of(promoting, Purpose.APP, "video-consultation") == "promoted"
    assert of(download, Purpose.APP, "shipping") == "promoted"


def test_a_purpose_without_sub_types_has_none() -> None:
    """Whatever its words say; and every form that is told is one of the purpose's."""
    texts = ("Refer a friend", "Jetzt verlängern", "Follow us", "Gutschein einlösen", "Logo")
    for purpose, text in product(PURPOSES, texts):
        assert _form(purpose, text) in ("", *SUBTYPES.get(purpose, ()))


def _entries(*keys: str) -> Iterator[tuple[str, str, str]]:
    for purpose, table in DATA.items():
        for form, entries in table.items():
            if form != "false_friends":
                yield from ((purpose, form, entry) for key in keys for entry in entries.get(key, ()))


@pytest.mark.parametrize(("purpose", "form", "phrase"), list(_entries("phrases", "weak", "names")))
def test_each_phrase_is_found_by_itself(purpose: str, form: str, phrase: str) -> None:
    """As the link's words in any case, and in its sentence; a gap may be empty or full."""
    for filler in (" ", " der die das den "):
        said = phrase.replace(" ... ", filler)
        assert _form(purpose, said) == form
        assert _form(purpose, said.upper()) == form
        assert _form(purpose, NEUTRAL, f"Dazu: {said}.") == form


@pytest.mark.parametrize(("purpose", "form", "words"), list(_entries("whole")))
def test_whole_words_are_found_alone_only(purpose: str, form: str, words: str) -> None:
    """With a mark behind them, but not with a word."""
    assert _form(purpose, f"{words}!") == form
    assert _form(purpose, f"{words} xyz") == ""


@pytest.mark.parametrize(("purpose", "form", "host"), list(_entries("hosts")))
def test_each_host_is_found(purpose: str, form: str, host: str) -> None:
    """Itself and what lies below it, not what only ends like it."""
    assert _form(purpose, NEUTRAL, url=f"https://{host}/x") == form
    assert _form(purpose, NEUTRAL, url=f"https://sub.{host}/x") == form
    assert _form(purpose, NEUTRAL, url=f"https://not{host}/x") != form


@pytest.mark.parametrize(("purpose", "form", "name"), list(_entries("names")))
def test_each_name_is_found_in_a_url(purpose: str, form: str, name: str) -> None:
    """As a label of the host under any ending, and in the name of a variable."""
    words = tokens(name)
    assert _form(purpose, NEUTRAL, url=f"https://www.{''.join(words)}.it/x") == form
    assert _form(purpose, NEUTRAL, url=f"{{{{ {'_'.join(words)}_url }}}}") == form
    assert _form(purpose, NEUTRAL, url=f"https://lux.example/?utm_source={''.join(words)}") == ""


@pytest.mark.parametrize(("purpose", "form", "words"), list(_entries("urls")))
def test_each_url_word_is_found(purpose: str, form: str, words: str) -> None:
    """In the path and in a variable's name, not in a parameter."""
    assert _form(purpose, NEUTRAL, url=f"https://lux.example/x/{words}/7") == form
    assert _form(purpose, NEUTRAL, url=f"{{{{ {words.replace('-', '_')} }}}}") == form
    assert _form(purpose, NEUTRAL, url=f"https://lux.example/x?from={words}") == ""


@pytest.mark.parametrize(
    ("purpose", "friend"),
    [(purpose, friend) for purpose, table in DATA.items() for friend in table.get("false_friends", ())],
)
def test_false_friends_say_nothing(purpose: str, friend: str) -> None:
    """Each silences the phrase that it holds, in its gap too."""
    assert _form(purpose, friend.replace(" ... ", " xyz ")) == ""


def test_the_data_file_is_sound() -> None:
    """It has a table for every sub-type but the bare one, known keys only, kinds that exist, and nothing twice."""
    forms = {(purpose, form) for purpose, table in DATA.items() for form in table if form != "false_friends"}
    wanted = {(str(purpose), form) for purpose, all_forms in SUBTYPES.items() for form in all_forms}
    assert forms == wanted - {("social", "bare")}
    assert {key for purpose, form in forms for key in DATA[purpose][form]} <= KEYS
    assert {kind for _, _, kind in _entries("kinds")} <= set(kinds.known())
    for keys in (("phrases", "weak", "names"), ("whole",), ("urls", "names"), ("hosts",)):
        said = Counter((purpose, _folded(entry)) for purpose, _, entry in _entries(*keys))
        assert [entry for entry, count in said.items() if count > 1] == []


def _folded(phrase: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tokens(piece) for piece in phrase.split("..."))


@pytest.mark.parametrize("word", ["join ", "Rabatt ", "nodig ", "use www.x.example ", "a", "google ", "{{ x }} "])
def test_long_texts_are_read_in_no_time(word: str) -> None:
    """However often a phrase begins in them."""
    link = Link(f"https://lux.example/{word * 2000}", Place(1, 1, 1, 2), word * 5000, sentence=word * 20000)
    began = perf_counter()
    for purpose in SUBTYPES:
        of(link, purpose)
    assert perf_counter() - began < 5
