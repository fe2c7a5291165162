"""The decision: from what the judge saw, the pack and the message's kind to findings. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from promolint.policy import kinds, rules, subtypes
from promolint.policy.ruling import Stance
from promolint.values import Finding, Group, Severity, Stream
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.policy.kinds import Kind
    from promolint.policy.ruling import Pack, Ruling
    from promolint.values import JudgedMessage, Link, Message, Purpose, Verdict

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Policy:
    """What findings are decided by. A judge less sure than ``error_threshold`` makes a note, whatever the pack says.

    ``language`` (``de`` or ``en``) is that of the findings, not of the messages.
    """

    pack: Pack
    error_threshold: float
    language: str = "en"


def decide(judged: JudgedMessage, policy: Policy) -> tuple[Finding, ...]:
    """Return what the policy has against the links of one message, in their order.

    A message declared to be marketing has no findings; nor has a link that is commented out, doubles another one or
    cannot be decided. UsageError where the declaration names a kind that does not exist.
    """
    message = judged.message
    if message.declaration.stream is Stream.MARKETING:
        return ()
    told: Counter[tuple[str, ...]] = Counter()
    findings = []
    for link, verdict in zip(message.links, judged.verdicts, strict=True):
        if verdict.purpose.group is Group.TRANSACTIONAL or verdict.undecidable or link.commented or link.twin:
            continue
        subtype = subtypes.of(link, verdict.purpose)
        ruling = policy.pack.ruling(message.declaration.kind, verdict.purpose, subtype)
        if ruling.stance is Stance.ALLOW:
            continue
        finding = _finding(message, link, verdict, ruling, policy)
        same = (finding.code, normalised(link.url), _folded(link.text).casefold())
        findings.append(replace(finding, fingerprint=_digest(*same, str(told[same]))))
        told[same] += 1
    return tuple(findings)


def normalised(url: str) -> str:
    """Return the URL with white space folded and its ``utm_*`` parameters gone; template syntax stays as it is."""
    address, mark, fragment = _folded(url).partition("#")
    path, _, query = address.partition("?")
    kept = [parameter for parameter in query.split("&") if parameter and not parameter.lower().startswith("utm_")]
    return path + ("?" + "&".join(kept) if kept else "") + mark + fragment


def _finding(message: Message, link: Link, verdict: Verdict, ruling: Ruling, policy: Policy) -> Finding:
    rule = rules.for_purpose(verdict.purpose)
    kind = kinds.get(message.declaration.kind) if message.declaration.kind else None
    words = Catalogue.load(policy.language)
    sure = verdict.confidence >= policy.error_threshold
    told = words.say(
        "finding.sure" if sure else "finding.unsure",
        link=_shortened(link.text) or _shortened(link.url),
        does=words.say(f"purpose.{verdict.purpose}.does"),
        where=kind.within.into(policy.language) if kind else words.say("finding.unknown_kind"),
        reason=_reason(ruling, policy, words),
    )
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=_severity(ruling.stance, sure=sure),
        confidence=verdict.confidence,
        path=message.path,
        part=message.part,
        place=link.place,
        message=told,
        help=_help(verdict.purpose, kind, words),
        url=link.url,
        text=link.text,
        purpose=verdict.purpose,
        kind=message.declaration.kind,
        policy=policy.pack.name,
        sources=tuple(policy.pack.sources[source].cite.into(policy.language) for source in ruling.sources),
        evidence=verdict.evidence,
        excerpt=link.excerpt,
    )


def _severity(stance: Stance, *, sure: bool) -> Severity:
    if not sure:
        return Severity.NOTE
    return Severity.ERROR if stance is Stance.FORBID else Severity.WARNING


def _reason(ruling: Ruling, policy: Policy, words: Catalogue) -> str:
    if not ruling.sources:
        return words.say(f"finding.{ruling.stance}", policy=policy.pack.name)
    source = policy.pack.sources[ruling.sources[0]]
    says, cite = source.says.into(policy.language), source.cite.into(policy.language)
    return words.say("finding.because", says=says, cite=cite)


def _help(purpose: Purpose, kind: Kind | None, words: Catalogue) -> str:
    said = [f"purpose.{purpose}.way_out", "help.questions"]
    if kind is None:
        said.append("help.unknown_kind")
    elif kind.always_sent:
        said.append("help.always_sent")
    return " ".join(words.say(key) for key in said)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str) -> str:
    folded = _folded(text)
    return folded if len(folded) <= _LONGEST else folded[: _LONGEST - 1].rstrip() + "…"


def _digest(*parts: str) -> str:
    """Return 16 hex digits for parts that hold no line break."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
