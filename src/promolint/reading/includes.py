"""The names of the other files that a template takes in, as its own text writes them; nothing is opened or resolved.

Only literal names: where a name is put together when the message is made, nobody can say what is taken in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from promolint.reading.comments import BLOCKS
from promolint.reading.mask import SpanKind, mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    _Slices = tuple[str, list[tuple[int, int]]]

# what stands before a quoted name, one line a language
_BEFORE = (
    # Jinja, Nunjucks, Twig, Django, Liquid
    r"\{%[-~+]?\s*+(?:include|extends|import|from|embed|render|layout)\s++",
    # Twig's function, Go
    r"\{\{[-~]?\s*+(?:include\s*+\(|template\b)\s*+",
    # Handlebars, where the name has blanks in it
    r"\{\{[~-]?\s*+\#?>\s*+",
    # Smarty, also between OXID's brackets
    r"\{(?:include|extends)\s++(?:[^{}\"'\n]{0,200}\bfile\s*+=\s*+)?+",
    # ERB
    r"<%=\s*+render(?:\s*+\(\s*+|\s++)(?::?(?:partial|layout|template)\b(?:\s*+=>|:)\s*+)?+",
    # EJS
    r"<%[-=]\s*+(?:await\s++)?+include\s*+\(\s*+",
    # FreeMarker
    r"<\#(?:include|import)\s++",
    # MJML
    r"<(?i:mj-include\s(?:[^<>]{0,500}\s)?path)\s*+=\s*+",
)
# what may not stand behind the quotation mark: an operator that puts a longer name together
_LITERAL = r"(?!\s*+(?:~(?![%}])|[+|]))"
_QUOTED = r"(?:\"([^\"'\n{}<>$`\\]{1,200})\"|'([^\"'\n{}<>$`\\]{1,200})')" + _LITERAL
_BARE = r"\{\{[~-]?\s*+\#?>\s*+([\w./@-]{1,200})(?=[\s}~])"
_BLADE = r"@(?<![\w.@]@)(?:include(?:If)?+|extends)\s*+\(\s*+[\"']([\w./-]{1,200})[\"'](?=\s*+[,)])"
# each choice begins with a character of its own, so that nothing is tried where none of these stands
_TAKES_IN = re.compile("|".join([*(before + _QUOTED for before in _BEFORE), _BARE, _BLADE]))
_PHP_BEGINS = re.compile(r"<\?(?:php|=)")
_PHP = re.compile(
    r"(?:^|[;{]|<\?(?:php)?+)[ \t]*+(?:include|require)(?:_once)?+\s*+\(?\s*+(?:__DIR__\s*+\.\s*+)?+"
    + _QUOTED
    + r"(?!\s*+\.)",
    re.MULTILINE,
)
# comments that the mask does not know: opener, closer, and how the tags begin that they hide (MJML's, Go's)
_BLOCKS = (("<!--", "-->", "<mj-"), ("{{/*", "*/", "{{"), ("{{- /*", "*/", "{{"))
# what may be one: cheap to look for, and all that is none of these is none
_MAY_BE = (*BLOCKS.items(), *((opener, closer) for opener, closer, _ in _BLOCKS), ("comment", "endcomment"))


def names_taken_in(text: str) -> tuple[str, ...]:
    """The names, with ``/`` between folders, each once and in their order; none of those in comments.

    Cost grows with the text.
    """
    matches = list(_TAKES_IN.finditer(text))
    if _PHP_BEGINS.search(text):
        matches += _PHP.finditer(text)
    if not matches:
        return ()
    doubtful = [("", list(_between(text, opener, closer))) for opener, closer in _MAY_BE]
    comments = _comments(text) if any(_is_commented(match, doubtful) for match in matches) else []
    return tuple(dict.fromkeys(_name(match) for match in matches if not _is_commented(match, comments)))


def _name(match: re.Match[str]) -> str:
    """The name that was met; Blade's dots part folders."""
    name: str = next(filter(None, match.groups()))
    return name.replace(".", "/") if match.group().startswith("@") else name.removeprefix("file:")


def _comments(text: str) -> list[_Slices]:
    """The comments of each syntax in their order, and how the tags begin that they hide: all, or as named."""
    masked = [(span.start, span.end) for span in mask(text).spans if span.kind is SpanKind.COMMENT]
    return [("", masked), *((tag, list(_between(text, opener, closer))) for opener, closer, tag in _BLOCKS)]


def _between(text: str, opener: str, closer: str) -> Iterator[tuple[int, int]]:
    end = 0
    while (start := text.find(opener, end)) != -1:
        end = text.find(closer, start)
        if end == -1:
            return
        yield start, end


def _is_commented(match: re.Match[str], comments: Iterable[_Slices]) -> bool:
    tag, at = match.group().lower(), match.start()
    return any(_is_inside(at, slices) for begins, slices in comments if tag.startswith(begins))


def _is_inside(at: int, slices: list[tuple[int, int]]) -> bool:
    before = bisect_right(slices, (at, at)) - 1
    return before >= 0 and slices[before][0] < at < slices[before][1]
