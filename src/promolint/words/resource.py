"""Data files of the package, read when asked for and never at import time."""

from __future__ import annotations

import tomllib
from typing import Any


def toml(package: str, name: str) -> dict[str, Any]:
    """Return the TOML file ``name`` that lies in ``package``."""
    from importlib import resources  # costs 9 ms, and --help needs none of it

    return tomllib.loads(resources.files(package).joinpath(name).read_text(encoding="utf-8"))
