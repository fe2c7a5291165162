"""The made folder: the same in every run, and what it says of its files is what promolint reads in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.folder import ENDINGS, MESSAGES, Form, Template, drawable, templates
from promolint.learning.dataset import parse
from promolint.reading import read_file

if TYPE_CHECKING:
    from promolint.learning.dataset import LabelledMessage

COUNT = 80
_SOME = ("de/w1-a*.md", "de/w1-h*.md", "de/w3-*.md", "en/w5-*.md")


@pytest.fixture(scope="module")
def known() -> list[LabelledMessage]:
    """Some of the messages that the folder is made of."""
    paths = [path for pattern in _SOME for path in sorted(MESSAGES.glob(pattern))]
    parsed = (parse(path.read_text("utf-8"), path.relative_to(MESSAGES).as_posix()) for path in paths)
    return drawable(message for messages in parsed for message in messages)


@pytest.fixture(scope="module")
def made(known: list[LabelledMessage]) -> list[Template]:
    """A small folder."""
    return list(templates(COUNT, 3, drawn_from=known))


def test_the_same_seed_gives_the_same_files(known: list[LabelledMessage], made: list[Template]) -> None:
    """Byte for byte; a smaller folder is the beginning of a larger one, and another seed is another folder."""
    assert list(templates(40, 3, drawn_from=known)) == made[:40]
    assert list(templates(40, 4, drawn_from=known)) != made[:40]


def test_no_two_files_are_the_same(known: list[LabelledMessage], made: list[Template]) -> None:
    """Neither in name nor in content, also where few messages are drawn again and again."""
    few = [message for message in known if message.path.startswith("en/")]
    again = list(templates(200, 3, drawn_from=few))
    for files in (made, again):
        assert len({file.path for file in files}) == len({file.data for file in files}) == len(files)


def test_promolint_reads_every_file(made: list[Template]) -> None:
    """Nothing fails or is passed over; one message a file, of a mail two parts; in HTML every link of the message."""
    for template in made:
        reading = read_file(template.path, template.data)
        links = sum(len(message.links) for message in reading.messages)
        assert (reading.failures, reading.binary) == ((), False), template.path
        assert len(reading.messages) == (2 if template.form is Form.EML else 1), template.path
        assert template.form is not Form.HTML or links == template.links > 0, template.path


def test_the_folder_is_mixed(made: list[Template]) -> None:
    """All forms, both languages, mails as heavy as real ones; few files advertise, and some do."""
    assert {template.form for template in made} == set(Form)
    assert {template.path.rpartition(".")[2] for template in made} == set(ENDINGS)
    assert {template.path.partition("/")[0] for template in made} == {"de", "en"}
    assert all(2_000 <= len(template.data) <= 20_480 for template in made if template.form is Form.HTML)
    assert 0 < sum(template.promotional > 0 for template in made) < COUNT / 4
