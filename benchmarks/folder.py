"""A folder of templates as firms keep them, made from ``data/messages``: the same count and seed, the same bytes.

A folder of fewer files is the beginning of a larger one. No message is drawn again before all were; then it is drawn as
the copy of a branch with a host and a signature of its own, so that no two files are the same.
"""

from __future__ import annotations

import random
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from enum import StrEnum
from itertools import count as naturals
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.layout import dressed
from promolint.learning.dataset import load
from promolint.learning.rendering import Format, formats, render
from promolint.values.message import Channel, Stream
from promolint.values.verdict import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from promolint.learning.dataset import LabelledMessage

MESSAGES = Path(__file__).parents[1] / "data" / "messages"
PROMOTIONAL = 0.1
_LANGUAGES = ("de", "en")
_BRANCH = {"de": "Filiale", "en": "Branch"}
_HOST = re.compile(r"(?<![\w.-])(?=[\w-][\w.-]*\.example\b)")
_MAIL = default.clone(linesep="\n")


class Form(StrEnum):
    """What a file is."""

    HTML = "html"
    TEXT = "text"
    EML = "eml"
    SMS = "sms"

    @property
    def ending(self) -> str:
        """The ending of its name."""
        return "txt" if self in {Form.TEXT, Form.SMS} else self.value


ENDINGS = ("eml", "html", "txt")
MIX: Mapping[Form, float] = {Form.HTML: 0.65, Form.SMS: 0.15, Form.TEXT: 0.1, Form.EML: 0.1}
"""The share of each form."""


class Template(NamedTuple):
    """One file: its path below the folder, its bytes, the number of its links and of those that advertise."""

    path: str
    data: bytes
    form: Form
    links: int
    promotional: int


class _Drawn(NamedTuple):
    message: LabelledMessage
    copy: int

    @property
    def business(self) -> str:
        """The name of the file that the message stands in, without its writer."""
        return PurePosixPath(self.message.path).stem.partition("-")[2]

    @property
    def signature(self) -> str:
        """What tells a branch's copy from others; empty for the first."""
        return f"{_BRANCH[self.message.language]} {self.copy}" if self.copy else ""


def drawable(known: Iterable[LabelledMessage]) -> list[LabelledMessage]:
    """The German and English transactional messages in which no link is grey."""
    return [
        message
        for message in known
        if message.language in _LANGUAGES
        and message.stream is Stream.TRANSACTIONAL
        and all(link.purpose.group is not Group.GREY for link in message.links)
    ]


def templates(
    count: int, seed: int = 0, mix: Mapping[Form, float] = MIX, drawn_from: Sequence[LabelledMessage] | None = None
) -> Iterator[Template]:
    """``count`` files, one in ten with promotional links; ``drawn_from``: other messages than the project's.

    Raises:
        ValueError: there are no mails or no short messages among them, with promotional links or without.

    """
    choices = random.Random(seed)  # noqa: S311 - a made folder, no secret
    known = drawable(load(MESSAGES)) if drawn_from is None else drawn_from
    decks = {
        (short, advertises): _deck([m for m in known if _sorted(m) == (short, advertises)], choices)
        for short in (False, True)
        for advertises in (False, True)
    }
    for number in range(count):
        form = choices.choices(tuple(mix), tuple(mix.values()))[0]
        advertises = choices.random() < PROMOTIONAL
        yield _template(next(decks[form is Form.SMS, advertises]), form, number)


def write(folder: Path, template: Template) -> None:
    """Write a file below ``folder``."""
    path = folder / template.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(template.data)


def _sorted(message: LabelledMessage) -> tuple[bool, bool]:
    return message.channel is not Channel.EMAIL, _promotional(message) > 0


def _promotional(message: LabelledMessage) -> int:
    return sum(link.purpose.group is Group.PROMOTIONAL for link in message.links)


def _deck(known: Sequence[LabelledMessage], choices: random.Random) -> Iterator[_Drawn]:
    """All of them in a random order, over and over; ValueError if there are none."""
    if not known:
        raise ValueError("There must be mails and short messages, with promotional links and without")
    shuffled = choices.sample(known, len(known))
    return (_Drawn(message, copy) for copy in naturals() for message in shuffled)


def _template(drawn: _Drawn, form: Form, number: int) -> Template:
    message = drawn.message
    written = {Form.HTML: _html, Form.TEXT: _text, Form.SMS: _text, Form.EML: _eml}[form]
    source = written(drawn)
    if drawn.copy:
        source = _HOST.sub(f"{_BRANCH[message.language].lower()}-{drawn.copy}.", source)
    folder = "sms" if form is Form.SMS else "mails"
    stem = PurePosixPath(render(message, drawn.copy).path).name.partition(".")[0]
    path = f"{message.language}/{drawn.business}/{folder}/{stem}-{number}.{form.ending}"
    parts = 2 if form is Form.EML else 1
    return Template(path, source.encode(), form, parts * len(message.links), parts * _promotional(message))


def _html(drawn: _Drawn) -> str:
    style = formats(drawn.message).index(Format.HTML_TABLE) + len(Format) * drawn.copy
    source = render(drawn.message, style).source
    return dressed(source, drawn.message.business, drawn.message.language, drawn.signature)


def _text(drawn: _Drawn) -> str:
    style = formats(drawn.message).index(Format.TEXT) + len(Format) * drawn.copy
    source = render(drawn.message, style).source
    return f"{source}{drawn.signature}\n" if drawn.signature else source


def _eml(drawn: _Drawn) -> str:
    mail = EmailMessage(policy=_MAIL)
    mail["From"] = Address(drawn.message.business, "noreply", f"{drawn.business}.example")
    mail["To"] = Address("", "someone", "customer.example")
    mail["Date"] = "Mon, 05 Oct 2026 10:00:00 +0200"
    mail["Message-ID"] = f"<{drawn.message.index}.{drawn.copy}@{drawn.business}.example>"
    mail["Subject"] = drawn.message.subject
    mail.set_content(_text(drawn), cte="quoted-printable")
    mail.add_alternative(_html(drawn), subtype="html", cte="quoted-printable")
    mail.set_boundary(f"part-{drawn.business}-{drawn.message.index}")
    return mail.as_bytes().decode("ascii")
