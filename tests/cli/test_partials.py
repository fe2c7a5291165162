"""Partials from the command line: who takes them in is looked for where the run looks, or around the files it names."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from promolint.cli import files

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Told = list[tuple[str, str, str | None, int | None]]
    Found = Callable[..., Told]

OFFER = '<p><a href="https://salon.example/sale">Jetzt 20 % Rabatt auf alle Shampoos sichern</a></p>\n'
TEXTS = {
    "part.html": OFFER,
    "mails/a.html": '<!-- promolint: kind=invoice-receipt -->\n{% include "part.html" %}',
    "mails/b.html": '<!-- promolint: kind=appointment-confirmation -->\n{% include "part.html" %}',
    "more/c.html": '<!-- promolint: kind=invoice-receipt -->\n{% include "../part.html" %}',
}


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A partial and three templates that take it in, in a folder that no git knows."""
    for name, text in TEXTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def found(ask: Run) -> Found:
    """What ``check`` finds: path, code, kind and reach."""

    def asked(*arguments: str) -> Told:
        told = json.loads(ask("check", "--format", "json", *arguments).stdout)["findings"]
        return [(one["path"], one["code"], one["kind"], one["reach"]) for one in told]

    return asked


@pytest.mark.usefixtures("templates")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), [("part.html", "PL101", "appointment-confirmation", 3)]),
        (("part.html",), [("part.html", "PL101", "appointment-confirmation", 3)]),
        (("part.html", "mails"), [("part.html", "PL101", "appointment-confirmation", 3)]),
        (("mails", "more"), []),
        (("mails/a.html",), []),
        (("part.html", "--kind", "course-update"), [("part.html", "PL101", "course-update", 3)]),
    ],
)
def test_where_is_looked(
    arguments: tuple[str, ...],
    expected: Told,
    found: Found,
) -> None:
    """In the folders that are named; around a file that is named in all of its repository, or the current folder."""
    assert found(*arguments) == expected


@pytest.mark.usefixtures("templates")
def test_what_is_typed_in_an_editor(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input with a name is judged like the file of that name; without one nobody can take it in."""

    def typed(*arguments: str) -> Told:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"\n{OFFER}".encode())))
        return found("-", *arguments)

    assert typed("--stdin-filename", "part.html") == [("part.html", "PL101", "appointment-confirmation", 3)]
    assert typed() == [("-", "PL303", None, None)]


@pytest.mark.usefixtures("templates")
def test_what_is_too_large_is_not_searched(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is named in a home folder does not have all of it read; the file is judged as it stands."""
    monkeypatch.setattr(files, "_MOST_SEARCHED", 3)
    assert found("part.html") == [("part.html", "PL303", None, None)]
    assert found(".") == [("part.html", "PL101", "appointment-confirmation", 3)]


def test_a_template_that_cannot_be_read_takes_nothing_in(templates: Path, found: Found) -> None:
    """Nor does one that is no text: the others count."""
    (templates / "mails" / "b.html").write_bytes(b'gr\xc3\xbcn \xff{% include "part.html" %}')
    (templates / "more" / "c.html").write_bytes(b'\0{% include "part.html" %}')
    assert found() == [("part.html", "PL101", "invoice-receipt", 1)]


@pytest.mark.usefixtures("templates")
def test_in_german(ask: Run) -> None:
    """The whole block as people read it."""
    block, _, _ = ask("check", "--language", "de").stdout.partition("\n\n")
    assert block.splitlines()[0] == "part.html:1:13: PL101 discount Fehler (Sicherheit 0.99)"
    assert "Geteilter Baustein: 3 Vorlagen binden ihn ein." in " ".join(block.split())


@pytest.mark.usefixtures("templates")
def test_a_baseline_holds_what_a_check_finds(ask: Run) -> None:
    """Once for the partial, whoever takes it in."""
    assert "1 finding added" in ask("baseline", "write").stdout
    assert ask("check", "--baseline", "promolint-baseline.json").returncode == 0
    assert ask("baseline", "check").returncode == 0


@pytest.mark.usefixtures("templates")
def test_a_report_takes_nothing_in(ask: Run, templates: Path) -> None:
    """What the run writes is no template."""
    ask("check", "--output", "html=page.html")
    page = (templates / "page.html").read_text(encoding="utf-8")
    assert "Shared partial: 3 templates take it in." in page
    ran = ask("check", "part.html", "--output", "html=page.html", "--format", "json")
    assert json.loads(ran.stdout)["findings"][0]["reach"] == 3


def test_a_waiver_covers_what_is_found_for_the_templates(ask: Run, templates: Path) -> None:
    """And is used by that; it silences once, whoever takes the partial in."""
    waiver = '[[waivers]]\npaths = ["part.html"]\ncode = ["PL101"]\nreason = "agreed"\n'
    (templates / "promolint.toml").write_text(waiver, encoding="utf-8")
    ran = ask("check", "--format", "json")
    told = [(one["path"], one["code"], one["reach"], one["suppressed"]) for one in json.loads(ran.stdout)["findings"]]
    assert told == [("part.html", "PL101", 3, {"by": "waiver", "reason": "agreed"})]
