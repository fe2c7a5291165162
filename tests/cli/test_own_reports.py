"""What promolint has written into a folder changes nothing when the folder is read again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from promolint.cli import explain, links
from promolint.reporting.formats import FORMATS

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

ENDINGS = {
    "text": ".txt",
    "table": ".txt",
    "concise": ".txt",
    "github": ".txt",
    "gitlab": ".json",
    "sarif": ".sarif.json",
    "junit": ".xml",
    "checkstyle": ".xml",
    "markdown": ".md",
}
COMMANDS = [
    *((format_, ("check", "--exit-zero", "--format", format_)) for format_ in FORMATS),
    *((format_, ("links", "--format", format_)) for format_ in links.FORMATS),
    *((format_, ("explain", "flagged.html:3", "--format", format_)) for format_ in explain.FORMATS),
]

OFFER = "Dein Termin steht.\nMit SOMMER20 sparst du heute 20 % auf alles: https://x.example/sale."


def _listed(ask: Run) -> list[dict[str, object]]:
    """The messages of the folder, each with its links."""
    messages: list[dict[str, object]] = json.loads(ask("links", "--format", "json").stdout)["messages"]
    return messages


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("format_", "command"), COMMANDS)
@pytest.mark.usefixtures("clean")
def test_a_report_that_lies_in_the_folder(
    format_: str, command: tuple[str, ...], language: str, ask: Run, flagged: Path
) -> None:
    """In every format, coloured or plain, under the ending that people give it, it is no template."""
    before = _listed(ask)
    assert [message["path"] for message in before] == ["clean.html", "flagged.html"]
    for colour in ("--color", "--no-color"):
        written = ask(*command, "--language", language, colour).stdout
        assert "salon.example" in written or "PL101" in written
        (flagged.parent / f"report{colour}{ENDINGS.get(format_, f'.{format_}')}").write_text(written, encoding="utf-8")
    assert _listed(ask) == before


@pytest.mark.usefixtures("clean")
def test_a_baseline_and_a_clean_report_that_lie_in_the_folder(ask: Run, flagged: Path) -> None:
    """Nor are they, under whatever name."""
    before = _listed(ask)
    ask("baseline", "write", "--baseline", "accepted.json")
    assert flagged.name in (flagged.parent / "accepted.json").read_text("utf-8")
    for language in ("de", "en"):
        clean = ask("check", "clean.html", "--language", language).stdout
        (flagged.parent / f"{language}.txt").write_text(clean, encoding="utf-8")
    assert _listed(ask) == before


@pytest.mark.usefixtures("clean")
def test_the_results_of_a_scan_that_lie_in_the_folder(ask: Run, flagged: Path) -> None:
    """Beside their tables they cannot lie, but beside templates they may."""
    before, tables = _listed(ask), flagged.parent / ".tables"
    tables.mkdir()
    (tables / "a.jsonl").write_text(json.dumps({"text": OFFER}) + "\n", encoding="utf-8")
    for format_ in ("jsonl", "parquet"):
        assert ask("scan", ".tables", f"as {format_}", "--output-format", format_, "--jobs", "1").returncode == 0
    (part,) = (flagged.parent / "as jsonl").glob("part-*.jsonl")
    assert "“https://x.example/sale”" in part.read_text("utf-8")
    assert _listed(ask) == before
