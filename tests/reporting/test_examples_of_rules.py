"""The examples of the manual say what promolint says: each is checked for real, and its page shows where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
import pytest

from promolint.policy import rules
from promolint.reporting.example import Example, load, shown
from promolint.words.catalogue import LANGUAGES, Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from promolint.policy.rules import Rule

    Ask = Callable[..., CompletedProcess[str]]

EXAMPLES = [
    pytest.param(rule, language, example, id=f"{rule.code}-{language}-{number}")
    for rule in rules.RULES
    for language in LANGUAGES
    for number, example in enumerate(load(rule, language), start=1)
]


@pytest.mark.parametrize(("rule", "language", "example"), EXAMPLES)
def test_check_says_what_the_manual_says(rule: Rule, language: str, example: Example, ask: Ask, tmp_path: Path) -> None:
    """The call that the page names reports the one finding at what the page marks; of the silent ones nothing."""
    (tmp_path / example.file).write_text(example.template, encoding="utf-8")
    call = ("check", "--exit-zero", "--language", language, "--format", "json", *example.options.split(), example.file)
    document = json.loads(ask(*call).stdout)
    told = [one for one in document["findings"] if one["suppressed"] is None]
    unread = [{**one, "severity": "error"} for one in document["errors"]]
    found = [(one["code"], one["severity"], _marked(one, example)) for one in (*told, *unread)]
    assert found == ([(rule.code, example.severity, example.marks)] if example.severity else [])
    assert document["summary"]["messages"] == 1


def _marked(finding: dict[str, Any], example: Example) -> str:
    """What a finding stands at, nothing if it is about the whole message; of what is unread only the start is told."""
    line: str = example.template.splitlines()[finding["line"] - 1]
    end = finding["end_column"] if "end_column" in finding else finding["column"] + len(example.marks)
    return line[finding["column"] - 1 : end - 1]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.code)
def test_each_rule_shows_both_sides_in_each_language(rule: Rule) -> None:
    """Examples of what is reported, then of what is not, as many and of the same severity in all languages."""
    (shown_in_each,) = {tuple(example.severity for example in load(rule, language)) for language in LANGUAGES}
    loud = [severity for severity in shown_in_each if severity is not None]
    assert 0 < len(loud) < len(shown_in_each)
    assert list(shown_in_each[: len(loud)]) == loud


@pytest.mark.parametrize(("rule", "language", "example"), EXAMPLES)
def test_the_page_shows_the_whole_example(rule: Rule, language: str, example: Example) -> None:
    """On 80 columns no line of it is cut, and the carets stand under what is marked and nowhere else."""
    words = Catalogue.load(language)
    title, call, *lines = [click.unstyle(line) for line in shown(example, rule, words, 80)]
    gutter = len("      1 | ")
    assert example.title in title
    assert call.split() == ["promolint", "check", *example.options.split(), example.file]
    assert [line[gutter:] for line in lines if line[:gutter].strip(" |")] == example.template.splitlines()
    assert max(map(len, lines)) <= 80
    carets = [number for number, line in enumerate(lines) if not line[:gutter].strip(" |")]
    assert len(carets) == (example.severity is not None)
    for number in carets:
        at = lines[number].index("^")
        said = lines[number][at:].split(maxsplit=1)
        assert lines[number - 1][at : at + len(example.marks)] == example.marks
        assert said == ["^" * max(1, len(example.marks)), f"{rule.code} {words.say(f'severity.{example.severity}')}"]
