"""Patterns of git: the same paths as pathspec's own, whatever is written, and never a hang."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from promolint.wildcards import pattern_of, quick

_SEGMENTS = st.one_of(
    st.just("**"), st.text("ab*?", min_size=1, max_size=6), st.sampled_from(["[ab]*a", "*[ab]*?b*", "*\\*a*"])
)
_PATTERNS = st.tuples(
    st.sampled_from(["", "/", "!"]), st.lists(_SEGMENTS, min_size=1, max_size=5), st.sampled_from(["", "/"])
)
_PATHS = st.lists(st.text("abc", min_size=1, max_size=7), min_size=1, max_size=6).map("/".join)


@given(_PATTERNS, st.lists(_PATHS, min_size=8, max_size=8))
@settings(max_examples=400, deadline=None)
def test_the_same_paths_as_before(pattern: tuple[str, list[str], str], paths: list[str]) -> None:
    """What pathspec's own regular expression says of a path, and of the mark of a folder in it, is said here."""
    start, segments, end = pattern
    (one,) = GitIgnoreSpec.from_lines([start + "/".join(segments) + end]).patterns
    if one.regex is None:
        return
    usual, made = re.compile(one.regex.pattern), re.compile(quick(one.regex.pattern))
    for path in (*paths, *(f"{path}/" for path in paths)):
        assert bool(usual.match(path)) is bool(made.match(path)), path


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("*a*a*a*a*a*a*a*a*a*b", "a" * 250),
        ("**/a/**/a/**/a/**/a/**/b", "a/" * 1900),
        ("x/**/*a*a*a*/**/*a*a*b", "x/" + "aaaaaaaaaaaaaaaa/" * 200),
        ("*" * 60 + "b", "a" * 250),
    ],
)
def test_no_pattern_runs_away(line: str, path: str) -> None:
    """Each of these takes pathspec alone longer than anyone waits; here the test would not end."""
    pattern = pattern_of(line)
    assert pattern is not None
    assert pattern.match_file(path) is None


def test_a_sign_that_is_not_one_of_some_is_no_slash() -> None:
    """As in git; pathspec alone lets it pass over one."""
    pattern = pattern_of("*a[!b]*c")
    assert pattern is not None
    assert [path for path in ("axc", "a/c", "a/xc", "axyc") if pattern.match_file(path)] == ["axc", "axyc"]


@pytest.mark.parametrize("line", ["!", "\\", "a\\", "[z-a]"])
def test_what_git_does_not_understand(line: str) -> None:
    """It is no pattern, and no error either: a line of somebody's .gitignore stops nobody."""
    assert pattern_of(line) is None


@pytest.mark.parametrize("line", ["# a", "/", "[[:alpha:]]", "a b", "\\#a", "\u0000", "\ud800"])
def test_what_is_odd_is_quiet(line: str) -> None:
    """No warning of the regular expressions' own is told."""
    with warnings.catch_warnings(action="error"):
        assert pattern_of(line) is not None
