"""What a run says on standard error beside its report."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from promolint.cli.files import STDIN
from promolint.reporting.safe import printable
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from promolint.cli.options import RunOptions
    from promolint.config import Config
    from promolint.lint import Settings
    from promolint.reporting.coverage import Coverage
    from promolint.values.outcome import Outcome

_NONE = "-"


def remark(options: RunOptions, config: Config, settings: Settings, outcome: Outcome, seconds: float) -> None:
    """Name promolint's own reports that were named as templates; if it is asked for, say what the run was made of."""
    words = Catalogue.load(settings.policy.language)
    for name in _own_reports(options) if outcome.counted.own_reports else ():
        _tell(words.say("remarks.own_report", path=name))
    if not options.verbose:
        return
    rows = {
        "configuration": _configuration(options),
        "policies": ", ".join(" + ".join(names) for names in config.policies),
        "model": settings.model.version,
        "files": ", ".join(_files(options, config, outcome, words)),
        "kinds": ", ".join(_kinds(outcome, words)),
        "seconds": f"{seconds:.1f}",
    }
    names = {key: words.say(f"remarks.{key}") for key in rows}
    wide = max(map(len, names.values())) + 1
    for key, row in rows.items():
        _tell(f"{names[key] + ':':{wide}} {row or _NONE}")


def too_few_decided(coverage: Coverage, percent: float, words: Catalogue) -> None:
    """Say that fewer links could be decided than were asked for."""
    numbers = {"decided": coverage.decided, "links": coverage.links, "percent": f"{percent:g}"}
    _tell(words.say("remarks.coverage", **numbers))


def _own_reports(options: RunOptions) -> list[str]:
    from promolint.discover import Found
    from promolint.lint import load
    from promolint.reading.own import is_own_report

    if STDIN in options.paths:
        return [options.stdin_filename or STDIN]
    named = (Found(path, path.as_posix()) for path in map(Path, options.paths) if path.is_file())
    return [source.name for source in load(named) if is_own_report(source.data)]


def _configuration(options: RunOptions) -> str:
    from promolint.cli.configured import file_of
    from promolint.globs import shown

    file = file_of(options)
    return shown(file) if file else ""


def _files(options: RunOptions, config: Config, outcome: Outcome, words: Catalogue) -> Iterator[str]:
    """How many files were found, what left out how many others, and what was passed over."""
    from promolint.discover import discover, links_out
    from promolint.globs import Filter
    from promolint.reporting.listing import passed_over

    if STDIN not in options.paths:
        why = Filter(config).why
        reasons = Counter("" if options.no_exclude else why(file.path) for file in discover(options.paths or (".",)))
        yield words.say("remarks.found", count=reasons.pop("", 0))
        for reason, count in sorted(reasons.items()):
            yield words.say("remarks.left_out", count=count, reason=reason)
        outside = links_out(options.paths or (".",))
        if outside:
            yield words.say("remarks.links_out", count=outside)
    yield from passed_over(outcome, words)


def _kinds(outcome: Outcome, words: Catalogue) -> Iterator[str]:
    """How many messages have their kind from where."""
    declarations = [judged.message.declaration for judged in outcome.messages]
    sources = Counter(said.source if said.kind else "unknown" for said in declarations)
    for source, count in sorted(sources.items()):
        yield f"{count} {words.say(f'explain.kind_from.{source}')}"


def _tell(line: str) -> None:
    click.echo(f"promolint: {printable(line)}", err=True)
