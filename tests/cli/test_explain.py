"""``promolint explain``: the place, the links there, what is said of them, in both languages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from promolint.cli.explain import Where, parsed
from promolint.errors import UsageError
from promolint.words.catalogue import LANGUAGES, Catalogue

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

MAIL = """<!-- promolint: kind=appointment-confirmation -->
<html lang="de"><title>Ihr Termin</title><body><h1>Sommer im Salon</h1>
<p>Nur heute: <a href="https://salon.example/sale">20 % Rabatt sichern</a> und <a href="tel:+43">anrufen</a>.</p>
<!-- <a href="https://salon.example/alt">Altes</a> -->
<p><a href="{{ url }}"></a></p></body></html>
"""


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """A template with a promotional link, a phone number, a link in a comment and an undecidable one."""
    path = tmp_path / "mail.html"
    path.write_text(MAIL, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("mails/a.html:42", Where("mails/a.html", 42, None)),
        ("mails/a.html:42:7", Where("mails/a.html", 42, 7)),
        ("C:\\mails\\a.html:42", Where("C:\\mails\\a.html", 42, None)),
        ("C:\\mails\\a.html:42:7", Where("C:\\mails\\a.html", 42, 7)),
        ("a:b:1:2", Where("a:b", 1, 2)),
        ("a:1:2:3", Where("a:1", 2, 3)),
    ],
)
def test_a_place_is_read_from_the_right(place: str, expected: Where) -> None:
    """Colons before it belong to the file."""
    assert parsed(place) == expected


def test_a_file_that_is_called_like_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it exists and the shorter name does not, the longer name is meant."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mail:3").write_text("", encoding="utf-8")
    assert parsed("mail:3:4") == Where("mail:3", 4, None)


@pytest.mark.parametrize("place", ["a.html", "a.html:", "a.html:x", ":3", "", "a.html:3:x"])
def test_what_is_no_place(place: str) -> None:
    """It is said how a place is written."""
    with pytest.raises(UsageError, match=r"is no place in a file.*FILE:LINE:COLUMN"):
        parsed(place)


def _links(ask: Run, *arguments: str) -> list[dict[str, object]]:
    ran = ask("explain", *arguments, "--format", "json")
    assert (ran.returncode, ran.stderr) == (0, "")
    document = json.loads(ran.stdout)
    assert document["format"] == "promolint-explain-v1"
    found: list[dict[str, object]] = document["links"]
    return found


def test_a_line_and_a_column(ask: Run, mail: Path) -> None:
    """Without a column every link of the line; with one the link whose URL covers it."""
    assert [link["url"] for link in _links(ask, f"{mail.name}:3")] == ["https://salon.example/sale", "tel:+43"]
    column = MAIL.splitlines()[2].index("tel:") + 1
    assert [link["url"] for link in _links(ask, f"{mail.name}:3:{column}")] == ["tel:+43"]
    assert [link["url"] for link in _links(ask, f"{mail.name}:3:{column + 6}")] == ["tel:+43"]


def test_it_explains_what_check_and_links_say(ask: Run, mail: Path) -> None:
    """Purpose, confidence, kind and severity are theirs."""
    (promotional, phone) = _links(ask, f"{mail.name}:3")
    listed = json.loads(ask("links", mail.name, "--format", "json").stdout)["messages"][0]["links"][0]
    (finding,) = json.loads(ask("check", mail.name, "--format", "json").stdout)["findings"]
    for key in ("purpose", "group", "confidence", "line", "column", "url", "text"):
        assert promotional[key] == listed[key]
    policy = promotional["policy"]
    assert isinstance(policy, dict)
    assert policy["finding"] == {key: finding[key] for key in ("code", "severity", "suppressed")}
    assert (policy["pack"], policy["kind"], policy["kind_source"]) == (
        "gdpr-strict",
        "appointment-confirmation",
        "declared",
    )
    assert [source["cite"] for source in policy["sources"]] == finding["sources"]
    assert all(source["url"].startswith("https://") for source in policy["sources"])
    assert (phone["by_form"], phone["weighed"]) == (True, None)


def test_no_word_that_is_not_in_the_message(ask: Run, mail: Path) -> None:
    """Words, phrases and left-out words stand in the template."""
    (promotional, _) = _links(ask, f"{mail.name}:3")
    weighed = promotional["weighed"]
    assert isinstance(weighed, dict)
    said = [moved["word"] for moved in weighed["words"]]
    said += weighed["turn"]["left_out"] if weighed["turn"] else []
    phrases = promotional["phrases"]
    assert isinstance(phrases, list)
    said += [phrase["written"] for phrase in phrases]
    assert said
    assert [word for word in said if word not in MAIL] == []
    assert len(weighed["runners_up"]) == 3
    assert 0 < weighed["note"] <= weighed["error"] < 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text(language: str, ask: Run, mail: Path) -> None:
    """Every label in the language asked for, no line wider than it may be but for URLs."""
    words = Catalogue.load(language)
    ran = ask("explain", f"{mail.name}:3", "--language", language)
    assert ran.returncode == 0
    for label in ("judged", "promotion", "runners_up", "phrases", "url", "facts", "words", "turn", "policy", "source"):
        assert f"  {words.say(f'explain.{label}')} " in ran.stdout
    assert words.say("explain.by_form") in " ".join(ran.stdout.split())
    assert words.say("report.no_advice") in ran.stdout
    assert [line for line in ran.stdout.splitlines() if len(line) > 100 and "http" not in line] == []
    assert ask("explain", f"{mail.name}:3", "--language", language).stdout == ran.stdout


def test_an_undecidable_link(ask: Run, mail: Path) -> None:
    """It is said that nothing tells what it is for, and no change is tried."""
    ran = ask("explain", f"{mail.name}:5")
    assert "undecidable, nothing visible says what it is for" in " ".join(ran.stdout.split())
    assert "turning" not in ran.stdout
    (link,) = _links(ask, f"{mail.name}:5")
    assert link["undecidable"]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("mail.html:1", r"There is no link at mail\.html:1\. The nearest: 3:24 “20 % Rabatt sichern”, 3:89 “anrufen”"),
        ("mail.html:3:2", r"no link at mail\.html:3:2\. The nearest: 3:24 “20 % Rabatt sichern”"),
        ("mail.html:99", r"The nearest: 5:13 “\{\{ url \}\}”"),
        ("mail.html:4", r"The link at mail\.html:4 stands in a comment\. It is not sent, so it is not judged"),
        ("empty.html:1", r"There is no link in empty\.html"),
        ("gone.html:1", "There is no file or folder “gone.html”"),
        (".:1", "“.” is a folder"),
        ("mail.html", "is no place in a file"),
    ],
)
def test_a_place_without_a_link(place: str, told: str, ask: Run, mail: Path) -> None:
    """Exit status 2, the nearest links, nothing on standard output."""
    mail.with_name("empty.html").write_text("<p>Hallo.</p>", encoding="utf-8")
    ran = ask("explain", place)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert re.search(told, ran.stderr), ran.stderr


def test_a_file_that_cannot_be_read(ask: Run, tmp_path: Path) -> None:
    """It is an error with the file's name, and never an empty explanation."""
    (tmp_path / "mail.eml").write_bytes(b"\xff\xfe\x00\xd8")
    ran = ask("explain", "mail.eml:1")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "mail.eml" in ran.stderr


def test_kind_and_policy_are_those_asked_for(ask: Run, mail: Path) -> None:
    """As with check."""
    (promotional, _) = _links(ask, f"{mail.name}:3", "--kind", "shipping", "--policy", "can-spam")
    policy = promotional["policy"]
    assert isinstance(policy, dict)
    assert (policy["pack"], policy["kind"]) == ("can-spam", "shipping")
    (marketing, _) = _links(ask, f"{mail.name}:3", "--stream", "marketing")
    assert isinstance(marketing["policy"], dict)
    assert (marketing["policy"]["marketing"], marketing["policy"]["finding"]) == (True, None)
