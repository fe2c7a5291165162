"""One verdict a link, out of its form, the phrase rules and the model. Knows no severity and no policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from promolint.judging import evidence
from promolint.judging.certain import certain_purpose
from promolint.judging.features import has_words
from promolint.judging.model import PROMOTIONAL
from promolint.judging.offers import offers_in
from promolint.judging.urls import parts_of
from promolint.values import PURPOSES, JudgedMessage, Link, Message, Purpose, Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from promolint.judging.model import Model

_GROUPS = tuple(purpose.group for purpose in PURPOSES)
_CERTAIN = 0.99
_SUREST = 0.9999
_IDLE_WORDS = frozenset({"url", "link", "href", "uri", "the", "this", "item", "data", "vars", "var", "a", "my", "page"})


def judge(message: Message, model: Model) -> JudgedMessage:
    """A verdict for each link of ``message``, in order; its character; offers that stand in no link."""
    certain = [certain_purpose(link) for link in message.links]
    doubtful = [index for index, purpose in enumerate(certain) if purpose is None]
    seen = model.see(message, doubtful)
    rows = iter(seen.purposes)
    verdicts = tuple(
        _by_model(message, index, next(rows), model)
        if purpose is None
        else Verdict(purpose, _CERTAIN, evidence.of_form(message.links[index], purpose))
        for index, purpose in enumerate(certain)
    )
    purposes = [verdict.purpose for verdict in verdicts]
    offers = () if seen.character.is_marketing else offers_in(message, purposes, model)
    return JudgedMessage(message, verdicts, character=seen.character, offers=offers)


def _by_model(message: Message, index: int, probabilities: NDArray[np.float64], model: Model) -> Verdict:
    purpose, confidence = decide(probabilities, model.calibration.note)
    undecidable = is_undecidable(message.links[index])
    reasons = () if undecidable else evidence.of_verdict(message, index, purpose, model)
    return Verdict(purpose, min(round(confidence, 4), _SUREST), reasons, undecidable)


def decide(probabilities: NDArray[np.float64], note: float) -> tuple[Purpose, float]:
    """The purpose, and how sure its group is: promotional if that group reaches ``note``, else the likeliest other."""
    promotional = float(probabilities[PROMOTIONAL].sum())
    side = PROMOTIONAL if promotional >= note else ~PROMOTIONAL
    best = int(np.argmax(np.where(side, probabilities, -1.0)))
    group = _GROUPS[best]
    confidence = float(probabilities[[other is group for other in _GROUPS]].sum())
    return PURPOSES[best], confidence


def is_undecidable(link: Link) -> bool:
    """Whether nothing visible tells what a link is for: a variable as URL, and no words around it."""
    parts = parts_of(link.url)
    telling = set(parts.path) | (set(parts.variables) - _IDLE_WORDS)
    return not telling and not parts.host and not has_words(link)
