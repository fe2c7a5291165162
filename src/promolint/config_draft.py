"""The configuration to begin with: every key with its default or an example, switched off, but for what was found."""

from __future__ import annotations

import json
import os
import re
import textwrap
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.formats import is_template

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promolint.words.catalogue import Catalogue

_KEYS = {
    "extend": 'extend = "../promolint.toml"',
    "policy": 'policy = ["gdpr-strict"]',
    "language": 'language = "en"',
    "fail-on": 'fail-on = "error"',
    "select": "select = []",
    "ignore": "ignore = []",
    "include": "include = []",
    "exclude": "exclude = []",
    "respect-gitignore": "respect-gitignore = true",
    "max-size": "max-size = 5",
    "guards": "guards = []",
    "min-coverage": "min-coverage = 0",
    "thresholds": "[thresholds]\nnote = 0.4\nerror = 0.8",
    "phrases": '[phrases]\ndiscount = ["Sonnenbonus"]\nfalse-friends = ["Frei-Haus-Klausel"]',
    "overrides": """[[overrides]]
paths = ["courses/**"]
kind = "course-update"
stream = "transactional"
channel = "email"
audience = "course-participant"
consent = "none"
course = "back-fit"
policy = ["gdpr-strict"]
severity = { PL201 = "note", social = "off" }
thresholds = { error = 0.9 }
phrases = { campaign = ["Sommerspiele"] }""",
    "waivers": """[[waivers]]
paths = ["whatsapp/*.json"]
code = "PL105"
url = "https://salon.example/friends"
text = "Invite a friend"
reason = "agreed with the legal department"
until = "2027-01-31\"""",
    "allow": """[[allow]]
host = "booking.example"
path = "/my-bookings"
query = "source=reminder"
text = "My bookings"
paths = ["mails/**"]
reason = "the reader's own bookings\"""",
    "deny": """[[deny]]
host = "shop.example"
path = "/sale"
query = "campaign=summer"
text = "To the shop"
purpose = "product"
paths = ["mails/**"]
reason = "the shop is for newsletters\"""",
}
_WIDTH, _MANY = 100, 8


class Found(NamedTuple):
    """What a look into a folder gave: the configuration above it, if there is one, and where its templates lie.

    ``outside`` counts other files that could hold messages and lie in none of the ``folders``, if there are any.
    """

    extend: str = ""
    folders: tuple[str, ...] = ()
    templates: int = 0
    outside: int = 0


def looked_at(names: Iterable[str]) -> Found:
    """Where the templates among these files lie: of each folder the deepest one that holds all of its templates.

    No folder is named where a template lies in none, or where they are many or have names that cannot be written.
    """
    paths = [PurePosixPath(name) for name in names]
    templates = [path for path in paths if is_template(path)]
    by_top: dict[str, list[str]] = {}
    for path in templates:
        by_top.setdefault(path.parts[0], []).append(path.parent.as_posix())
    folders = tuple(sorted(os.path.commonpath(parents).replace(os.sep, "/") for parents in by_top.values()))
    if not all(folder and folder.isprintable() for folder in folders) or not 0 < len(folders) <= _MANY:
        return Found(templates=len(templates))
    outside = [path for path in paths if not any(path.is_relative_to(folder) for folder in folders)]
    return Found("", folders, len(templates), len(outside))


def draft(found: Found, words: Catalogue) -> str:
    """The text of a configuration file that says what was found and shows all other keys, switched off by ``#``."""
    globs = ", ".join(_text(f"{_literally(folder)}/**") for folder in found.folders)
    said = {"extend": f"extend = {_text(found.extend)}"} if found.extend else {}
    if globs:
        said["include"] = f"include = [{globs}]"
    parts = [_comment(words.say("draft.head"))]
    for key, lines in _KEYS.items():
        off = "".join(f"#{line}\n" for line in lines.splitlines())
        parts.append(_comment(words.say(f"draft.{key}")) + (f"{said[key]}\n" if key in said else off))
    return "\n".join(parts)


def _comment(text: str) -> str:
    return "".join(f"{line}\n" for line in textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# "))


def _literally(folder: str) -> str:
    """The pattern, as in a ``.gitignore``, that means this folder only."""
    return re.sub(r"([\\*?\[!#])", r"\\\1", folder)


def _text(text: str) -> str:
    """The text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)
