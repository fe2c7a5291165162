"""A quick start and a quick end for a process of promolint's own; who imports promolint gets nothing of it.

Beautiful Soup loads CSS selectors and spaCy the commands of its own command line, which nothing here calls and which
take longer than most checks: an empty module stands in for each. Beautiful Soup also looks for a library that guesses
charsets, and is told that there is none: it is given text only. Garbage is collected seldom, as imports make none, and
what a process holds at its end goes with it, instead of being given back piece by piece.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType
    from typing import NoReturn

_NEVER_CALLED = ("soupsieve", "spacy.cli")
_CHARSETS = frozenset({"cchardet", "chardet", "charset_normalizer"})
_OBJECTS = 50_000


def travel_light() -> Callable[[int], NoReturn]:
    """Let the rest of this process import empty modules for what is never called; gives how to end it with a status."""
    sys.meta_path.insert(0, _Empty())
    gc.set_threshold(_OBJECTS)
    told: list[int] = []
    atexit.register(_end, told)

    def leave(status: int) -> NoReturn:
        told.append(status)
        sys.exit(status)

    return leave


def _end(told: list[int]) -> None:
    """End at once with what was told: registered first, so called after all else that waits for the end."""
    with suppress(OSError, ValueError):
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        if told:
            os._exit(told[0])


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
