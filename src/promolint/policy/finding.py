"""How a finding is made of a ruling: its severity, its sentence, its way out, its sources, its fingerprint."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from promolint.policy import kinds
from promolint.policy.claims import claims_service
from promolint.policy.ruling import Stance
from promolint.values.message import Place
from promolint.values.outcome import Finding, Severity, Suppression
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from promolint.judging.link_rules import LinkRule
    from promolint.policy.kinds import Kind
    from promolint.policy.rules import Rule
    from promolint.policy.ruling import Pack, Ruling
    from promolint.values.message import Link, Message
    from promolint.values.verdict import JudgedMessage

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Policy:
    """What findings are decided by. A judge less sure than ``error_threshold`` makes a note, whatever the packs say.

    ``language`` (``de`` or ``en``) is that of the findings, not of the messages. ``guards`` name the template variables
    that stand for a reader's consent, beside those that promolint knows. ``severity`` says by code how bad findings are
    that the judge is sure of, whatever the packs say; a code with ``None`` is not reported. ``allow`` names links that
    are not held against a message.
    """

    packs: tuple[Pack, ...]
    error_threshold: float
    language: str = "en"
    guards: tuple[str, ...] = ()
    severity: Mapping[str, Severity | None] = field(default_factory=dict)
    allow: tuple[LinkRule, ...] = ()

    @property
    def names(self) -> str:
        """The names of the packs, as findings give them."""
        return ",".join(pack.name for pack in self.packs)


@dataclass(frozen=True, slots=True)
class Case:
    """One message before one pack."""

    judged: JudgedMessage
    pack: Pack
    policy: Policy

    @property
    def message(self) -> Message:
        """The message itself."""
        return self.judged.message

    @property
    def kind(self) -> Kind | None:
        """The message's kind, declared or inferred."""
        kind = self.message.declaration.kind
        return kinds.get(kind) if kind else None

    @property
    def words(self) -> Catalogue:
        """The words to speak in."""
        return Catalogue.load(self.policy.language)

    @property
    def where(self) -> str:
        """The message in a sentence: "in an invoice"."""
        return self.kind.within.into(self.policy.language) if self.kind else self.words.say("finding.unknown_kind")

    @property
    def place(self) -> Place:
        """Where a finding about the whole message stands: at the file's beginning, in one of many at its first link."""
        whole = not self.message.part or not self.message.links
        return Place(1, 1, 1, 1) if whole else self.message.links[0].place

    def cited(self, rule: str) -> tuple[str, ...]:
        """The ids of the sources of a rule that speaks of a whole message."""
        return self.pack.cited(rule, self.message.channel)

    def allowed(self, link: Link) -> Suppression | None:
        """Why a link is not held against the message, where the configuration allows it."""
        if not self.policy.allow:
            return None
        from promolint.judging.link_rules import last_of

        rule = last_of(self.policy.allow, link)
        return None if rule is None else Suppression("allow", rule.reason or rule.origin)

    def sources(self, ids: Sequence[str]) -> tuple[str, ...]:
        """The citations of these sources."""
        return tuple(self.pack.sources[source].cite.into(self.policy.language) for source in ids)

    def reason(self, ruling: Ruling) -> str:
        """Why, as half a sentence: what the nearest source says, or the pack by its name."""
        if not ruling.sources:
            return self.words.say(f"finding.{ruling.stance}", policy=self.pack.name)
        source = self.pack.sources[ruling.sources[0]]
        says, cite = source.says.into(self.policy.language), source.cite.into(self.policy.language)
        return self.words.say("finding.because", says=says, cite=cite)


def about_message(  # noqa: PLR0913 - what a finding is made of
    case: Case, rule: Rule, key: str, ruling: Ruling, *, sure: bool = True, advertises: bool = False, **said: object
) -> Finding:
    """A finding about the whole message, in the sentence ``key`` with its ``reason``."""
    message, words = case.message, case.words
    told = words.say(key, where=case.where, reason=case.reason(ruling), **said)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity_of(case, ruling.stance, sure=sure, advertises=advertises),
        confidence=1.0,
        path=message.path,
        part=message.part,
        place=case.place,
        message=told,
        help=" ".join(words.say(key) for key in (f"rule.{rule.name}.way_out", "help.questions")),
        kind=message.declaration.kind,
        policy=case.pack.name,
        sources=case.sources(ruling.sources),
    )


def severity_of(case: Case, stance: Stance, *, sure: bool, advertises: bool) -> Severity:
    """How bad something is; what advertises is worse by one beside a claim that the message does not."""
    if not sure:
        return Severity.NOTE
    worse = stance is Stance.FORBID or (advertises and claims_service(case.message.text))
    return Severity.ERROR if worse else Severity.WARNING


def folded(text: str) -> str:
    """``text`` with white space folded."""
    return " ".join(text.split())


def shortened(text: str) -> str:
    """``text`` as a sentence quotes it."""
    said = folded(text)
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"


def normalised(url: str) -> str:
    """Return the URL with white space folded and its ``utm_*`` parameters gone; template syntax stays as it is."""
    address, mark, fragment = folded(url).partition("#")
    path, _, query = address.partition("?")
    kept = [parameter for parameter in query.split("&") if parameter and not parameter.lower().startswith("utm_")]
    return path + ("?" + "&".join(kept) if kept else "") + mark + fragment


def digest(*parts: str) -> str:
    """Return 16 hex digits for parts that hold no line break."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
