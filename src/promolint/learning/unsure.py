"""Which links a person should look at: those of whose group the judge is least sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from promolint.judging.certain import certain_purpose
from promolint.judging.judge import is_undecidable
from promolint.judging.model import PROMOTIONAL
from promolint.judging.own import NOTHING, told
from promolint.learning.labels import matched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from promolint.judging.model import Model
    from promolint.judging.own import Own
    from promolint.learning.labels import Label
    from promolint.values.message import Link, Message


@dataclass(frozen=True, slots=True)
class Asked:
    """A link of a message, the model's probability that it advertises, and the one from which on it says so."""

    message: Message
    link: Link
    promotional: float
    note: float
    undecidable: bool


def asked(message: Message, model: Model, own: Own = NOTHING) -> list[Asked]:
    """The links of which the model is asked: all but twins and those whose form, or the team itself, tells enough.

    ``own`` is what a team says of its links.
    """
    if not message.links:
        return []
    seen = model.with_phrases(own.phrases).probabilities(message, range(len(message.links)))
    chances = seen[:, PROMOTIONAL].sum(axis=1)
    return [
        Asked(message, link, float(chance), model.calibration.note, is_undecidable(link))
        for link, chance in zip(message.links, chances, strict=True)
        if not link.twin and certain_purpose(link) is None and told(link, message.language, own) is None
    ]


def least_sure_first(links: Iterable[Asked]) -> list[Asked]:
    """The links nearest to their threshold first, undecidable ones last."""
    return sorted(
        links,
        key=lambda one: (one.undecidable, round(abs(one.promotional - one.note), 9), one.message.path, one.link.place),
    )


def unlabelled(links: Sequence[Asked], labels: Iterable[Label]) -> list[Asked]:
    """The links that have no label yet, in their order."""
    known = matched(labels, [(one.message.path, one.link) for one in links])
    return [one for number, one in enumerate(links) if number not in known]
