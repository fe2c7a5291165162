"""Whether a link leads course participants away from their own course, told by its id, slug, name or placeholder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.judging.folding import tokens
from promolint.judging.urls import parts_of
from promolint.reading.mask import OUTPUT, mask
from promolint.values import Group

if TYPE_CHECKING:
    from promolint.values import Link, Purpose

_COURSE = frozenset(
    "course courses kurs kurse cours curso cursos corso corsi cursus cursussen class classes training workshop".split()
)
_OTHER = frozenset(
    "other others more next new similar related recommended recommendation recommendations suggested upcoming further"
    " weitere andere anderer naechster aehnliche empfohlene empfehlungen neue autres suivant otros otras altri".split()
)


def is_unrelated(link: Link, purpose: Purpose, course: str | None) -> bool:
    """Whether a link is for something else than the course that its readers booked (``course``, if it was declared).

    An offer is, unless its URL or words name the course or a placeholder stands for it; a link that serves the readers
    is only if it names another course in its URL.
    """
    if _leads_to_other_course(link.url, course):
        return True
    return purpose.group is Group.PROMOTIONAL and not _is_own(link, course)


def _is_own(link: Link, course: str | None) -> bool:
    parts = parts_of(link.url)
    said = {*parts.variables, *(word for condition in link.conditions for word in tokens(condition))}
    if said & _OTHER or (link.looped and not course):
        return False
    if course and _names(course, link.url, link.text, link.sentence):
        return True
    return bool(_COURSE.intersection(parts.variables))


def _names(course: str, *texts: str) -> bool:
    wanted = _plain(course)
    return any(f" {wanted} " in f" {_plain(text)} " for text in texts)


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())


def _leads_to_other_course(url: str, course: str | None) -> bool:
    """Whether the URL's path names a course, by a slug written out, that is not the declared one."""
    if not course:
        return False
    path = mask(url).text.partition("?")[0].partition("#")[0].lower().split("/")
    for at, segment in enumerate(path[:-1]):
        slug = path[at + 1]
        if segment in _COURSE and slug and OUTPUT not in slug:
            return not _names(course, slug) and _plain(slug) not in _plain(course)
    return False
