"""Several processes: the same outcome as one, whatever happens to a worker."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from promolint import processes
from promolint.config import Config
from promolint.examining import examined
from promolint.lint import Settings, Source, examine, in_turn
from promolint.settings import local_to
from promolint.values.message import Cause

if TYPE_CHECKING:
    from promolint.values.outcome import Examined

OFFER = '<p>Termin bestätigt.</p><a href="https://salon.example/sale">Jetzt 20 % Rabatt sichern</a>'
SOURCES = [Source(f"{number:03}.html", f"{OFFER}<p>{number}</p>".encode()) for number in range(70)]


@pytest.fixture
def lean(settings: Settings) -> Settings:
    """Settings of a run that keeps no messages."""
    return replace(settings, keeps_messages=False)


@pytest.mark.parametrize("count", [0, 1, 32, 33, 70])
def test_processes_give_what_one_gives_in_the_same_order(lean: Settings, count: int) -> None:
    """Where the first few end and batches begin makes no difference."""
    assert list(examined(SOURCES[:count], lean, 2)) == list(in_turn(SOURCES[:count], lean))


def test_messages_come_back_too(settings: Settings) -> None:
    """An inventory is made in processes as well."""
    given = list(processes.in_processes(SOURCES[:10], settings, 2))
    assert [found.messages for _, found in given] == [examine(source, settings).messages for source in SOURCES[:10]]


def _deadly(source: Source, settings: Settings) -> Examined:
    if source.name in {"013.html", "041.html"}:
        os.kill(os.getpid(), signal.SIGKILL)
    return examine(source, settings)


@pytest.mark.skipif(sys.platform != "linux", reason="only a forked worker knows the deadly function")
def test_a_killed_worker_costs_the_file_that_killed_it(lean: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """All other files are told, each once and in order; the two are failures with a next step."""
    monkeypatch.setattr(processes, "examine", _deadly)
    found = list(processes.in_processes(SOURCES, lean, 2))
    assert [source.name for source, _ in found] == [source.name for source in SOURCES]
    lost = [(source.name, [one.cause for one in examined.failures]) for source, examined in found if examined.failures]
    assert lost == [("013.html", [Cause.KILLED]), ("041.html", [Cause.KILLED])]
    assert all(len(examined.findings) == 1 for _, examined in found if not examined.failures)


def test_settings_can_be_sent_to_a_process(settings: Settings) -> None:
    """Where processes cannot be forked they are told their settings, with what differs from file to file."""
    local = partial(local_to, config=Config(), base=settings.policy, model=settings.model, packs={})
    sent = pickle.loads(pickle.dumps(replace(settings, local=local)))  # noqa: S301 - our own
    assert examine(SOURCES[0], replace(sent, local=None)).findings == examine(SOURCES[0], settings).findings


def test_ctrl_c_ends_all_processes(tmp_path: Path) -> None:
    """Exit status 2 and one line, from the process that reports; no worker stays."""
    for number in range(400):
        tmp_path.joinpath(f"{number}.html").write_text(OFFER * 20 + str(number))
    call = [sys.executable, "-m", "promolint", "check", "--jobs", "2", "--cache-dir", "store", "."]
    ran = subprocess.Popen(
        call,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # what runs in the background may be started with Ctrl-C ignored
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    with pytest.raises(subprocess.TimeoutExpired):
        ran.wait(3)
    os.killpg(ran.pid, signal.SIGINT)
    out, error = ran.communicate(timeout=60)
    assert (ran.returncode, out, error.strip()) == (2, b"", b"promolint: stopped")
    with pytest.raises(ProcessLookupError):
        os.killpg(ran.pid, 0)


def _members(group: int) -> int:
    """How many processes are in a group."""
    found = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            found += int(path.read_text("utf-8").rpartition(")")[2].split()[2]) == group
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_end_with_the_process_that_began_them(tmp_path: Path) -> None:
    """Killed outright, it can tell them nothing; none of them stays behind."""
    for number in range(400):
        tmp_path.joinpath(f"{number}.html").write_text(OFFER * 20 + str(number))
    call = [sys.executable, "-m", "promolint", "check", "--jobs", "2", "--no-cache", "."]
    ran = subprocess.Popen(call, cwd=tmp_path, stdout=subprocess.DEVNULL, start_new_session=True)
    while _members(ran.pid) < 3:
        assert ran.poll() is None
        time.sleep(0.01)
    ran.kill()
    ran.wait()
    until = time.monotonic() + 30
    while _members(ran.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert _members(ran.pid) == 0
