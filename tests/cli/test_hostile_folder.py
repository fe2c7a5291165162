"""A folder of strangers, run for real: whatever its names, its texts and its settings hold, no output is steered by it.

What each report does with each text is told in ``tests/reporting``; here is the way of the data as a whole, and every
command and format that says something about a folder.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
COMMANDS = "\n::error::owned\n##[error]owned\n"
TEXT = "\x1b[2J\x9b31m\u202e\u2066\u200b\u2028<script>owned()</script><b>|![owned](x:y)`@owned"
NAMES = (
    "=cmd()'!A1.html",
    "::error::owned.html",
    "\x1b[2J\u202e\r\n::error::owned.html",
    "<script>owned()<|b>[owned](x:y)`.html",
    "@owned -- \"'&amp;]]>.html",
    "-ü\udcff.html",
)
TEMPLATE = f"""---
subject: "{TEXT} Jetzt 20 % Rabatt"
---
<!-- promolint: kind=appointment-confirmation -->
<p>Dein Termin. {TEXT}</p>
<p><a href="https://salon.example/sale?{TEXT}">=cmd() {TEXT}
Jetzt 20 % Rabatt sichern {COMMANDS}</a></p>
<p><a href="https://salon.example/plus">+cmd() Jetzt 20 % Rabatt sichern</a></p>
<!-- promolint: ignore[PL101] {TEXT} -->
<a href="https://salon.example/kept">Jetzt 20 % Rabatt sichern</a>
<!-- promolint: kind={TEXT[:9]} -->
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Templates whose names and texts mean harm, and settings that do."""
    for name in NAMES:
        tmp_path.joinpath(name.replace("/", "|")).write_bytes(TEMPLATE.encode("utf-8", "surrogateescape"))
    tmp_path.joinpath("broken\x1b[2J\n::error::.html").write_bytes(b"gr\xc3\xbcn \xff")
    said = json.dumps(f"{TEXT}{COMMANDS}")
    tmp_path.joinpath("promolint.toml").write_text(
        f'policy = ["own.toml"]\nexclude = [{said}]\n'
        f"[[allow]]\ntext = {said}\nreason = {said}\n"
        f'[[waivers]]\ncode = "PL101"\npath = "=cmd*"\ntext = "+cmd*"\nreason = {said}\n'
        f'[phrases]\ndiscount = ["+cmd() jetzt"]\n',
        encoding="utf-8",
    )
    tmp_path.joinpath("own.toml").write_text(
        f'title_de = {said}\ntitle_en = {said}\ndate = 2026-11-22\nextends = "gdpr-strict"\n'
        f"[sources.own]\ncite_de = {said}\ncite_en = {said}\nsays_de = {said}\nsays_en = {said}\n",
        encoding="utf-8",
    )
    return tmp_path


def _lines(said: str) -> None:
    assert not re.search(r"^\s*(?:::|##\[)", said, re.MULTILINE)


def _json(said: str) -> None:
    assert "owned" in json.dumps(json.loads(said))


def _json_lines(said: str) -> None:
    assert all(map(json.loads, said.splitlines()))


def _commands(said: str) -> None:
    """Of GitHub's commands only our own, each on its line; no property or text of one ends it early."""
    assert all(
        re.match(r"::(?:error|warning|notice|group|endgroup)[ :]", line)
        for line in said.splitlines()
        if "::" in line[:3]
    )
    assert not re.search(r"^(?:::error::owned|##\[)", said, re.MULTILINE)


def _xml(said: str) -> None:
    tags = {element.tag for element in ET.fromstring(said).iter()}  # noqa: S314 - our own
    assert not {"script", "b"} & tags


def _csv(said: str) -> None:
    rows = list(csv.reader(io.StringIO(said), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")]


def _html(said: str) -> None:
    page = BeautifulSoup(said, "html.parser")
    assert len(page.select("script")) <= 1
    assert not [tag for tag in page.select("b, img, a[href]") if "owned" in str(tag)]


def _markdown(said: str) -> None:
    bare = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", said)
    assert not re.search(r"<script|\]\(x:y\)|(?<!\w)@owned", bare)


CALLS: dict[str, tuple[list[str], Callable[[str], None]]] = {
    "text": (["check", "."], _lines),
    "coloured": (["check", ".", "--color", "never", "-v"], _lines),
    "german": (["check", ".", "--language", "de"], _lines),
    "concise": (["check", ".", "--format", "concise"], _lines),
    "json": (["check", ".", "--format", "json"], _json),
    "jsonl": (["check", ".", "--format", "jsonl"], _json_lines),
    "sarif": (["check", ".", "--format", "sarif"], _json),
    "gitlab": (["check", ".", "--format", "gitlab"], _json),
    "github": (["check", ".", "--format", "github"], _commands),
    "junit": (["check", ".", "--format", "junit"], _xml),
    "checkstyle": (["check", ".", "--format", "checkstyle"], _xml),
    "markdown": (["check", ".", "--format", "markdown"], _markdown),
    "html": (["check", ".", "--format", "html"], _html),
    "links": (["links", "."], _lines),
    "links csv": (["links", ".", "--format", "csv"], _csv),
    "links json": (["links", ".", "--format", "json"], _json),
    "explain": (["explain", f"{NAMES[2]}:6"], _lines),
    "explain json": (["explain", f"{NAMES[2]}:6", "--format", "json"], _json),
    "explain nothing": (["explain", f"{NAMES[2]}:1"], _lines),
    "show-config": (["check", "--show-config", NAMES[2]], _lines),
    "policy": (["policy", "own.toml"], _lines),
    "no policy": (["policy", NAMES[2]], _lines),
    "rule": (["rule", NAMES[2]], _lines),
    "no option": (["check", f"--{NAMES[2]}"], _lines),
    "no command": ([NAMES[2]], _lines),
    "no choice": (["check", ".", "--format", NAMES[2]], _lines),
    "no file": (["check", f"no{NAMES[2]}"], _lines),
    "baseline": (["baseline", "."], _lines),
}


@pytest.mark.parametrize(("arguments", "law"), CALLS.values(), ids=CALLS)
@pytest.mark.usefixtures("folder")
def test_nothing_steers(arguments: list[str], law: Callable[[str], None], ask: Run) -> None:
    """Neither a terminal, nor a build server, a browser, a spreadsheet or a reader of the report."""
    ran = ask(*arguments)
    for told in (ran.stdout, ran.stderr):
        assert STEERS.search(told) is None
        assert not re.search("[\ud800-\udfff]", told)
    _lines(ran.stderr)
    law(ran.stdout)
    assert ran.stdout or ran.returncode == 2


@pytest.mark.usefixtures("folder")
def test_the_folder_is_hostile(ask: Run) -> None:
    """All of it was read, so that the laws above are about something."""
    told = json.loads(ask("check", ".", "--format", "json").stdout)
    assert {finding["code"] for finding in told["findings"]} >= {"PL101"}
    assert {finding["path"] for finding in told["findings"]} == {*NAMES, "promolint.toml"}
    assert [failure["path"] for failure in told["errors"]][:1] == ["broken\x1b[2J\n::error::.html"]
