"""What readers agreed to: how a ruling softens with their consent, and links that a template shows to them only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.policy.ruling import Stance
from promolint.values.message import Audience, Consent
from promolint.values.outcome import Suppression
from promolint.values.verdict import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from promolint.policy.kinds import Kind
    from promolint.policy.ruling import Pack
    from promolint.values.message import Declaration
    from promolint.values.verdict import JudgedMessage

GUARDS = (
    *("accepts_marketing", "accepts_promotions", "accepts_offers", "accepted_marketing", "allows_marketing"),
    *("marketing_consent", "marketing_opt_in", "marketing_optin", "marketing_allowed", "marketing_accepted"),
    *("marketing_permission", "marketing_subscribed", "has_marketing_consent", "opted_in_to_marketing"),
    *("newsletter_opt_in", "newsletter_optin", "newsletter_consent", "newsletter_subscribed", "newsletter_subscriber"),
    *("subscribed_to_newsletter", "accepts_newsletter", "wants_newsletter", "promotional_emails_enabled"),
    *("werbeeinwilligung", "werbe_einwilligung", "marketing_erlaubnis", "werbung_erlaubt", "newsletter_erlaubnis"),
    *("newsletter_einwilligung", "newsletter_abonniert", "accepte_marketing", "consentement_marketing"),
    *("acepta_publicidad", "acepta_marketing", "consenso_marketing"),
)
"""Names of template variables that say that a reader agreed to advertising; a configuration may name more."""

_NAME = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_AND = re.compile(r"\band\b|&&", re.IGNORECASE)
_OTHERWISE = re.compile(r"\A\s*else of\b|\A\W*\^|\bunless\b|\bifnot|\bor\b|\|\|", re.IGNORECASE)
# what a variable that is not set stands for: accepts_marketing|default(false)
_UNSET = re.compile(r"(?:\?\?|!|\|\s*+default\s*+[:(]?)\s*+(?:false\b|''|\"\")\s*+\)?", re.IGNORECASE)
_YES = r"(?:true|1|yes|y|on|ja|oui|s[ií]|subscribed|confirmed|granted|given|accepted|opt(?:ed)?[_ -]?in)"
_DENIED = re.compile(rf"!|<|\?\?|\|\s*default\b|=(?![=>])\s*+(?!['\"]?{_YES}\b)", re.IGNORECASE)
_DENYING = frozenset(
    "not no non false nil null none blank empty isnt ne neq isset defined exists nicht kein keine without missing lacks"
    " never revoked withdrawn denied refused declined expired pending required requested unsubscribed"
    " url link form".split()
)
_BACK = r"(?:STOPP?|ABMELDEN|AFMELDEN|BAJA|UNSUBSCRIBE)"
_OBJECTION = re.compile(
    r"\b(?i:reply|text|txt|send|antworten?|antworte|sende|r[ée]pondez|envoyez|responde|env[ií]a|rispondi|invia|scrivi"
    rf"|antwoord|stuur|sms)(?i:\s+(?:with|mit|sie mit|par|con|met))?\s+[\"'“„«]?(?i:{_BACK})\b"
    rf"|\b{_BACK}[\"'”“»]?(?:=|\s*(?:(?i:to|an|au|al|a|naar|senden|sturen|sms)\b|\d))"
    rf"|\b(?i:opt[ -]?out|abmeld\w*|abbestell\w*|afmeld\w*)\b[^.!?\n]{{0,20}}\b{_BACK}\b"
)
_MAKES_CONSENT = "double-opt-in"


def given(declaration: Declaration) -> Consent | None:
    """The readers' consent as declared; that of existing customers is, where nobody says more, a soft opt-in."""
    if declaration.consent is None and declaration.audience is Audience.EXISTING_CUSTOMER:
        return Consent.SOFT_OPT_IN
    return declaration.consent


def counts(pack: Pack, kind: Kind | None) -> bool:
    """Whether readers' consent counts here: not before a platform's rules, nor in the message that asks for it."""
    return pack.consent_lifts and (kind is None or kind.id != _MAKES_CONSENT)


def excuse(guard: str, pack: Pack, kind: Kind | None) -> Suppression | None:
    """Why what a template guards so is not held against the message; nothing where the pack counts no consent."""
    return Suppression("guard", guard) if guard and counts(pack, kind) else None


def softened(stance: Stance, purpose: Purpose, judged: JudgedMessage, pack: Pack, kind: Kind | None) -> Stance:
    """``stance`` on a link of ``purpose`` for readers who gave the consent that the message declares.

    A kind that nobody can refuse also reaches those who did not agree, so there consent turns a ban into a doubt.
    """
    if stance is Stance.ALLOW or not counts(pack, kind):
        return stance
    if given(judged.message.declaration) is Consent.OPT_IN:
        return Stance.WARN if kind is not None and kind.always_sent else Stance.ALLOW
    covered = purpose in pack.soft_opt_in.purposes and is_for_own_customers(judged, pack, kind)
    return Stance.WARN if covered else stance


def is_for_own_customers(judged: JudgedMessage, pack: Pack, kind: Kind | None) -> bool:
    """Whether the exception for a seller's own customers reaches the message: by consent, kind, channel and way out."""
    exception, message = pack.soft_opt_in, judged.message
    reaches = bool(exception.purposes) and message.channel in exception.channels and counts(pack, kind)
    excepted = kind is not None and kind.id in exception.except_kinds
    return reaches and not excepted and given(message.declaration) is Consent.SOFT_OPT_IN and has_way_out(judged)


def has_way_out(judged: JudgedMessage) -> bool:
    """Whether the reader can object in this message: a link to mail settings, or the word to send back in a text."""
    pairs = zip(judged.message.links, judged.verdicts, strict=True)
    shown = (verdict for link, verdict in pairs if not link.commented and not verdict.undecidable)
    linked = any(verdict.purpose is Purpose.PREFERENCES for verdict in shown)
    return linked or _OBJECTION.search(judged.message.text) is not None


def guard_among(conditions: Sequence[str], names: Iterable[str] = GUARDS) -> str:
    """The first of ``conditions`` that holds only for readers who agreed to advertising; empty where there is none.

    A condition counts that names one of ``names``, neither denied nor beside an "or", and not as its else branch.
    """
    wanted = [_parts(name) for name in names] if conditions else ()
    return next((condition for condition in conditions if _guards(condition, wanted)), "")


def _guards(condition: str, wanted: Iterable[tuple[str, ...]]) -> bool:
    """Whether ``condition`` holds only for those who agreed; of parts joined by "and", outside brackets, one must."""
    if _OTHERWISE.search(condition):
        return False
    clauses = [condition] if "(" in condition else _AND.split(condition)
    return any(_affirms(_UNSET.sub("", clause), wanted) for clause in clauses)


def _affirms(clause: str, wanted: Iterable[tuple[str, ...]]) -> bool:
    parts = _parts(clause)
    if _DENIED.search(clause) or not _DENYING.isdisjoint(parts):
        return False
    return any(
        parts[at : at + len(name)] == name for name in wanted for at in range(len(parts) - len(name) + 1) if name
    )


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _NAME.findall(name))
