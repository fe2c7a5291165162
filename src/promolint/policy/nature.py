"""What a message is, as the policy takes it: what somebody declared, else what the judge dares to infer."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from promolint.values import INFERRED, Declaration, Stream

if TYPE_CHECKING:
    from promolint.values import JudgedMessage


def laid_over(given: Declaration, own: Declaration) -> Declaration:
    """What the caller says of a message, and where that is silent what the message says of itself."""
    if given == Declaration():
        return own
    merged = {
        field.name: getattr(own, field.name) if getattr(given, field.name) is None else getattr(given, field.name)
        for field in fields(Declaration)
    }
    merged["source"] = given.source if given.kind else own.source
    merged["stream_source"] = given.stream_source if given.stream else own.stream_source
    merged["mistakes"] = own.mistakes
    return Declaration(**merged)


def resolved(judged: JudgedMessage) -> JudgedMessage:
    """``judged`` with the inferred kind and stream in its declaration where nobody declared either.

    A message that is declared to be of a kind, or on a stream, is what it is declared to be. One that looks like
    marketing gets no kind that is transactional.
    """
    declared, character = judged.message.declaration, judged.character
    if declared.kind is None and declared.stream is None:
        if character.is_marketing:
            declared = replace(declared, stream=Stream.MARKETING, stream_source=INFERRED)
        if character.kind is not None:
            declared = replace(declared, kind=character.kind, source=INFERRED)
    elif declared.kind is None and declared.stream is Stream.TRANSACTIONAL and character.kind is not None:
        declared = replace(declared, kind=character.kind, source=INFERRED)
    return replace(judged, message=replace(judged.message, declaration=declared))
