"""``check --since`` and ``check --staged``: real repositories, the command line in this process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promolint.cli.changed import run_changed
from promolint.cli.configured import command_line
from promolint.cli.options import RunOptions, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from promolint.values.outcome import Outcome

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Made = Callable[..., None]
    Since = Callable[..., list[tuple[str, int, str, int | None]]]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
APPOINTMENT = "<!-- promolint: kind=appointment-confirmation -->\n"
INVOICE = "<!-- promolint: kind=invoice-receipt -->\n"
MARKETING = '<!-- promolint: stream=marketing -->\n<a href="{{ unsubscribe_url }}">Abmelden</a>\n'
SERVES = '<p>Dein Termin ist bestätigt: <a href="https://salon.example/termine/{{ id }}">Termin ansehen</a></p>\n'
OFFER = '<p><a href="https://salon.example/sale">Jetzt 20 % Rabatt auf alle Shampoos sichern</a></p>\n'
OTHER = '<p><a href="https://salon.example/farbe">Jetzt 30 % Rabatt auf alle Farben sichern</a></p>\n'
TAKES_IN = '{% include "parts/foot.html" %}\n'


def _git(*arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@salon.example", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def _write(**files: str) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def _commit() -> None:
    _git("add", "--all", ".")
    _git("commit", "--allow-empty", "-m", "x")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Go into a repository with one commit of these files."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def made(**files: str) -> None:
        _git("init")
        _write(**files)
        _commit()

    return made


@pytest.fixture
def since(ask: Run) -> Since:
    """What a run of ``check`` with these arguments finds: path, line, kind and reach; the status must fit."""

    def found(*arguments: str) -> list[tuple[str, int, str, int | None]]:
        ran, document = _asked(ask, *arguments)
        told = [one for one in document["findings"] if one["suppressed"] is None]
        assert ran.returncode == int(any(one["severity"] == "error" for one in told)), ran.stderr
        return [(one["path"], one["line"], one["kind"], one["reach"]) for one in told]

    return found


def _asked(ask: Run, *arguments: str) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    ran = ask("check", "--format", "json", *arguments)
    return ran, json.loads(ran.stdout)


def test_only_what_changed(repository: Made, since: Since, ask: Run) -> None:
    """A new link is told, an old one in the same file is counted, a file that did not change is not looked at."""
    repository(**{"a.html": APPOINTMENT + OFFER, "b.html": INVOICE + OFFER})
    _write(**{"a.html": APPOINTMENT + SERVES + OFFER + OTHER})
    assert since("--since", "HEAD") == [("a.html", 4, "appointment-confirmation", None)]
    _, document = _asked(ask, "--since", "HEAD")
    assert {name: document["summary"][name] for name in ("messages", "errors", "older")} == {
        "messages": 1,
        "errors": 1,
        "older": 1,
    }
    told = ask("check", "--since", "HEAD", "--language", "de")
    assert "1 älterer Befund nicht gezeigt" in told.stdout
    assert told.stderr == ""
    _commit()
    assert since("--since", "HEAD") == []
    assert since("--since", "HEAD~1") == [("a.html", 4, "appointment-confirmation", None)]


@pytest.mark.parametrize(
    ("before", "now", "lines"),
    [
        (APPOINTMENT + OFFER, APPOINTMENT + SERVES + SERVES + OFFER, []),
        (APPOINTMENT + OFFER, APPOINTMENT + OFFER.replace("sale", "sale?utm_source=mail"), []),
        (APPOINTMENT + OFFER, APPOINTMENT + OFFER.replace("/sale", "/angebote"), [2]),
        (APPOINTMENT + OFFER, APPOINTMENT + OFFER.replace("20 %", "25 %"), [2]),
        (APPOINTMENT + OFFER, INVOICE + OFFER, []),
        (MARKETING + OFFER, APPOINTMENT + OFFER, [2]),
        (APPOINTMENT + "{# promolint: ignore[PL101] agreed #}\n" + OFFER, APPOINTMENT + OFFER, [2]),
        (APPOINTMENT + OFFER, APPOINTMENT + "{# promolint: ignore[PL101] agreed #}\n" + OFFER, []),
        (APPOINTMENT + SERVES, APPOINTMENT + "{# promolint: ignore[PL101] agreed #}\n" + SERVES, [2]),
        ("{# promolint: ignore[PL101] agreed #}\n" + SERVES, SERVES + "{# promolint: ignore[PL101] agreed #}\n", []),
        (APPOINTMENT + "grün \udcff" + OFFER, APPOINTMENT + OFFER, [2]),
    ],
)
def test_what_is_new(before: str, now: str, lines: list[int], repository: Made, ask: Run) -> None:
    """Link, words, what the message is, exceptions; not the place. Of what could not be read nothing is known."""
    repository()
    Path("a.html").write_bytes(before.encode("utf-8", "surrogateescape"))
    _commit()
    _write(**{"a.html": now})
    _, document = _asked(ask, "--since", "HEAD")
    assert [one["line"] for one in document["findings"] if one["suppressed"] is None] == lines


def test_renamed_new_and_hostile_names(repository: Made, since: Since) -> None:
    """A renamed file is compared with what it was; one that git does not know is new; one that it ignores is none."""
    filler = SERVES * 20
    old = {"-rf.html": APPOINTMENT + OFFER + filler, "mit leer.html": APPOINTMENT + OFFER + filler + "<p>a</p>"}
    repository(**old, **{".gitignore": "ignored.html\n"})
    _git("mv", "--", "./-rf.html", "größe\n2.html")
    _git("mv", "--", "./mit leer.html", "-x.html")
    _write(**{"-x.html": old["mit leer.html"] + OTHER, "neu ä.html": INVOICE + OFFER, "ignored.html": INVOICE + OFFER})
    assert since("--since", "HEAD") == [
        ("-x.html", 23, "appointment-confirmation", None),
        ("neu ä.html", 2, "invoice-receipt", None),
    ]
    assert since("--since", "HEAD", "./-x.html") == [("-x.html", 23, "appointment-confirmation", None)]


def test_what_is_staged_is_judged(repository: Made, since: Since) -> None:
    """The content in the index, whatever lies on disk; also where nothing does. What is not staged is none of it."""
    texts = {"a.html": APPOINTMENT + SERVES, "b.html": INVOICE + SERVES, "c.html": INVOICE + SERVES}
    repository(**texts)
    _write(**{"a.html": APPOINTMENT + SERVES + OFFER, "gone.html": INVOICE + OFFER})
    _git("add", "a.html", "gone.html")
    Path("gone.html").unlink()
    _write(**{"a.html": texts["a.html"], "b.html": INVOICE + OFFER, "unknown.html": INVOICE + OFFER})
    assert since("--staged") == [
        ("a.html", 3, "appointment-confirmation", None),
        ("gone.html", 2, "invoice-receipt", None),
    ]
    assert since("--staged", "a.html") == [("a.html", 3, "appointment-confirmation", None)]
    assert since("--staged", "b.html") == []
    _git("reset", "-q")
    _write(**{"b.html": INVOICE + SERVES + "<p>staged</p>"})
    _git("add", "b.html")
    _write(**{"b.html": INVOICE + OFFER})
    assert since("--staged") == []


def test_staged_before_the_first_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, since: Since) -> None:
    """All of it is new."""
    monkeypatch.chdir(tmp_path)
    _git("init")
    _write(**{"a.html": INVOICE + OFFER})
    _git("add", ".")
    assert since("--staged") == [("a.html", 2, "invoice-receipt", None)]


CHAIN = {
    "mails/a.html": APPOINTMENT + '{% extends "base.html" %}' + SERVES,
    "mails/b.html": INVOICE + '{% extends "base.html" %}',
    "base.html": TAKES_IN,
    "parts/foot.html": SERVES,
    "far.html": INVOICE + OFFER,
}


def test_an_edited_partial(repository: Made, since: Since, ask: Run) -> None:
    """It is judged for the templates that it reaches, and these are read again; others are not."""
    repository(**CHAIN)
    _write(**{"parts/foot.html": SERVES + OFFER})
    expected = [("parts/foot.html", 2, "appointment-confirmation", 2)]
    assert since("--since", "HEAD") == expected
    _, document = _asked(ask, "--since", "HEAD")
    assert document["summary"]["messages"] == 4


def test_a_partial_that_is_named_as_hooks_do(repository: Made, since: Since, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who takes it in is looked for in the whole repository, wherever promolint is started."""
    repository(**CHAIN)
    _write(**{"parts/foot.html": SERVES + OFFER})
    expected = [("parts/foot.html", 2, "appointment-confirmation", 2)]
    assert since("parts/foot.html") == expected
    assert since("--since", "HEAD", "parts/foot.html") == expected
    _git("add", ".")
    assert since("--staged", "parts/foot.html") == expected
    monkeypatch.chdir("mails")
    assert since("../parts/foot.html") == [("../parts/foot.html", 2, "appointment-confirmation", 2)]


def test_who_takes_a_partial_in_is_as_git_and_the_configuration_say(repository: Made, since: Since) -> None:
    """A template that is ignored or excluded is none; a kind that is configured for one counts."""
    repository(
        **{
            "part.html": OFFER,
            "build/a.html": INVOICE + '{% include "part.html" %}',
            "old/b.html": INVOICE + '{% include "part.html" %}',
            "mails/c.html": SERVES + '{% include "part.html" %}',
            ".gitignore": "build/\n",
            "promolint.toml": 'exclude = ["old/"]\n[[overrides]]\npaths = ["mails/"]\nkind = "course-update"\n',
        }
    )
    assert since("part.html") == since(".") == [("part.html", 1, "course-update", 1)]


def test_a_partial_that_did_not_change(repository: Made, since: Since) -> None:
    """It is new where a template that changed takes it in by now, or declares something else by now."""
    part, template = {"part.html": OFFER}, SERVES + '{% include "part.html" %}'
    repository(**part, **{"news.html": MARKETING + template, "a.html": INVOICE + SERVES, "b.html": MARKETING + SERVES})
    assert since("part.html") == []
    _write(**{"a.html": INVOICE + template})
    assert since("--since", "HEAD") == [("part.html", 1, "invoice-receipt", 2)]
    _commit()
    _write(**{"b.html": MARKETING + template})
    assert since("--since", "HEAD") == []
    _write(**{"news.html": APPOINTMENT + template})
    _write(**{"a.html": APPOINTMENT + template})
    assert since("--since", "HEAD") == []


def test_staged_contents_say_who_takes_what_in(repository: Made, since: Since) -> None:
    """What lies on disk only takes nothing in and declares nothing."""
    repository(**{"part.html": OFFER, "a.html": MARKETING + '{% include "part.html" %}'})
    _write(**{"part.html": OFFER + OTHER})
    _git("add", ".")
    _write(**{"a.html": INVOICE + '{% include "part.html" %}', "new.html": INVOICE + '{% include "part.html" %}'})
    assert since("--staged") == []
    assert since("--since", "HEAD") == [("part.html", 1, "invoice-receipt", 2), ("part.html", 2, "invoice-receipt", 2)]


def test_a_partial_that_is_gone(repository: Made, ask: Run) -> None:
    """What took it in is read again: MJML misses it, which is told; other engines have search paths of their own."""
    repository(
        **{
            "foot.mjml": "<mj-text>Fuß</mj-text>",
            "a.mjml": '<mjml><mj-body>\n<mj-include path="./foot.mjml" /></mj-body></mjml>',
            "b.html": INVOICE + '{% include "foot.mjml" %}',
            "c.html": INVOICE + OFFER,
        }
    )
    Path("foot.mjml").unlink()
    ran, document = _asked(ask, "--since", "HEAD")
    assert (ran.returncode, document["summary"]["messages"]) == (2, 2)
    assert [(one["path"], one["line"]) for one in document["errors"]] == [("a.mjml", 2)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "HEAD"), "No template changed since HEAD.\n"),
        (("--since", "main..."), "No template changed since main....\n"),
        (("--staged",), "No changed template is staged for the commit.\n"),
        (("--since", "HEAD", "--language", "de"), "Seit HEAD hat sich keine Vorlage geändert.\n"),
        (("--staged", "--language", "de"), "Für den Commit ist keine geänderte Vorlage vorgemerkt (staged).\n"),
    ],
)
def test_where_nothing_changed(arguments: tuple[str, ...], said: str, repository: Made, ask: Run) -> None:
    """That is no error and no empty word: a sentence on standard error, the usual report, status 0."""
    repository(**{"a.html": INVOICE + OFFER})
    _write(**{"notes.rst": "changed"})
    ran, document = _asked(ask, *arguments)
    assert (ran.returncode, ran.stderr, document["summary"]["messages"]) == (0, said, 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "HEAD", "--staged"), "--since and --staged compare with different things. Say one of them."),
        (("--staged", "-"), "--since and --staged compare files, not standard input (-). Name files or folders."),
        (
            ("--since", "HEAD", "-"),
            "--since and --staged compare files, not standard input (-). Name files or folders.",
        ),
        (("--since", "nowhere"), "git knows no revision “nowhere” here. Check its spelling with git log"),
        (("--since", "HEAD", "missing"), "There is no file or folder “missing”."),
        (("--since", "HEAD", "empty"), "No template was found in “empty”."),
        (("--since", "HEAD", "."), "git was not found"),
        (("--staged", ".."), "need a git repository"),
    ],
)
def test_what_cannot_be_asked(
    arguments: tuple[str, ...], said: str, repository: Made, ask: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 2 with the next step; nothing looks like a clean run."""
    repository(**{"a.html": INVOICE + OFFER, "empty/notes.rst": "x"})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent.parent))
    if said == "git was not found":
        monkeypatch.setenv("PATH", "")
    ran = ask("check", *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr


def test_a_path_in_another_repository(repository: Made, ask: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It would not be compared, so it is refused."""
    repository(**{"a.html": INVOICE + OFFER})
    other = tmp_path_factory.mktemp("other")
    (other / "b.html").write_text(INVOICE + OFFER, encoding="utf-8")
    ran = ask("check", "--since", "HEAD", "a.html", str(other / "b.html"))
    assert ran.returncode == 2
    assert f"“{other / 'b.html'}” lies outside the repository" in ran.stderr


def test_beside_baseline_and_selection(repository: Made, ask: Run) -> None:
    """What is not reported anyway is no older finding; what a baseline knows stays suppressed."""
    repository(**{"a.html": INVOICE + SERVES + OFFER})
    _write(**{"a.html": INVOICE + SERVES + OFFER + OTHER})
    ask("baseline", "write")
    ran, document = _asked(ask, "--since", "HEAD", "--baseline", "promolint-baseline.json")
    assert (ran.returncode, document["summary"]["suppressed"], document["summary"]["older"]) == (0, 1, 0)
    _, document = _asked(ask, "--since", "HEAD", "--ignore", "PL101")
    assert (document["findings"], document["summary"]["older"]) == ([], 0)


def test_waivers(repository: Made, ask: Run) -> None:
    """They silence what is new as ever; of one that silences nothing a run that reads little says nothing."""
    waivers = "".join(
        f'[[waivers]]\npaths = ["{name}.html"]\ncode = ["PL101"]\nreason = "agreed"\n' for name in ("a", "b")
    )
    repository(**{"a.html": INVOICE + SERVES, "b.html": INVOICE + SERVES, "promolint.toml": waivers})
    _write(**{"a.html": INVOICE + SERVES + OFFER, "b.html": INVOICE + SERVES + SERVES})
    ran, document = _asked(ask, "--since", "HEAD")
    assert (ran.returncode, [(one["path"], one["suppressed"]) for one in document["findings"]]) == (
        0,
        [("a.html", {"by": "waiver", "reason": "agreed"})],
    )


def test_from_a_folder_within_and_through_a_link(
    repository: Made, since: Since, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names are those of a usual run; a symbolic link to a file that changed is compared like the file itself."""
    repository(**{"mails/a.html": INVOICE + SERVES, "b.html": INVOICE + SERVES})
    Path("mails/link.html").symlink_to("../b.html")
    _commit()
    _write(**{"mails/a.html": INVOICE + SERVES + OFFER, "b.html": INVOICE + SERVES + OFFER})
    monkeypatch.chdir("mails")
    told = [("a.html", 3, "invoice-receipt", None), ("link.html", 3, "invoice-receipt", None)]
    assert since("--since", "HEAD") == since() == told
    assert since("--since", "HEAD", "../b.html") == [("../b.html", 3, "invoice-receipt", None)]


def test_a_real_hook(repository: Made) -> None:
    """A commit fails on what it would bring, also where git lays out an index of its own for it; on nothing else."""
    repository(**{"a.html": INVOICE + OFFER, "b.html": INVOICE + SERVES})
    hook = Path(".git/hooks/pre-commit")
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m promolint check --staged --format concise\n', encoding="utf-8"
    )
    hook.chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)), "LC_ALL": "C.UTF-8"}

    def commit(*arguments: str) -> tuple[int, str]:
        identity = ("-c", "user.name=Test", "-c", "user.email=test@salon.example")
        command = ["git", *identity, "commit", "-m", "x", *arguments]
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
        return ran.returncode, ran.stdout + ran.stderr

    _write(**{"a.html": SERVES + INVOICE + OFFER, "b.html": INVOICE + SERVES + OFFER})
    status, said = commit("a.html")
    assert (status, "PL101" in said) == (0, False), said
    status, said = commit("--all")
    assert (status, said.count("PL101"), "b.html:3:13: PL101 error" in said) == (1, 1, True), said


LINES = st.lists(
    st.sampled_from(
        [APPOINTMENT, INVOICE, MARKETING, SERVES, OFFER, OTHER, '{% include "b" %}\n', '{% include "c" %}\n']
    ),
    max_size=4,
).map("".join)
FILES = st.dictionaries(st.sampled_from(["a.html", "b.html", "c.html", "m/b.html"]), LINES, max_size=4)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A repository that each example begins anew, in which the process stands."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        _git("init")
        yield Path(name)
        os.chdir(before)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FILES, FILES)
def test_nothing_is_told_that_a_full_run_does_not_tell(
    folder: Path, before: dict[str, str], now: dict[str, str]
) -> None:
    """Whatever changed: each finding is there in the full run word by word, and each new link is told."""

    def put(files: dict[str, str]) -> None:
        for path in folder.rglob("*.html"):
            path.unlink()
        _write(**files)

    put(before)
    _commit()
    put(now)
    options = RunOptions((), since="HEAD", allow_empty=True, language="en")
    config = command_line(options)
    compared, _ = run_changed(options, config)
    told = compared.newer(compared.outcome)
    full, _ = run(options, config=config, shared=True)
    assert [one for one in told.findings if one not in full.findings] == []
    assert _links(told) >= _links(full) - _links(_before(folder, before, options))


def _before(folder: Path, files: dict[str, str], options: RunOptions) -> Outcome:
    for path in folder.rglob("*.html"):
        path.unlink()
    _write(**files)
    return run(options, config=command_line(options), shared=True)[0]


def _links(outcome: Outcome) -> set[tuple[str, str, str]]:
    return {(one.path, one.code, one.fingerprint) for one in outcome.findings}
