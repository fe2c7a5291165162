"""Template syntax made harmless: each span of it is replaced by filler of the same length, nothing is rendered.

So all branches are seen and every offset stays true. Spans that put something out become ``OUTPUT`` characters,
which a parser takes for letters; control tags and comments become blanks.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

OUTPUT = "\ue000"


class SpanKind(Enum):
    """What a span of template syntax does."""

    OUTPUT = auto()
    OPEN = auto()
    MIDDLE = auto()
    CLOSE = auto()
    COMMENT = auto()
    CODE = auto()


class Span(NamedTuple):
    """Template syntax at ``[start, end)``; ``body`` is what stands between its delimiters."""

    start: int
    end: int
    kind: SpanKind
    body: str


class Mask(NamedTuple):
    """A text of the same length without template syntax, and the spans that were taken out of it, in order."""

    text: str
    spans: tuple[Span, ...]


# opener: (closer, what a body without a keyword is). A longer opener hides a shorter one.
_PAIRS: dict[str, tuple[str, SpanKind]] = {
    "{{!--": ("--}}", SpanKind.COMMENT),
    "{{--": ("--}}", SpanKind.COMMENT),
    "{{!": ("}}", SpanKind.COMMENT),
    "{{{": ("}}}", SpanKind.OUTPUT),
    "{{": ("}}", SpanKind.OUTPUT),
    "{%": ("%}", SpanKind.OUTPUT),
    "{#": ("#}", SpanKind.COMMENT),
    "{!!": ("!!}", SpanKind.OUTPUT),
    "{*": ("*}", SpanKind.COMMENT),
    "<%--": ("--%>", SpanKind.COMMENT),
    "<%#": ("%>", SpanKind.COMMENT),
    "<%=": ("%>", SpanKind.OUTPUT),
    "<%-": ("%>", SpanKind.OUTPUT),
    "<%": ("%>", SpanKind.CODE),
    "<?=": ("?>", SpanKind.OUTPUT),
    "<?": ("?>", SpanKind.CODE),
    "[{*": ("*}]", SpanKind.COMMENT),
    "[{": ("}]", SpanKind.OUTPUT),
    "[[": ("]]", SpanKind.OUTPUT),
    "*|": ("|*", SpanKind.OUTPUT),
    "%%[": ("]%%", SpanKind.CODE),
    "%%": ("%%", SpanKind.OUTPUT),
    "<#--": ("-->", SpanKind.COMMENT),
    "<#": (">", SpanKind.OUTPUT),
    "</#": (">", SpanKind.OUTPUT),
    "<@": (">", SpanKind.OUTPUT),
    "</@": (">", SpanKind.OUTPUT),
    "<<": (">>", SpanKind.OUTPUT),
}
_ONE_LINE = frozenset({"[[", "*|", "%%", "<<"})
_NO_NESTING = frozenset({"{{", "{{{", "{%", "[{", "<%=", "<%"})

_DIRECTIVES = (
    "if|elseif|else|endif|unless|endunless|foreach|endforeach|forelse|empty|endforelse|for|endfor|while|endwhile|"
    "switch|case|endswitch|section|endsection|extends|include|component|endcomponent|slot|endslot|php|endphp|auth|"
    "endauth|guest|endguest|isset|endisset|lang|yield|push|endpush"
)
_SPANS = re.compile(
    r"(?P<pair>\{\{!--|\{\{--|\{\{!(?!\!)|\{\{\{|\{\{|\{%|\{\#(?![0-9a-fA-F]{3,6}\b)|\{!!|\{\*"
    r"|<%--|<%\#|<%=|<%-|<%|<\?=|<\?(?!xml)|\[\{\*|\[\{(?=[\s$/\"'|-]|[A-Za-z]\w*[^\w}]|(?:else|literal|strip|foreachelse|sectionelse)\})|\[\[(?=[\w$%{ ])|\*\|(?=\w)"
    r"|%%\[|%%(?==|[A-Za-z_])|</?\#(?=[A-Za-z]|--)|</?@(?=[A-Za-z])|<<(?=\w))"
    r"|(?P<brace>[$\#@]\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\{\$[^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*\}"
    r"|\{/?(?:if|elseif|foreach|section|while|for|capture|strip|literal|block|function|assign|include)\b[^{}\n]*\}"
    r"|\{/?[A-Za-z_@][^{}<>\n;]*\})"
    r"|(?P<name>%(?:[A-Z][A-Z_]{2,}[A-Z0-9_]*|[g-zG-Z_][A-Za-z_]{2,}\w*)%|\[[A-Z][A-Z0-9_]{2,}\])"
    r"|(?P<directive>(?<![\w.@])@(?:" + _DIRECTIVES + r")\b(?:[ ]?\([^()\n]*(?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)[^()\n]*)*\))?)"
)
# Velocity and Razor write variables without closing delimiters: read so only in files of their names
_VELOCITY = re.compile(
    r"(?P<name>\$!?(?:\{[\w.]+(?:\([^()\n]*\))?\}|[A-Za-z_]\w*(?:\.\w+(?:\([^()\n]*\))?)*))"
    r"|(?P<directive>\#(?:if|elseif|foreach|set|parse|include|macro)\s?\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
    r"|\#\{?(?:else|end)\}?\b|\#\*.*?\*\#|\#\#[^\n]*)"
)
_RAZOR = re.compile(
    r"(?P<name>(?<![\w@])@(?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|(?!(?:media|import|font|keyframes|charset|page|supports)\b)"
    r"[A-Za-z_]\w*(?:\.\w+|\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])*))"
)
DIALECTS: dict[str, re.Pattern[str]] = {"velocity": _VELOCITY, "razor": _RAZOR}

_KEYWORD = re.compile(r"[-~+=\s#^*]*(/?[A-Za-z_@]*)")
_OPENING = frozenset(
    "if unless for foreach each with case section loop while switch ifequal ifnotequal ifchanged range block define "
    "capture filter autoescape spaceless blocktrans blocktranslate macro call raw verbatim comment list items forelse "
    "isset auth guest sectionloop tablerow form ifnot component push slot strip literal function".split()
)
_MIDDLE = frozenset("else elif elsif elseif elseif when default empty otherwise foreachelse ifelse sectionelse".split())
_CONTROL = frozenset(
    "set assign extends include import from load cycle break continue layout render partial template end do var "
    "let return increment decrement use parse stop php yield macro flush ignore".split()
)


def mask(text: str, dialect: str = "") -> Mask:
    """``text`` with its template syntax replaced by filler of the same length. Cost grows with the text."""
    spans = _find_spans(text)
    if dialect:
        spans = _merge(spans, _find_simple(text, DIALECTS[dialect]))
    if not spans:
        return Mask(text, ())
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += (text[at : span.start], _filler(span) * (span.end - span.start))
        at = span.end
    parts.append(text[at:])
    return Mask("".join(parts), tuple(spans))


def _filler(span: Span) -> str:
    return OUTPUT if span.kind is SpanKind.OUTPUT else " "


def _find_spans(text: str) -> list[Span]:
    spans: list[Span] = []
    closers = _Closers(text)
    at = 0
    while match := _SPANS.search(text, at):
        opener = match.lastgroup
        span = _paired(match, closers) if opener == "pair" else _simple(match)
        if span is None:
            at = match.start() + len(match.group() if opener == "pair" else "x")
            continue
        spans.append(span)
        at = span.end
    return spans


class _Closers:
    """Finds closing delimiters, each stretch of the text once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._next: dict[str, int] = {}

    def find(self, closer: str, start: int) -> int:
        known = self._next.get(closer)
        if known is None or (known != -1 and known < start):
            known = self._next[closer] = self.text.find(closer, start)
        return known


def _paired(match: re.Match[str], closers: _Closers) -> Span | None:
    opener, text = match.group(), match.string
    closer, plain = _PAIRS[opener]
    start, inner = match.start(), match.end()
    if opener in {"%%"} and text.startswith("=", inner):
        closer = "=%%"
    end = closers.find(closer, inner)
    if end == -1:
        if opener == "<?":
            return Span(start, len(text), SpanKind.CODE, text[inner:])
        return None
    if opener in _ONE_LINE and "\n" in text[inner:end]:
        return None
    if opener in _NO_NESTING and text.find(opener, inner, end) != -1:
        return None
    body = text[inner:end]
    return Span(start, end + len(closer), _kind_of(opener, body, plain), body)


def _simple(match: re.Match[str]) -> Span:
    whole = match.group()
    if match.lastgroup == "name":
        return Span(match.start(), match.end(), SpanKind.OUTPUT, whole.strip("%[]$!{}@"))
    if match.lastgroup == "directive":
        if whole.startswith(("##", "#*")):
            return Span(match.start(), match.end(), SpanKind.COMMENT, whole)
        return Span(match.start(), match.end(), _kind_of("@", whole[1:], SpanKind.CODE), whole[1:])
    body = whole[whole.index("{") + 1 : -1]
    return Span(match.start(), match.end(), _kind_of(whole[0], body, SpanKind.OUTPUT), body)


def _find_simple(text: str, pattern: re.Pattern[str]) -> list[Span]:
    return [_simple(match) for match in pattern.finditer(text)]


def _merge(first: list[Span], second: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(first + second, key=lambda span: (span.start, -span.end)):
        if not merged or span.start >= merged[-1].end:
            merged.append(span)
    return merged


def _kind_of(opener: str, body: str, plain: SpanKind) -> SpanKind:
    if plain is SpanKind.COMMENT:
        return plain
    if opener in {"{{", "{{{"} and body[:1] in {"#", "^", "/"}:
        return SpanKind.CLOSE if body[0] == "/" else SpanKind.OPEN
    if opener == "<?" or (opener == "<%" and plain is SpanKind.CODE):
        return _kind_of_code(body)
    if opener in {"</#", "</@"}:
        return SpanKind.CLOSE
    if opener in {"<%=", "<%-", "<?=", "$", "#", "{!!", "[["} or opener == "@" and plain is SpanKind.OUTPUT:
        return SpanKind.OUTPUT
    return _kind_of_keyword(_KEYWORD.match(body), body, plain)


def _kind_of_keyword(match: re.Match[str] | None, body: str, plain: SpanKind) -> SpanKind:
    word = match.group(1).lower() if match else ""
    if word.startswith("/") or (word.startswith("end") and word != "endpoint"):
        return SpanKind.CLOSE
    follows = body[match.end(1) :][:1] if match else ""
    if follows in {".", "_", "["}:
        return plain
    if word in _OPENING:
        return SpanKind.OPEN
    if word in _MIDDLE:
        return SpanKind.MIDDLE
    return SpanKind.CODE if word in _CONTROL and follows != "|" else plain


_CODE_OPEN = re.compile(r"^\s*(?:if|unless|for|foreach|while|case|switch|begin)\b|\bdo\s*(?:\|[^|]*\|)?\s*$|[{:]\s*$")
_CODE_MIDDLE = re.compile(r"^\s*(?:\}\s*)?(?:else|elsif|elseif|when)\b")
_CODE_CLOSE = re.compile(r"^\s*(?:end\w*|\})\s*;?\s*\)?;?\s*$")
_CODE_OUTPUT = re.compile(r"^(?:php)?\s*(?:echo|print|_e|esc_html_e)\b")


def _kind_of_code(body: str) -> SpanKind:
    inner = body.removeprefix("php").strip("- \t\r\n")
    if _CODE_OUTPUT.search(body):
        return SpanKind.OUTPUT
    if _CODE_MIDDLE.search(inner):
        return SpanKind.MIDDLE
    if _CODE_CLOSE.search(inner):
        return SpanKind.CLOSE
    return SpanKind.OPEN if len(inner) < 400 and _CODE_OPEN.search(inner) else SpanKind.CODE
