"""A team's own labels: one JSON object a line, written by ``promolint triage``, read by ``promolint tune``."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from promolint.errors import ConfigError
from promolint.values.verdict import Group, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from promolint.values.message import Link, Message

FILE = "promolint-labels.jsonl"
_HINT = "Each line is one JSON object, as “promolint triage” writes it."


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says of one link; ``purpose`` is ``None`` where nobody named one."""

    path: str
    line: int
    column: int
    url: str
    text: str
    promotional: bool
    purpose: Purpose | None = None


def label_of(message: Message, link: Link, purpose: Purpose | None, *, promotional: bool) -> Label:
    """The label of a message's link."""
    return Label(message.path, link.place.line, link.place.column, link.url, link.text, promotional, purpose)


def append(file: Path, label: Label) -> None:
    """Add one label to a file, which is made if it is not there."""
    with file.open("a", encoding="utf-8", newline="\n") as out:
        out.write(json.dumps(asdict(label), ensure_ascii=False) + "\n")


def read(file: Path) -> tuple[Label, ...]:
    """The labels of a file, in its order.

    Raises:
        ConfigError: it cannot be read, or a line is no label; names the line.

    """
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeError) as trouble:
        reason = getattr(trouble, "strerror", None) or "it is not UTF-8"
        raise ConfigError(f"The labels in {file} could not be read: {reason}", _HINT) from trouble
    return tuple(_label(line, f"{file}:{number}") for number, line in enumerate(lines, start=1) if line.strip())


def _label(line: str, where: str) -> Label:
    try:
        row = json.loads(line)
        label = Label(**{**row, "purpose": Purpose(row["purpose"]) if row.get("purpose") else None})
    except (ValueError, TypeError, KeyError, AttributeError) as trouble:
        raise ConfigError(f"{where}: this is no label: {trouble}", _HINT) from trouble
    texts, numbers = (label.path, label.url, label.text), (label.line, label.column)
    if not (all(isinstance(text, str) for text in texts) and all(type(number) is int for number in numbers)):
        raise ConfigError(f"{where}: path, url and text must be texts, line and column numbers", _HINT)
    if not isinstance(label.promotional, bool):
        raise ConfigError(f"{where}: promotional must be true or false", _HINT)
    if label.purpose is not None and (label.purpose.group is Group.PROMOTIONAL) is not label.promotional:
        raise ConfigError(f"{where}: promotional and the purpose {label.purpose} contradict each other", _HINT)
    return label


def matched(labels: Iterable[Label], links: Sequence[tuple[str, Link]]) -> dict[int, Label]:
    """The labels by the number of the link that each belongs to; ``links`` are pairs of path and link.

    A link that moved since is known by file, URL and text, the nearest first. Of two labels of one link the later
    one counts; a label whose link is gone belongs to none.
    """
    by_place = {(path, link.place.line, link.place.column, link.url): n for n, (path, link) in enumerate(links)}
    by_words: dict[tuple[str, str, str], list[int]] = {}
    for number, (path, link) in enumerate(links):
        by_words.setdefault((path, link.url, link.text), []).append(number)
    found: dict[int, Label] = {}
    moved: dict[tuple[str, int, int, str], Label] = {}
    for label in labels:
        place = (label.path, label.line, label.column, label.url)
        if place in by_place:
            found[by_place[place]] = label
        else:
            moved[place] = label
    for label in moved.values():
        free = [n for n in by_words.get((label.path, label.url, label.text), ()) if n not in found]
        if free:
            found[min(free, key=lambda n: abs(links[n][1].place.line - label.line))] = label
    return found
