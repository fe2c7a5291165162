"""One verdict a link, out of its form, the phrase rules and the model. Knows no severity and no policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from promolint.judging import evidence
from promolint.judging.features import has_words
from promolint.judging.model import PROMOTIONAL
from promolint.judging.structure import certain_purpose
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
    """A verdict for each link of ``message``, in order."""
    probabilities = model.probabilities(message) if message.links else ()
    verdicts = (_verdict(message, index, row, model) for index, row in enumerate(probabilities))
    return JudgedMessage(message, tuple(verdicts))


def _verdict(message: Message, index: int, probabilities: NDArray[np.float64], model: Model) -> Verdict:
    link = message.links[index]
    certain = certain_purpose(link)
    if certain is not None:
        return Verdict(certain, _CERTAIN, evidence.of_form(link))
    purpose, confidence = decide(probabilities, model.calibration.note)
    undecidable = is_undecidable(link)
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
