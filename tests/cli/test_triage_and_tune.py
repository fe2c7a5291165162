"""From answers to labels, from labels to a tuning, from a tuning to other verdicts."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from promolint.judging.model import load
from promolint.judging.tuning import Tuning, read, written

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

MAIL = """<html lang="de"><body><p>Ihr Termin ist bestätigt.</p>
<p><a href="https://salon.example/pflege">Mehr zur Pflege</a></p>
<p><a href="https://salon.example/termin">Termin ansehen</a></p>
<p><a href="tel:+43">Anrufen</a></p>
<p><a href="{{ url }}"></a></p></body></html>
"""
EVALUATION = {
    "odds": [-5.0, -3.0, -1.0, 0.0, 1.0, 2.0, 3.0, 5.0],
    "promotional": [0, 4, 8, 10, 14, 30, 80, 100],
    "other": [300, 80, 20, 10, 5, 1, 0, 0],
}


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    """A folder with one template: three links that a person can label, one of them undecidable."""
    (tmp_path / "mails").mkdir()
    (tmp_path / "mails" / "mail.html").write_text(MAIL, encoding="utf-8")
    return tmp_path / "mails"


@pytest.fixture
def triage(ask: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``triage`` with answers piped in."""

    def call(answers: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        return ask("triage", *arguments)

    return call


@pytest.fixture
def evaluated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A card that holds an evaluation."""
    folder = tmp_path / "card"
    folder.mkdir()
    (folder / "model.json").write_text(json.dumps({"evaluation": EVALUATION}), encoding="utf-8")
    monkeypatch.setattr("promolint.learning.tune.shipped_folder", lambda: folder)


def _labels(folder: Path, name: str = "promolint-labels.jsonl") -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def test_what_is_asked_and_written(triage: Run, mails: Path, tmp_path: Path) -> None:
    """Nearest to the threshold first, the undecidable one last, the phone number never; a line a label."""
    ran = triage("y\n2\nn\ns\n", "mails")
    assert (ran.returncode, ran.stderr) == (0, "")
    heads = [line for line in ran.stdout.splitlines() if line.startswith("mails/mail.html:")]
    assert [head.partition(" (")[0].rpartition(": ")[2] for head in heads] == ["1 of 3", "2 of 3", "3 of 3"]
    assert heads[2].startswith("mails/mail.html:5:13:")
    assert heads[2].endswith("(undecidable)")
    assert "tel:" not in ran.stdout
    first, second = _labels(tmp_path)
    assert list(first) == ["path", "line", "column", "url", "text", "promotional", "purpose"]
    assert (first["promotional"], first["purpose"]) == (True, "product")
    assert (second["promotional"], second["purpose"]) == (False, None)
    assert {first["line"], second["line"]} == {2, 3}
    assert "2 labels written to promolint-labels.jsonl" in ran.stdout


def test_what_has_a_label_is_not_asked_again(triage: Run, mails: Path, tmp_path: Path) -> None:
    """Nor when its line has moved; what was skipped is asked again."""
    triage("n\ns\ns\n", "mails")
    assert len(_labels(tmp_path)) == 1
    (mails / "mail.html").write_text("\n\n" + MAIL, encoding="utf-8")
    ran = triage("n\nn\nn\n", "mails")
    assert "1 of 2" in ran.stdout
    assert len(_labels(tmp_path)) == 3
    assert "Every link in mails has its label." in triage("", "mails").stdout


@pytest.mark.parametrize(
    ("configuration", "lines"),
    [
        ("", [3, 2, 5]),
        ('[phrases]\ncampaign = ["Mehr zur Pflege"]', [3, 5]),
        ('[phrases]\ntransaction = ["Termin ansehen"]', [2, 5]),
        ('[phrases]\nfalse-friends = ["Mehr zur Pflege"]', [3, 2, 5]),
        ('[[deny]]\nhost = "salon.example"\npath = "/pflege"', [3, 5]),
        ('[[allow]]\nhost = "salon.example"', [3, 2, 5]),
        ('[[overrides]]\npaths = ["mails/"]\nphrases = { campaign = ["Mehr zur Pflege"] }', [3, 5]),
        ('[[overrides]]\npaths = ["sms/"]\nphrases = { campaign = ["Mehr zur Pflege"] }', [3, 2, 5]),
        ('[[overrides]]\npaths = ["mails/"]\nthresholds = { note = 0.0, error = 0.0 }', [2, 3, 5]),
    ],
)
def test_a_configuration_is_asked_first(
    configuration: str, lines: list[int], triage: Run, mails: Path, tmp_path: Path
) -> None:
    """What the team says of a link itself is not asked again; thresholds are those of the file."""
    (tmp_path / "promolint.toml").write_text(configuration, encoding="utf-8")
    shown = triage("s\n" * 3, mails.name).stdout.splitlines()
    assert [int(line.split(":")[1]) for line in shown if line.startswith("mails/mail.html:")] == lines


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("", []),
        ("q\n", []),
        ("y\n", [(True, None)]),
        ("y\nq\n", [(True, None)]),
        ("y\ns\nq\n", [(True, None)]),
        ("y\n0\n10\n9\nq\n", [(True, "contest")]),
        ("maybe\n\nN\nq\n", [(False, None)]),
        (" Y \n1\nn", [(True, "discount"), (False, None)]),
    ],
)
def test_answers(
    answers: str, expected: list[tuple[bool, str | None]], triage: Run, mails: Path, tmp_path: Path
) -> None:
    """Each answer is saved at once; the end of the answers is a quit; another answer is asked again."""
    ran = triage(answers, mails.name, "--labels", "own.jsonl")
    assert ran.returncode == 0
    labels = _labels(tmp_path, "own.jsonl") if expected else []
    assert [(label["promotional"], label["purpose"]) for label in labels] == expected
    assert (tmp_path / "own.jsonl").exists() is bool(expected)
    if "maybe" in answers:
        assert ran.stdout.count("Please answer with one of: y, n, s, q.") == 2


def test_triage_in_german(triage: Run, mails: Path) -> None:
    """Questions and the names of purposes."""
    ran = triage("y\n1\n", "mails", "--language", "de")
    assert "Werbung? y ja, n nein, s weiter, q Ende:" in ran.stdout
    assert "1 Preisvorteil" in ran.stdout


def test_the_labels_are_no_template(triage: Run, mails: Path, ask: Run) -> None:
    """Where they lie among the templates, they are not read as one."""
    triage("n\nn\nn\n", "mails", "--labels", "mails/promolint-labels.jsonl")
    (message,) = json.loads(ask("links", "mails", "--format", "json").stdout)["messages"]
    assert message["path"] == "mails/mail.html"


def test_a_tuning_is_written_and_applied(triage: Run, mails: Path, tmp_path: Path, ask: Run, evaluated: None) -> None:
    """The file says model, figures and counts; check, links and explain take it from the current folder."""
    triage("n\nn\nq\n", "mails")
    plain = ask("links", "mails", "--format", "json").stdout
    ran = ask("tune", "--labels", "promolint-labels.jsonl")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "2 labels used" in ran.stdout
    tuning = read(tmp_path / "promolint-tuning.toml")
    assert (tuning.model, tuning.promotional, tuning.other) == (load().version, 0, 2)
    assert tuning.shift < 0
    again = ask("tune", "--labels", "promolint-labels.jsonl", "mails", "--output", "again.toml")
    assert (again.returncode, read(tmp_path / "again.toml")) == (0, tuning)
    changed = ask("links", "mails", "--format", "json").stdout
    assert json.loads(changed)["tool"]["model"] == f"{load().version}+tuned"
    assert json.loads(plain)["messages"] != json.loads(changed)["messages"]


def test_labels_without_their_link(triage: Run, mails: Path, ask: Run, evaluated: None) -> None:
    """They are counted; where none is left, nothing is written."""
    triage("n\nn\nq\n", "mails")
    (mails / "mail.html").write_text(MAIL.replace("Termin ansehen", "x").replace("/termin", "/y"), encoding="utf-8")
    assert "1 label belongs to no link that was found" in ask("tune", "--labels", "promolint-labels.jsonl").stdout
    (mails / "mail.html").unlink()
    ran = ask("tune", "--labels", "promolint-labels.jsonl")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "None of the files that the labels name is here" in ran.stderr


def test_a_tuning_that_makes_the_evaluation_worse_is_refused(
    mails: Path, tmp_path: Path, ask: Run, evaluated: None
) -> None:
    """Exit status 2, the reason, and no file."""
    links = "".join(f'<p><a href="https://salon.example/termin/{n}">Termin {n} ansehen</a></p>' for n in range(300))
    (mails / "mail.html").write_text(f"<html lang='de'>{links}</html>", encoding="utf-8")
    listed = json.loads(ask("links", "mails", "--format", "json").stdout)["messages"][0]["links"]
    rows = [
        {"path": "mails/mail.html", **{key: link[key] for key in ("line", "column", "url", "text")}} for link in listed
    ]
    (tmp_path / "labels.jsonl").write_text(
        "".join(json.dumps({**row, "promotional": True, "purpose": None}) + "\n" for row in rows), encoding="utf-8"
    )
    ran = ask("tune", "--labels", "labels.jsonl")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "on the shipped evaluation would fall from" in ran.stderr
    assert "Nothing was written" in ran.stderr
    assert not (tmp_path / "promolint-tuning.toml").exists()


@pytest.mark.parametrize("command", [["check", "--exit-zero"], ["links"], ["explain"]])
def test_a_tuning_for_another_model_is_refused(command: list[str], mails: Path, tmp_path: Path, ask: Run) -> None:
    """Named or found, with the next step; nothing is reported."""
    (tmp_path / "promolint-tuning.toml").write_text(written(Tuning("0+x", 0.1, 1, 0.4, 0.8, 1, 1)), encoding="utf-8")
    target = "mails/mail.html:2" if command == ["explain"] else "mails"
    ran = ask(*command, target)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "was made for model 0+x" in ran.stderr
    assert "Run: promolint tune" in ran.stderr
    own = written(Tuning(load().version, 0.0, 1.0, load().calibration.note, load().calibration.error, 1, 1))
    (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    assert ask(*command, target, "--tuning", "own.toml").returncode == 0


def test_a_neutral_tuning_changes_nothing(mails: Path, tmp_path: Path, ask: Run) -> None:
    """But the version that reports name."""
    calibration = load().calibration
    plain = ask("links", "mails").stdout
    tuning = Tuning(load().version, 0.0, 1.0, calibration.note, calibration.error, 0, 0)
    (tmp_path / "own.toml").write_text(written(tuning), encoding="utf-8")
    assert ask("links", "mails", "--tuning", "own.toml").stdout == plain


def test_a_strong_correction_takes_the_finding_away(flagged: Path, tmp_path: Path, ask: Run) -> None:
    """One place applies it, so check and explain agree."""
    tuning = Tuning(load().version, -10.0, 0.05, 0.5, 0.9, 0, 0)
    (tmp_path / "promolint-tuning.toml").write_text(written(tuning), encoding="utf-8")
    assert ask("check", flagged.name).returncode == 0
    (link,) = json.loads(ask("explain", f"{flagged.name}:3", "--format", "json").stdout)["links"]
    assert (link["group"], link["weighed"]["side"], link["policy"]["finding"]) == ("transactional", "below", None)
