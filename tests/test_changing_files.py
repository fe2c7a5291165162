"""Files that change between the search and the reading: what is there by then counts, nothing is lost."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from promolint.discover import discover
from promolint.lint import Settings, lint, load
from promolint.values.message import Cause, Failure

if TYPE_CHECKING:
    from collections.abc import Callable

OFFER = '<p>Termin bestätigt.</p><a href="https://salon.example/sale">Jetzt 20 % Rabatt sichern</a>'


def _into_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _half(path: Path) -> None:
    os.truncate(path, len(OFFER.encode()) // 2)


def _binary(path: Path) -> None:
    path.write_bytes(b"\0" * 99)


def _endless(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def _grown(path: Path) -> None:
    path.write_text(OFFER * 3000, encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "causes"),
    [
        (Path.unlink, [Cause.MISSING]),
        (_into_a_folder, [Cause.NOT_OPENED]),
        (lambda path: path.chmod(0o600), []),
        (_half, []),
        (_binary, []),
        (_endless, [Cause.TOO_LARGE]),
        (_grown, [Cause.TOO_LARGE]),
    ],
)
def test_a_file_that_changes(
    change: Callable[[Path], None],
    causes: list[Cause],
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It gives a failure, or what it has become; the files around it are told as ever."""
    monkeypatch.chdir(tmp_path)
    for name in "abc":
        tmp_path.joinpath(f"{name}.html").write_text(OFFER, encoding="utf-8")
    found = discover(["."])
    change(tmp_path / "b.html")
    outcome = lint(load(found, 200_000), Settings(settings.policy, settings.model, max_bytes=200_000))
    assert [finding.path for finding in outcome.findings if finding.path != "b.html"] == ["a.html", "c.html"]
    assert [(failure.path, failure.cause) for failure in outcome.failures] == [("b.html", cause) for cause in causes]


def test_a_crash_after_the_reading_costs_one_file(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its findings are told as they are, and that something is wrong with it."""
    from promolint import lint as stages
    from promolint.lint import Source, silenced_here

    def silence(source: Source, *others: object) -> object:
        if source.name == "b.html":
            raise ZeroDivisionError("inside")
        return silenced_here(source, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(stages, "silenced_here", silence)
    outcome = lint([Source(f"{name}.html", OFFER.encode()) for name in "abc"], settings)
    assert [finding.path for finding in outcome.findings] == ["a.html", "b.html", "c.html"]
    (failure,) = outcome.failures
    assert failure == Failure.of("b.html", Cause.CRASHED, error="ZeroDivisionError: inside")
