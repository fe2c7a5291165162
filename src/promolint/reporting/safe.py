"""What templates hold, made safe to print: nothing in it steers a terminal or a build server, or turns the writing."""

from __future__ import annotations

import re

_HIDDEN = "\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
# what build servers take for their own wherever they see it (GitHub, Azure, TeamCity), and where a line begins (GitHub)
_COMMAND, _COMMAND_AT_START = r"#(?=#(?:vso|teamcity)?\[)", r"(?<!\S):(?=:)"
_UNSAFE = re.compile(f"[\x00-\x1f{_HIDDEN}]|{_COMMAND}|{_COMMAND_AT_START}")
_UNSAFE_IN_JSON = re.compile(f"[{_HIDDEN}]|{_COMMAND}")
_ALMOST = 0.99


def printable(text: str) -> str:
    """``text`` on one line: tabs and line breaks as blanks; control and direction marks, commands of CI as escapes."""
    return _UNSAFE.sub(_escaped, text)


def json_safe(json: str) -> str:
    """The same JSON with control and direction marks as its own escapes: no line of it breaks, turns or commands."""
    return _UNSAFE_IN_JSON.sub(_escaped, json)


def two_digits(confidence: float) -> str:
    """A confidence with two digits; what is not wholly sure never reads as 1.00."""
    return f"{min(confidence, _ALMOST) if confidence < 1 else confidence:.2f}"


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    return " " if character in "\t\r\n" else f"\\u{ord(character):04x}"
