"""Which format a file is: by its ending; where that says nothing, by how it begins."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from promolint.reading.formats import FORMATS, format_of, is_known


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("mail.html", "Received: x\nMIME-Version: 1.0\n\n", "html"),
        ("mail.EML", "", "eml"),
        ("mail.html.haml", "%p Hallo", "haml"),
        ("mail", "Received: from a\nMIME-Version: 1.0\nSubject: Hallo\n\nText", "eml"),
        ("mail.txt", "Subject: Hallo\nMessage-ID: <1@a.example>\n\nText", "eml"),
        ("mail.txt", "Subject: Hallo\n\nLieber Gast, received: ja", "html"),
        ("mail.txt", "Hallo {{ name }}", "html"),
        ("mail.txt", "{{ name }}: hallo", "html"),
        ("archiv", "From anna@a.example Mon Nov 16 10:00:00 2026\nSubject: Hallo\n\nText", "mbox"),
        ("archiv", "From Anna with love", "text"),
        ("vorlage", '{"subject": "Hallo"}', "json"),
        ("vorlage", '[{"subject": "Hallo"}]', "json"),
        ("vorlage", "{if $a}Hallo{/if}", "text"),
        ("strings", '<?xml version="1.0"?><resources><string name="a">b</string></resources>', "xml"),
        ("katalog", '<?xml version="1.0"?><xliff version="1.2"></xliff>', "xliff"),
        ("seite", '<?xml version="1.0"?><html><body></body></html>', "text"),
        ("notiz.unbekannt", "Hallo", "text"),
    ],
)
def test_the_format(name: str, text: str, found: str) -> None:
    """As many that only look like another as those that are."""
    assert format_of(PurePosixPath(name), text).name == found


def test_no_ending_belongs_to_two_formats() -> None:
    """And every one of them is known in a folder."""
    endings = [ending for known in FORMATS for ending in known.suffixes]
    assert len(endings) == len(set(endings))
    assert all(is_known(PurePosixPath(f"a{ending}")) for ending in endings)
