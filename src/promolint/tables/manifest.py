"""What a folder of results says of itself, so that a scan can go on where it ended and never mixes two."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, fields, replace
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import msgspec

from promolint import __version__
from promolint.errors import UsageError

if TYPE_CHECKING:
    from promolint.lint import Settings
    from promolint.tables.job import Job
    from promolint.tables.output import Output
    from promolint.tables.totals import Totals

_NAME = "_promolint.json"
_FORMAT = "promolint-scan-v1"
_OF_THE_RUN = ("day", "totals")


def begun(job: Job, output: Output, rows: int) -> Job:
    """The job with the day that its folder was begun on, which exceptions end by; the folder now says what it holds.

    Raises:
        UsageError: the folder holds something else.
        PromolintError: it cannot be written.

    """
    names = output.names()
    told = _told(job, output, rows)
    if _NAME in names:
        there = _read(output)
        differs = sorted(
            key for key in told.keys() | there.keys() if key not in _OF_THE_RUN and told.get(key) != there.get(key)
        )
        if differs:
            said = f"“{output.folder}” holds another scan: it differs in {', '.join(differs)}"
            raise UsageError(said, "Choose another folder, or delete this one.")
        told["day"] = there.get("day")
    elif names:
        raise UsageError(f"“{output.folder}” is not empty", "Choose a folder for the results alone.")
    else:
        _write(output, told)
    day = date.fromisoformat(told["day"]) if told["day"] else None
    return replace(job, task=replace(job.task, settings=replace(job.task.settings, today=day)))


def ended(job: Job, output: Output, rows: int, totals: Totals) -> None:
    """Write down that all is scanned, and what was found."""
    _write(output, {**_told(job, output, rows), "totals": asdict(totals)})


def _told(job: Job, output: Output, rows: int) -> dict[str, Any]:
    settings = job.task.settings
    return {
        "format": _FORMAT,
        "tool": {"version": __version__, "model": settings.model.version, "policy": settings.policy.names},
        "settings": _digest(settings, job.task.codes),
        "columns": {what: list(names) for what, names in job.task.columns._asdict().items()},
        "rows_per_part": rows,
        "output_format": output.format,
        "files": [{"name": file.name, "size": file.size, "stamp": file.stamp} for file in job.files],
        "day": settings.today and settings.today.isoformat(),
        "totals": None,
    }


def _digest(settings: Settings, codes: frozenset[str] | None) -> str:
    """All else that has a say in the results: packs, declarations, thresholds, the configuration."""
    said: dict[str, Any] = {
        field.name: getattr(settings, field.name)
        for field in fields(settings)
        if field.name not in {"model", "local", "today", "keeps_messages"}
    }
    said["calibration"], said["codes"] = settings.model.calibration, codes and sorted(codes)
    if isinstance(settings.local, partial):
        told = {key: value for key, value in settings.local.keywords.items() if key != "model"}
        said["local"] = {**told, "packs": list(told["packs"].items())}
    return hashlib.sha256(msgspec.json.encode(said, order="deterministic", enc_hook=_plain)).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, PurePath):
        return str(value)
    raise NotImplementedError  # as msgspec asks for


def _read(output: Output) -> dict[str, Any]:
    try:
        told: dict[str, Any] = msgspec.json.decode(output.get(_NAME) or b"", type=dict[str, Any])
    except msgspec.DecodeError as error:
        said = f"“{output.folder}/{_NAME}” says nothing that can be understood"
        raise UsageError(said, "Choose another folder, or delete this one.") from error
    return told


def _write(output: Output, told: dict[str, Any]) -> None:
    output.put(_NAME, msgspec.json.format(msgspec.json.encode(told)) + b"\n")
