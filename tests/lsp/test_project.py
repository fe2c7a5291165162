"""A document is judged as ``promolint check`` would judge its file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from promolint.errors import ConfigError, UsageError
from promolint.judging import model
from promolint.judging.tuning import Tuning, written
from promolint.lsp.asked import Asked
from promolint.lsp.checked import Client, check
from promolint.lsp.project import folder_of, project_of

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from promolint.values.outcome import Finding

    Ask = Callable[..., subprocess.CompletedProcess[str]]

SALE = '<p><a href="https://s.example/sale">Jetzt 20 % Rabatt auf alle Shampoos sichern</a></p>\n'
VISIT = '<p><a href="https://s.example/termin/{{ id }}?utm_campaign=sommer-sale">Termin ansehen</a></p>\n'
PAGE = f'<html lang="de"><body><p>Dein Termin ist bestätigt.</p>\n{SALE}{VISIT}</body></html>\n'
CONFIG = """
policy = "at-tkg"
language = "en"
ignore = ["PL302"]
exclude = ["**/old/"]

[[overrides]]
paths = ["mails/**"]
kind = "appointment-confirmation"
severity = { PL101 = "warning" }
"""
PACK = """
title_de = "Eigenes"
title_en = "Our own"
date = 2026-11-21
extends = "can-spam"
"""


def _put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        folder.joinpath(name).write_text(text, encoding="utf-8")


def _told(findings: tuple[Finding, ...]) -> list[tuple[object, ...]]:
    return [(one.path, one.code, one.severity, one.confidence, one.message, one.fingerprint) for one in findings]


@pytest.mark.parametrize("config", ["", CONFIG, 'select = ["PL503"]\nlanguage = "de"\n'])
def test_as_check_does(config: str, ask: Ask, tmp_path: Path) -> None:
    """The same findings in the same words, for the whole configuration and a tuning of the folder."""
    version = model.load().version
    tuning = Tuning(version, -0.1, 0.9, 0.4, 0.8, 3, 3)
    _put(tmp_path, **{"promolint.toml": config, "promolint-tuning.toml": written(tuning), "mails/a.html": PAGE})
    report = json.loads(ask("check", "--format", "json").stdout)["findings"]
    found = check(tmp_path / "mails/a.html", PAGE, Client(folders=(tmp_path,)))
    assert found is not None
    keys = ("path", "code", "severity", "confidence", "message", "fingerprint")
    assert _told(found.outcome.findings) == [tuple(one[key] for key in keys) for one in report]
    assert report


def test_waivers_of_the_configuration(tmp_path: Path) -> None:
    """They hold from the folder of the configuration, wherever the server runs; findings in it are not told."""
    waiver = '[[waivers]]\npaths = ["mails/"]\ncode = "discount"\n'
    for reason, suppressed in (('reason = "agreed"\n', True), ("", False)):
        _put(tmp_path, **{"promolint.toml": waiver + reason, "mails/a.html": PAGE})
        found = check(tmp_path / "mails/a.html", PAGE, Client(folders=(tmp_path,)))
        assert found is not None
        told = [(one.code, one.suppressed is not None) for one in found.outcome.findings if one.code == "PL101"]
        assert told == [("PL101", suppressed)]
        assert {one.path for one in found.outcome.findings} == {"mails/a.html"}


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("a.html", True),
        ("mails/a.txt", True),
        ("a.css", False),
        ("README.md", False),
        (".a.html", False),
        ("node_modules/x/a.html", False),
        ("mails/old/a.html", False),
        ("ignored/a.html", False),
        ("known.json", False),
    ],
)
def test_what_a_run_would_leave_out(name: str, tmp_path: Path, *, read: bool) -> None:
    """No template by its name, excluded, ignored by git, in a folder that nobody enters, the baseline itself."""
    _put(tmp_path, **{"promolint.toml": CONFIG, ".gitignore": "ignored/\n"})
    client = Client(Asked(baseline="known.json"), (tmp_path,))
    assert (check(tmp_path / name, PAGE, client) is not None) is read


def test_the_client_goes_first(tmp_path: Path) -> None:
    """What an editor is set to goes before the configuration, whose language goes before the editor's own."""
    _put(tmp_path, **{"promolint.toml": CONFIG, "packs/own.toml": PACK})
    client = Asked(("packs/own.toml", "ch-uwg"), "de", locale="en")
    assert project_of(tmp_path, client).settings.policy.names == "own,ch-uwg"
    assert project_of(tmp_path, client).settings.policy.language == "de"
    client = Asked(locale="de")
    assert project_of(tmp_path, client).settings.policy.names == "at-tkg"
    assert project_of(tmp_path, client).settings.policy.language == "en"
    _put(tmp_path, **{"promolint.toml": ""})
    assert project_of(tmp_path, client).settings.policy.language == "de"


@pytest.mark.parametrize(
    ("configurations", "workspace", "folder"),
    [
        ([], ["w"], "w"),
        ([], [], "w/shop/mails"),
        (["w"], ["w"], "w"),
        (["."], ["w"], "w"),
        (["w", "w/shop"], ["w"], "w"),
        (["w/shop"], ["w"], "w/shop"),
        (["w/shop"], [], "w/shop"),
        (["w", "w/shop"], ["w", "w/shop"], "w/shop"),
        (["w"], ["other"], "w"),
    ],
)
def test_the_folder_that_check_would_be_run_in(
    configurations: list[str], workspace: list[str], folder: str, tmp_path: Path
) -> None:
    """The workspace folder where a configuration holds, else the folder of the nearest one above the file."""
    _put(tmp_path, **{f"{each}/promolint.toml": "" for each in configurations})
    found = folder_of(tmp_path / "w/shop/mails/a.html", [tmp_path / each for each in workspace])
    assert found == tmp_path / folder


def test_a_baseline(ask: Ask, tmp_path: Path) -> None:
    """What it knows is suppressed, from wherever it lies; one that is not there knows nothing, a broken one fails."""
    _put(tmp_path, **{"mails/a.html": PAGE, "ci/known.json": "{}"})
    tmp_path.joinpath("ci/known.json").unlink()
    client = Client(Asked(baseline="ci/known.json"), (tmp_path,))
    path = tmp_path / "mails/a.html"
    before = check(path, PAGE, client)
    assert before is not None
    assert [one.suppressed for one in before.outcome.findings] == [None]
    ask("baseline", "write", "--baseline", "ci/known.json")
    after = check(path, PAGE + SALE, client)
    assert after is not None
    assert [one.suppressed and one.suppressed.by for one in after.outcome.findings] == ["baseline", None]
    _put(tmp_path, **{"ci/known.json": "[]"})
    with pytest.raises(ConfigError, match="is no baseline of promolint"):
        check(path, PAGE, client)


@pytest.mark.parametrize(
    ("config", "asked", "error"),
    [
        ('polcy = "gdpr-strict"', Asked(), ConfigError),
        ("policy = ", Asked(), ConfigError),
        ("", Asked(("gdpr",)), UsageError),
        ("", Asked(("gone.toml",)), ConfigError),
    ],
)
def test_what_cannot_be_used(config: str, asked: Asked, error: type[Exception], tmp_path: Path) -> None:
    """It is an error that says so, whoever wrote it."""
    _put(tmp_path, **{"promolint.toml": config})
    with pytest.raises(error):
        project_of(tmp_path, asked)


def test_half_a_character(tmp_path: Path) -> None:
    """A lone surrogate, which editors in UTF-16 can send, is a character like any other."""
    text = PAGE.replace("Dein", "Dein \ud83d")
    found = check(tmp_path / "a.html", text, Client(folders=(tmp_path,)))
    whole = check(tmp_path / "a.html", text.replace("\ud83d", "?"), Client(folders=(tmp_path,)))
    assert found is not None
    assert whole is not None
    assert replace(found.outcome) == whole.outcome
