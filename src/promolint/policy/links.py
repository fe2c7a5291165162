"""What a pack has against single links: by their purpose, the message's kind, its readers and their consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.policy import consent, rules, subtypes
from promolint.policy.course import is_unrelated
from promolint.policy.finding import severity_of, shortened
from promolint.policy.ruling import Ruling, Stance
from promolint.values.message import Audience, Consent
from promolint.values.outcome import Finding
from promolint.values.verdict import Group, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from promolint.policy.finding import Case
    from promolint.policy.rules import Rule
    from promolint.values.message import Link
    from promolint.values.outcome import Suppression
    from promolint.values.verdict import Verdict

_UNRELATED, _REFUSED = rules.get("unrelated-offer"), rules.get("link-refused")


def findings(case: Case) -> Iterator[Finding]:
    """The findings against the links of one message, in their order.

    A link that is commented out, doubles another one or cannot be decided has none.
    """
    for link, verdict in zip(case.message.links, case.judged.verdicts, strict=True):
        if verdict.undecidable or link.commented or link.twin:
            continue
        rule, ruling = _ruled(case, link, verdict)
        if ruling.stance is not Stance.ALLOW:
            yield _finding(case, link, verdict, rule, ruling)


def ruling_on(case: Case, link: Link, purpose: Purpose) -> Ruling:
    """What the pack says to a link of this purpose here, softened by what the readers agreed to."""
    kind = case.kind
    subtype = subtypes.of(link, purpose, kind.id if kind else None)
    ruling = case.pack.ruling(kind.id if kind else None, purpose, subtype, case.message.channel)
    stance = consent.softened(ruling.stance, purpose, case.judged, case.pack, kind)
    return Ruling(stance, ruling.sources)


def advertises(case: Case, link: Link, verdict: Verdict) -> bool:
    """Whether a link surely advertises to readers who did not agree, against what the pack allows."""
    if verdict.purpose.group is not Group.PROMOTIONAL or verdict.confidence < case.policy.error_threshold:
        return False
    if verdict.undecidable or link.commented or link.twin or case.allowed(link):
        return False
    if consent.excuse(link.guard, case.pack, case.kind):
        return False
    return ruling_on(case, link, verdict.purpose).stance is not Stance.ALLOW


def _ruled(case: Case, link: Link, verdict: Verdict) -> tuple[Rule, Ruling]:
    """The rule and the ruling. Participants who agreed to nothing hear of their own course, the others as all do."""
    purpose, declaration = verdict.purpose, case.message.declaration
    bound = declaration.audience is Audience.COURSE_PARTICIPANT and declaration.consent in {None, Consent.NONE}
    if bound and is_unrelated(link, purpose, declaration.course):
        return _UNRELATED, Ruling(Stance.FORBID, case.cited(_UNRELATED.name))
    return _rule(link, purpose), ruling_on(case, link, purpose)


def _rule(link: Link, purpose: Purpose) -> Rule:
    """The rule by which a link of this purpose is reported; a slogan to the sender's name advertises products."""
    if purpose.group is not Group.TRANSACTIONAL:
        return rules.for_purpose(purpose)
    slogan = purpose is Purpose.BRAND and subtypes.of(link, purpose) == "slogan"
    return rules.for_purpose(Purpose.PRODUCT) if slogan else _REFUSED


def _finding(case: Case, link: Link, verdict: Verdict, rule: Rule, ruling: Ruling) -> Finding:
    words, kind = case.words, case.kind
    advertised = rule.purpose or verdict.purpose
    sure = verdict.confidence >= case.policy.error_threshold
    serves = advertised.group is Group.TRANSACTIONAL
    does = words.say("link.refused.does" if serves else f"purpose.{advertised}.does")
    told = words.say(
        "finding.sure" if sure else "finding.unsure",
        link=shortened(link.text) or shortened(link.url),
        does=does,
        where=case.where,
        reason=case.reason(ruling),
    )
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity_of(case, ruling.stance, sure=sure, advertises=advertised.group is Group.PROMOTIONAL),
        confidence=verdict.confidence,
        path=case.message.path,
        part=case.message.part,
        place=link.place,
        message=told,
        help=_help(case, rule, advertised),
        url=link.url,
        text=link.text,
        purpose=verdict.purpose,
        kind=kind.id if kind else None,
        policy=case.pack.name,
        sources=case.sources(ruling.sources),
        evidence=verdict.evidence,
        excerpt=link.excerpt,
        suppressed=_excuse(case, link, rule),
    )


def _excuse(case: Case, link: Link, rule: Rule) -> Suppression | None:
    """Why a link is not held against the message; who may be told of a course is not for an allowed link to change."""
    guarded = consent.excuse(link.guard, case.pack, case.kind)
    return guarded or (None if rule is _UNRELATED else case.allowed(link))


def _help(case: Case, rule: Rule, purpose: Purpose) -> str:
    way_out = f"rule.{rule.name}.way_out" if rule.purpose is None else f"purpose.{purpose}.way_out"
    said = [way_out, "help.questions"]
    if case.kind is None:
        said.append("help.unknown_kind")
    elif case.kind.always_sent:
        said.append("help.always_sent")
    return " ".join(case.words.say(key) for key in said)
