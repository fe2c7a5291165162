"""A quick start for a process of promolint's own; who imports promolint gets nothing of it.

Beautiful Soup loads CSS selectors and spaCy the commands of its own command line, which nothing here calls and which
take longer than most checks: an empty module stands in for each. Beautiful Soup also looks for a library that guesses
charsets, and is told that there is none: it is given text only. Garbage is collected seldom, as imports make none.
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
_CHARSETS = frozenset({"cchardet", "chardet", "charset_normalizer"})
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
        if fullname in _CHARSETS and _is_asked_by_beautiful_soup():
            raise ModuleNotFoundError(name=fullname)
        meant = any(fullname == name or fullname.startswith(f"{name}.") for name in _NEVER_CALLED)
        return ModuleSpec(fullname, self, is_package=True) if meant else None

    def exec_module(self, module: ModuleType) -> None:
        module.__getattr__ = _nothing  # type: ignore[method-assign]


def _is_asked_by_beautiful_soup() -> bool:
    """Whether its module for charsets is just being loaded: begun, and its class not made yet."""
    return "bs4.dammit" in sys.modules and not hasattr(sys.modules["bs4.dammit"], "UnicodeDammit")


def _nothing(name: str) -> None:
    if name.startswith("__"):
        raise AttributeError(name)
