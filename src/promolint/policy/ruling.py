"""What a policy pack is: which purposes a message of a kind may carry, and which sources say so.

A ruling is looked up from the narrow to the wide: the kind's exception for the sub-type, the kind's exception for
the purpose, the default for the sub-type, the default for the purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from promolint import errors
from promolint.values.verdict import Group

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from promolint.values.message import Channel
    from promolint.values.verdict import Purpose
    from promolint.words.catalogue import Bilingual

DEFAULT = "default"
ITSELF = "itself"


class Stance(StrEnum):
    """What a pack says to something."""

    ALLOW = "allow"
    WARN = "warn"
    FORBID = "forbid"


@dataclass(frozen=True, slots=True)
class Source:
    """A statute, a judgment or a platform's rule. ``known`` says how well, where its text was not at hand."""

    id: str
    cite: Bilingual
    says: Bilingual
    url: str = ""
    known: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A stance with the ids of the sources behind it, the first one the nearest."""

    stance: Stance
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SoftOptIn:
    """What the exception for a seller's own customers covers: ``purposes`` go from ``forbid`` to ``warn``.

    Only on these ``channels``, and never in the ``except_kinds``.
    """

    purposes: frozenset[Purpose] = frozenset()
    channels: frozenset[Channel] = frozenset()
    except_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Positions:
    """What a pack says to advertising at a place: in the ``subject``, and ``first``, before all other content."""

    subject: Stance
    first: Stance


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack with what it inherits already in it.

    Keys of ``default`` and ``exceptions[kind]`` are a purpose or ``purpose/sub-type``; ``kinds`` says whether a kind
    may be sent as a transactional message at all. ``because`` has one layer for each pack of the line, its own
    first: a reason that a pack gives for a purpose goes before all inherited ones, those for single kinds included;
    in a layer, one for a channel goes before those that hold on all. ``channels`` holds what a pack says at least on a
    channel; ``rules`` the sources of rules that speak of a whole message, by the rule's name. ``consent_lifts`` is
    whether readers' consent lifts a ban: a law's, not a platform's. ``way_out_always``: transactional messages too
    need a way to object. ``rule_channels`` holds the channels of rules that do not hold on all.
    """

    name: str
    title: Bilingual
    date: dt.date
    extends: str
    default: Mapping[str, Stance]
    kinds: Mapping[str, Stance]
    exceptions: Mapping[str, Mapping[str, Stance]]
    because: tuple[Mapping[str, Mapping[str, tuple[str, ...]]], ...]
    sources: Mapping[str, Source]
    channels: Mapping[Channel, Mapping[str, Stance]]
    positions: Positions
    soft_opt_in: SoftOptIn
    consent_lifts: bool
    way_out_always: bool
    rule_channels: Mapping[str, frozenset[Channel]]
    rules: Mapping[str, tuple[str, ...]]

    def ruling(self, kind: str | None, purpose: Purpose, subtype: str = "", channel: Channel | None = None) -> Ruling:
        """Return the ruling on a link of this purpose (and sub-type) in a message of this kind.

        Where nobody knows the kind (``None``), the answer is what every kind agrees on, else ``warn`` (of a
        transactional purpose ``allow``); a sub-type that the pack rules on by default is told by its form, so there
        the default stands. UsageError for an unknown kind.
        """
        keys = (f"{purpose}/{subtype}", str(purpose)) if subtype else (str(purpose),)
        if kind is not None:
            errors.require_known("message kind", kind, self.kinds)
            stance = self._stance(kind, keys)
        elif keys[0] != purpose and keys[0] in self.default:
            stance = self.default[keys[0]]
        else:
            stances = {self._stance(each, keys) for each in self.kinds}
            doubt = Stance.ALLOW if purpose.group is Group.TRANSACTIONAL else Stance.WARN
            stance = stances.pop() if len(stances) == 1 else doubt
        least = self.channels.get(channel, {}) if channel else {}
        on_channel = next((least[key] for key in keys if key in least), Stance.ALLOW)
        return Ruling(max(stance, on_channel, key=list(Stance).index), self._reasons(kind, keys, channel))

    def standing(self, kind: str, channel: Channel | None = None) -> Ruling:
        """Return whether this kind may be sent as a transactional message at all. UsageError for an unknown kind."""
        errors.require_known("message kind", kind, self.kinds)
        return Ruling(self.kinds[kind], self._reasons(kind, (ITSELF,), channel))

    def cited(self, rule: str, channel: Channel) -> tuple[str, ...]:
        """Return the sources of a rule that speaks of a whole message; none where the pack does not have the rule."""
        own = (layer[channel][rule] for layer in self.because if rule in layer.get(channel, {}))
        return next(own, self.rules.get(rule, ()))

    def _stance(self, kind: str, keys: tuple[str, ...]) -> Stance:
        tables = (self.exceptions.get(kind, {}), self.default)
        return next(table[key] for table in tables for key in keys if key in table)

    def _reasons(self, kind: str | None, keys: tuple[str, ...], channel: Channel | None) -> tuple[str, ...]:
        return next((table[key] for table in self._because(kind, channel) for key in keys if key in table), ())

    def _because(self, kind: str | None, channel: Channel | None) -> Iterator[Mapping[str, tuple[str, ...]]]:
        for layer in self.because:
            if channel is not None:
                yield layer.get(channel, {})
            if kind is not None:
                yield layer.get(kind, {})
            yield layer.get(DEFAULT, {})
