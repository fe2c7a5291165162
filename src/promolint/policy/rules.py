"""Every code that promolint can report: a registry written out by hand, so that one can read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from promolint import errors
from promolint.values.verdict import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Rule:
    """One code with its name; ``purpose`` is set where the rule speaks of a single link's purpose.

    A ``quiet`` rule reports only where it is asked for by name: what it finds is often there by mistake.
    """

    code: str
    name: str
    purpose: Purpose | None = None
    quiet: bool = False


RULES: tuple[Rule, ...] = (
    Rule("PL101", "discount", Purpose.DISCOUNT),
    Rule("PL102", "product", Purpose.PRODUCT),
    Rule("PL103", "campaign", Purpose.CAMPAIGN),
    Rule("PL104", "new-service", Purpose.NEW_SERVICE),
    Rule("PL105", "referral", Purpose.REFERRAL),
    Rule("PL106", "upgrade", Purpose.UPGRADE),
    Rule("PL107", "loyalty", Purpose.LOYALTY),
    Rule("PL108", "newsletter", Purpose.NEWSLETTER),
    Rule("PL109", "contest", Purpose.CONTEST),
    Rule("PL201", "review", Purpose.REVIEW),
    Rule("PL202", "social", Purpose.SOCIAL),
    Rule("PL203", "app", Purpose.APP),
    Rule("PL301", "promotional-subject"),
    Rule("PL302", "promotional-text"),
    Rule("PL303", "marketing-message"),
    Rule("PL304", "promotion-first"),
    Rule("PL305", "link-refused"),
    Rule("PL401", "audience-not-contactable"),
    Rule("PL402", "consent-missing"),
    Rule("PL403", "unrelated-offer"),
    Rule("PL404", "no-objection-link"),
    Rule("PL501", "undecidable-link", quiet=True),
    Rule("PL502", "hidden-target"),
    Rule("PL503", "campaign-tracking", quiet=True),
    Rule("PL504", "words-and-target-differ"),
    Rule("PL901", "unreadable"),
    Rule("PL902", "unused-ignore"),
    Rule("PL903", "ignore-without-reason"),
    Rule("PL904", "expired-ignore"),
)
# what can be wrong with an exception itself: nothing that a message says, so never excepted either
ABOUT_EXCEPTIONS = frozenset({"PL902", "PL903", "PL904"})
# what a message is reported for as a whole: nothing that can be said of a part of it
ABOUT_WHOLE = frozenset({"PL303", "PL304", "PL401", "PL402", "PL404"})
_BY_CODE = {rule.code: rule for rule in RULES}
_BY_NAME = {rule.name: rule for rule in RULES}
_BY_PURPOSE = {rule.purpose: rule for rule in RULES if rule.purpose}


def get(rule: str) -> Rule:
    """Return the rule with this code or name, in any case. UsageError, naming near ones, where there is none."""
    code_like = rule.upper().startswith("PL")
    known, spelt = (_BY_CODE, rule.upper()) if code_like else (_BY_NAME, rule.lower())
    errors.require_known("rule", spelt, known)
    return known[spelt]


def find(rule: str) -> Rule | None:
    """Return the rule with this code or name, in any case, if there is one."""
    return _BY_CODE.get(rule.upper()) or _BY_NAME.get(rule.lower())


def for_purpose(purpose: Purpose) -> Rule:
    """Return the rule that speaks of links of this promotional or grey purpose. KeyError for a transactional one."""
    return _BY_PURPOSE[purpose]


def select(rules: Iterable[str]) -> frozenset[str]:
    """Return the codes that codes, names or beginnings of codes (``PL1``) stand for. UsageError on an unknown one."""
    return frozenset(code for rule in rules for code in _codes(rule.strip()))


def _codes(rule: str) -> tuple[str, ...]:
    begun = tuple(code for code in _BY_CODE if code.startswith(rule.upper())) if rule else ()
    return begun or (get(rule).code,)
