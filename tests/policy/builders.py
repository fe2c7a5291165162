"""What tests of the policy are made of: policies by their names, messages of links and verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from promolint.policy import pack
from promolint.policy.decide import decide
from promolint.policy.finding import Case, Policy
from promolint.values.message import Declaration, Link, Message, Place
from promolint.values.verdict import Character, JudgedMessage, Offer, Purpose, Verdict

if TYPE_CHECKING:
    from promolint.values.message import Consent

ABOUT_GOODS = Offer("Wieder da: Shampoo für 9 €", Purpose.PRODUCT, 0.9, in_subject=True, concrete=True)
CODE = Offer("Mit SOMMER20 sparst du 20 %.", Purpose.DISCOUNT, 0.9, concrete=True)


def policy_of(names: str, threshold: float = 0.7, **said: Any) -> Policy:  # noqa: ANN401 - fields of Policy
    """The policy of packs, by their names with commas."""
    return Policy(tuple(map(pack.load, names.split(","))), threshold, **said)


def case_of(judged: JudgedMessage, name: str, language: str = "en") -> Case:
    """The message before one pack."""
    policy = policy_of(name, language=language)
    return Case(judged, policy.packs[0], policy)


def judged_of(
    *pairs: tuple[Link, Verdict],
    offers: tuple[Offer, ...] = (),
    character: Character | None = None,
    **said: Any,  # noqa: ANN401 - fields of Message
) -> JudgedMessage:
    """A message of these links, each with its verdict; a shipping notice, where nothing else is said."""
    fields = {"path": "m.html", "part": "", "text": "", "declaration": Declaration("shipping"), **said}
    message = Message(links=tuple(link for link, _ in pairs), **fields)
    verdicts = tuple(verdict for _, verdict in pairs)
    return JudgedMessage(message, verdicts, character=character or Character(), offers=offers)


def of_words(verdicts: str, declaration: Declaration, *offers: Offer, **said: Any) -> JudgedMessage:  # noqa: ANN401
    """A message of the links that ``worded`` gives; what is said is as in ``judged_of``."""
    return judged_of(*worded(verdicts), offers=offers, declaration=declaration, **said)


def declared(kind: str | None, consent: Consent | None = None) -> Declaration:
    """The declaration of a template that says its kind, if any, and what its readers agreed to."""
    return Declaration(kind, consent=consent, source="declared" if kind else "unknown")


def told(judged: JudgedMessage, name: str) -> list[str]:
    """Code and severity of all that a pack has against a message, but for the form of its links."""
    found = decide(judged, policy_of(name))
    return [f"{finding.code} {finding.severity}" for finding in found if not finding.code.startswith("PL5")]


def worded(verdicts: str) -> list[tuple[Link, Verdict]]:
    """Links, one a line, whose verdicts are words: "discount", "discount?" (not sure), "discount??" (undecidable)."""
    return [_worded(at, said) for at, said in enumerate(verdicts.split(), start=1)]


def _worded(line: int, said: str) -> tuple[Link, Verdict]:
    link = Link(f"https://x.example/{line}", Place(line, 1, line, 9), f"Link {line}")
    sure = 0.5 if said.endswith("?") else 0.9
    return link, Verdict(Purpose(said.rstrip("?")), sure, undecidable=said.endswith("??"))
