"""The template languages that are known: the delimiters that a span of their syntax stands between."""

from __future__ import annotations

import re
from functools import cached_property

from promolint.reading.keywords import SpanKind

# opener: (closer, what a body without a keyword is). A longer opener hides a shorter one.
PAIRS: dict[str, tuple[str, SpanKind]] = {
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
    "#*": ("*#", SpanKind.COMMENT),
    "@*": ("*@", SpanKind.COMMENT),
}
ONE_LINE = frozenset({"[[", "*|", "%%"})
NO_NESTING = frozenset({"{{", "{{{", "{%", "[{", "<%=", "<%"})
# brackets that a body may hold a closer in
BRACKETS = {"{{": "{}", "<#": "()", "<@": "()"}

_DIRECTIVES = (
    "if|elseif|else|endif|unless|endunless|foreach|endforeach|forelse|empty|endforelse|for|endfor|while|endwhile|"
    "switch|case|endswitch|section|endsection|extends|include|component|endcomponent|slot|endslot|php|endphp|auth|"
    "endauth|guest|endguest|isset|endisset|lang|yield|push|endpush|props|csrf|vite|stack|prepend|endprepend|once|endonce"
)
_ARGUMENTS = r"\([^()\n]*+(?:\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+\)[^()\n]*+)*+\)"
_BRACED = r"\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}"
_LABEL = r"(?![(\[:])"
_SPAN = (
    r"(?P<pair>\{\{!--|\{\{--|\{\{!(?!\!)|\{\{\{|\{\{|\{%|\{\#(?![0-9a-fA-F]{3,6}\b|[\w-]+\})|\{!!|\{\*"
    r"|<%--|<%\#|<%=|<%-|<%|<\?=|<\?(?=php\b|[\s$(])|\[\{\*|\[\{|\[\[(?=[\w$%{ ])|\*\|(?=\w)"
    r"|%%\[|%%(?==|[A-Za-z_])|<\#--|</?\#(?=[A-Za-z])|</?@(?=[A-Za-z]))"
    rf"|(?P<brace>[$\#@]{_BRACED}|\{{\$[^{{}}\n]*+(?:\{{[^{{}}\n]*+\}}[^{{}}\n]*+)*+\}}"
    r"|\{(?![^{}\n;'\"=]*?://)!?/?[A-Za-z_@$][^{}<>\n;]*+\}|\{\d{1,3}(?:[,:][^{}\n]{0,60})?\}"
    r"|\{/?(?:if|elseif|while|for|foreach)\b[^{}\n]*+\})"
    r"|(?P<name>%[A-Z](?:[A-Z0-9]|_(?=.)){2,60}%|%[g-zG-Z_][A-Za-z_]{2}\w{0,60}%|<<\w[^<>\n]{0,80}>>"
    rf"|\[[A-Z][A-Z0-9_]{{1,60}}\]{_LABEL}|\[[A-Za-z]\w{{0,60}}(?:\.[A-Za-z]\w{{0,60}}){{1,6}}\]{_LABEL}"
    rf"|\[[a-z][a-z0-9]{{0,40}}(?:_[a-z0-9]{{1,40}}){{1,8}}\]{_LABEL})"
    rf"|(?P<directive>(?<![\w.@])@(?:{_DIRECTIVES})\b(?:[ ]?{_ARGUMENTS})?)"
)
# where a span may begin: cheap to look for, since each alternative begins with a character of its own
_MAY_BEGIN = r"\{|<(?=[%?\#@<]|/[\#@])|\[(?=[\[{A-Za-z])|\*(?=\|)|%(?=[%A-Za-z_])|\$(?=\{)|\#(?=\{)|@(?=[{a-z])"
# Velocity and Razor write variables without closing delimiters: read so only in files of their names
_VELOCITY = (
    r"(?P<pair2>\#\*)|(?P<name2>\$!?(?:\{[\w.]+(?:\([^()\n]*+\))?[\w.]*\}|[A-Za-z_]\w*+(?:\.\w++(?:\([^()\n]*+\))?)*+))"
    rf"|(?P<directive2>\#(?:if|elseif|foreach|set|parse|include|macro)\s?{_ARGUMENTS}"
    r"|\#\{?(?:else|end)\}?(?!\w)|\#\#[^\n]*+)"
)
_RAZOR = (
    r"(?P<pair2>@\*)|(?P<directive2>(?<![\w@])@(?:if|foreach|for|while|switch)[ ]?"
    rf"{_ARGUMENTS}\s*+\{{|^[ \t]*+\}}(?:[ \t\r\n]*+else(?:[ ]if[ ]?{_ARGUMENTS})?\s*+\{{)?)"
    rf"|(?P<name2>(?<![\w@])@(?:{_ARGUMENTS}|(?!(?:media|import|font|keyframes|charset|page|supports)\b)"
    rf"[A-Za-z_]\w*+(?:\.\w++|{_ARGUMENTS}|\[[^\]\n]{{0,200}}+\])*+))"
)


class Dialect:
    """The patterns of one way to write templates, made when they are first needed."""

    def __init__(self, begin: str = "", span: str = "") -> None:
        self._begin = f"{begin}{_MAY_BEGIN}"
        self._span = f"{span}{_SPAN}"

    @cached_property
    def begin(self) -> re.Pattern[str]:
        """Where a span may start."""
        return re.compile(self._begin, re.MULTILINE)

    @cached_property
    def span(self) -> re.Pattern[str]:
        """A whole span, or the beginning of one."""
        return re.compile(self._span, re.MULTILINE)


COMMON = Dialect()
DIALECTS = {
    "velocity": Dialect(r"\$(?=[!{A-Za-z_])|\#(?=[\#*{a-z])|", f"{_VELOCITY}|"),
    "razor": Dialect(r"@(?=[*(A-Za-z_{])|^[ \t]*+\}|", f"{_RAZOR}|"),
}
# words that only OXID's Smarty writes between "[{" and "}]"; elsewhere that is a bracket around "{…}"
OXID = re.compile(
    r"\[\{-?\s*(?:if\b|else|/|assign\b|include\b|foreach|block\b|capture\b|section\b|oxmultilang\b|oxcontent\b|oxid\b"
    r"|oxscript\b|oxstyle\b|strip\b|literal\b|math\b|insert\b|\*|\$\w+->)"
)
