"""The catalogue: complete in both languages, with the same fields, and plain."""

from __future__ import annotations

import string

import pytest

from promolint.errors import UsageError
from promolint.policy.ruling import Stance
from promolint.values.outcome import Severity
from promolint.values.verdict import PURPOSES, Group
from promolint.words.catalogue import COUNTS, LANGUAGES, Bilingual, Catalogue, Plural, language_of_locale

DE, EN = Catalogue.load("de"), Catalogue.load("en")


def _fields(entry: str | Plural) -> list[set[str]]:
    forms = [entry] if isinstance(entry, str) else [entry.one, entry.other]
    return [{field for _, field, _, _ in string.Formatter().parse(form) if field is not None} for form in forms]


def _texts(catalogue: Catalogue) -> list[str]:
    return [
        text
        for entry in catalogue.entries.values()
        for text in ([entry] if isinstance(entry, str) else [entry.one, entry.other])
    ]


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    """Nothing can be said in one language only."""
    assert list(DE.entries) == list(EN.entries)


@pytest.mark.parametrize("key", list(EN.entries))
def test_fields_agree(key: str) -> None:
    """A sentence takes the same fields in both languages, and in both of its numbers."""
    assert _fields(DE.entries[key]) == _fields(EN.entries[key])
    forms = _fields(EN.entries[key])
    assert all(form == forms[0] for form in forms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_asked_for_is_there(language: str) -> None:
    """Every purpose, severity, stance and group has its word; what can be found says what it does and the way out."""
    catalogue = Catalogue.load(language)
    keys = {f"purpose.{purpose}.name" for purpose in PURPOSES}
    found = [purpose for purpose in PURPOSES if purpose.group is not Group.TRANSACTIONAL]
    keys |= {f"purpose.{purpose}.{key}" for purpose in found for key in ("does", "way_out")}
    keys |= {f"severity.{severity}" for severity in Severity} | {f"stance.{stance}" for stance in Stance}
    keys |= {f"group.{group}" for group in Group} | {f"count.{name}" for name in COUNTS}
    assert keys <= set(catalogue.entries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_clean(language: str) -> None:
    """No text is empty, has stray white space, or judges lawfulness."""
    texts = _texts(Catalogue.load(language))
    assert [text for text in texts if not text or text != " ".join(text.split())] == []
    assert [text for text in texts if "illegal" in text.lower() or "rechtswidrig" in text.lower()] == []
    assert [text for text in texts if '"' in text or "'" in text.replace("'s ", "")] == []


def test_saying() -> None:
    """A key and its fields make a sentence; braces in a field stay as they are."""
    said = EN.say("finding.sure", link="{{ offer }}", does="does {this}", where="here", reason="so")
    assert said == "“{{ offer }}” here does {this}: so."
    assert DE.say("severity.error") == "Fehler"
    with pytest.raises(KeyError):
        EN.say("severity.fatal")
    with pytest.raises(KeyError):
        EN.say("finding.sure")


@pytest.mark.parametrize(
    ("count", "english", "german"),
    [(0, "0 warnings", "0 Warnungen"), (1, "1 warning", "1 Warnung"), (2, "2 warnings", "2 Warnungen")],
)
def test_plurals(count: int, english: str, german: str) -> None:
    """One has its own form, all other numbers share one."""
    assert EN.say("count.warnings", count=count) == english
    assert DE.say("count.warnings", count=count) == german


@pytest.mark.parametrize(
    ("counts", "english", "german"),
    [
        (
            (1, 2, 0, 12, 80, 1, 0),
            "1 error, 2 warnings, 0 notes in 12 messages; 80 links judged, 1 undecidable",
            "1 Fehler, 2 Warnungen, 0 Hinweise in 12 Nachrichten; 80 Links beurteilt, 1 nicht entscheidbar",
        ),
        (
            (2, 1, 1, 1, 1, 0, 1),
            "2 errors, 1 warning, 1 note in 1 message; 1 link judged, 1 file unread",
            "2 Fehler, 1 Warnung, 1 Hinweis in 1 Nachricht; 1 Link beurteilt, 1 Datei ungelesen",
        ),
        (
            (0, 0, 0, 2, 3, 2, 2),
            "0 errors, 0 warnings, 0 notes in 2 messages; 3 links judged, 2 undecidable, 2 files unread",
            (
                "0 Fehler, 0 Warnungen, 0 Hinweise in 2 Nachrichten; 3 Links beurteilt, 2 nicht entscheidbar, "
                "2 Dateien ungelesen"
            ),
        ),
        (
            (0, 0, 0, 0, 0, 0, 0),
            "0 errors, 0 warnings, 0 notes in 0 messages; 0 links judged",
            "0 Fehler, 0 Warnungen, 0 Hinweise in 0 Nachrichten; 0 Links beurteilt",
        ),
    ],
)
def test_the_summary_line(counts: tuple[int, ...], english: str, german: str) -> None:
    """Findings, messages and links stand in the closing line, and what is undecidable or unread if anything is."""
    numbers = dict(zip(COUNTS, counts, strict=True))
    assert EN.summary(numbers) == english
    assert DE.summary(numbers) == german


def test_it_says_that_it_is_no_legal_advice() -> None:
    """One sentence in each language says what promolint is not."""
    assert EN.say("report.no_advice") == "This is a technical check and no legal advice."
    assert DE.say("report.no_advice") == "Dies ist eine technische Prüfung und keine Rechtsberatung."


def test_only_two_languages() -> None:
    """Another language is an error that names the two; one language is read once."""
    with pytest.raises(UsageError, match=r"There is no language “fr”\. Choose from: de, en"):
        Catalogue.load("fr")
    assert Catalogue.load("de") is DE


def test_a_bilingual_text() -> None:
    """Its German is given for de, its English otherwise."""
    text = Bilingual("ja", "yes")
    assert (text.into("de"), text.into("en"), text.into("fr")) == ("ja", "yes", "yes")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "DE-ch"}, "de"),
        ({"LANG": "de.UTF-8"}, "de"),
        ({"LANG": "de@euro"}, "de"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "del_US"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "de_DE"}, "de"),
        ({"LANG": "de_DE", "LC_MESSAGES": "en_US"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "en_US", "LC_ALL": "de_DE"}, "de"),
        ({"LANG": "de_DE", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE", "LC_ALL": "", "LC_MESSAGES": ""}, "de"),
    ],
)
def test_the_language_of_the_locale(environ: dict[str, str], expected: str) -> None:
    """The first of LC_ALL, LC_MESSAGES and LANG that says anything decides; all but German is English."""
    assert language_of_locale(environ) == expected


def test_the_locale_of_the_process_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an argument the environment is asked."""
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert language_of_locale() == "de"
