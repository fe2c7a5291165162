"""The formats that are read: known by the name of a file, and by looking inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
    return (Draft(layer, path),)


def _velocity(layer: Layer, path: str) -> Iterable[Draft]:
    return (Draft(layer, path, dialect="velocity"),)


def _razor(layer: Layer, path: str) -> Iterable[Draft]:
    return (Draft(layer, path, dialect="razor"),)


def _markdown(layer: Layer, path: str) -> Iterable[Draft]:
    return (Draft(layer, path, markdown=True),)


FORMATS: tuple[Format, ...] = (
    Format(
        "html",
        frozenset(
            ".html .htm .xhtml .mjml .j2 .jinja .jinja2 .njk .liquid .hbs .handlebars .mustache .twig .tpl .erb .ejs "
            ".ftl .ftlh .jsp .php .phtml .gohtml .tmpl .template .eta .dot .txt .text .sms .amp".split()
        ),
        _markup,
    ),
    Format("markdown", frozenset({".md", ".markdown", ".mdx"}), _markdown),
    Format("velocity", frozenset({".vm", ".vtl"}), _velocity),
    Format("razor", frozenset({".cshtml", ".razor"}), _razor),
)
_BY_SUFFIX = {suffix: known for known in FORMATS for suffix in known.suffixes}
TEXT = Format("text", frozenset(), _markup)


def format_of(path: PurePosixPath, text: str) -> Format:  # noqa: ARG001 - formats known by their content come here
    """The format of a file; what is unknown but text is read as text."""
    return _BY_SUFFIX.get(path.suffix.lower(), TEXT)


def is_known(path: PurePosixPath) -> bool:
    """Whether a file found in a folder is a template by its name."""
    return path.suffix.lower() in _BY_SUFFIX
