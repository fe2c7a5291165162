"""How much of what was read could be judged: measured, told, and asked for by --min-coverage."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promolint.reporting.coverage import Coverage, coverage
from promolint.values.outcome import Outcome, Tally

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

HALF = """<!-- promolint: kind=invoice-receipt -->
<p>Invoice {{ invoice.number }} is attached.</p>
<a href="https://shop.example/invoices/{{ invoice.id }}">Invoice {{ invoice.number }}</a>
<p><a href="{{ url }}">{{ label }}</a></p>
"""


@pytest.fixture
def half(tmp_path: Path) -> Path:
    """A template with one link that says what it is for, and one that says nothing."""
    path = tmp_path / "half.html"
    path.write_text(HALF, encoding="utf-8")
    return path


def test_the_share(ask: Run, half: Path) -> None:
    """It stands in the JSON of both inventories, and people are told how many links were undecidable."""
    for command in ("check", "links"):
        assert json.loads(ask(command, half.name, "--format", "json").stdout)["summary"]["coverage"] == 0.5
    assert "; 2 links judged, 1 undecidable\n" in ask("check", half.name).stdout
    half.write_text("<p>No link.</p>", encoding="utf-8")
    assert json.loads(ask("check", half.name, "--format", "json").stdout)["summary"]["coverage"] is None


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 0),
        (["--min-coverage", "0"], 0),
        (["--min-coverage", "50"], 0),
        (["--min-coverage", "50.1"], 1),
        (["--min-coverage", "100"], 1),
        (["--min-coverage", "100", "--exit-zero"], 0),
    ],
)
def test_the_gate(options: list[str], status: int, ask: Run, half: Path) -> None:
    """At the percentage all is well, below it the status is 1; a sentence on standard error says so."""
    ran = ask("check", half.name, *options)
    told = "--min-coverage 100" in " ".join(options) or status == 1
    assert (ran.returncode, "promolint: Only 1 of 2 links could be decided" in ran.stderr) == (status, told)


def test_the_sentence(ask: Run, half: Path) -> None:
    """It names the numbers and ends in the next step, which shows the links; in both languages."""
    english = ask("check", half.name, "--min-coverage", "99.5", "-q")
    assert english.stderr == (
        "promolint: Only 1 of 2 links could be decided, less than the 99.5 % of --min-coverage. "
        "Give the others words that show; “promolint check --select undecidable-link” names them.\n"
    )
    german = ask("check", half.name, "--min-coverage", "99.5", "--language", "de").stderr
    assert german.startswith("promolint: Nur 1 von 2 Links waren entscheidbar, weniger als die 99.5 % von")
    shown = ask("check", half.name, "--select", "undecidable-link", "--format", "concise").stdout
    assert shown.startswith("half.html:4:13: PL501 ")


@pytest.mark.usefixtures("half")
def test_the_configuration_asks_for_it_too(ask: Run, tmp_path: Path) -> None:
    """The option goes before it."""
    (tmp_path / "promolint.toml").write_text("min-coverage = 75\n", encoding="utf-8")
    assert ask("check", "half.html").returncode == 1
    assert ask("check", "half.html", "--min-coverage", "25").returncode == 0
    for wrong in ("101", "-1", "'75'", "true", "nan"):
        (tmp_path / "promolint.toml").write_text(f"min-coverage = {wrong}\n", encoding="utf-8")
        ran = ask("check", "half.html")
        assert (ran.returncode, ran.stdout) == (2, "")
        assert "promolint.toml: min-coverage: must be a number" in ran.stderr
    assert ask("check", "half.html", "--min-coverage", "101").returncode == 2


def test_an_unread_file_outweighs_it(ask: Run, half: Path) -> None:
    """Nothing is proved then, whatever could be decided."""
    half.with_name("broken.html").write_bytes("<p>grün ".encode() + b"\xff\xfe</p>")
    assert ask("check", ".", "--min-coverage", "100").returncode == 2


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_the_law_of_the_gate(decided: int, undecidable: int) -> None:
    """Nothing is asked in vain: 0 is always reached, 100 only where all is decided, and the share is between them."""
    measured = coverage(Outcome((), (), (), Tally(1, decided + undecidable, undecidable)))
    assert measured == Coverage(decided, decided + undecidable)
    assert measured.reaches(0)
    assert measured.reaches(100) == (undecidable == 0)
    if measured.links:
        assert measured.share == round(decided / measured.links, 4)
        assert measured.reaches(100 * decided // measured.links)
        assert not measured.reaches(100 * decided // measured.links + 1)
    else:
        assert measured.share is None
