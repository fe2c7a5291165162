"""What a message says of itself: a promolint line in a comment of its own syntax, or its front matter."""

from __future__ import annotations

import re
from typing import NamedTuple

from promolint.values import Channel, Declaration, Stream

_COMMENT = re.compile(
    r"(?:<!--|\{\#|\{\{!-{0,2}|\{\{--|\{\*|\[\{\*|<\#--|<%\#|<%--|/\*|//|\#|%%\[|--|-\#|/|;)[ \t]*"
    r"promolint:[ \t]*(?P<pairs>[a-z]+[ \t]*=[^\n]*)"
)
_PAIR = re.compile(r"([a-z]+)[ \t]*+=[ \t]*+\"?([\w.]+(?:-[\w.]+)*)\"?")
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)^---[ \t]*\r?\n", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^([A-Za-z][\w-]*+)[ \t]*+:(.*)$", re.MULTILINE)
_KEYS = ("kind", "stream", "channel", "audience", "consent")


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
    """What a comment (first) or the front matter declares. Unknown words for stream or channel are left out."""
    said = {key: fields[key] for key in _KEYS if fields.get(key)}
    said |= dict(_PAIR.findall(fields.get("promolint", "")))
    match = _COMMENT.search(text) if "promolint:" in text else None
    if match is not None:
        said |= dict(_PAIR.findall(match.group("pairs")))
    return Declaration(
        kind=said.get("kind"),
        stream=Stream(said["stream"]) if said.get("stream") in set(Stream) else None,
        channel=Channel(said["channel"]) if said.get("channel") in set(Channel) else None,
        audience=said.get("audience"),
        consent=said.get("consent"),
        source="declared" if said else "unknown",
    )
