"""What is judged of a message: the purpose of each link, and why; offers outside links; what the message is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from promolint.values.message import Excerpt, Link, Message, Place  # noqa: TC001 - msgspec reads them


class Group(StrEnum):
    """The side of the line that a purpose stands on."""

    TRANSACTIONAL = "transactional"
    PROMOTIONAL = "promotional"
    GREY = "grey"


class Purpose(StrEnum):
    """What a link is for, seen from the person who receives the message."""

    TRANSACTION = "transaction"
    ACCOUNT = "account"
    INFORMATION = "information"
    LEGAL = "legal"
    SUPPORT = "support"
    PREFERENCES = "preferences"
    BRAND = "brand"
    DISCOUNT = "discount"
    PRODUCT = "product"
    CAMPAIGN = "campaign"
    NEW_SERVICE = "new-service"
    REFERRAL = "referral"
    UPGRADE = "upgrade"
    LOYALTY = "loyalty"
    NEWSLETTER = "newsletter"
    CONTEST = "contest"
    REVIEW = "review"
    SOCIAL = "social"
    APP = "app"

    @property
    def group(self) -> Group:
        """The group that follows from the purpose."""
        return _GROUPS[self]


PURPOSES: tuple[Purpose, ...] = tuple(Purpose)
_GROUPS: dict[Purpose, Group] = {
    purpose: (
        Group.TRANSACTIONAL
        if index <= PURPOSES.index(Purpose.BRAND)
        else Group.PROMOTIONAL
        if index <= PURPOSES.index(Purpose.CONTEST)
        else Group.GREY
    )
    for index, purpose in enumerate(PURPOSES)
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason behind a verdict. ``source``: phrase, url, structure, model, message or config."""

    source: str
    detail: str
    weight: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge saw. ``confidence`` (0 to 1) is how sure it is of the purpose's group."""

    purpose: Purpose
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    undecidable: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Promotional words that stand in no link: in the subject, or in a sentence of the text.

    ``concrete`` is whether they name an amount, a percentage or a code. ``evidence``: the phrase of a team's own that
    tells it for certain; nothing where the model was asked. ``place`` is missing where the words do not stand in the
    file as they are read; ``conditions`` and ``guard`` are as those of a link.
    """

    text: str
    purpose: Purpose
    confidence: float
    in_subject: bool = False
    concrete: bool = False
    evidence: tuple[Evidence, ...] = ()
    place: Place | None = None
    excerpt: Excerpt | None = None
    conditions: tuple[str, ...] = ()
    guard: str = ""


@dataclass(frozen=True, slots=True)
class Character:
    """What the judge holds a whole message to be: its kind if it dares to say, and how probably it is marketing."""

    kind: str | None = None
    confidence: float = 0.0
    marketing: float = 0.0
    is_marketing: bool = False


@dataclass(frozen=True, slots=True)
class JudgedMessage:
    """A message and a verdict for each of its links, in the same order; its character, and offers outside links.

    ``commented`` are links that the file holds in comments: never sent, so never judged; an inventory may list them.
    """

    message: Message
    verdicts: tuple[Verdict, ...]
    commented: tuple[Link, ...] = ()
    character: Character = field(default_factory=Character)
    offers: tuple[Offer, ...] = ()
