"""A quick start for a process of promolint's own; who imports promolint gets nothing of it.

Beautiful Soup loads CSS selectors and spaCy the commands of its own command line, which nothing here calls and which
take longer than most checks: an empty module stands in for each. Garbage is collected seldom, as imports make none.
"""

from __future__ import annotations

import gc
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

_NEVER_CALLED = ("soupsieve", "spacy.cli")
_OBJECTS = 20_000


def travel_light() -> None:
    """Let the rest of this process import empty modules for what is never called, and collect garbage seldom."""
    sys.meta_path.insert(0, _Empty())
    gc.set_threshold(_OBJECTS)


class _Empty(MetaPathFinder, Loader):
    """Finds such modules and those below them, and makes them: whatever is asked of one is ``None``."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        meant = any(fullname == name or fullname.startswith(f"{name}.") for name in _NEVER_CALLED)
        return ModuleSpec(fullname, self, is_package=True) if meant else None

    def exec_module(self, module: ModuleType) -> None:
        module.__getattr__ = _nothing  # type: ignore[method-assign]


def _nothing(name: str) -> None:
    if name.startswith("__"):
        raise AttributeError(name)
