"""What JSON and YAML have in common: objects and lists whose strings know where they stand in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from promolint.errors import UnreadableError
from promolint.reading.layers import Layer, Pieces
from promolint.values.message import Cause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_DEPTH = 150


@dataclass(frozen=True, slots=True)
class Branch:
    """An object, or a list (its keys are "0", "1" …). A key given twice stands here twice."""

    items: list[tuple[str, Branch | Layer]] = field(default_factory=list)
    listed: bool = False

    def get(self, key: str) -> Branch | Layer | None:
        """Return the first value of ``key``; keys are compared without case."""
        wanted = key.lower()
        return next((value for name, value in self.items if name.lower() == wanted), None)

    def string(self, key: str) -> str:
        """Return the string at ``key``; "" where there is none."""
        value = self.get(key)
        return value.text if isinstance(value, Layer) else ""

    def branches(self, key: str) -> tuple[Branch, ...]:
        """Return the objects in the list at ``key``; an object there counts as a list of one."""
        value = self.get(key)
        if not isinstance(value, Branch):
            return ()
        return tuple(item for _, item in value.items if isinstance(item, Branch)) if value.listed else (value,)

    def strings(self) -> Iterator[Layer]:
        """All strings of this branch and those below, in order."""
        for _, value in self.items:
            if isinstance(value, Layer):
                yield value
            else:
                yield from value.strings()


class TreeBuilder:
    """Grows a tree from the events of a scanner, whatever they are: nothing it is fed makes it fail but depth."""

    def __init__(self) -> None:
        self.root = Branch(listed=True)
        self._stack: list[Branch] = [self.root]
        self._keys: list[str | None] = [None]

    @property
    def wants_key(self) -> bool:
        """Whether what comes next is the key of an object."""
        return not self._stack[-1].listed and self._keys[-1] is None

    @property
    def has_key(self) -> bool:
        """Whether a key waits for its value."""
        return self._keys[-1] is not None

    def open(self, *, listed: bool) -> None:
        """Begin an object or a list.

        Raises:
            UnreadableError: it is nested too deeply to be a file of messages.

        """
        if len(self._stack) > MAX_DEPTH:
            raise UnreadableError(Cause.TOO_DEEP, levels=MAX_DEPTH)
        branch = Branch(listed=listed)
        self.add(branch)
        self._stack.append(branch)
        self._keys.append(None)

    def close(self) -> None:
        """End the innermost object or list, if one is open."""
        if len(self._stack) > 1:
            self._stack.pop()
            self._keys.pop()

    def close_all(self) -> None:
        """End all that is open: what is added now stands at the top."""
        del self._stack[1:], self._keys[1:]

    def key(self, name: str | None) -> None:
        """Set the key of the next value of an object; ``None`` forgets it."""
        self._keys[-1] = name

    def add(self, value: Branch | Layer | None) -> None:
        """Add a value; ``None`` (a number, an alias) only takes its place."""
        parent = self._stack[-1]
        key = str(len(parent.items)) if parent.listed else self._keys[-1] or ""
        self._keys[-1] = None
        if value is not None:
            parent.items.append((key, value))
        elif parent.listed:
            parent.items.append((key, Branch()))


def pointer(keys: Iterable[str]) -> str:
    """Return the JSON pointer (RFC 6901) of a path of keys."""
    return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in keys)


def append(pieces: Pieces, layer: Layer) -> None:
    """Append the whole of ``layer`` to ``pieces``; both must lie directly on the same layer."""
    if not layer.runs:
        return
    ends = [run.here for run in layer.runs[1:]] + [len(layer.text)]
    for run, end in zip(layer.runs, ends, strict=True):
        if run.verbatim:
            pieces.keep(run.below, run.below + run.span)
        else:
            pieces.decoded(layer.text[run.here : end], run.below, run.below + run.span)
