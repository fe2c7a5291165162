"""Phrase rules: what they find, what a false friend takes away, and that spaCy stays unloaded where none can match."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promolint.judging import phrases
from promolint.judging.folding import tokens
from promolint.judging.phrases import LANGUAGES, PhraseRule, flaw_of, hits, rules
from promolint.values.verdict import Purpose

SENTENCES = {
    language: tomllib.loads((Path(__file__).parent / "phrases" / f"{language}.toml").read_text("utf-8"))
    for language in LANGUAGES
}
CASES = [(language, Purpose(key)) for language in LANGUAGES for key in SENTENCES[language] if key != "false_friends"]


def _vocabulary(language: str) -> dict[str, Any]:
    return tomllib.loads((files("promolint.judging") / "vocabulary" / f"{language}.toml").read_text("utf-8"))


def _purposes(text: str, language: str) -> set[Purpose | None]:
    return {hit.rule.purpose for hit in hits(text, language)}


def _filled(phrase: str) -> list[str]:
    """A phrase as someone may write it: its placeholders filled in, a beginning of a word as it is and ended."""
    text = phrase.replace("#%", "20 %").replace("#€", "10 €").replace("#", "3").replace("...", "ganz")
    return [text.replace("*", "")] + ([text.replace("*", "en")] if "*" in text else [])


def _holds(text: str, phrase: str) -> bool:
    """Whether the words of a phrase stand in a text, found without the matcher."""
    written = " ".join(["", *tokens(text), ""])
    gap, ending = r"(?:\S+ ){0,5}", r"\S*"
    wanted = " "
    for piece in phrase.split():
        words = " ".join(tokens(_filled(piece)[0]))
        wanted += gap if piece == "..." else re.escape(words) + (ending if piece.endswith("*") else "") + " "
    return re.search(wanted, written) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_in_a_row_are_found_as_spacy_finds_them(language: str) -> None:
    """The shortcut for rules without gaps, prefixes and optional words gives the hits that spaCy's matcher gives."""
    cases = [case for key, case in SENTENCES[language].items() if key != "false_friends"]
    said = [sentence for case in cases for sentences in case.values() for sentence in sentences]
    phrased = [" ".join(_filled(rule.phrase)[0] for rule in rules(language)[start : start + 6]) for start in range(300)]
    index = phrases._index(language)
    compared = 0
    for text in (*said, *phrased, "rabatt rabatt rabatt auf alles auf alles", "50 % 50 % off off off"):
        words = tokens(text)
        candidates = [number for number in index.candidates(frozenset(words)) if index.row(number) is not None]
        here = phrases._strongest(list(phrases._matched(words, language, candidates)))
        assert here == phrases._strongest(phrases._Matchers.of(language).match(words, candidates)), text
        compared += len(here)
    assert compared > 300


@pytest.mark.parametrize(
    ("language", "text", "purposes"),
    [
        ("de", "Jetzt 20 % Rabatt sichern", [Purpose.DISCOUNT]),
        ("de", "Jetzt 20% Rabatt", [Purpose.DISCOUNT]),
        ("de", "Rabattcode an der Kasse", [Purpose.DISCOUNT]),
        ("de", "Zwischensumme 40 €, abzüglich Rabatt", []),
        ("de", "Freunde werben", [Purpose.REFERRAL]),
        ("de", "Ihr Termin am Montag um zehn", []),
        ("de", "Impressum", []),
        ("en", "Refer a friend", [Purpose.REFERRAL]),
        ("en", "Get 15% off your next visit", [Purpose.DISCOUNT]),
        ("en", "feel free to call us", []),
        ("en", "The door is blue", []),
        ("fr", "Achetez maintenant", [Purpose.PRODUCT]),
        ("es", "Comprar ahora", [Purpose.PRODUCT]),
        ("it", "Acquista ora", [Purpose.PRODUCT]),
        ("nl", "Bestel nu", [Purpose.PRODUCT]),
    ],
)
def test_what_the_rules_find(language: str, text: str, purposes: list[Purpose]) -> None:
    """As many silent and turned cases as plain ones."""
    assert [hit.rule.purpose for hit in hits(text, language)] == purposes


@pytest.mark.parametrize(("language", "purpose"), CASES)
def test_a_good_sentence_tells_its_purpose_alone(language: str, purpose: Purpose) -> None:
    """However it is spelt: umlauts, du and Sie, gender marks, amounts, variables, capitals, curly apostrophes."""
    found = {text: _purposes(text, language) for text in SENTENCES[language][purpose]["good"]}
    assert {text: purposes for text, purposes in found.items() if purposes != {purpose}} == {}


@pytest.mark.parametrize(("language", "purpose"), CASES)
def test_a_bad_sentence_tells_nothing(language: str, purpose: Purpose) -> None:
    """The same words in another sense, in a longer word, or too weak alone."""
    found = {text: hits(text, language) for text in SENTENCES[language][purpose]["bad"]}
    assert {text: said for text, said in found.items() if said} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_with_a_false_friend_tells_nothing(language: str) -> None:
    """And each of them holds wording of the entry that it stands for."""
    phrases = {friend["why"]: friend["phrases"] for friend in _vocabulary(language)["false_friends"]}
    texts = [(text, friend["why"]) for friend in SENTENCES[language]["false_friends"] for text in friend["bad"]]
    assert [text for text, _ in texts if hits(text, language)] == []
    assert [text for text, why in texts if not any(_holds(text, phrase) for phrase in phrases[why])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_the_vocabulary_has_its_sentences(language: str) -> None:
    """Six good ones a purpose in German and English, four elsewhere, as many bad; a bad one a false friend."""
    vocabulary, sentences = _vocabulary(language), SENTENCES[language]
    assert list(sentences) == list(vocabulary)
    friends = sentences["false_friends"]
    assert [friend["why"] for friend in friends] == [friend["why"] for friend in vocabulary["false_friends"]]
    assert all(friend["bad"] for friend in friends)
    good, bad = ([sentences[key][side] for key in sentences if key != "false_friends"] for side in ("good", "bad"))
    assert all(len(told) >= (6 if language in ("de", "en") else 4) for told in good)
    assert all(len(silent) >= len(told) for told, silent in zip(good, bad, strict=True))
    texts = [text for some in [*good, *bad, *(friend["bad"] for friend in friends)] for text in some]
    assert [text for text in texts if texts.count(text) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_finds_itself(language: str) -> None:
    """Whole and for its own purpose, its placeholders filled in: no rule is dead, no false friend hides one."""
    missed = [
        text
        for rule in rules(language)
        if rule.purpose is not None
        for text in _filled(rule.phrase)
        if [(hit.rule.purpose, hit.start, hit.end) for hit in hits(text, language)]
        != [(rule.purpose, 0, len(tokens(text)))]
    ]
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_false_friend_says_nothing_by_itself(language: str) -> None:
    """Its own wording, whatever promotional phrase lies in it, has no hit."""
    friends = [rule.phrase for rule in rules(language) if rule.purpose is None]
    assert [text for phrase in friends for text in _filled(phrase) if hits(text, language)] == []


OWN = (
    PhraseRule("Mega-Deal*", Purpose.CAMPAIGN, "o"),
    PhraseRule("Guthaben einlösen", Purpose.TRANSACTION, "o"),
    PhraseRule("Freunde ... dabei", Purpose.REFERRAL, "o"),
    PhraseRule("#% Bonus", Purpose.LOYALTY, "o"),
    PhraseRule("Ihr Rabattcode", None, "o"),
    PhraseRule("Rabattcode der Kasse", None, "o"),
    PhraseRule("Mega-Deal des Vorstands", None, "o"),
)


@pytest.mark.parametrize(
    ("text", "purposes"),
    [
        ("Unsere MEGA DEALS warten", [Purpose.CAMPAIGN]),
        ("Megadeal", []),
        ("Jetzt Guthaben einloesen", [Purpose.TRANSACTION]),
        ("Freunde sind auch dabei", [Purpose.REFERRAL]),
        ("Freunde, die schon seit vielen Jahren kommen, sind dabei", []),
        ("5 % Bonus", [Purpose.LOYALTY]),
        ("5 Bonus", []),
        ("Rabattcode", [Purpose.DISCOUNT]),
        ("Ihr Rabattcode", []),
        ("Den Rabattcode der Kasse nennen", []),
        ("Ihr Rabattcode: 20 % Rabatt auf alles", [Purpose.DISCOUNT]),
        ("Mega-Deal des Vorstands", []),
        ("Mega-Deal des Monats", [Purpose.CAMPAIGN]),
        ("Die Tür ist blau", []),
    ],
)
@pytest.mark.parametrize("language", ["de", "pl", ""])
def test_phrases_of_a_teams_own(text: str, purposes: list[Purpose], language: str) -> None:
    """They hold in all languages, and go before those of the package that they overlap; so do its false friends."""
    if language != "pl":
        assert [hit.rule.purpose for hit in hits(text, language, OWN)] == purposes
    own = [hit.rule.purpose for hit in hits(text, language, OWN) if hit.rule.origin]
    assert own == [purpose for purpose in purposes if purpose is not Purpose.DISCOUNT]


def test_a_phrase_of_its_own_takes_the_place_of_a_longer_one() -> None:
    """Of the package's; of two of its own the longer one stands."""
    text = "Jetzt 20 % Rabatt sichern"
    assert [(hit.rule.purpose, hit.end - hit.start) for hit in hits(text, "de")] == [(Purpose.DISCOUNT, 2)]
    short, long = PhraseRule("Rabatt", Purpose.SUPPORT, "o"), PhraseRule("#% Rabatt sichern", Purpose.LEGAL, "o")
    assert [hit.rule for hit in hits(text, "de", (short,))] == [short]
    assert [hit.rule for hit in hits(text, "de", (short, long))] == [long]


@pytest.mark.parametrize(
    ("phrase", "flaw"),
    [
        *(
            (phrase, "")
            for phrase in ("Mega Deal", "empfehl*", "a ... b ... c", "Kund*innen", "l'anim*", "-#% auf alles")
        ),
        *((phrase, "* stands behind") for phrase in ("*", "?*", "5*", "#*", "a*b", "a * b", "\ue010*")),
        *((phrase, "three dots stand between") for phrase in ("...", "a ...", "... a", "a \u2026 b")),
        ("a ... b ... c ... d", "three dots stand 2 times at most"),
        *((phrase, "holds no word") for phrase in ("5", "#% #€", "!", "5 ... 6", "\ue010")),
    ],
)
def test_what_is_wrong_with_a_phrase(phrase: str, flaw: str) -> None:
    """What is none in the vocabulary's own grammar is refused; all of the package's are phrases."""
    assert flaw_of(phrase).startswith(flaw)
    assert bool(flaw_of(phrase)) is bool(flaw)


def test_no_phrase_of_the_package_has_a_flaw() -> None:
    phrases = [rule.phrase for language in LANGUAGES for rule in rules(language)]
    assert [phrase for phrase in phrases if flaw_of(phrase)] == []


@settings(deadline=None)
@given(st.text("ab5%*.?!#€- '\u2026ß{}", min_size=1, max_size=14).filter(str.strip), st.text("ab5% !'-", max_size=20))
def test_whatever_somebody_writes_is_a_phrase_or_has_a_flaw(phrase: str, text: str) -> None:
    """None that is let through breaks the matcher."""
    if not flaw_of(phrase):
        for hit in hits(f"{text} {phrase.replace('*', '')}", "de", (PhraseRule(phrase, Purpose.REVIEW, "o"),)):
            assert hit.start < hit.end


def test_spacy_is_loaded_only_for_gaps_prefixes_and_optional_words() -> None:
    """The cheap test of the words comes first, and words in a row need no matcher."""
    code = (
        "import sys; from promolint.judging.phrases import hits; "
        "assert hits('Die Tür ist blau', 'de') == (); assert hits('20 % Rabatt', 'de'); "
        "assert 'spacy' not in sys.modules; "
        "assert hits('10 € Rabatt', 'de'); assert 'spacy' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
