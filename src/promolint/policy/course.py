"""Whether a link leads course participants away from their own course, told by its id, slug, name or placeholder."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote

from promolint.judging.folding import fold, tokens, variable_words
from promolint.judging.urls import parts_of
from promolint.reading.mask import OUTPUT, mask
from promolint.values.verdict import Group, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from promolint.values.message import Link

_COURSE = frozenset(
    "course courses kurs kurse cours curso cursos corso corsi cursus cursussen class classes training workshop".split()
)
_OTHER = frozenset(
    "other others more next new similar related recommended recommendation recommendations suggested upcoming further"
    " weitere andere anderer naechster aehnliche empfohlene empfehlungen neue autres suivant otros otras altri".split()
)
# pages about a course that stand where the name of one may stand
_PAGES = frozenset(
    "info infos information details overview uebersicht list liste my meine mein mine calendar kalender schedule"
    " timetable stundenplan dates termine times zeiten participants teilnehmer attendance booking bookings buchung"
    " buchungen cancel cancellation stornieren storno abmelden anmelden login register directions anfahrt anreise"
    " material materials unterlagen documents dokumente help hilfe faq contact kontakt terms agb index".split()
)
_HOST = re.compile(r"\A(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)
_SERVING = frozenset({Purpose.TRANSACTION, Purpose.INFORMATION})


def is_unrelated(link: Link, purpose: Purpose, course: str | None) -> bool:
    """Whether a link is for something else than the course that its readers booked (``course``, if it was declared).

    An offer is, unless its URL or words name the course or a placeholder stands for it; a link to a transaction or to
    information is only if it names another course in its URL.
    """
    if purpose.group is Group.PROMOTIONAL:
        return not _is_own(link, course)
    return course is not None and purpose in _SERVING and _names_other(link.url, course)


def _is_own(link: Link, course: str | None) -> bool:
    """Whether an offer is of the course itself. In a loop a placeholder may stand for any course."""
    variables = (*parts_of(link.url).variables, *variable_words(link.text))
    said = {*variables, *(word for condition in link.conditions for word in tokens(condition))}
    if said & _OTHER or (course and _names_other(link.url, course)):
        return False
    words = () if course and course.isdecimal() else (link.text, link.sentence)
    if course and any(f" {_plain(course)} " in f" {_plain(text)} " for text in (_spoken(link.url), *words)):
        return True
    return not link.looped and bool(_COURSE.intersection(variables))


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


def _spoken(url: str) -> str:
    """What a URL says behind its host."""
    return unquote(_HOST.sub("", mask(url).text))


def _names_other(url: str, course: str) -> bool:
    """Whether the URL names a course, by an id or slug written out, and none of its names fits the declared one."""
    own = set(_plain(course).split())
    named = [set(_plain(name).split()) for name in _named(url) if name.isdecimal() == course.isdecimal()]
    return bool(named) and not any(words <= own or words >= own for words in named)


def _named(url: str) -> Iterator[str]:
    """The names of courses in a URL: what follows "course" in its path, and the values of such parameters."""
    path, _, query = mask(url).text.partition("#")[0].partition("?")
    segments = [unquote(segment) for segment in path.split("/")]
    names = [after for before, after in pairwise(segments) if before.lower() in _COURSE]
    for pair in query.split("&"):
        key, _, value = pair.partition("=")
        names += [unquote(value)] if _COURSE.intersection(key.lower().replace("-", "_").split("_")) else []
    for name in names:
        if name and OUTPUT not in name and _plain(name).partition(" ")[0] not in _PAGES:
            yield name
