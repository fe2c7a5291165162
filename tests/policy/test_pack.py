"""Packs as files: what ships is sourced and dated, and what is malformed says where."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import TYPE_CHECKING

import pytest

from promolint.errors import ConfigError, UsageError
from promolint.policy import kinds, pack
from promolint.policy.ruling import Pack, Positions, Ruling, SoftOptIn, Stance
from promolint.policy.subtypes import SUBTYPES
from promolint.values.message import Channel
from promolint.values.verdict import PURPOSES, Purpose

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'title_de = "Eigene"\ntitle_en = "Own"\ndate = 2026-11-21\nextends = "gdpr-strict"\n'
# What a pack may lean on beside its own sources: European law in Austria, Meta's rules in another category of Meta's.
ALSO = {
    "at-tkg": {"eprivacy-13", "eprivacy-13-2", "gdpr-6", "gdpr-7", "gdpr-21", "cjeu-c-654-23"},
    "whatsapp-authentication": {"meta-authentication"},
}
PARENTS = {
    "gdpr-strict": "",
    "whatsapp-authentication": "whatsapp-utility",
    "rcs-transactional": "whatsapp-utility",
}
KEYS = [(purpose, form) for purpose in PURPOSES for form in ("", *SUBTYPES.get(purpose, ()))]


def _own(tmp_path: Path, text: str) -> Pack:
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    return pack.load(str(file))


def test_names_begin_with_the_default() -> None:
    """The packs are listed, the default first."""
    assert pack.names() == (
        *("gdpr-strict", "phorest", "venuzle"),
        *("uk-pecr", "at-tkg", "ch-uwg", "can-spam", "canada-casl", "australia-spam-act"),
        *("whatsapp-utility", "whatsapp-authentication", "rcs-transactional"),
        *("postmark-transactional", "klaviyo-transactional"),
    )


def _own_sources(loaded: Pack) -> set[str]:
    """The ids that a pack brings along itself, and those it may lean on beside them."""
    inherited = set(pack.load(loaded.extends).sources) if loaded.extends else set()
    return set(loaded.sources) - inherited | ALSO.get(loaded.name, set())


@pytest.mark.parametrize("name", pack.names())
def test_a_shipped_pack_is_dated_titled_and_whole(name: str) -> None:
    """Each pack has its date and titles, extends what it should, and knows exactly the kinds that exist."""
    loaded = pack.load(name)
    assert (loaded.name, loaded.date) == (name, dt.date(2026, 11, 21))
    assert loaded.extends == PARENTS.get(name, "gdpr-strict")
    assert loaded.title.de
    assert loaded.title.en
    assert list(loaded.kinds) == list(kinds.known())


@pytest.mark.parametrize("name", pack.names())
def test_whatever_is_not_allowed_has_a_source(name: str) -> None:
    """No pack warns or forbids without saying why, and each reason is a source it has."""
    loaded = pack.load(name)
    every: list[str | None] = [None, *kinds.known()]
    rulings = {
        (kind, purpose, form, channel): loaded.ruling(kind, purpose, form, channel)
        for kind in every
        for purpose, form in KEYS
        for channel in (None, *Channel)
    }
    silent = [cell for cell, ruling in rulings.items() if ruling.stance is not Stance.ALLOW and not ruling.sources]
    # what an unknown kind may carry is doubtful only because one-time codes may not: no rule says so itself
    assert [cell for cell in silent if cell[0]] == []
    standings = {kind: loaded.standing(kind) for kind in kinds.known()}
    assert [kind for kind, said in standings.items() if said.stance is not Stance.ALLOW and not said.sources] == []
    assert {source for ruling in [*rulings.values(), *standings.values()] for source in ruling.sources} <= set(
        loaded.sources
    )


@pytest.mark.parametrize("name", pack.names()[1:])
def test_a_pack_gives_its_own_reasons(name: str) -> None:
    """What another pack forbids, it does not forbid in the words of the German courts, nor in those of its parent."""
    loaded = pack.load(name)
    own = _own_sources(loaded)
    refused = [
        (kind, str(purpose), form)
        for kind in kinds.known()
        for purpose, form in KEYS
        if (ruling := loaded.ruling(kind, purpose, form)).stance is not Stance.ALLOW
        and not own.issuperset(ruling.sources)
    ]
    assert refused == []
    standings = [kind for kind in kinds.known() if not own.issuperset(loaded.standing(kind).sources)]
    assert [kind for kind in standings if loaded.kinds[kind] is not Stance.ALLOW] == []
    assert [rule for rule, sources in loaded.rules.items() if not own.issuperset(sources)] == []


@pytest.mark.parametrize("name", pack.names())
def test_every_own_source_backs_something(name: str) -> None:
    """A pack carries no source that it never leans on, in its rulings or in its rules."""
    loaded = pack.load(name)
    parent = pack.load(loaded.extends) if loaded.extends else None
    used = {source for row in loaded.because[0].values() for sources in row.values() for source in sources}
    used |= {source for sources in loaded.rules.values() for source in sources}
    own = set(loaded.sources) - (set(parent.sources) if parent else set())
    assert own <= used


@pytest.mark.parametrize("name", pack.names())
def test_rules_that_speak_of_a_whole_message_have_their_sources(name: str) -> None:
    """Where a pack minds a place, it says why; where it knows a soft opt-in, it says what that asks for."""
    loaded = pack.load(name)
    assert set(loaded.rules["marketing-message"]) <= set(loaded.sources)
    assert loaded.rules["marketing-message"]
    assert loaded.rules["promotional-text"]
    assert loaded.rules["unrelated-offer"]
    if loaded.positions.subject is not Stance.ALLOW:
        assert loaded.rules["promotional-subject"]
    if loaded.positions.first is not Stance.ALLOW:
        assert loaded.rules["promotion-first"]
    if loaded.soft_opt_in.purposes:
        assert loaded.rules["consent-missing"]
        assert loaded.rules["no-objection-link"]


@pytest.mark.parametrize(
    ("name", "kind", "purpose", "expected"),
    [
        (
            "gdpr-strict",
            "appointment-confirmation",
            "discount",
            Ruling(Stance.FORBID, ("uwg-7", "eprivacy-13", "gdpr-6")),
        ),
        ("gdpr-strict", "invoice-receipt", "review", Ruling(Stance.FORBID, ("bgh-vi-zr-225-17", "uwg-7"))),
        ("gdpr-strict", "survey", "review", Ruling(Stance.FORBID, ("dsk-2022", "bgh-vi-zr-225-17"))),
        ("gdpr-strict", "shipping", "transaction", Ruling(Stance.ALLOW)),
        ("phorest", "review-request", "review", Ruling(Stance.ALLOW, ("phorest-reviews", "phorest-test"))),
        ("phorest", "referral-confirmation", "referral", Ruling(Stance.WARN, ("phorest-messages", "phorest-links"))),
        ("venuzle", "course-update", "product", Ruling(Stance.FORBID, ("venuzle-other-offers", "venuzle-course"))),
        ("venuzle", "course-update", "upgrade", Ruling(Stance.WARN, ("venuzle-course", "venuzle-other-offers"))),
        ("can-spam", "shipping", "product", Ruling(Stance.WARN, ("cfr-316-3", "ftc-experian"))),
        ("can-spam", "greeting", "discount", Ruling(Stance.FORBID, ("usc-7702-17", "cfr-316-3"))),
        ("whatsapp-utility", "shipping", "discount", Ruling(Stance.FORBID, ("meta-utility", "meta-marketing"))),
        ("whatsapp-utility", "verification-otp", "account", Ruling(Stance.FORBID, ("meta-authentication",))),
    ],
)
def test_rulings_with_their_sources(name: str, kind: str, purpose: str, expected: Ruling) -> None:
    """A ruling names the sources nearest to its cell."""
    assert pack.load(name).ruling(kind, Purpose(purpose)) == expected


def test_statutes_quoted_from_memory_say_so() -> None:
    """A source whose text was not at hand is marked as such."""
    marked = {source.id for name in pack.names() for source in pack.load(name).sources.values() if source.known}
    assert marked == {
        *("uwg-7-3", "eprivacy-13", "eprivacy-13-2", "gdpr-6", "gdpr-7", "gdpr-21"),
        *("usc-7702-17", "can-spam-act", "ctia-links", "casl-6-6"),
        *("pecr-22", "tkg-174-similar"),  # known from a summary
    }


def test_no_pack_calls_anything_illegal() -> None:
    """Packs tell what a source says, and never pass judgment on the reader."""
    refused = ("illegal", "unlawful", "rechtswidrig", "gesetzwidrig", "verboten")
    said = [
        text.lower()
        for name in pack.names()
        for source in pack.load(name).sources.values()
        for text in (source.says.de, source.says.en, source.cite.de, source.cite.en)
    ]
    assert [text for text in said if any(word in text for word in refused)] == []


@pytest.mark.parametrize("name", pack.names())
def test_sources_fit_into_the_sentence_of_a_finding(name: str) -> None:
    """Half a sentence that a citation in brackets and a full stop follow, each of its own wording in both languages."""
    for source in pack.load(name).sources.values():
        said = [source.says.de, source.says.en]
        assert [text for text in said if text.endswith(".") or ": " in text or "(" in text] == []
        assert source.says.de != source.says.en
        assert source.says.en[0].islower()
        assert [cite for cite in (source.cite.de, source.cite.en) if not cite or ": " in cite] == []
        assert source.url.startswith(("https://", "http://")) or not source.url


def test_a_pack_is_loaded_once_and_can_be_sent_to_another_process() -> None:
    """Shipped packs are cached, and survive pickling for parallel runs."""
    loaded = pack.load("phorest")
    assert pack.load("phorest") is loaded
    assert pickle.loads(pickle.dumps(loaded)) == loaded  # noqa: S301  -- our own bytes


def test_unknown_names_say_what_is_near() -> None:
    """A misspelt pack or kind is answered with the ones it may have meant."""
    with pytest.raises(UsageError) as error:
        pack.load("gdpr-strikt")
    assert str(error.value) == "There is no policy pack “gdpr-strikt”. Did you mean gdpr-strict?"
    for ask in (pack.load("phorest").standing, lambda kind: pack.load("phorest").ruling(kind, Purpose.APP)):
        with pytest.raises(UsageError, match="Did you mean shipping"):
            ask("shiping")


def test_a_pack_of_ones_own_states_only_the_differences(tmp_path: Path) -> None:
    """What an own pack leaves unsaid stays as in the pack it extends, reasons included."""
    own = _own(
        tmp_path,
        HEAD
        + '[default]\nreview = "warn"\n[exceptions.shipping]\napp = "allow"\n[because.default]\nreview = ["house"]\n'
        '[sources.house]\ncite_de = "Haus"\ncite_en = "House"\nsays_de = "so"\nsays_en = "thus"\n',
    )
    assert (own.name, own.extends) == ("own", "gdpr-strict")
    assert own.ruling("shipping", Purpose.REVIEW) == Ruling(Stance.WARN, ("house",))
    assert own.ruling("survey", Purpose.REVIEW) == Ruling(Stance.WARN, ("house",))
    assert own.ruling("shipping", Purpose.APP).stance is Stance.ALLOW
    assert own.ruling("dunning", Purpose.DISCOUNT) == pack.load("gdpr-strict").ruling("dunning", Purpose.DISCOUNT)


def test_a_pack_that_states_a_purpose_states_its_forms_too(tmp_path: Path) -> None:
    """An own pack that forbids social links forbids bare ones, unless it says otherwise."""
    strict = _own(tmp_path, HEAD + '[default]\nsocial = "forbid"\n')
    assert strict.ruling("shipping", Purpose.SOCIAL, "bare").stance is Stance.FORBID
    mild = _own(tmp_path, HEAD + '[default]\nsocial = "forbid"\n"social/bare" = "warn"\n')
    assert mild.ruling("shipping", Purpose.SOCIAL, "bare").stance is Stance.WARN


@pytest.mark.parametrize(
    ("name", "expected"),
    [(name, Positions(Stance.FORBID, Stance.FORBID if name == "can-spam" else Stance.ALLOW)) for name in pack.names()],
)
def test_places_of_advertising(name: str, expected: Positions) -> None:
    """Nobody wants it in the subject; what stands first decides in the United States only."""
    assert pack.load(name).positions == expected


OWN_GOODS = "discount product new-service upgrade"


@pytest.mark.parametrize(
    ("name", "purposes", "channels", "except_kinds"),
    [
        ("gdpr-strict", f"{OWN_GOODS} review", "email", "double-opt-in abandoned-basket"),
        ("phorest", "", "email", "double-opt-in abandoned-basket"),
        ("venuzle", f"{OWN_GOODS} review", "email", "double-opt-in abandoned-basket"),
        ("uk-pecr", OWN_GOODS, "email", "double-opt-in"),
        ("at-tkg", "discount product upgrade", "email sms", "double-opt-in abandoned-basket"),
        ("ch-uwg", OWN_GOODS, "email sms", "double-opt-in abandoned-basket"),
        *[(name, "", "email", "double-opt-in abandoned-basket") for name in pack.names()[6:]],
    ],
)
def test_what_a_soft_opt_in_covers(name: str, purposes: str, channels: str, except_kinds: str) -> None:
    """Own similar goods, on the channels of the law; platforms and countries outside Europe know none."""
    assert pack.load(name).soft_opt_in == SoftOptIn(
        frozenset(map(Purpose, purposes.split())),
        frozenset(map(Channel, channels.split())),
        frozenset(except_kinds.split()),
    )


@pytest.mark.parametrize(
    ("kind", "key", "email", "sms"),
    [
        ("shipping", "discount", "warn", "forbid"),
        ("shipping", "discount/future", "warn", "forbid"),
        ("shipping", "discount/own", "allow", "allow"),
        ("shipping", "product", "warn", "warn"),
        ("no-show", "product", "allow", "warn"),
        ("greeting", "product", "forbid", "forbid"),
        ("ticket-delivery", "app", "allow", "warn"),
        ("ticket-delivery", "app/needed", "allow", "warn"),
        ("loyalty-statement", "loyalty", "allow", "warn"),
        ("loyalty-statement", "loyalty/balance", "allow", "warn"),
        ("referral-confirmation", "referral/status", "allow", "allow"),
        ("review-request", "review", "allow", "allow"),
        ("review-request", "review/incentivised", "warn", "forbid"),
        ("shipping", "social", "allow", "allow"),
        ("double-opt-in", "newsletter", "allow", "allow"),
        (None, "discount", "warn", "forbid"),
        (None, "brand", "allow", "allow"),
    ],
)
def test_a_text_message_is_stricter_in_the_united_states(kind: str | None, key: str, email: str, sms: str) -> None:
    """By SMS a discount needs consent and the rest is doubtful at least; other channels are as e-mail."""
    purpose, _, form = key.partition("/")
    loaded = pack.load("can-spam")
    told = {channel: loaded.ruling(kind, Purpose(purpose), form, channel).stance for channel in (None, *Channel)}
    other = dict.fromkeys((None, Channel.EMAIL, Channel.WHATSAPP, Channel.PUSH), email)
    assert told == {**other, Channel.SMS: sms}


def test_channels_are_the_matter_of_one_pack() -> None:
    """No other shipped pack says more on one channel than on all, or says it by other sources."""
    loaded = [pack.load(name) for name in pack.names()]
    assert [one.name for one in loaded if one.channels] == ["can-spam"]
    assert [one.name for one in loaded if set(Channel) & {*one.because[0]}] == ["can-spam"]


@pytest.mark.parametrize(
    ("kind", "key", "email", "sms"),
    [
        ("shipping", "discount", ("cfr-316-3", "ftc-experian"), ("ctia", "chesbro-best-buy")),
        ("shipping", "product", ("cfr-316-3", "ftc-experian"), ("chesbro-best-buy",)),
        ("shipping", "loyalty/balance", ("cfr-316-3",), ("chesbro-best-buy",)),
        ("shipping", "app", ("cfr-316-3",), ("tcpa",)),
        ("shipping", "review/incentivised", ("cfr-316-3",), ("chesbro-best-buy",)),
        ("rebooking-prompt", "discount", ("usc-7702-17", "cfr-316-3"), ("ctia", "chesbro-best-buy")),
        (None, "newsletter", ("cfr-316-3",), ("chesbro-best-buy",)),
        # nothing is known of these by SMS
        ("shipping", "social", ("usc-7702-17",), ("usc-7702-17",)),
        ("shipping", "review", ("usc-7702-17",), ("usc-7702-17",)),
    ],
)
def test_a_text_message_is_judged_by_its_own_law(
    kind: str | None, key: str, email: tuple[str, ...], sms: tuple[str, ...]
) -> None:
    """By SMS the TCPA and the industry's rules give the reason, elsewhere the rules on e-mail."""
    purpose, _, form = key.partition("/")
    loaded = pack.load("can-spam")
    told = {channel: loaded.ruling(kind, Purpose(purpose), form, channel).sources for channel in (None, *Channel)}
    assert told == {**dict.fromkeys((None, *Channel), email), Channel.SMS: sms}


@pytest.mark.parametrize(
    ("rule", "email", "sms"),
    [
        ("promotional-text", ("cfr-316-3",), ("ctia", "chesbro-best-buy")),
        ("promotion-first", ("cfr-316-3",), ("chesbro-best-buy",)),
        ("marketing-message", ("usc-7702-17", "ftc-experian"), ("tcpa", "chesbro-best-buy")),
        ("unrelated-offer", ("usc-7702-17", "cfr-316-3"), ("chesbro-best-buy",)),
        ("consent-missing", ("tcpa", "chesbro-best-buy"), ("tcpa", "chesbro-best-buy")),
        ("audience-not-contactable", (), ()),
        ("undecidable-link", (), ()),
    ],
)
def test_rules_by_channel(rule: str, email: tuple[str, ...], sms: tuple[str, ...]) -> None:
    """A rule on a whole message leans on what holds where it is sent."""
    told = {channel: pack.load("can-spam").cited(rule, channel) for channel in Channel}
    assert told == {**dict.fromkeys(Channel, email), Channel.SMS: sms}


def test_whether_a_kind_may_be_sent_has_its_reason_by_channel() -> None:
    """The stance is the same."""
    loaded = pack.load("can-spam")
    assert loaded.standing("rebooking-prompt", Channel.EMAIL) == loaded.standing("rebooking-prompt")
    assert loaded.standing("rebooking-prompt").sources == ("usc-7702-17",)
    assert loaded.standing("rebooking-prompt", Channel.SMS) == Ruling(Stance.FORBID, ("tcpa",))


def test_an_own_reason_goes_before_an_inherited_one_for_a_channel(tmp_path: Path) -> None:
    """A pack's own line is nearer, whatever channel the other one is for; its own by channel is nearer still."""
    head = HEAD.replace("gdpr-strict", "can-spam")
    own = _own(tmp_path, head + '[because.default]\ndiscount = ["cfr-316-3"]\n[because.push]\ndiscount = ["tcpa"]')
    told = [own.ruling("shipping", Purpose.DISCOUNT, "", channel).sources for channel in (Channel.SMS, Channel.PUSH)]
    assert told == [("cfr-316-3",), ("tcpa",)]
    assert own.ruling("shipping", Purpose.PRODUCT, "", Channel.SMS).sources == ("chesbro-best-buy",)


def test_an_own_pack_inherits_places_channels_consent_and_rules(tmp_path: Path) -> None:
    """What is left unsaid in these tables stays, entry by entry; what is said goes before."""
    parent = pack.load("can-spam")
    text = HEAD.replace("gdpr-strict", "can-spam")
    silent = _own(tmp_path, text)
    assert (silent.positions, silent.channels, silent.soft_opt_in, silent.rules) == (
        *(parent.positions, parent.channels, parent.soft_opt_in),
        parent.rules,
    )
    own = _own(
        tmp_path,
        text + '[positions]\nfirst = "warn"\n[channels.sms]\ndiscount = "warn"\n[channels.push]\nproduct = "forbid"\n'
        '[soft_opt_in]\npurposes = ["product"]\nchannels = ["sms"]\n[rules]\nconsent-missing = ["ctia"]\n',
    )
    assert own.positions == Positions(Stance.FORBID, Stance.WARN)
    assert own.channels[Channel.PUSH] == {"product": Stance.FORBID}
    assert own.channels[Channel.SMS] == {
        **{key: stance for key, stance in parent.channels[Channel.SMS].items() if not key.startswith("discount")},
        "discount": Stance.WARN,
    }
    assert own.soft_opt_in == SoftOptIn(
        frozenset({Purpose.PRODUCT}), frozenset({Channel.SMS}), parent.soft_opt_in.except_kinds
    )
    assert own.rules == {**parent.rules, "consent-missing": ("ctia",)}


@pytest.mark.parametrize(
    ("name", "rule", "sources"),
    [
        ("gdpr-strict", "promotional-subject", ("uwg-7", "eprivacy-13")),
        ("gdpr-strict", "audience-not-contactable", ("gdpr-21", "gdpr-6")),
        ("gdpr-strict", "consent-missing", ("gdpr-7", "eprivacy-13", "uwg-7")),
        ("gdpr-strict", "no-objection-link", ("uwg-7-3", "eprivacy-13-2", "gdpr-21")),
        ("phorest", "consent-missing", ("phorest-permissions", "phorest-marketing")),
        ("venuzle", "audience-not-contactable", ("venuzle-prospects",)),
        ("venuzle", "consent-missing", ("venuzle-tick", "venuzle-course-only")),
        ("venuzle", "no-objection-link", ("venuzle-existing",)),
        ("at-tkg", "audience-not-contactable", ("ecg-7", "gdpr-21", "gdpr-6")),
        ("can-spam", "promotion-first", ("cfr-316-3",)),
        ("can-spam", "audience-not-contactable", ()),
        ("canada-casl", "no-objection-link", ("casl-unsubscribe",)),
        ("australia-spam-act", "hidden-target", ("spam-act-6",)),
        ("rcs-transactional", "consent-missing", ()),
        ("klaviyo-transactional", "consent-missing", ("klaviyo-suppressed",)),
    ],
)
def test_the_sources_of_rules(name: str, rule: str, sources: tuple[str, ...]) -> None:
    """Rules on subject, readers and consent lean on the pack's own law; an empty list says that it has none."""
    assert pack.load(name).rules[rule] == sources


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "extends: is missing"),
        ("extends = 3", "extends: must be a text"),
        (
            'extends = "mars"',
            f"extends: must be one of {', '.join(pack.names())}, not 'mars'",
        ),
        ('extends = "phorest"', "date: must be a date such as 2026-11-21"),
        ('extends = "phorest"\ndate = "today"', "date: must be a date such as 2026-11-21"),
        ('extends = "phorest"\ndate = 2026-11-21\ntitle_de = "x"', "title_en: is missing"),
        (HEAD + "colour = 1", "colour: there is no such key"),
        (HEAD + "default = 1", "default: must be a table"),
        (HEAD + '[default]\ndiscont = "warn"', "default.discont: there is no such key"),
        (HEAD + '[default]\ndiscount = "perhaps"', "default.discount: must be allow, warn, forbid, not 'perhaps'"),
        (HEAD + "[default]\ndiscount = [1]", "default.discount: must be allow, warn, forbid, not [1]"),
        (HEAD + '[default]\n"review/bare" = "warn"', "default.review/bare: there is no such key"),
        (HEAD + '[kinds]\nshippin = "warn"', "kinds.shippin: there is no such key"),
        (HEAD + '[exceptions.shippin]\napp = "warn"', "exceptions.shippin: there is no such key"),
        (HEAD + "[exceptions]\nshipping = 1", "exceptions.shipping: must be a table"),
        (HEAD + '[exceptions.shipping]\nap = "warn"', "exceptions.shipping.ap: there is no such key"),
        (HEAD + '[because.default]\nitself = ["uwg-7"]', "because.default.itself: there is no such key"),
        (HEAD + '[because.fax]\napp = ["uwg-7"]', "because.fax: there is no such key"),
        (HEAD + '[because.sms]\nap = ["uwg-7"]', "because.sms.ap: there is no such key"),
        (
            HEAD + '[because.default]\npromotional-text = ["uwg-7"]',
            "because.default.promotional-text: there is no such key",
        ),
        (
            HEAD + '[because.shipping]\npromotional-text = ["uwg-7"]',
            "because.shipping.promotional-text: there is no such key",
        ),
        (HEAD + '[because.default]\napp = "uwg-7"', "because.default.app: must be a list of source names"),
        (HEAD + "[because.default]\napp = [7]", "because.default.app: must be a list of source names"),
        (
            HEAD + '[because.shipping]\napp = ["uwg-8"]',
            "because.shipping.app: there is no source 'uwg-8' in this pack or the one it extends",
        ),
        (HEAD + "channels = 1", "channels: must be a table"),
        (HEAD + "[channels]\nsms = 1", "channels.sms: must be a table"),
        (HEAD + '[channels.fax]\napp = "warn"', "channels.fax: there is no such key"),
        (HEAD + '[channels.sms]\nap = "warn"', "channels.sms.ap: there is no such key"),
        (HEAD + '[channels.sms]\napp = "no"', "channels.sms.app: must be allow, warn, forbid, not 'no'"),
        (HEAD + '[positions]\nfooter = "warn"', "positions.footer: there is no such key"),
        (HEAD + "[positions]\nsubject = true", "positions.subject: must be allow, warn, forbid, not True"),
        (HEAD + "[soft_opt_in]\npurpose = []", "soft_opt_in.purpose: there is no such key"),
        (HEAD + '[soft_opt_in]\npurposes = "app"', "soft_opt_in.purposes: must be a list"),
        (HEAD + '[soft_opt_in]\npurposes = ["ap"]', "soft_opt_in.purposes: there is no 'ap'"),
        (HEAD + '[soft_opt_in]\nchannels = ["email", "fax"]', "soft_opt_in.channels: there is no 'fax'"),
        (HEAD + '[soft_opt_in]\nexcept_kinds = ["shippin"]', "soft_opt_in.except_kinds: there is no 'shippin'"),
        (HEAD + '[soft_opt_in]\nexcept_kinds = [["shipping"]]', "soft_opt_in.except_kinds: there is no ['shipping']"),
        (HEAD + '[rules]\ndiscount = ["uwg-7"]', "rules.discount: there is no such key"),
        (HEAD + '[rules]\nconsent-missing = "uwg-7"', "rules.consent-missing: must be a list of source names"),
        (
            HEAD + '[rules]\nconsent-missing = ["uwg-8"]',
            "rules.consent-missing: there is no source 'uwg-8' in this pack or the one it extends",
        ),
        (HEAD + '[sources.house]\ncite_de = "x"', "sources.house.cite_en: is missing"),
        (HEAD + "[sources.house]\nlink = 1", "sources.house.link: there is no such key"),
        (
            HEAD + '[sources.h]\ncite_de="a"\ncite_en="a"\nsays_de="a"\nsays_en="a"\nurl=1',
            "sources.h.url: must be a text",
        ),
    ],
)
def test_a_malformed_pack_says_where(tmp_path: Path, text: str, complaint: str) -> None:
    """Every mistake in an own pack is told with its file and its key, and with a next step."""
    with pytest.raises(ConfigError) as error:
        _own(tmp_path, text)
    assert error.value.message == f"{tmp_path / 'own.toml'}: {complaint}"
    assert error.value.hint


def test_a_misspelt_key_is_answered_with_near_ones(tmp_path: Path) -> None:
    """The hint for a key that does not exist names those spelt like it."""
    with pytest.raises(ConfigError) as error:
        _own(tmp_path, HEAD + '[default]\ndiscont = "warn"')
    assert error.value.hint == "Did you mean discount or discount/own or discount/future?"
    with pytest.raises(ConfigError) as error:
        _own(tmp_path, HEAD + '[soft_opt_in]\nchannels = ["mail"]')
    assert error.value.hint == "Did you mean email?"


def test_a_pack_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, one that is no TOML and one that is no text are told apart."""
    with pytest.raises(ConfigError, match=r"none\.toml could not be read: No such file"):
        pack.load(str(tmp_path / "none.toml"))
    with pytest.raises(ConfigError, match=r"own\.toml is not TOML: .*line 1"):
        _own(tmp_path, "title = = 1")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"bytes\.toml could not be read: it is not UTF-8"):
        pack.load(str(tmp_path / "bytes.toml"))
