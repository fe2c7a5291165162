"""What a shell completes: the values of options, out of promolint's own lists and nothing that is slow to load."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click
    from click.shell_completion import CompletionItem

    Items = list[CompletionItem[str]]


def kinds(_context: click.Context, _parameter: click.Parameter, begun: str) -> Items:
    """The kinds of message."""
    from promolint.policy.kinds import known

    return _items(known(), begun)


def policies(_context: click.Context, _parameter: click.Parameter, begun: str) -> Items:
    """The policy packs that come with promolint; several with commas between them."""
    from promolint.policy.pack import names

    return _items(names(), begun)


def rules(_context: click.Context, _parameter: click.Parameter, begun: str) -> Items:
    """The codes of rules, and their names; several with commas between them."""
    from promolint.policy.rules import RULES

    return _items([name for rule in RULES for name in (rule.code, rule.name)], begun)


def files(_context: click.Context, _parameter: click.Parameter, begun: str) -> Items:
    """Files and folders, which the shell itself knows."""
    return _shell_s_own(begun, "file")


def folders(_context: click.Context, _parameter: click.Parameter, begun: str) -> Items:
    """Folders, which the shell itself knows."""
    return _shell_s_own(begun, "dir")


def _shell_s_own(begun: str, what: str) -> Items:
    from click.shell_completion import CompletionItem

    return [CompletionItem(begun, type=what)]


def _items(names: Iterable[str], begun: str) -> Items:
    from click.shell_completion import CompletionItem

    before, comma, last = begun.rpartition(",")
    said = before.split(",")
    return [CompletionItem(f"{before}{comma}{name}") for name in names if name.startswith(last) and name not in said]
