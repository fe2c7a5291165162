"""``promolint rule``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from promolint.cli import emit, suggest
from promolint.cli.options import colours, columns, speech_options, spoken

if TYPE_CHECKING:
    from promolint.words.catalogue import Catalogue


@click.command("rule")
@click.argument("code", required=False, shell_complete=suggest.rules, metavar="[CODE]")
@speech_options
def command(*, code: str | None, language: str | None, color: bool | None) -> int:
    """Show the manual page of a rule, or list the rules.

    CODE is a code such as PL101 or a name such as discount.
    """
    from promolint.reporting.manual import rule_list
    from promolint.words.catalogue import Catalogue

    words = Catalogue.load(spoken(language))
    emit(_page(code, words) if code else rule_list(words), color=colours(color))
    return 0


def _page(code: str, words: Catalogue) -> str:
    from promolint.policy import pack, rules
    from promolint.reporting import example
    from promolint.reporting.manual import rule_page

    rule = rules.get(code)
    packs = map(pack.load, pack.names())
    return rule_page(rule, example.load(rule, words.language), packs, words, columns())
