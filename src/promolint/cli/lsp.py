"""``promolint lsp``."""

from __future__ import annotations

import click

from promolint.cli.extras import extra


@click.command("lsp")
@click.option("--stdio", is_flag=True, help="Taken for granted; many editors say it.")
def command(*, stdio: bool) -> int:  # noqa: ARG001
    """Serve an editor over standard input and output, by the Language Server Protocol.

    The editor starts it; the README says how, for some. Exit status: 0, or 1 if the editor went without goodbye.
    """
    with extra("lsp"):
        from promolint.lsp.server import serve
    return serve()
