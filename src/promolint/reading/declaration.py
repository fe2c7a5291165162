"""What a message says of itself: a promolint line in a comment of its own syntax, or its front matter."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.comments import OPENER
from promolint.values.message import Audience, Channel, Consent, Declaration, Stream

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

_COMMENT = re.compile(
    rf"{OPENER}[ \t]*promolint:[ \t]*"
    r"(?P<pairs>[a-z]+[ \t]*=(?:(?!-->|--&gt;|[#}*]\}|%>|\*/|\]%%)[^\n])*)"
)
_PAIR = re.compile(
    r"(?<![a-z])([a-z]++)[ \t]*+=[ \t]*+(?:\"([^\"\n]+)\"|'([^'\n]+)'|([\w.]+(?:-[\w.]+)*))"
    r"|(?<![\w-])(?P<ignore>ignore(?:-file)?+)(?![\w=-])"
)
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)^---[ \t]*\r?\n", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^([A-Za-z][\w-]*+)[ \t]*+:(.*)$", re.MULTILINE)
_KEYS = ("kind", "stream", "channel", "audience", "consent", "course")
_COURSE_CHANNELS = {"course": False, "general": True}
_CHOICES: dict[str, type[StrEnum]] = {"stream": Stream, "channel": Channel, "audience": Audience, "consent": Consent}


class FrontMatter(NamedTuple):
    """The fields between ``---`` lines at the head of a file, keys in lower case, and where the text begins."""

    fields: dict[str, str]
    end: int


def front_matter(text: str) -> FrontMatter:
    """The front matter of a file's text; no fields and 0 where it has none."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return FrontMatter({}, 0)
    fields = {key.lower(): value.strip().strip("\"'") for key, value in _FIELD.findall(match.group(1))}
    return FrontMatter(fields, match.end()) if fields else FrontMatter({}, 0)


def declared_in(text: str, fields: dict[str, str]) -> Declaration:
    """What a comment (first) or the front matter declares. Of a promolint line, words that mean nothing are told."""
    said = {key: fields[key] for key in _KEYS if fields.get(key)}
    own = _pairs(fields.get("promolint", ""))
    if "promolint:" in text:
        own |= next(filter(None, (_pairs(match["pairs"]) for match in _COMMENT.finditer(text))), {})
    mistakes = tuple(f"{key}={word}" for key, word in own.items() if not means_something(key, word))
    return replace(declaration_of(said | own, "declared"), mistakes=mistakes)


def declaration_of(said: Mapping[str, str], source: str) -> Declaration:
    """What words declare, by what they speak of; a word that means nothing is left out."""
    channel = said.get("channel", "")
    return Declaration(
        kind=said.get("kind"),
        stream=Stream(said["stream"]) if said.get("stream") in set(Stream) else None,
        channel=Channel(channel) if channel in set(Channel) else None,
        audience=Audience(said["audience"]) if said.get("audience") in set(Audience) else None,
        consent=Consent(said["consent"]) if said.get("consent") in set(Consent) else None,
        course=said.get("course"),
        general=_COURSE_CHANNELS.get(channel),
        source=source if said else "unknown",
        stream_source=source if said.get("stream") in set(Stream) else "unknown",
    )


def laid_over(given: Declaration, own: Declaration) -> Declaration:
    """What ``given`` says of a message, and where that is silent what ``own`` says: the nearer word goes first."""
    if given == Declaration():
        return own
    merged = {
        field.name: getattr(own, field.name) if getattr(given, field.name) is None else getattr(given, field.name)
        for field in fields(Declaration)
    }
    merged["source"] = given.source if given.kind else own.source
    merged["stream_source"] = given.stream_source if given.stream else own.stream_source
    merged["mistakes"] = given.mistakes + own.mistakes
    return Declaration(**merged)


def choices_of(key: str) -> tuple[str, ...]:
    """The words that ``key`` of a promolint line may have; none where anything may stand, or for an unknown key."""
    return (*_CHOICES.get(key, ()), *(_COURSE_CHANNELS if key == "channel" else ()))


def keys() -> tuple[str, ...]:
    """The keys of a promolint line."""
    return _KEYS


def _pairs(line: str) -> dict[str, str]:
    """The words of a promolint line by their keys; what has blanks stands in quotation marks.

    An exception on the same line ends them, and what is said of its last day is none of them.
    """
    said: dict[str, str] = {}
    for match in _PAIR.finditer(line):
        key, *words = match.groups("")
        if match["ignore"]:
            said.pop("until", None)
            break
        said[key] = "".join(words).strip()
    return said


def means_something(key: str, word: str) -> bool:
    """Whether a promolint line may say this, as far as that can be told without the kinds."""
    return key in _KEYS and (key not in _CHOICES or word in choices_of(key))
