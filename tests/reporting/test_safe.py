"""What is printed commands no build server: what one would take for a command of its own is written as an escape."""

from __future__ import annotations

import json

import pytest

from promolint.reporting.safe import json_safe, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", r"\u003a:error::x"),
        ("a ::stop-commands::x", r"a \u003a:stop-commands::x"),
        ("a\n\t::error::x", r"a  \u003a:error::x"),
        ("x##[add-mask]y", r"x\u0023#[add-mask]y"),
        ("##vso[task.setvariable variable=a]b", r"\u0023#vso[task.setvariable variable=a]b"),
        ("##teamcity[buildStatus]", r"\u0023#teamcity[buildStatus]"),
        ("a::b", "a::b"),
        ("12:30: : a:", "12:30: : a:"),
        ("# a ## b #[c] ## [d]", "# a ## b #[c] ## [d]"),
        ("https://a.example/#a::b", "https://a.example/#a::b"),
    ],
)
def test_commands_of_build_servers(text: str, shown: str) -> None:
    """GitHub reads ``::`` where a line begins, wrapped or not, and ``##[`` anywhere; Azure and TeamCity do alike."""
    assert printable(text) == shown
    assert printable(shown) == shown


@pytest.mark.parametrize("text", ["##[error]x", "##vso[a]", "a##teamcity[b]", "\u202e", "#", "# [", "::error::x"])
def test_json(text: str) -> None:
    """It says the same, and holds none of them; no line of a document begins with a text."""
    said = json_safe(json.dumps([text], ensure_ascii=False))
    assert json.loads(said) == [text]
    assert [mark for mark in ("##[", "##vso[", "##teamcity[", "\u202e") if mark in said] == []
