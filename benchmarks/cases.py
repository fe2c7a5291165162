"""What is measured: each case is one tool, called on files that it reads."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.folder import ENDINGS, Form, Template, templates, write
from benchmarks.measure import KEPT, BenchmarkError, Usage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.measure import Bench
    from benchmarks.tools import Promolint, Tool

HELP, CLEAN, FLAGGED, FOLDER = "help", "cold clean file", "cold flagged file", "folder"
FIRST, AGAIN, UNCACHED, ONE, TWO = "first run", "cached run", "no cache", "one process", "two processes"
GROWN, MANY = "growth", "many small files"
ALL = "all"
_PICKED = 5


class Key(NamedTuple):
    """Which tool did what, on which files: those of one ending, ``ALL``, or a number of them."""

    tool: str
    what: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What is called in the folder ``inside``; a run of the case is the mean of its commands'. ``once``: it is long."""

    key: Key
    inside: str
    commands: tuple[tuple[str, ...], ...]
    files: int = 0
    once: bool = False

    def run(self, bench: Bench) -> Usage:
        """Run all its commands: the mean of their times, the most of their memory."""
        runs = [bench.run(command, self.inside) for command in self.commands]
        processor, wall = (statistics.fmean(column) for column in list(zip(*runs, strict=True))[:2])
        return Usage(processor, wall, max(run.memory for run in runs))


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many files the folder has, the folders that growth is measured on, and the folder of small files (or 0)."""

    files: int
    grown: tuple[int, ...]
    many: int = 0


def laid_out(folder: Path, sizes: Sizes, seed: int) -> list[Template]:
    """Write the folders that the cases are about; gives back what ``folder/all`` holds, without the bytes."""
    told = []
    for number, template in enumerate(templates(max(sizes.files, *sizes.grown), seed)):
        for size in sizes.grown:
            if number < size:
                write(folder / f"grown-{size}", template)
        if number < sizes.files:
            write(folder / template.path.rpartition(".")[2], template)
            write(folder / ALL, template)
            told.append(template._replace(data=b""))
    for template in templates(sizes.many, seed, {Form.SMS: 1.0}):
        write(folder / "many", template)
    return told


def cases(bench: Bench, own: Promolint, others: Sequence[Tool], told: Sequence[Template], sizes: Sizes) -> list[Case]:
    """All cases, those that are compared beside each other."""
    found = [Case(Key(tool.name, HELP), ALL, (tool.help(),)) for tool in (own, *others)]
    picked = _picked(bench, own)
    for ending in ENDINGS:
        readers = [own, *(tool for tool in others if ending in {form.ending for form in tool.forms})]
        files = sum(one.path.endswith(f".{ending}") for one in told)
        for tool in readers if len(readers) > 1 else ():
            for what in (CLEAN, FLAGGED):
                commands = tuple(tool.command(path) for path in picked[what] if path.endswith(f".{ending}"))
                found += [Case(Key(tool.name, what, ending), ALL, commands, 1)] if commands else []
            whole = tool.command_for_all(bench.folder / ending)
            found.append(Case(Key(tool.name, FOLDER, ending), ending, (whole,), files))
    return [*found, *_own(own, sizes)]


def _own(own: Promolint, sizes: Sizes) -> Iterator[Case]:
    """What only promolint is asked: its cache, its processes, larger folders. What this version lacks is left out."""
    variants = {
        FIRST: (),
        AGAIN: own.having("--cache-dir", KEPT),
        UNCACHED: ("--no-cache",) if "--no-cache" in own.known else None,
        ONE: own.having("--jobs", "1"),
        TWO: own.having("--jobs", "2"),
    }
    for what, options in variants.items():
        if options is not None:
            yield Case(Key(own.name, what, ALL), ALL, (own.command(".", *options),), sizes.files)
    one = own.command(".", *(own.having("--jobs", "1") or ()))
    for size in sizes.grown:
        yield Case(Key(own.name, GROWN, str(size)), f"grown-{size}", (one,), size, once=True)
    if sizes.many:
        yield Case(Key(own.name, MANY, str(sizes.many)), "many", (one,), sizes.many, once=True)


def _picked(bench: Bench, own: Promolint) -> dict[str, list[str]]:
    """Some files of each ending, small to large, in which promolint finds nothing, and an error."""
    bench.run(own.command(".", "--format", "json"), ALL)
    report = json.loads(bench.folder.joinpath("output.txt").read_text("utf-8"))
    if report["errors"]:
        raise BenchmarkError(f"promolint could not read {report['errors'][0]['path']}")
    anything = {finding["path"] for finding in report["findings"]}
    errors = {finding["path"] for finding in report["findings"] if finding["severity"] == "error"}
    top = bench.folder / ALL
    files = sorted((path for path in top.rglob("*") if path.is_file()), key=lambda path: (path.stat().st_size, path))
    names = [path.relative_to(top).as_posix() for path in files]
    return {
        CLEAN: _spread(name for name in names if name not in anything),
        FLAGGED: _spread(name for name in names if name in errors),
    }


def _spread(names: Iterable[str]) -> list[str]:
    """A few of each ending, as far apart as can be."""
    known, found = list(names), list[str]()
    for ending in ENDINGS:
        alike = [name for name in known if name.endswith(f".{ending}")]
        places = {len(alike) * (2 * number + 1) // (2 * _PICKED) for number in range(_PICKED)}
        found += [alike[place] for place in sorted(places) if alike]
    return found
