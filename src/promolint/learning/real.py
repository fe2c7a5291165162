"""Links of real templates, by a manifest of facts: which link of which file is for what. The files are not ours.

The manifest (JSON lines) names repository, path, line, column, purpose, language, kind and stream of each link, and by
whom it was labelled; whoever has the repositories in a folder, each as ``owner+name``, can learn from them and measure
on them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from promolint.learning.samples import Sample
from promolint.reading import read_file
from promolint.values.message import Stream
from promolint.values.verdict import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REAL = "real"
PROJECT = "project"
REAL_WEIGHT = 3.0
_FAMILIES = ("prestashop", "jtl", "modified", "shopify", "sendwithus", "oxid")


def samples_of_manifest(manifest: Path, folder: Path) -> Iterator[Sample]:
    """The samples of all files of ``manifest`` that lie below ``folder``; a file that is not there is passed over."""
    wanted: dict[str, dict[tuple[int, int], dict[str, Any]]] = defaultdict(dict)
    for line in manifest.read_text("utf-8").splitlines():
        row = json.loads(line)
        wanted[f"{row['group']}/{row['repository']}/{row['path']}"][row["line"], row["column"]] = row
    for name, rows in wanted.items():
        path = folder / name
        if path.is_file():
            yield from _samples(name, path.read_bytes(), rows)


def _samples(name: str, data: bytes, rows: dict[tuple[int, int], dict[str, Any]]) -> Iterator[Sample]:
    group, _, below = name.partition("/")
    for message in read_file(below, data).messages:
        for index, link in enumerate(message.links):
            row = rows.get((link.place.line, link.place.column))
            if row is not None:
                yield Sample(
                    message,
                    index,
                    Purpose(row["purpose"]),
                    f"{REAL} {family(row['repository'])}",
                    f"{group}/{below}",
                    row["language"],
                    message.channel,
                    row["kind"],
                    Stream(row["stream"]),
                    row["by"] != PROJECT,
                )


def is_real(sample: Sample) -> bool:
    """Whether a sample is of a real template."""
    return sample.group.startswith(REAL)


def weight_of(sample: Sample) -> float:
    """How much a sample counts in training: real templates are few and what is wanted."""
    return REAL_WEIGHT if is_real(sample) else 1.0


def family(repository: str) -> str:
    """What repositories that share wording have in common; else the repository itself."""
    return next((name for name in _FAMILIES if name in repository.lower()), repository)
