"""``promolint rule``."""

from __future__ import annotations

import click

from promolint.cli import emit
from promolint.cli.options import colours, columns, speech_options, spoken


@click.command("rule")
@click.argument("code", required=False, metavar="[CODE]")
@speech_options
def command(*, code: str | None, language: str | None, color: bool | None) -> int:
    """Show the manual page of a rule, or list the rules.

    CODE is a code such as PL101 or a name such as discount.
    """
    from promolint.policy import pack, rules
    from promolint.reporting.manual import rule_list, rule_page
    from promolint.words.catalogue import Catalogue

    words = Catalogue.load(spoken(language))
    page = rule_page(rules.get(code), map(pack.load, pack.names()), words, columns()) if code else rule_list(words)
    emit(page, color=colours(color))
    return 0
