"""The cache: what was judged is judged once, nothing else is ever taken from it, and no trouble with it stops a run."""

from __future__ import annotations

import json
import resource
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from promolint.cache import FILE, Store, remembered
from promolint.lint import Local, Settings, Source, gathered, in_turn
from promolint.policy import pack
from promolint.values.message import Cause, Declaration, Failure
from promolint.values.outcome import Examined, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

OFFER = '<p>Termin bestätigt.</p><a href="https://salon.example/sale">Jetzt 20 % Rabatt sichern</a>'


@pytest.fixture
def lean(settings: Settings) -> Settings:
    """Settings of a run that keeps no messages."""
    return replace(settings, keeps_messages=False)


def _source(name: str = "a.html", text: str = OFFER) -> Source:
    return Source(name, text.encode())


def _pass(
    folder: Path, settings: Settings, sources: Iterable[Source]
) -> tuple[list[str], list[tuple[Source, Examined]]]:
    """The names of what had to be examined, and all that came back."""
    asked: list[str] = []

    def examiner(unknown: Iterable[Source]) -> Iterator[tuple[Source, Examined]]:
        for pair in in_turn(unknown, settings):
            asked.append(pair[0].name)
            yield pair

    with Store(folder) as store:
        found = list(remembered(sources, settings, store, examiner))
    assert store.trouble == ""
    return asked, found


def test_what_was_judged_is_judged_once_and_comes_back_the_same(tmp_path: Path, lean: Settings) -> None:
    """Findings with their evidence, places and fingerprints included."""
    sources = [_source("a.html"), _source("b.html", "<p>Nichts</p>"), _source("c.html")]
    asked, first = _pass(tmp_path, lean, sources)
    assert asked == ["a.html", "b.html", "c.html"]
    asked, again = _pass(tmp_path, lean, sources)
    assert asked == []
    assert again == first
    assert [len(found.findings) for _, found in again] == [1, 0, 1]


def test_all_that_has_a_say_is_in_the_key(tmp_path: Path, lean: Settings) -> None:
    """The file's bytes and name, the policy, its language, thresholds, severities, declarations, the size limit."""
    source = _source()
    assert _pass(tmp_path, lean, [source])[0] == ["a.html"]
    model, policy = lean.model, lean.policy
    local = Local(policy, model, Declaration(kind="review-request"))
    others = [
        replace(lean, policy=replace(policy, packs=(pack.load("can-spam"),))),
        replace(lean, policy=replace(policy, packs=(*policy.packs, pack.load("can-spam")))),
        replace(lean, policy=replace(policy, language="de")),
        replace(lean, policy=replace(policy, guards=("may_advertise",))),
        replace(lean, policy=replace(policy, severity={"PL101": None})),
        replace(lean, policy=replace(policy, error_threshold=0.999)),
        replace(lean, model=replace(model, version=model.version + "+tuned")),
        replace(lean, model=replace(model, calibration=replace(model.calibration, note=0.9))),
        replace(lean, declaration=Declaration(kind="review-request", source="declared")),
        replace(lean, max_bytes=10_000),
        replace(lean, local=lambda _name: local),
    ]
    for number, other in enumerate(others):
        assert _pass(tmp_path, other, [source])[0] == ["a.html"], number
    said = source._replace(declaration=Declaration(kind="review-request"))
    titled = source._replace(subject="Dein Termin")
    for changed in (_source("b.html"), _source(text=OFFER + " "), _source("a.txt"), said, titled):
        assert _pass(tmp_path, lean, [changed])[0] == [changed.name]
    assert _pass(tmp_path, lean, [source])[0] == []


def test_the_disk_and_the_day_are_asked_each_time(tmp_path: Path, lean: Settings) -> None:
    """An exception ends and an included file goes, without a byte of the template changing."""
    ending = _source(text="<!-- promolint: ignore[PL101] until=2027-01-31 agreed -->\n" + OFFER)
    for day, codes in ((date(2027, 1, 31), ["PL101"]), (date(2027, 2, 1), ["PL904", "PL101"])):
        dated = replace(lean, today=day)
        outcome = gathered(_pass(tmp_path, dated, [ending])[1], dated)
        assert [finding.code for finding in outcome.findings] == codes
    text = '<mjml><mj-body><mj-include path="./foot.mjml" /></mj-body></mjml>'
    mail = Source("mail.mjml", text.encode(), folder=tmp_path)
    tmp_path.joinpath("foot.mjml").touch()
    assert gathered(_pass(tmp_path, lean, [mail])[1], lean).failures == ()
    tmp_path.joinpath("foot.mjml").unlink()
    asked, found = _pass(tmp_path, lean, [mail])
    assert asked == []
    assert [failure.path for failure in gathered(found, lean).failures] == ["mail.mjml"]


def test_what_was_not_judged_is_never_remembered(tmp_path: Path, lean: Settings) -> None:
    """A file that could not be read, or only in part, is read again."""
    lost = Source("lost.html", b"", Failure("lost.html", Cause.MISSING))
    broken = Source("broken.html", b"\xff\xfea")
    for _ in range(2):
        assert _pass(tmp_path, lean, [lost, broken])[0] == ["lost.html", "broken.html"]


_NAMES = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)


@given(_NAMES, _NAMES)
@tried(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_order_and_results_do_not_depend_on_what_is_known(
    tmp_path_factory: pytest.TempPathFactory, lean: Settings, known: list[str], asked: list[str]
) -> None:
    """Whatever was remembered before, each file comes once, in order, and only unknown ones are examined."""
    folder = tmp_path_factory.mktemp("store")
    _pass(folder, lean, [_source(name, name) for name in known])
    examined, found = _pass(folder, lean, [_source(name, name) for name in asked])
    assert [source.name for source, _ in found] == asked
    assert examined == [name for name in asked if name not in known]


@pytest.mark.parametrize(
    "value", [b"", b"{", b"[]", b"{}x", b'{"findings": 3}', b'{"findings": [{"code": "PL101"}]}', b"\xff", None, 5]
)
def test_an_entry_that_nobody_understands_is_none(tmp_path: Path, lean: Settings, value: object) -> None:
    """A newer or a damaged entry is judged anew and replaced."""
    source = _source()
    _pass(tmp_path, lean, [source])
    with sqlite3.connect(tmp_path / FILE) as base:
        base.execute("UPDATE examined SET value = ?", (value,))
    base.close()
    assert _pass(tmp_path, lean, [source])[0] == ["a.html"]
    assert _pass(tmp_path, lean, [source])[0] == []


def test_text_in_no_encoding_is_not_remembered(tmp_path: Path) -> None:
    """A mail keeps bytes that are no UTF-8 as lone surrogates, which no JSON can hold."""
    failure = Failure.of("a.eml", Cause.CRASHED, error="\udcff")
    with Store(tmp_path) as store:
        store.put(b"key", Examined(failures=(failure,)))
        store.put(b"other", Examined(counted=Tally(1)))
    with Store(tmp_path) as store:
        assert store.get(b"key") is None
        assert store.get(b"other") == Examined(counted=Tally(1))


def test_what_no_run_asks_for_goes_after_thirty_days(tmp_path: Path) -> None:
    """The file does not grow for ever; what is asked for stays."""
    with Store(tmp_path) as store:
        for key in (b"old", b"asked"):
            store.put(key, Examined())
    with sqlite3.connect(tmp_path / FILE) as base:
        base.execute("UPDATE examined SET day = day - 31")
    base.close()
    with Store(tmp_path) as store:
        assert store.get(b"asked") == Examined()
    with Store(tmp_path) as store:
        assert (store.get(b"old"), store.get(b"asked")) == (None, Examined())


def _broken(folder: Path) -> None:
    folder.mkdir()
    folder.joinpath(FILE).write_bytes(b"no database at all " * 300)


def _foreign(folder: Path) -> None:
    folder.mkdir()
    with sqlite3.connect(folder / FILE) as base:
        base.execute("CREATE TABLE examined (name TEXT)")
    base.close()


def _a_file(folder: Path) -> None:
    folder.write_text("no folder")


@pytest.mark.parametrize("prepare", [_broken, _foreign, _a_file])
def test_a_cache_that_cannot_be_used_is_left_alone_and_said_once(
    ask: Run, tmp_path: Path, flagged: Path, prepare: Callable[[Path], None]
) -> None:
    """The run goes on without it, and ends as it would have."""
    flagged.with_name("second.html").write_bytes(flagged.read_bytes())
    prepare(tmp_path / "store")
    before = (tmp_path / "store" / FILE).read_bytes() if (tmp_path / "store").is_dir() else b""
    ran = ask("check", "--format", "concise", "--cache-dir", "store")
    assert ran.returncode == 1
    assert [line.partition(":")[0] for line in ran.stdout.splitlines()] == ["flagged.html", "second.html"]
    (said,) = ran.stderr.splitlines()
    assert said.startswith("promolint: The cache “store")
    assert said.endswith("Delete it, or say --no-cache.")
    assert before == ((tmp_path / "store" / FILE).read_bytes() if before else b"")


def test_a_full_disk_under_the_cache_stops_nothing(tmp_path: Path, flagged: Path) -> None:
    """A real process that may write no more bytes: findings are told all the same."""

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    ran = subprocess.run(
        [sys.executable, "-m", "promolint", "check", "--format", "concise", "--cache-dir", "store", flagged.name],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=full,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stdout.startswith("flagged.html:3:13: PL101")
    assert "The cache “store" in ran.stderr


def test_several_runs_at_once_share_a_cache(tmp_path: Path, flagged: Path) -> None:
    """All tell the same, and the cache is whole afterwards."""
    for number in range(20):
        flagged.with_name(f"{number}.html").write_bytes(flagged.read_bytes())
    call = [sys.executable, "-m", "promolint", "check", "--format", "json", "--cache-dir", "store"]
    runs = [subprocess.Popen(call, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    told = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [1, 1, 1]
    assert {error for _, error in told} == {b""}
    assert len({report for report, _ in told}) == 1
    assert json.loads(told[0][0])["summary"]["errors"] == 21
    with sqlite3.connect(tmp_path / "store" / FILE) as base:
        assert base.execute("SELECT count(*) FROM examined").fetchone() == (21,)
    base.close()


def test_the_command_line_remembers_and_forgets(ask: Run, tmp_path: Path, flagged: Path) -> None:
    """The same bytes from the cache; --no-cache and inventories write none."""
    told = [ask("check", "--format", "json", "--cache-dir", "store", flagged.name).stdout for _ in range(2)]
    assert told[0] == told[1] == ask("check", "--format", "json", "--no-cache", flagged.name).stdout
    assert (tmp_path / "store" / FILE).exists()
    ask("check", "--no-cache", "--cache-dir", "none", flagged.name)
    ask("check", "--format", "html", "--cache-dir", "none", flagged.name)
    assert not (tmp_path / "none").exists()
