"""What a client asks for as it starts the server: its initialization options and its locale."""

from __future__ import annotations

from typing import NamedTuple

from promolint.errors import UsageError, near, require_known
from promolint.words.catalogue import LANGUAGES, language_of_locale

_KEYS = ("policy", "language", "baseline")


class Asked(NamedTuple):
    """What a client sets for all its files; ``None`` is left to the configuration. Paths start from the folder.

    ``locale`` is the language of reports where nobody says one.
    """

    policy: tuple[str, ...] | None = None
    language: str | None = None
    baseline: str | None = None
    locale: str | None = None


def asked(options: object, locale: str | None) -> Asked:
    """Read ``initializationOptions``: ``policy`` (names in a list, or with commas), ``language`` and ``baseline``.

    Raises:
        UsageError: an unknown option, or a value that cannot be meant.

    """
    spoken = language_of_locale({"LC_ALL": locale}) if locale else None
    if options is None:
        return Asked(locale=spoken)
    if not isinstance(options, dict):
        raise UsageError("The initialization options are no object", f"Set some of: {', '.join(_KEYS)}.")
    for key in options:
        if key not in _KEYS:
            raise UsageError(f"There is no initialization option “{key}”", near(str(key), _KEYS))
    language = _text(options, "language")
    if language is not None:
        require_known("language", language, LANGUAGES)
    return Asked(_names(options), language, _text(options, "baseline"), spoken)


def _text(options: dict[str, object], key: str) -> str | None:
    value = options.get(key)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"The initialization option “{key}” is no text", "Give one in quotation marks.")
    return value or None


def _names(options: dict[str, object]) -> tuple[str, ...] | None:
    value = options.get("policy")
    names = value.split(",") if isinstance(value, str) else value
    if names is None:
        return None
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise UsageError("The initialization option “policy” names no packs", "Give a list of their names.")
    return tuple(name.strip() for name in names if name.strip()) or None
