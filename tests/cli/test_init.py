"""``promolint init``: the first configuration of a folder, and what to add where."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.conftest import CLEAN, FLAGGED

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


def _fill(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_folder_with_templates(run: Run, tmp_path: Path) -> None:
    """What is read afterwards is what was found, and what a check finds in it stays the same."""
    _fill(
        tmp_path,
        **{
            ".gitignore": "build/\n",
            "mails/de/a.html": FLAGGED,
            "mails/b.mjml": CLEAN,
            "sms/c.txt": "Your appointment: {{ url }}",
            "build/d.html": FLAGGED,
            "node_modules/e/f.html": FLAGGED,
            "locale/g.po": 'msgid "x"\nmsgstr "y"\n',
        },
    )
    before = run("check", "--format", "json")
    ran = run("init")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[:3] == [
        "promolint.toml is written; all keys stand in it.",
        "It reads mails, sms, where 3 templates lie.",
        "1 other file that could hold messages lies elsewhere: if it does, add its folder.",
    ]
    assert tomllib.loads((tmp_path / "promolint.toml").read_text("utf-8")) == {"include": ["mails/**", "sms/**"]}
    after = run("check", "--format", "json")
    assert (after.returncode, after.stdout) == (before.returncode, before.stdout)


HEADS = {
    "en": ("promolint.toml is written", "# What promolint goes by in this folder."),
    "de": ("promolint.toml ist geschrieben", "# Wonach sich promolint in diesem Ordner richtet."),
}


@pytest.mark.parametrize(
    ("options", "locale", "language"),
    [
        ([], "C.UTF-8", "en"),
        ([], "de_AT.UTF-8", "de"),
        (["--language", "de"], "C.UTF-8", "de"),
        (["--language", "en"], "de_AT.UTF-8", "en"),
    ],
)
def test_the_language(options: list[str], locale: str, language: str, ask: Run, tmp_path: Path) -> None:
    """Comments and instructions are in the language of whoever asks."""
    said, head = HEADS[language]
    assert ask("init", *options, LC_ALL=locale).stdout.startswith(said)
    assert (tmp_path / "promolint.toml").read_text("utf-8").startswith(head)


def test_an_empty_folder(ask: Run, tmp_path: Path) -> None:
    """Nothing is found, so nothing is said."""
    assert "It reads all files below that may hold messages.\n\n" in ask("init").stdout
    assert tomllib.loads((tmp_path / "promolint.toml").read_text("utf-8")) == {}


def test_what_to_add_where(ask: Run) -> None:
    """Each piece is what its reader takes: YAML with the hook, the action and the job, and one command."""
    said = ask("init").stdout
    for heading in (".pre-commit-config.yaml:", ".github/workflows/promolint.yml:", ".gitlab-ci.yml:"):
        assert heading in said
    hook, action, job = (
        yaml.safe_load(part) for part in re.findall(r"(?<=:\n\n)(?:repos|on|promolint):(?:.|\n)+?(?=\n\n)", said)
    )
    assert hook["repos"][0]["hooks"] == [{"id": "promolint"}]
    assert action["jobs"]["promolint"]["steps"][-1] == {"uses": "ADDRESS@TAG", "with": {"paths": "."}}
    report = job["promolint"]["artifacts"]["reports"]["codequality"]
    assert job["promolint"]["script"][-1] == f"promolint check --output gitlab={report}"
    assert said.endswith("\n\npromolint check\n\nADDRESS is where promolint is kept, TAG one of its versions.\n")


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("promolint.toml", "", "There is a promolint.toml here. Change that one, or move it away first."),
        (
            "pyproject.toml",
            "[tool.promolint]\n",
            "pyproject.toml has a table [tool.promolint]. Go on there: a promolint.toml beside it would be read",
        ),
        ("pyproject.toml", "[tool.promolint\n", "pyproject.toml is not TOML: "),
    ],
)
def test_what_is_there_stays(name: str, text: str, error: str, ask: Run, tmp_path: Path) -> None:
    """Nothing is written over, or put before what holds already; the next step is told."""
    _fill(tmp_path, **{name: text})
    ran = ask("init")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"promolint: {error}")
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [(name, text)]


def test_a_link_that_leads_nowhere_stays(ask: Run, tmp_path: Path) -> None:
    """It is a name that is taken."""
    (tmp_path / "promolint.toml").symlink_to("elsewhere.toml")
    assert ask("init").stderr.startswith("promolint: There is a promolint.toml here.")
    assert not (tmp_path / "elsewhere.toml").exists()


def test_another_pyproject_does_not_matter(ask: Run, tmp_path: Path) -> None:
    """Only a table for promolint does."""
    _fill(tmp_path, **{"pyproject.toml": "[tool.ruff]\n"})
    assert ask("init").returncode == 0


def test_below_another_configuration(ask: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What held here goes on to hold: the file extends it."""
    _fill(tmp_path, **{"promolint.toml": 'select = ["PL2"]\n', "below/it/a.html": FLAGGED})
    monkeypatch.chdir(tmp_path / "below" / "it")
    before = ask("check").stdout
    said = ask("init").stdout
    assert "It goes on from ../../promolint.toml, which held here before.\n\n" in said
    assert tomllib.loads((tmp_path / "below/it/promolint.toml").read_text("utf-8")) == {
        "extend": "../../promolint.toml"
    }
    assert ask("check").stdout == before
