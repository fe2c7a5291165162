"""The examples: every file is listed, and what is expected stands at the line that is said."""

from __future__ import annotations

import tomllib
from html import unescape
from pathlib import Path

import pytest

from promolint.values.verdict import Group, Purpose

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
EXPECTED = tomllib.loads((EXAMPLES / "expected.toml").read_text(encoding="utf-8"))


def test_every_example_is_listed_and_every_listed_one_is_there() -> None:
    files = {path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*.*") if path.suffix != ".toml"}
    assert set(EXPECTED) == files


@pytest.mark.parametrize("name", EXPECTED)
def test_an_expected_url_stands_at_its_line(name: str) -> None:
    """Each finding names a promotional or grey purpose and a URL on its line; the kind is the one declared."""
    source = (EXAMPLES / name).read_text(encoding="utf-8")
    lines = unescape(source).split("\n")
    for finding in EXPECTED[name]["findings"]:
        assert Purpose(finding["purpose"]).group is not Group.TRANSACTIONAL
        assert finding["severity"] in ("error", "warning")
        assert finding["url"] in lines[finding["line"] - 1]
    kind = EXPECTED[name]["kind"]
    assert (f"kind={kind}" in source or f"kind: {kind}" in source) if kind else "kind" not in source
