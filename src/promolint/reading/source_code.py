"""Source code that holds messages: JSX and TSX with React Email, HTML in the strings of JavaScript and PHP.

Only what looks like a mail is read, so that ordinary code gives no message: it imports a mail library, lies in a
folder of mails, sends one, or writes a whole HTML document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from promolint.reading.code_strings import is_php_source
from promolint.reading.declaration import declared_in
from promolint.reading.helper_spans import with_helpers
from promolint.reading.html_strings import html_strings
from promolint.reading.jsx import Jsx, has_elements
from promolint.reading.message import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from promolint.reading.code_text import Slice
    from promolint.reading.layers import Layer

_JSX_SUFFIXES = (".jsx", ".tsx", ".js", ".mjs", ".cjs")
_LIBRARY = re.compile(r"react-email|jsx-email|mjml-react|react-html-email|@faire/mjml")
_FOLDER = re.compile(
    r"(?:^|/)(?:\w+[-_.])?(?:e-?mails?|mailers?|mailings?|newsletters?|mail[-_]?templates)(?:[-_.]\w+)?/", re.IGNORECASE
)
_NAME = re.compile(r"(?:mail|newsletter)[^/]*$", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"<(?:!doctype|html|body|mjml)\b|<table\b[^<>]{0,300}(?:cellpadding|cellspacing|presentation|width=)", re.IGNORECASE
)
_TABLE = re.compile(r"<(?:html|body|table)\b", re.IGNORECASE)
_SENDS = re.compile(
    r"sendmail|send_mail|send_email|sendemail|nodemailer|sendgrid|postmark|mailgun|mailjet|sparkpost|mailchimp|@aws-sdk/client-ses"
    r"|resend\b|wp_mail|\bmail\s*\(|phpmailer|swift_|mailmessage|mailable|(?-i:isHTML\b|AltBody\b)|\bsubject[\"']?\s*(?:=>|[:=(])\s*[\"'`$]",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"<(?:a|area|v:\w+|mj-[\w-]+)\s[^<>]{0,600}?\bhref\s*=\s*(?![\#\s>]|\"[\#\"]|'[\#'])|<form\s[^<>]{0,600}?\baction\s*=",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\bsubject[\"']?\s*(?:=>|[:=(])\s*(?P<quote>[\"'`])(?P<words>[^\n]{1,200}?)(?P=quote)", re.IGNORECASE
)
_HINT = re.compile(r"href|url=|action=", re.IGNORECASE)


def script_drafts(layer: Layer, path: str) -> Iterator[Draft]:
    """The messages of a JavaScript or TypeScript file: that of its JSX, and those of its strings."""
    text = layer.text
    if "<" not in text or not _HINT.search(text):
        return
    declaration = declared_in(text, {})
    subject = _subject(text)
    roots: list[Slice] = []
    if path.lower().endswith(_JSX_SUFFIXES) and _is_mail_component(text, path) and has_elements(text):
        jsx = Jsx(layer)
        page = jsx.write()
        roots = jsx.roots
        if _LINKED.search(page.text):
            yield Draft(page, path, subject=subject, declaration=declaration)
    sends = _is_mail_source(text, path)
    for number, (part, page, named) in enumerate(html_strings(layer, php=False)):
        at = page.in_file(0, 0)[0]
        in_jsx = any(root.start <= at < root.end for root in roots)
        if not in_jsx and _LINKED.search(page.text) and (sends or named or _DOCUMENT.search(page.text)):
            yield Draft(page, path, part, subject if not number else "", declaration=declaration)


def php_drafts(layer: Layer, path: str) -> Iterable[Draft]:
    """A PHP template as one message; of a file that is code from end to end the HTML in its strings."""
    text = layer.text
    if path.lower().endswith(".blade.php") or not is_php_source(text):
        return (Draft(with_helpers(layer), path, markdown="mail::message" in text),)
    if "<" not in text.replace("<?", "", 1):
        return ()
    return _php_strings(layer, path)


def _php_strings(layer: Layer, path: str) -> Iterator[Draft]:
    sends = _is_mail_source(layer.text, path)
    declaration, subject = declared_in(layer.text, {}), _subject(layer.text)
    for part, page, named in html_strings(layer, php=True):
        if _LINKED.search(page.text) and (sends or named or _DOCUMENT.search(page.text)):
            yield Draft(page, path, part, subject, declaration=declaration)


def _subject(text: str) -> str:
    match = _SUBJECT.search(text)
    return match.group("words") if match else ""


def _is_mail_component(text: str, path: str) -> bool:
    if _LIBRARY.search(text) or _FOLDER.search(path):
        return True
    return bool(_NAME.search(path)) and _TABLE.search(text) is not None


def _is_mail_source(text: str, path: str) -> bool:
    return bool(_FOLDER.search(path) or _NAME.search(path) or _LIBRARY.search(text) or _SENDS.search(text))
