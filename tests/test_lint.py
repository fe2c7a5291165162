"""The pipeline: one file's trouble is a value, and costs the others nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from promolint.discover import Found
from promolint.lint import Settings, Source, lint, load
from promolint.reading import read_file
from promolint.values import Channel, Declaration, Place, Stream

if TYPE_CHECKING:
    from pathlib import Path

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
    assert [(failure.path, failure.code, failure.message) for failure in outcome.failures] == [
        ("b.html", "PL901", "promolint failed on this file: RecursionError: too deep")
    ]


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
    (failure,) = outcome.failures
    assert (failure.path, failure.code, failure.place) == ("a.html", "PL901", place)
    assert failure.message == "There is no message kind “appointment-confirmaton”"
    assert "appointment-confirmation" in failure.help
    assert [judged.message.declaration.kind for judged in outcome.messages] == [None, None]
    assert [(finding.path, finding.kind) for finding in outcome.findings] == [("a.html", None), ("b.html", None)]


@pytest.mark.parametrize(
    ("text", "said", "place", "near"),
    [
        (
            "<!-- promolint: audience=everybody -->\n" + OFFER,
            "There is no audience “everybody”",
            Place(1, 26, 1, 35),
            "prospect, new-customer, existing-customer, course-participant",
        ),
        (
            "---\nkind: shipping\npromolint: consent=optin\n---\n" + OFFER,
            "There is no consent “optin”",
            Place(3, 20, 3, 25),
            "opt-in",
        ),
        (
            '{# promolint: kind=shipping channel="fax" #}<p class="lead">Hallo</p>' + OFFER,
            "There is no channel “fax”",
            Place(1, 38, 1, 41),
            "email",
        ),
        (
            "\ufeff<!-- promolint: colour=red -->\n" + OFFER,
            "A promolint line cannot say “colour”",
            Place(1, 24, 1, 27),
            "course",
        ),
    ],
)
def test_a_declaration_that_means_nothing(text: str, said: str, place: Place, near: str, settings: Settings) -> None:
    """It is a failure of that file at its place, with what may be said; the message is judged without it."""
    outcome = lint([_source(text), _source(OFFER, "b.html")], settings)
    (failure,) = outcome.failures
    assert (failure.path, failure.code, failure.message, failure.place) == ("a.html", "PL901", said, place)
    assert near in failure.help
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
    assert [failure.message for failure in outcome.failures] == ["Could not be opened: No such file or directory"]
    assert [judged.message.path for judged in outcome.messages] == ["b.html"]


def test_binary_files_are_counted(settings: Settings) -> None:
    """They are passed over: neither a message nor a failure."""
    outcome = lint([Source("a.html", b"\x89PNG\0\0"), _source(OFFER, "b.html")], settings)
    assert (outcome.counted.passed_over, len(outcome.messages), outcome.failures) == (1, 1, ())


def test_an_include_that_is_not_there_is_a_failure_with_its_place(tmp_path: Path, settings: Settings) -> None:
    """Nothing is known of the links in it; one that is there is no matter."""
    (tmp_path / "fuss.mjml").write_text("<mj-text>Fuß</mj-text>", encoding="utf-8")
    text = '<mjml><mj-body>\n<mj-include path="./kopf.mjml" /><mj-include path="fuss.mjml" /></mj-body></mjml>'
    outcome = lint([Source("mail.mjml", text.encode(), folder=tmp_path)], settings)
    assert [(failure.path, failure.code, failure.place) for failure in outcome.failures] == [
        ("mail.mjml", "PL901", Place(2, 19, 2, 30))
    ]
    assert "kopf.mjml" in outcome.failures[0].message


def test_a_subject_that_the_caller_knows_goes_before_the_files_own(settings: Settings) -> None:
    """A table keeps the subject in a column of its own; it is judged like one in the file, and remembered apart."""
    mail = _source("<title>Deine Rechnung</title><p>Die Rechnung liegt bei.</p>")
    assert [judged.message.subject for judged in lint([mail], settings).messages] == ["Deine Rechnung"]
    outcome = lint([mail._replace(subject="Nur heute: 30 % Rabatt auf alles")], settings)
    assert [judged.message.subject for judged in outcome.messages] == ["Nur heute: 30 % Rabatt auf alles"]
    assert [finding.code for finding in outcome.findings] == ["PL301"]
