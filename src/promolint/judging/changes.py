"""A message with other words around one of its links: a word left out, another link text. Nothing else moves.

Both halves of the judge see the change: the linear one reads the texts of ``Link``, the network ``Message.text``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from promolint.reading.context import texts_at
from promolint.reading.language import is_common
from promolint.reading.mask import mask
from promolint.values.message import Role, Spot

if TYPE_CHECKING:
    from promolint.values.message import Link, Message

MOST = 24
WORD = re.compile(r"[^\W_][\w'\u2019-]*(?:\s?%)?")
URL_LIKE = re.compile(r"\S{1,80}(?:://|\.\w{2,6}/)\S*|www\.\S+")


def words_of(message: Message, index: int) -> tuple[str, ...]:
    """The words that a reader sees at link ``index``: in its text, sentence, heading and the subject; at most ``MOST``.

    Each once, whatever its case. What is written in a URL or in the template's syntax is no word; those that stand in
    every text are left out.
    """
    link = message.links[index]
    found: dict[str, str] = {}
    for text in (link.text, link.sentence, link.heading, message.subject):
        for match in WORD.finditer(_visible(text)):
            if not is_common(match.group()):
                found.setdefault(match.group().casefold(), match.group())
    return tuple(found.values())[:MOST]


def without(message: Message, index: int, word: str) -> Message:
    """The message without ``word`` in the text, the sentence and the heading of link ``index`` and in the subject.

    Whatever its case. In ``Message.text`` blanks of the same length stand for it, so that every spot stays true.
    """
    spot = message.links[index].spot
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    places = [
        match.span()
        for match in pattern.finditer(_visible(message.text))
        if any(
            start <= match.start() and match.end() <= end for start, end in (spot.words, spot.sentence, spot.heading)
        )
    ]
    text = message.text
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    links = [_retold(link, text) if places else link for link in message.links]
    links[index] = _blanked(links[index], pattern)
    return replace(message, text=text, subject=_blank(message.subject, pattern), links=tuple(links))


def reworded(message: Message, index: int, words: str) -> Message:
    """The message with ``words`` as the text of link ``index``; what follows moves, and its spots with it."""
    start, end = message.links[index].spot.words
    if start == end:
        changed = replace(message.links[index], text=words)
        return replace(message, links=(*message.links[:index], changed, *message.links[index + 1 :]))
    text = message.text[:start] + words + message.text[end:]

    def moved(span: tuple[int, int]) -> tuple[int, int]:
        low, high = (at if at <= start else max(start, at + len(words) - (end - start)) for at in span)
        return low, high

    links = []
    for link in message.links:
        spot = link.spot
        links.append(
            _retold(replace(link, spot=Spot(moved(spot.words), moved(spot.sentence), moved(spot.heading))), text)
        )
    return replace(message, text=text, links=tuple(links))


def _retold(link: Link, text: str) -> Link:
    """The link with the texts that stand at its spot in ``text``; those that stand nowhere in it are kept."""
    near = texts_at(text, link.spot)
    in_text = link.spot.words[0] < link.spot.words[1] and link.role is not Role.BARE
    words = near.words if in_text else link.text
    return replace(
        link,
        text=words,
        sentence=(near.sentence or words) if link.sentence else "",
        before=near.before,
        after=near.after,
        heading=near.heading,
    )


def _blanked(link: Link, pattern: re.Pattern[str]) -> Link:
    """The link without the word in texts of its own, such as a picture's; those of the message have lost it already."""
    return replace(
        link,
        text=_blank(link.text, pattern),
        sentence=_blank(link.sentence, pattern),
        heading=_blank(link.heading, pattern),
    )


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    for match in reversed(list(pattern.finditer(_visible(text)))):
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return text


@lru_cache(maxsize=64)
def _visible(text: str) -> str:
    """``text`` at the same length, with blanks for template syntax that is no text and for addresses."""
    return URL_LIKE.sub(lambda match: " " * len(match.group()), mask(text).text)
