"""Columns: what each holds, by the usual names or those that are told."""

from __future__ import annotations

import pytest

from promolint.errors import TableError, UsageError
from promolint.tables.columns import Columns, columns_of


def test_columns_that_are_told_go_before_the_usual_ones() -> None:
    """A name may hold what it likes; an empty one turns a column off."""
    told = columns_of(["text=Nach=richt", "kind=", "name=datei"])
    assert told == Columns()._replace(text=("Nach=richt",), kind=(), name=("datei",))
    assert columns_of([]) == Columns()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("body", "Write --column WHAT=NAME"),
        ("kid=x", "There is no thing that a column holds “kid”. Did you mean kind or id?"),
        ("text=", "Without a text there is nothing to judge"),
    ],
)
def test_what_cannot_be_meant(asked: str, said: str) -> None:
    """The error ends in the next step."""
    with pytest.raises(UsageError) as raised:
        columns_of([asked])
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("told", "names", "read"),
    [
        ([], ["id", "body", "price"], ("body", "id")),
        ([], ["html", "text", "kind", "subject"], ("text", "html", "subject", "kind")),
        (["text=Mail", "kind=Art"], ["Mail", "Art", "kind", "text"], ("Mail", "Art")),
        (["id=text"], ["text"], ("text",)),
    ],
)
def test_the_columns_that_are_read(told: list[str], names: list[str], read: tuple[str, ...]) -> None:
    """Each once, and no other."""
    assert columns_of(told).among(names) == read


@pytest.mark.parametrize(
    ("told", "names", "said"),
    [
        ([], ["id"], "No column is called “text” or “body” or “html” or “message” or “content”; its columns are: id."),
        ([], [], "it has no columns"),
        (["text=Mail"], ["text"], "No column is called “Mail”; its columns are: text. Say --column text=NAME."),
        (["kind=Art"], ["text", "kind"], "No column is called “Art”"),
        ([], ["text", "id", "id"], "Several columns are called “id”"),
    ],
)
def test_a_table_without_what_is_needed(told: list[str], names: list[str], said: str) -> None:
    """It says which columns there are; a column that was told is never silently missing."""
    with pytest.raises(TableError) as raised:
        columns_of(told).among(names)
    assert said in str(raised.value)
