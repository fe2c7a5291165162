"""What a team says of links itself: it goes before the link's form, and before the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from promolint.judging.evidence import as_written
from promolint.judging.phrases import hits
from promolint.values.verdict import Evidence, Group

if TYPE_CHECKING:
    from collections.abc import Collection

    from promolint.judging.link_rules import LinkRule
    from promolint.judging.phrases import Hit, Phrases
    from promolint.values.message import Link
    from promolint.values.verdict import Purpose

CONFIGURED = "config"
_ADVERTISING = (Group.PROMOTIONAL, Group.GREY)
_GROUPS = (*_ADVERTISING, Group.TRANSACTIONAL)


class Own(NamedTuple):
    """The word of a team: the links that it denies, and phrases that tell a purpose, or nothing (false friends)."""

    denied: tuple[LinkRule, ...] = ()
    phrases: Phrases = ()


NOTHING = Own()


class Told(NamedTuple):
    """What is told of a link for certain: its purpose (``None``: what it advertises is for the model), and why."""

    purpose: Purpose | None
    evidence: tuple[Evidence, ...]


def told(link: Link, language: str, own: Own) -> Told | None:
    """What a team says of a link, if anything: that it is denied, or by a phrase in its words, then in its sentence.

    A phrase in its sentence makes no link transactional: another link of the same sentence may be meant.
    """
    if own.denied:
        from promolint.judging.link_rules import last_of

        rule = last_of(own.denied, link)
        if rule is not None:
            return Told(rule.purpose, (_config(f"{rule.origin}: {rule.reason}" if rule.reason else rule.origin),))
    return by_phrase(link.text, language, own.phrases) or by_phrase(link.sentence, language, own.phrases, _ADVERTISING)


def by_phrase(text: str, language: str, phrases: Phrases, groups: Collection[Group] = _GROUPS) -> Told | None:
    """What a team's own phrases tell of a text, of purposes in ``groups``: what advertises before what does not."""
    if not phrases:
        return None
    found = (hit for hit in hits(text, language, phrases) if hit.rule.origin and _group(hit) in groups)
    first = min(found, key=lambda hit: (_GROUPS.index(_group(hit)), hit.start), default=None)
    if first is None:
        return None
    said = Evidence("phrase", as_written(first, text) or first.rule.phrase, 1.0)
    return Told(first.rule.purpose, (said, _config(first.rule.origin)))


def _group(hit: Hit) -> Group:
    return hit.rule.purpose.group if hit.rule.purpose else Group.TRANSACTIONAL


def _config(where: str) -> Evidence:
    return Evidence(CONFIGURED, where, 1.0)
