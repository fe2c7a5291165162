"""Every value that passes from one stage to the next, frozen.

files ─read→ ``Message`` (its ``Link``s, words and places) ─judge→ ``JudgedMessage`` (a ``Verdict`` a link)
─decide→ ``Finding`` ─report→ text. No stage changes a value that another one made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


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


class Role(StrEnum):
    """What a reader clicks on."""

    BUTTON = "button"
    TEXT = "text"
    IMAGE = "image"
    BARE = "bare"
    AREA = "area"
    FORM = "form"


class Region(StrEnum):
    """The part of the message that a link stands in."""

    PREHEADER = "preheader"
    BODY = "body"
    SIGNATURE = "signature"
    FOOTER = "footer"


class Channel(StrEnum):
    """How the message is sent."""

    EMAIL = "email"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    PUSH = "push"


class Stream(StrEnum):
    """Whether the message serves a business that exists, or wants more."""

    TRANSACTIONAL = "transactional"
    MARKETING = "marketing"


class Audience(StrEnum):
    """Whom a message is sent to, in the words of Venuzle's article on contacting customers."""

    PROSPECT = "prospect"
    NEW_CUSTOMER = "new-customer"
    EXISTING_CUSTOMER = "existing-customer"
    COURSE_PARTICIPANT = "course-participant"


class Consent(StrEnum):
    """What the readers agreed to."""

    NONE = "none"
    SOFT_OPT_IN = "soft-opt-in"
    OPT_IN = "opt-in"


class Severity(StrEnum):
    """How bad a finding is; decided by the policy, never by the judge."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for a note, 2 for an error."""
        return (Severity.NOTE, Severity.WARNING, Severity.ERROR).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a file: 1-based, in code points, the end exclusive in its column."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The line that something stands in, cut to what fits a screen: ``text[start:end]`` is the thing itself."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a link stands in its message's text: slices of its words, its sentence and its heading (may be empty)."""

    words: tuple[int, int] = (0, 0)
    sentence: tuple[int, int] = (0, 0)
    heading: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a message with the words around it.

    ``url`` is as written with white space at its ends removed and encodings undone. The texts are what a reader
    sees; a template's output (``{{ name }}``) stays in them as written, its control tags do not. ``guard`` is the one
    of the ``conditions`` that shows the link only to readers who agreed to advertising, as the policy finds it.
    """

    url: str
    place: Place
    text: str
    role: Role = Role.TEXT
    region: Region = Region.BODY
    sentence: str = ""
    before: str = ""
    after: str = ""
    heading: str = ""
    conditions: tuple[str, ...] = ()
    looped: bool = False
    commented: bool = False
    twin: bool = False
    spot: Spot = Spot()
    excerpt: Excerpt | None = None
    guard: str = ""


INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a message is said to be, and by whom; ``None`` is what nobody said.

    ``course`` names the course that participants are written to about; ``general`` is whether the message goes out
    through the general message function instead of the course's own. ``source`` speaks of the kind, or of all of it.
    ``mistakes`` are words (``audience=everybody``) that were said and mean nothing.
    """

    kind: str | None = None
    stream: Stream | None = None
    channel: Channel | None = None
    audience: Audience | None = None
    consent: Consent | None = None
    course: str | None = None
    general: bool | None = None
    source: str = "unknown"
    stream_source: str = "unknown"
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Include:
    """Another file that a message takes in, by the path as written there."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Message:
    """One message as a reader would see it. ``part`` names it where a file holds several."""

    path: str
    part: str
    text: str
    links: tuple[Link, ...]
    subject: str = ""
    preheader: str = ""
    language: str = ""
    channel: Channel = Channel.EMAIL
    declaration: Declaration = field(default_factory=Declaration)
    includes: tuple[Include, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding is kept but not held against the message. ``by``: ignore, baseline, waiver, allow or guard."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the policy has against a message.

    ``reach``: how many templates take in the file that it stands in, directly or through others; ``None`` where that is
    no file that others take in.
    """

    code: str
    name: str
    severity: Severity
    confidence: float
    path: str
    part: str
    place: Place
    message: str
    help: str
    url: str = ""
    text: str = ""
    purpose: Purpose | None = None
    kind: str | None = None
    policy: str = ""
    sources: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    fingerprint: str = ""
    excerpt: Excerpt | None = None
    suppressed: Suppression | None = None
    reach: int | None = None


class Cause(StrEnum):
    """Why a file, or a part of one, could not be read; told by the words under ``failure``."""

    MISSING = "missing"
    FORBIDDEN = "forbidden"
    NOT_OPENED = "not-opened"
    TOO_LARGE = "too-large"
    NOT_UTF_8 = "not-utf-8"
    NOT_AS_MARKED = "not-as-marked"
    TOO_DEEP = "too-deep"
    TOO_MANY_TAGS = "too-many-tags"
    INCLUDE_MISSING = "include-missing"
    UNKNOWN_WORD = "unknown-word"
    MISSPELT_WORD = "misspelt-word"
    CRASHED = "crashed"
    KILLED = "killed"
    ROW_NO_TEXT = "row-no-text"
    ROW_NOT_TEXT = "row-not-text"
    ROW_NOT_JSON = "row-not-json"
    ROW_NOT_CSV = "row-not-csv"
    ROW_CELLS = "row-cells"
    ROW_TOO_LONG = "row-too-long"


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a part of one, that could not be read: never a clean result.

    It is told in the language of a report; ``fields`` are what the sentence of its ``cause`` speaks of, by name.
    """

    path: str
    cause: Cause
    fields: tuple[tuple[str, str], ...] = ()
    place: Place | None = None
    code: str = "PL901"

    @staticmethod
    def of(path: str, cause: Cause, place: Place | None = None, **fields: object) -> Failure:
        """A failure with fields as texts."""
        return Failure(path, cause, tuple((name, str(value)) for name, value in fields.items()), place)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was judged. ``passed_over`` counts binary files, ``own_reports`` files that promolint wrote itself."""

    messages: int = 0
    links: int = 0
    undecidable: int = 0
    passed_over: int = 0
    own_reports: int = 0

    @staticmethod
    def of(messages: Sequence[JudgedMessage]) -> Tally:
        """These messages in numbers."""
        verdicts = [verdict for judged in messages for verdict in judged.verdicts]
        return Tally(len(messages), len(verdicts), sum(verdict.undecidable for verdict in verdicts))

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.messages + other.messages,
            self.links + other.links,
            self.undecidable + other.undecidable,
            self.passed_over + other.passed_over,
            self.own_reports + other.own_reports,
        )


@dataclass(frozen=True, slots=True)
class Examined:
    """What one file gives by its bytes alone. ``whole``: all of it was read.

    ``counted`` are its messages in numbers, kept or not.
    """

    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    includes: tuple[Include, ...] = ()
    counted: Tally = Tally()
    whole: bool = False
    messages: tuple[JudgedMessage, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one run learnt; findings sorted by path, place and code.

    ``counted`` speaks of all messages that were judged; ``messages`` are there only where somebody asked for them.
    ``packs`` are the names of those that judged one, in the order of their first use. ``older`` counts findings that
    were left out since an older version of their file had them already.
    """

    messages: tuple[JudgedMessage, ...]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    counted: Tally = Tally()
    packs: tuple[str, ...] = ()
    older: int = 0
