"""What tests share: promolint as a real process, the shipped model, a small template with a finding."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from promolint import cli
from promolint.judging import model
from promolint.lint import Settings
from promolint.policy import pack
from promolint.policy.finding import Policy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CLEAN = """<!-- promolint: kind=invoice-receipt -->
<html lang="en"><body><p>Invoice {{ invoice.number }} is attached.</p>
<p><a href="https://shop.example/invoices/{{ invoice.id }}">Invoice {{ invoice.number }}</a></p></body></html>
"""
FLAGGED = """<!-- promolint: kind=appointment-confirmation -->
<html lang="de"><body><p>Dein Termin ist bestätigt.</p>
<p><a href="https://salon.example/sale">Jetzt 20 % Rabatt auf alle Shampoos sichern</a></p></body></html>
"""


_PROBE = """
import sys
from promolint.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    print(ended.code, *sys.modules, file=sys.stderr)
"""


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What promolint remembers in these tests is theirs: nothing comes from an earlier run, or stays."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True, scope="session")
def ctrl_c() -> None:
    """Ctrl-C reaches the processes of tests also where a shell runs all of it in the background, and so ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``promolint`` with arguments in ``tmp_path``, in English and without colours."""

    def process(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        plain = {name: value for name, value in os.environ.items() if name not in {"FORCE_COLOR", "NO_COLOR"}}
        return subprocess.run(
            [sys.executable, "-m", "promolint", *arguments],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**plain, **_importable(), "LC_ALL": "C.UTF-8", **environment},
            check=False,
            timeout=120,
        )

    return process


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., set[str]]:
    """The modules that a process has loaded when a command in ``tmp_path`` ends; it must end with 0."""

    def modules(*arguments: str) -> set[str]:
        command = [sys.executable, "-c", _PROBE, *arguments]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
        status, *names = ran.stderr.split()
        assert status == "0", ran.stdout + ran.stderr
        return set(names)

    return modules


@pytest.fixture
def ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The same as ``run`` inside the process of the tests: quicker, for what no process is needed for."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        for name in ("FORCE_COLOR", "NO_COLOR"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"LC_ALL": "C.UTF-8", **environment}.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            cli.main(list(arguments))
        told = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, int(ended.value.code or 0), told.out, told.err)

    return call


def _importable() -> dict[str, str]:
    """PYTHONPATH as absolute paths: the process runs in another folder."""
    paths = os.environ.get("PYTHONPATH", "")
    return {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, paths.split(os.pathsep)))} if paths else {}


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A template that has nothing to report."""
    return _written(tmp_path / "clean.html", CLEAN)


@pytest.fixture
def flagged(tmp_path: Path) -> Path:
    """A template with one promotional link, PL101, in its third line."""
    return _written(tmp_path / "flagged.html", FLAGGED)


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The shipped model under the default pack, in English."""
    loaded = model.load()
    return Settings(Policy((pack.load("gdpr-strict"),), loaded.calibration.error), loaded)
