"""Phrase rules: what they find, what a false friend takes away, and that spaCy stays unloaded where none can match."""

from __future__ import annotations

import subprocess
import sys

import pytest

from promolint.judging.phrases import LANGUAGES, PhraseRule, hits, rules
from promolint.values import Purpose


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_finds_itself(language: str) -> None:
    """A phrase with its placeholders filled in is matched by its own rule."""
    missed = []
    for rule in rules(language):
        text = rule.phrase.replace("#%", "20 %").replace("#€", "10 €").replace("#", "3")
        text = text.replace("...", "ganz").replace("*", "")
        said = [hit.rule for hit in hits(text, language)]
        if rule.purpose is not None and not any(
            _same(rule, other) or len(other.phrase) >= len(rule.phrase) for other in said
        ):
            missed.append(rule.phrase)
    assert missed == []


def _same(rule: PhraseRule, other: PhraseRule) -> bool:
    return rule.purpose is other.purpose


def test_spacy_is_not_loaded_for_words_that_no_rule_can_match() -> None:
    """The cheap test of the words comes first."""
    code = (
        "import sys; from promolint.judging.phrases import hits; "
        "assert hits('Die Tür ist blau', 'de') == (); assert 'spacy' not in sys.modules; "
        "assert hits('20 % Rabatt', 'de'); assert 'spacy' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
