"""Files that a template takes in: they are asked for within its project, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from promolint.lint import Settings, Source, gathered, in_turn

HERE, THERE, MISSING = "foot.mjml", "../shared/foot.mjml", "gone.mjml"


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    """A folder of templates in a project, with files inside and outside of it."""
    mails = tmp_path / "project" / "mails"
    mails.mkdir(parents=True)
    tmp_path.joinpath("secret.mjml").touch()
    mails.parent.joinpath("shared").mkdir()
    for path in (mails / HERE, mails / THERE):
        path.touch()
    return mails


def _missing(include: str, folder: Path, settings: Settings) -> bool:
    text = f'<mjml><mj-body><mj-include path="{include}" /></mj-body></mjml>'
    outcome = gathered(in_turn([Source("mail.mjml", text.encode(), folder=folder)], settings), settings)
    assert all(failure.place for failure in outcome.failures)
    return bool(outcome.failures)


def test_what_lies_in_the_repository_is_there(mails: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever promolint is started; a folder or a name that is too long is no such file, and no crash."""
    mails.parent.joinpath(".git").mkdir()
    for start in (mails, mails.parent, mails.parent.parent, Path("/")):
        monkeypatch.chdir(start)
        found = [name for name in (HERE, THERE, MISSING, ".", "a" * 5000) if not _missing(name, mails, settings)]
        assert found == [HERE, THERE]


def test_without_a_repository_the_folder_of_the_run_is_the_project(
    mails: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the template lies below it; else the template's own folder."""
    for start, found in ((mails.parent, [HERE, THERE]), (mails, [HERE]), (mails.parent / "shared", [HERE])):
        monkeypatch.chdir(start)
        assert [name for name in (HERE, THERE) if not _missing(name, mails, settings)] == found


@pytest.mark.parametrize("up", ["../../secret.mjml", "x/../../../secret.mjml", "{root}/secret.mjml", "/etc/passwd"])
def test_what_lies_outside_is_never_asked_for(
    up: str, mails: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template learns nothing of the rest of the disk: what is there is told as what is not."""
    monkeypatch.chdir(mails.parent)
    asked: list[Path] = []
    monkeypatch.setattr("promolint.lint.is_file", asked.append)
    assert _missing(up.format(root=mails.parent.parent), mails, settings)
    assert asked == []


def test_no_link_leads_outside(mails: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does a template learn of it by a symbolic link to a file or a folder; one within the project is followed."""
    monkeypatch.chdir(mails.parent)
    targets = {"out.mjml": str(mails.parent.parent / "secret.mjml"), "up": "../..", "in.mjml": THERE, "loop": "loop"}
    for name, target in targets.items():
        mails.joinpath(name).symlink_to(target)
    asked = ("out.mjml", "up/secret.mjml", "in.mjml", "loop", "up/project/mails/foot.mjml")
    assert [name for name in asked if not _missing(name, mails, settings)] == ["in.mjml", "up/project/mails/foot.mjml"]
