"""The model's files: checked, refused when changed, never unpickled."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from promolint.judging.model import CARD, FILES, LINEAR, ModelError, load, shipped_folder
from promolint.reading import read_file

if TYPE_CHECKING:
    from pathlib import Path


def _copy(folder: Path) -> Path:
    for name in (CARD, *FILES):
        shutil.copy(shipped_folder() / name, folder)
    return folder


def test_the_shipped_model_is_what_its_card_says() -> None:
    """And says of itself which it is."""
    card = json.loads((shipped_folder() / CARD).read_text("utf-8"))
    assert load().version == card["version"]


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_refused(tmp_path: Path, name: str) -> None:
    """One byte is enough."""
    path = _copy(tmp_path) / name
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(ModelError, match="not what its card says"):
        load(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """With the folder and the next step."""
    (_copy(tmp_path) / LINEAR).unlink()
    with pytest.raises(ModelError, match=r"linear\.npy.*Install promolint again"):
        load(tmp_path)


def test_a_card_that_is_no_json_is_an_error_of_ours(tmp_path: Path) -> None:
    """Never a traceback of somebody else's."""
    (_copy(tmp_path) / CARD).write_text("{")
    with pytest.raises(ModelError):
        load(tmp_path)


def test_one_link_alone_is_judged_as_among_all() -> None:
    """Asking for one row costs less and says the same, in a message of several stretches too."""
    text = "".join(f"<p>Absatz {n} sagt etwas. <a href='https://a.example/{n}'>Mehr {n}</a></p>" for n in range(200))
    (message,) = read_file("lang.html", text.encode()).messages
    rows = load().probabilities(message, range(len(message.links)))
    for index in (0, 77, 199):
        np.testing.assert_allclose(load().probabilities(message, [index]), rows[index : index + 1], atol=1e-12)
