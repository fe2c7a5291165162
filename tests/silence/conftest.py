"""What the tests of exceptions share: findings that are nothing but a code and a place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from promolint.policy import rules
from promolint.policy.finding import digest, normalised
from promolint.silence.ignores import Page, silenced
from promolint.values.message import Place
from promolint.values.outcome import Finding, Severity
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 22)


def _found(code: str = "PL101", line: int = 1, **said: Any) -> Finding:  # noqa: ANN401 - fields of Finding
    fields = {"path": "a.html", "part": "", "url": "https://s.example/sale", "text": "20 % Rabatt", **said}
    rule = rules.get(code)
    fields.setdefault("fingerprint", digest(rule.code, normalised(fields["url"]), fields["text"], "0"))
    place = Place(line, 1, line, 5)
    return Finding(rule.code, rule.name, Severity.ERROR, 1.0, place=place, message="m", help="h", **fields)


@pytest.fixture
def found() -> Callable[..., Finding]:
    """A finding of a code at the beginning of a line."""
    return _found


@pytest.fixture
def outcome() -> Callable[..., tuple[list[tuple[str, int, str]], list[tuple[str, int, int, str]]]]:
    """What a text's comments do to findings: those silenced with their reason, and what is wrong with the comments."""

    def judged(
        text: str, *findings: Finding, today: date | None = TODAY, whole: bool = True
    ) -> tuple[list[tuple[str, int, str]], list[tuple[str, int, int, str]]]:
        kept, told = silenced(findings, Page("a.html", text, whole), today, Catalogue.load("en"))
        assert len(kept) == len(findings)
        silent = [(one.code, one.place.line, one.suppressed.reason) for one in kept if one.suppressed]
        return silent, [(one.code, one.place.line, one.place.column, one.message) for one in told]

    return judged
