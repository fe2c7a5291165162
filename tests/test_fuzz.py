"""Whatever is done to what comes from strangers, it ends in a result or in a named failure, the same each time.

A hundred thousand seeded inputs; more by hand: ``PROMOLINT_FUZZ=1000000 pytest tests/test_fuzz.py``.
"""

from __future__ import annotations

import os
import random
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from promolint.config_keys import KEYS, OVERRIDE, TERMS, config_of
from promolint.config_table import Entry
from promolint.disk import toml
from promolint.errors import ConfigError
from promolint.judging.evidence import phrases_at
from promolint.judging.phrases import LANGUAGES, hits
from promolint.policy import pack
from promolint.reading import Reading, read_file
from promolint.reading.declaration import declared_in, front_matter
from promolint.reading.files import text_of
from promolint.reading.mask import DIALECTS, mask
from promolint.silence.baseline import read as read_baseline
from promolint.silence.ignores import Page, silenced
from promolint.values.message import Link, Place
from promolint.wildcards import pattern_of
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from promolint.values.message import Message

SUITE = Path(__file__).parent / "reading" / "suite"
FILES = [(path.name, path.read_bytes()) for path in sorted(SUITE.rglob("*")) if path.is_file()]
FILES = [(name, data) for name, data in FILES if data and name != "expected.toml"]
TEXTS = [(name, data.decode("utf-8", "replace")) for name, data in FILES]
WORDS = (
    "20 % Rabatt|sichern|-20%|€ 5,-|jetzt|book now|new|refer a friend|Gutschein|SALE20|...|\u200b|İ|ß|\ud800|<b>|&amp;|"
    "[|{{ a }}|{% if a %}|<%|%>|*|| |\n|\t|\0|\ue000\ue001|\u202e|1|99999999999999999999|until=2027-01-31|"
    "until=0000-99-99|<!-- promolint: ignore[PL101] agreed -->|<!-- promolint: ignore-file[|"
    "promolint: kind=|{# promolint: ignore[*] x #}|PL101,PL999|]|-->|#}|kind=receipt|audience=all|"
    "---\n|a: b\n|=3D|//|/*|*/"
).split("|")
VALUES = (
    "1|-1|1e999|nan|inf|true|''|'a'|['a']|[]|[1]|{}|{a = 1}|[[]]|[{}]|1979-05-27|'**/*.html'|['[z-a]']|['!']|'PL101'|"
    "['PL901']|'gdpr-strict'|'none.toml'|'de'|'error'|{PL101 = 'off'}|{note = 2}|[{paths = ['a'], kind = 'receipt'}]|"
    "[{paths = [1]}]|'\\u202e'|['\\u0000']|{note = 0.5, error = 0.1}|99999999999999999999999999"
).split("|")
_SIGNS = b"\"'<>{}[]()%#=&\\/\n\0\xff-*|$@"


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """``data`` truncated, doubled, shuffled, or with some of its bytes changed."""
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    turn = chance.randrange(6)
    if turn == 0:
        return data[:end]
    if turn == 1:
        return data[:end] + data[start:]
    if turn == 2:
        lines = data.split(b"\n")
        chance.shuffle(lines)
        return b"\n".join(lines)
    if turn == 3:
        return data[:start] + data[end:]
    if turn == 4:  # a piece of another format inside
        other = chance.choice(FILES)[1]
        return data[:start] + other[: chance.randrange(len(other))] + data[start:]
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        changed[chance.randrange(len(changed))] = chance.choice(_SIGNS)
    return bytes(changed)


def _mixed(chance: random.Random, most: int = 12) -> str:
    """Words that mean something to some rule, in any order."""
    return chance.choice(("", " ")).join(chance.choice(WORDS) for _ in range(chance.randrange(most)))


def _piece(chance: random.Random) -> str:
    """A stretch of a real template, with words put in."""
    text = chance.choice(TEXTS)[1]
    start = chance.randrange(len(text))
    return text[start : start + chance.randrange(300)] + _mixed(chance) + text[: chance.randrange(60)]


def _inside(text: str, place: Place) -> bool:
    """Whether a place is one of the text: its lines exist, and it ends in them, not before it begins."""
    lines = text.split("\n")
    begin, end = (place.line, place.column), (place.end_line, place.end_column)
    return place.line >= 1 and begin <= end and place.end_line <= len(lines) and end[1] <= len(lines[end[0] - 1]) + 1


def _laws(message: Message, text: str) -> None:
    for link in message.links:
        assert _inside(text, link.place)
        assert link.excerpt is not None
        assert 0 <= link.excerpt.start <= link.excerpt.end <= len(link.excerpt.text)
        assert "\n" not in link.excerpt.text
        for start, end in (link.spot.words, link.spot.sentence, link.spot.heading):
            assert 0 <= start <= end


def _files(chance: random.Random, number: int) -> None:
    """A damaged file, or random bytes under a real name."""
    name, data = FILES[number % len(FILES)]
    made = _damaged(data, chance) if number % 8 else chance.randbytes(chance.randrange(200))
    reading = read_file(name, made)
    assert isinstance(reading, Reading)
    assert number % 16 or read_file(name, made) == reading
    for message in reading.messages:
        _laws(message, text_of(name, made))


def _masks(chance: random.Random, number: int) -> None:
    """The mask is as long as the text, its spans lie in it, in order."""
    text = _piece(chance)
    masked = mask(text, chance.choice(["", *DIALECTS]))
    assert len(masked.text) == len(text)
    ends = [0, *(edge for span in masked.spans for edge in (span.start, span.end)), len(text)]
    assert ends == sorted(ends)


def _vocabulary(chance: random.Random, number: int) -> None:
    """Rules match words that are there."""
    text, language = _mixed(chance, 9), chance.choice(LANGUAGES)
    assert hits(text, language) == hits(text, language)
    for phrase in phrases_at(Link(text, Place(1, 1, 1, 1), text), language):
        assert set(phrase.written.split()) <= set(text.split()) or phrase.written in " ".join(text.split())


def _exceptions(chance: random.Random, number: int) -> None:
    """What is wrong with exceptions is told at places of the file."""
    text = _piece(chance)
    _, complaints = silenced((), Page("a.html", text), date(2027, 1, 1), Catalogue.load("en"))
    for complaint in complaints:
        assert _inside(text, complaint.place)
    assert declared_in(text, front_matter(text).fields) == declared_in(text, front_matter(text).fields)


def _baselines(chance: random.Random, number: int) -> None:
    text = _damaged(b'{"format": "promolint-baseline-v1", "files": {"a": {"PL101": [{"part": ""}]}}}', chance)
    with suppress(ConfigError):
        read_baseline(text.decode("utf-8", "replace"), "b.json")


def _patterns(chance: random.Random, number: int) -> None:
    line = "".join(
        chance.choice(["*", "**", "/", "a", "[", "]", "!", "\\", "#", "?", "-", " ", "\0"]) for _ in range(9)
    )
    pattern = pattern_of(line)
    if pattern is not None and pattern.include is not None:
        pattern.match_file("a/-a/ab")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file to write settings into."""
    return tmp_path_factory.mktemp("fuzz") / "own.toml"


TARGETS: dict[Callable[[random.Random, int], None], int] = {
    _files: 55_000,
    _masks: 14_000,
    _vocabulary: 8_000,
    _exceptions: 10_000,
    _baselines: 4_000,
    _patterns: 4_000,
}
SETTINGS = 5_000
TOTAL = 100_000
_TIMES = max(1, int(os.environ.get("PROMOLINT_FUZZ", TOTAL)) // TOTAL)


def test_the_number_of_inputs() -> None:
    """A hundred thousand at least, over all that strangers write."""
    assert sum(TARGETS.values()) + SETTINGS >= TOTAL


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.__name__.strip("_"))
def test_no_damage_is_too_much(target: Callable[[random.Random, int], None]) -> None:
    """Never an exception; what is told lies inside what was read."""
    chance = random.Random(20_261_121)  # noqa: S311 - no secret
    for number in range(TARGETS[target] * _TIMES):
        target(chance, number)


def test_settings_are_taken_or_refused(scratch: Path) -> None:
    """Any value under any key of a configuration, a policy or a broken file: taken, or refused."""
    chance = random.Random(20_261_122)  # noqa: S311 - no secret
    keys = [*KEYS, *OVERRIDE, *TERMS, "'\\u202e'", "a.b", "extends", "title", "promotional"]
    for number in range(SETTINGS * _TIMES):
        lines = [f"{chance.choice(keys)} = {chance.choice(VALUES)}" for _ in range(chance.randrange(1, 4))]
        scratch.write_bytes(
            _damaged("\n".join(lines).encode(), chance) if number % 4 == 0 else "\n".join(lines).encode()
        )
        try:
            read = toml(scratch)
        except ValueError:
            continue
        for use in (lambda: config_of(Entry(scratch, "", read).table()), lambda: pack.load(str(scratch))):  # noqa: B023
            with suppress(ConfigError):
                use()
