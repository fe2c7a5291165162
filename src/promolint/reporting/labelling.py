"""What ``triage`` shows of a link, and ``tune`` of what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from promolint.reporting.layout import labelled
from promolint.reporting.safe import printable, two_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from promolint.judging.model import Calibration
    from promolint.learning.tune import Tuned
    from promolint.learning.unsure import Asked
    from promolint.words.catalogue import Catalogue


def asked_text(asked: Asked, turn: tuple[int, int], words: Catalogue, width: int) -> str:
    """One link as a person has to see it to say what it is for; ``turn``: which one of how many it is."""
    link = asked.link
    place = f"{printable(asked.message.path)}:{link.place.line}:{link.place.column}"
    head = words.say("triage.head", place=place, number=turn[0], total=turn[1])
    rows = [("link", link.text), ("url", link.url)]
    if link.sentence != link.text:
        rows.append(("sentence", link.sentence))
    rows.append(("heading", link.heading))
    sure = words.say("triage.probability", probability=two_digits(asked.promotional))
    said = words.say("triage.undecidable") if asked.undecidable else sure
    lines = labelled([(words.say(f"triage.{name}"), printable(text)) for name, text in rows if text.strip()], width)
    return "\n".join(["", f"{click.style(head, bold=True)} ({said})", *lines]) + "\n"


def tuned_text(tuned: Tuned, lost: int, shipped: Calibration, words: Catalogue) -> str:
    """What was corrected, and how good the judge is before and after."""
    tuning = tuned.tuning
    count = tuning.promotional + tuning.other
    lines = [words.say("tune.used", count=count)]
    if lost:
        lines.append(words.say("tune.lost", count=lost))
    lines += (
        words.say("tune.row", name=words.say(f"tune.{name}"), before=before, after=after)
        for name, before, after in _rows(tuned, shipped, count)
    )
    return "\n".join(lines) + "\n"


def _rows(tuned: Tuned, shipped: Calibration, count: int) -> Iterator[tuple[str, str, str]]:
    tuning = tuned.tuning
    yield "shift", f"{0:.2f}", f"{tuning.shift:+.2f}"
    yield "sharpness", f"{1:.2f}", f"{tuning.sharpness:.2f}"
    yield "note", f"{shipped.note:.3f}", f"{tuning.note:.3f}"
    yield "error", f"{shipped.error:.3f}", f"{tuning.error:.3f}"
    yield "right", f"{tuned.right_before}/{count}", f"{tuned.right_after}/{count}"
    yield "shipped_f1", f"{tuned.shipped_before.f1:.3f}", f"{tuned.shipped_after.f1:.3f}"
    before, after = tuned.shipped_before.error_precision, tuned.shipped_after.error_precision
    yield "shipped_precision", f"{before:.3f}", f"{after:.3f}"
