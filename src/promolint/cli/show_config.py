"""``promolint check --show-config``: what holds for a file, and who says so."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from promolint.cli.options import spoken
from promolint.config import COMMAND_LINE, DEFAULT, Said, meant
from promolint.config_keys import TERMS, THRESHOLDS
from promolint.config_lists import FALSE_FRIENDS
from promolint.globs import Filter, absolute, matches, shown
from promolint.settings import model_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from promolint.cli.options import RunOptions
    from promolint.config import Config, Globs
    from promolint.judging.model import Model
    from promolint.words.catalogue import Catalogue

_UNSAID = "-"


def shown_config(config: Config, options: RunOptions, file: str) -> str:
    """A line for each value: its key, the value as TOML would write it, who says so; first whether the file is read."""
    from promolint.reporting.safe import printable
    from promolint.words.catalogue import Catalogue

    words = Catalogue.load(spoken(config.language.value))
    path = Path(file)
    why = "" if options.no_exclude else Filter(config).why(path)
    rows: list[tuple[str, Said[object]]] = [(words.say("config.read"), Said(not why, why or DEFAULT))]
    rows += (*_of_run(config), *_of_file(config, path), *_thresholds(config, path, model_of(options.tuning), words))
    rows += _lists(config, path)
    speakers = {DEFAULT: words.say("config.default"), COMMAND_LINE: words.say("config.command_line")}
    cells = [(key, _written(said.value), speakers.get(said.origin, said.origin)) for key, said in rows]
    wide, wider = (max(len(cell[column]) for cell in cells) for column in (0, 1))
    lines = [shown(path), "", *(f"{key:{wide}}  {value:{wider}}  {origin}" for key, value, origin in cells)]
    return "".join(f"{printable(line)}\n" for line in lines)


def _of_run(config: Config) -> Iterator[tuple[str, Said[object]]]:
    """What holds for all files of a run."""
    language = config.language
    yield "language", Said(spoken(language.value), language.origin)
    yield "fail-on", Said(str(config.fail_on.value), config.fail_on.origin)
    yield "select", Said(config.select.value, config.select.origin)
    yield "ignore", Said(config.ignore.value, config.ignore.origin)
    yield "include", _seen(config.include)
    yield "exclude", _seen(config.exclude)
    yield "respect-gitignore", Said(config.respect_gitignore.value, config.respect_gitignore.origin)
    yield "max-size", Said(config.max_size.value, config.max_size.origin)
    yield "guards", Said(config.guards.value, config.guards.origin)
    yield "min-coverage", Said(config.min_coverage.value, config.min_coverage.origin)


def _of_file(config: Config, path: Path) -> Iterator[tuple[str, Said[object]]]:
    """What holds for this file. What the template says of itself goes before all but the command line."""
    terms = config.at(absolute(path), matches)
    yield "policy", Said(terms.policy.value, terms.policy.origin)
    for key in TERMS:
        yield key, getattr(terms, key)
    for code, severity in sorted(terms.severity.items()):
        yield f"severity.{code}", Said(str(severity.value or "off"), severity.origin)


def _thresholds(config: Config, path: Path, model: Model, words: Catalogue) -> Iterator[tuple[str, Said[object]]]:
    """The thresholds of this file; those that nobody says are the model's, tuned or not."""
    terms, speaker = config.at(absolute(path), matches), words.say("config.model", version=model.version)
    for key in THRESHOLDS:
        said = getattr(terms, key)
        yield f"thresholds.{key}", Said(getattr(model.calibration, key), speaker) if said.value is None else said


def _lists(config: Config, path: Path) -> Iterator[tuple[str, Said[object]]]:
    """The entries of lists that are about this file; of each list those that go first at the end."""
    at = absolute(path)
    said = groupby(config.at(at, matches).phrases, lambda rule: (rule.purpose or FALSE_FRIENDS, rule.origin))
    for (key, origin), phrases in said:
        yield f"phrases.{key}", Said([rule.phrase for rule in phrases], origin)
    for key, listed in (("allow", config.allow), ("deny", config.deny)):
        yield from ((key, _entry(each.rule._asdict())) for each in meant(listed, at, matches))
    for waiver in config.waivers:
        if waiver.meets(str(path)):
            until = waiver.until.isoformat() if waiver.until else ""
            words = {"url": waiver.url, "text": waiver.text, "reason": waiver.reason, "until": until}
            yield "waivers", _entry({"origin": waiver.origin, "code": waiver.codes, **words})


def _entry(said: dict[str, object]) -> Said[object]:
    return Said({key: value for key, value in said.items() if value and key != "origin"}, str(said["origin"]))


def _seen(globs: Said[Globs]) -> Said[object]:
    return Said(globs.value.patterns, globs.origin)


def _written(value: object) -> str:
    return _UNSAID if value is None else json.dumps(value, ensure_ascii=False)
