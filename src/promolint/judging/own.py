"""What a team says of links itself: it goes before the link's form, and before the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from promolint.values import Evidence

if TYPE_CHECKING:
    from promolint.judging.link_rules import LinkRule
    from promolint.values import Link, Purpose


class Own(NamedTuple):
    """The word of a team: the links that it denies."""

    denied: tuple[LinkRule, ...] = ()


NOTHING = Own()


class Told(NamedTuple):
    """What is told of a link for certain: its purpose (``None``: what it advertises is for the model), and why."""

    purpose: Purpose | None
    evidence: tuple[Evidence, ...]


def told(link: Link, own: Own) -> Told | None:
    """What a team says of a link, if anything."""
    if not own.denied:
        return None
    from promolint.judging.link_rules import last_of

    rule = last_of(own.denied, link)
    return None if rule is None else Told(rule.purpose, (by_configuration(rule.origin, rule.reason),))


def by_configuration(origin: str, reason: str = "") -> Evidence:
    """The evidence that a configuration says it: where, and the reason that it gives."""
    return Evidence("config", f"{origin}: {reason}" if reason else origin, 1.0)
