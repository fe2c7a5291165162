"""Finer than a purpose: forms of a link that a policy rules on apart.

A pack names one as ``purpose/sub-type`` (``social/bare``); a link of no sub-type is ruled on by its purpose alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.values.message import Region
from promolint.values.verdict import Purpose

if TYPE_CHECKING:
    from promolint.policy.forms import Told
    from promolint.values.message import Link

BARE, CALL = "bare", "call"
OWN, PUBLIC, INCENTIVISED = "own", "public", "incentivised"
PLAIN = "plain"
SUBTYPES: dict[Purpose, tuple[str, ...]] = {
    Purpose.SOCIAL: (BARE, CALL),
    Purpose.REVIEW: (OWN, PUBLIC, INCENTIVISED),
    Purpose.BRAND: (PLAIN, "slogan"),
    Purpose.APP: ("needed", "promoted"),
    Purpose.UPGRADE: ("same", "bigger"),
    Purpose.DISCOUNT: (OWN, "future"),
    Purpose.REFERRAL: ("status", "invite"),
    Purpose.LOYALTY: ("balance", "join"),
}

_CALL = re.compile(
    r"\b(?:folg(?:e|en|t)?|follow|lik(?:e|en)|gefällt|teil(?:e|en)|share|abonnier\w*|subscribe|join|mitmachen)\b",
    re.IGNORECASE,
)
_SHARING = re.compile(r"/share|sharer|intent/(?:tweet|post|follow)", re.IGNORECASE)


def of(link: Link, purpose: Purpose, kind: str | None = None) -> str:
    """Return the sub-type of a link that has this purpose, in a message of this kind; nothing where none is told.

    A social link is bare where it stands with the contact data (footer, signature), neither its words call for
    following, liking or sharing, nor does its URL share something. A review that is rewarded is incentivised, wherever
    it leads. Else the link's words go before its URL, that before its sentence; where one of them tells two forms,
    none is told.
    """
    if purpose not in SUBTYPES:
        return ""
    from promolint.policy import forms  # reading a message is loaded with it, and a pack needs none of that

    told = forms.told(link, purpose, kind)
    if purpose is Purpose.SOCIAL:
        return _of_social(link, told)
    if purpose is Purpose.REVIEW:
        return _of_review(told)
    if purpose is Purpose.BRAND and not any(told) and forms.is_name(link):
        return PLAIN
    return _nearest(told)


def _of_social(link: Link, told: Told) -> str:
    """A call where words or URL say so, else bare beside the contact data; elsewhere the sentence may tell."""
    if CALL in told.words or _CALL.search(link.text) or _SHARING.search(link.url):
        return CALL
    return BARE if link.region in {Region.FOOTER, Region.SIGNATURE} else _nearest(told)


def _of_review(told: Told) -> str:
    """A reward goes before all, a public platform before a form of one's own."""
    if INCENTIVISED in told.words | told.url | told.sentence:
        return INCENTIVISED
    layers = (told.words | told.url, told.sentence)
    return next((form for layer in layers for form in (PUBLIC, OWN) if form in layer), "")


def _nearest(told: Told) -> str:
    """What the surest thing that tells anything tells, if it is one form only."""
    nearest = next((layer for layer in told if layer), frozenset())
    return next(iter(nearest)) if len(nearest) == 1 else ""
