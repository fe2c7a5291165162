"""Labelled links as the judge sees them: messages rendered into template sources, read by the linter's own reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from promolint.learning.dataset import load
from promolint.learning.rendering import Rendered, render
from promolint.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from promolint.learning.dataset import LabelledMessage
    from promolint.values.message import Channel, Message, Stream
    from promolint.values.verdict import Purpose

RENDERINGS = 2


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled link of a message that was read.

    ``group`` stands on one side of a fold; ``message_id`` tells which message it is, in whatever format; ``scored`` is
    false for a link of a real template that we labelled ourselves: it is learnt from, and counts in no figure.
    """

    message: Message
    index: int
    purpose: Purpose
    group: str
    message_id: str
    language: str
    channel: Channel
    kind: str
    stream: Stream
    scored: bool = True


def samples_of(folder: Path, renderings: int = RENDERINGS) -> Iterator[Sample]:
    """The samples of all messages under ``folder``, each message in several formats.

    Raises:
        DatasetError: a file under ``folder`` breaks the format.

    """
    for labelled in load(folder):
        for turn in range(renderings):
            yield from _read(labelled, render(labelled, _style(labelled, turn)))


def _style(labelled: LabelledMessage, turn: int) -> int:
    """Another format each turn, and each message begins elsewhere."""
    return crc32(f"{labelled.path}:{labelled.index}".encode()) % 60 + turn


def _read(labelled: LabelledMessage, rendered: Rendered) -> Iterable[Sample]:
    messages = read_file(rendered.path, rendered.source.encode()).messages
    wanted = {(place.line, place.column): place.link.purpose for place in rendered.links if not place.twin}
    for message in messages:
        for index, link in enumerate(message.links):
            purpose = wanted.pop((link.place.line, link.place.column), None)
            if purpose is not None:
                yield Sample(
                    message,
                    index,
                    purpose,
                    labelled.group,
                    f"{labelled.path}:{labelled.index}",
                    labelled.language,
                    labelled.channel,
                    labelled.kind,
                    labelled.stream,
                )
