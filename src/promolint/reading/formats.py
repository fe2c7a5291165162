"""The formats that are read: known by the name of a file, and by looking inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.helper_hint import HELPER_HINT
from promolint.reading.message import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import PurePosixPath

    from promolint.reading.layers import Layer


class Format(NamedTuple):
    """A kind of file: its name, the endings it is known by, and how its drafts are taken out of it."""

    name: str
    suffixes: frozenset[str]
    drafts: Callable[[Layer, str], Iterable[Draft]]


def _markup(layer: Layer, path: str) -> Iterable[Draft]:
    if HELPER_HINT.search(layer.text):
        from promolint.reading.helper_spans import with_helpers

        layer = with_helpers(layer)
    return (Draft(layer, path),)


def _velocity(layer: Layer, path: str) -> Iterable[Draft]:
    return (Draft(layer, path, dialect="velocity"),)


def _razor(layer: Layer, path: str) -> Iterable[Draft]:
    return (Draft(layer, path, dialect="razor"),)


def _markdown(layer: Layer, path: str) -> Iterable[Draft]:
    return (Draft(layer, path, markdown=True),)


def _eml(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.eml import eml_drafts

    return eml_drafts(layer, path)


def _mbox(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.eml import mbox_drafts

    return mbox_drafts(layer, path)


def _json(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.data_files import json_drafts

    return json_drafts(layer, path)


def _yaml(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.data_files import yaml_drafts

    return yaml_drafts(layer, path)


def _haml(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.haml import from_haml

    return (Draft(from_haml(layer), path),)


def _slim(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.slim import from_slim

    return (Draft(from_slim(layer), path),)


def _pug(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.pug import from_pug

    return (Draft(from_pug(layer), path),)


def _po(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.catalogues import po_drafts

    return po_drafts(layer, path)


def _properties(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.catalogues import properties_drafts

    return properties_drafts(layer, path)


def _strings(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.catalogues import strings_drafts

    return strings_drafts(layer, path)


def _xliff(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.xml_catalogues import xliff_drafts

    return xliff_drafts(layer, path)


def _xml(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.xml_catalogues import xml_drafts

    return xml_drafts(layer, path)


def _csv(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.tables import csv_drafts

    return csv_drafts(layer, path)


def _php(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.source_code import php_drafts

    return php_drafts(layer, path)


def _script(layer: Layer, path: str) -> Iterable[Draft]:
    from promolint.reading.source_code import script_drafts

    return script_drafts(layer, path)


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
    Format("haml", frozenset({".haml"}), _haml),
    Format("slim", frozenset({".slim"}), _slim),
    Format("pug", frozenset({".pug", ".jade"}), _pug),
    Format("php", frozenset({".php"}), _php),
    Format("script", frozenset(".js .mjs .cjs .ts .mts .cts .jsx .tsx".split()), _script),
    Format("velocity", frozenset({".vm", ".vtl"}), _velocity),
    Format("razor", frozenset({".cshtml", ".razor"}), _razor),
    Format("eml", frozenset({".eml"}), _eml),
    Format("mbox", frozenset({".mbox"}), _mbox),
    Format("json", frozenset({".json", ".jsonc", ".json5", ".jsonl", ".ndjson", ".arb", ".xcstrings"}), _json),
    Format("yaml", frozenset({".yml", ".yaml"}), _yaml),
    Format("gettext", frozenset({".po", ".pot"}), _po),
    Format("xliff", frozenset({".xlf", ".xliff"}), _xliff),
    Format("properties", frozenset({".properties"}), _properties),
    Format("strings", frozenset({".strings"}), _strings),
    Format("xml", frozenset({".xml", ".resx"}), _xml),
    Format("csv", frozenset({".csv", ".tsv"}), _csv),
)
_BY_SUFFIX = {suffix: known for known in FORMATS for suffix in known.suffixes}
TEXT = Format("text", frozenset(), _markup)


def format_of(path: PurePosixPath, text: str) -> Format:  # noqa: ARG001 - formats known by their content come here
    """The format of a file; what is unknown but text is read as text."""
    return _BY_SUFFIX.get(path.suffix.lower(), TEXT)


def is_known(path: PurePosixPath) -> bool:
    """Whether a file found in a folder is a template by its name."""
    return path.suffix.lower() in _BY_SUFFIX
