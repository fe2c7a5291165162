"""promolint as a pre-commit hook, for real: another repository tries the hook of this one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
import yaml

from promolint.reading.formats import is_known

ROOT = Path(__file__).parents[1]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PARTS = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "models", "src")
CLEAN = '<!-- promolint: kind=invoice-receipt -->\n<p>Ihre Rechnung: <a href="{{ rechnung.url }}">ansehen</a></p>\n'
FLAGGED = (
    "<!-- promolint: kind=invoice-receipt -->\n"
    '<p>Ihre Rechnung liegt bei.</p><a href="https://s.example/sale">Jetzt 20 % Rabatt auf alle Shampoos sichern</a>\n'
)


def _git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The working tree as a repository with one commit."""
    folder = tmp_path_factory.mktemp("checkout")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, folder / part)
    _git(folder, "init")
    _git(folder, "add", ".")
    _git(folder, "commit", "-m", "promolint")
    return folder


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a clean template, one with a finding, and files that are no templates."""
    folder = tmp_path_factory.mktemp("templates")
    files = {"clean.html": CLEAN, "sale.html": FLAGGED, "robots.txt": "https://s.example/sale", "sale.py": FLAGGED}
    for name, text in files.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")
    _git(folder, "init")
    _git(folder, "add", ".")
    return folder


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize(
    ("files", "status", "said"),
    [
        (["clean.html", "sale.html", "robots.txt", "sale.py"], 1, "sale.html:2:41: PL101 discount error"),
        (["clean.html"], 0, "Passed"),
    ],
)
def test_the_hook(files: list[str], status: int, said: str, checkout: Path, templates: Path) -> None:
    """``pre-commit try-repo`` installs promolint by itself; a finding fails the commit, a clean template does not."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "FORCE_COLOR"}}
    ran = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(checkout), "promolint", "--files", *files],
        cwd=templates,
        env={**environment, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=900,
    )
    assert (ran.returncode, said in ran.stdout) == (status, True), ran.stdout + ran.stderr
    assert "clean.html:" not in ran.stdout
    assert "sale.py" not in ran.stdout


def test_the_hook_is_one_process() -> None:
    """One process for all files: the model is loaded once."""
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


def test_every_ending_of_the_hook_can_be_read() -> None:
    """The hook hands over no file that promolint would not read in a folder."""
    endings = re.sub(r"\\\.|\(\?i\)|[()$]", "", HOOK["files"].replace("blade", "")).split("|")
    assert [ending for ending in endings if not is_known(PurePosixPath(f"a.{ending}"))] == []
