"""``promolint policy``."""

from __future__ import annotations

import click

from promolint.cli import emit, suggest
from promolint.cli.options import colours, columns, speech_options, spoken


@click.command("policy")
@click.argument("name", required=False, shell_complete=suggest.policies, metavar="[NAME]")
@speech_options
def command(*, name: str | None, language: str | None, color: bool | None) -> int:
    """Show a policy pack, or list the packs.

    NAME is a pack that comes with promolint, or a TOML file of your own.
    """
    from promolint.policy import pack
    from promolint.reporting.manual import pack_list, pack_page
    from promolint.words.catalogue import Catalogue

    words = Catalogue.load(spoken(language))
    if name:
        page = pack_page(pack.load(name), words, columns())
    else:
        page = pack_list([pack.load(each) for each in pack.names()], words)
    emit(page, color=colours(color))
    return 0
