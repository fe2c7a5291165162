"""Promotional words outside links: a subject that advertises, a code in a text message.

A phrase rule has to match first; then the model is asked about the sentence as if it were a link, unless the phrase is
a team's own, which leaves no doubt.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from promolint.judging.certain import CERTAIN
from promolint.judging.folding import AMOUNT, PERCENT, tokens
from promolint.judging.model import PROMOTIONAL
from promolint.judging.own import by_phrase
from promolint.judging.phrases import hits, may_match
from promolint.values.message import Link, Place, Spot
from promolint.values.verdict import PURPOSES, Group, Offer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from promolint.judging.model import Model
    from promolint.judging.phrases import Phrases
    from promolint.values.message import Message
    from promolint.values.verdict import Purpose

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*[.!?]*")
_CODE = re.compile(r"\b[A-Z]{3,12}-?\d{1,4}\b")
_LONGEST = 300
_BEFORE, _AFTER = 240, 120
_NOWHERE = Place(1, 1, 1, 1)


class _Candidate(NamedTuple):
    """Words that a phrase rule matched; ``span`` is their slice of the message's text, empty for a subject."""

    text: str
    span: tuple[int, int]
    in_subject: bool


def offers_in(message: Message, purposes: Sequence[Purpose], model: Model) -> tuple[Offer, ...]:
    """The offers of ``message`` that stand in no link, as sure as the model is; subject first, then in order.

    ``purposes`` are those of its links: the heading above a promotional one is part of its offer. A message that only
    doubles another one (a mail's plain text) has none of its own.
    """
    if message.links and all(link.twin for link in message.links):
        return ()
    own = model.phrases
    candidates = [*_subjects(message, own), *_sentences(message, _told(message, purposes), own)]
    if not candidates:
        return ()
    asked = replace(message, links=(*message.links, *(_as_link(one) for one in candidates)))
    wanted = range(len(message.links), len(asked.links))
    rows = model.probabilities(asked, wanted)
    found = (_offer(one, row, message.language, model) for one, row in zip(candidates, rows, strict=True))
    return tuple(offer for offer in found if offer is not None)


def _offer(candidate: _Candidate, row: NDArray[np.float64], language: str, model: Model) -> Offer | None:
    """The offer in a candidate's words: as a phrase of a team's own says, or else as the model does, if it agrees."""
    text, in_subject, concrete = candidate.text, candidate.in_subject, _is_concrete(candidate.text)
    said = by_phrase(text, language, model.phrases, (Group.PROMOTIONAL,))
    if said is not None and said.purpose is not None:
        return Offer(text, said.purpose, CERTAIN, in_subject, concrete, said.evidence)
    promotional = float(row[PROMOTIONAL].sum())
    if promotional < model.calibration.note:
        return None
    purpose = max(zip(row * PROMOTIONAL, PURPOSES, strict=True))[1]
    return Offer(text, purpose, round(promotional, 4), in_subject, concrete)


def _subjects(message: Message, own: Phrases) -> Iterator[_Candidate]:
    for text in (message.subject, message.preheader):
        if text and _advertises(text, message.language, own):
            yield _Candidate(text, (0, 0), in_subject=True)


def _sentences(message: Message, told: Sequence[tuple[int, int]], own: Phrases) -> Iterator[_Candidate]:
    if not may_match(message.text, message.language, own):
        return
    for match in _SENTENCE.finditer(message.text):
        start, end = match.span()
        start += len(match.group()) - len(match.group().lstrip())
        text = message.text[start:end]
        apart = text not in message.preheader and not any(
            start < there_end and there < end for there, there_end in told
        )
        if 0 < len(text) <= _LONGEST and apart and _advertises(text, message.language, own):
            yield _Candidate(text, (start, end), in_subject=False)


def _told(message: Message, purposes: Sequence[Purpose]) -> list[tuple[int, int]]:
    """The slices of the text that some link's verdict speaks of: a promotional one's heading and neighbours too."""
    spans = [span for link in message.links for span in (link.spot.words, link.spot.sentence)]
    for link, purpose in zip(message.links, purposes, strict=True):
        start, end = link.spot.words
        if purpose.group is Group.PROMOTIONAL and (start, end) != (0, 0):
            spans += [link.spot.heading, (start - _BEFORE, end + _AFTER)]
    return [span for span in spans if span[0] < span[1]]


def _is_concrete(text: str) -> bool:
    return not {PERCENT, AMOUNT}.isdisjoint(tokens(text)) or _CODE.search(text) is not None


def _advertises(text: str, language: str, own: Phrases) -> bool:
    purposes = [hit.rule.purpose for hit in hits(text, language, own)]
    return any(purpose is not None and purpose.group is Group.PROMOTIONAL for purpose in purposes)


def _as_link(candidate: _Candidate) -> Link:
    spot = Spot(candidate.span, candidate.span)
    return Link("", _NOWHERE, candidate.text, sentence=candidate.text, spot=spot)
