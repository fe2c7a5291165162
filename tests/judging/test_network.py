"""The network in numpy says what the one in PyTorch says."""

from __future__ import annotations

import numpy as np
import pytest

from promolint.judging.document import documents_of
from promolint.judging.features import facts_of_links
from promolint.judging.network import Network
from promolint.judging.pieces import Pieces
from promolint.reading import read_file

torch = pytest.importorskip("torch")

CONFIRMATION = (
    "<title>Ihr Termin</title><h1>Bis bald</h1><p>Hier <a href='https://a.example/t'>verschieben</a>. "
    "Oder <a href='https://a.example/sale'><img alt='Zum Sale' src='x'></a></p>"
)
MAILS = (
    ("bestaetigung.html", CONFIRMATION),
    ("leer.html", "<p>Nichts zu klicken</p>"),
    ("lang.html", "<p>Ein Wort mehr. " * 700 + "<a href='{{ url }}'>Ende</a></p>"),
    ("sms.txt", "Termin morgen 10 Uhr: salon.at/t/1"),
)


def _pieces() -> Pieces:
    letters = "abcdefghijklmnopqrstuvwxyzäöüß"
    whole = {"▁": -5.0, "▁termin": -3.0, "▁sale": -4.0, "ende": -4.0}
    return Pieces([*letters, *whole], [*[-9.0] * len(letters), *whole.values()])


@pytest.mark.parametrize(("path", "text"), MAILS)
def test_both_say_the_same(path: str, text: str) -> None:
    """For messages with several links, none, many tokens and few."""
    from promolint.learning.network import Layers, exported

    pieces = _pieces()
    torch.manual_seed(0)
    vectors = np.random.default_rng(0).integers(-127, 128, (pieces.size, 128)).astype(np.int8)
    layers = Layers(vectors, 5).eval()
    network = Network.of(vectors, exported(layers))
    for message in read_file(path, text.encode()).messages:
        for document in documents_of(message, pieces, facts_of_links(message)):
            if document.links:
                with torch.no_grad():
                    expected = [part.numpy() for part in layers([document])]
                said = network.read(document)
                np.testing.assert_allclose(said.purposes, expected[0], atol=1e-3)
                np.testing.assert_allclose(said.stream, expected[1][0], atol=1e-3)
                np.testing.assert_allclose(said.kind, expected[2][0], atol=1e-3)


def test_a_long_message_is_read_in_stretches_with_every_link_in_one() -> None:
    """No link is lost and none is judged twice."""
    text = "".join(f"<p>Absatz {n} sagt etwas. <a href='https://a.example/{n}'>Mehr {n}</a></p>" for n in range(400))
    (message,) = read_file("lang.html", text.encode()).messages
    documents = documents_of(message, _pieces(), facts_of_links(message))
    assert len(documents) > 1
    assert [index for document in documents for index in document.indices] == list(range(400))
    for document in documents:
        for link in document.links:
            assert 0 <= link.words[0] <= link.words[1] <= len(document.ids)
