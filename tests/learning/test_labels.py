"""Labels of a team: written, read again, found again after the template changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from promolint.errors import ConfigError
from promolint.learning.labels import Label, append, matched, read
from promolint.values.message import Link, Place
from promolint.values.verdict import Purpose

if TYPE_CHECKING:
    from pathlib import Path

YES = Label("a.html", 3, 10, "/sale", "Zum „Sale“", promotional=True, purpose=Purpose.DISCOUNT)
NO = Label("a.html", 9, 1, "{{ url }}", "", promotional=False)


def _link(line: int, column: int, url: str, text: str) -> Link:
    return Link(url, Place(line, column, line, column + 1), text)


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    """One line a label, the same bytes for the same answers, no date."""
    file = tmp_path / "labels.jsonl"
    append(file, YES)
    append(file, NO)
    assert read(file) == (YES, NO)
    assert file.read_text("utf-8").splitlines()[0] == (
        '{"path": "a.html", "line": 3, "column": 10, "url": "/sale", "text": "Zum „Sale“", '
        '"promotional": true, "purpose": "discount"}'
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"purpose": "disccount"}, "disccount"),
        ({"purpose": "legal"}, "contradict each other"),
        ({"promotional": "yes"}, "true or false"),
        ({"line": "3"}, "line and column numbers"),
        ({"line": True}, "line and column numbers"),
        ({"text": None}, "must be texts"),
        ({"when": "today"}, "this is no label"),
    ],
)
def test_a_line_that_is_no_label_is_named(change: dict[str, object], told: str, tmp_path: Path) -> None:
    """With file, line and what is wrong."""
    append(tmp_path / "labels.jsonl", YES)
    row = json.loads((tmp_path / "labels.jsonl").read_text("utf-8"))
    with (tmp_path / "labels.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({**row, **change}) + "\n")
    with pytest.raises(ConfigError, match=rf"labels\.jsonl:3: .*{told}"):
        read(tmp_path / "labels.jsonl")


@pytest.mark.parametrize("text", ["{", "[]", "3", '{"path": "a"}', "null"])
def test_other_lines(text: str, tmp_path: Path) -> None:
    """No traceback for any JSON, or none."""
    (tmp_path / "labels.jsonl").write_text(text, "utf-8")
    with pytest.raises(ConfigError, match="this is no label"):
        read(tmp_path / "labels.jsonl")


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([_link(3, 10, "/sale", "Zum „Sale“")], {0: YES}),
        ([_link(3, 10, "/sale", "now in other words")], {0: YES}),
        ([_link(3, 10, "/other", "Zum „Sale“")], {}),
        ([_link(8, 2, "/sale", "Zum „Sale“")], {0: YES}),
        ([_link(40, 2, "/sale", "Zum „Sale“"), _link(5, 2, "/sale", "Zum „Sale“")], {1: YES}),
        ([_link(4, 2, "/sale", "Zum „Sale“"), _link(3, 10, "/sale", "Zum „Sale“")], {1: YES}),
        ([_link(9, 1, "{{ url }}", ""), _link(3, 10, "/sale", "")], {0: NO, 1: YES}),
        ([], {}),
    ],
)
def test_which_link_a_label_belongs_to(links: list[Link], expected: dict[int, Label]) -> None:
    """The one at its place; if it moved, the nearest with its URL and text; no link has two."""
    assert matched([YES, NO], [("a.html", link) for link in links]) == expected
    assert matched([YES, NO], [("b.html", link) for link in links]) == {}


def test_the_later_label_of_a_link_counts() -> None:
    """Whoever changes their mind labels again."""
    other = Label("a.html", 3, 10, "/sale", "Zum „Sale“", promotional=False)
    assert matched([YES, other], [("a.html", _link(3, 10, "/sale", "x"))]) == {0: other}
    assert matched([YES, other], [("a.html", _link(4, 1, "/sale", "Zum „Sale“"))]) == {0: other}
