"""The shapes in which messages lie in JSON and YAML: a template of a sending platform, or a string on its own.

A shape that is known gives its texts even where they hold no link, its buttons with their words, its subject, and what
it declares. Everything else gives only strings that read like a message; config files do not even give those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from promolint.reading.compose import Composer
from promolint.reading.fields import channel_of, declared_by
from promolint.reading.layers import Layer
from promolint.reading.message import Draft, has_tags
from promolint.reading.prose import SUBJECTS, TITLES, Where, holds_link, is_message, plain_key
from promolint.reading.tree import Branch, pointer
from promolint.values.message import Channel

if TYPE_CHECKING:
    from collections.abc import Iterator

_SURE_BODIES = frozenset(
    """
    htmlpart textpart htmlbody textbody htmlcontent plaincontent textcontent bodyhtml bodytext mailhtml mailtext
    smsbody smstext emailbody mailbody htmltemplate texttemplate
    """.split()
)
_BODIES = _SURE_BODIES | frozenset(
    """
    html text plain plaintext body content contents message sms mjml amp amphtml template nachricht inhalt texte corps
    mensaje cuerpo testo corpo bericht
    """.split()
)
_INNER = frozenset("html text plain data value body content".split())
_URLS = frozenset("url href link uri target buttonurl ctaurl actionurl deeplink".split())
_WORDS = frozenset("text label title words caption name buttontext ctatext".split())
_BUTTONS = frozenset("button buttons cta ctas action actions".split())
_COMPONENTS = frozenset("BODY BUTTONS HEADER FOOTER CAROUSEL".split())
_PAIRED = ("url", "link", "href")


class _Text(NamedTuple):
    keys: tuple[str, ...]
    layer: Layer


class _Button(NamedTuple):
    words: Layer | None
    url: Layer


class Shapes:
    """Takes the drafts out of one tree. ``config``: only known shapes give any."""

    def __init__(self, below: Layer, path: str, *, config: bool) -> None:
        self._below = below
        self._path = path
        self._config = config
        self._taken: set[int] = set()

    def drafts(self, node: Branch | Layer, keys: tuple[str, ...] = (), subject: str = "") -> Iterator[Draft]:
        """Drafts of ``node`` and all below it. ``subject`` is the one given nearest above."""
        if isinstance(node, Layer):
            yield from self._string(node, keys, subject)
            return
        yield from self._templates(node, keys)
        own = _subject(node, SUBJECTS) or subject
        title = own or _subject(node, TITLES)
        yield from self._message(node, keys, title)
        for key, value in node.items:
            inner = title if isinstance(value, Layer) or own else own
            yield from self.drafts(value, (*keys, key), inner)

    def _string(self, layer: Layer, keys: tuple[str, ...], subject: str) -> Iterator[Draft]:
        if id(layer) in self._taken or self._config or not keys:
            return
        where = Where(self._path, keys)
        if is_message(layer.text, where):
            declaration = declared_by((), where.channel)
            yield Draft(layer, self._path, pointer(keys), subject, declaration=declaration)

    def _templates(self, node: Branch, keys: tuple[str, ...]) -> Iterator[Draft]:
        """Templates of WhatsApp (Meta's Cloud API) and of Twilio's Content API."""
        composer = Composer(self._below)
        components = [part for part in node.branches("components") if id(part) not in self._taken]
        if any(part.string("type").upper() in _COMPONENTS for part in components):
            for component in components:
                self._component(composer, component)
            yield self._draft(composer, node, (*keys, "components"))
        for name, content in _items(node, "types"):
            if "/" in name and isinstance(content, Branch):
                composer = Composer(self._below)
                self._card(composer, content)
                yield self._draft(composer, node, (*keys, "types", name))

    def _draft(self, composer: Composer, node: Branch, keys: tuple[str, ...]) -> Draft:
        """A draft of what was composed. What Twilio has as text only, without a category, goes out as SMS."""
        only_text = keys[-1] == "twilio/text" and not node.string("category") and len(_items(node, "types")) == 1
        declaration = declared_by(_fields(node), Channel.SMS if only_text else Channel.WHATSAPP)
        return Draft(composer.layer(), self._path, pointer(keys), declaration=declaration)

    def _component(self, composer: Composer, component: Branch) -> None:
        self._taken.add(id(component))
        kind = component.string("type").upper()
        text = component.get("text")
        if isinstance(text, Layer) and kind in {"HEADER", "BODY", "FOOTER"}:
            self._take(text)
            if kind == "HEADER":
                composer.heading(text)
            else:
                composer.text(text)
        for button in component.branches("buttons"):
            self._add_button(composer, button)
        for card in component.branches("cards"):
            for inner in card.branches("components"):
                self._component(composer, inner)

    def _card(self, composer: Composer, content: Branch) -> None:
        for key in ("header_text", "title", "body", "subtitle", "address", "footer"):
            text = content.get(key)
            if isinstance(text, Layer):
                self._take(text)
                composer.text(text)
        for card in content.branches("cards"):
            self._card(composer, card)
        for action in content.branches("actions"):
            self._add_button(composer, action)

    def _add_button(self, composer: Composer, node: Branch) -> None:
        button = _button(node)
        if button is None:
            return
        self._take(button.url)
        if button.words is not None:
            self._take(button.words)
        composer.button(*button)

    def _message(self, node: Branch, keys: tuple[str, ...], subject: str) -> Iterator[Draft]:
        """A subject with bodies, a body with buttons; each body a draft, the first one with the buttons."""
        bodies = [body for body in _bodies(node) if id(body.layer) not in self._taken]
        buttons = [] if self._config else [button for button in _buttons(node) if id(button.url) not in self._taken]
        sure = any(plain_key(body.keys[0]) in _SURE_BODIES for body in bodies)
        named = channel_of(node.string("channel")) is not None
        if not (bodies and (sure or named or buttons or _subject(node, SUBJECTS))):
            return
        declaration = declared_by(_fields(node), Where(self._path, (*keys, *bodies[0].keys)).channel)
        for index, body in enumerate(bodies):
            self._take(body.layer)
            layer = self._with_buttons(body.layer, buttons) if index == 0 and buttons else body.layer
            yield Draft(layer, self._path, pointer((*keys, *body.keys)), subject, declaration=declaration)

    def _with_buttons(self, body: Layer, buttons: list[_Button]) -> Layer:
        composer = Composer(self._below)
        (composer.html if has_tags(body.text) else composer.text)(body)
        for words, url in buttons:
            composer.button(words, url)
            self._take(url)
        return composer.layer()

    def _take(self, layer: Layer) -> None:
        self._taken.add(id(layer))


def _items(node: Branch, key: str) -> list[tuple[str, Branch | Layer]]:
    value = node.get(key)
    return value.items if isinstance(value, Branch) else []


def _fields(node: Branch) -> list[tuple[str, str]]:
    return [(key, value.text) for key, value in node.items if isinstance(value, Layer)]


def _subject(node: Branch, names: frozenset[str]) -> str:
    for key, value in node.items:
        if plain_key(key) in names:
            text = value if isinstance(value, Layer) else value.get("data")
            if isinstance(text, Layer):
                return " ".join(text.text.split())
    return ""


def _bodies(node: Branch) -> list[_Text]:
    found: list[_Text] = []
    for key, value in node.items:
        if plain_key(key) not in _BODIES or node.listed:
            continue
        if isinstance(value, Layer):
            found.append(_Text((key,), value))
        else:
            found += _inner_bodies(key, value)
    return [body for body in found if " " in body.layer.text.strip() or holds_link(body.layer.text)]


def _inner_bodies(key: str, value: Branch) -> Iterator[_Text]:
    """Bodies one or two levels down: ``Body: {Html: {Data}}``, ``content: [{type: text/html, value}]``."""
    for name, inner in value.items:
        if isinstance(inner, Layer):
            if plain_key(name) in _INNER:
                yield _Text((key, name), inner)
        elif plain_key(name) in _INNER or inner.string("type").startswith("text/"):
            for leaf in ("data", "value", "content"):
                text = inner.get(leaf)
                if isinstance(text, Layer):
                    yield _Text((key, name, next(key for key, value in inner.items if value is text)), text)


def _buttons(node: Branch) -> Iterator[_Button]:
    """Buttons of a message: objects with a URL and words, or keys that pair (``cta_url`` and ``cta_text``)."""
    for key, value in node.items:
        if isinstance(value, Layer):
            paired = _paired(node, key, value)
            if paired:
                yield paired
        elif plain_key(key) in _BUTTONS:
            nodes = [item for _, item in value.items if isinstance(item, Branch)] if value.listed else [value]
            yield from filter(None, map(_button, nodes))


def _paired(node: Branch, key: str, url: Layer) -> _Button | None:
    name = plain_key(key)
    stem = next((name.removesuffix(ending) for ending in _PAIRED if name.endswith(ending) and name != ending), "")
    if not stem or not url.text.strip() or " " in url.text.strip():
        return None
    for other, value in node.items:
        if isinstance(value, Layer) and value is not url and plain_key(other) in {stem + word for word in _WORDS}:
            return _Button(value, url)
    return None


def _button(node: Branch) -> _Button | None:
    strings = [(plain_key(key), value) for key, value in node.items if isinstance(value, Layer)]
    url = next((value for key, value in strings if key in _URLS and value.text.strip()), None)
    if url is None:
        return None
    return _Button(next((value for key, value in strings if key in _WORDS), None), url)
