"""What the terminal of a report can show: colours, and how many columns."""

from __future__ import annotations

import os
import sys


def colours(color: bool | None) -> bool | None:  # noqa: FBT001 - it is the option's own value
    """Whether to colour: as asked for, else as NO_COLOR and FORCE_COLOR say, else ``None`` (the terminal decides)."""
    if color is not None:
        return color
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def columns() -> int:
    """How wide a report for people is: as wide as the terminal within reason; 100 in a pipe or a file."""
    import shutil

    return max(60, min(shutil.get_terminal_size().columns, 140)) if sys.stdout.isatty() else 100
