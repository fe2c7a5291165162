"""Links that stand in running text: bare URLs, and those of Markdown where the text is Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.mask import OUTPUT
from promolint.values import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

# stand for "&", and for the angle brackets of a Markdown autolink, so that an HTML parser leaves them alone
AMPERSAND, LEFT, RIGHT = "\ue001", "\ue002", "\ue003"

_TLD = (
    "com|net|org|info|biz|eu|de|at|ch|li|lu|fr|be|nl|es|pt|it|pl|uk|ie|us|ca|au|nz|io|co|me|app|dev|ai|shop|store|"
    "salon|studio|online|club|fit|yoga|events|link|page|site|health|dental|clinic|wien|berlin|hamburg|koeln|bayern|"
    "tirol|swiss|cz|hu|sk|si|hr|dk|se|no|fi|example|test|ly|gl|gle|to|gg|tv|ms|tl"
)
_CHARACTER = rf"[^\s<>\"'`\\^{{}}\[\]|{LEFT}{RIGHT}]"
_BARE = (
    rf"(?P<bare>(?<![\w@/.{OUTPUT}-])(?:"
    rf"[a-z][a-z0-9+.-]{{1,20}}://{_CHARACTER}+|(?:mailto|tel|sms|smsto|geo|whatsapp):(?=[\w+*%/?{OUTPUT}]){_CHARACTER}+"
    rf"|www\.(?=[\w{OUTPUT}]){_CHARACTER}+"
    rf"|(?:[a-z0-9](?:[a-z0-9-]{{0,62}}[a-z0-9])?\.){{1,4}}(?:{_TLD})(?![\w.@-]*@)(?=[/?#:]|[^\w-]|$)(?:(?:[:]\d+)?[/?#]{_CHARACTER}*)?"
    rf"|{OUTPUT}+(?:(?:://|[/?#]){_CHARACTER}*)?))"
)
_LABEL = r"(?:[^\[\]\\\n]|\\.|\n(?!\s*\n)|!?\[[^\[\]]*\](?:\([^()\s]*\))?)*"
_TARGET = r"\(\s*<?(?P<target>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
_MARKDOWN = (
    rf"(?P<picture>!\[[^\[\]]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\))"
    rf"|\[(?P<label>{_LABEL})\]{_TARGET}"
    rf"|{LEFT}(?P<auto>[^{LEFT}{RIGHT}\s]+){RIGHT}"
    rf"|^[ ]{{0,3}}\[(?P<name>[^\[\]\n]+)\]:[ \t]*<?(?P<definition>[^\s<>]+)>?[^\n]*$"
)
_IN_TEXT = re.compile(_BARE)
_IN_MARKDOWN = re.compile(f"{_MARKDOWN}|{_BARE}", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\[\]]*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])?")

_URL_NAME = re.compile(
    r"(?:^|[^A-Za-z])(?:\w*[._-])?(?:url|uri|href|link|links|lien|enlace|permalink|website|homepage|unsub\w*|optout)(?:[^A-Za-z]|$)"
    r"|[a-z](?:Url|URL|Uri|URI|Href|Link|Website)(?:[^a-z]|$)|_(?:URL|LINK|URI)\b|[A-Za-z](?:url|link)(?:[^A-Za-z_]|$)",
    re.IGNORECASE,
)
_NO_URL_NAME = re.compile(r"(?:text|label|title|name|caption|count)\W*$|\s(?:in|as)\s", re.IGNORECASE)
_TRAILING = ".,;:!?*_'\"»“”’…)" + AMPERSAND


class InlineLink(NamedTuple):
    """A link in ``[start, end)`` of a text; its words at ``words``, its URL at ``url`` (both slices of that text)."""

    start: int
    end: int
    words: tuple[int, int] | None
    url: tuple[int, int]
    role: Role


def find_links(masked: str, raw: str, span: tuple[int, int], *, markdown: bool) -> Iterator[InlineLink]:
    """The links in the slice ``span`` of a masked text, in order; ``raw`` is the same text unmasked."""
    at, end = span
    pattern = _IN_MARKDOWN if markdown else _IN_TEXT
    while match := pattern.search(masked, at, end):
        link = _bare(match, raw) if match.lastgroup == "bare" else _marked_up(match)
        at = match.end() if link is None else link.end
        if link is not None:
            yield link


def _marked_up(match: re.Match[str]) -> InlineLink | None:
    if match.lastgroup == "picture" or match.group("picture") is not None:
        return None
    for group, words in (("target", match.span("label")), ("auto", None), ("definition", match.span("name"))):
        if match.group(group):
            picture = words is not None and _PICTURE.fullmatch(match.string[words[0] : words[1]].strip())
            role = Role.BARE if words is None else Role.IMAGE if picture else Role.TEXT
            return InlineLink(match.start(), match.end(), words, match.span(group), role)
    return None


def _bare(match: re.Match[str], raw: str) -> InlineLink | None:
    start, end = match.span("bare")
    text = match.group("bare")
    end -= len(text) - len(_trimmed(text))
    if text[0] == OUTPUT and not _is_url_variable(text, raw[start:end]):
        return None
    return InlineLink(start, end, None, (start, end), Role.BARE) if end > start else None


def _trimmed(url: str) -> str:
    """``url`` without the punctuation of the sentence around it; a bracket that it opened stays."""
    while url and url[-1] in _TRAILING:
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        url = url[:-1]
    return url


def _is_url_variable(masked: str, raw: str) -> bool:
    rest = masked.lstrip(OUTPUT)
    variable = raw[: len(masked) - len(rest)]
    if rest.startswith("://"):
        return len(rest) > len("://")
    if rest and not re.match(r"[/?#][\w\ue000/?#=.-]", rest):
        return False
    if "\n" in variable.strip() or len(variable) > 400:
        return False
    return bool(_URL_NAME.search(variable)) and not (not rest and _NO_URL_NAME.search(variable.strip("{}[]%*|$ ")))


def words_of_label(label: str) -> str:
    """The words of a Markdown link's label: pictures give their alt text, emphasis its words."""
    return re.sub(r"(?<!\w)[*_`]{1,3}|[*_`]{1,3}(?!\w)", "", _PICTURE.sub(r"\1", label))
