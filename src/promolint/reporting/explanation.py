"""What ``promolint explain`` writes: one block a link for people, one object a link as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from promolint.reporting.document import place_fields, tool_fields
from promolint.reporting.layout import INDENT, labelled, wrapped
from promolint.reporting.safe import printable, two_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from promolint.judging.evidence import Phrase
    from promolint.judging.explanation import Explanation, Likely, Moved, Turn, Weighed
    from promolint.policy.cell import Cell
    from promolint.reporting.document import Tool
    from promolint.values.message import Link
    from promolint.values.outcome import Finding
    from promolint.values.verdict import Purpose, Verdict
    from promolint.words.catalogue import Catalogue

FORMAT = "promolint-explain-v1"


class Explained(NamedTuple):
    """What the judge saw in a link, and what the policy says to it."""

    explanation: Explanation
    cell: Cell


def explain_text(explained: Sequence[Explained], words: Catalogue, width: int) -> str:
    """One block a link: the verdict, what it came from, what would turn it, what the policy says."""
    blocks = []
    for explanation, cell in explained:
        message, link = explanation.message, explanation.link
        part = f"[{printable(message.part)}]" if message.part else ""
        place = f"{printable(message.path)}{part}:{link.place.line}:{link.place.column}"
        lines = [click.style(place, bold=True)]
        lines += wrapped(_link(link, words), INDENT, width)
        rows = (*_judged(explanation, words), *_policy(explanation.verdict, cell, words))
        lines += labelled(((words.say(f"explain.{label}"), text) for label, text in rows if text), width)
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, words.say("report.no_advice")]) + "\n"


def _link(link: Link, words: Catalogue) -> str:
    text = words.say("report.quoted", text=printable(link.text)) if link.text else words.say("explain.no_text")
    return f"{text} → {printable(link.url)}"


def _judged(explanation: Explanation, words: Catalogue) -> Iterator[tuple[str, str]]:
    verdict, weighed = explanation.verdict, explanation.weighed
    said = judged_as(verdict, words)
    if explanation.configured:
        said = f"{said}; {words.say('explain.by_config', origin=printable(explanation.configured))}"
    elif weighed is None:
        said = f"{said}; {words.say('explain.by_form')}"
    yield "judged", said
    if weighed is not None:
        yield "promotion", _thresholds(weighed, words)
        yield "runners_up", ", ".join(_runner_up(one, words) for one in weighed.runners_up)
    yield "phrases", _phrases(explanation.phrases, words)
    yield "url", _phrases(explanation.url_cues, words)
    yield "facts", ", ".join(_facts(explanation, words))
    if weighed is not None and weighed.tried:
        yield "words", _words(weighed.words, words)
        yield "turn", _turn(weighed, words)


def judged_as(verdict: Verdict, words: Catalogue) -> str:
    """The purpose of a link with its group and how sure the judge is of that."""
    said = _likely(verdict.purpose, verdict.confidence, words)
    return words.say("explain.undecidable", guess=said) if verdict.undecidable else said


def _likely(purpose: Purpose, probability: float, words: Catalogue) -> str:
    return words.say(
        "explain.verdict",
        purpose=_purpose(purpose, words),
        group=words.say(f"group.{purpose.group}"),
        confidence=two_digits(probability),
    )


def _purpose(purpose: Purpose, words: Catalogue) -> str:
    name = words.say(f"purpose.{purpose}.name")
    return str(purpose) if name == purpose else f"{purpose} ({name})"


def _thresholds(weighed: Weighed, words: Catalogue) -> str:
    return words.say(
        f"explain.side.{weighed.side}",
        probability=two_digits(weighed.promotional),
        note=f"{weighed.note:g}",
        error=f"{weighed.error:g}",
    )


def _runner_up(one: Likely, words: Catalogue) -> str:
    return f"{_purpose(one.purpose, words)} {two_digits(one.probability)}"


def _phrases(phrases: Iterable[Phrase], words: Catalogue) -> str:
    return ", ".join(
        words.say(
            "explain.phrase",
            text=printable(phrase.written),
            purpose=words.say(f"purpose.{phrase.purpose}.name"),
            field=words.say(f"explain.field.{phrase.field}"),
        )
        for phrase in phrases
    )


def _facts(explanation: Explanation, words: Catalogue) -> list[str]:
    link = explanation.link
    return [
        words.say(f"explain.role.{link.role}"),
        words.say(f"explain.region.{link.region}"),
        *(words.say(f"explain.fact.{fact.replace(' ', '_')}") for fact in explanation.facts),
    ]


def _words(moved: Sequence[Moved], words: Catalogue) -> str:
    if not moved:
        return words.say("explain.no_words")
    said = {for_it: [_moved(one, words) for one in moved if (one.by > 0) is for_it] for for_it in (True, False)}
    against = words.say("explain.against", words=", ".join(said[False])) if said[False] else ""
    return "; ".join(part for part in (", ".join(said[True]), against) if part)


def _moved(one: Moved, words: Catalogue) -> str:
    return f"{words.say('report.quoted', text=printable(one.word))} {one.by:+.2f}"


def _turn(weighed: Weighed, words: Catalogue) -> str:
    turn = weighed.turn
    if turn is None:
        return words.say("explain.no_turn", count=weighed.tried)
    then = _likely(*turn.then, words)
    if turn.anchor:
        return words.say("explain.reworded", text=turn.anchor, then=then)
    return words.say("explain.left_out", words=_quoted(turn, words), then=then)


def _quoted(turn: Turn, words: Catalogue) -> str:
    said = [words.say("report.quoted", text=printable(word)) for word in turn.left_out]
    return f" {words.say('explain.and')} ".join(said)


def _policy(verdict: Verdict, cell: Cell, words: Catalogue) -> Iterator[tuple[str, str]]:
    if not verdict.undecidable:
        yield "policy", policy_says(verdict.purpose, cell, words)
        for source in cell.sources:
            url = f" {source.url}" if source.url else ""
            yield "source", f"{source.cite.into(words.language)}: {source.says.into(words.language)}{url}"
    yield "check", check_reports(cell, words)


def policy_says(purpose: Purpose, cell: Cell, words: Catalogue) -> str:
    """What the policy says to links of a purpose in this kind of message, and how the kind is known."""
    stance = words.say(f"stance.{cell.stance}")
    said = {"pack": cell.pack, "stance": stance, "purpose": _purpose(purpose, words)}
    if cell.kind is None:
        return words.say("explain.unknown_kind", **said)
    came_from = words.say(f"explain.kind_from.{cell.kind_source}")
    return words.say("explain.cell", kind=cell.kind, came_from=came_from, **said)


def check_reports(cell: Cell, words: Catalogue) -> str:
    """What ``check`` reports of a link, and why nothing where it reports nothing."""
    if cell.marketing:
        return words.say("explain.marketing")
    if cell.finding is None:
        return words.say("explain.no_finding")
    finding = cell.finding
    severity = words.say(f"severity.{finding.severity}")
    said = words.say("explain.finding", code=finding.code, name=finding.name, severity=severity)
    if finding.suppressed is None:
        return said
    return f"{said}; {words.say(f'page.by.{finding.suppressed.by}')}: {printable(finding.suppressed.reason)}"


def _reported_as(finding: Finding) -> dict[str, Any]:
    suppressed = finding.suppressed
    return {
        "code": finding.code,
        "severity": finding.severity,
        "suppressed": None if suppressed is None else {"by": suppressed.by, "reason": suppressed.reason},
    }


def explain_document(explained: Iterable[Explained], tool: Tool, language: str) -> dict[str, Any]:
    """The same as plain data; ``language`` is that of the sources' words."""
    return {
        "format": FORMAT,
        "tool": tool_fields(tool),
        "links": [{**_explanation(explanation), "policy": _cell(cell, language)} for explanation, cell in explained],
    }


def _explanation(explanation: Explanation) -> dict[str, Any]:
    message, link, verdict = explanation.message, explanation.link, explanation.verdict
    return {
        "path": message.path,
        "part": message.part,
        **place_fields(link),
        "url": link.url,
        "text": link.text,
        "purpose": verdict.purpose,
        "group": verdict.purpose.group,
        "confidence": verdict.confidence,
        "undecidable": verdict.undecidable,
        "by_form": explanation.weighed is None and not explanation.configured,
        "configured": explanation.configured or None,
        "phrases": [phrase._asdict() for phrase in explanation.phrases],
        "url_parts": [phrase._asdict() for phrase in explanation.url_cues],
        "facts": [f"role {link.role}", f"region {link.region}", *explanation.facts],
        "weighed": None if explanation.weighed is None else _weighed(explanation.weighed),
    }


def _weighed(weighed: Weighed) -> dict[str, Any]:
    turn = weighed.turn
    then = None if turn is None else {"left_out": list(turn.left_out), "text": turn.anchor, **turn.then._asdict()}
    return {
        "promotional": weighed.promotional,
        "note": weighed.note,
        "error": weighed.error,
        "side": weighed.side,
        "runners_up": [likely._asdict() for likely in weighed.runners_up],
        "words": [moved._asdict() for moved in weighed.words],
        "turn": then,
        "tried": weighed.tried,
    }


def _cell(cell: Cell, language: str) -> dict[str, Any]:
    finding = cell.finding
    return {
        "pack": cell.pack,
        "kind": cell.kind,
        "kind_source": cell.kind_source,
        "subtype": cell.subtype,
        "stance": cell.stance,
        "marketing": cell.marketing,
        "sources": [
            {"cite": one.cite.into(language), "says": one.says.into(language), "url": one.url} for one in cell.sources
        ],
        "finding": None if finding is None else _reported_as(finding),
    }
