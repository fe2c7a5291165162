"""Links that stand in running text: bare URLs, and those of Markdown where the text is Markdown."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.mask import OUTPUT
from promolint.values.message import Role

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
_PAGE = rf"[\w-]{{1,80}}(?:/|\?|\.(?:php|html?|aspx?|jsp|cgi|do)\b){_CHARACTER}*+"
_BARE = (
    rf"(?P<bare>(?<![\w@/.{OUTPUT}-])(?:"
    rf"[a-z][a-z0-9+.-]{{1,20}}://{_CHARACTER}++"
    rf"|(?:mailto|tel|sms|smsto|geo|whatsapp):(?=[\w+*%/?{OUTPUT}]){_CHARACTER}++"
    rf"|www\.(?=[\w{OUTPUT}]){_CHARACTER}++"
    rf"|(?:[a-z0-9](?:[a-z0-9-]{{0,62}}[a-z0-9])?\.){{1,4}}(?:{_TLD})(?![\w.@-]*+@)(?=[/?#:]|[^\w-]|$)"
    rf"(?:(?:[:]\d{{1,5}})?[/?#]{_CHARACTER}*+)?"
    rf"|{OUTPUT}++(?:(?:://|[/?#]){_CHARACTER}*+|{_PAGE})?))"
)
_BOXED = rf"(?P<boxed>(?<=[ \t])(?:\[{OUTPUT}++\](?![\[(:])|<{OUTPUT}++>))"
_LABEL = r"(?:[^\[\]\\\n]|\\.|\n(?![^\S\n]*+\n)|!?\[[^\[\]]*+\](?:\([^()\s]*+\))?)*+"
_TARGET = (
    r"\(\s*+<?(?P<target>[^\s()<>]*+(?:\([^\s()]*+\)[^\s()<>]*+)*+)>?"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?\s*+\)"
)
# no link to a Markdown renderer, yet meant as one: a blank in the address
_SPACED = r"\((?P<spaced>(?:mailto:|https?://)[^\s()<>\"']++[^()\n<>\"']*+(?:\([^()\n]*+\)[^()\n<>\"']*+)*+)\)"
_MARKDOWN = (
    rf"(?P<picture>!\[[^\[\]]*+\]\([^()\s]*+(?:\s++\"[^\"]*+\")?\))"
    rf"|\[(?P<label>{_LABEL})\](?:{_TARGET}|{_SPACED})"
    rf"|{LEFT}(?P<auto>[^{LEFT}{RIGHT}\s]++){RIGHT}"
    rf"|^[ ]{{0,3}}\[(?P<name>[^\[\]\n]++)\]:[ \t]*+<?(?P<definition>[^\s<>]++)>?[^\n]*+$"
)
_MAYBE_LINK = re.compile(f"[.:<\\[{OUTPUT}{LEFT}]")
_PICTURE = re.compile(r"!\[([^\[\]]*+)\](?:\([^()\s]*+(?:\s++\"[^\"]*+\")?\)|\[[^\[\]]*+\])?")
_EMPHASIS = re.compile(r"(?<!\w)[*_`]{1,3}|[*_`]{1,3}(?!\w)")

_URL_NAME = re.compile(
    r"(?:^|[^A-Za-z])(?:\w*[._-])?(?:url|uri|href|link|links|lien|enlace|permalink|website|homepage|unsub\w*|optout)(?:[^A-Za-z]|$)"
    r"|[a-z](?:Url|URL|Uri|URI|Href|Link|Website)(?:[^a-z]|$)|_(?:URL|LINK|URI)\b|[A-Za-z](?:url|link)(?:[^A-Za-z_]|$)",
    re.IGNORECASE,
)
_NO_URL_NAME = re.compile(r"(?:text|label|title|name|caption|count)\W*$|\s(?:in|as)\s", re.IGNORECASE)
_OTHER_NAME = re.compile(
    r"(?:^|[^A-Za-z]|(?<=[a-z]))(?:id|ids|nr|no|num|number|nummer|count|index|total|amount|sum|price|preis|betrag|date|datum"
    r"|time|zeit|day|tag|year|month|hour|name|names|title|titel|subject|text|label|code|pin|otp|token|status|state|type|size"
    r"|quantity|qty|anzahl|currency|version|city|ort|street|zip|country|phone|language|locale|role|user|customer|shop|company"
    r"|now|today|percent|rate|weight|unit|sku|ref|reference)\W*$",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"(?<![\[\w])(?:\"[^\"]*\"|'[^']*')")
_CALL = re.compile(r"(?P<name>[^(]*)\((?:\s*(?P<only>[$@\w.>\[\]'\"-]+)\s*\)\W*$)?", re.DOTALL)
_ROUTE = re.compile(r"\W*(?:path|route|action|reverse)\(\s*[\"']")  # of Symfony, Laravel and Django: makes a URL
_MAKES_URL = re.compile(r"\b(?:\w+_)?url\W*$")
_FOLLOWS = re.compile(rf"[/?#][\w{OUTPUT}/?#=.-]|[\w-]+[/?.]")
_LONGEST_VARIABLE = 400
_LABEL_REACH = 200
_TRAILING = ".,;:!?*_'\"»“”\u2019…)" + AMPERSAND


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
    if _MAYBE_LINK.search(masked, at, end) is None:
        return
    pattern = _in_markdown() if markdown else _in_text()
    while match := pattern.search(masked, at, end):
        link = _link(match, raw)
        at = match.end() if link is None else link.end
        if link is not None:
            yield link


@cache
def _in_text() -> re.Pattern[str]:
    return re.compile(_BARE)


@cache
def _in_markdown() -> re.Pattern[str]:
    return re.compile(f"{_MARKDOWN}|{_BOXED}|{_BARE}", re.MULTILINE)


def _link(match: re.Match[str], raw: str) -> InlineLink | None:
    if match.lastgroup == "bare":
        return _bare(match, raw)
    return _boxed(match, raw) if match.lastgroup == "boxed" else _marked_up(match)


_WORDS_OF = {"target": "label", "spaced": "label", "auto": "", "definition": "name"}


def _marked_up(match: re.Match[str]) -> InlineLink | None:
    if match.group("picture") is not None:
        return None
    for group, label in _WORDS_OF.items():
        words = match.span(label) if label else None
        if match.group(group):
            picture = words is not None and _PICTURE.fullmatch(match.string[words[0] : words[1]].strip())
            role = Role.BARE if words is None else Role.IMAGE if picture else Role.TEXT
            return InlineLink(match.start(), match.end(), words, match.span(group), role)
    return None


def _boxed(match: re.Match[str], raw: str) -> InlineLink | None:
    """``words [{{ variable }}]`` and ``words <{{ variable }}>``: mails made plain out of HTML write their links so."""
    start, end = match.start() + 1, match.end() - 1
    before = match.string[max(0, start - _LABEL_REACH) : start - 1].rpartition("\n")[2]
    worded = any(character.isalpha() or character == OUTPUT for character in before) and _may_be_url(raw[start:end])
    if not worded and not _is_url_variable(match.string[start:end], raw[start:end]):
        return None
    return InlineLink(start, end, None, (start, end), Role.BARE)


def _bare(match: re.Match[str], raw: str) -> InlineLink | None:
    start, end = match.span("bare")
    text = match.group("bare")
    end -= len(text) - _length_without_punctuation(text)
    if text[0] == OUTPUT and not _is_url_variable(match.string[start:end], raw[start:end]):
        return None
    return InlineLink(start, end, None, (start, end), Role.BARE) if end > start else None


def _length_without_punctuation(url: str) -> int:
    """The length of ``url`` without the punctuation of the sentence around it; a bracket that it opened stays."""
    end = len(url)
    surplus = url.count(")") - url.count("(")
    while end and url[end - 1] in _TRAILING:
        if url[end - 1] == ")":
            if surplus <= 0:
                break
            surplus -= 1
        end -= 1
    return end


def _is_url_variable(masked: str, raw: str) -> bool:
    """Whether a template's output (and what follows it without a blank) is a URL, by the variable's name."""
    rest = masked.lstrip(OUTPUT)
    variable = raw[: len(masked) - len(rest)]
    if rest.startswith("://"):
        return len(rest) > len("://")
    if rest and not _FOLLOWS.match(rest):
        return False
    if "\n" in variable.strip() or len(variable) > _LONGEST_VARIABLE:
        return False
    if _ROUTE.match(variable):
        return True
    named = _name_in(variable)
    return bool(_URL_NAME.search(named)) and not (not rest and _NO_URL_NAME.search(named.strip("{}[]%*|$<>= ")))


def _name_in(variable: str) -> str:
    """The part of a template's output that says what it is: no literal in it, no arguments, of its filters the last."""
    bare = _LITERAL.sub("", variable)
    name, _, filters = bare.partition("|") if not bare.startswith("*|") else (bare, "", "")
    call = _CALL.match(name)
    if call is not None:
        name = call["name"] if _URL_NAME.search(call["name"]) else call["only"] or ""
    made = _MAKES_URL.search(filters)
    return f"{name} {made.group()}" if made else name


def _may_be_url(variable: str) -> bool:
    """Whether one variable alone may hold a URL or an address: not what is called a number, a name, a date."""
    inner = variable.strip("{}[]%*|$<>=-! \t")
    if "\n" in variable or len(variable) > _LONGEST_VARIABLE or "}" in inner or not inner:
        return False
    return _OTHER_NAME.search(inner.partition("|")[0].strip()) is None


def words_of_label(label: str) -> str:
    """The words of a Markdown link's label: pictures give their alt text, emphasis its words."""
    return _EMPHASIS.sub("", _PICTURE.sub(r"\1", label))
