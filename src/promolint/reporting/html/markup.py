"""Markup out of plain functions. What is not markup already is escaped, so nothing can be forgotten."""

from __future__ import annotations

from html import escape

from promolint.reporting.safe import printable


class Html(str):
    """Text that is markup. Any other string is escaped as soon as it becomes part of an element."""

    __slots__ = ()


def shown(text: str) -> Html:
    """``text`` as a reader sees it: line breaks kept, control and direction marks as escapes, nothing of it markup."""
    return text if isinstance(text, Html) else Html("\n".join(escape(printable(line)) for line in text.split("\n")))


def joined(*parts: str, between: str = "") -> Html:
    """The parts, one after the other, each of them safe."""
    return Html(between.join(map(shown, parts)))


def element(name: str, /, *children: str, **attributes: str | bool) -> Html:
    """An element with its content. ``data_found`` means ``data-found``, ``class_`` is ``class``; False is left out."""
    return Html(f"{_opened(name, attributes)}{joined(*children)}</{name}>")


def void(name: str, /, **attributes: str | bool) -> Html:
    """An element that has no content and no end."""
    return _opened(name, attributes)


def _opened(name: str, attributes: dict[str, str | bool]) -> Html:
    return Html(f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>")


def _attribute(key: str, value: str | bool) -> str:  # noqa: FBT001 - the value of any attribute
    if value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(printable(value))}"'
