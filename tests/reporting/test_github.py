"""Workflow commands, read back by the rules of GitHub's runner."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pytest

from promolint.reporting.github import github_report
from promolint.reporting.safe import printable
from promolint.values.message import Place
from promolint.values.outcome import Finding, Outcome, Severity
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.reporting.document import Tool
    from promolint.values.message import Failure

DE, EN = Catalogue.load("de"), Catalogue.load("en")
EXPECTED = """\
::error file=c.html,line=2,col=9,endLine=2,endColumn=10,title=PL901 unreadable::The byte 0xff is not valid UTF-8. \
Save the file as UTF-8.
::error file=closed,title=PL901 unreadable::You may not read this file or folder. Change its permissions, or exclude it.
::error file=mails/a b.html,line=42,col=15,endLine=42,endColumn=37,title=PL101 discount::“20 %25 auf alles” in an \
invoice advertises a price offer: consent is needed (UWG § 7).
::warning file=mails/a b.html,line=3,endLine=4,title=PL301 promotional-subject::The subject “Ping @team” advertises.
::notice file=mails/b.eml,line=7,col=2,endLine=7,endColumn=9,title=PL201 review::“Rate us” looks as if it asks for a \
review.
2 findings suppressed
"""


class Command(NamedTuple):
    """What the runner makes of a line."""

    name: str
    properties: dict[str, str]
    message: str


def _run(line: str) -> Command | None:
    """The runner's own reading (``ActionCommand.TryParseV2``): any other line is text."""
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, said = line[2:end].partition(" ")
    pairs = (pair.partition("=") for pair in said.split(",") if pair)
    return Command(name, {key: _plain(value) for key, _, value in pairs}, _plain(line[end + 2 :]))


def _plain(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def test_the_annotations(made: Outcome, tool: Tool) -> None:
    """Errors (unread files first), warnings, notes; columns within a line only; suppressed ones are counted."""
    assert github_report(made, tool, EN) == EXPECTED


def test_nothing_found(nothing: Outcome, tool: Tool) -> None:
    """Nothing is said."""
    assert github_report(nothing, tool, EN) == ""


@pytest.mark.parametrize(
    ("errors", "expected"),
    [
        (10, []),
        (11, ["Not shown: 1 error. GitHub shows ten annotations of a level in a step; “promolint check” lists all."]),
        (30, ["Not shown: 20 errors. GitHub shows ten annotations of a level in a step; “promolint check” lists all."]),
    ],
)
def test_what_github_would_drop(
    errors: int, expected: list[str], *, made: Outcome, finding: Finding, tool: Tool
) -> None:
    """After the tenth of a level one plain line says how many are left; the other levels keep their ten."""
    many = Outcome((), (*made.findings[:1] * 10, *[finding] * errors), ())
    lines = github_report(many, tool, EN).splitlines()
    assert [line.partition(" ")[0] for line in lines[:10]] == ["::error"] * 10
    assert lines[10:-10] == expected
    assert [line.partition(" ")[0] for line in lines[-10:]] == ["::warning"] * 10


def test_unread_files_count_as_errors(unread: Failure, finding: Finding, tool: Tool) -> None:
    """They take the first places of that level."""
    lines = github_report(Outcome((), (finding,) * 10, (unread,)), tool, DE).splitlines()
    assert lines[0].startswith("::error file=c.html")
    more = "Nicht gezeigt: 1 Fehler. GitHub zeigt in einem Schritt zehn Anmerkungen einer Stufe; "
    assert lines[10:] == [f"{more}„promolint check“ nennt alle."]


def test_no_text_becomes_a_command(poisoned: Outcome, hostile: str, tool: Tool) -> None:
    """Each annotation is one line, and the runner reads the very texts in it."""
    *lines, counted = github_report(poisoned, tool, EN).splitlines()
    commands = [_run(line) for line in lines]
    shown = printable(hostile)
    assert [command and (command.name, command.properties["file"]) for command in commands] == [
        ("error", shown),
        ("error", shown),
        ("notice", shown),
    ]
    assert [command and command.message for command in commands[1:]] == [shown, shown]
    assert (counted, _run(counted)) == ("1 finding suppressed", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b:c", "file=a%2Cb%3Ac,"),
        ("100%", "file=100%25,"),
        ("%0A::error::", "file=%250A%3A%3Aerror%3A%3A,"),
        ("a\nb", "file=a b,"),
        ("a\x1b[2J", "file=a\\u001b[2J,"),
    ],
)
def test_escaped_properties(text: str, expected: str, finding: Finding, tool: Tool) -> None:
    """What separates properties is written as the runner's escapes."""
    assert expected in github_report(Outcome((), (replace(finding, path=text),), ()), tool, EN)


def test_a_note_over_two_lines(finding: Finding, tool: Tool) -> None:
    """GitHub refuses columns there, so they are left out."""
    over_two = replace(finding, severity=Severity.NOTE, place=Place(1, 5, 2, 3), message="x")
    said = github_report(Outcome((), (over_two,), ()), tool, EN)
    assert said == "::notice file=mails/a b.html,line=1,endLine=2,title=PL101 discount::x\n"
