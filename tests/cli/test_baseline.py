"""The baseline from the command line: real processes, real files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

NAME = "promolint-baseline.json"
MORE = '<p><a href="https://salon.example/sale/2">Jetzt 30 % Rabatt auf alle Farben sichern</a></p>\n'


def _add(path: Path, more: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", f"{more}</body>"), encoding="utf-8")


def test_accept_and_go_on(run: Run, flagged: Path, tmp_path: Path) -> None:
    """What was accepted counts no more; what comes later does; a check leaves the file as it is."""
    ran = run("baseline", "write")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == f"{NAME}: 1 finding added, 0 entries removed, 0 entries kept.\n"
    before = (tmp_path / NAME).read_bytes()
    ran = run("check", "--baseline", NAME)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "PL101" not in ran.stdout
    assert "1 finding suppressed" in ran.stdout
    _add(flagged, "<p>more words</p>\n" + MORE)
    ran = run("check", "--baseline", NAME, "--format", "json")
    found = json.loads(ran.stdout)["findings"]
    assert ran.returncode == 1
    assert [(one["url"][-6:], one["suppressed"]) for one in found] == [
        ("e/sale", {"by": "baseline", "reason": ""}),
        ("sale/2", None),
    ]
    assert (tmp_path / NAME).read_bytes() == before


@pytest.mark.usefixtures("flagged")
def test_without_the_option_nothing_is_left_out(ask: Run) -> None:
    """A baseline that lies there is asked for, and no template itself."""
    ask("baseline", "write")
    ran = ask("check", "--format", "json")
    assert ran.returncode == 1
    assert json.loads(ran.stdout)["summary"]["messages"] == 1


@pytest.mark.usefixtures("flagged")
def test_a_baseline_of_another_name_is_no_template(ask: Run) -> None:
    """Its words and URLs are not judged."""
    ask("baseline", "write", "--baseline", "known.json")
    ran = ask("check", "--baseline", "known.json", "--format", "json")
    assert (ran.returncode, json.loads(ran.stdout)["summary"]["messages"]) == (0, 1)
    assert "1 entry kept" in ask("baseline", "write", "--baseline", "known.json").stdout


def test_growth_is_told(ask: Run, flagged: Path) -> None:
    """Writing again says what that added."""
    ask("baseline", "write")
    _add(flagged, MORE)
    assert ask("baseline", "write").stdout == f"{NAME}: 1 finding added, 0 entries removed, 1 entry kept.\n"
    said = ask("baseline", "write", "--language", "de").stdout
    assert said == f"{NAME}: 0 Befunde hinzugefügt, 0 Einträge entfernt, 2 Einträge behalten.\n"


def test_entries_that_are_no_longer_found(run: Run, flagged: Path, tmp_path: Path) -> None:
    """``check`` exits with 1 and names them; ``prune`` removes them and adds nothing."""
    run("baseline", "write")
    ran = run("baseline", "check")
    assert (ran.returncode, ran.stdout) == (0, f"{NAME}: 1 entry, all of it still found.\n")
    text = flagged.read_text(encoding="utf-8").replace("salon.example/sale", "salon.example/other")
    flagged.write_text(text, encoding="utf-8")
    before = (tmp_path / NAME).read_bytes()
    ran = run("baseline", "check")
    assert ran.returncode == 1
    assert ran.stdout == (
        "flagged.html: PL101 “Jetzt 20 % Rabatt auf alle Shampoos sichern” https://salon.example/sale "
        f"is no longer found\n{NAME}: 1 entry is no longer found. Remove it with: promolint baseline prune\n"
    )
    assert (tmp_path / NAME).read_bytes() == before
    ran = run("baseline", "prune")
    assert (ran.returncode, ran.stdout) == (0, f"{NAME}: 1 entry removed, 0 entries kept.\n")
    assert json.loads((tmp_path / NAME).read_text(encoding="utf-8"))["files"] == {}
    assert run("baseline", "check").returncode == 0


def test_a_run_speaks_of_its_own_paths_only(ask: Run, flagged: Path, tmp_path: Path) -> None:
    """Entries elsewhere stay; those of a file that is gone do not, if its folder was looked at."""
    (tmp_path / "sub").mkdir()
    other = tmp_path / "sub" / "other.html"
    other.write_bytes(flagged.read_bytes())
    ask("baseline", "write")
    other.unlink()
    assert ask("baseline", "check", flagged.name).returncode == 0
    assert ask("baseline", "prune", flagged.name).stdout == f"{NAME}: 0 entries removed, 2 entries kept.\n"
    assert ask("baseline", "check").returncode == 1
    assert ask("baseline", "prune").stdout == f"{NAME}: 1 entry removed, 1 entry kept.\n"


def test_from_another_folder(ask: Run, flagged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry is named from the baseline's own folder, so it does not matter where promolint is started."""
    (tmp_path / "mails").mkdir()
    flagged.rename(tmp_path / "mails" / "a.html")
    ask("baseline", "write")
    assert list(json.loads((tmp_path / NAME).read_text(encoding="utf-8"))["files"]) == ["mails/a.html"]
    monkeypatch.chdir(tmp_path / "mails")
    assert ask("check", "--baseline", f"../{NAME}").returncode == 0
    assert ask("baseline", "check", "--baseline", f"../{NAME}").returncode == 0
    assert "1 entry kept" in ask("baseline", "write", "--baseline", f"../{NAME}").stdout


@pytest.mark.usefixtures("flagged")
def test_a_file_that_cannot_be_read(ask: Run, flagged: Path) -> None:
    """It is told, its entries stay, and nothing is proved."""
    ask("baseline", "write")
    flagged.write_bytes(b"<p>gr\xc3\xbcn \xff</p>")
    ran = ask("baseline", "prune")
    assert (ran.returncode, ran.stdout) == (2, f"{NAME}: 0 entries removed, 1 entry kept.\n")
    assert "flagged.html:1:9: PL901" in ran.stderr
    assert ask("baseline", "check").returncode == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no baseline “b.json”. Write it with: promolint baseline write --baseline b.json"),
        (b"{", "The baseline “b.json” is broken (line 1). Restore it from version control, or delete it"),
        (b'{"results": {}}', "“b.json” is no baseline of promolint. Name another file with --baseline."),
        (b"\xff", "“b.json” is no baseline of promolint. Name another file with --baseline."),
    ],
)
@pytest.mark.parametrize("command", [["check"], ["baseline", "check"], ["baseline", "prune"], ["baseline", "write"]])
@pytest.mark.usefixtures("flagged")
def test_a_file_that_is_no_baseline(
    command: list[str], content: bytes | None, said: str, ask: Run, tmp_path: Path
) -> None:
    """2 and the next step; it is never written over."""
    if content is not None:
        (tmp_path / "b.json").write_bytes(content)
    ran = ask(*command, "--baseline", "b.json")
    if content is None and command[-1] == "write":
        assert ran.returncode == 0
        return
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"promolint: {said}")
    if content is not None:
        assert (tmp_path / "b.json").read_bytes() == content


@pytest.mark.usefixtures("flagged")
def test_a_folder_that_is_not_there(ask: Run, tmp_path: Path) -> None:
    """The file is written whole or not at all, and nothing is left beside it."""
    ran = ask("baseline", "write", "--baseline", "no/b.json")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("promolint: The baseline “b.json” could not be written: No such file or directory.")
    ask("baseline", "write")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["flagged.html", NAME]


def test_the_same_bytes(ask: Run, flagged: Path, tmp_path: Path) -> None:
    """Lines that move leave the file as it is."""
    ask("baseline", "write")
    before = (tmp_path / NAME).read_bytes()
    flagged.write_text("\n\n" + flagged.read_text(encoding="utf-8"), encoding="utf-8")
    ask("baseline", "write")
    assert (tmp_path / NAME).read_bytes() == before


@pytest.mark.usefixtures("flagged")
def test_it_speaks_the_language_of_the_configuration(ask: Run, tmp_path: Path) -> None:
    """As check does; the option goes before it."""
    (tmp_path / "promolint.toml").write_text('language = "de"\n', encoding="utf-8")
    assert (
        ask("baseline", "write").stdout == f"{NAME}: 1 Befund hinzugefügt, 0 Einträge entfernt, 0 Einträge behalten.\n"
    )
    assert ask("baseline", "check", "--language", "en").stdout == f"{NAME}: 1 entry, all of it still found.\n"
