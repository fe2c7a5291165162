"""What tests of the policy are made of: policies by their names, messages of links and verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from promolint.policy import pack
from promolint.policy.finding import Case, Policy
from promolint.values.message import Declaration, Link, Message, Place
from promolint.values.verdict import Character, JudgedMessage, Purpose, Verdict

if TYPE_CHECKING:
    from promolint.values.verdict import Offer


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


def worded(verdicts: str) -> list[tuple[Link, Verdict]]:
    """Links, one a line, whose verdicts are words: "discount", "discount?" (not sure), "discount??" (undecidable)."""
    return [_worded(at, said) for at, said in enumerate(verdicts.split(), start=1)]


def _worded(line: int, said: str) -> tuple[Link, Verdict]:
    link = Link(f"https://x.example/{line}", Place(line, 1, line, 9), f"Link {line}")
    sure = 0.5 if said.endswith("?") else 0.9
    return link, Verdict(Purpose(said.rstrip("?")), sure, undecidable=said.endswith("??"))
