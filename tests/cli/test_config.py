"""Configuration as people use it: real processes in real folders."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

OFFER = '<p>Dein Termin steht.</p>\n<a href="https://s.example/sale">Jetzt 20 % Rabatt auf alle Shampoos sichern</a>\n'
COURSE = f"<!-- promolint: kind=course-update -->\n{OFFER}"


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., None]:
    """Write files, by their names, into the folder that promolint runs in."""

    def write(**files: str) -> None:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return write


def _found(ran: subprocess.CompletedProcess[str]) -> list[tuple[str, str, str, str]]:
    """What a report in JSON holds: path, code, severity and policy of each finding."""
    assert ran.stderr == ""
    findings: list[dict[str, Any]] = json.loads(ran.stdout)["findings"]
    return [(found["path"], found["code"], found["severity"], found["policy"]) for found in findings]


def _kinds(ran: subprocess.CompletedProcess[str]) -> dict[str, tuple[str | None, str]]:
    """The kind of each message, and where it is from."""
    return {each["path"]: (each["kind"], each["kind_source"]) for each in json.loads(ran.stdout)["messages"]}


def test_overrides_by_path(run: Run, project: Callable[..., None]) -> None:
    """Policy, severity and thresholds hold for the files that the paths mean, and no others; all packs are named."""
    project(
        **{
            "promolint.toml": 'policy = "at-tkg"\n'
            '[[overrides]]\npaths = ["us/"]\npolicy = "phorest"\nkind = "appointment-confirmation"\n'
            '[[overrides]]\npaths = ["quiet/"]\nseverity = { PL101 = "off" }\n'
            '[[overrides]]\npaths = ["mild/"]\nseverity = { discount = "warning" }\n'
            '[[overrides]]\npaths = ["unsure/"]\nthresholds = { error = 1 }\nseverity = { PL101 = "error" }\n'
            '[[overrides]]\npaths = ["blind/"]\nthresholds = { note = 1.0 }\n',
            **{f"{folder}/a.html": COURSE for folder in ("at", "us", "quiet", "mild", "unsure", "blind")},
        }
    )
    ran, again = (run("check", "--format", "json") for _ in range(2))
    assert json.loads(ran.stdout)["tool"]["policy"] == "at-tkg,phorest"
    assert again.stdout == ran.stdout
    found = _found(ran)
    assert [each for each in found if each[0] != "us/a.html"] == [
        ("at/a.html", "PL101", "error", "at-tkg"),
        ("mild/a.html", "PL101", "warning", "at-tkg"),
        ("unsure/a.html", "PL101", "note", "at-tkg"),
    ]
    assert {packs for path, _, _, packs in found if path == "us/a.html"} == {"phorest"}


def test_who_says_what_a_message_is(run: Run, project: Callable[..., None]) -> None:
    """The command line, the template itself, the configuration, inference: the first that says anything."""
    project(
        **{
            "promolint.toml": '[[overrides]]\npaths = ["m/"]\nkind = "invoice"\nchannel = "push"\n',
            "m/silent.html": OFFER,
            "m/speaks.html": COURSE,
            "m/field.json": json.dumps({"kind": "shipping-update", "subject": "Unterwegs", "html": OFFER}),
            "m/other.json": json.dumps({"kind": "sql-row", "subject": "Unterwegs", "html": OFFER}),
            "other/silent.html": '<p>Hallo</p><a href="{{ url }}">Ansehen</a>',
        }
    )
    ran = run("links", "--format", "json")
    kinds = _kinds(ran)
    assert kinds["m/silent.html"] == ("invoice-receipt", "config")
    assert kinds["m/speaks.html"] == ("course-update", "declared")
    assert kinds["m/field.json"] == ("shipping", "file")
    assert kinds["m/other.json"] == ("invoice-receipt", "config")
    assert kinds["other/silent.html"][1] != "config"
    channels = {each["path"]: each["channel"] for each in json.loads(ran.stdout)["messages"]}
    assert (channels["m/silent.html"], channels["other/silent.html"]) == ("push", "email")
    given = _kinds(run("links", "--format", "json", "--kind", "order-confirmation"))
    assert set(given.values()) == {("order-confirmation", "declared")}


def test_the_top_of_the_file(run: Run, project: Callable[..., None]) -> None:
    """select, ignore, fail-on, language, guards: each as its option, and the option goes before it."""
    guarded = f"<!-- promolint: kind=course-update -->\n{{% if may_advertise %}}{OFFER}{{% endif %}}"
    project(**{"a.html": COURSE, "promolint.toml": 'ignore = ["PL101"]\n', "g.html": guarded})
    assert run("check", "a.html").returncode == 0
    assert run("check", "a.html", "--ignore", "PL102").returncode == 1
    project(**{"promolint.toml": 'select = ["PL102"]\n'})
    assert run("check", "a.html").returncode == 0
    assert run("check", "a.html", "--select", "discount").returncode == 1
    project(
        **{"promolint.toml": 'language = "de"\nfail-on = "note"\n[[overrides]]\npaths=["*"]\nseverity.PL101="note"\n'}
    )
    ran = run("check", "a.html")
    assert (ran.returncode, "wirbt" in ran.stdout or "Ausweg" in ran.stdout) == (1, True)
    assert run("check", "a.html", "--fail-on", "error").returncode == 0
    project(**{"promolint.toml": 'guards = ["may_advertise"]\n'})
    assert run("check", "g.html").returncode == 0
    assert run("check", "g.html", "--config", "none.toml").returncode == 2


def test_what_is_left_out(run: Run, project: Callable[..., None]) -> None:
    """Also where it is named, as by a hook; --no-exclude reads it; it is counted nowhere."""
    project(
        **{
            "promolint.toml": 'exclude = ["old/"]\n',
            ".gitignore": "build/\n",
            "old/a.html": COURSE,
            "build/a.html": COURSE,
            "new/a.html": "<p>Ihre Rechnung liegt bei.</p>",
        }
    )
    ran = run("check", "old/a.html", "build/a.html", "new/a.html")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "in 1 message;" in ran.stdout
    assert run("check").stdout == ran.stdout
    assert [path for path, *_ in _found(run("check", "--no-exclude", "--format", "json"))] == [
        "build/a.html",
        "old/a.html",
    ]
    assert run("check", "old/a.html", "--allow-empty").returncode == 0
    alone = run("check", "old/a.html")
    assert (alone.returncode, alone.stdout) == (2, "")
    assert "leaves out what is there: see --show-config FILE, or say --no-exclude." in alone.stderr
    assert run("check", "-", "--stdin-filename", "old/b.html", "--allow-empty", stdin=COURSE).returncode == 0
    assert run("check", "-", "--stdin-filename", "new/b.html", stdin=COURSE).returncode == 1
    assert run("explain", "old/a.html:3").returncode == 0


def test_a_mistake_stops_the_run(run: Run, project: Callable[..., None]) -> None:
    """2, nothing on standard output, file and key and the near key on standard error."""
    project(**{"a.html": COURSE, "pyproject.toml": "[tool.promolint]\nfail_on = 'note'\n"})
    for command in (["check"], ["links"], ["explain", "a.html:3"], ["check", "--show-config"]):
        ran = run(*command)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert ran.stderr == (
            "promolint: pyproject.toml: tool.promolint.fail_on: there is no such key. Did you mean fail-on?\n"
        )
    project(**{"pyproject.toml": "[tool.ruff]\nfail_on = 'note'\n"})
    assert run("check").returncode == 1


def test_show_config(run: Run, project: Callable[..., None]) -> None:
    """Each value with its origin: default, file and key, override, command line; nothing is checked."""
    project(
        **{
            "base.toml": 'language = "de"\nmax-size = 1\n[[overrides]]\npaths = ["mails/"]\nkind = "invoice"\n',
            "promolint.toml": 'extend = "base.toml"\npolicy = "at-tkg"\nexclude = ["old/"]\n'
            '[[overrides]]\npaths = ["mails/"]\nthresholds = { error = 0.9 }\nseverity = { review = "off" }\n',
        }
    )
    ran = run("check", "--show-config", "mails/a.html", "--consent", "opt-in", "--max-size", "2")
    assert (ran.returncode, ran.stderr) == (0, "")
    name, _, *lines = ran.stdout.splitlines()
    told = {line.split()[0]: " ".join(line.split()[1:]) for line in lines}
    assert name == "mails/a.html"
    assert told.pop("thresholds.note").split()[1] == "Modell"
    assert told == {
        "gelesen": "true Vorgabe",
        "language": '"de" base.toml:language',
        "fail-on": '"error" Vorgabe',
        "select": "[] Vorgabe",
        "ignore": "[] Vorgabe",
        "include": "[] Vorgabe",
        "exclude": '["old/"] promolint.toml:exclude',
        "respect-gitignore": "true Vorgabe",
        "max-size": "2.0 Befehlszeile",
        "guards": "[] Vorgabe",
        "min-coverage": "0.0 Vorgabe",
        "policy": '["at-tkg"] promolint.toml:policy',
        "kind": '"invoice-receipt" base.toml:overrides[1]',
        "stream": "- Vorgabe",
        "channel": "- Vorgabe",
        "audience": "- Vorgabe",
        "consent": '"opt-in" Befehlszeile',
        "course": "- Vorgabe",
        "severity.PL201": '"off" promolint.toml:overrides[1]',
        "thresholds.error": "0.9 promolint.toml:overrides[1]",
    }
    excluded = run("check", "old/a.html", "--show-config", "--language", "en", "--stream", "marketing").stdout
    told = {line.split()[0]: " ".join(line.split()[1:]) for line in excluded.splitlines()[2:]}
    assert told["thresholds.note"].split()[1] == "model"
    assert {key: told[key] for key in ("read", "kind", "stream", "language")} == {
        "read": "false promolint.toml:exclude",
        "kind": "- default",
        "stream": '"marketing" command line',
        "language": '"en" command line',
    }


@pytest.mark.parametrize(
    ("files", "needed"),
    [
        ({}, set()),
        ({"pyproject.toml": "[tool.ruff]\n"}, set()),
        ({"promolint.toml": "language = 'en'\n"}, {"promolint.config_keys"}),
        ({".gitignore": "build/\n"}, {"pathspec"}),
        ({"promolint.toml": "exclude = ['old/']\n"}, {"pathspec", "promolint.config_keys"}),
    ],
)
def test_what_is_not_needed_is_not_loaded(
    files: dict[str, str],
    needed: set[str],
    clean: Path,
    project: Callable[..., None],
    loaded: Callable[..., set[str]],
) -> None:
    """Without a configuration a search upward is all; globs load their library when there are any."""
    project(**files)
    assert loaded("check", clean.name) & {"pathspec", "promolint.config_keys"} == needed


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_repository_from_a_folder_in_it(run: Run, project: Callable[..., None], tmp_path: Path) -> None:
    """From below, the configuration above holds, with its globs from its own folder."""
    project(**{"promolint.toml": '[[overrides]]\npaths = ["a/b/"]\nseverity.PL101 = "note"\n', "a/b/c.html": COURSE})
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    ran = subprocess.run(
        [sys.executable, "-m", "promolint", "check", "c.html", "--format", "concise", "--language", "en"],
        cwd=tmp_path / "a/b",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stdout.splitlines()[0].split(": ")[1]) == (0, "PL101 note")
    assert run("check", "a").returncode == 0
