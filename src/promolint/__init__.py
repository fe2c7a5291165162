"""A linter for message templates: it finds promotional links in transactional e-mails and SMS.

``check``, ``links``, ``Linter``, ``results_schema`` and ``sentence`` are the Python API; they are loaded when they are
first asked for.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Linter", "__version__", "check", "links", "results_schema", "sentence"]

if TYPE_CHECKING:
    from promolint.api import Linter, check, links, results_schema, sentence


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the API has under this name
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from promolint import api

    return getattr(api, name)
