"""What a span of template syntax does, read off its delimiter and its first word; nothing is evaluated."""

from __future__ import annotations

import re
from enum import Enum, auto


class SpanKind(Enum):
    """What a span of template syntax does."""

    OUTPUT = auto()
    OPEN = auto()
    MIDDLE = auto()
    CLOSE = auto()
    COMMENT = auto()
    CODE = auto()


_KEYWORD = re.compile(r"[-~+=\s#^*]*+(/?[A-Za-z_@]\w*+|/)")
# what makes a word a keyword: blanks and something to work on, a bracket, or the end of the tag
_ARGUMENT = re.compile(r"\s*+\(|\s++(?:[\w$.\"'!@:\[{#]|-\S|&\w)")
_NOTHING = re.compile(r"\s*+[-~+]?\s*+/?\Z")

_ELSE = frozenset({"else", "elif", "elsif", "elseif", "foreachelse", "sectionelse", "ifelse"})
_CASES = frozenset({"when", "default", "empty", "otherwise", "forelse"})
_BRANCHES = frozenset(
    {"if", "unless", "for", "foreach", "each", "while", "switch", "with", "range", "ifnot", "isset", "depend", "loop"}
)
_BLOCKS = _BRANCHES | frozenset(
    "apply attempt auth autoescape block blocktrans blocktranslate cache call capture case comment component define "
    "embed filter form forelse function guest ifchanged ifequal ifnotequal items list literal macro nocache noparse "
    "prepend push raw sandbox section sectionloop slot spaceless strip tablerow verbatim".split()
)
_ORDERS = frozenset(
    "assign break continue csrf cycle decrement do extends flush from ignore import include increment inlinecss "
    "layout let load parse partial php props render return set stack stop template use var vite yield".split()
)
# between braces stand variables too, and they may be called like a keyword
_BRACES = frozenset({"{{", "{{{", "{", "[{"})
_ELSE_ALONE = dict.fromkeys(_ELSE, SpanKind.MIDDLE)
_ALONE_IN_BRACES = _ELSE_ALONE | dict.fromkeys(("literal", "strip", "nocache"), SpanKind.OPEN)
_IN_BRACES = (
    dict.fromkeys(_ORDERS - {"var", "cycle", "yield", "ignore"}, SpanKind.CODE)
    | dict.fromkeys(_BRANCHES | {"section", "capture", "define", "function", "block"}, SpanKind.OPEN)
    | _ELSE_ALONE
)
_IN_TAGS = (
    dict.fromkeys(_ORDERS, SpanKind.CODE)
    | dict.fromkeys(_BLOCKS, SpanKind.OPEN)
    | dict.fromkeys(_CASES | _ELSE, SpanKind.MIDDLE)
)
_MARKS = frozenset("#^/>")
_WITHOUT_KEYWORDS = frozenset({"<%=", "<%-", "<?=", "$", "#", "{!!", "[[", "@{"})


def kind_of(opener: str, body: str, plain: SpanKind) -> SpanKind:
    """What a span that begins with ``opener`` does; ``plain`` is what one without a keyword in its body does there."""
    marked = body.lstrip("~- \t") if opener in {"{{", "{{{"} else ""
    if marked[:1] in _MARKS:
        return _kind_of_mark(marked)
    if opener in {"<?", "<%"}:
        return _kind_of_code(body)
    if opener == "*|":
        return _kind_of_merge_tag(body)
    if opener in _WITHOUT_KEYWORDS or plain is SpanKind.COMMENT:
        return plain
    return SpanKind.CLOSE if opener in {"</#", "</@"} else _kind_of_keyword(opener, body, plain)


def _kind_of_mark(body: str) -> SpanKind:
    """Handlebars: ``#`` and ``^`` open a block, or part one where no name follows; ``/`` closes, ``>`` is a partial."""
    if body[0] in "/>":
        return SpanKind.CLOSE if body[0] == "/" else SpanKind.CODE
    return SpanKind.MIDDLE if body[1:].strip(" ~") in {"", "else"} else SpanKind.OPEN


def _kind_of_merge_tag(body: str) -> SpanKind:
    """Mailchimp: ``IF:NAME``, ``ELSE:``, ``END:IF``; all others put something out."""
    word = body.partition(":")[0].upper()
    if word in {"IF", "IFNOT", "INTERESTED"}:
        return SpanKind.OPEN
    if word in {"ELSE", "ELSEIF"}:
        return SpanKind.MIDDLE
    return SpanKind.CLOSE if word == "END" else SpanKind.OUTPUT


def _kind_of_keyword(opener: str, body: str, plain: SpanKind) -> SpanKind:
    match = _KEYWORD.match(body)
    if match is None:
        return plain
    word = match.group(1).lower()
    argument = _ARGUMENT.match(body, match.end()) is not None
    if word.startswith("/"):
        return SpanKind.CLOSE
    if not argument and _NOTHING.match(body, match.end()) is None:
        return plain
    braced = opener in _BRACES
    if word == "end" or (word.startswith("end") and (not braced or word[3:].lstrip("_") in _BLOCKS)):
        return SpanKind.CLOSE
    if braced and not argument:
        known = _ALONE_IN_BRACES if opener != "{{" else _ELSE_ALONE
        return known.get(word, plain)
    return (_IN_BRACES if braced else _IN_TAGS).get(word, plain)


_CODE_OPEN = re.compile(
    r"\s*+(?:if|unless|for|foreach|while|case|switch|begin)\b|.*\bdo\s*+(?:\|[^|]*+\|)?\s*+\Z|.*[{:]\s*+\Z", re.DOTALL
)
_CODE_MIDDLE = re.compile(r"\s*+(?:\}\s*+)?(?:else|elsif|elseif|when)\b")
_CODE_CLOSE = re.compile(r"\s*+(?:end\w*+|\})\s*+;?\s*+\)?;?\s*+\Z")
_CODE_OUTPUT = re.compile(r"(?:php)?\s*+(?:echo|print|_e|esc_html_e)\b")
_LONGEST_OPENING = 400


def _kind_of_code(body: str) -> SpanKind:
    if _CODE_OUTPUT.match(body):
        return SpanKind.OUTPUT
    inner = body.removeprefix("php").strip("- \t\r\n")
    if _CODE_MIDDLE.match(inner):
        return SpanKind.MIDDLE
    if _CODE_CLOSE.match(inner):
        return SpanKind.CLOSE
    return SpanKind.OPEN if len(inner) < _LONGEST_OPENING and _CODE_OPEN.match(inner) else SpanKind.CODE
