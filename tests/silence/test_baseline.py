"""The baseline: known again after lines move, new after a swap; the same text for the same entries."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from promolint.discover import discover
from promolint.errors import ConfigError
from promolint.lint import Settings, Source, lint, load
from promolint.silence.baseline import FORMAT, difference, entries_of, read, without_known, written
from promolint.values.message import Place
from promolint.values.outcome import Finding, Severity, Suppression

if TYPE_CHECKING:
    from collections.abc import Callable

    Found = Callable[..., Finding]

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
SCHEMA: dict[str, Any] = json.loads(
    files("promolint").joinpath("schemas", "baseline-v1.schema.json").read_text("utf-8")
)
SALE = '<p><a href="https://s.example/sale{}">Jetzt 20 % Rabatt auf alle Shampoos sichern</a></p>\n'
MAIL = (
    "<!-- promolint: kind=appointment-confirmation -->\n"
    '<html lang="de"><body><p>Dein Termin steht.</p>\n{}</body></html>\n'
)


def _new(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.url for finding in findings if finding.suppressed is None]


def _after(before: str, after: str, judged: Settings) -> list[str]:
    """The URLs that are new in ``after`` for a baseline of ``before``."""
    entries = entries_of(lint([Source("a.html", before.encode())], judged).findings)
    return _new(without_known(lint([Source("a.html", after.encode())], judged).findings, entries))


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        (SALE, SALE, []),
        (SALE, "<p>words</p>\n\n" + SALE, []),
        (SALE, SALE.replace("<a href", "<a\n  href"), []),
        (SALE, SALE.replace("sale{}", "sale?utm_source=mail"), []),
        (SALE, SALE.replace("{}", "/2"), ["https://s.example/sale/2"]),
        (SALE, SALE + SALE.replace("{}", "/2"), ["https://s.example/sale/2"]),
        (SALE, SALE + SALE, ["https://s.example/sale"]),
        (SALE + SALE, SALE, []),
        (SALE.replace("{}", "/2") + SALE, SALE + SALE.replace("{}", "/2"), []),
        (SALE, SALE.replace("20 %", "30 %"), ["https://s.example/sale"]),
        ("", SALE, ["https://s.example/sale"]),
    ],
)
def test_what_is_known_again(before: str, after: str, new: list[str], request: pytest.FixtureRequest) -> None:
    """Lines, line breaks and utm values may move; another URL, other words and one more of the same are new."""
    judged: Settings = request.getfixturevalue("settings")
    texts = [MAIL.format(text.replace("{}", "")) for text in (before, after)]
    assert _after(texts[0], texts[1], judged) == new


def test_a_message_put_before_others_changes_nothing(found: Found) -> None:
    """Where one file holds several messages their numbers are no part of the identity; their names are."""
    entries = entries_of([found(part="/mails/0/html"), found("PL102", part="line 12")])
    moved = [found(part="/mails/1/html"), found("PL102", part="line 40")]
    assert _new(without_known(moved, entries)) == []
    assert _new(without_known([found(part="/mails/0/text"), found(part="/sms/0/html")], entries)) != []
    assert len(_new(without_known([*moved, found(part="/mails/2/html")], entries))) == 1


def test_suppressed_findings_are_not_accepted(found: Found) -> None:
    """Nor is what is wrong with an exception: a baseline hides no exception that has ended."""
    ignored = replace(found(), suppressed=Suppression("ignore", "own"))
    ended = found("PL904")
    assert entries_of([ignored, ended]) == ()
    known = entries_of([found()])
    assert without_known([ignored, ended], known) == (ignored, ended)


def test_the_file(found: Found) -> None:
    """By path and code, sorted, with URL and words for readers; neither line numbers nor dates."""
    url = "https://s.example/sale?utm_source=x&a=1"
    entries = entries_of([found("PL102", 7, path="b.html", text="Zum  Shop"), found(line=3, url=url)])
    assert json.loads(written(entries)) == {
        "format": "promolint-baseline-v1",
        "files": {
            "a.html": {
                "PL101": [
                    {
                        "fingerprint": entries[0].fingerprint,
                        "part": "",
                        "url": "https://s.example/sale?a=1",
                        "text": "20 % Rabatt",
                    }
                ]
            },
            "b.html": {
                "PL102": [
                    {
                        "fingerprint": entries[1].fingerprint,
                        "part": "",
                        "url": "https://s.example/sale",
                        "text": "Zum Shop",
                    }
                ]
            },
        },
    }


def test_paths_are_those_of_the_baselines_folder(found: Found) -> None:
    """Wherever promolint is started, an entry is the same."""
    (entry,) = entries_of([found(path="a.html")], "mails")
    assert entry.path == "mails/a.html"
    assert entries_of([found(path="../mails/a.html")], "sms") == (entry,)
    assert _new(without_known([found(path="a.html")], [entry], "mails")) == []


def test_the_difference(found: Found) -> None:
    """What is new, what is still found, what is gone; equal ones are counted."""
    one, two = found(), found("PL102")
    before = entries_of([one, one, two])
    now = entries_of([one, found("PL103")])
    compared = difference(before, now)
    assert [entry.code for entry in compared.new] == ["PL103"]
    assert [entry.code for entry in compared.known] == ["PL101"]
    assert [entry.code for entry in compared.gone] == ["PL101", "PL102"]


ENTRY = '{"fingerprint": "a", "part": "", "url": "", "text": ""}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The baseline “b.json” is broken (line 1). Restore it"),
        ('{\n"format": \n<<<<<<< ours', "The baseline “b.json” is broken (line 3). Restore it"),
        ("[" * 100_000, "The baseline “b.json” is broken"),
        ("[]", "“b.json” is no baseline of promolint. Name another file"),
        ('{"version": "1.4.0", "results": {}}', "“b.json” is no baseline of promolint."),
        ('{"format": "promolint-check-v1", "findings": []}', "“b.json” is no baseline of promolint."),
        ('{"format": "promolint-baseline-v9"}', "of another version: promolint-baseline-v9. Update promolint"),
        (f'{{"format": "{FORMAT}"}}', "an entry is not what it should be. Restore it"),
        (f'{{"format": "{FORMAT}", "files": {{"a": []}}}}', "an entry is not what it should be"),
        (f'{{"format": "{FORMAT}", "files": {{"a": {{"PL101": [1]}}}}}}', "an entry is not what it should be"),
        (f'{{"format": "{FORMAT}", "files": {{"a": {{"PL101": [{ENTRY[:-1]}, "url": 1}}]}}}}}}', "an entry is not"),
    ],
)
def test_a_file_that_is_no_baseline(text: str, said: str) -> None:
    """It is a ConfigError that says the next step."""
    with pytest.raises(ConfigError) as raised:
        read(text, "b.json")
    assert said in str(raised.value)


def test_baselines_are_what_their_schema_says(request: pytest.FixtureRequest) -> None:
    """Of all examples and of nothing; the schema names the format, and no object lets in more."""
    Draft202012Validator.check_schema(SCHEMA)
    strict = Draft202012Validator(SCHEMA)
    judged: Settings = request.getfixturevalue("settings")
    accepted = entries_of(lint(load(discover([str(EXAMPLES)])), judged).findings)
    assert len(accepted) > 5
    for entries in (accepted, ()):
        strict.validate(json.loads(written(entries)))
    assert SCHEMA["properties"]["format"]["const"] == FORMAT
    assert list(SCHEMA["$defs"]["entry"]["properties"]) == SCHEMA["$defs"]["entry"]["required"]


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"part": "/mails/#/html"}, True),
        ({"fingerprint": "123"}, False),
        ({"line": 3}, False),
        ({"url": None}, False),
    ],
)
def test_what_the_schema_takes_as_an_entry(change: dict[str, Any], *, valid: bool) -> None:
    """No line numbers, no dates, nothing left out."""
    entry = {"fingerprint": "0123456789abcdef", "part": "", "url": "https://s.example/sale", "text": "Sale", **change}
    document = {"format": FORMAT, "files": {"a.html": {"PL101": [entry]}}}
    assert Draft202012Validator(SCHEMA).is_valid(document) is valid
    broken: list[dict[str, Any]] = [{"a.html": {"PL101": []}}, {"a.html": {"discount": [entry]}}, {"a.html": {}}]
    assert not any(Draft202012Validator(SCHEMA).is_valid(document | {"files": files}) for files in broken)


NAMES = st.text("ab/.{}\n\u202eü\udcff ", max_size=6)
FINDINGS = st.lists(
    st.builds(
        lambda path, code, part, text, line: Finding(
            code, "x", Severity.ERROR, 1.0, path, part, Place(line, 1, line, 2), "m", "h", text, text, fingerprint=text
        ),
        st.sampled_from(["a.html", "b/c.html"]) | NAMES.map(lambda name: f"x{name}"),
        st.sampled_from(["PL101", "PL102", "PL303"]),
        st.sampled_from(["", "/0/html", "/1/html", "text/plain"]) | NAMES,
        NAMES,
        st.integers(1, 9),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(FINDINGS, st.randoms(use_true_random=False), st.sampled_from(["", ".", "sub", "../up"]))
def test_a_baseline_of_findings_leaves_nothing(findings: list[Finding], chance: object, below: str) -> None:
    """Whatever the order, and after its text was written and read; one entry less leaves exactly one finding."""
    entries = entries_of(findings, below)
    text = written(entries)
    again = read(text.encode("utf-8", "backslashreplace").decode(), "b.json")
    assert (again, written(again[::-1])) == (entries, text)
    chance.shuffle(findings)  # type: ignore[attr-defined]
    kept = without_known(findings, again, below)
    assert all(finding.suppressed == Suppression("baseline", "") for finding in kept)
    assert len(_new(without_known(findings, again[1:], below))) == min(len(findings), 1)
    assert difference(again, entries_of(findings, below)) == ((), entries, ())
