"""From rows to results: the same as the Python API says of each text, whatever the rows hold besides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

import promolint
from promolint.errors import TableError, UsageError
from promolint.lint import examine
from promolint.tables.columns import columns_of
from promolint.tables.results import RESULTS, Task, result_of, scan_batch
from promolint.tables.rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from promolint.lint import Settings

OFFER = '<p>Dein Termin</p><a href="https://salon.example/sale">20 % Rabatt sichern</a>'


@pytest.fixture(scope="module")
def linter() -> promolint.Linter:
    """One that is made once."""
    return promolint.Linter()


def _batch(*rows: dict[str, Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(rows))


def test_a_batch_gives_what_each_text_gives(
    linter: promolint.Linter, messages: Callable[[int], list[Any]], said_of: Callable[[Any], Any]
) -> None:
    """Findings with place, words, confidence and policy, exceptions and counts; a row for a row, in order."""
    rows = messages(12)
    found = linter.scan(pa.RecordBatch.from_pylist(rows))
    assert found.schema == RESULTS
    assert found.to_pylist() == [said_of(row) for row in rows]
    assert found.column("severity").to_pylist()[:5] == ["error", None, None, "error", None]
    assert linter.scan(pa.RecordBatch.from_pylist(rows).slice(4, 3)).to_pylist() == found.to_pylist()[4:7]


def test_columns_have_any_names(linter: promolint.Linter) -> None:
    """The caller tells which; an id of any type comes back as text."""
    batch = _batch({"Nachricht": OFFER, "nr": 7, "text": "", "Art": "appointment-confirmation"})
    (found,) = linter.scan(batch, text="Nachricht", id="nr", kind="Art").to_pylist()
    assert (found["id"], found["severity"], found["findings"][0]["kind"]) == ("7", "error", "appointment-confirmation")
    with pytest.raises(UsageError, match="Did you mean text"):
        linter.scan(batch, txt="Nachricht")
    with pytest.raises(TableError, match="No column is called “Nachrichten”"):
        linter.scan(batch, text="Nachrichten")


def test_the_first_column_with_something_in_it_is_the_text(linter: promolint.Linter) -> None:
    """Many tables have one for HTML and one for plain text, of which only one is filled."""
    batch = _batch({"text": None, "html": OFFER}, {"text": "", "html": OFFER}, {"text": "Bis morgen!", "html": OFFER})
    assert [row["links"] for row in linter.scan(batch).to_pylist()] == [1, 1, 0]


def test_a_subject_is_judged_with_its_text(linter: promolint.Linter) -> None:
    """It advertises without any link; in one without a subject there is nothing."""
    batch = _batch(
        {"text": "<p>Die Rechnung liegt bei.</p>", "subject": "Nur heute: 30 % Rabatt auf alles"},
        {"text": "<p>Die Rechnung liegt bei.</p>", "subject": None},
    )
    codes = [[finding["code"] for finding in row["findings"]] for row in linter.scan(batch).to_pylist()]
    assert codes == [["PL301"], []]


def test_a_name_tells_the_format(linter: promolint.Linter) -> None:
    """The same text is a message as such, and read as JSON by its ending; a name leads nowhere."""
    text = '{"subject": "Dein Termin", "html": "<a href=\\"https://salon.example/sale\\">20 % Rabatt sichern</a>"}'
    names = ("a.txt", "../../etc/a.json", "a\0b.json")
    found = linter.scan(_batch(*({"text": text, "datei": name} for name in names)), name="datei").to_pylist()
    assert [[finding["part"] for finding in row["findings"]] for row in found] == [["/html"]] * 3
    mail = "Subject: Dein Termin\nContent-Type: text/html\n\n" + OFFER
    assert linter.scan(_batch({"text": mail, "datei": "a.eml"}), name="datei").to_pylist()[0]["links"] == 1


@pytest.mark.parametrize(
    ("row", "errors"),
    [
        ({"kind": "apointment-confirmation"}, ["promolint does not know “kind=apointment-confirmation”. Did you mean"]),
        ({"channel": "Brieftaube"}, ["promolint does not know “channel=brieftaube”. Choose from: email, sms"]),
        (
            {"stream": "both", "consent": "maybe"},
            ["promolint does not know “stream=both”", "promolint does not know “consent=maybe”"],
        ),
        ({"audience": "x" * 5000}, [f"promolint does not know “audience={'x' * 100}”. Choose from"]),
        ({"kind": "Appointment_Confirmation", "channel": "E-Mail", "stream": " Transactional "}, []),
        ({"kind": None, "channel": "", "stream": None, "audience": None, "consent": ""}, []),
    ],
)
def test_a_word_that_nobody_knows_is_the_rows_error(
    linter: promolint.Linter, row: dict[str, Any], errors: list[str]
) -> None:
    """It says what is near; the row is judged by what else it says, and so are the others."""
    other = dict.fromkeys(row)
    found = linter.scan(_batch({"text": OFFER, **row}, {"text": OFFER, **other})).to_pylist()
    assert len(found[0]["errors"]) == len(errors)
    assert all(said.startswith(error) for said, error in zip(found[0]["errors"], errors, strict=True))
    assert [[finding["code"] for finding in one["findings"]] for one in found] == [["PL101"], ["PL101"]]
    assert found[1]["errors"] == []


@pytest.mark.parametrize(
    ("texts", "error"),
    [
        (pa.array([None], pa.string()), "The row has no text. Leave out such rows"),
        (pa.array([""]), "The row has no text"),
        (pa.array([[1]]), "What should be the text is none, but list"),
        (pa.array([b"a\0b"]), "No message was found in this row"),
        (pa.array([b"\xc3\xbc \xff"]), "The byte 0xff is not valid UTF-8. Save the file as UTF-8."),
        (pa.array(["x" * 6_000_000]), "The file is larger than the limit of 5 MB"),
    ],
)
def test_a_row_that_cannot_be_judged_says_so(linter: promolint.Linter, texts: pa.Array, error: str) -> None:
    """It is never as if there were nothing in it."""
    (found,) = linter.scan(pa.RecordBatch.from_arrays([texts], ["text"])).to_pylist()
    assert [said.startswith(error) for said in found["errors"]] == [True], found["errors"]
    assert (found["messages"], found["findings"], found["severity"]) == (0, [], None)


def test_errors_are_told_in_the_language_that_is_asked_for() -> None:
    """As findings are."""
    (found,) = promolint.Linter(language="de").scan(_batch({"text": None})).to_pylist()
    assert found["errors"] == [
        "Die Zeile hat keinen Text. Solche Zeilen weglassen oder die Spalte mit --column text=NAME nennen."
    ]


def test_only_the_codes_that_are_asked_for(settings: Settings) -> None:
    """A finding that is not reported counts for nothing."""
    batch = _batch({"text": OFFER, "kind": "appointment-confirmation"})
    for codes, severity in ((None, "error"), (frozenset({"PL101"}), "error"), (frozenset({"PL201"}), None)):
        (found,) = scan_batch(batch, Task(settings, columns_of([]), codes)).to_pylist()
        assert (found["severity"], bool(found["findings"])) == (severity, severity is not None)


def test_half_a_character_can_be_written(settings: Settings) -> None:
    """Mails keep bytes that are in no encoding as lone surrogates; they come back as escapes."""
    task, row = Task(settings), Row(0, {"text": OFFER, "id": "a\ud800"})
    source = task.source(row)
    found = examine(source, settings)
    odd = replace(found, findings=tuple(replace(finding, text="20 %\udcff") for finding in found.findings))
    result = pa.RecordBatch.from_pylist([result_of(row, source, odd, task)], schema=RESULTS).to_pylist()[0]
    assert (result["id"], [finding["text"] for finding in result["findings"]]) == ("a\\ud800", ["20 %\\udcff"])
