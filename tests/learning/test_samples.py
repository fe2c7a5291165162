"""Labelled messages come back through the real reader with their labels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from promolint.learning.real import family, samples_of_manifest
from promolint.learning.samples import samples_of
from promolint.values.verdict import Purpose

if TYPE_CHECKING:
    from pathlib import Path

MESSAGE = """\
---
business: Fahrschule Kurvenreich, Gera
kind: course-confirmation
stream: transactional
channel: email
lang: de
subject: Ihre Anmeldung ist da
---
Hallo {{ name }},

Ihr Platz ist sicher. [Unterlagen herunterladen](https://kurvenreich.example/unterlagen){information button}

Und noch etwas: [Jetzt Motorradkurs mit 50 € Nachlass buchen](https://kurvenreich.example/motorrad){discount}

***
[Impressum](https://kurvenreich.example/impressum){legal}
"""


def test_every_label_is_found_again_in_every_rendering(tmp_path: Path) -> None:
    """Two renderings, three links each, in the order of the message."""
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "fahrschule.md").write_text(MESSAGE, "utf-8")
    samples = list(samples_of(tmp_path, 2))
    purposes = [Purpose.INFORMATION, Purpose.DISCOUNT, Purpose.LEGAL]
    assert [sample.purpose for sample in samples] == purposes * 2
    assert {sample.group for sample in samples} == {"Fahrschule Kurvenreich, Gera"}
    assert len({sample.message_id for sample in samples}) == 1
    assert [sample.message.links[sample.index].url for sample in samples[:3]] == [
        "https://kurvenreich.example/unterlagen",
        "https://kurvenreich.example/motorrad",
        "https://kurvenreich.example/impressum",
    ]


def test_real_links_are_found_by_the_facts_of_the_manifest(tmp_path: Path) -> None:
    """A file that is not there is passed over; a link that is not named is no sample."""
    folder = tmp_path / "corpus" / "shops" / "anna+laden" / "mails"
    folder.mkdir(parents=True)
    folder.joinpath("versand.html").write_text("<p><a href='/a'>A</a>\n<a href='/b'>B</a></p>", "utf-8")
    fact = {
        "group": "shops",
        "repository": "anna+laden",
        "path": "mails/versand.html",
        "line": 2,
        "column": 10,
        "by": "corpus",
    }
    rows = [
        {**fact, "purpose": "legal", "language": "de", "kind": "shipping", "stream": "transactional"},
        {**fact, "path": "gone.html", "purpose": "legal", "language": "de", "kind": "", "stream": "marketing"},
    ]
    manifest = tmp_path / "real.jsonl"
    manifest.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (sample,) = samples_of_manifest(manifest, tmp_path / "corpus")
    assert sample.scored
    assert (sample.message.links[sample.index].url, sample.purpose, sample.group) == ("/b", "legal", "real anna+laden")


def test_repositories_that_share_wording_are_one_family() -> None:
    """So that they stand on one side of a fold."""
    assert family("a+PrestaShop-1.6") == family("b+prestashop-mails") == "prestashop"
    assert family("anna+laden") == "anna+laden"
