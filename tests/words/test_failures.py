"""What could not be read, in the language of the report: every cause, whole, in German and English."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from promolint.reporting.listing import help_of, message_of, sentence_of
from promolint.values.message import Cause, Failure
from promolint.words.catalogue import LANGUAGES, Catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCES = Path(__file__).parents[2] / "src" / "promolint"
Fields = dict[str, str]
SAID: Mapping[Cause, tuple[Fields, str, str, str, str]] = {
    Cause.MISSING: (
        {},
        "Die Datei ist nicht da, oder sie ist eine Verknüpfung, die ins Leere führt.",
        "Den Pfad prüfen und wohin eine Verknüpfung führt.",
        "The file is not there, or it is a link that leads nowhere.",
        "Check the path, and where a link leads.",
    ),
    Cause.FORBIDDEN: (
        {},
        "Diese Datei oder dieser Ordner darf nicht gelesen werden.",
        "Die Zugriffsrechte ändern oder die Stelle ausschließen.",
        "You may not read this file or folder.",
        "Change its permissions, or exclude it.",
    ),
    Cause.NOT_OPENED: (
        {"reason": "Input/output error"},
        "Die Datei ließ sich nicht öffnen; das System sagt „Input/output error“.",
        "Den Datenträger oder das Netzlaufwerk prüfen, auf dem sie liegt, und es noch einmal versuchen.",
        "The file could not be opened; the system says “Input/output error”.",
        "Check the disk or the network drive that it lies on, and try again.",
    ),
    Cause.TOO_LARGE: (
        {"limit": "5"},
        "Die Datei ist größer als die Grenze von 5 MB.",
        "Die Datei aufteilen oder die Grenze anheben (--max-size).",
        "The file is larger than the limit of 5 MB.",
        "Split the file, or raise the limit (--max-size).",
    ),
    Cause.NOT_UTF_8: (
        {"byte": "ff"},
        "Das Byte 0xff ist kein gültiges UTF-8.",
        "Die Datei als UTF-8 speichern.",
        "The byte 0xff is not valid UTF-8.",
        "Save the file as UTF-8.",
    ),
    Cause.NOT_AS_MARKED: (
        {"encoding": "UTF-16"},
        "Die ersten Bytes der Datei kündigen UTF-16 an, der Rest ist etwas anderes.",
        "Die Datei als UTF-8 speichern.",
        "The first bytes of the file announce UTF-16, and the rest is something else.",
        "Save the file as UTF-8.",
    ),
    Cause.TOO_DEEP: (
        {"levels": "150"},
        "Etwas in der Datei ist tiefer als 150 Ebenen verschachtelt.",
        "Die Datei flacher machen oder ausschließen.",
        "Something in the file is nested deeper than 150 levels.",
        "Flatten the file, or exclude it.",
    ),
    Cause.TOO_MANY_TAGS: (
        {"tags": "250000"},
        "Die Datei hat mehr als 250000 Tags.",
        "Die Datei aufteilen oder ausschließen.",
        "The file has more than 250000 tags.",
        "Split the file, or exclude it.",
    ),
    Cause.INCLUDE_MISSING: (
        {"include": "./kopf.mjml"},
        "Die Datei „./kopf.mjml“, die hierher gehört, ist nicht da, deshalb sind ihre Links nicht gelesen.",
        "Ihren Pfad prüfen oder den Ordner prüfen, in dem sie liegt.",
        "The file “./kopf.mjml” that belongs here is not there, so its links were not read.",
        "Check its path, or check the folder that it is kept in.",
    ),
    Cause.UNKNOWN_WORD: (
        {"said": "channel=fax", "choices": "email, sms"},
        "promolint kennt „channel=fax“ nicht.",
        "Zur Wahl stehen: email, sms.",
        "promolint does not know “channel=fax”.",
        "Choose from: email, sms.",
    ),
    Cause.MISSPELT_WORD: (
        {"said": "colour", "near": "course"},
        "promolint kennt „colour“ nicht.",
        "Gemeint war vielleicht: course.",
        "promolint does not know “colour”.",
        "Did you mean course?",
    ),
    Cause.CRASHED: (
        {"error": "RecursionError: too deep"},
        "promolint ist an dieser Datei gescheitert: RecursionError: too deep.",
        "Bitte die Schreibweise der Datei an promolint melden; alle anderen Dateien sind geprüft.",
        "promolint failed on this file: RecursionError: too deep.",
        "Please report the file's syntax to promolint; all other files were checked.",
    ),
    Cause.KILLED: (
        {},
        "Der Prozess, der diese Datei las, wurde beendet.",
        "Die Datei allein prüfen; wird auch das beendet, Speicher freimachen oder ihre Schreibweise melden.",
        "The process that read this file was killed.",
        "Check the file alone; if that is killed too, free some memory or report the file's syntax.",
    ),
    Cause.ROW_NO_TEXT: (
        {},
        "Die Zeile hat keinen Text.",
        "Solche Zeilen weglassen oder die Spalte mit --column text=NAME nennen.",
        "The row has no text.",
        "Leave out such rows, or name the column with --column text=NAME.",
    ),
    Cause.ROW_NOT_TEXT: (
        {"type": "dict"},
        "Was der Text sein sollte, ist keiner, sondern dict.",
        "Die Spalte mit --column text=NAME nennen.",
        "What should be the text is none, but dict.",
        "Name the column with --column text=NAME.",
    ),
    Cause.ROW_NOT_JSON: (
        {"reason": "bad"},
        "Die Zeile ist kein JSON-Objekt: bad.",
        "Je Zeile ein Objekt schreiben.",
        "The line is no JSON object: bad.",
        "Write one object a line.",
    ),
    Cause.ROW_NOT_CSV: (
        {"reason": "bad"},
        "Die Zeile ist kein CSV: bad.",
        "Zellen mit Anführungszeichen oder Zeilenumbrüchen in Anführungszeichen setzen und die darin verdoppeln.",
        "The row is no CSV: bad.",
        "Put cells with quotation marks or line breaks into quotation marks, and double those in them.",
    ),
    Cause.ROW_CELLS: (
        {"found": "2", "expected": "3"},
        "Die Zeile hat nicht so viele Zellen wie der Kopf: 2 statt 3.",
        "Zellen, in denen Trennzeichen stehen, in Anführungszeichen setzen.",
        "The row has not as many cells as the head: 2 and not 3.",
        "Put cells with delimiters in them into quotation marks.",
    ),
    Cause.ROW_TOO_LONG: (
        {"limit": "100"},
        "Die Zeile ist länger als 100 Byte.",
        "Die Zeile kürzen oder --max-size erhöhen.",
        "The row is longer than 100 bytes.",
        "Shorten it, or raise --max-size.",
    ),
}


@pytest.mark.parametrize("cause", Cause)
def test_what_is_said(cause: Cause) -> None:
    """Each cause says what happened and the next step, whole, in both languages."""
    fields, *said = SAID[cause]
    failure = Failure("mail.html", cause, tuple(fields.items()))
    told = [tell(failure, Catalogue.load(language)) for language in LANGUAGES for tell in (message_of, help_of)]
    assert told == said


def test_no_sentence_is_left_over() -> None:
    """The catalogue has a sentence and a next step for each cause, in the order of the causes, and no others."""
    keys = [key for key in Catalogue.load("en").entries if key.startswith("failure.")]
    assert keys == [f"failure.{cause}.{part}" for cause in Cause for part in ("says", "help")]


def test_what_a_template_says_is_quoted_as_it_is() -> None:
    """Braces of a template are no fields, and nothing in them steers a terminal."""
    failure = Failure.of("mail.mjml", Cause.INCLUDE_MISSING, include="{include}{0}\n\x1b[2J.mjml")
    assert sentence_of(failure, Catalogue.load("en")).startswith("The file “{include}{0} \\u001b[2J.mjml” that")


def test_every_cause_is_met() -> None:
    """Something in promolint names each of them."""
    texts = [path.read_text("utf-8") for path in SOURCES.rglob("*.py")]
    assert {name for text in texts for name in re.findall(r"\bCause\.([A-Z_0-9]+)", text)} == set(Cause.__members__)


def test_reading_speaks_no_language() -> None:
    """It names causes; only reports load the words."""
    spoken = [path.name for path in (SOURCES / "reading").glob("*.py") if "promolint.words" in path.read_text("utf-8")]
    assert spoken == []
