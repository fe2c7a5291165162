"""The commands that need more than the linter does."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from promolint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def learning() -> Iterator[None]:
    """Turn a missing package of the extra ``train`` into the next step.

    Raises:
        UsageError: scikit-learn or what it needs is not installed.

    """
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"{error.name} is not installed"
        raise UsageError(message, "Run: pip install 'promolint[train]'") from None
