"""The formats that are read: known by the name of a file, and by looking inside.

A format's module is imported when the first file of it is met.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.helper_hint import may_call_helper
from promolint.reading.message import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import PurePosixPath

    from promolint.reading.layers import Layer

    Drafts = Callable[[Layer, str], Iterable[Draft]]


class Format(NamedTuple):
    """A kind of file: its name, the endings it is known by, and how its drafts are taken out of it."""

    name: str
    suffixes: frozenset[str]
    drafts: Drafts


def _markup(layer: Layer, path: str) -> Iterable[Draft]:
    if may_call_helper(layer.text):
        from promolint.reading.helper_spans import with_helpers

        layer = with_helpers(layer)
    return (Draft(layer, path),)


def _velocity(layer: Layer, path: str) -> Iterable[Draft]:
    return (Draft(layer, path, dialect="velocity"),)


def _razor(layer: Layer, path: str) -> Iterable[Draft]:
    return (Draft(layer, path, dialect="razor"),)


def _markdown(layer: Layer, path: str) -> Iterable[Draft]:
    return (Draft(layer, path, markdown=True),)


def _drafts_by(module: str, function: str) -> Drafts:
    """The function that takes a format's drafts out of a file."""

    def drafts(layer: Layer, path: str) -> Iterable[Draft]:
        reader: Drafts = getattr(import_module(f"promolint.reading.{module}"), function)
        return reader(layer, path)

    return drafts


def _written_as_html_by(module: str, function: str) -> Drafts:
    """The same for a format that is first written over as HTML."""

    def drafts(layer: Layer, path: str) -> Iterable[Draft]:
        write: Callable[[Layer], Layer] = getattr(import_module(f"promolint.reading.{module}"), function)
        return (Draft(write(layer), path),)

    return drafts


FORMATS: tuple[Format, ...] = (
    Format(
        "html",
        frozenset(
            ".html .htm .xhtml .mjml .j2 .jinja .jinja2 .njk .liquid .hbs .handlebars .mustache .twig .tpl .erb .ejs "
            ".ftl .ftlh .jsp .phtml .gohtml .tmpl .template .eta .dot .txt .text .sms .amp".split()
        ),
        _markup,
    ),
    Format("markdown", frozenset({".md", ".markdown", ".mdx"}), _markdown),
    Format("haml", frozenset({".haml"}), _written_as_html_by("haml", "from_haml")),
    Format("slim", frozenset({".slim"}), _written_as_html_by("slim", "from_slim")),
    Format("pug", frozenset({".pug", ".jade"}), _written_as_html_by("pug", "from_pug")),
    Format("php", frozenset({".php"}), _drafts_by("source_code", "php_drafts")),
    Format(
        "script", frozenset(".js .mjs .cjs .ts .mts .cts .jsx .tsx".split()), _drafts_by("source_code", "script_drafts")
    ),
    Format("velocity", frozenset({".vm", ".vtl"}), _velocity),
    Format("razor", frozenset({".cshtml", ".razor"}), _razor),
    Format("eml", frozenset({".eml"}), _drafts_by("eml", "eml_drafts")),
    Format("mbox", frozenset({".mbox"}), _drafts_by("eml", "mbox_drafts")),
    Format(
        "json",
        frozenset({".json", ".jsonc", ".json5", ".jsonl", ".ndjson", ".arb", ".xcstrings"}),
        _drafts_by("data_files", "json_drafts"),
    ),
    Format("yaml", frozenset({".yml", ".yaml"}), _drafts_by("data_files", "yaml_drafts")),
    Format("gettext", frozenset({".po", ".pot"}), _drafts_by("catalogues", "po_drafts")),
    Format("xliff", frozenset({".xlf", ".xliff"}), _drafts_by("xml_catalogues", "xliff_drafts")),
    Format("properties", frozenset({".properties"}), _drafts_by("catalogues", "properties_drafts")),
    Format("strings", frozenset({".strings"}), _drafts_by("catalogues", "strings_drafts")),
    Format("xml", frozenset({".xml", ".resx"}), _drafts_by("xml_catalogues", "xml_drafts")),
    Format("csv", frozenset({".csv", ".tsv"}), _drafts_by("tables", "csv_drafts")),
)
TEXT = Format("text", frozenset(), _markup)
_BY_SUFFIX = {suffix: known for known in FORMATS for suffix in known.suffixes}
_BY_NAME = {known.name: known for known in FORMATS}
_TEMPLATES = frozenset({"html", "haml", "slim", "pug", "velocity", "razor", "eml", "mbox"})
_SAY_NOTHING = frozenset({"", ".txt", ".text"})
_HEAD = 4000
# what a file that its name does not tell begins with
_BEGINNINGS = (
    (re.compile(r"From [^\s@]+@\S+ [^\n]*\d{4}[^\n]*\n[A-Za-z-]+:"), "mbox"),
    (
        re.compile(
            r"(?=(?:.*\n)*?(?:mime-version|received|message-id):)(?:[\w-]+:.*\n(?:[ \t]+.*\n)*){2}", re.IGNORECASE
        ),
        "eml",
    ),
    (re.compile(r"\s*(?:\{\s*\"[^\"\n]*\"\s*:|\[\s*\{\s*\")"), "json"),
    (re.compile(r"\s*<\?xml\b(?:(?!<html)[^\0])*?<xliff\b", re.IGNORECASE), "xliff"),
    (re.compile(r"\s*<\?xml\b(?:(?!<html)[^\0])*?<(?:resources|root)\b", re.IGNORECASE), "xml"),
)


def format_of(path: PurePosixPath, text: str) -> Format:
    """The format of a file: by its ending, else by how it begins; what is unknown but text is read as text."""
    suffix = path.suffix.lower()
    if suffix not in _SAY_NOTHING and suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    head = text[:_HEAD]
    begun = next((_BY_NAME[name] for pattern, name in _BEGINNINGS if pattern.match(head)), None)
    return begun or _BY_SUFFIX.get(suffix, TEXT)


def is_known(path: PurePosixPath) -> bool:
    """Whether a file found in a folder is a template by its name."""
    return path.suffix.lower() in _BY_SUFFIX


def is_template(path: PurePosixPath) -> bool:
    """Whether a file is a template by its name: no data, code or document that only may hold one."""
    known = _BY_SUFFIX.get(path.suffix.lower())
    return (known is not None and known.name in _TEMPLATES) or path.name.lower().endswith(".blade.php")
