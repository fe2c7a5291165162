"""What a pack has against a message as a whole: PL301 to PL304."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from promolint.policy import consent, rules
from promolint.policy.finding import about_message, shortened
from promolint.policy.links import advertises
from promolint.policy.ruling import Ruling, Stance
from promolint.values.message import INFERRED, Consent, Stream
from promolint.values.outcome import Finding, Severity
from promolint.values.verdict import Evidence, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from promolint.policy.finding import Case
    from promolint.policy.kinds import Kind
    from promolint.policy.rules import Rule
    from promolint.values.message import Link
    from promolint.values.verdict import Offer, Verdict

_OWN = frozenset({Purpose.TRANSACTION, Purpose.ACCOUNT, Purpose.INFORMATION})
_MOSTLY = 0.6
_LEAST = 2


def marketing_message(case: Case) -> Finding | None:
    """PL303: a kind that is marketing itself, or a draft that mostly advertises where no marketing belongs."""
    agreed = consent.given(case.message.declaration) is Consent.OPT_IN and consent.counts(case.pack, case.kind)
    if agreed:
        return None
    rule = rules.get("marketing-message")
    kind = _marketing_kind(case)
    return _of_kind(case, rule, kind) if kind else _mostly_advertising(case, rule)


def stands_for_all(case: Case, marketing: Finding) -> bool:
    """Whether PL303 says all there is to say: not of a kind that is only doubted, nor of one that was guessed."""
    return marketing.severity is Severity.ERROR or _marketing_kind(case) is None


def _marketing_kind(case: Case) -> Kind | None:
    """The message's kind where the pack takes that for marketing; one that it only doubts has to be declared."""
    kind = case.kind
    if kind is None:
        return None
    stance = case.pack.standing(kind.id).stance
    doubted = stance is Stance.WARN and case.message.declaration.source != INFERRED
    return kind if stance is Stance.FORBID or doubted else None


def _of_kind(case: Case, rule: Rule, kind: Kind) -> Finding:
    """What is said of such a kind; no more than a doubt where it was guessed, or goes to own customers."""
    ruling = case.pack.standing(kind.id, case.message.channel)
    guessed = case.message.declaration.source == INFERRED
    doubted = guessed or consent.is_for_own_customers(case.judged, case.pack, kind)
    told = Ruling(Stance.WARN if doubted else ruling.stance, ruling.sources)
    key = "whole.kind_inferred" if guessed else "whole.kind" if told.stance is Stance.FORBID else "whole.kind_doubted"
    return about_message(case, rule, key, told, kind=kind.name.into(case.policy.language))


def _mostly_advertising(case: Case, rule: Rule) -> Finding | None:
    """A draft that advertises: the judge holds it for marketing, or most of its links do where it must not."""
    counted, promotional = _counts(case)
    declaration = case.message.declaration
    guessed = declaration.stream is Stream.MARKETING and not declaration.says_marketing
    if promotional < (1 if guessed else _LEAST):
        return None
    if not guessed and not (case.judged.character.is_marketing and promotional / counted >= _MOSTLY):
        return None
    if not guessed and consent.is_for_own_customers(case.judged, case.pack, case.kind):
        return None
    key = "whole.marketing_inferred" if guessed else "whole.marketing_declared"
    ruling = Ruling(Stance.WARN if guessed else Stance.FORBID, case.cited(rule.name))
    return about_message(case, rule, key, ruling, advertises=True, promotional=promotional, all=counted)


def _counts(case: Case) -> tuple[int, int]:
    """How many links there are that are for something, and how many of them surely advertise."""
    pairs = _shown(case)
    promotional = sum(advertises(case, link, verdict) for link, verdict in pairs)
    return promotional + sum(verdict.purpose in _OWN for _, verdict in pairs), promotional


def _shown(case: Case) -> list[tuple[Link, Verdict]]:
    """The links that tell what they are for, each once."""
    return [
        (link, verdict)
        for link, verdict in zip(case.message.links, case.judged.verdicts, strict=True)
        if not (link.twin or link.commented or verdict.undecidable)
    ]


def offers(case: Case) -> Iterator[Finding]:
    """PL301 and PL302: what advertises in the subject, and in sentences without a link."""
    kind = case.kind.id if case.kind else None
    for offer in case.judged.offers:
        rule = rules.get("promotional-subject" if offer.in_subject else "promotional-text")
        ruling = case.pack.ruling(kind, offer.purpose, channel=case.message.channel)
        stance = _in_subject(case, offer, ruling) if offer.in_subject else ruling.stance
        softened = consent.softened(stance, offer.purpose, case.judged, case.pack, case.kind)
        if softened is not Stance.ALLOW:
            sources = case.cited(rule.name) or ruling.sources
            yield _offer(case, offer, rule, Ruling(softened, sources))


def _in_subject(case: Case, offer: Offer, ruling: Ruling) -> Stance:
    """The pack's word on subjects; where it is milder on this purpose in this kind than elsewhere, that goes before."""
    order = list(Stance)
    milder = order.index(ruling.stance) < order.index(case.pack.default[offer.purpose])
    return ruling.stance if milder else case.pack.positions.subject


def _offer(case: Case, offer: Offer, rule: Rule, ruling: Ruling) -> Finding:
    sure = surely_offers(case, offer)
    key = "whole.subject" if offer.in_subject else "whole.text"
    does = case.words.say(f"purpose.{offer.purpose}.does")
    found = about_message(case, rule, key, ruling, sure=sure, advertises=True, text=shortened(offer.text), does=does)
    return replace(
        found,
        place=offer.place or found.place,
        excerpt=offer.excerpt,
        text=offer.text,
        purpose=offer.purpose,
        confidence=offer.confidence,
        evidence=offer.evidence or (Evidence("message", shortened(offer.text), 1.0),),
        suppressed=consent.excuse(offer.guard, case.pack, case.kind),
    )


def surely_offers(case: Case, offer: Offer) -> bool:
    """Whether words without a link surely advertise: they name something, in the subject or as the judge is sure.

    Where a team says so itself, they do.
    """
    told = offer.concrete and (offer.in_subject or offer.confidence >= case.policy.error_threshold)
    return told or bool(offer.evidence)


def promotion_first(case: Case) -> Iterator[Finding]:
    """PL304: the first surely promotional link, where it stands before all that the message itself is for."""
    pairs = _shown(case)
    first = next((pair for pair in pairs if pair[1].purpose in _OWN or advertises(case, *pair)), None)
    own = any(verdict.purpose in _OWN for _, verdict in pairs)
    if first is None or not own or first[1].purpose in _OWN:
        return
    link, verdict = first
    softened = consent.softened(case.pack.positions.first, verdict.purpose, case.judged, case.pack, case.kind)
    if softened is Stance.ALLOW:
        return
    rule = rules.get("promotion-first")
    ruling = Ruling(softened, case.cited(rule.name))
    said = shortened(link.text) or shortened(link.url)
    yield _at(about_message(case, rule, "whole.first", ruling, advertises=True, link=said), link, verdict)


def _at(finding: Finding, link: Link, verdict: Verdict) -> Finding:
    return replace(
        finding,
        place=link.place,
        excerpt=link.excerpt,
        url=link.url,
        text=link.text,
        purpose=verdict.purpose,
        confidence=verdict.confidence,
    )
