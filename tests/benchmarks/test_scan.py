"""The table that a scan is measured on, and what is reckoned from a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from benchmarks.folder import Form, Template
from benchmarks.measure import Usage
from benchmarks.scan import MIX, Speed, Table, estimate, markdown, speed, written

if TYPE_CHECKING:
    from pathlib import Path

MADE = [
    Template("de/a/mails/a.html", "<p>Grüße</p>".encode(), Form.HTML, 1, 1),
    Template("en/a/sms/b.txt", b"Code: 1", Form.SMS, 0, 0),
    Template("en/a/mails/c.txt", b"Until tomorrow", Form.TEXT, 0, 0),
]
TABLE = Table(2000, 20_000_000, 200, {"de": 1000, "en": 1000, "html": 2000})


def test_the_table_holds_each_message_and_says_how_many_there_are(tmp_path: Path) -> None:
    """Texts as they are, bytes as UTF-8 has them."""
    told = written(tmp_path / "a.parquet", MADE)
    assert told == Table(3, 35, 1, {"de": 1, "en": 2, "html": 1, "sms": 1, "text": 1})
    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == [
        {"text": "<p>Grüße</p>", "channel": "email"},
        {"text": "Code: 1", "channel": "sms"},
        {"text": "Until tomorrow", "channel": "email"},
    ]


def test_the_mix_is_whole() -> None:
    """Its shares make one."""
    assert sum(MIX.values()) == pytest.approx(1)


def test_the_estimate_is_reckoned_from_what_was_reached() -> None:
    """2,000 messages in 5 s and 9 s of processor time: 4.5 ms each, 400 a second, 200 a worker."""
    two = speed(2, Usage(9.0, 5.0, 150.0), TABLE)
    assert two == Speed(2, 400.0, 4.5, 4.0, 150.0)
    assert estimate(two) == (
        "100 million such messages take 125 core-hours (100 million × 4.50 ms of processor time), and 2.2 hours on 64 "
        "cores if each does the 200 messages a second that each of 2 did here: that is assumed, not measured."
    )
    lines = markdown([speed(1, Usage(8.0, 10.0, 140.0), TABLE), two], TABLE, {"cores": 2}).splitlines()
    assert lines[2:4] == ["| 1 | 200 | 4.00 ms | 2.0 MB | 140 MB |", "| 2 | 400 | 4.50 ms | 4.0 MB | 150 MB |"]
    told = "2,000 messages, no text twice, 20.0 MB of text: 50% de, 50% en, 100% html, 10% with promotional links"
    assert lines[-2:] == [f"- table: {told}", "- cores: 2"]
