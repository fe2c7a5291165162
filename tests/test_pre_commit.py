"""promolint as a pre-commit hook, for real: commits to another repository go through the hook of this one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

from promolint.discover import may_hold_messages
from promolint.reading.formats import is_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Ran = subprocess.CompletedProcess[str]
    Run = Callable[..., Ran]

ROOT = Path(__file__).parents[1]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PARTS = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "models", "src")
SETTINGS = ".pre-commit-config.yaml"
KIND = "<!-- promolint: kind=invoice-receipt -->\n"
CLEAN = KIND + '<p>Ihre Rechnung: <a href="{{ rechnung.url }}">ansehen</a></p>\n'
SALE = '<a href="https://s.example/sale">Jetzt 20 % Rabatt auf alle Shampoos sichern</a>\n'
FLAGGED = f"{KIND}<p>Ihre Rechnung liegt bei.</p>{SALE}"
NAMED = "Vorlagen für SMS/Rechnung – März.html"
BROKEN = "<p>Grüße</p>".encode() + b"\xff"


class Hooked(NamedTuple):
    """A repository whose commits go through the hook, and what its configuration takes the hook from."""

    folder: Path
    source: Mapping[str, str]
    environment: Mapping[str, str]

    def run(self, *command: str, **environment: str) -> Ran:
        """Run a command in the repository."""
        own = {**self.environment, **environment}
        return subprocess.run(
            command, cwd=self.folder, env=own, capture_output=True, encoding="utf-8", check=False, timeout=900
        )

    def write(self, files: Mapping[str, str | bytes], hook: Mapping[str, object]) -> None:
        """Write files, and configure the hook."""
        settings = yaml.safe_dump({"repos": [{**self.source, "hooks": [{"id": "promolint", **hook}]}]})
        for name, content in {**files, SETTINGS: settings}.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self, *options: str, **environment: str) -> Ran:
        """Commit all that was written."""
        self.run("git", "add", "--all")
        return self.run("git", "commit", "--allow-empty", "--message", "more", *options, **environment)

    def head(self) -> str:
        """The name of the last commit."""
        return self.run("git", "rev-parse", "HEAD").stdout.strip()


def _environment(home: Path) -> dict[str, str]:
    """The environment of this process, without what leads git, pre-commit or Python to a user's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    people = [f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")]
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **dict.fromkeys(people, "test@mail.example")}
    return {**kept, **git, "PRE_COMMIT_HOME": str(home), "PYTHONPATH": "", "FORCE_COLOR": "", "LC_ALL": "C.UTF-8"}


@pytest.fixture(scope="module")
def hooked(tmp_path_factory: pytest.TempPathFactory) -> Hooked:
    """pre-commit installs the hook into an environment of its own, once, from a commit of the working tree."""
    checkout, folder, home = (tmp_path_factory.mktemp(name) for name in ("promolint", "templates", "home"))
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, checkout / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, checkout / part)
    environment = _environment(home)
    promolint, templates = (Hooked(path, {}, environment) for path in (checkout, folder))
    for repository in (promolint, templates):
        repository.run("git", "init")
        assert repository.commit().returncode == 0
    templates = templates._replace(source={"repo": str(checkout), "rev": promolint.head()})
    templates.write({}, {})
    ran = templates.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return templates


@pytest.fixture
def commit(hooked: Hooked) -> Iterator[Run]:
    """Commit files as their author would, in a locale, with values of the hook's configuration."""
    begun = hooked.head()

    def call(files: Mapping[str, str | bytes], locale: str = "C.UTF-8", /, **hook: object) -> Ran:
        before = hooked.head()
        hooked.write(files, hook)
        ran = hooked.commit(LC_ALL=locale)
        assert (hooked.head() == before) is bool(ran.returncode)
        return ran

    yield call
    hooked.run("git", "reset", "--hard", begun)
    hooked.run("git", "clean", "-dfx")


slow = pytest.mark.slow
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@slow
@needs_git
@pytest.mark.parametrize(
    ("locale", "said"),
    [
        (
            "de_DE.UTF-8",
            [
                f"{NAMED}:2:41: PL101 discount Fehler",
                "Werbung per elektronischer Post braucht eine vorherige Einwilligung",
                "  Ausweg:        Das Angebot herausnehmen",
                "  promolint: ignore[PL101] Begründung\n",
                "1 Fehler, 0 Warnungen, 0 Hinweise in 2 Nachrichten",
                "keine Rechtsberatung",
            ],
        ),
        (
            "en_GB.UTF-8",
            [
                f"{NAMED}:2:41: PL101 discount error",
                "advertising by electronic mail needs prior consent",
                "  way out:  Take the offer out",
                "  promolint: ignore[PL101] the reason\n",
                "1 error, 0 warnings, 0 notes in 2 messages",
                "no legal advice",
            ],
        ),
    ],
    ids=["de", "en"],
)
def test_a_commit_is_stopped(locale: str, said: list[str], commit: Run) -> None:
    """By place, law, way out and how to keep it, in the author's language; what is clean or no template is not told."""
    ran = commit({NAMED: FLAGGED, "clean.html": CLEAN, "robots.txt": SALE, "sale.py": SALE}, locale)
    assert ran.returncode == 1
    assert [words for words in said if words not in ran.stderr] == []
    assert "- exit code: 1\n" in ran.stderr
    assert not any(name in ran.stderr for name in ("clean.html", "robots.txt", "sale.py"))


@slow
@needs_git
@pytest.mark.parametrize(
    "files",
    [
        {NAMED: CLEAN, "readme.txt": SALE, "sale.py": SALE},
        {"promolint.toml": 'exclude = ["alt/"]\n', "alt/rechnung.html": FLAGGED, "neu.html": CLEAN},
        {"promolint.toml": 'exclude = ["alt/"]\n', "alt/rechnung.html": FLAGGED},
    ],
    ids=["clean", "one excluded", "all excluded"],
)
def test_a_commit_passes(files: dict[str, str], commit: Run) -> None:
    """Clean templates do, and so does what the configuration leaves out, though the hook names it."""
    ran = commit(files)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.endswith("Passed\n")


@slow
@needs_git
def test_with_a_baseline(commit: Run, hooked: Hooked, ask: Run, tmp_path: Path) -> None:
    """What was accepted passes; another offer in the same file is stopped, and the hook leaves the baseline alone."""
    (tmp_path / "mails").mkdir()
    (tmp_path / "mails" / "alt.html").write_text(FLAGGED, encoding="utf-8")
    assert ask("baseline", "write").returncode == 0
    accepted = (tmp_path / "promolint-baseline.json").read_text(encoding="utf-8")
    hook = {"files": "", "args": ["--baseline=promolint-baseline.json", "--format=concise"]}
    known = {"mails/alt.html": FLAGGED, "promolint-baseline.json": accepted}
    assert commit(known, **hook).returncode == 0
    ran = commit({"mails/alt.html": FLAGGED + SALE.replace("20", "30")}, **hook)
    assert (ran.returncode, re.findall(r"^\S+:\d+:\d+: \w+", ran.stderr, re.MULTILINE)) == (
        1,
        ["mails/alt.html:3:10: PL101"],
    )
    assert (hooked.folder / "promolint-baseline.json").read_text(encoding="utf-8") == accepted


@slow
@needs_git
def test_other_formats(commit: Run) -> None:
    """``files`` of one's own takes in any format but what is about the project; a text in UTF-16 is no binary file."""
    offer = SALE.strip().replace('"', '\\"')
    files = {
        "texte/beleg.md": KIND + "[Jetzt 20 % Rabatt auf alle Shampoos sichern](https://s.example/sale)\n",
        "texte/beleg.json": f'{{"html": "<p>Ihre Rechnung liegt bei.</p>{offer}"}}\n',
        "texte/de.po": f'msgid "receipt"\nmsgstr "<p>Ihre Rechnung liegt bei.</p>{offer}"\n',
        "texte/beleg.sms": "Jetzt 20 % Rabatt auf alle Shampoos sichern: https://s.example/sale\n".encode("utf-16"),
        "texte/README.md": SALE,
        "texte/promolint-labels.jsonl": f'{{"text": "{offer}"}}\n',
        "mails/beleg.html": FLAGGED,
    }
    ran = commit(files, files="^texte/", args=["--format=concise", "--kind=invoice-receipt", "--select=PL101"])
    assert ran.returncode == 1
    assert re.findall(r"^(\S+?)(?:\[.*?\])?:(\d+):\d+: (\w+) error", ran.stderr, re.MULTILINE) == [
        ("texte/beleg.json", "1", "PL101"),
        ("texte/beleg.md", "2", "PL101"),
        ("texte/beleg.sms", "1", "PL101"),
        ("texte/de.po", "2", "PL101"),
    ]


@slow
@needs_git
def test_many_files_are_one_process(commit: Run) -> None:
    """The model is loaded once: one report for all files of a commit, however many processors there are."""
    files = {f"Vorlagen für SMS/Rechnung {number}.txt": "Ihre Rechnung liegt bei.\n" for number in range(200)}
    ran = commit({**files, NAMED: FLAGGED})
    assert ran.returncode == 1
    assert re.findall(r"\d+ error.* in \d+ messages", ran.stderr) == ["1 error, 0 warnings, 0 notes in 201 messages"]


@slow
@needs_git
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "kaputt.html:1:13: PL901 Fehler: "),
        (["--policy=dsgvo"], "promolint: There is no policy pack “dsgvo”. Choose from: gdpr-strict, "),
        (
            ["--baseline=alt.json"],
            "promolint: There is no baseline “alt.json”. Write it with: promolint baseline",
        ),
    ],
    ids=["file", "policy", "baseline"],
)
def test_nothing_proved_stops_a_commit(arguments: list[str], said: str, commit: Run) -> None:
    """A file or a call that cannot be understood is no clean commit; the next step is named, and no traceback shown."""
    ran = commit({"kaputt.html": BROKEN, "clean.html": CLEAN}, "de_DE.UTF-8", args=arguments)
    assert ran.returncode == 1
    assert "- exit code: 2\n" in ran.stderr
    assert f"\n{said}" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_hook_is_one_process() -> None:
    """What users have in their files: the id, the command, Python, one process."""
    assert (HOOK["id"], HOOK["entry"], HOOK["language"], HOOK["require_serial"]) == (
        "promolint",
        "promolint check --allow-empty",
        "python",
        True,
    )


@pytest.mark.parametrize(
    ("name", "checked"),
    [
        ("mails/confirm.html", True),
        ("mails/confirm.html.j2", True),
        ("mails/CONFIRM.HTM", True),
        ("sms/reminder.txt", True),
        ("mails/order.liquid", True),
        ("mails/order.mjml", True),
        ("views/order.html.erb", True),
        ("mails/security-alert.html", True),
        ("mails/changes-to-terms.txt", True),
        ("resources/views/mail.blade.php", True),
        ("mails/order.eml", True),
        ("views/order.html.slim", True),
        ("src/Mailer.php", False),
        ("README.md", False),
        ("docs/guide.md", False),
        ("requirements.txt", False),
        ("requirements/dev-requirements.txt", False),
        ("web/robots.txt", False),
        ("CMakeLists.txt", False),
        ("src/main.py", False),
        ("package.json", False),
    ],
)
def test_files_of_the_hook(name: str, *, checked: bool) -> None:
    """Templates by their ending; no file about the project or its build."""
    assert bool(re.search(HOOK["files"], name) and not re.search(HOOK["exclude"], name)) is checked


@pytest.mark.parametrize(
    ("name", "checked"),
    [
        ("mails/readme.md", False),
        ("mails/README.de.markdown", False),
        ("mails/Changelog.txt", False),
        ("mails/license.txt", False),
        ("dev-requirements.txt", False),
        ("promolint-baseline.json", False),
        ("mails/promolint-labels.jsonl", False),
        ("mails/readme.html", True),
        ("mails/changes-to-terms.md", True),
        ("mails/order.json", True),
        ("locale/de.po", True),
    ],
)
def test_what_a_folder_leaves_out_the_hook_leaves_out(name: str, *, checked: bool) -> None:
    """Whatever ``files`` a user asks for, ``exclude`` stays: the same as in a run on the folder."""
    assert (not re.search(HOOK["exclude"], name), may_hold_messages(PurePosixPath(name))) == (checked, checked)


def test_every_ending_of_the_hook_can_be_read() -> None:
    """The hook hands over no file that promolint would not read in a folder."""
    endings = re.sub(r"\\\.|\(\?i\)|[()$]", "", HOOK["files"].replace("blade", "")).split("|")
    assert [ending for ending in endings if not is_known(PurePosixPath(f"a.{ending}"))] == []
