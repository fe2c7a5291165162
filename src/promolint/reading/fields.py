"""What the fields of a data file say of a message, in any vendor's words: its stream, kind, channel, audience."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.reading.prose import plain_key
from promolint.values.message import Audience, Channel, Consent, Declaration, Stream

if TYPE_CHECKING:
    from collections.abc import Iterable

_STREAMS = frozenset("stream messagestream category messagetype mailtype emailtype type kategorie".split())
_MARKETING = re.compile(r"broadcast|marketing|promo|newsletter|campaign|werbung|bulk", re.IGNORECASE)
_TRANSACTIONAL = re.compile(r"^(?:outbound|utility|authentication)$|transa[ck][tc]ional|transaktional", re.IGNORECASE)
_CHANNELS = {
    "email": Channel.EMAIL, "mail": Channel.EMAIL, "e-mail": Channel.EMAIL,
    "sms": Channel.SMS, "text-message": Channel.SMS, "whatsapp": Channel.WHATSAPP, "push": Channel.PUSH,
    "push-notification": Channel.PUSH, "app-push": Channel.PUSH,
}  # fmt: skip
_KIND = re.compile(r"[a-z]+(?:-[a-z]+)*")


def declared_by(fields: Iterable[tuple[str, str]], channel: Channel | None = None) -> Declaration | None:
    """What fields (name and value) declare, the first of a sort; ``None`` where they declare nothing.

    ``channel`` is the one that follows from the shape of the data; a field's own word goes before it.
    """
    said: dict[str, str] = {}
    for name, value in fields:
        said.setdefault(plain_key(name), value.strip())
    stream = next(filter(None, (_stream(said[name]) for name in said if name in _STREAMS)), None)
    kind = said.get("kind") or said.get("messagekind") or ""
    declaration = Declaration(
        kind=kind if _KIND.fullmatch(kind) else None,
        stream=stream,
        channel=channel_of(said.get("channel") or said.get("kanal") or said.get("type") or "") or channel,
        audience=Audience(said["audience"]) if said.get("audience") in set(Audience) else None,
        consent=Consent(said["consent"]) if said.get("consent") in set(Consent) else None,
        source="file",
        stream_source="file" if stream else "unknown",
    )
    return declaration if declaration != Declaration(source="file") else None


def channel_of(word: str) -> Channel | None:
    """Return the channel that a word names, or none."""
    return _CHANNELS.get(re.sub(r"[\s_]+", "-", word.strip().lower()))


def _stream(word: str) -> Stream | None:
    if len(word) > 60:  # noqa: PLR2004 - a text, no name of a stream
        return None
    if _MARKETING.search(word):
        return Stream.MARKETING
    return Stream.TRANSACTIONAL if _TRANSACTIONAL.search(word) else None
