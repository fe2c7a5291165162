"""``check`` and ``links`` as a person or a script sees them."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

OWN_PACK = """title_de = "Eigenes"
title_en = "Our own"
date = 2026-11-21
extends = "venuzle"
[default]
discount = "allow"
"""
COMMENTED = """<html lang="de"><body><p>Ihr Termin ist bestätigt.</p>
<!-- <a href="https://s.example/sale">Jetzt 20 % Rabatt sichern</a> -->
<a href="https://s.example/termin">Termin ansehen</a></body></html>
"""


def test_the_same_input_gives_the_same_bytes(ask: Run, flagged: Path, clean: Path) -> None:
    """Twice the same, in whatever order the files are named; no absolute path in it."""
    first = ask("check", flagged.name, clean.name, "--format", "json")
    second = ask("check", clean.name, str(flagged), "--format", "json")
    assert first.stdout == second.stdout
    assert str(flagged.parent) not in first.stdout


def test_a_finding_in_german(ask: Run, flagged: Path) -> None:
    """The report speaks the language of the locale, or the one asked for."""
    german = ask("check", flagged.name, LC_ALL="de_AT.UTF-8")
    assert german.stdout == ask("check", flagged.name, "--language", "de").stdout
    for word in (
        "Fehler",
        "Sicherheit",
        "Anhaltspunkte:",
        "Ausweg:",
        "Zwei Fragen entscheiden",
        "keine Rechtsberatung",
    ):
        assert word in german.stdout
    assert "Two questions decide" in ask("check", flagged.name).stdout


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color"], {}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        (["--no-color"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color"], {"NO_COLOR": "1"}, True),
    ],
)
def test_colours(options: list[str], environment: dict[str, str], *, coloured: bool, ask: Run, flagged: Path) -> None:
    """An option goes before NO_COLOR, that before FORCE_COLOR; a pipe gets none by itself."""
    assert ("\x1b[" in ask("check", flagged.name, *options, **environment).stdout) is coloured


def test_commented_links_are_listed_on_demand(ask: Run, tmp_path: Path) -> None:
    """They are left out of the inventory unless asked for; then they stand at their place, without a verdict."""
    (tmp_path / "mail.html").write_text(COMMENTED, encoding="utf-8")
    (sent,) = json.loads(ask("links", "--format", "json").stdout)["messages"][0]["links"]
    assert (sent["line"], sent["commented"]) == (3, False)
    first, second = json.loads(ask("links", "--format", "json", "--include-commented").stdout)["messages"][0]["links"]
    assert (first["line"], first["commented"], first["purpose"], first["confidence"]) == (2, True, None, None)
    assert second == sent
    assert "in a comment" in ask("links", "--include-commented").stdout
    assert "in a comment" not in ask("links").stdout


def test_the_table(ask: Run, flagged: Path) -> None:
    """One block a message, one line a link."""
    head, row = ask("links", flagged.name).stdout.splitlines()[:2]
    assert head == "flagged.html  (de, email, appointment-confirmation)"
    place, purpose, sure, *words = row.split()
    assert (place, purpose, words[-1]) == ("3:13", "discount", "https://salon.example/sale")
    assert 0.5 < float(sure) < 1


def test_the_csv(ask: Run, flagged: Path) -> None:
    """A head and a row a link, with the numbers as in JSON."""
    (row,) = csv.DictReader(io.StringIO(ask("links", flagged.name, "--format", "csv").stdout))
    listed = json.loads(ask("links", flagged.name, "--format", "json").stdout)["messages"][0]["links"][0]
    assert {name: row[name] for name in ("purpose", "url", "text", "role", "region", "commented")} == {
        "purpose": "discount",
        "url": "https://salon.example/sale",
        "text": "Jetzt 20 % Rabatt auf alle Shampoos sichern",
        "role": "text",
        "region": "body",
        "commented": "false",
    }
    assert float(row["confidence"]) == listed["confidence"]


def test_where_the_kind_is_from(ask: Run, flagged: Path, tmp_path: Path) -> None:
    """Declared on the command line or in the file, or unknown."""
    (tmp_path / "plain.html").write_text("<p>Hallo</p>", encoding="utf-8")

    def said(*arguments: str) -> tuple[str | None, str]:
        (message,) = json.loads(ask("links", "--format", "json", *arguments).stdout)["messages"]
        return message["kind"], message["kind_source"]

    assert said(flagged.name) == ("appointment-confirmation", "declared")
    assert said("plain.html", "--kind", "shipping") == ("shipping", "declared")
    assert said("plain.html") == (None, "unknown")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "arguments", [["rule"], ["rule", "PL105"], ["rule", "Referral"], ["rule", "PL901"], ["rule", "PL301"]]
)
def test_the_pages_of_rules(arguments: list[str], language: str, ask: Run) -> None:
    """The list and each page can be had in both languages, by code or name."""
    ran = ask(*arguments, "--language", language)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "PL" in ran.stdout


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", ["gdpr-strict", "phorest", "venuzle", "can-spam", "whatsapp-utility"])
def test_the_pages_of_packs(name: str, language: str, ask: Run) -> None:
    """Each pack is in the list and has a page with its date and sources."""
    assert name in ask("policy", "--language", language).stdout
    page = ask("policy", name, "--language", language).stdout
    assert "2026-" in page
    assert {"de": "Quellen", "en": "Sources"}[language] in page


def test_a_pack_of_ones_own(ask: Run, flagged: Path, tmp_path: Path) -> None:
    """A TOML file is shown and used like a pack that comes with promolint."""
    (tmp_path / "own.toml").write_text(OWN_PACK, encoding="utf-8")
    assert ask("policy", "own.toml").stdout.startswith("own: Our own\nas of 2026-11-21, builds on venuzle\n")
    assert ask("check", flagged.name, "--policy", "own.toml").returncode == 0


def test_a_variable_that_stands_for_consent_is_named_on_the_command_line(tmp_path: Path, run: Run) -> None:
    """Its link is kept, and not held against the message; without the name it is an error."""
    page = tmp_path / "a.html"
    offer = '<p><a href="https://a.example/sale">Jetzt 20 % Rabatt auf alles sichern</a></p>'
    kind = "{# promolint: kind=shipping #}"
    page.write_text(f"{kind}{{% if customer.vip_ok %}}{offer}{{% endif %}}", encoding="utf-8")
    named = run("check", str(page), "--guard", "vip_ok", "--format", "json")
    (finding,) = json.loads(named.stdout)["findings"]
    assert (named.returncode, finding["suppressed"]) == (0, {"by": "guard", "reason": "if customer.vip_ok"})
    plain = run("check", str(page), "--format", "json")
    assert (plain.returncode, json.loads(plain.stdout)["findings"][0]["suppressed"]) == (1, None)
