"""Who may be written to at all: prospects, customers who agreed or may object, course participants. PL401 to PL404."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.policy import consent, rules
from promolint.policy.finding import about_message
from promolint.policy.links import advertises
from promolint.policy.ruling import Ruling, Stance
from promolint.policy.whole import surely_offers
from promolint.values.message import INFERRED, Audience, Channel, Consent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from promolint.policy.finding import Case
    from promolint.values.outcome import Finding

_NOT_AGREED = frozenset({None, Consent.NONE})


def findings(case: Case) -> Iterator[Finding]:
    """What speaks against sending this message to the readers that were declared; nothing where none were.

    A pack that names no source for a rule on readers does not have that rule.
    """
    channels = case.pack.rule_channels
    return (
        finding
        for finding in _all(case)
        if case.cited(finding.name) and case.message.channel in channels.get(finding.name, frozenset(Channel))
    )


def _all(case: Case) -> Iterator[Finding]:
    declaration = case.message.declaration
    agreed = consent.given(declaration) not in _NOT_AGREED
    marketing = declaration.says_marketing
    if declaration.audience is Audience.PROSPECT:
        yield _told(case, "audience-not-contactable", "audience.prospect", Stance.FORBID)
        return
    if declaration.audience is Audience.COURSE_PARTICIPANT and declaration.general and not agreed:
        yield _told(case, "audience-not-contactable", "audience.course_channel", Stance.FORBID)
    to_new = declaration.audience is Audience.NEW_CUSTOMER and not agreed
    stance = _beside_own_business(case, marketing=marketing)
    if to_new and stance is not Stance.ALLOW:
        yield _told(case, "consent-missing", "audience.new_customer", stance)
    elif marketing and declaration.consent is Consent.NONE:
        yield _told(case, "consent-missing", "audience.no_consent", Stance.FORBID)
    if (marketing or _advertises(case)) and not consent.has_way_out(case.judged):
        if consent.given(declaration) is Consent.SOFT_OPT_IN:
            yield _told(case, "no-objection-link", "audience.no_objection", Stance.FORBID)
        elif marketing:
            yield _told(case, "no-objection-link", "audience.no_unsubscribe", Stance.WARN, sure=False)
    elif case.pack.way_out_always and case.message.links and not consent.has_way_out(case.judged):
        yield _told(case, "no-objection-link", "audience.each_message", Stance.WARN)


def _beside_own_business(case: Case, *, marketing: bool) -> Stance:
    """How far the message goes beyond what its readers booked or bought; one level less where its kind was guessed."""
    if marketing:
        return Stance.FORBID
    standing = case.pack.standing(case.kind.id).stance if case.kind else Stance.ALLOW
    if case.message.declaration.source != INFERRED:
        return standing
    return Stance.WARN if standing is Stance.FORBID else Stance.ALLOW


def _advertises(case: Case) -> bool:
    """Whether something in the message surely advertises, with a link or without."""
    pairs = zip(case.message.links, case.judged.verdicts, strict=True)
    said = any(surely_offers(case, offer) for offer in case.judged.offers)
    return said or any(advertises(case, link, verdict) for link, verdict in pairs)


def _told(case: Case, rule: str, key: str, stance: Stance, *, sure: bool = True) -> Finding:
    return about_message(case, rules.get(rule), key, Ruling(stance, case.cited(rule)), sure=sure)
