"""What a message is, as the policy takes it: what somebody declared, else what the judge dares to infer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from promolint.policy.consent import GUARDS, guard_among
from promolint.values.message import INFERRED, Stream

if TYPE_CHECKING:
    from promolint.values.message import Link
    from promolint.values.verdict import JudgedMessage, Offer

_Shown = TypeVar("_Shown", "Link", "Offer")


def resolved(judged: JudgedMessage, guards: tuple[str, ...] = ()) -> JudgedMessage:
    """``judged`` with the inferred kind and stream in its declaration where nobody declared either.

    Its links and offers get their guards: ``guards`` name template variables that stand for consent, beside those that
    promolint knows.

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
    known = (*GUARDS, *guards)
    links = tuple(_guarded(link, known) for link in judged.message.links)
    offers = tuple(_guarded(offer, known) for offer in judged.offers)
    return replace(judged, message=replace(judged.message, declaration=declared, links=links), offers=offers)


def _guarded(shown: _Shown, names: tuple[str, ...]) -> _Shown:
    guard = guard_among(shown.conditions, names)
    return replace(shown, guard=guard) if guard else shown
