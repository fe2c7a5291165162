"""Whole files of every format, with the exact links they hold: ``suite/<format>/expected.toml`` is the truth."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from promolint.reading import read_file

SUITE = Path(__file__).parent / "suite"
FORMATS = sorted(folder.name for folder in SUITE.iterdir())


class Expected(NamedTuple):
    """A link as a person reads it off the file."""

    line: int
    column: int
    url: str
    text: str
    part: str
    commented: bool = False


def _cases() -> list[Any]:
    return [
        pytest.param(folder, row["name"], [Expected(**link) for link in row["links"]], id=f"{folder}/{row['name']}")
        for folder in FORMATS
        for row in tomllib.loads((SUITE / folder / "expected.toml").read_text(encoding="utf-8"))["file"]
    ]


@pytest.mark.parametrize(("folder", "name", "expected"), _cases())
def test_every_link_is_found_at_its_place_and_none_is_invented(
    folder: str, name: str, expected: list[Expected]
) -> None:
    """The links of a file are exactly those in the table, with words, part and whether they are sent."""
    reading = read_file(name, (SUITE / folder / name).read_bytes())
    found = [
        Expected(link.place.line, link.place.column, link.url, link.text, message.part, link.commented)
        for message in reading.messages
        for link in message.links
    ]
    assert (sorted(found), reading.failures) == (sorted(expected), ())


@pytest.mark.parametrize("folder", FORMATS)
def test_the_suite_lists_every_file(folder: str) -> None:
    """No file of the suite goes unread, and no format has fewer than eight."""
    files = {path.relative_to(SUITE / folder).as_posix() for path in (SUITE / folder).rglob("*") if path.is_file()}
    listed = {name for case_folder, name, _ in (case.values for case in _cases()) if case_folder == folder}
    assert files - {"expected.toml"} == listed
    assert len(listed) >= 8
