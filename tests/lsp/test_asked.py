"""What a client may ask for, and how it hears of what it may not."""

from __future__ import annotations

import pytest

from promolint.errors import UsageError
from promolint.lsp.asked import Asked, asked


@pytest.mark.parametrize(
    ("options", "locale", "expected"),
    [
        (None, None, Asked()),
        ({}, None, Asked()),
        (None, "de-AT", Asked(locale="de")),
        (None, "fr", Asked(locale="en")),
        (
            {"policy": ["at-tkg", "own.toml"], "language": "en", "baseline": "b.json"},
            "de",
            Asked(("at-tkg", "own.toml"), "en", "b.json", "de"),
        ),
        ({"policy": "at-tkg, can-spam"}, None, Asked(("at-tkg", "can-spam"))),
        ({"policy": "", "language": None, "baseline": ""}, None, Asked()),
    ],
)
def test_what_is_asked(options: object, locale: str | None, expected: Asked) -> None:
    """Packs as a list or as on the command line; what is empty is not asked."""
    assert asked(options, locale) == expected


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"basline": "b.json"}, r"There is no initialization option “basline”\. Did you mean baseline\?"),
        ({"language": "fr"}, r"There is no language “fr”\. Choose from: de, en\."),
        ({"baseline": True}, r"The initialization option “baseline” is no text\. Give one in quotation marks\."),
        ({"policy": 3}, r"The initialization option “policy” names no packs\. Give a list of their names\."),
        ({"policy": [3]}, r"The initialization option “policy” names no packs\. Give a list of their names\."),
        ([], r"The initialization options are no object\. Set some of: policy, language, baseline\."),
    ],
)
def test_what_cannot_be_meant(options: object, told: str) -> None:
    """It is named, with the next step."""
    with pytest.raises(UsageError, match=told):
        asked(options, None)
