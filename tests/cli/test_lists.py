"""What a team says itself, as it is used: real processes over a small folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

HEAD = (
    "<!-- promolint: kind=appointment-confirmation -->\n<html lang='de'><p>Dein Termin am Montag um zehn steht.</p>\n"
)
FILES = {
    "base.toml": """[[allow]]
host = "partner.example"
reason = "contract 12"

[phrases]
false-friends = ["Rabattcode der Kasse"]
""",
    "promolint.toml": """extend = "base.toml"

[phrases]
campaign = ["Wohlfühlwoche*"]
transaction = ["Guthaben einlösen"]

[[overrides]]
paths = ["sms/"]
phrases = { campaign = ["Stammtisch"] }

[[allow]]
path = "/termin/**"
paths = ["mails/"]

[[deny]]
host = "werbung.example"
reason = "no partners"
purpose = "referral"

[[waivers]]
paths = ["mails/data.json"]
code = "discount"
reason = "holds no comments"

[[waivers]]
paths = ["mails/**"]
code = "contest"
reason = "summer"
""",
    "mails/allowed.html": HEAD
    + "<p><a href='https://shop.partner.example/sale'>Jetzt 20 % Rabatt auf alle Shampoos sichern</a></p>\n"
    "<p><a href='https://salon.example/termin/7'>Wohlfühlwoche: 20 % Rabatt</a></p>\n",
    "mails/denied.html": HEAD + "<p><a href='https://werbung.example/termin/7'>Termin ansehen</a></p>\n"
    "<p><a href='https://a.werbung.example/x'>Termin verschieben</a></p>\n",
    "mails/own.html": HEAD + "<p><a href='https://salon.example/a'>Zur Wohlfühlwoche</a></p>\n"
    "<p><a href='https://salon.example/b'>20 % Guthaben einlösen</a></p>\n<p>Zum Stammtisch.</p>\n"
    "<p>Nenne den Rabattcode der Kasse.</p>\n",
    "sms/own.txt": "# promolint: kind=appointment-reminder\nDein Termin steht. Komm zum Stammtisch!\n",
    "mails/data.json": json.dumps(
        {"kind": "appointment-confirmation", "subject": "Dein Termin", "html": "<p>Dein Termin steht.</p><p>"
        "<a href='https://salon.example/sale'>Jetzt 20 % Rabatt auf alle Shampoos sichern</a></p>"}
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder with a configuration, and one that it extends."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _found(ran: subprocess.CompletedProcess[str]) -> list[tuple[Any, ...]]:
    """What a report in JSON says of each finding, first where it stands."""
    assert ran.stderr == ""
    keys = ("path", "line", "code", "severity", "suppressed")
    return [tuple(finding[key] for key in keys) for finding in json.loads(ran.stdout)["findings"]]


@pytest.mark.usefixtures("folder")
def test_what_a_check_says(run: Run) -> None:
    """Allowed and waived findings keep their reason, denied links and own phrases are errors, rot is told."""
    ran = run("check", "--format", "json")
    assert ran.returncode == 1
    assert _found(ran) == [
        ("mails/allowed.html", 3, "PL101", "error", {"by": "allow", "reason": "contract 12"}),
        ("mails/allowed.html", 4, "PL103", "error", {"by": "allow", "reason": "promolint.toml:allow[1]"}),
        ("mails/data.json", 1, "PL101", "error", {"by": "waiver", "reason": "holds no comments"}),
        ("mails/denied.html", 3, "PL105", "error", {"by": "allow", "reason": "promolint.toml:allow[1]"}),
        ("mails/denied.html", 4, "PL105", "error", None),
        ("mails/own.html", 3, "PL103", "error", None),
        ("promolint.toml", 25, "PL902", "warning", None),
        ("sms/own.txt", 2, "PL302", "error", None),
    ]
    evidence = {
        (one["path"], one["line"]): [(each["source"], each["detail"]) for each in one["evidence"]]
        for one in json.loads(ran.stdout)["findings"]
    }
    assert evidence["mails/denied.html", 4] == [("config", "promolint.toml:deny[1]: no partners")]
    assert evidence["mails/own.html", 3] == [
        ("phrase", "Wohlfühlwoche"),
        ("config", "promolint.toml:phrases.campaign"),
    ]
    assert evidence["sms/own.txt", 2] == [("phrase", "Stammtisch"), ("config", "promolint.toml:overrides[1]")]


@pytest.mark.usefixtures("folder")
def test_a_hook_calls_no_waiver_unused(run: Run) -> None:
    """It reads some of the files that it may be for; of the one that a waiver names it says what it sees."""
    ran = run("check", "mails/allowed.html", "mails/data.json", "--format", "json")
    assert (ran.returncode, [suppressed["by"] for *_, suppressed in _found(ran)]) == (0, ["allow", "allow", "waiver"])


def test_every_report_tells_the_ways(run: Run, folder: Path) -> None:
    """SARIF keeps the reasons, the page for people names the ways in words, text counts."""
    ran = run("check", "--output", "sarif=out.sarif", "--output", "html=out.html", "--exit-zero")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "\n4 findings suppressed\n" in ran.stdout
    assert "configuration “promolint.toml:deny[1]: no partners”" in ran.stdout
    results = json.loads((folder / "out.sarif").read_text("utf-8"))["runs"][0]["results"]
    said = [one["suppressions"][0] for one in results if one["suppressions"]]
    assert {one["kind"] for one in said} == {"external"}
    assert [(one["properties"]["by"], one["justification"]) for one in said] == [
        ("allow", "contract 12"),
        ("allow", "promolint.toml:allow[1]"),
        ("waiver", "holds no comments"),
        ("allow", "promolint.toml:allow[1]"),
    ]
    assert {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results} >= {"promolint.toml"}
    page = (folder / "out.html").read_text("utf-8")
    for words in ("a link that the configuration allows", "noted in the configuration", "holds no comments"):
        assert words in page


@pytest.mark.usefixtures("folder")
def test_show_config_and_explain(run: Run) -> None:
    """The entries for a file with who says them; why a link was judged so."""
    told = [" ".join(line.split()) for line in run("check", "--show-config", "mails/data.json").stdout.splitlines()]
    assert [line for line in told if line.startswith(("phrases", "allow", "deny", "waivers"))] == [
        'phrases.false-friends ["Rabattcode der Kasse"] base.toml:phrases.false-friends',
        'phrases.campaign ["Wohlfühlwoche*"] promolint.toml:phrases.campaign',
        'phrases.transaction ["Guthaben einlösen"] promolint.toml:phrases.transaction',
        'allow {"host": "partner.example", "reason": "contract 12"} base.toml:allow[1]',
        'allow {"path": "/termin/**"} promolint.toml:allow[1]',
        'deny {"host": "werbung.example", "reason": "no partners", "purpose": "referral"} promolint.toml:deny[1]',
        'waivers {"code": ["PL101"], "reason": "holds no comments"} promolint.toml:waivers[1]',
        'waivers {"code": ["PL109"], "reason": "summer"} promolint.toml:waivers[2]',
    ]
    ran = run("explain", "mails/denied.html:3")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "the configuration says so (promolint.toml:deny[1]: no partners)" in " ".join(ran.stdout.split())
    assert (
        "reports PL105 referral as error; Exception, a link that the configuration allows: promolint.toml:allow[1]"
        in (" ".join(ran.stdout.split()))
    )


OF_LISTS = {"promolint.config_lists", "promolint.judging.link_rules", "promolint.silence.waivers", "pathspec", "spacy"}


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("language = 'en'\n", set()),
        (
            "[[deny]]\nhost = 'a.example'\n",
            {"promolint.config_lists", "promolint.judging.link_rules", "promolint.silence.waivers"},
        ),
    ],
)
def test_what_is_not_said_costs_nothing(
    text: str, needed: set[str], clean: Path, loaded: Callable[..., set[str]]
) -> None:
    """Nothing of it is loaded where a configuration has no list; spaCy waits for words that a phrase may match."""
    clean.with_name("promolint.toml").write_text(text, encoding="utf-8")
    assert loaded("check", clean.name) & OF_LISTS == needed
