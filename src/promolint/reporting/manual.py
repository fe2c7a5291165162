"""The manual: pages of the rules and of the policy packs, out of the registry, the packs and the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from promolint.policy.rules import RULES
from promolint.policy.ruling import Stance
from promolint.reporting.example import shown
from promolint.reporting.frame import width_of
from promolint.reporting.layout import INDENT, labelled, wrapped
from promolint.reporting.safe import printable
from promolint.values.verdict import PURPOSES, Group, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from promolint.policy.rules import Rule
    from promolint.policy.ruling import Pack, Source
    from promolint.reporting.example import Example
    from promolint.words.catalogue import Bilingual, Catalogue

_COLOURS = {Stance.ALLOW: "green", Stance.WARN: "yellow", Stance.FORBID: "red"}


def rule_list(words: Catalogue) -> str:
    """Every code with its name and what it stands for."""
    rows = [(rule.code, rule.name, title(rule, words)) for rule in RULES]
    return _page([*_table(rows), "", words.say("manual.read_rule")])


def rule_page(rule: Rule, examples: Iterable[Example], packs: Iterable[Pack], words: Catalogue, width: int) -> str:
    """What a rule reports and leaves alone, the way out, examples of both, and what each pack says."""
    lines = [_head(f"{rule.code} {rule.name}: {title(rule, words)}"), ""]
    lines += labelled(explained(rule, words), width)
    for example in examples:
        lines += ["", *shown(example, rule, words, width)]
    if rule.purpose is not None:
        rows = [(pack.name, *_ruling(pack, rule.purpose, words)) for pack in packs]
        lines += ["", _head(words.say("manual.stances")), *_table(rows), "", words.say("manual.read_pack")]
    return _page(lines)


def explained(rule: Rule, words: Catalogue) -> list[tuple[str, str]]:
    """What a rule means, what one on a purpose leaves alone, and the way out: labels and texts."""
    keys = {
        "manual.means": f"rule.{rule.name}.means",
        "manual.silent": f"rule.{rule.name}.silent" if rule.purpose else "",
        "report.way_out": f"purpose.{rule.purpose}.way_out" if rule.purpose else f"rule.{rule.name}.way_out",
    }
    return [(words.say(label), words.say(key)) for label, key in keys.items() if key]


def pack_list(packs: Sequence[Pack], words: Catalogue) -> str:
    """The packs by name with title and date; the first is the default."""
    default = words.say("manual.default")
    rows = [
        (pack.name, _said(pack.title, words), _age(pack, words), "" if number else f"({default})")
        for number, pack in enumerate(packs)
    ]
    return _page([*_table(rows), "", words.say("manual.read_packs"), words.say("report.no_advice")])


def pack_page(pack: Pack, words: Catalogue, width: int) -> str:
    """One pack whole: what it says to each purpose, its exceptions by kind, its sources."""
    extends = [words.say("manual.extends", name=printable(pack.extends))] if pack.extends else []
    about = ", ".join([_age(pack, words), *extends])
    lines = [_head(f"{printable(pack.name)}: {_said(pack.title, words)}"), about]
    lines += ["", _head(words.say("manual.purposes")), *_table(_purposes(pack, words))]
    lines += ["", _head(words.say("manual.exceptions")), *labelled(_exceptions(pack, words), width)]
    lines += ["", _head(words.say("manual.kinds")), *labelled(_kinds(pack, words), width)]
    lines += ["", _head(words.say("manual.sources"))]
    for source in pack.sources.values():
        lines += _source(source, words, width)
    return _page([*lines, "", words.say("report.no_advice")])


def title(rule: Rule, words: Catalogue) -> str:
    """What a rule is about, in a word or two."""
    return words.say(f"purpose.{rule.purpose}.name" if rule.purpose else f"rule.{rule.name}.name")


def _age(pack: Pack, words: Catalogue) -> str:
    return words.say("manual.as_of", date=pack.date.isoformat())


def _purposes(pack: Pack, words: Catalogue) -> Iterator[tuple[str, str, str]]:
    """A row for each purpose that is not transactional; of the transactional ones most share one."""
    quiet = [purpose for purpose in PURPOSES if purpose.group is Group.TRANSACTIONAL]
    yield words.say("group.transactional"), _stance(pack.default[quiet[0]], words), ""
    for purpose in PURPOSES:
        if purpose not in quiet or pack.default[purpose] is not pack.default[quiet[0]]:
            yield f"{purpose} ({words.say(f'purpose.{purpose}.name')})", *_ruling(pack, purpose, words)
    for key in pack.default:
        if "/" in key:
            yield _key(key, words), _stance(pack.default[key], words), ""


def _ruling(pack: Pack, purpose: Purpose, words: Catalogue) -> tuple[str, str]:
    """The stance on a purpose where no kind makes an exception, and the nearest source."""
    sources = pack.ruling(None, purpose).sources[:1]
    return _stance(pack.default[purpose], words), ", ".join(_cite(pack, source, words) for source in sources)


def _exceptions(pack: Pack, words: Catalogue) -> Iterator[tuple[str, str]]:
    for kind, table in pack.exceptions.items():
        said = {key: stance for key, stance in table.items() if pack.default.get(key) is not stance}
        if said:
            yield kind, ", ".join(f"{_key(key, words)} {_stance(stance, words)}" for key, stance in said.items())


def _kinds(pack: Pack, words: Catalogue) -> Iterator[tuple[str, str]]:
    for stance in (Stance.FORBID, Stance.WARN):
        kinds = [kind for kind, said in pack.kinds.items() if said is stance]
        if kinds:
            yield words.say(f"stance.{stance}"), ", ".join(kinds)


def _source(source: Source, words: Catalogue, width: int) -> list[str]:
    known = words.say("manual.known", known=_said(source.known, words)) if source.known else ""
    said = (_said(source.says, words), printable(source.url), known)
    lines = [INDENT + _said(source.cite, words)]
    return lines + [line for text in said if text for line in wrapped(text, INDENT * 2, width)]


def _cite(pack: Pack, source: str, words: Catalogue) -> str:
    return _said(pack.sources[source].cite, words)


def _said(text: Bilingual, words: Catalogue) -> str:
    """What a pack says, which may be anybody's."""
    return printable(text.into(words.language))


def _key(key: str, words: Catalogue) -> str:
    purpose, _, subtype = key.partition("/")
    return f"{purpose} ({words.say(f'subtype.{purpose}.{subtype}')})" if subtype else purpose


def _stance(stance: Stance, words: Catalogue) -> str:
    return click.style(words.say(f"stance.{stance}"), fg=_COLOURS[stance])


def _head(text: str) -> str:
    return click.style(text, bold=True)


def _table(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows in columns; colours take no room."""
    cells = [tuple(row) for row in rows]
    widths = [max(width_of(click.unstyle(cell)) for cell in column) for column in zip(*cells, strict=True)]
    return [
        INDENT
        + "  ".join(
            cell + " " * (room - width_of(click.unstyle(cell))) for cell, room in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]


def _page(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
