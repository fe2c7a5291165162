"""One message: what it is, its text with the links marked by what they are for, its findings, all its links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.policy import kinds
from promolint.reporting.document import in_file_order
from promolint.reporting.html.finding import findings_list
from promolint.reporting.html.grouping import NOTHING, SUPPRESSED, UNDECIDABLE
from promolint.reporting.html.markup import Html, element, joined
from promolint.values.message import Role
from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from promolint.reporting.document import Listed
    from promolint.reporting.html.grouping import Entry
    from promolint.values.message import Message
    from promolint.values.verdict import JudgedMessage
    from promolint.words.catalogue import Catalogue

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_IN_TEXT = (Role.TEXT, Role.BARE)


def message_article(entry: Entry, words: Catalogue) -> Html:
    """The message, unfolded where something was found in it."""
    links = in_file_order(entry.judged) if entry.judged else []
    parts = [_content(entry.judged, links, words)] if entry.judged else []
    if entry.findings:
        parts.append(findings_list(entry.findings, links, words))
    return element(
        "article",
        element(
            "details",
            element("summary", *_summary(entry, words)),
            element("div", *parts, class_="body"),
            open=bool(entry.findings),
        ),
        data_kind=entry.kind,
        data_found=" ".join(entry.found),
        data_groups=" ".join(entry.groups),
    )


def kind_name(kind: str, words: Catalogue) -> str:
    """The kind as people call it; said as well where nobody knows it."""
    known = kinds.named(kind)
    return known.name.into(words.language) if known else kind or words.say("page.no_kind")


def group_name(group: str, words: Catalogue) -> str:
    """The group of purposes as people call it, ``undecidable`` among them."""
    return words.say("page.column.undecidable" if group == UNDECIDABLE else f"group.{group}")


def _summary(entry: Entry, words: Catalogue) -> Iterator[Html]:
    name = entry.path.rpartition("/")[2]
    part = (" ", element("small", entry.part)) if entry.part else ()
    yield element("h4", name, *part, data_text=True)
    yield element("span", *_badges(entry, words), class_="badges")
    if entry.judged is None:
        yield element("span", words.say("page.no_message"), class_="about")
        return
    subject = entry.judged.message.subject
    if subject:
        yield element("span", subject, class_="subject", dir="auto", data_text=True)
    yield element("span", " · ".join(_about(entry.judged, words)), class_="about")


def _badges(entry: Entry, words: Catalogue) -> Iterator[Html]:
    """How many findings of each severity, those that are excused apart."""
    levels = [SUPPRESSED if one.suppressed else str(one.severity) for one in entry.findings]
    for severity in Severity:
        if severity in levels:
            said = words.say(f"count.{severity}s", count=levels.count(severity))
            yield element("span", said, class_=f"badge {severity}")
    if SUPPRESSED in levels:
        said = words.say("page.suppressed", count=levels.count(SUPPRESSED))
        yield element("span", said, class_=f"badge {SUPPRESSED}")
    if not levels:
        yield element("span", words.say("page.nothing"), class_=f"badge {NOTHING}")


def _about(judged: JudgedMessage, words: Catalogue) -> Iterator[str]:
    """What the message is, as far as somebody said it."""
    declaration, kind = judged.message.declaration, kind_name(judged.message.declaration.kind or "", words)
    source = words.say(f"explain.kind_from.{declaration.source}") if declaration.kind else ""
    yield f"{kind} ({source})" if source else kind
    yield words.say(f"page.channel.{judged.message.channel}")
    if declaration.stream:
        yield words.say(f"page.stream.{declaration.stream}")
    if declaration.audience:
        yield words.say(f"page.audience.{declaration.audience}")
    if declaration.consent:
        yield words.say(f"page.consent.{declaration.consent}")
    yield words.say("count.links", count=len(judged.verdicts))


def _content(judged: JudgedMessage, links: Sequence[Listed], words: Catalogue) -> Html:
    message = judged.message
    marks = _marks(message, links)
    preheader = message.preheader if message.preheader not in message.text else ""
    ahead = (element("p", preheader, class_="preheader", dir="auto", data_text=True),) if preheader else ()
    text = element("div", *_marked(message.text, marks), class_="text", dir="auto", data_text=True, **_spoken(message))
    inside = {number for numbers in marks.values() for number in numbers}
    listed = (_links(links, inside, words),) if links else ()
    return element("div", *ahead, text, *listed, class_="content")


def _spoken(message: Message) -> dict[str, str]:
    return {"lang": message.language} if _LANGUAGE.fullmatch(message.language) else {}


_Marks = dict[tuple[int, int, str], list[int]]


def _marks(message: Message, links: Sequence[Listed]) -> _Marks:
    """Slices of the text with a group and the numbers of their links, in order and never one over another.

    White space at the ends of a link's words is not marked. A slice that begins inside another one is left out.
    """
    marks: _Marks = {}
    end = 0
    for number, listed in sorted(enumerate(links, 1), key=lambda one: one[1].link.spot.words):
        start, stop = _trimmed(message.text, *listed.link.spot.words)
        if listed.verdict is None or start >= stop:
            continue
        mark = (start, stop, _group(listed))
        if start >= end:
            marks[mark] = [number]
            end = stop
        elif mark in marks:
            marks[mark].append(number)
    return marks


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    words = text[start:stop]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _marked(text: str, marks: _Marks) -> Iterator[str]:
    at = 0
    for (start, stop, group), numbers in marks.items():
        yield text[at:start]
        yield element("mark", text[start:stop], class_=group, data_number=" ".join(map(str, numbers)))
        at = stop
    yield text[at:]


def _group(listed: Listed) -> str:
    if listed.verdict is None:
        return "commented"
    return UNDECIDABLE if listed.verdict.undecidable else str(listed.verdict.purpose.group)


def _links(links: Sequence[Listed], inside: set[int], words: Catalogue) -> Html:
    items = (_link(listed, words, in_text=number in inside) for number, listed in enumerate(links, 1))
    return joined(element("h5", words.say("page.links")), element("ol", *items, class_="link-list"))


def _link(listed: Listed, words: Catalogue, *, in_text: bool) -> Html:
    """What the link is for and where it leads; its words only where the text does not show them."""
    link, group = listed.link, _group(listed)
    said = [element("b", _purpose(listed, words), class_=f"chip {group}")]
    if link.text and not in_text:
        said.append(element("q", link.text, dir="auto", data_text=True))
    said.append(element("code", link.url, data_text=True) if link.url else element("i", words.say("page.no_url")))
    said.append(element("small", ", ".join(_remarks(listed, words, in_text=in_text))))
    return element("li", joined(*said, between=" "))


def _purpose(listed: Listed, words: Catalogue) -> str:
    if listed.verdict is None:
        return words.say("page.commented")
    if listed.verdict.undecidable:
        return group_name(UNDECIDABLE, words)
    purpose = listed.verdict.purpose
    return f"{words.say(f'purpose.{purpose}.name')}, {words.say(f'group.{purpose.group}')}"


def _remarks(listed: Listed, words: Catalogue, *, in_text: bool) -> Iterator[str]:
    yield words.say("page.line", line=listed.link.place.line)
    if not in_text and listed.verdict:
        if listed.link.role not in _IN_TEXT:
            yield words.say(f"explain.role.{listed.link.role}")
        yield words.say("page.not_in_text")
    if listed.link.twin:
        yield words.say("page.twin")
    if listed.link.guard:
        yield words.say("page.guarded")
