"""What is read of a file: its messages with their links, what they are said to be, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


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

    @property
    def says_marketing(self) -> bool:
        """Whether somebody says that the message is marketing; a guess of the judge is no such word."""
        return self.stream is Stream.MARKETING and self.stream_source != INFERRED


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
