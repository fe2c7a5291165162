"""What a pack has against a message as a whole: PL301 to PL304."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from promolint.judging.folding import tokens
from promolint.policy import consent, rules
from promolint.policy.finding import about_message, shortened
from promolint.policy.ruling import Ruling, Stance
from promolint.values import INFERRED, Consent, Evidence, Finding, Group, Purpose, Severity, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from promolint.policy.finding import Case
    from promolint.policy.rules import Rule
    from promolint.values import Link, Message, Offer, Verdict

_OWN = frozenset({Purpose.TRANSACTION, Purpose.ACCOUNT, Purpose.INFORMATION})
_MOSTLY = 0.6
_LEAST = 2


def marketing_message(case: Case) -> Finding | None:
    """PL303: a kind that is marketing itself, or a draft that mostly advertises where no marketing belongs."""
    rule = rules.get("marketing-message")
    declaration, kind = case.message.declaration, case.kind
    if consent.given(declaration) is Consent.OPT_IN:
        return None
    if kind is not None:
        ruling = case.pack.standing(kind.id)
        if ruling.stance is Stance.ALLOW:
            return _mostly_advertising(case, rule)
        guessed = declaration.source == INFERRED
        told = Ruling(Stance.WARN if guessed else ruling.stance, ruling.sources)
        key = "whole.kind_inferred" if guessed else "whole.kind"
        return about_message(case, rule, key, told, kind=kind.name.into(case.policy.language))
    return _mostly_advertising(case, rule)


def stands_for_all(case: Case, marketing: Finding) -> bool:
    """Whether PL303 says all there is to say: not of a kind that a pack only doubts, nor of one that was guessed."""
    by_kind = case.kind is not None and case.pack.standing(case.kind.id).stance is not Stance.ALLOW
    return marketing.severity is Severity.ERROR if by_kind else True


def _mostly_advertising(case: Case, rule: Rule) -> Finding | None:
    counted, promotional = _counts(case)
    declaration = case.message.declaration
    guessed = declaration.stream is Stream.MARKETING and declaration.stream_source == INFERRED
    if promotional < (1 if guessed else _LEAST) or (not guessed and not case.judged.character.is_marketing):
        return None
    if not guessed and promotional / counted < _MOSTLY:
        return None
    key = "whole.marketing_inferred" if guessed else "whole.marketing_declared"
    ruling = Ruling(Stance.WARN if guessed else Stance.FORBID, case.pack.rules.get(rule.name, ()))
    return about_message(case, rule, key, ruling, promotional=promotional, all=counted)


def _counts(case: Case) -> tuple[int, int]:
    """How many links there are that are for something, and how many of them surely advertise."""
    verdicts = [
        verdict
        for link, verdict in zip(case.message.links, case.judged.verdicts, strict=True)
        if not link.twin and (verdict.purpose in _OWN or verdict.purpose.group is Group.PROMOTIONAL)
    ]
    sure = [verdict for verdict in verdicts if _is_sure(case, verdict)]
    return len(verdicts), len(sure)


def _is_sure(case: Case, verdict: Verdict) -> bool:
    return verdict.purpose.group is Group.PROMOTIONAL and verdict.confidence >= case.policy.error_threshold


def offers(case: Case, *, raised: bool) -> Iterator[Finding]:
    """PL301 and PL302: what advertises in the subject, and in sentences without a link."""
    kind = case.kind.id if case.kind else None
    for offer in case.judged.offers:
        rule = rules.get("promotional-subject" if offer.in_subject else "promotional-text")
        ruling = case.pack.ruling(kind, offer.purpose, channel=case.message.channel)
        stance = case.pack.positions.subject if offer.in_subject else ruling.stance
        softened = consent.softened(stance, offer.purpose, case.judged, case.pack, case.kind)
        if softened is not Stance.ALLOW:
            sources = case.pack.rules.get(rule.name, ()) or ruling.sources
            yield _offer(case, offer, rule, Ruling(softened, sources), raised=raised)


def _offer(case: Case, offer: Offer, rule: Rule, ruling: Ruling, *, raised: bool) -> Finding:
    sure = offer.confidence >= case.policy.error_threshold
    key = "whole.subject" if offer.in_subject else "whole.text"
    does = case.words.say(f"purpose.{offer.purpose}.does")
    found = about_message(case, rule, key, ruling, sure=sure, raised=raised, text=shortened(offer.text), does=does)
    return _with_offer(found, offer)


def _with_offer(finding: Finding, offer: Offer) -> Finding:
    return replace(
        finding,
        text=offer.text,
        purpose=offer.purpose,
        confidence=offer.confidence,
        evidence=(Evidence("message", shortened(offer.text), 1.0),),
    )


def promotion_first(case: Case, *, raised: bool) -> Iterator[Finding]:
    """PL304: the first surely promotional link, where it stands before all that the message itself is for."""
    stance = case.pack.positions.first
    pairs = [
        (link, verdict)
        for link, verdict in zip(case.message.links, case.judged.verdicts, strict=True)
        if not link.twin and not verdict.undecidable
    ]
    first = next((pair for pair in pairs if pair[1].purpose in _OWN or _is_sure(case, pair[1])), None)
    own = any(verdict.purpose in _OWN for _, verdict in pairs)
    if first is None or not own or first[1].purpose in _OWN:
        return
    link, verdict = first
    softened = consent.softened(stance, verdict.purpose, case.judged, case.pack, case.kind)
    if softened is Stance.ALLOW:
        return
    rule = rules.get("promotion-first")
    ruling = Ruling(softened, case.pack.rules.get(rule.name, ()))
    said = shortened(link.text) or shortened(link.url)
    yield _at(about_message(case, rule, "whole.first", ruling, raised=raised, link=said), link, verdict)


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


def claims_service(message: Message) -> bool:
    """Whether the message says of itself that it does not advertise."""
    said = tokens(message.text)
    return any(said[at : at + len(claim)] == claim for at, word in enumerate(said) for claim in _claims().get(word, ()))


@cache
def _claims() -> dict[str, list[tuple[str, ...]]]:
    data = tomllib.loads(files("promolint.policy").joinpath("claims.toml").read_text("utf-8"))
    found: dict[str, list[tuple[str, ...]]] = {}
    for claims in data.values():
        for claim in map(tokens, claims):
            found.setdefault(claim[0], []).append(claim)
    return found
