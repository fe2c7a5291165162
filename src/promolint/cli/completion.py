"""``promolint completion``."""

from __future__ import annotations

import click

from promolint.cli import cli, emit

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_PROMOLINT_COMPLETE"


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(*, shell: str) -> int:
    """Print the script by which SHELL completes promolint's commands, options and their values.

    \b
    bash:  eval "$(promolint completion bash)"       in ~/.bashrc
    zsh:   eval "$(promolint completion zsh)"        in ~/.zshrc, after compinit
    fish:  promolint completion fish > ~/.config/fish/completions/promolint.fish
    """  # noqa: D301 - click's mark for lines that stay as they are
    from click.shell_completion import BashComplete, FishComplete, ZshComplete

    completes = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}[shell]
    emit(completes(cli, {}, "promolint", VARIABLE).source())
    return 0
