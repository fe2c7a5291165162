"""What readers agreed to: how a ruling softens with their consent, and links that a template shows to them only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.policy.ruling import Stance
from promolint.values import Audience, Consent, Group, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promolint.policy.kinds import Kind
    from promolint.policy.ruling import Pack
    from promolint.values import Declaration, JudgedMessage, Link

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
_DENIED = re.compile(
    r"!(?!=)|!=|==\s*(?:false|0|no\b|'no'|\"no\"|nil|null|none)|\bnot\b|\bunless\b|\bifnot\w*|\bor\b|\|\||\bfalse\b"
    r"|\bempty\b|\bblank\b|\bnil\b|\bnull\b|\bisnt\b|\A\W*\^|\A\s*else\b",
    re.IGNORECASE,
)
_MAKES_CONSENT = "double-opt-in"
_AGREEABLE = frozenset({Group.PROMOTIONAL, Group.GREY})


def given(declaration: Declaration) -> Consent | None:
    """The readers' consent as declared; that of existing customers is, where nobody says more, a soft opt-in."""
    if declaration.consent is None and declaration.audience is Audience.EXISTING_CUSTOMER:
        return Consent.SOFT_OPT_IN
    return declaration.consent


def softened(stance: Stance, purpose: Purpose, judged: JudgedMessage, pack: Pack, kind: Kind | None) -> Stance:
    """``stance`` on a link of ``purpose`` for readers who gave the consent that the message declares.

    A kind that nobody can refuse also reaches those who did not agree, so there consent turns a ban into a doubt.
    """
    consent = given(judged.message.declaration)
    if not pack.consent_lifts or stance is Stance.ALLOW or purpose.group not in _AGREEABLE:
        return stance
    if consent is Consent.OPT_IN and not (kind is not None and kind.id == _MAKES_CONSENT):
        return Stance.WARN if kind is not None and kind.always_sent else Stance.ALLOW
    if consent is not Consent.SOFT_OPT_IN or (kind is not None and kind.id in pack.soft_opt_in.except_kinds):
        return stance
    covered = purpose in pack.soft_opt_in.purposes and judged.message.channel in pack.soft_opt_in.channels
    return Stance.WARN if covered and has_way_out(judged) else stance


def has_way_out(judged: JudgedMessage) -> bool:
    """Whether the reader can object in this message: a link to mail settings, or the word to send back in a text."""
    linked = any(verdict.purpose is Purpose.PREFERENCES for verdict in judged.verdicts)
    return linked or _OBJECTION.search(judged.message.text) is not None


_OBJECTION = re.compile(
    r"\b(?:reply|text|send|antworten?|antworte|sende|repondez|répondez|responde|rispondi|antwoord)\b.{0,30}\b(?:STOPP?|ABMELDEN|BAJA)\b"
    r"|\bSTOPP?\b.{0,30}\b(?:an|to|au|al|a|naar)\b.{0,15}\d|\bopt[ -]?out\b.{0,20}\bSTOP\b|\bSTOP(?:P|=| to)\b",
    re.IGNORECASE,
)


def guard_of(link: Link, names: Iterable[str] = GUARDS) -> str:
    """The condition that shows ``link`` only to readers who agreed to advertising; empty where there is none.

    A condition counts that names one of ``names``, neither denied nor beside an "or", and not as its else branch.
    """
    wanted = [_parts(name) for name in names]
    return next((condition for condition in link.conditions if _guards(condition, wanted)), "")


def _guards(condition: str, wanted: Iterable[tuple[str, ...]]) -> bool:
    if _DENIED.search(condition):
        return False
    parts = _parts(condition)
    return any(
        parts[at : at + len(name)] == name for name in wanted for at in range(len(parts) - len(name) + 1) if name
    )


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _NAME.findall(name))
