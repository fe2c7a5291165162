"""Whether a string found among data is a message, or the text of one: strict, since most data is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.inline import InlineLink, find_links
from promolint.reading.language import language_of
from promolint.reading.mask import mask
from promolint.values.message import Channel

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAYBE_LINK = re.compile(r"://|www\.|\b(?:mailto|tel|sms|geo|whatsapp):|<[a-z]|\.[a-z]{2}|[{%<*\[$@]", re.IGNORECASE)
_HTML_LINK = re.compile(
    r"<(?:a|area|form|mj-button|mj-image|mj-navbar-link|mj-social-element|button|v:roundrect|v:rect)\b[^<>]*"
    r"\b(?:href|action|formaction)\s*=\s*(?:\"[^\"]|'[^']|[^\s\"'>])",
    re.IGNORECASE,
)
_STRONG = re.compile(r"https?://|www\.|(?:mailto|tel|sms|smsto|whatsapp):|[{%$*<\[\]@]", re.IGNORECASE)
_WITH_PATH = re.compile(r"[\w-]+\.[a-z]{2,}/\S", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ABOUT_MESSAGES = re.compile(
    r"mail|sms(?![a-z])|messag|nachricht|notif|benachrichtig|whatsapp|newsletter|reminder|erinnerung|textbaustein"
    r"|(?:^|[^a-z])push",
    re.IGNORECASE,
)
_SHORT_MESSAGES = re.compile(
    r"(?:^|[^a-z])(sms|whatsapp|push|textmessages?|text[-_]messages?)(?:[^a-z]|$)", re.IGNORECASE
)
SUBJECTS = frozenset(
    """
    subject subjectpart subjectline emailsubject mailsubject subjecttemplate betreff betreffzeile objet asunto oggetto
    onderwerp
    """.split()
)
TITLES = SUBJECTS | frozenset("title titel titre titulo titolo headline heading".split())
_BODY = frozenset(
    """
    body text html content message msg nachricht inhalt sms mjml template intro outro greeting footer signature
    preheader paragraph copy bodytext bodyhtml texte mensaje testo bericht tekst corps cuerpo corpo
    """.split()
)
_ABOUT_DATA = frozenset(
    """
    $comment author authors beschreibung changelog cmd command comment comments copyright deprecated deprecatedmessage
    deprecationmessage desc error errors hints warning warnings
    developernote doc docs example examplecommand examples help hint hinweis homepage howto kommentar licence license
    note notes prompt quelle readme reference references repository script source sources summary termsofservice tooltip
    usage
    """.split()
)
_DESCRIBED = ("description", "descriptions", "documentation", "helptext", "comment", "prompt", "docstring")
_CHANNELS = {"whatsapp": Channel.WHATSAPP, "push": Channel.PUSH}
_FEW, _SOME = 1, 4


class Where(NamedTuple):
    """Where a string was found: the name of its file, the keys that lead to it."""

    path: str
    keys: Sequence[str] = ()

    @property
    def key(self) -> str:
        """The last key that is no number, without case and punctuation."""
        return next((plain_key(key) for key in reversed(self.keys) if not key.isdecimal()), "")

    @property
    def is_about_data(self) -> bool:
        """Whether the keys on the way say that something is explained here, to people who work with the data."""
        keys = [plain_key(key) for key in self.keys]
        return self.key in _ABOUT_DATA or any(key.endswith(_DESCRIBED) for key in keys)

    @property
    def is_about_messages(self) -> bool:
        """Whether the names on the way say that messages lie here."""
        return self.key in _BODY or any(map(_ABOUT_MESSAGES.search, (self._end_of_path(3), *self.keys)))

    @property
    def channel(self) -> Channel | None:
        """The channel that the nearest of the keys names: SMS, WhatsApp or push; none where they name none."""
        named = next(filter(None, map(_SHORT_MESSAGES.search, reversed(self.keys))), None)
        return _CHANNELS.get(named.group(1).lower(), Channel.SMS) if named else None

    @property
    def is_about_short_messages(self) -> bool:
        """Whether the names on the way say that SMS or push messages lie here."""
        return any(map(_SHORT_MESSAGES.search, (self._end_of_path(2), *self.keys)))

    def _end_of_path(self, parts: int) -> str:
        return "/".join(self.path.split("/")[-parts:])


def plain_key(key: str) -> str:
    """``key`` in lower case without punctuation: ``HtmlPart``, ``html_part`` and ``html-part`` are the same."""
    return re.sub(r"[\W_]+", "", key.lower())


def holds_link(text: str) -> bool:
    """Whether a text holds a link of any form."""
    return _has_html_link(text) or bool(_links(text))


def is_fragment(text: str, where: Where) -> bool:
    """Whether a text of a catalogue belongs to a message: a link with a word beside it is enough where all is text."""
    return _has_html_link(text) or _reads(text, _FEW, strong=True) or is_message(text, where)


def is_message(text: str, where: Where) -> bool:
    """Whether a string among data is a message: HTML with a link, or a link with words around it."""
    if " " not in text.strip() or any(key.startswith("@") for key in where.keys):
        return False
    if where.is_about_data:
        return False
    if _has_html_link(text):
        return True
    if where.is_about_messages:
        is_short = where.is_about_short_messages and where.key not in TITLES and _words(text) >= _SOME
        return _reads(text, _FEW, strong=False) or is_short
    return _reads(text, _SOME, strong=True) and language_of(_without_links(text)) != ""


def _has_html_link(text: str) -> bool:
    return "<" in text and _HTML_LINK.search(text) is not None


def _reads(text: str, words: int, *, strong: bool) -> bool:
    links = _links(text)
    if strong:
        links = [link for link in links if link.words or _is_strong(text[slice(*link.url)])]
    return bool(links) and _words(_without_links(text)) + sum(link.words is not None for link in links) >= words


def _is_strong(url: str) -> bool:
    return bool(_STRONG.match(url) or _WITH_PATH.match(url))


def _links(text: str) -> list[InlineLink]:
    if not _MAYBE_LINK.search(text):
        return []
    return list(find_links(mask(text).text, text, (0, len(text)), markdown=True))


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _without_links(text: str) -> str:
    masked = mask(text).text
    parts: list[str] = []
    at = 0
    for link in _links(text):
        parts.append(masked[at : link.start])
        at = link.end
    return " ".join((*parts, masked[at:]))
