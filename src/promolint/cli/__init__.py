"""The command line. Each command is a module of its own, loaded when it is called."""

from __future__ import annotations

import importlib
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from promolint import __version__
from promolint.cli.light import travel_light
from promolint.errors import PromolintError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

NOTHING_PROVED = 2
_COMMANDS = {
    "check": "Find links that do not belong in transactional messages.",
    "links": "List every link with its place, words and purpose.",
    "scan": "Check tables of messages (needs the extra “scan”).",
    "explain": "Say why a link was judged so, and what would turn the verdict.",
    "baseline": "Accept the findings of an existing folder, so that only new ones count.",
    "triage": "Label the links that the judge is least sure of.",
    "tune": "Correct the judge by your own labels.",
    "init": "Write a promolint.toml to begin with, and show how to hook promolint in.",
    "rule": "Show the manual page of a rule, or list the rules.",
    "policy": "Show a policy pack, or list the packs.",
    "lsp": "Serve an editor (needs the extra “lsp”).",
    "completion": "Print the script that completes commands, options and values in a shell.",
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

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The commands by what is said of them here, so that none is imported to be named."""
        from click.shell_completion import CompletionItem

        begun = [CompletionItem(name, help=said) for name, said in _COMMANDS.items() if name.startswith(incomplete)]
        return [*begun, *click.Command.shell_complete(self, ctx, incomplete)]

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
    leave = travel_light() if arguments is None else sys.exit
    _make_printable()
    if sys.stdout is None:  # closed by the caller: a report that nobody gets proves nothing
        complain("Standard output is closed. Lead it into a file, or to /dev/null.")
        leave(NOTHING_PROVED)
    leave(_status_of(arguments))


def _status_of(arguments: list[str] | None) -> int:
    try:
        status = cli.main(arguments, prog_name="promolint", standalone_mode=False)
    except click.ClickException as error:
        _refuse(error)
    except PromolintError as error:
        complain(str(error))
    except (click.Abort, KeyboardInterrupt):
        click.echo("promolint: stopped", err=True)
    except SystemExit as ended:  # with 0 after completion in a shell; click turns a closed pipe into exit status 1
        if ended.code == 0:
            return 0
        _give_up_stdout()
    except BrokenPipeError:
        _give_up_stdout()
    except Exception as error:  # noqa: BLE001 - a crash must never look like findings
        _tell_crash(error)
    else:
        return status if isinstance(status, int) else 0
    return NOTHING_PROVED


def _refuse(error: click.ClickException) -> None:
    """Tell of a wrong call; what it names may be a file of strangers."""
    from promolint.reporting.safe import printable

    said = io.StringIO()
    error.show(said)
    click.echo("\n".join(map(printable, said.getvalue().splitlines())), err=True)


def emit(report: str, *, color: bool | None = None) -> None:
    """Write a report to standard output, and nothing else ever does.

    Raises:
        BrokenPipeError: nobody reads on.
        PromolintError: it could not be written, such as to a full disk.

    """
    try:
        click.echo(report, nl=False, color=color)
    except BrokenPipeError:
        raise
    except OSError as error:
        _give_up_stdout()
        hint = "Free some space, or send standard output somewhere else."
        raise PromolintError(f"The report could not be written: {error.strerror}", hint) from error


def complain(said: str) -> None:
    """Tell on standard error, on one line, what went wrong; names in it steer no terminal."""
    from promolint.reporting.safe import printable

    click.echo(f"promolint: {printable(said)}", err=True)


def _make_printable() -> None:
    """Let no character stop a report: UTF-8 into files and pipes, escapes for what a terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _give_up_stdout() -> None:
    """Lead standard output nowhere, so that its last flush at the end of the process does not fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell_crash(error: Exception) -> None:
    import traceback

    from promolint.reporting.safe import printable

    for line in traceback.format_exception(error):
        click.echo("\n".join(map(printable, line.splitlines())), err=True)
    complain(f"crashed ({type(error).__name__}); nothing was proved. Please report this.")
