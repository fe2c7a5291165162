"""The files of a trained model, as ``judging/model.py`` reads them: arrays, and a card with checksums."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from promolint import __version__
from promolint.judging.model import CARD, FILES, FORMAT, KINDS, LINEAR, NETWORK
from promolint.learning import kinds
from promolint.learning.evaluate import evaluation_of
from promolint.learning.real import is_real
from promolint.values.verdict import PURPOSES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from promolint.learning.evaluate import Measured
    from promolint.learning.linear import Fitted
    from promolint.learning.measure import Prepared


class Trained(NamedTuple):
    """What learnt from everything: linear models of purposes and of kinds, weights of networks."""

    purposes: Fitted
    kinds: Fitted
    networks: Sequence[dict[str, NDArray[np.float32]]]


def write(folder: Path, prepared: Prepared, trained: Trained, measured: Measured) -> None:
    """Write the model's files; pieces and vectors, which nothing here changes, are there already."""
    files = {LINEAR: trained.purposes.quantised(), KINDS: trained.kinds.quantised()}
    for name, (data, _, _) in files.items():
        folder.joinpath(name).write_bytes(data)
    folder.joinpath(NETWORK).write_bytes(_arrays(trained.networks))
    sums = {name: hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest() for name in FILES}
    said = {name: {"scale": scale, "bias": bias} for name, (_, scale, bias) in files.items()}
    calibrations = {"purposes": asdict(measured.calibration), "kinds": asdict(measured.kinds)}
    card = {
        "format": FORMAT,
        "version": f"{__version__}+{_digest(sums, calibrations)}",
        "sha256": sums,
        "purposes": list(PURPOSES),
        "kinds": {"names": list(kinds.names()), "linear": said[KINDS], "calibration": calibrations["kinds"]},
        "linear": said[LINEAR],
        "calibration": calibrations["purposes"],
        "data": {
            "samples": len(prepared.samples),
            "links": len({(sample.message_id, sample.message.links[sample.index].url) for sample in prepared.samples}),
            "real": sum(map(is_real, prepared.samples)),
        },
        "evaluation": evaluation_of(measured.rows, prepared.weights),
    }
    folder.joinpath(CARD).write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def _arrays(networks: Sequence[dict[str, NDArray[np.float32]]]) -> bytes:
    buffer = io.BytesIO()
    arrays = {
        f"{number}/{name}": value.astype(np.float16)
        for number, weights in enumerate(networks)
        for name, value in sorted(weights.items())
    }
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def _digest(sums: dict[str, str], calibrations: dict[str, Any]) -> str:
    """Eight digits that change with any weight and any threshold: a tuning is for one such model only."""
    said = json.dumps([sums, calibrations], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:8]
