"""Why a verdict was given: phrases, parts of the URL, and the words that carried the model, by leaving them out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from promolint.judging.features import features_of
from promolint.judging.folding import fold
from promolint.judging.phrases import hits
from promolint.judging.structure import cues
from promolint.judging.urls import is_on, parts_of
from promolint.values import PURPOSES, Evidence, Group, Link, Message, Purpose

if TYPE_CHECKING:
    from promolint.judging.model import Model

_WORD = re.compile(r"[^\W_][\w'’-]*(?:\s?%)?")
_MOST = 3
_LONGEST = 24


def of_form(link: Link) -> tuple[Evidence, ...]:
    """The evidence of a link whose form tells its purpose."""
    return (Evidence("structure", link.url[:80], 1.0),)


def of_verdict(message: Message, index: int, purpose: Purpose, model: Model) -> tuple[Evidence, ...]:
    """The reasons for ``purpose``, the strongest first in each source; none for a transactional one."""
    if purpose.group is Group.TRANSACTIONAL:
        return ()
    link = message.links[index]
    return (
        *_phrases(link, message.language, purpose),
        *_url_parts(link, purpose),
        *_words(message, index, purpose, model),
    )


def _phrases(link: Link, language: str, purpose: Purpose) -> list[Evidence]:
    found: dict[str, Evidence] = {}
    for text in (link.text, link.sentence, link.heading):
        for hit in hits(text, language):
            if hit.rule.purpose is purpose:
                found.setdefault(hit.rule.phrase, Evidence("phrase", hit.rule.phrase, 1.0))
    return list(found.values())[:_MOST]


def _url_parts(link: Link, purpose: Purpose) -> list[Evidence]:
    parts = parts_of(link.url)
    said = [word for word in (*parts.path, *parts.variables) if cues().words.get(word) is purpose]
    said += [name for name in parts.query_names if cues().queries.get(name) is purpose]
    if is_on(parts.host, cues().hosts.get(purpose, frozenset())):
        said.append(parts.host)
    return [Evidence("url", word, 1.0) for word in dict.fromkeys(said)][:_MOST]


def _words(message: Message, index: int, purpose: Purpose, model: Model) -> list[Evidence]:
    """Words of the link and its sentence without which its purpose would be less likely, with how much less."""
    link = message.links[index]
    column = PURPOSES.index(purpose)
    whole = float(model.scores(features_of(message, index))[column])
    words = dict.fromkeys(match.group() for match in _WORD.finditer(f"{link.text} {link.sentence}"[:300]))
    losses = []
    for word in list(words)[:_LONGEST]:
        if len(fold(word)) > 1:
            without = _without(message, index, word)
            losses.append((whole - float(model.scores(features_of(without, index))[column]), word))
    losses.sort(key=lambda loss: (-loss[0], loss[1]))
    return [Evidence("model", word, round(float(np.float64(loss)), 2)) for loss, word in losses[:_MOST] if loss > 0.05]


def _without(message: Message, index: int, word: str) -> Message:
    """The message as if ``word`` did not stand in the link nor in its sentence."""
    link = message.links[index]
    pattern = re.compile(rf"(?<![\w]){re.escape(word)}(?![\w])")
    changed = replace(link, text=pattern.sub(" ", link.text), sentence=pattern.sub(" ", link.sentence))
    return replace(message, links=(*message.links[:index], changed, *message.links[index + 1 :]))
