"""Whatever is done to the files of the suite, reading them ends in links or in a named failure."""

from __future__ import annotations

import random
from pathlib import Path

from promolint.reading import Reading, read_file

SUITE = Path(__file__).parent / "suite"
INPUTS = 20_000


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """``data`` truncated, doubled, shuffled, or with some of its bytes changed."""
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    turn = chance.randrange(5)
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
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        changed[chance.randrange(len(changed))] = chance.choice(b"\"'<>{}[]()%#=&\\/\n\0\xff-*|$@")
    return bytes(changed)


def test_no_damage_is_too_much() -> None:
    """Twenty thousand seeded inputs over all formats: never an exception."""
    files = [(path.name, path.read_bytes()) for path in sorted(SUITE.rglob("*")) if path.is_file()]
    files = [(name, data) for name, data in files if data and name != "expected.toml"]
    chance = random.Random(20_261_121)  # noqa: S311 - no secret
    for number in range(INPUTS):
        name, data = files[number % len(files)]
        assert isinstance(read_file(name, _damaged(data, chance)), Reading)
