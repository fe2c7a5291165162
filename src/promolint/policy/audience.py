"""Who may be written to at all: prospects, customers who agreed or may object, course participants. PL401 to PL404."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.policy import consent, rules
from promolint.policy.finding import about_message
from promolint.policy.ruling import Ruling, Stance
from promolint.values import INFERRED, Audience, Consent, Group, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from promolint.policy.finding import Case
    from promolint.values import Finding

_NOT_AGREED = frozenset({None, Consent.NONE})


def findings(case: Case) -> Iterator[Finding]:
    """What speaks against sending this message to the readers that were declared; nothing where none were."""
    declaration = case.message.declaration
    agreed = consent.given(declaration) not in _NOT_AGREED
    marketing = declaration.stream is Stream.MARKETING and declaration.stream_source != INFERRED
    if declaration.audience is Audience.PROSPECT:
        yield _told(case, "audience-not-contactable", "audience.prospect", Stance.FORBID)
        return
    if declaration.audience is Audience.COURSE_PARTICIPANT and declaration.general and not agreed:
        yield _told(case, "audience-not-contactable", "audience.course_channel", Stance.FORBID)
    if declaration.audience is Audience.NEW_CUSTOMER and not agreed and (marketing or not _is_own_business(case)):
        yield _told(case, "consent-missing", "audience.new_customer", Stance.FORBID)
    elif marketing and declaration.consent is Consent.NONE:
        yield _told(case, "consent-missing", "audience.no_consent", Stance.FORBID)
    advertises = marketing or any(verdict.purpose.group is Group.PROMOTIONAL for verdict in case.judged.verdicts)
    if advertises and not consent.has_way_out(case.judged):
        if consent.given(declaration) is Consent.SOFT_OPT_IN:
            yield _told(case, "no-objection-link", "audience.no_objection", Stance.FORBID)
        elif marketing:
            yield _told(case, "no-objection-link", "audience.no_unsubscribe", Stance.WARN, sure=False)


def _is_own_business(case: Case) -> bool:
    """Whether the message is of a kind that serves what its readers booked or bought, or of none that is known."""
    return case.kind is None or case.pack.standing(case.kind.id).stance is Stance.ALLOW


def _told(case: Case, rule: str, key: str, stance: Stance, *, sure: bool = True) -> Finding:
    return about_message(case, rules.get(rule), key, Ruling(stance, case.pack.rules.get(rule, ())), sure=sure)
