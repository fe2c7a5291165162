"""What can go wrong, as one tree: every error says what happened and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from promolint.values.message import Cause


class PromolintError(Exception):
    """The root: ``message`` says what happened, ``hint`` names the next step."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return message and hint as one text, the hint after a full stop."""
        return f"{self.message.rstrip('.')}. {self.hint}" if self.hint else self.message


class UsageError(PromolintError):
    """Something was asked for that does not exist, or not in this combination."""


class ConfigError(PromolintError):
    """A configuration or policy file says something that cannot be meant."""


class UnreadableError(PromolintError):
    """A file, or a part of one, could not be read; the others can. ``fields`` are those of a ``Failure``."""

    def __init__(self, cause: Cause, **fields: object) -> None:
        super().__init__(cause)
        self.cause = cause
        self.fields = tuple((name, str(value)) for name, value in fields.items())


class TableError(PromolintError):
    """A table, or a part of one, could not be read; the others can."""


def require_known(what: str, name: str, choices: Collection[str]) -> None:
    """Raise a UsageError unless ``name`` is one of ``choices``; its hint says which are near."""
    if name not in choices:
        message = f"There is no {what} “{name}”"
        raise UsageError(message, near(name, choices))


def near(name: str, choices: Collection[str]) -> str:
    """Return a hint that names the choices spelt like ``name``, or all of them where none is."""
    found = spelt_like(name, choices)
    return f"Did you mean {' or '.join(found)}?" if found else f"Choose from: {', '.join(choices)}."


def spelt_like(name: str, choices: Collection[str]) -> list[str]:
    """Return up to three choices that are spelt like ``name``, the nearest first."""
    import difflib

    spelt = {choice.casefold(): choice for choice in choices}
    return [spelt[match] for match in difflib.get_close_matches(name.casefold(), spelt, n=3, cutoff=0.6)]
