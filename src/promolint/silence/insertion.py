"""An exception to be written into a file: which comment, and where.

Whether it would be one there is not guessed but tried: with the comment the file has to read the same, and the finding
has to be silenced.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from promolint.policy.finding import folded
from promolint.policy.rules import ABOUT_EXCEPTIONS
from promolint.reading.comments import BLOCKS
from promolint.reading.declaration import front_matter
from promolint.reading.layers import Lines
from promolint.reading.mask import SpanKind, mask
from promolint.silence.baseline import entries_of
from promolint.silence.directives import MARK
from promolint.silence.ignores import Tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from promolint.reading.mask import Span
    from promolint.values.outcome import Finding, Outcome
    from promolint.values.verdict import JudgedMessage

_OF_GO, _OF_JSX = "{{/*", "{/*"
_CLOSERS = {**BLOCKS, "{% comment %}": "{% endcomment %}", _OF_JSX: "*/}", _OF_GO: "*/}}"}
_TRIMMING = frozenset({"{#-", "{{!-"})
# In these any template language may be written, and the file itself shows which.
_ANY_LANGUAGE = frozenset(
    ".html .htm .xhtml .mjml .amp .tpl .tmpl .template .dot .eta .md .markdown .txt .text .sms".split()
)
# Openers by endings. Of several that one goes first that shows where it is none.
_OPENERS: dict[str, tuple[str, ...]] = {
    ending: openers
    for openers, endings in {
        ("<!--",): " ".join((*_ANY_LANGUAGE, ".xml .xlf .xliff .resx")),
        ("{#",): ".j2 .jinja .jinja2 .njk .twig",
        ("{% comment %}",): ".liquid",
        ("{{!--",): ".hbs .handlebars",
        ("{{!",): ".mustache",
        ("{{--",): ".blade.php",
        (_OF_GO,): ".gohtml",
        ("<%#",): ".erb .ejs",
        ("<%--",): ".jsp",
        ("<#--",): ".ftl .ftlh",
        ("#*",): ".vm .vtl",
        ("@*",): ".cshtml .razor",
        ("-#",): ".haml",
        ("/",): ".slim",
        ("//-",): ".pug .jade",
        ("//", "<!--"): ".php .phtml",
        ("//", _OF_JSX, "<!--"): ".js .mjs .cjs .ts .mts .cts .jsx .tsx",
        ("//",): ".jsonc .json5",
        ("#", "<!--"): ".yml .yaml",
        ("#",): ".properties",
        ("/*",): ".strings",
    }.items()
    for ending in endings.split()
}
# Behind these a script goes on with an expression, which no comment of JSX or HTML can be.
_BEFORE_EXPRESSION = (*"([{,=?:&|", "=>", "return")
_INDENT = re.compile(r"[ \t]*+")
_A_REASON = "x"


class Insertion(NamedTuple):
    """A comment that belongs at ``offset`` of a file's text; its reason is to be written at ``reason`` of its own."""

    offset: int
    text: str
    reason: int

    def into(self, text: str, reason: str = "") -> str:
        """The file's text with the comment in it."""
        comment = self.text[: self.reason] + reason + self.text[self.reason :]
        return text[: self.offset] + comment + text[self.offset :]


def insertion(finding: Finding, text: str, found: Outcome, lint: Callable[[str], Outcome]) -> Insertion | None:
    """The comment that excepts a finding, on the line before it; ``None`` where there can be none.

    ``text`` is that of the finding's file, which gave ``found``; ``lint`` says what another text would give there.
    """
    lines = Lines(text)
    offset = lines.offset(Tags(text, lines).first_line(finding), 1)
    if offset == 0 and text.startswith("<?"):
        return None  # nothing may stand before the prologue of a file
    written = (_written(opener, finding.code, text, offset) for opener in _openers(finding.path, text, offset))
    return next((one for one in written if _works(finding, found, lint(one.into(text, _A_REASON)))), None)


def _openers(path: str, text: str, offset: int) -> tuple[str, ...]:
    """What a comment may begin with, in the order to try."""
    if offset < front_matter(text).end:
        return ("#",)
    suffixes = [suffix.lower() for suffix in PurePosixPath(path).suffixes]
    ending = suffixes[-1] if suffixes else ""
    if ending in _ANY_LANGUAGE:
        return (*_own_opener(text), *_OPENERS[ending])
    openers = _OPENERS.get("".join(suffixes[-2:]), _OPENERS.get(ending, ()))
    in_expression = _OF_JSX in openers and text[:offset].rstrip().endswith(_BEFORE_EXPRESSION)
    return openers[:1] if in_expression else openers


def _own_opener(text: str) -> tuple[str, ...]:
    """How the file begins its first comment of a template language; nothing where it has none."""
    begun = next((span.start for span in mask(text).spans if _is_comment(span, text)), None)
    if begun is None:
        return ()
    if text.startswith("{%", begun):
        return ("{% comment %}",)
    openers = [opener for opener in _CLOSERS if opener not in _TRIMMING and text.startswith(opener, begun)]
    return (max(openers, key=len),) if openers else ()


def _is_comment(span: Span, text: str) -> bool:
    return span.kind is SpanKind.COMMENT or text.startswith(_OF_GO, span.start)


def _written(opener: str, code: str, text: str, offset: int) -> Insertion:
    match = _INDENT.match(text, offset)
    indent = match.group() if match else ""
    end = text.find("\n", offset)
    line_end = "\r\n" if text[end - 1 : end] == "\r" else "\n"
    before_reason = f"{indent}{opener} {MARK} ignore[{code}] "
    closer = _CLOSERS.get(opener)
    return Insertion(offset, f"{before_reason}{f' {closer}' if closer else ''}{line_end}", len(before_reason))


def _works(finding: Finding, before: Outcome, after: Outcome) -> bool:
    """Whether a file reads the same with a comment, which silences the finding and has nothing wrong with it."""
    if _read(after) != _read(before) or _wrong(after) != _wrong(before):
        return False
    told, left = (Counter(entry.identity for entry in entries_of(outcome.findings)) for outcome in (before, after))
    identity = entries_of((finding,))[0].identity
    return left <= told and left[identity] < told[identity]


def _read(outcome: Outcome) -> list[tuple[object, ...]]:
    """What readers of a file's messages are shown, and what could not be read, wherever in the file it stands."""
    failures = [(failure.cause, failure.fields) for failure in outcome.failures]
    return [*map(_shown, outcome.messages), *failures]


def _shown(judged: JudgedMessage) -> tuple[object, ...]:
    message = judged.message
    links = [(link.url, link.text, link.role, link.region, link.twin) for link in message.links]
    words = folded(message.text), message.subject, message.preheader
    return (*words, message.declaration, message.channel, links, len(judged.commented))


def _wrong(outcome: Outcome) -> Counter[str]:
    """How many exceptions are wrong, by code."""
    return Counter(finding.code for finding in outcome.findings if finding.code in ABOUT_EXCEPTIONS)
