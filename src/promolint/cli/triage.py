"""``promolint triage``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from promolint.cli import NOTHING_PROVED, suggest
from promolint.cli.options import RunOptions, colours, columns, run, speech_options, tuning_option
from promolint.values.verdict import PURPOSES, Group, Purpose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from promolint.learning.labels import Label
    from promolint.learning.unsure import Asked
    from promolint.lint import Settings
    from promolint.values.outcome import Outcome
    from promolint.words.catalogue import Catalogue

_PROMOTIONAL = [purpose for purpose in PURPOSES if purpose.group is Group.PROMOTIONAL]
PURPOSE_OF = {str(number): purpose for number, purpose in enumerate(_PROMOTIONAL, start=1)}
_YES, _NO, _SKIP, _QUIT = "ynsq"


@click.command("triage")
@click.argument("folder", metavar="FOLDER", shell_complete=suggest.folders)
@click.option(
    "--labels",
    type=click.Path(dir_okay=False, path_type=Path),
    default="promolint-labels.jsonl",
    show_default=True,
    help="File that the labels are added to.",
)
@tuning_option
@speech_options
def command(*, folder: str, labels: Path, tuning: str | None, language: str | None, color: bool | None) -> int:
    """Label the links that the judge is least sure of, one after the other.

    Answer y (promotional), n (not), s (skip) or q (quit), and for a promotional link what it is for. Each answer is
    saved at once; “promolint tune” corrects the judge by them.
    Exit status: 0, or 2 if a file could not be read.
    """
    from promolint.cli.speaking import tell_unread
    from promolint.learning.labels import append, read
    from promolint.learning.unsure import least_sure_first, unlabelled
    from promolint.words.catalogue import Catalogue

    outcome, settings = run(RunOptions((folder,), tuning=tuning, language=language))
    queue = unlabelled(least_sure_first(_links(outcome, settings)), read(labels) if labels.exists() else ())
    words = Catalogue.load(settings.policy.language)
    session = _Session(words, colours(color))
    done = 0
    for number, one in enumerate(queue, start=1):
        label = session.label(one, number, len(queue))
        if label is not None:
            append(labels, label)
            done += 1
        if session.ended:
            break
    session.say(
        words.say("triage.done", count=done, file=labels) if queue else words.say("triage.nothing_left", folder=folder)
    )
    tell_unread(outcome, words, color)
    return NOTHING_PROVED if outcome.failures else 0


def _links(outcome: Outcome, settings: Settings) -> Iterator[Asked]:
    """The links to ask about, as the files that they stand in are judged."""
    from promolint.learning.unsure import asked

    for judged in outcome.messages:
        local = settings.at(judged.message.path)
        yield from asked(judged.message, local.model, local.own)


class _Session:
    """A person who is asked; answers come from standard input, typed or piped, and their end is a quit."""

    def __init__(self, words: Catalogue, color: bool | None) -> None:  # noqa: FBT001 - it is the option's own value
        self._words, self._color = words, color
        self.ended = False

    def say(self, text: str, *, line: bool = True) -> None:
        """Show something."""
        click.echo(text, nl=line, color=self._color)

    def label(self, asked: Asked, number: int, total: int) -> Label | None:
        """Show a link and ask what it is; nothing where it is skipped or the session ends."""
        from promolint.learning.labels import label_of
        from promolint.reporting.labelling import asked_text

        self.say(asked_text(asked, (number, total), self._words, columns()), line=False)
        answer = self._answer(self._words.say("triage.question"), (_YES, _NO, _SKIP, _QUIT))
        if answer not in {_YES, _NO}:
            return None
        purpose = self._purpose() if answer == _YES else None
        return label_of(asked.message, asked.link, purpose, promotional=answer == _YES)

    def _purpose(self) -> Purpose | None:
        keys = ", ".join(f"{key} {self._words.say(f'purpose.{purpose}.name')}" for key, purpose in PURPOSE_OF.items())
        question = self._words.say("triage.purpose", keys=keys)
        return PURPOSE_OF.get(self._answer(question, (*PURPOSE_OF, _SKIP, _QUIT)))

    def _answer(self, question: str, keys: Collection[str]) -> str:
        """One of ``keys``; whoever answers otherwise is asked again."""
        while True:
            self.say(f"{question} ", line=False)
            said = sys.stdin.readline()
            if not sys.stdin.isatty():
                self.say("")
            answer = said.strip().lower() if said else _QUIT
            if answer in keys:
                self.ended = answer == _QUIT
                return answer
            self.say(self._words.say("triage.again", keys=", ".join(keys)))
