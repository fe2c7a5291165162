"""Finer than a purpose: forms of a link that a policy rules on apart.

A pack names one as ``purpose/sub-type`` (``social/bare``); a link of no sub-type is ruled on by its purpose alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.values import Purpose, Region

if TYPE_CHECKING:
    from promolint.values import Link

BARE = "bare"
SUBTYPES: dict[Purpose, tuple[str, ...]] = {Purpose.SOCIAL: (BARE,)}

_CALL = re.compile(
    r"\b(?:folg(?:e|en|t)?|follow|lik(?:e|en)|gefällt|teil(?:e|en)|share|abonnier\w*|subscribe|join|mitmachen)\b",
    re.IGNORECASE,
)
_SHARING = re.compile(r"/share|sharer|intent/(?:tweet|post|follow)", re.IGNORECASE)


def of(link: Link, purpose: Purpose) -> str:
    """Return the sub-type of a link that has this purpose, or nothing.

    A social link is bare where it stands with the contact data (footer, signature), neither its words call for
    following, liking or sharing, nor does its URL share something.
    """
    beside_contact_data = link.region in {Region.FOOTER, Region.SIGNATURE}
    if (
        purpose is Purpose.SOCIAL
        and beside_contact_data
        and not _CALL.search(link.text)
        and not _SHARING.search(link.url)
    ):
        return BARE
    return ""
