"""``promolint lsp``."""

from __future__ import annotations

import click

from promolint.errors import UsageError

_OF_THE_EXTRA = ("pygls", "lsprotocol")


@click.command("lsp")
@click.option("--stdio", is_flag=True, help="Taken for granted; many editors say it.")
def command(*, stdio: bool) -> int:  # noqa: ARG001
    """Serve an editor over standard input and output, by the Language Server Protocol.

    The editor starts it; the README says how, for some. Exit status: 0, or 1 if the editor went without goodbye.
    """
    try:
        from promolint.lsp.server import serve
    except ModuleNotFoundError as error:
        name = str(error.name).partition(".")[0]
        if name not in _OF_THE_EXTRA:
            raise
        hint = "Run: pip install 'promolint[lsp]'"
        raise UsageError(f"{name} is not installed, or too old", hint) from None
    return serve()
