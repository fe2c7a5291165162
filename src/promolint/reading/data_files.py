"""Messages in data files: JSON and its lookalikes, YAML. ``part`` is the JSON pointer of the string.

Where a file holds several values or documents, the pointer begins with the number of theirs, from 0. Files that are
known to configure something (``package.json``, ``docker-compose.yml``, an OpenAPI description …) give messages only in
the shape of a sending platform's template.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from promolint.reading.json_tree import read_json
from promolint.reading.shapes import Shapes
from promolint.reading.tree import Branch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from promolint.reading.layers import Layer
    from promolint.reading.message import Draft

_PERHAPS = re.compile(
    r"://|:\\/\\/|www\.|href|\b(?:mailto|tel|sms|push|whatsapp)\b|\{\{|\{%|\$\{|\*\||<%|%[A-Z{(]|\[\[|subject|betreff"
    r"|components|body|html|\.[a-z]{2,}/|\\u",
    re.IGNORECASE,
)
_CONFIG_NAMES = re.compile(
    r"(?:^|/)(?:package(?:-lock)?|composer|bower|tsconfig[\w.-]*|jsconfig|lerna|nx|turbo|renovate|vercel|netlify|angular"
    r"|firebase|deno|manifest|appsettings[\w.-]*|launch|settings|tasks|extensions|devcontainer|biome|cypress|jest[\w.-]*"
    r"|docker-compose[\w.-]*|compose(?:\.[\w-]+)?|openapi[\w.-]*|swagger[\w.-]*|mkdocs|_config|pubspec|chart|action"
    r"|pnpm-(?:lock|workspace)|kustomization|dependabot|codecov|appveyor|azure-pipelines[\w.-]*|cloudbuild|buildspec"
    r"|serverless|environment|conda|citation|dependencies|sonar-project|babel\.config|[\w.-]*[.-]lock|[\w.-]*\.schema)"
    r"\.(?:jsonc?|json5|ya?ml)$|(?:^|/)(?:\.github|\.circleci|\.vscode|\.idea|node_modules)/",
    re.IGNORECASE,
)
_CONFIG_KEYS = frozenset(
    """
    openapi swagger asyncapi $schema lockfileversion devdependencies dependencies compileroptions apiversion jobs
    awstemplateformatversion stages pipelines repos packages eslintconfig $defs definitions
    """.split()
)
_LINE = re.compile(r"^(?=[^\r\n]*\S)[^\r\n]+", re.MULTILINE)
_LINES = frozenset({".jsonl", ".ndjson"})


def json_drafts(layer: Layer, path: str) -> Iterable[Draft]:
    """Drafts of a JSON file.

    Raises:
        UnreadableError: it is nested too deeply.

    """
    if not _PERHAPS.search(layer.text):
        return ()
    if PurePosixPath(path).suffix.lower() in _LINES:
        return _line_drafts(layer, path)
    return _drafts(read_json(layer), layer, path)


def _line_drafts(layer: Layer, path: str) -> Iterator[Draft]:
    """Drafts of JSON values that stand in a line each: a broken one costs no other."""
    for number, match in enumerate(_LINE.finditer(layer.text)):
        line = layer.part(*match.span())
        for _, value in read_json(line).items:
            yield from Shapes(line, path, config=False).drafts(value, (str(number),))


def yaml_drafts(layer: Layer, path: str) -> Iterable[Draft]:
    """Drafts of a YAML file.

    Raises:
        UnreadableError: it is nested too deeply.

    """
    if not _PERHAPS.search(layer.text):
        return ()
    from promolint.reading.yaml_tree import read_yaml

    return _drafts(read_yaml(layer), layer, path)


def _drafts(values: Branch, layer: Layer, path: str) -> Iterator[Draft]:
    named_config = _CONFIG_NAMES.search(path) is not None
    for number, value in values.items:
        shapes = Shapes(layer, path, config=named_config or _configures(value))
        yield from shapes.drafts(value, (number,) if len(values.items) > 1 else ())


def _configures(value: Branch | Layer) -> bool:
    """Whether the keys at the top say that something is configured: no strings on their own are messages there."""
    return isinstance(value, Branch) and not value.listed and any(key.lower() in _CONFIG_KEYS for key, _ in value.items)
