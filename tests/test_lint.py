"""The pipeline: one file's trouble is a value, and costs the others nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from promolint.config import Globs
from promolint.discover import Found
from promolint.lint import Local, Settings, Source, lint, load
from promolint.policy import pack
from promolint.reading import read_file
from promolint.silence.complaints import Site
from promolint.silence.waivers import Waiver
from promolint.values.message import Cause, Channel, Declaration, Failure, Place, Stream

OFFER = '<p>Ihr Termin steht.</p>\n<a href="https://s.example/sale">Jetzt 20 % Rabatt auf alle Shampoos sichern</a>'


def _source(text: str, name: str = "a.html") -> Source:
    return Source(name, text.encode())


def test_a_crash_in_one_file_is_its_failure(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a stage raises for one file, the others are still checked."""

    def trip(name: str, data: bytes, *, max_bytes: int, subject: str) -> object:
        if name == "b.html":
            raise RecursionError("too deep")
        return read_file(name, data, max_bytes=max_bytes, subject=subject)

    monkeypatch.setattr("promolint.lint.read_file", trip)
    outcome = lint([_source(OFFER, name) for name in ("a.html", "b.html", "c.html")], settings)
    assert [judged.message.path for judged in outcome.messages] == ["a.html", "c.html"]
    assert outcome.failures == (Failure.of("b.html", Cause.CRASHED, error="RecursionError: too deep"),)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<!-- promolint: kind=appointment-confirmaton -->\n" + OFFER, Place(1, 22, 1, 45)),
        ("---\nsubject: Termin\nkind: appointment-confirmaton\n---\n" + OFFER, Place(3, 7, 3, 30)),
        ("\ufeff<!-- promolint: stream=transactional kind=appointment-confirmaton -->\n" + OFFER, Place(1, 43, 1, 66)),
    ],
)
def test_an_unknown_kind(text: str, place: Place, settings: Settings) -> None:
    """It is a failure of that file at its place, with the near kind; the links are judged as of no known kind."""
    outcome = lint([_source(text), _source(OFFER, "b.html")], settings)
    said = "kind=appointment-confirmaton"
    near = "appointment-confirmation, appointment-cancellation, appointment-reminder"
    assert outcome.failures == (Failure.of("a.html", Cause.MISSPELT_WORD, place, said=said, near=near),)
    assert [judged.message.declaration.kind for judged in outcome.messages] == [None, None]
    assert [(finding.path, finding.kind) for finding in outcome.findings] == [("a.html", None), ("b.html", None)]


@pytest.mark.parametrize(
    ("text", "place", "cause", "fields"),
    [
        (
            "<!-- promolint: audience=everybody -->\n" + OFFER,
            Place(1, 26, 1, 35),
            Cause.UNKNOWN_WORD,
            {"said": "audience=everybody", "choices": "prospect, new-customer, existing-customer, course-participant"},
        ),
        (
            "---\nkind: shipping\npromolint: consent=optin\n---\n" + OFFER,
            Place(3, 20, 3, 25),
            Cause.MISSPELT_WORD,
            {"said": "consent=optin", "near": "opt-in, soft-opt-in"},
        ),
        (
            '{# promolint: kind=shipping channel="fax" #}<p class="lead">Hallo</p>' + OFFER,
            Place(1, 38, 1, 41),
            Cause.UNKNOWN_WORD,
            {"said": "channel=fax", "choices": "email, sms, whatsapp, push, course, general"},
        ),
        (
            "\ufeff<!-- promolint: colour=red -->\n" + OFFER,
            Place(1, 24, 1, 27),
            Cause.MISSPELT_WORD,
            {"said": "colour", "near": "course"},
        ),
        (
            "<!-- promolint: x=red -->\n" + OFFER,
            Place(1, 19, 1, 22),
            Cause.UNKNOWN_WORD,
            {"said": "x", "choices": "kind, stream, channel, audience, consent, course"},
        ),
    ],
)
def test_a_declaration_that_means_nothing(
    text: str, place: Place, cause: Cause, fields: dict[str, str], settings: Settings
) -> None:
    """It is a failure of that file at its place, with what may be said; the message is judged without it."""
    outcome = lint([_source(text), _source(OFFER, "b.html")], settings)
    assert outcome.failures == (Failure.of("a.html", cause, place, **fields),)
    assert [judged.message.declaration.audience for judged in outcome.messages] == [None, None]
    assert [(finding.path, finding.code) for finding in outcome.findings] == [("a.html", "PL101"), ("b.html", "PL101")]


@pytest.mark.parametrize(
    "said", ["audience=prospect", "consent=none", "channel=course", "channel=general", "course=rueckenfit", "course=12"]
)
def test_a_declaration_that_means_something_is_no_failure(said: str, settings: Settings) -> None:
    """Whatever stands behind its comment on the same line."""
    text = f'<!-- promolint: {said} --><p class="lead">Hallo</p>{OFFER}'
    assert lint([_source(text)], settings).failures == ()


def test_what_the_caller_says_goes_first(settings: Settings) -> None:
    """A kind given with the run replaces the file's own, wrong ones too; the channel given is the message's."""
    given = Declaration(kind="course-update", channel=Channel.PUSH, source="declared")
    outcome = lint([_source("<!-- promolint: kind=nonsense -->" + OFFER)], replace(settings, declaration=given))
    (judged,) = outcome.messages
    assert not outcome.failures
    assert (judged.message.declaration.kind, judged.message.channel) == ("course-update", Channel.PUSH)


def test_the_source_of_a_kind_is_that_of_the_kind(settings: Settings) -> None:
    """A stream given with the run says nothing of where the kind is from."""
    given = Declaration(stream=Stream.TRANSACTIONAL, source="declared")
    text = "<!-- promolint: kind=course-update -->" + OFFER
    (known,) = lint([_source(text)], replace(settings, declaration=given)).messages
    (unknown,) = lint([_source(OFFER)], replace(settings, declaration=given)).messages
    assert (known.message.declaration.source, unknown.message.declaration.source) == ("declared", "unknown")


def test_a_link_in_a_comment_is_not_judged(settings: Settings) -> None:
    """It is not sent: it is kept apart, and neither judged nor reported."""
    text = '<p>Ihr Termin steht.</p><!-- <a href="https://s.example/sale">20 % Rabatt sichern</a> -->\n'
    outcome = lint([_source(text + '<a href="https://s.example/termin">Termin ansehen</a>')], settings)
    (judged,) = outcome.messages
    assert [link.url for link in judged.message.links] == ["https://s.example/termin"]
    assert len(judged.verdicts) == 1
    assert [link.url for link in judged.commented] == ["https://s.example/sale"]
    assert not outcome.findings


def test_in_a_marketing_message_offers_are_at_their_place(settings: Settings) -> None:
    """All that is said of it is that readers cannot unsubscribe, where they cannot."""
    assert [finding.code for finding in lint([_source(OFFER)], settings).findings] == ["PL101"]
    marketing = "<!-- promolint: stream=marketing -->" + OFFER
    assert [finding.code for finding in lint([_source(marketing)], settings).findings] == ["PL404"]
    assert lint([_source(marketing + '<p><a href="{{ unsubscribe_url }}">Abmelden</a></p>')], settings).findings == ()


def test_a_file_that_is_gone_is_a_failure(tmp_path: Path, settings: Settings) -> None:
    """Between finding and reading a file may go; that is told, and the next one is read."""
    (tmp_path / "b.html").write_text(OFFER, encoding="utf-8")
    found = [Found(tmp_path / name, name) for name in ("a.html", "b.html")]
    outcome = lint(load(found), settings)
    assert outcome.failures == (Failure("a.html", Cause.MISSING),)
    assert [judged.message.path for judged in outcome.messages] == ["b.html"]


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (FileNotFoundError(2, "No such file or directory"), Failure("a.html", Cause.MISSING)),
        (PermissionError(13, "Permission denied"), Failure("a.html", Cause.FORBIDDEN)),
        (OSError(5, "Input/output error"), Failure.of("a.html", Cause.NOT_OPENED, reason="Input/output error")),
        (TimeoutError(), Failure.of("a.html", Cause.NOT_OPENED, reason="TimeoutError")),
    ],
)
def test_why_a_file_cannot_be_opened(error: OSError, failure: Failure, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stops most people has words of its own; of the rest the system tells."""
    monkeypatch.setattr(Path, "open", Mock(side_effect=error))
    assert [source.failure for source in load([Found(Path("a.html"), "a.html")])] == [failure]


def test_waivers_of_the_configuration(settings: Settings) -> None:
    """The finding is kept with the reason; what is wrong with a waiver stands in the configuration's own file."""
    folder = Path.cwd()

    def waiver(line: int, glob: str, reason: str) -> Waiver:
        site = Site("promolint.toml", Place(line, 1, line, 12), "[[waivers]]")
        return Waiver(Globs(folder, (glob,)), "", site, ("PL101",), reason=reason)

    waivers = (waiver(1, "a.html", "agreed"), waiver(4, "c.html", "gone"), waiver(7, "b.html", ""))
    sources = [_source(OFFER), _source(OFFER, "b.html"), _source("<p>Ihr Termin steht.</p>", "c.html")]
    outcome = lint(sources, replace(settings, waivers=waivers, asked=(folder,)))
    assert [
        (finding.path, finding.place.line, finding.code, finding.suppressed and finding.suppressed.reason)
        for finding in outcome.findings
    ] == [
        ("a.html", 2, "PL101", "agreed"),
        ("b.html", 2, "PL101", None),
        ("promolint.toml", 4, "PL902", None),
        ("promolint.toml", 7, "PL903", None),
    ]
    broken = [_source(OFFER), _source("<!-- promolint: kind=no-kind --><p>a</p>", "c.html")]
    found = lint(broken, replace(settings, waivers=waivers, asked=(folder,))).findings
    assert [(finding.path, finding.code) for finding in found] == [("a.html", "PL101")]


def test_binary_files_are_counted(settings: Settings) -> None:
    """They are passed over: neither a message nor a failure."""
    outcome = lint([Source("a.html", b"\x89PNG\0\0"), _source(OFFER, "b.html")], settings)
    assert (outcome.counted.passed_over, len(outcome.messages), outcome.failures) == (1, 1, ())


def test_an_include_that_is_not_there_is_a_failure_with_its_place(tmp_path: Path, settings: Settings) -> None:
    """Nothing is known of the links in it; one that is there is no matter."""
    (tmp_path / "fuss.mjml").write_text("<mj-text>Fuß</mj-text>", encoding="utf-8")
    text = '<mjml><mj-body>\n<mj-include path="./kopf.mjml" /><mj-include path="fuss.mjml" /></mj-body></mjml>'
    outcome = lint([Source("mail.mjml", text.encode(), folder=tmp_path)], settings)
    place = Place(2, 19, 2, 30)
    assert outcome.failures == (Failure.of("mail.mjml", Cause.INCLUDE_MISSING, place, include="./kopf.mjml"),)


def test_the_packs_that_judged_something(settings: Settings) -> None:
    """Each once, in the order of their first use; those of files without a message and of no file are none of them."""
    by_name = {
        "b.html": ("can-spam", "gdpr-strict"),
        "c.html": ("phorest",),
        "d.html": ("venuzle",),
    }

    def local(name: str) -> Local:
        packs = tuple(map(pack.load, by_name.get(name, ("gdpr-strict",))))
        return Local(replace(settings.policy, packs=packs), settings.model)

    sources = [_source(OFFER), _source(OFFER, "b.html"), Source("c.html", b"\0"), _source(OFFER, "d.html")]
    outcome = lint(sources, replace(settings, local=local))
    assert outcome.packs == ("gdpr-strict", "can-spam", "venuzle")
    assert lint([], settings).packs == ()


def test_a_subject_that_the_caller_knows_goes_before_the_files_own(settings: Settings) -> None:
    """A table keeps the subject in a column of its own; it is judged like one in the file, and remembered apart."""
    mail = _source("<title>Deine Rechnung</title><p>Die Rechnung liegt bei.</p>")
    assert [judged.message.subject for judged in lint([mail], settings).messages] == ["Deine Rechnung"]
    outcome = lint([mail._replace(subject="Nur heute: 30 % Rabatt auf alles")], settings)
    assert [judged.message.subject for judged in outcome.messages] == ["Nur heute: 30 % Rabatt auf alles"]
    assert [finding.code for finding in outcome.findings] == ["PL301"]
