"""The Python API: ``check`` and ``links`` for a text now and then, a ``Linter`` that is made once for many.

Nothing is read from the disk but the model, and the configuration that is named; nothing is sent anywhere.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from promolint.config import COMMAND_LINE, Config, Said, laid_over
from promolint.config_file import load
from promolint.errors import require_known
from promolint.judging import model
from promolint.judging.tuning import tuned
from promolint.lint import Source, lint
from promolint.policy import kinds
from promolint.reading.declaration import choices_of, declaration_of
from promolint.reporting.listing import sentence_of
from promolint.settings import settings_of
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Schema

    from promolint.values.message import Declaration, Failure, Link
    from promolint.values.outcome import Outcome
    from promolint.values.verdict import Verdict


class Told(TypedDict, total=False):
    """What a caller may say of a message, in the words of a promolint line: it goes before the message's own."""

    kind: str
    stream: str
    channel: str
    audience: str
    consent: str
    course: str


class Linter:
    """Checks texts, all by the same policies and configuration. Made once, it is safe in threads.

    ``policy`` names packs (or files ``*.toml``), ``language`` is that of the findings, ``config`` a configuration file
    and ``tuning`` what ``promolint tune`` wrote. No file is read that is not named.

    Raises:
        UsageError: there is no such pack or language.
        ConfigError: a file that is named cannot be used.

    """

    def __init__(
        self,
        *policy: str,
        language: str | None = None,
        config: str | Path | None = None,
        tuning: str | Path | None = None,
    ) -> None:
        """Load the model and what is named, once."""
        if language is not None:
            require_known("language", language, ("de", "en"))
        plain = Config()
        given = plain._replace(
            language=Said(language, COMMAND_LINE) if language else plain.language,
            terms=plain.terms._replace(policy=Said(policy, COMMAND_LINE) if policy else plain.terms.policy),
        )
        whole = laid_over(given, load(Path(config))) if config else given
        shipped = model.load()
        self._settings = settings_of(whole, tuned(shipped, Path(tuning)) if tuning else shipped)

    def check(self, text: str | bytes, name: str = "message", **told: Unpack[Told]) -> Outcome:
        """What is found in one text: ``findings`` (``suppressed`` ones are excepted), ``failures`` and ``messages``.

        ``name`` tells the format by its ending (``mail.html``, ``text.sms``); without one the text's beginning does.
        Text that cannot be read is a failure in the outcome, never an exception.

        Raises:
            UsageError: ``told`` names a kind, stream, channel, audience or consent that does not exist.

        """
        data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        source = Source(name, data, declaration=declared(**told))
        return lint([source], replace(self._settings, today=date.today()))  # noqa: DTZ011

    def links(self, text: str | bytes, name: str = "message", **told: Unpack[Told]) -> tuple[tuple[Link, Verdict], ...]:
        """Every link of one text with what the judge says it is for, in order."""
        messages = self.check(text, name, **told).messages
        return tuple(pair for one in messages for pair in zip(one.message.links, one.verdicts, strict=True))

    def scan(self, batch: RecordBatch, **columns: str) -> RecordBatch:
        """For each row of an Arrow batch of messages a row of results, in the same order (see ``results_schema``).

        ``columns`` names those that hold ``text``, ``id``, ``kind`` and so on where they are called otherwise. A row
        that cannot be read says so in ``errors``. Needs the extra ``scan``.

        Raises:
            UsageError: there is no such thing that a column holds.
            TableError: a column is not there.

        """
        from promolint.tables.columns import columns_of
        from promolint.tables.results import Task, scan_batch

        chosen = columns_of(f"{what}={name}" for what, name in columns.items())
        return scan_batch(batch, Task(replace(self._settings, today=date.today()), chosen))  # noqa: DTZ011


def check(text: str | bytes, name: str = "message", *, language: str = "en", **told: Unpack[Told]) -> Outcome:
    """The same as ``Linter(language=language).check(text, name, ...)``; the linter is made once."""
    return _linter(language).check(text, name, **told)


def links(text: str | bytes, name: str = "message", **told: Unpack[Told]) -> tuple[tuple[Link, Verdict], ...]:
    """The same as ``Linter().links(text, name, ...)``; the linter is made once."""
    return _linter("en").links(text, name, **told)


def results_schema() -> Schema:
    """The Arrow schema of what ``Linter.scan`` gives, for engines that ask for it. Needs the extra ``scan``."""
    from promolint.tables.results import RESULTS

    return RESULTS


def sentence(failure: Failure, language: str = "en") -> str:
    """What could not be read, and the next step, as a sentence in ``de`` or ``en``."""
    return sentence_of(failure, Catalogue.load(language))


@cache
def _linter(language: str) -> Linter:
    return Linter(language=language)


def declared(**told: Unpack[Told]) -> Declaration:
    """What a caller says of a message. UsageError for a word that means nothing."""
    said: dict[str, str] = {key: str(value) for key, value in told.items()}
    for key, word in said.items():
        if key == "kind":
            said[key] = kinds.get(word).id
        elif choices := choices_of(key):
            require_known(key, word, choices)
    return declaration_of(said, "declared")
