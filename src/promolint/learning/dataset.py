"""The labelled messages under ``data/messages``, read into frozen values.

The format is described in ``data/FORMAT.md``: one file a business, messages separated by ``=====``, a head of six
fields between ``---`` lines, a Markdown body in which every link carries its purpose in braces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from promolint.errors import PromolintError
from promolint.learning.brackets import TEMPLATE, closing_of
from promolint.values.message import Channel, Role, Stream
from promolint.values.verdict import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FIELDS = ("business", "kind", "stream", "channel", "lang", "subject")
SEPARATOR = "====="
_FENCE = "---"
_KIND = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2}")
_LABEL = re.compile(r"\{([a-z-]+)( button)?\}")
_STRAY = re.compile(
    r"(?<=[)>\]])\{(?:" + "|".join(Purpose) + r")(?: button)?\}|\{(?:" + "|".join(Purpose) + r") button\}"
)
_NAKED = re.compile(r"(?<![\w/.])(?:https?://|www\.)[^\s<>()\[\]]+")
_VARIABLE = re.compile(r"<(%%?[\w.:-]+%%?)>(?=\{)")


class DatasetError(PromolintError):
    """A message file that breaks the format; its message reads ``path:line: what is wrong``."""

    def __init__(self, path: Path | str, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}", "data/FORMAT.md describes the format.")
        self.path = str(path)
        self.line = line
        self.problem = problem


@dataclass(frozen=True, slots=True)
class LabelledLink:
    """One link and what it is for.

    ``words`` is the link's text, of a linked picture its alt text, of a bare URL nothing. ``role`` is what the writer
    had in mind (button, text, image, bare). ``start`` and ``end`` enclose the whole link in the message's ``body``.
    """

    words: str
    url: str
    purpose: Purpose
    role: Role
    start: int
    end: int
    picture: str = ""


@dataclass(frozen=True, slots=True)
class LabelledMessage:
    """One message. ``body`` is its Markdown without the labels; ``path`` is relative to the loaded folder."""

    business: str
    kind: str
    stream: Stream
    channel: Channel
    language: str
    subject: str
    body: str
    links: tuple[LabelledLink, ...]
    path: str = ""
    index: int = 0

    @property
    def group(self) -> str:
        """What folds keep together: the business."""
        return self.business


def load(folder: Path) -> tuple[LabelledMessage, ...]:
    """Read every message of every ``*.md`` file below ``folder``, in the order of their paths.

    Raises ``DatasetError`` for the first file that breaks the format, whose folder is not its language, or whose
    messages name several businesses, and for a folder that holds no message.
    """
    messages: list[LabelledMessage] = []
    for path in sorted(folder.rglob("*.md"), key=lambda each: each.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DatasetError(name, 1, f"cannot be read: {error}") from error
        found = parse(text, name)
        if len({message.business for message in found}) > 1:
            raise DatasetError(name, 1, "the messages of one file name several businesses")
        messages.extend(found)
    if not messages:
        raise DatasetError(folder, 1, "no message file (*.md) below this folder")
    return tuple(messages)


def parse(text: str, path: str = "") -> tuple[LabelledMessage, ...]:
    """Read the messages of one file's text; raises ``DatasetError`` with path and line of what breaks the format."""
    lines = text.replace("\r\n", "\n").split("\n")
    while lines and lines[-1].strip() in ("", SEPARATOR):
        lines.pop()
    starts = [0, *(number + 1 for number, line in enumerate(lines) if line.strip() == SEPARATOR)]
    ends = [*(start - 1 for start in starts[1:]), len(lines)]
    return tuple(
        _message(lines[start:end], start + 1, path, index)
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    )


def dump(messages: Iterable[LabelledMessage]) -> str:
    """Write a message file: ``parse(dump(messages))`` gives the same messages back."""
    return f"{SEPARATOR}\n".join(_written(message) for message in messages)


def _written(message: LabelledMessage) -> str:
    body, at = "", 0
    for link in message.links:
        button = " button" if link.role is Role.BUTTON else ""
        body += f"{message.body[at : link.end]}{{{link.purpose}{button}}}"
        at = link.end
    values = (message.business, message.kind, message.stream, message.channel, message.language, message.subject)
    head = "".join(f"{name}: {value}".rstrip() + "\n" for name, value in zip(FIELDS, values, strict=True))
    return f"{_FENCE}\n{head}{_FENCE}\n{body}{message.body[at:]}\n"


def _message(lines: list[str], first: int, path: str, index: int) -> LabelledMessage:
    """Read one message out of its lines; ``first`` is the number of the first of them in the file."""
    opening = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not lines or lines[opening].strip() != _FENCE:
        raise DatasetError(path, first + opening, "a message begins with a line '---'")
    closing = next((n for n in range(opening + 1, len(lines)) if lines[n].strip() == _FENCE), None)
    if closing is None:
        raise DatasetError(path, first + opening, "the head has no closing line '---'")
    head = _head(lines[opening + 1 : closing], first + opening + 1, path)
    if not "".join(lines[closing + 1 :]).strip():
        raise DatasetError(path, first + closing, "the body is empty")
    start = next(n for n in range(closing + 1, len(lines)) if lines[n].strip())
    body, links = _Body("\n".join(lines[start:]).rstrip(), first + start, path).read()
    return LabelledMessage(
        business=head["business"],
        kind=head["kind"],
        stream=Stream(head["stream"]),
        channel=Channel(head["channel"]),
        language=head["lang"],
        subject=head["subject"],
        body=body,
        links=links,
        path=path,
        index=index,
    )


def _head(lines: list[str], first: int, path: str) -> dict[str, str]:
    """Read the six fields, each exactly once and each of a known value."""
    head: dict[str, str] = {}
    for number, line in enumerate(lines, first):
        name, colon, value = line.partition(":")
        if not colon or name not in FIELDS or name in head:
            raise DatasetError(path, number, f"not one of the fields {', '.join(FIELDS)}, or given twice: {line!r}")
        head[name] = value.strip()
        problem = _field_problem(name, head[name], path)
        if problem:
            raise DatasetError(path, number, problem)
    missing = [name for name in FIELDS if name not in head]
    if missing:
        raise DatasetError(path, first, f"the head lacks {', '.join(missing)}")
    return head


def _field_problem(name: str, value: str, path: str) -> str:
    """Say what is wrong with a field's value; nothing if it is right."""
    folder = path.split("/")[-2] if "/" in path else value
    right, problem = {
        "business": (bool(value), "the business has no name"),
        "kind": (_KIND.fullmatch(value) is not None, f"not a kind: {value!r}"),
        "stream": (value in tuple(Stream), f"unknown stream: {value!r}"),
        "channel": (value in tuple(Channel), f"unknown channel: {value!r}"),
        "lang": (
            value == folder and _LANGUAGE.fullmatch(value) is not None,
            f"not the language of {folder!r}: {value!r}",
        ),
    }.get(name, (True, ""))
    return "" if right else problem


class _Body:
    """Takes the labels out of one body and notes what they stood behind."""

    def __init__(self, text: str, first: int, path: str) -> None:
        self._text = text
        self._first = first
        self._path = path

    def read(self) -> tuple[str, tuple[LabelledLink, ...]]:
        """Return the body without labels, and its links."""
        kept: list[str] = []
        links: list[LabelledLink] = []
        at = shift = 0
        for start, end, words, url in self._links():
            self._check_plain(at, start)
            label = _LABEL.match(self._text, end)
            if label is None:
                raise self._error(start, f"a link without a label: {self._text[start:end]}")
            if label[1] not in tuple(Purpose):
                raise self._error(end, f"unknown purpose: {label[1]!r}")
            kept.append(self._text[at:end])
            links.append(_labelled((words, url), (start - shift, end - shift), label))
            shift += label.end() - end
            at = label.end()
        self._check_plain(at, len(self._text))
        kept.append(self._text[at:])
        return "".join(kept), tuple(links)

    def _links(self) -> Iterator[tuple[int, int, str | None, str]]:
        """Find start, end, words (``None`` for a bare URL) and URL of every link, in order."""
        at, text = 0, self._text
        while at < len(text):
            span, variable = TEMPLATE.match(text, at), _VARIABLE.match(text, at)
            if variable:
                yield at, variable.end(), None, variable[1]
                at = variable.end()
            elif span:
                at = span.end()
            elif text.startswith("![", at):
                end = self._bracketed(at + 1)
                at = end[1] if end else at + 2
            elif text[at] == "[" and (found := self._bracketed(at)):
                middle, at_end = found
                yield at, at_end, text[at + 1 : middle], self._url(at, text[middle + 2 : at_end - 1])
                at = at_end
            elif text[at] == "<" and (end_of := closing_of(text, at)) and self._is_bare(at, end_of):
                yield at, end_of + 1, None, self._url(at, text[at + 1 : end_of])
                at = end_of + 1
            else:
                at += 1

    def _bracketed(self, at: int) -> tuple[int, int] | None:
        """Find the ``]`` and the end of ``[words](url)`` at this place; ``None`` if it is no link."""
        middle = closing_of(self._text, at)
        if middle is None or not self._text.startswith("](", middle):
            return None
        closing = closing_of(self._text, middle + 1)
        return None if closing is None else (middle, closing + 1)

    def _is_bare(self, at: int, end: int) -> bool:
        """Tell whether ``<…>`` is a URL: it has a label, or it begins like one; ``<b>`` and its like are words."""
        inner = self._text[at + 1 : end]
        return bool(_LABEL.match(self._text, end + 1)) or re.match(r"[a-z][a-z0-9+.-]*:\S|www\.", inner) is not None

    def _url(self, at: int, url: str) -> str:
        if not url or url != url.strip():
            raise self._error(at, f"an empty URL, or white space at its ends: {url!r}")
        return url

    def _check_plain(self, start: int, end: int) -> None:
        """Refuse a label or a URL in the words between two links."""
        stray = _STRAY.search(self._text, max(start - 1, 0), end)
        if stray and stray.start() >= start:
            raise self._error(stray.start(), f"a label without a link: {stray[0]}")
        words = re.sub(r"!\[[^\]\n]*\]\([^)\n]*\)", lambda m: " " * len(m[0]), self._text[start:end])
        words = TEMPLATE.sub(lambda m: " " * len(m[0]), words)
        naked = _NAKED.search(words)
        if naked:
            raise self._error(start + naked.start(), f"a URL without a label: {naked[0]}")

    def _error(self, at: int, problem: str) -> DatasetError:
        return DatasetError(self._path, self._first + self._text.count("\n", 0, at), problem)


def _labelled(content: tuple[str | None, str], span: tuple[int, int], label: re.Match[str]) -> LabelledLink:
    """Make the link out of its words (``None``: bare) and URL; ``[![alt](image)](url)`` is a picture."""
    words, url = content
    purpose = Purpose(label[1])
    if words is None:
        return LabelledLink("", url, purpose, Role.BARE, *span)
    if words.startswith("![") and (middle := closing_of(words, 1)) and words.startswith("](", middle):
        closing = closing_of(words, middle + 1)
        if closing == len(words) - 1:
            return LabelledLink(words[2:middle], url, purpose, Role.IMAGE, *span, picture=words[middle + 2 : -1])
    return LabelledLink(words, url, purpose, Role.BUTTON if label[2] else Role.TEXT, *span)
