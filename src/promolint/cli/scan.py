"""``promolint scan``."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click

from promolint.cli import NOTHING_PROVED, emit
from promolint.cli.options import RunOptions, judging_options
from promolint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promolint.tables.job import Job, Unread
    from promolint.tables.output import Output
    from promolint.tables.run import Engine, Scanned
    from promolint.words.catalogue import Catalogue

_FORMATS, _ENGINES = ("parquet", "jsonl"), ("local", "ray")


@click.command("scan")
@click.argument("where", metavar="INPUT")
@click.argument("folder", metavar="OUTPUT")
@click.option(
    "--column",
    "asked",
    metavar="WHAT=NAME",
    multiple=True,
    help="The column that holds text, subject, id, name, kind, stream, channel, audience, consent or course.",
)
@click.option(
    "--output-format", type=click.Choice(_FORMATS), default="parquet", show_default=True, help="Format of the results."
)
@click.option(
    "--rows", type=click.IntRange(min=1), default=1000, show_default=True, help="Rows in each file of the results."
)
@click.option(
    "--engine", type=click.Choice(_ENGINES), default="local", show_default=True, help="This machine, or a Ray cluster."
)
@click.option(
    "--ray-address", metavar="ADDRESS", help="The Ray cluster, or auto.  [default: RAY_ADDRESS, or one started here]"
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes at work.  [default: one a core]")
@click.option(
    "--max-size",
    type=click.FloatRange(min=0, min_open=True),
    metavar="MB",
    help="Messages above this size are named, not read.  [default: 5.0]",
)
@judging_options
def command(
    *,
    where: str,
    folder: str,
    output_format: str,
    rows: int,
    **given: Any,  # noqa: ANN401 - the other options
) -> int:
    """Check tables of messages: a row a message, millions of them.

    INPUT is a file, a folder or a pattern of Parquet, JSON Lines or CSV files, here or by URL (s3://, gs://, ...).
    OUTPUT is a folder for the results: a row for each row. Say the same again to go on after an interruption.
    Exit status: 0, whatever is found; 2 if a file could not be read.
    """
    _require("scan", "pyarrow", "fsspec")
    from promolint.tables.files import located
    from promolint.tables.output import Output
    from promolint.tables.run import scan
    from promolint.words.catalogue import Catalogue

    engine = _engine(given.pop("engine"), given.pop("ray_address"), given.pop("jobs"))
    output = Output(*located(folder), output_format)
    job = _job(where, given)
    _require_apart(output, where)
    words = Catalogue.load(job.task.language)
    hidden = not sys.stderr.isatty()
    with redirect_stdout(sys.stderr), click.progressbar(length=0, file=sys.stderr, hidden=hidden, show_pos=True) as bar:

        def watch(done: int, whole: int) -> None:
            bar.length = whole
            bar.update(done - bar.pos)

        scanned = scan(job, output, rows, engine, watch)
    if not scanned.totals.rows and not scanned.unread:
        raise UsageError(f"There is no row in “{where}”", "Look at what its tables hold.")
    _tell(scanned.unread)
    emit(_summary(scanned, folder, words))
    return NOTHING_PROVED if scanned.unread else 0


def _job(where: str, given: dict[str, Any]) -> Job:
    """What is scanned, by the options and the configuration."""
    from dataclasses import replace

    from promolint.cli.check import reported
    from promolint.cli.configured import configured
    from promolint.settings import model_of, settings_of
    from promolint.tables.columns import columns_of
    from promolint.tables.files import files_at
    from promolint.tables.job import Job
    from promolint.tables.results import Task

    files, columns = files_at(where), columns_of(given.pop("asked"))
    options = RunOptions((), **given)
    config = configured(options)
    settings = replace(settings_of(config, model_of(options.tuning)), keeps_messages=False)
    return Job(where, files, Task(settings, columns, reported(config)))


def _engine(name: str, address: str | None, jobs: int | None) -> Engine:
    from functools import partial

    if name == "ray":
        _require("ray", "ray")
        from promolint.tables.on_ray import on_ray

        return partial(on_ray, address=address, jobs=jobs)
    if address is not None:
        raise UsageError("--ray-address is for --engine ray", "Say --engine ray, or leave the address out.")
    from promolint.tables.local import on_this_machine

    return partial(on_this_machine, jobs=jobs)


def _require(extra: str, *modules: str) -> None:
    """Raise a UsageError where a library is missing that only some users need."""
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        said = f"This needs {' and '.join(missing)}, not installed here"
        raise UsageError(said, f"Say: python -m pip install 'promolint[{extra}]'.")


def _require_apart(output: Output, where: str) -> None:
    """Raise a UsageError where results would lie among the tables that the next scan reads."""
    from promolint.tables.files import located

    system, path = located(where)
    if system == output.system and f"{output.folder}/".startswith(f"{path.rstrip('/')}/"):
        raise UsageError("The results would lie among the tables", "Choose a folder outside of INPUT.")


def _tell(unread: Iterable[Unread]) -> None:
    from promolint.reporting.safe import printable

    for file in unread:
        said = printable(f"{file.name}: {file.message.rstrip('.')}. {file.help}")
        click.echo(f"promolint: {said}", err=True)


def _summary(scanned: Scanned, folder: str, words: Catalogue) -> str:
    from dataclasses import asdict

    from promolint.reporting.safe import printable

    counts = {name: words.say(f"count.{name}", count=count) for name, count in asdict(scanned.totals).items()}
    return f"{words.say('scan.summary', folder=printable(folder), **counts)}\n"
