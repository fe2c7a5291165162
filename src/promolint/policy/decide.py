"""The decision: from what the judge saw, the packs and what the message is to findings. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from promolint.policy import audience, hygiene, links, whole
from promolint.policy.finding import Case, Policy, digest, folded, normalised
from promolint.values.outcome import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from promolint.values.verdict import JudgedMessage

_SURE_NOTES = "PL5"


def decide(judged: JudgedMessage, policy: Policy) -> tuple[Finding, ...]:
    """Return what the policy has against one message, and then against its links in their order.

    What several packs refuse is one finding that names them. UsageError where the declaration names a kind that does
    not exist.
    """
    by_pack = [_numbered(_before(Case(judged, pack, policy))) for pack in policy.packs]
    merged = _merged(finding for found in by_pack for finding in found)
    return tuple(as_configured(merged, policy))


def as_configured(findings: Iterable[Finding], policy: Policy) -> Iterator[Finding]:
    """The findings as bad as somebody set them; a note that asks for a look stays one, whatever is set."""
    for finding in findings:
        asked = policy.severity.get(finding.code, finding.severity)
        doubtful = finding.severity is Severity.NOTE and not finding.code.startswith(_SURE_NOTES)
        if asked is not None:
            yield finding if doubtful or asked is finding.severity else replace(finding, severity=asked)


def _before(case: Case) -> Iterator[Finding]:
    """What one pack says. Of a message that is marketing only its readers' consent counts."""
    yield from audience.findings(case)
    if case.message.declaration.says_marketing:
        return
    yield from hygiene.findings(case)
    marketing = whole.marketing_message(case)
    if marketing is not None:
        yield marketing
    if marketing is None or not whole.stands_for_all(case, marketing):
        yield from links.findings(case)
        yield from whole.offers(case)
        yield from whole.promotion_first(case)


def _merged(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One finding where several packs say the same: the gravest, with the names of all and all their sources.

    One that a reader's consent excuses goes behind all that it does not.
    """
    same: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        same.setdefault((finding.fingerprint, finding.purpose), []).append(finding)
    for group in same.values():
        gravest = max(group, key=lambda finding: (finding.suppressed is None, finding.severity.rank))
        packs = ",".join(dict.fromkeys(finding.policy for finding in group))
        sources = dict.fromkeys((*gravest.sources, *(source for finding in group for source in finding.sources)))
        yield replace(gravest, policy=packs, sources=tuple(sources))


def _numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with fingerprints that no line number is part of; equal ones are told apart by their order."""
    told: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        same = (finding.code, normalised(finding.url), folded(finding.text).casefold())
        yield replace(finding, fingerprint=digest(*same, str(told[same])))
        told[same] += 1
