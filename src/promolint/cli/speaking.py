"""What every report is made with: who judged, and the words of the report's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.reporting.document import Tool
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from promolint.lint import Settings
    from promolint.values.outcome import Outcome


def speaking(outcome: Outcome, settings: Settings) -> tuple[Tool, Catalogue]:
    """The names of the model and of all packs that judged something (else of those that would have), and the words."""
    policy = ",".join(outcome.packs) or settings.policy.names
    return Tool(settings.model.version, policy), Catalogue.load(settings.policy.language)
