"""One verdict a link, out of a team's own word, its form, the phrase rules and the model.

Knows no severity and no policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from promolint.judging import evidence
from promolint.judging.certain import CERTAIN, certain_purpose
from promolint.judging.features import has_words
from promolint.judging.model import PROMOTIONAL
from promolint.judging.offers import offers_in
from promolint.judging.own import NOTHING, Own, Told, told
from promolint.judging.urls import parts_of
from promolint.values.verdict import PURPOSES, JudgedMessage, Purpose, Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from promolint.judging.model import Model
    from promolint.values.message import Link, Message

_GROUPS = tuple(purpose.group for purpose in PURPOSES)
_SUREST = 0.9999
_IDLE_WORDS = frozenset({"url", "link", "href", "uri", "the", "this", "item", "data", "vars", "var", "a", "my", "page"})


def judge(message: Message, model: Model, own: Own = NOTHING) -> JudgedMessage:
    """A verdict for each link of ``message``, in order; its character; offers that stand in no link.

    ``own`` is what a team says of its links itself.
    """
    model = model.with_phrases(own.phrases)
    certain = [told(link, message.language, own) or _by_form(link) for link in message.links]
    doubtful = [index for index, one in enumerate(certain) if one is None or one.purpose is None]
    seen = model.see(message, doubtful)
    rows = dict(zip(doubtful, seen.purposes, strict=True))
    verdicts = tuple(
        _by_model(message, index, rows[index], model)
        if one is None
        else Verdict(one.purpose or _likeliest(rows[index], PROMOTIONAL), CERTAIN, one.evidence)
        for index, one in enumerate(certain)
    )
    purposes = [verdict.purpose for verdict in verdicts]
    offers = () if seen.character.is_marketing else offers_in(message, purposes, model)
    return JudgedMessage(message, verdicts, character=seen.character, offers=offers)


def _by_form(link: Link) -> Told | None:
    purpose = certain_purpose(link)
    return None if purpose is None else Told(purpose, evidence.of_form(link, purpose))


def _by_model(message: Message, index: int, probabilities: NDArray[np.float64], model: Model) -> Verdict:
    purpose, confidence = decide(probabilities, model.calibration.note)
    undecidable = is_undecidable(message.links[index])
    reasons = () if undecidable else evidence.of_verdict(message, index, purpose, model)
    return Verdict(purpose, min(round(confidence, 4), _SUREST), reasons, undecidable)


def decide(probabilities: NDArray[np.float64], note: float) -> tuple[Purpose, float]:
    """The purpose, and how sure its group is: promotional if that group reaches ``note``, else the likeliest other."""
    promotional = float(probabilities[PROMOTIONAL].sum())
    side = PROMOTIONAL if promotional >= note else ~PROMOTIONAL
    purpose = _likeliest(probabilities, side)
    confidence = float(probabilities[[group is purpose.group for group in _GROUPS]].sum())
    return purpose, confidence


def _likeliest(probabilities: NDArray[np.float64], side: NDArray[np.bool_]) -> Purpose:
    return PURPOSES[int(np.argmax(np.where(side, probabilities, -1.0)))]


def is_undecidable(link: Link) -> bool:
    """Whether nothing visible tells what a link is for: a variable as URL, and no words around it."""
    parts = parts_of(link.url)
    telling = set(parts.path) | (set(parts.variables) - _IDLE_WORDS)
    return not telling and not parts.host and not has_words(link)
