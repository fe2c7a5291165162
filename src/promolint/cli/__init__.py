"""The command line. Each command is a module of its own, loaded when it is called."""

from __future__ import annotations

import importlib
import os
import sys

import click

from promolint import __version__
from promolint.errors import PromolintError

NOTHING_PROVED = 2
_COMMANDS = {
    "check": "Find links that do not belong in transactional messages.",
    "links": "List every link with its place, words and purpose.",
    "rule": "Show the manual page of a rule, or list the rules.",
    "policy": "Show a policy pack, or list the packs.",
    "train": "Rebuild the model out of data/ (needs the extra “train”).",
    "evaluate": "Measure the model on folds of data/ (needs the extra “train”).",
}


class _Commands(click.Group):
    """A group whose commands are imported when they are run, not when they are listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"promolint.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="promolint")
def cli() -> None:
    """Find promotional links in transactional e-mails and SMS."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 nothing found, 1 findings, 2 nothing proved (a crash too)."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        status = cli.main(arguments, prog_name="promolint", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = NOTHING_PROVED
    except PromolintError as error:
        click.echo(f"promolint: {error}", err=True)
        status = NOTHING_PROVED
    except (click.Abort, KeyboardInterrupt):
        click.echo("promolint: stopped", err=True)
        status = NOTHING_PROVED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - nobody reads on
        status = NOTHING_PROVED
    except Exception as error:  # noqa: BLE001 - a crash must never look like findings
        import traceback  # noqa: PLC0415

        traceback.print_exc()
        click.echo(f"promolint: crashed ({type(error).__name__}); nothing was proved. Please report this.", err=True)
        status = NOTHING_PROVED
    sys.exit(status if isinstance(status, int) else 0)
