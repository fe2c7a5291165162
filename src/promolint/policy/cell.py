"""The cell of a policy that a link falls into: which pack says what to this purpose in this kind, by which sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from promolint.policy import subtypes
from promolint.policy.decide import decide
from promolint.policy.finding import Case
from promolint.policy.links import ruling_on

if TYPE_CHECKING:
    from promolint.policy.finding import Policy
    from promolint.policy.ruling import Source, Stance
    from promolint.values.outcome import Finding
    from promolint.values.verdict import JudgedMessage


@dataclass(frozen=True, slots=True)
class Cell:
    """A ruling with all that it was looked up by. ``kind`` is ``None`` and ``kind_source`` "unknown" where nobody said.

    ``marketing``: the message is declared to be marketing, which the policy has nothing to say to. ``finding`` is what
    ``check`` reports of the link, if anything.
    """

    pack: str
    kind: str | None
    kind_source: str
    subtype: str
    stance: Stance
    sources: tuple[Source, ...]
    marketing: bool
    finding: Finding | None


def cell_of(judged: JudgedMessage, index: int, policy: Policy) -> Cell:
    """The cell of link ``index`` in the first pack. UsageError where the declared kind does not exist."""
    message, link, verdict = judged.message, judged.message.links[index], judged.verdicts[index]
    declaration, pack = message.declaration, policy.packs[0]
    subtype = subtypes.of(link, verdict.purpose, declaration.kind)
    ruling = ruling_on(Case(judged, pack, policy), link, verdict.purpose)
    found = (one for one in decide(judged, policy) if one.place == link.place and one.purpose is verdict.purpose)
    return Cell(
        pack.name,
        declaration.kind,
        declaration.source if declaration.kind else "unknown",
        subtype,
        ruling.stance,
        tuple(pack.sources[source] for source in ruling.sources),
        declaration.says_marketing,
        next(found, None),
    )
