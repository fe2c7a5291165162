"""What a pack has against single links: by their purpose, the message's kind, its readers and their consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.policy import consent, rules, subtypes
from promolint.policy.course import is_unrelated
from promolint.policy.finding import severity_of, shortened
from promolint.policy.ruling import Ruling, Stance
from promolint.values import Audience, Consent, Finding, Group, Purpose, Suppression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from promolint.policy.finding import Case
    from promolint.policy.rules import Rule
    from promolint.values import Link, Verdict

_UNRELATED, _REFUSED = rules.get("unrelated-offer"), rules.get("link-refused")


def findings(case: Case, *, raised: bool) -> Iterator[Finding]:
    """The findings against the links of one message, in their order.

    A link that is commented out, doubles another one or cannot be decided has none.
    """
    for link, verdict in zip(case.message.links, case.judged.verdicts, strict=True):
        if verdict.undecidable or link.commented or link.twin:
            continue
        rule, ruling = _ruled(case, link, verdict)
        if ruling.stance is not Stance.ALLOW:
            yield _finding(case, link, verdict, rule, ruling, raised=raised)


def ruling_on(case: Case, link: Link, purpose: Purpose) -> Ruling:
    """What the pack says to a link of this purpose here, softened by what the readers agreed to."""
    kind = case.kind
    subtype = subtypes.of(link, purpose, kind.id if kind else None)
    ruling = case.pack.ruling(kind.id if kind else None, purpose, subtype, case.message.channel)
    stance = consent.softened(ruling.stance, purpose, case.judged, case.pack, kind)
    return Ruling(stance, ruling.sources)


def _ruled(case: Case, link: Link, verdict: Verdict) -> tuple[Rule, Ruling]:
    purpose, declaration = verdict.purpose, case.message.declaration
    if declaration.audience is Audience.COURSE_PARTICIPANT and is_unrelated(link, purpose, declaration.course):
        agreed = consent.given(declaration) not in {None, Consent.NONE}
        stance = Stance.ALLOW if agreed else Stance.FORBID
        return _UNRELATED, Ruling(stance, case.pack.rules.get(_UNRELATED.name, ()))
    return _rule(link, purpose), ruling_on(case, link, purpose)


def _rule(link: Link, purpose: Purpose) -> Rule:
    """The rule by which a link of this purpose is reported; a slogan to the sender's name advertises products."""
    if purpose.group is not Group.TRANSACTIONAL:
        return rules.for_purpose(purpose)
    slogan = purpose is Purpose.BRAND and subtypes.of(link, purpose) == "slogan"
    return rules.for_purpose(Purpose.PRODUCT) if slogan else _REFUSED


def _finding(case: Case, link: Link, verdict: Verdict, rule: Rule, ruling: Ruling, *, raised: bool) -> Finding:  # noqa: PLR0913
    words, kind = case.words, case.kind
    advertised = rule.purpose or verdict.purpose
    sure = verdict.confidence >= case.policy.error_threshold
    does = words.say("link.refused.does" if rule is _REFUSED else f"purpose.{advertised}.does")
    told = words.say(
        "finding.sure" if sure else "finding.unsure",
        link=shortened(link.text) or shortened(link.url),
        does=does,
        where=case.where,
        reason=case.reason(ruling),
    )
    guard = consent.guard_of(link, (*consent.GUARDS, *case.policy.guards))
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity_of(ruling.stance, sure=sure, raised=raised and advertised.group is Group.PROMOTIONAL),
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
        suppressed=Suppression("guard", guard) if guard else None,
    )


def _help(case: Case, rule: Rule, purpose: Purpose) -> str:
    way_out = f"rule.{rule.name}.way_out" if rule.purpose is None else f"purpose.{purpose}.way_out"
    said = [way_out, "help.questions"]
    if case.kind is None:
        said.append("help.unknown_kind")
    elif case.kind.always_sent:
        said.append("help.always_sent")
    return " ".join(case.words.say(key) for key in said)
