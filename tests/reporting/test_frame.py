"""Carets stand under what they mean, whatever the line holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promolint.reporting.frame import frame, width_of
from promolint.reporting.safe import printable, two_digits
from promolint.values.message import Excerpt


def _frame(before: str, marked: str, after: str, width: int = 60) -> tuple[str, str]:
    return frame(Excerpt(before + marked + after, len(before), len(before + marked)), width)


@pytest.mark.parametrize(
    ("line", "carets"),
    [
        (("see ", "https://a.example", " now"), "    ^^^^^^^^^^^^^^^^^"),
        (("", "{{ url }}", ""), "^^^^^^^^^"),
        (("予約 ", "https://a", ""), "     ^^^^^^^^^"),
        (("", "https://ｗ.example", ""), "^" * 18),
        (("cafe\u0301 ", "u", "x"), "     ^"),
        (("\t\t", "u", ""), "  ^"),
        (("a\u200bb ", "u", ""), "         ^"),
        (("x", "", "y"), " ^"),
    ],
)
def test_carets(line: tuple[str, str, str], carets: str) -> None:
    """One caret a column: wide characters take two, combining marks none, escapes as many as they show."""
    assert _frame(*line)[1] == carets


def test_a_line_with_no_room_loses_its_ends() -> None:
    """First what stands before, then what stands after, then the rest of the thing itself."""
    assert _frame("b" * 30, "u" * 10, "a" * 30, 30) == ("…bbbbbbbbbuuuuuuuuuuaaaaaaaaa…", " " * 10 + "^" * 10)
    line, carets = _frame("b" * 30, "u" * 60, "a", 30)
    assert (line, carets) == ("…bbbbbbbbb" + "u" * 19 + "…", " " * 10 + "^" * 20)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.integers(20, 100))
def test_every_line_fits_and_is_harmless(before: str, marked: str, after: str, width: int) -> None:
    """No line is wider than asked, no caret stands right of its line, nothing in it steers a terminal."""
    line, carets = _frame(before, marked, after, width)
    assert width_of(line) <= width
    assert len(carets) <= max(width_of(line), carets.count(" ") + 1)
    assert carets.strip() == "^" * carets.count("^")
    assert printable(line) == line


@pytest.mark.parametrize(
    ("confidence", "shown"),
    [
        (0.0, "0.00"),
        (0.615, "0.61"),
        (0.994, "0.99"),
        (0.996, "0.99"),
        (0.99999, "0.99"),
        (1.0, "1.00"),
        (0.29, "0.29"),
    ],
)
def test_confidence(confidence: float, shown: str) -> None:
    """Two digits, and never 1.00 for what is less."""
    assert two_digits(confidence) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\r\nc", "a b  c"),
        ("\x1b[31mred", "\\u001b[31mred"),
        ("a\u202egnp.exe", "a\\u202egnp.exe"),
        ("\ud800", "\\ud800"),
        ("20 % für Mütter", "20 % für Mütter"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    """Control and direction marks are escaped; words stay as they are."""
    assert printable(text) == shown
