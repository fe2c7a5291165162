"""Figures and pictures of an evaluation: exact on a table made by hand, valid XML, nothing unescaped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from promolint.judging.character import KindCalibration
from promolint.judging.model import Calibration
from promolint.learning import plots, report, summary, svg
from promolint.learning.evaluate import Judged, Measured, evaluation_of
from promolint.learning.growth import Step
from promolint.learning.kinds import KindFigures
from promolint.learning.samples import Sample
from promolint.learning.svg import Point
from promolint.values.message import Channel, Message, Stream
from promolint.values.verdict import PURPOSES, Purpose

if TYPE_CHECKING:
    from pathlib import Path

CALIBRATION = Calibration(0.5, 1.0, 1.0, 0.4, 0.8)
KINDS = KindCalibration(1.0, 0.5, 2.0, 3.0, answer=0.2, marketing=0.9)
GROWTH = [Step(0.5, 10, {"real <templates>": 0.5}), Step(1.0, 20, {"real <templates>": 0.75})]
SVG = "{http://www.w3.org/2000/svg}"


def _row(purpose: Purpose, said: Purpose, promotional: float, language: str = "de", group: str = "Salon") -> Judged:
    message = Message("mails/a.html", "", "", ())
    sample = Sample(message, 0, purpose, group, "m", language, Channel.EMAIL, "", Stream.TRANSACTIONAL)
    return Judged(sample, said, promotional)


ROWS = [
    _row(Purpose.DISCOUNT, Purpose.DISCOUNT, 0.95),
    _row(Purpose.DISCOUNT, Purpose.PRODUCT, 0.93),
    _row(Purpose.LEGAL, Purpose.DISCOUNT, 0.92, "en"),
    _row(Purpose.PRODUCT, Purpose.LEGAL, 0.35, "en"),
    _row(Purpose.LEGAL, Purpose.LEGAL, 0.05, "en"),
    _row(Purpose.REVIEW, Purpose.REVIEW, 0.15),
    _row(Purpose.SUPPORT, Purpose.SUPPORT, 1.0, "<fr>"),
]


def test_the_expected_calibration_error_by_hand() -> None:
    """Four bins of seven links: 0.0, 0.1, 0.3 and 0.9, which takes 1.0 in."""
    bins = summary.reliability_bins(ROWS)
    assert [one.links for one in bins] == [1, 1, 0, 1, 0, 0, 0, 0, 0, 4]
    assert (bins[9].said, bins[9].truly) == pytest.approx(((0.95 + 0.93 + 0.92 + 1) / 4, 0.5))
    gaps = 0.05 + 0.15 + abs(0.35 - 1) + 4 * (0.95 - 0.5)
    assert summary.calibration_error(bins) == pytest.approx(gaps / 7)
    assert summary.calibration_error([]) == 0.0


def test_the_curve_by_hand() -> None:
    """Grey links are left out; at a threshold above all, nothing is said and precision is 1."""
    by_threshold = {one.threshold: one for one in summary.curve_of(ROWS)}
    assert by_threshold[0.0][1:] == pytest.approx((3 / 6, 1.0))
    assert by_threshold[0.4][1:] == pytest.approx((2 / 4, 2 / 3))
    assert by_threshold[0.945][1:] == pytest.approx((1 / 2, 1 / 3))
    assert summary.curve_of(ROWS[:3])[-1] == (1.0, 1.0, 0.0)


def test_confusion_and_purposes_by_hand() -> None:
    """A row a true purpose, a column a judged one."""
    counts = summary.confusion_of(ROWS)
    discount, product, legal = (PURPOSES.index(one) for one in (Purpose.DISCOUNT, Purpose.PRODUCT, Purpose.LEGAL))
    assert (counts[discount][discount], counts[discount][product], counts[legal][discount]) == (1, 1, 1)
    assert sum(map(sum, counts)) == len(ROWS)
    rates = summary.purpose_rates(ROWS)
    assert list(rates) == ["legal", "support", "discount", "product", "review"]
    assert rates["discount"] == {"links": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5}


def test_the_short_form_for_the_card() -> None:
    """Without grey links; equal odds are one entry; weights count."""
    found = evaluation_of(ROWS, np.array([1, 3, 1, 1, 1, 9, 2.0]))
    assert found["odds"] == sorted(found["odds"])
    assert found["odds"][-1] == 8.0
    assert sum(found["promotional"]) == 1 + 3 + 1
    assert sum(found["other"]) == 1 + 1 + 2
    same = evaluation_of([ROWS[0], _row(Purpose.LEGAL, Purpose.LEGAL, 0.95)], np.ones(2))
    assert same == {"odds": [2.94], "promotional": [1.0], "other": [1.0]}


def test_all_files_of_a_report(tmp_path: Path) -> None:
    """Figures as JSON, the learning curve, four pictures a part (real, written); twice the same bytes."""
    rows = [
        *ROWS,
        *(row._replace(sample=_row(Purpose.LEGAL, Purpose.LEGAL, 0.1, group="real a").sample) for row in ROWS),
    ]
    measured = Measured(
        rows, CALIBRATION, KINDS, {"written messages": KindFigures(4, 0.75, 0.9, 0.8, {"quote taken for survey": 1})}
    )
    report.write(tmp_path / "one", measured, GROWTH)
    report.write(tmp_path / "two", measured, GROWTH)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    pictures = ("confusion", "f1", "precision-recall", "reliability")
    parts = ("real-templates", "written-messages")
    pictures_of_parts = [f"{part}-{picture}.svg" for part in parts for picture in pictures]
    assert names == sorted(["figures.json", "learning-curve.svg", *pictures_of_parts])
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    document = json.loads((tmp_path / "one" / "figures.json").read_text("utf-8"))
    written = document["parts"]["written messages"]
    assert written["all"]["links"] == len(ROWS)
    assert written["expected_calibration_error"] == round((0.05 + 0.15 + 0.65 + 1.8) / 7, 4)
    assert set(written["by_language"]) == {"de", "en", "<fr>"}
    assert set(written["by_format"]) == {".html"}
    assert document["calibration"]["error"] == 0.8
    assert document["kinds"]["written messages"]["accuracy"] == 0.9


@pytest.mark.parametrize("picture", ["reliability", "precision-recall", "confusion", "f1"])
def test_pictures_are_valid_and_escaped(picture: str) -> None:
    """Well-formed XML with a title; what stands in the data stays data."""
    drawn = report.pictures_of(ROWS, CALIBRATION, 'a & b <script>"')[picture]
    root = ET.fromstring(drawn)  # noqa: S314 - written a line above
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}script") is None
    title = root.find(f"{SVG}title")
    assert title is not None
    assert 'a & b <script>"' in (title.text or "")


def test_what_pictures_say() -> None:
    """The error, both thresholds, each count and each language can be read off the text."""
    pictures = report.pictures_of(ROWS, CALIBRATION, "test")

    def texts(name: str) -> list[str]:
        return [element.text or "" for element in ET.fromstring(pictures[name]).iter(f"{SVG}text")]  # noqa: S314

    assert "expected calibration error 0.3786 over 7 links" in texts("reliability")
    assert "note from 0.400: precision 0.500, recall 0.667" in texts("precision-recall")
    assert "error from 0.800: precision 0.500, recall 0.667" in texts("precision-recall")
    assert {"<fr>", "de", "en", "discount"} <= set(texts("f1"))
    assert sorted(filter(str.isdigit, texts("confusion"))) == ["1"] * 7
    assert len([text for text in texts("confusion") if text in set(PURPOSES)]) == 2 * 19


def test_without_rows_pictures_stand_too() -> None:
    """An empty part draws empty pictures."""
    for drawn in report.pictures_of([_row(Purpose.REVIEW, Purpose.REVIEW, 0.2)], CALIBRATION, "grey only").values():
        assert ET.fromstring(drawn).tag == f"{SVG}svg"  # noqa: S314


@pytest.mark.parametrize(
    ("share", "expected"), [(0, "#ffffff"), (1, "#2166ac"), (0.5, "#90b2d6"), (-1, "#ffffff"), (9, "#2166ac")]
)
def test_shades(share: float, expected: str) -> None:
    """From white to the colour, and never beyond."""
    assert svg.shade(share, (33, 102, 172)) == expected


def test_numbers_are_short() -> None:
    """The same picture has the same bytes."""
    assert svg.dot(Point(1.0, 2.3456), "#000") == '<circle cx="1" cy="2.35" r="4" fill="#000"/>'


def test_the_learning_curve_is_a_line_a_part() -> None:
    """Valid XML; a dot a step, with what it stands for."""
    root = ET.fromstring(plots.growth(GROWTH, "linear <half>"))  # noqa: S314 - our own
    tips = [title.text for dot in root.iter(f"{SVG}circle") for title in dot.iter(f"{SVG}title")]
    assert tips == [
        "real <templates>: F1 0.500 after 10 samples",
        "real <templates>: F1 0.750 after 20 samples",
    ]
