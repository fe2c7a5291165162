"""Findings in files that others take in: judged for the templates that are sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from promolint import sharing
from promolint.lint import Local, Settings, gathered, in_turn
from promolint.sharing import Sharing
from promolint.tree import Tree
from promolint.values.message import Declaration, Stream
from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from promolint.values.outcome import Finding

OFFER = '<p><a href="https://salon.example/sale">Jetzt 20 % Rabatt auf alle Shampoos sichern</a></p>\n'
SERVES = '<p><a href="{{ url }}">Termin ansehen</a></p>\n'
APPOINTMENT = "<!-- promolint: kind=appointment-confirmation -->\n"
INVOICE = "<!-- promolint: kind=invoice-receipt -->\n"
MARKETING = "<!-- promolint: stream=marketing -->\n"
TAKES_IN = '{% include "part.html" %}\n'
Told = list[tuple[str, str, str | None, int | None]]


def _findings(files: Mapping[str, str], settings: Settings) -> tuple[Finding, ...]:
    tree = Tree({}, {name: text.encode() for name, text in files.items()})
    return gathered(in_turn(tree.sources(tree.names), settings), settings, Sharing(tree, settings).applied).findings


@pytest.fixture
def told(settings: Settings) -> Callable[[Mapping[str, str]], Told]:
    """What is found in files, as path, code, kind and reach."""

    def found(files: Mapping[str, str]) -> Told:
        return [(one.path, one.code, one.kind, one.reach) for one in _findings(files, settings)]

    return found


PART = {"part.html": OFFER}
APPOINTMENTS = {f"{name}.html": APPOINTMENT + SERVES + TAKES_IN for name in "ab"}
NEWSLETTER = {"news.html": MARKETING + TAKES_IN + '<a href="{{ unsubscribe_url }}">Abmelden</a>'}
UNDECLARED = {"plain.html": "<p>Hallo {{ name }}</p>" + TAKES_IN}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        # nobody takes it in: it is a message like others
        (PART, [("part.html", "PL303", None, None)]),
        # what the templates declare is what it is judged by
        (PART | APPOINTMENTS, [("part.html", "PL101", "appointment-confirmation", 2)]),
        (PART | NEWSLETTER, []),
        # several: the gravest, once
        (PART | APPOINTMENTS | NEWSLETTER, [("part.html", "PL101", "appointment-confirmation", 3)]),
        # nobody declares anything: of no known kind, and nothing is inferred from a part
        (PART | UNDECLARED, [("part.html", "PL101", None, 1)]),
        # one that declares nothing beside one that does: of no known kind
        (PART | UNDECLARED | NEWSLETTER, [("part.html", "PL101", None, 2)]),
        # a declaration that nobody knows is none
        (
            PART | {"a.html": "<!-- promolint: kind=nonsense -->" + TAKES_IN} | NEWSLETTER,
            [("part.html", "PL101", None, 2)],
        ),
        # it speaks for itself
        ({"part.html": INVOICE + OFFER} | NEWSLETTER, [("part.html", "PL101", "invoice-receipt", 1)]),
        ({"part.html": MARKETING + OFFER} | APPOINTMENTS, [("part.html", "PL404", None, 2)]),
        # through others, which are no templates
        (
            PART | {"base.html": TAKES_IN, "a.html": INVOICE + '{% extends "base.html" %}'},
            [("part.html", "PL101", "invoice-receipt", 1)],
        ),
        # a cycle has no template
        ({"part.html": OFFER + '{% include "b.html" %}', "b.html": TAKES_IN}, [("part.html", "PL303", None, None)]),
        # the template's own finding is its own
        (
            {"part.html": SERVES, "a.html": APPOINTMENT + OFFER + TAKES_IN},
            [("a.html", "PL101", "appointment-confirmation", None)],
        ),
        # only a comment names it
        (PART | {"a.html": INVOICE + "{# " + TAKES_IN + " #}"}, [("part.html", "PL303", None, None)]),
    ],
)
def test_a_partial_is_judged_for_its_templates(
    files: Mapping[str, str], expected: Told, told: Callable[[Mapping[str, str]], Told]
) -> None:
    """One finding at its place in the partial, by what the templates declare, with their number."""
    assert told(files) == expected


def test_what_is_said_of_a_whole_message_is_not_said_of_a_part(settings: Settings) -> None:
    """A part that mostly advertises is told link by link, and has no way to object of its own."""
    offers = "".join(OFFER.replace("sale", f"sale/{number}") for number in range(3))
    alone = _findings({"part.html": offers}, settings)
    assert [finding.code for finding in alone] == ["PL303"]
    shared = _findings({"part.html": offers, **APPOINTMENTS}, settings)
    assert [(finding.code, finding.place.line, finding.reach) for finding in shared] == [
        ("PL101", line, 2) for line in (1, 2, 3)
    ]
    soft = {"a.html": "<!-- promolint: kind=invoice-receipt consent=soft-opt-in -->" + TAKES_IN}
    assert "PL404" not in {finding.code for finding in _findings({"part.html": OFFER, **soft}, settings)}


def test_the_gravest_of_each_link(settings: Settings) -> None:
    """A review is a warning in one kind of message and an error in another: the error stands."""
    part = {"part.html": '<p><a href="https://s.example/r">Bewerte uns auf Google</a></p>'}
    found = {}
    for kind in ("order-confirmation", "password-reset"):
        (one,) = _findings({**part, f"{kind}.html": f"<!-- promolint: kind={kind} -->{TAKES_IN}"}, settings)
        found[kind] = one.severity
    both = {f"{kind}.html": f"<!-- promolint: kind={kind} -->{TAKES_IN}" for kind in found}
    (one,) = _findings({**part, **both}, settings)
    assert (one.severity, one.reach) == (max(found.values(), key=lambda severity: severity.rank), 2)


def test_exceptions_of_the_partial_hold(settings: Settings) -> None:
    """They are applied to what is found for the templates; one that silences something is used."""
    silent = "{# promolint: ignore[discount] agreed with the legal department #}\n"
    (one,) = _findings({"part.html": silent + OFFER, **APPOINTMENTS}, settings)
    assert (one.code, one.suppressed and one.suppressed.reason, one.reach) == (
        "PL101",
        "agreed with the legal department",
        2,
    )
    (one,) = _findings({"part.html": silent + SERVES, **APPOINTMENTS}, settings)
    assert (one.code, one.reach) == ("PL902", None)


def test_the_configuration_declares_too(settings: Settings) -> None:
    """For a template, whose word then counts for its partials, and for the partial itself, which then has its own."""

    def configured(name: str, kind: str) -> Settings:
        said = Declaration(kind=kind, source="config")
        usual = Local(settings.policy, settings.model)
        return replace(settings, local=lambda path: usual._replace(declaration=said) if path == name else usual)

    files = {**PART, **UNDECLARED, **NEWSLETTER}
    assert [one.kind for one in _findings(files, configured("plain.html", "invoice-receipt"))] == ["invoice-receipt"]
    assert [one.kind for one in _findings(files, configured("part.html", "course-update"))] == ["course-update"]


def test_the_caller_s_word_goes_first(settings: Settings) -> None:
    """A kind or stream of the whole run is that of the partial as well."""
    files = {**PART, **NEWSLETTER}
    given = replace(settings, declaration=Declaration(kind="invoice-receipt", source="declared"))
    assert [(one.path, one.code, one.kind, one.reach) for one in _findings(files, given)] == [
        ("part.html", "PL101", "invoice-receipt", 1)
    ]
    given = replace(settings, declaration=Declaration(stream=Stream.MARKETING, stream_source="declared"))
    assert {one.code for one in _findings({**PART, **APPOINTMENTS}, given)} == {"PL404"}


def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path, settings: Settings) -> None:
    """What it leads to is no template of this repository; a link within is."""
    repository, elsewhere = tmp_path / "repository", tmp_path / "elsewhere"
    for folder in (repository / ".git", elsewhere):
        folder.mkdir(parents=True)
    repository.joinpath("part.html").write_text(OFFER, encoding="utf-8")
    elsewhere.joinpath("a.html").write_text(INVOICE + TAKES_IN, encoding="utf-8")
    repository.joinpath("a.html").symlink_to(elsewhere / "a.html")
    names = ("a.html", "part.html")

    def reach() -> list[int | None]:
        tree = Tree({str(repository / name): repository / name for name in names})
        outcome = gathered(in_turn(tree.sources(tree.names), settings), settings, Sharing(tree, settings).applied)
        return [one.reach for one in outcome.findings]

    assert reach() == [None]
    repository.joinpath("a.html").unlink()
    repository.joinpath("inside.html").write_text(INVOICE + TAKES_IN, encoding="utf-8")
    repository.joinpath("a.html").symlink_to("inside.html")
    assert reach() == [1]


def test_a_clean_run_looks_at_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who takes what in is asked only where something was found."""

    def scanned(*_: object) -> None:
        pytest.fail("a clean run was scanned")

    monkeypatch.setattr(sharing, "scan", scanned)
    assert _findings({"part.html": SERVES, **APPOINTMENTS}, settings) == ()


def test_severity_in_the_partial_is_that_of_its_templates(settings: Settings) -> None:
    """As if the link stood in the template itself."""
    inline = _findings({"a.html": APPOINTMENT + SERVES + OFFER}, settings)
    shared = _findings({**PART, "a.html": APPOINTMENT + SERVES + TAKES_IN}, settings)
    assert [(one.code, one.severity, one.kind, one.sources) for one in shared] == [
        (one.code, one.severity, one.kind, one.sources) for one in inline
    ]
    assert shared[0].severity is Severity.ERROR
