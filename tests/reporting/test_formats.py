"""What holds for every format: loaded when asked for, the same each time, safe to print, whatever templates hold."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import click
import pytest
from bs4 import BeautifulSoup
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from promolint.errors import UsageError
from promolint.reporting.formats import FORMATS, report
from promolint.reporting.listing import by_file, identities, told
from promolint.reporting.prose import code, prose
from promolint.reporting.safe import json_safe, printable
from promolint.reporting.xml_page import element, page, xml_text
from promolint.values.message import Cause, Failure, Message
from promolint.values.outcome import Finding, Outcome, Severity, Suppression
from promolint.values.verdict import JudgedMessage
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.reporting.document import Tool

DE, EN = Catalogue.load("de"), Catalogue.load("en")
HERE = [name for name in FORMATS if name != "html"]  # the page has its own tests
UNPRINTABLE = set("\x00\x07\x1b\x7f\x85\x9b\u200b\u202a\u202e\u2028\u2029\u2066\u2069\ufeff\udcff")
SIGNS = st.sampled_from([*"|`[]()<>!@#&*_~\\:/%$^-=+\"' {}", "www.", "https://", "]]>", "::", "\n", "\x1b", "\u202e"])
TEXTS = st.one_of(st.text(), st.lists(st.one_of(SIGNS, st.text(max_size=3)), max_size=12).map("".join))


def test_the_names() -> None:
    """Those of the contract."""
    names = "text concise json jsonl sarif github gitlab junit checkstyle markdown html"
    assert names.split() == list(FORMATS)


def test_a_format_is_loaded_when_it_is_asked_for() -> None:
    """The registry itself loads none, so that a hook that prints text pays for no other."""
    probe = "import sys, promolint.reporting.formats; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, encoding="utf-8", check=True)
    loaded = {name for name in ran.stdout.split() if name.startswith("promolint.reporting.")}
    assert loaded == {"promolint.reporting.formats"}
    assert not {"json", "xml", "click"} & set(ran.stdout.split())


def test_an_unknown_format() -> None:
    """Near names are named."""
    with pytest.raises(UsageError, match=r"There is no format “sarf”\. Did you mean sarif\?"):
        report("sarf")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
def test_the_same_each_time(name: str, words: Catalogue, made: Outcome, nothing: Outcome, tool: Tool) -> None:
    """Same input, same text; what is not empty ends its last line."""
    for outcome in (made, nothing):
        said = report(name)(outcome, tool, words)
        assert said == report(name)(outcome, tool, words)
        assert said.endswith("\n") or not said


@pytest.mark.parametrize("name", HERE)
def test_nothing_steers_a_terminal(name: str, poisoned: Outcome, tool: Tool) -> None:
    """No control, direction or invisible character of a template is printed as it is."""
    assert not UNPRINTABLE & set(click.unstyle(report(name)(poisoned, tool, EN)))


@pytest.mark.parametrize("name", [name for name in HERE if name not in {"json", "jsonl", "sarif"}])
def test_suppressed_findings_are_not_told(name: str, finding: Finding, tool: Tool) -> None:
    """Where a format marks lines or fails a build, they are left out."""
    kept = replace(finding, message="kept apart", suppressed=Suppression("waiver", "agreed"))
    said = report(name)(Outcome((), (kept,), ()), tool, EN)
    assert "kept apart" not in said
    assert "PL101" not in said


def test_by_file(made: Outcome, finding: Finding, unread: Failure) -> None:
    """Every file once, by name: clean messages, findings of no message and failures all belong to one."""
    stray = replace(finding, path="a.txt", part="x")
    files = by_file(Outcome(made.messages, (*made.findings, stray), (unread,)))
    assert [(file.path, list(file.parts), len(file.suppressed), len(file.failures)) for file in files] == [
        ("a.txt", ["x"], 0, 0),
        ("c.html", [], 0, 1),
        ("mails/a b.html", [""], 0, 0),
        ("mails/b.eml", ["text/html", "text/plain"], 2, 0),
    ]
    assert sum(len(file.findings) for file in files) == len(told(made)) + 1


@given(keys=st.lists(st.tuples(TEXTS, TEXTS)))
def test_identities(keys: list[tuple[str, ...]]) -> None:
    """Each is its own, and does not depend on keys that are different from it."""
    made = list(identities(keys))
    assert len(set(made)) == len(keys)
    if keys:
        assert list(identities(key for key in keys if key == keys[-1]))[-1] in made


@given(text=TEXTS)
def test_any_text_survives_as_json(text: str) -> None:
    """What is read back is what was written, and no line of it breaks."""
    said = json_safe(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(said) == {"text": text}
    assert len(said.splitlines()) == 1


@given(text=TEXTS, name=TEXTS)
def test_any_text_survives_as_xml(text: str, name: str) -> None:
    """Well-formed, and read back as it would be printed."""
    made = page(element("x", {"name": name}, lines=[text, text]))
    root = ET.fromstring(made)  # noqa: S314 - promolint's own report
    assert root.get("name") == xml_text(name)
    assert root.text == f"{xml_text(text)}\n{xml_text(text)}"


@given(text=TEXTS)
def test_any_text_survives_as_markdown(text: str) -> None:
    """Rendered, it is its own words in an item of a list, and nothing but text and code."""
    html = github_flavored_markdown_to_html(f"- said: {prose(text)}\n- {code(text)}\n", Options.CMARK_OPT_UNSAFE)
    rendered = BeautifulSoup(html, "html.parser")
    said, shown = rendered.find_all("li")
    assert {tag.name for tag in rendered.find_all()} <= {"ul", "li", "code"}
    assert said.text.strip() == " ".join(["said:", *(word for word in printable(text).split(" ") if word)])
    assert shown.text.strip(" ") == printable(text).strip(" ")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (DE, ("Das Byte 0xff ist kein gültiges UTF-8.", "Die Datei als UTF-8 speichern.")),
        (EN, ("The byte 0xff is not valid UTF-8.", "Save the file as UTF-8.")),
    ],
    ids=["de", "en"],
)
def test_an_unread_file_is_told_in_the_language_of_the_report(
    name: str, words: Catalogue, said: tuple[str, str], unread: Failure, tool: Tool
) -> None:
    """In every format: what happened, and the next step."""
    told = click.unstyle(report(name)(Outcome((), (), (unread,)), tool, words))
    assert [part for part in said if part not in told] == []


@given(texts=st.lists(TEXTS, min_size=5, max_size=5))
def test_any_outcome_can_be_reported(texts: list[str], finding: Finding, tool: Tool) -> None:
    """In every format, whatever paths, words and reasons hold."""
    path, part, message, url, reason = texts
    bad = replace(finding, path=path, part=part, message=message, url=url, severity=Severity.NOTE)
    kept = replace(bad, suppressed=Suppression("ignore", reason))
    judged = JudgedMessage(Message(path, part, "", ()), ())
    outcome = Outcome((judged,), (bad, kept), (Failure.of(path, Cause.MISSPELT_WORD, said=message, near=reason),))
    for name in HERE:
        report(name)(outcome, tool, EN).encode("utf-8")
