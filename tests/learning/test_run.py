"""Training and measuring whole, on a data set of a few messages: the files fit together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from promolint.judging.model import CARD, PIECES, VECTORS, load, read_pieces
from promolint.learning.tune import shipped_evaluation

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("torch")

MESSAGE = """\
---
business: {business}
kind: {kind}
stream: transactional
channel: email
lang: de
subject: Ihre Bestellung
---
Danke. [Bestellung ansehen](https://{host}.example/bestellung){{transaction}}

[Jetzt 20 % Rabatt sichern](https://{host}.example/sale){{discount}}

[Bewerten](https://{host}.example/bewerten){{review}}
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Messages of twelve businesses, and a small vocabulary with vectors."""
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "messages" / "de").mkdir(parents=True)
    (folder / "models").mkdir()
    for number in range(12):
        text = MESSAGE.format(
            business=f"Laden {number}, Wien", host=f"laden{number}", kind=("order-confirmation", "shipping")[number % 2]
        )
        (folder / "messages" / "de" / f"laden-{number}.md").write_text(text, "utf-8")
    pieces = "".join(f"{piece}\t-5.0\n" for piece in "▁abcdefghijklmnopqrstuvwxyz")
    (folder / "models" / PIECES).write_text(pieces, "utf-8")
    size = read_pieces((folder / "models" / PIECES).read_bytes()).size
    vectors = np.random.default_rng(0).integers(-127, 128, (size, 128)).astype(np.int8)
    np.save(folder / "models" / VECTORS, vectors)
    return folder


def test_a_model_is_trained_measured_and_tunable(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its card holds the evaluation that ``tune`` reads; a measurement writes its report and touches no model."""
    from promolint.learning import measure, network, run

    monkeypatch.setattr(network, "SHAPES", tuple(shape._replace(epochs=1) for shape in network.SHAPES))
    sources = measure.Sources(data / "messages", None, None, data / "models")
    said: list[str] = []
    run.train(sources, said.append)
    model = load(data / "models")
    assert model.version == json.loads((data / "models" / CARD).read_text("utf-8"))["version"]
    rows = shipped_evaluation(data / "models")
    assert (rows.promotional.sum(), rows.other.sum()) == (24, 24)
    before = {path.name: path.read_bytes() for path in (data / "models").iterdir()}
    run.evaluate(sources, said.append, data / "report")
    assert {path.name: path.read_bytes() for path in (data / "models").iterdir()} == before
    names = sorted(path.name for path in (data / "report").iterdir())
    pictures = [f"written-messages-{name}.svg" for name in ("confusion", "f1", "precision-recall", "reliability")]
    assert names == ["figures.json", "learning-curve.svg", *pictures]
    assert any("discount" in line for line in said)
