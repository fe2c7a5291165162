"""File names as repositories give them: after the kind, after the subject, or after nothing."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from promolint.learning.rendering.blocks import TEMPLATE

if TYPE_CHECKING:
    from promolint.learning.rendering.context import Context

_FOLDERS = ("", "emails/", "templates/mail/", "mails/{language}/", "src/templates/{language}/", "notifications/")
_NEUTRAL = {
    "de": ("mail_{n:02}", "vorlage{n}", "entwurf-{n}", "nachricht_{n}"),
    "fr": ("mail_{n:02}", "modele-{n}", "message{n}"),
    "es": ("correo_{n:02}", "plantilla{n}", "mensaje-{n}"),
    "it": ("mail_{n:02}", "modello{n}", "messaggio-{n}"),
    "nl": ("mail_{n:02}", "sjabloon{n}", "bericht-{n}"),
}
_ENGLISH = ("mail_{n:02}", "template-{n}", "message{n}", "draft_{n}")


def file_name(context: Context, suffix: str) -> str:
    """Name the source; a third of the names tells the kind, a third the subject's words, a third nothing."""
    message = context.message
    stem = context.choices.choice((_kind_stem, _subject_stem, _neutral_stem))(context)
    folder = context.choices.choice(_FOLDERS).format(language=message.language)
    return f"{folder}{stem}{suffix}{_engine(context, suffix)}"


def _engine(context: Context, suffix: str) -> str:
    """Add a second ending after the template language, in some repositories."""
    body = context.message.body
    if suffix == ".mjml" or not context.chance(0.4):
        return ""
    if "<%" in body:
        return ".erb"
    if "{%" in body:
        return str(context.choices.choice((".twig", ".j2", ".liquid")))
    return ".hbs" if "{{#" in body else ""


def _kind_stem(context: Context) -> str:
    parts = context.message.kind.split("-")
    return str(context.choices.choice(("-".join(parts), "_".join(parts), "".join(part.title() for part in parts))))


def _subject_stem(context: Context) -> str:
    """Join the first words of the subject, in ASCII."""
    words = TEMPLATE.sub(" ", context.message.subject).replace("ß", "ss")
    for letter, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        words = words.replace(letter, pair)
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    found = re.findall(r"[a-z0-9]+", ascii_words)[:4]
    return "-".join(found) if found else _neutral_stem(context)


def _neutral_stem(context: Context) -> str:
    names = _NEUTRAL.get(context.message.language, _ENGLISH)
    return context.choices.choice(names).format(n=context.choices.randint(1, 30))
