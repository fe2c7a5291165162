"""What a message is, as the policy takes it: what somebody declared, else what the judge dares to infer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from promolint.policy.consent import GUARDS, guard_of
from promolint.values import INFERRED, Stream

if TYPE_CHECKING:
    from promolint.values import JudgedMessage


def resolved(judged: JudgedMessage, guards: tuple[str, ...] = ()) -> JudgedMessage:
    """``judged`` with the inferred kind and stream in its declaration where nobody declared either, and its guards.

    ``guards`` name template variables that stand for consent, beside those that promolint knows.

    A message that is declared to be of a kind, or on a stream, is what it is declared to be. One that looks like
    marketing gets no kind.
    """
    declared, character = judged.message.declaration, judged.character
    if declared.kind is None and declared.stream is None:
        if character.is_marketing:
            declared = replace(declared, stream=Stream.MARKETING, stream_source=INFERRED)
        elif character.kind is not None:
            declared = replace(declared, kind=character.kind, source=INFERRED)
    elif declared.kind is None and declared.stream is Stream.TRANSACTIONAL and character.kind is not None:
        declared = replace(declared, kind=character.kind, source=INFERRED)
    message = replace(judged.message, declaration=declared)
    conditions = tuple(guard_of(link, (*GUARDS, *guards)) for link in message.links)
    return replace(judged, message=message, guards=conditions)
