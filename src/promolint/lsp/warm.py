"""Makes the first document wait for nothing: model and phrases are loaded before it comes."""

from __future__ import annotations

from promolint.judging import model
from promolint.judging.judge import judge
from promolint.reading import read_file

_SENTENCE = b"Your appointment is confirmed. Save 20 % on all products now: https://salon.example/sale"


def warm() -> None:
    """Judge one message that makes the judge load all it has. PromolintError where there is no model."""
    for message in read_file("message.txt", _SENTENCE).messages:
        judge(message, model.load())
