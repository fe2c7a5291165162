"""What a message claims about itself: that it does not advertise. The wording lies in ``claims.toml``."""

from __future__ import annotations

from functools import cache, lru_cache

from promolint.judging.folding import tokens
from promolint.words import resource


@lru_cache(maxsize=1)  # one message comes before several packs, with several findings
def claims_service(text: str) -> bool:
    """Whether the text of a message says that this is no advertising."""
    said = tokens(text)
    return any(said[at : at + len(claim)] == claim for at, word in enumerate(said) for claim in _claims().get(word, ()))


@cache
def _claims() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for claims in resource.toml("promolint.policy", "claims.toml").values():
        for claim in map(tokens, claims):
            found.setdefault(claim[0], []).append(claim)
    return found
