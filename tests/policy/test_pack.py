"""Packs as files: what ships is sourced and dated, and what is malformed says where."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import TYPE_CHECKING

import pytest

from promolint.errors import ConfigError, UsageError
from promolint.policy import kinds, pack
from promolint.policy.pack import Ruling, Stance
from promolint.values import PURPOSES, Purpose

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'title_de = "Eigene"\ntitle_en = "Own"\ndate = 2026-11-21\nextends = "gdpr-strict"\n'
EUROPEAN = {"uwg-7", "eprivacy-13", "gdpr-6"}


def _own(tmp_path: Path, text: str) -> pack.Pack:
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    return pack.load(str(file))


def test_names_begin_with_the_default() -> None:
    """The packs are listed, the default first."""
    assert pack.names() == ("gdpr-strict", "phorest", "venuzle", "can-spam", "whatsapp-utility")


@pytest.mark.parametrize("name", pack.names())
def test_a_shipped_pack_is_dated_titled_and_whole(name: str) -> None:
    """Each pack has its date and titles, extends the root, and knows exactly the kinds that exist."""
    loaded = pack.load(name)
    assert (loaded.name, loaded.date) == (name, dt.date(2026, 11, 21))
    assert loaded.extends == ("" if name == "gdpr-strict" else "gdpr-strict")
    assert loaded.title.de
    assert loaded.title.en
    assert list(loaded.kinds) == list(kinds.known())


@pytest.mark.parametrize("name", pack.names())
def test_whatever_is_not_allowed_has_a_source(name: str) -> None:
    """No pack warns or forbids without saying why, and each reason is a source it has."""
    loaded = pack.load(name)
    every: list[str | None] = [None, *kinds.known()]
    rulings = {(kind, purpose): loaded.ruling(kind, purpose) for kind in every for purpose in PURPOSES}
    silent = [cell for cell, ruling in rulings.items() if ruling.stance is not Stance.ALLOW and not ruling.sources]
    # what an unknown kind may carry is doubtful only because one-time codes may not: no rule says so itself
    assert [cell for cell in silent if cell[0]] == []
    standings = {kind: loaded.standing(kind) for kind in kinds.known()}
    assert [kind for kind, said in standings.items() if said.stance is not Stance.ALLOW and not said.sources] == []
    assert {source for ruling in [*rulings.values(), *standings.values()] for source in ruling.sources} <= set(
        loaded.sources
    )


@pytest.mark.parametrize("name", ["phorest", "venuzle", "can-spam", "whatsapp-utility"])
def test_a_pack_gives_its_own_reasons(name: str) -> None:
    """What another pack forbids, it does not forbid in the words of the German courts."""
    loaded = pack.load(name)
    inherited = set(pack.load("gdpr-strict").sources)
    refused = [
        (kind, str(purpose))
        for kind in kinds.known()
        for purpose in PURPOSES
        if (ruling := loaded.ruling(kind, purpose)).stance is not Stance.ALLOW and inherited & set(ruling.sources)
    ]
    assert refused == []
    standings = [kind for kind in kinds.known() if inherited & set(loaded.standing(kind).sources)]
    assert [kind for kind in standings if loaded.kinds[kind] is not Stance.ALLOW] == []


@pytest.mark.parametrize("name", pack.names())
def test_every_own_source_backs_something(name: str) -> None:
    """A pack carries no source that it never leans on."""
    loaded = pack.load(name)
    used = {source for row in loaded.because[0].values() for sources in row.values() for source in sources}
    own = set(loaded.sources) - (set(pack.load(loaded.extends).sources) if loaded.extends else set())
    assert own == used


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
    assert marked == {"eprivacy-13", "gdpr-6", "usc-7702-17"}


def test_no_pack_calls_anything_illegal() -> None:
    """Packs tell what a source says, and never pass judgment on the reader."""
    said = [
        text.lower()
        for name in pack.names()
        for source in pack.load(name).sources.values()
        for text in (source.says.de, source.says.en, source.cite.de, source.cite.en)
    ]
    assert [text for text in said if "illegal" in text or "rechtswidrig" in text] == []


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
    ("text", "complaint"),
    [
        ("", "extends: is missing"),
        ("extends = 3", "extends: must be a text"),
        (
            'extends = "mars"',
            "extends: must be one of gdpr-strict, phorest, venuzle, can-spam, whatsapp-utility, not 'mars'",
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
        (HEAD + '[because.default]\napp = "uwg-7"', "because.default.app: must be a list of source names"),
        (HEAD + "[because.default]\napp = [7]", "because.default.app: must be a list of source names"),
        (
            HEAD + '[because.shipping]\napp = ["uwg-8"]',
            "because.shipping.app: there is no source 'uwg-8' in this pack or the one it extends",
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
    assert error.value.hint == "Did you mean discount?"


def test_a_pack_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, one that is no TOML and one that is no text are told apart."""
    with pytest.raises(ConfigError, match=r"none\.toml could not be read: No such file"):
        pack.load(str(tmp_path / "none.toml"))
    with pytest.raises(ConfigError, match=r"own\.toml is not TOML: .*line 1"):
        _own(tmp_path, "title = = 1")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"bytes\.toml could not be read: it is not UTF-8"):
        pack.load(str(tmp_path / "bytes.toml"))
