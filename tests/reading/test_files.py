"""From the bytes of a file to a reading: encodings, limits, what is no text."""

from __future__ import annotations

import pytest

from promolint.reading import Reading, read_file
from promolint.values import Failure, Place

WORDS = "Grüße: https://a.example/ü"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        b"\xef\xbb\xbf" + WORDS.encode(),
        WORDS.encode("utf-16"),
        b"\xff\xfe" + WORDS.encode("utf-16-le"),
        b"\xfe\xff" + WORDS.encode("utf-16-be"),
        WORDS.encode("cp1252"),
    ],
)
def test_encodings_give_the_same_text_and_places(data: bytes) -> None:
    """A byte order mark is no column; what is no UTF-8 is Windows-1252."""
    (message,) = read_file("mail.txt", data).messages
    assert (message.text, message.links[0].place) == (WORDS, Place(1, 8, 1, 27))


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("ä\nxü".encode() + b"\xff", Place(2, 3, 2, 4)),
        ("ä".encode() + b"\n\xe4", Place(2, 1, 2, 2)),
    ],
)
def test_mixed_encodings_are_refused_at_their_place(data: bytes, place: Place) -> None:
    (failure,) = read_file("mail.txt", data).failures
    assert (failure.code, failure.place) == ("PL901", place)
    assert "is not valid UTF-8" in failure.message


def test_neither_encoding_is_refused() -> None:
    (failure,) = read_file("mail.txt", b"a \x81 b").failures
    assert failure.place == Place(1, 3, 1, 4)


@pytest.mark.parametrize(("data", "binary"), [(b"\x89PNG\0\0", True), (b"a" * 9000 + b"\0", False), (b"", False)])
def test_binary_files_are_told_by_a_nul_among_the_first_bytes(data: bytes, *, binary: bool) -> None:
    reading = read_file("mail.txt", data)
    assert reading.binary is binary
    assert reading == Reading(binary=True) or not binary


def test_a_large_file_is_refused_by_name() -> None:
    assert read_file("mail.txt", b"x" * 101, max_bytes=100).failures == (
        Failure("mail.txt", "larger than the limit of 0.0001 MB", "Split the file."),
    )
    assert read_file("mail.txt", b"x" * 100, max_bytes=100).failures == ()


@pytest.mark.parametrize("name", ["mail.txt", "mail.html", "mail.md", "mail.vm", "mail.cshtml", "mail", "mail.unknown"])
def test_an_empty_file_is_an_empty_message(name: str) -> None:
    (message,) = read_file(name, b"").messages
    assert (message.path, message.text, message.links) == (name, "", ())


@pytest.mark.parametrize(
    ("name", "source", "url"),
    [
        ("mail.vm", "$name: https://a.example/$id", "https://a.example/$id"),
        ("mail.cshtml", "<p>@Model.Name</p><a href='@Model.Url'>x</a>", "@Model.Url"),
        ("mail.html", "<a href='@Model.Url'>x</a>", "@Model.Url"),
    ],
)
def test_the_name_of_a_file_tells_its_dialect(name: str, source: str, url: str) -> None:
    (message,) = read_file(name, source.encode()).messages
    assert [link.url for link in message.links] == [url]
