"""What ``train`` and ``evaluate`` share: where to learn from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from promolint.learning.measure import Sources

_Function = TypeVar("_Function", bound="Callable[..., Any]")
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OPTIONS = (
    click.option(
        "--data", type=_FOLDER, default="data/messages", show_default=True, help="Folder of labelled messages."
    ),
    click.option(
        "--templates", type=_FOLDER, help="Folder of the real templates that --manifest names; none: without."
    ),
    click.option(
        "--manifest", type=_FILE, default="data/real-links.jsonl", show_default=True, help="What their links are for."
    ),
    click.option("--models", type=_FOLDER, default="models", show_default=True, help="Folder of the model's files."),
)


def learning_options(function: _Function) -> _Function:
    """Add the options of a run that learns to a command."""
    for decorate in reversed(_OPTIONS):
        function = decorate(function)
    return function


def sources(data: Path, templates: Path | None, manifest: Path, models: Path) -> Sources:
    """The values of ``learning_options`` as one value. Call it where the extra ``train`` is asked for."""
    from promolint.learning.measure import Sources

    return Sources(data, manifest if templates else None, templates, models)
