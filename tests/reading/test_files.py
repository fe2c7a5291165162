"""From the bytes of a file to a reading: encodings, limits, what is no text."""

from __future__ import annotations

import pytest

from promolint.reading import Reading, read_file
from promolint.values.message import Cause, Failure, Place

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
    ("data", "byte", "place"),
    [
        ("ä\nxü".encode() + b"\xff", "ff", Place(2, 3, 2, 4)),
        ("ä".encode() + b"\n\xe4", "e4", Place(2, 1, 2, 2)),
        (b"\xef\xbb\xbf" + "ä".encode() + b"\xff", "ff", Place(1, 2, 1, 3)),
        (b"a \x81 b", "81", Place(1, 3, 1, 4)),
    ],
)
def test_mixed_encodings_and_none_are_refused_at_their_place(data: bytes, byte: str, place: Place) -> None:
    """Where the first byte stands that is no UTF-8, a byte order mark not counted."""
    assert read_file("mail.txt", data).failures == (Failure.of("mail.txt", Cause.NOT_UTF_8, place, byte=byte),)


@pytest.mark.parametrize("data", [b"\xff\xfea", b"\xfe\xff\xd8\x00", b"\xff\xfe\x00\xdca\x00"])
def test_what_is_not_the_utf_16_that_it_announces_is_refused(data: bytes) -> None:
    """Half a character, or half a pair."""
    assert read_file("mail.txt", data).failures == (Failure.of("mail.txt", Cause.NOT_AS_MARKED, encoding="UTF-16"),)


@pytest.mark.parametrize(("data", "binary"), [(b"\x89PNG\0\0", True), (b"a" * 9000 + b"\0", False), (b"", False)])
def test_binary_files_are_told_by_a_nul_among_the_first_bytes(data: bytes, *, binary: bool) -> None:
    reading = read_file("mail.txt", data)
    assert reading.binary is binary
    assert reading == Reading(binary=True) or not binary


@pytest.mark.parametrize(("limit", "told"), [(100_000, "0.1"), (250_000, "0.25"), (100, "0.0001")])
def test_a_large_file_is_refused_by_name(limit: int, told: str) -> None:
    """With the limit, in megabytes; one that is as large as that is read."""
    failure = Failure.of("mail.txt", Cause.TOO_LARGE, limit=told)
    assert read_file("mail.txt", b"x" * (limit + 1), max_bytes=limit).failures == (failure,)
    assert read_file("mail.txt", b"x" * limit, max_bytes=limit).failures == ()


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
