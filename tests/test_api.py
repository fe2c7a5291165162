"""The Python API: what others build upon."""

from __future__ import annotations

import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import promolint
from promolint.errors import ConfigError, UsageError
from promolint.values.outcome import Severity
from promolint.values.verdict import Purpose

if TYPE_CHECKING:
    from promolint.values.outcome import Outcome

EXAMPLES = Path(__file__).parents[1] / "data" / "examples"
OFFER = '<p>Dein Termin ist bestätigt.</p><a href="https://salon.example/sale">Jetzt 20 % Rabatt sichern</a>'
CONFIRMATION = "appointment-confirmation"


def _found(outcome: Outcome) -> list[tuple[str, Severity, str]]:
    return [(finding.code, finding.severity, finding.text) for finding in outcome.findings]


def test_a_draft_is_checked_in_one_line() -> None:
    """The kind is the caller's word; findings, links and counts come back as frozen values."""
    outcome = promolint.check(OFFER, kind=CONFIRMATION)
    assert _found(outcome) == [("PL101", Severity.ERROR, "Jetzt 20 % Rabatt sichern")]
    assert (outcome.failures, outcome.counted.links) == ((), 1)
    assert outcome.findings[0].path == "message"
    assert promolint.check("<p>Dein Termin ist bestätigt.</p>", kind=CONFIRMATION).findings == ()
    ((link, verdict),) = promolint.links(OFFER)
    assert (link.url, verdict.purpose) == ("https://salon.example/sale", Purpose.DISCOUNT)


def test_findings_speak_the_language_that_is_asked_for() -> None:
    """German and English, whatever the message's own is."""
    german = promolint.check(OFFER, kind=CONFIRMATION, language="de").findings[0].message
    english = promolint.check(OFFER, kind=CONFIRMATION, language="en").findings[0].message
    assert "in einer Terminbestätigung" in german
    assert "in an appointment confirmation" in english


def test_a_text_is_of_the_format_that_its_name_or_its_beginning_tells() -> None:
    """Bytes or text, a mail, an SMS or HTML."""
    linter = promolint.Linter()
    mail = b"Subject: Dein Termin\nContent-Type: text/html; charset=utf-8\n\n" + OFFER.encode()
    sms = "Dein Termin am Montag. Jetzt 20 % Rabatt sichern: https://salon.example/sale"
    assert [finding.code for finding in linter.check(mail, "draft.eml", kind=CONFIRMATION).findings] == ["PL101"]
    assert [link.url for link, _ in linter.links(sms, "draft.sms")] == ["https://salon.example/sale"]
    assert [link.url for link, _ in linter.links(OFFER)] == ["https://salon.example/sale"]
    assert linter.links("Dein Termin am Montag") == ()


def test_what_cannot_be_read_is_a_failure_and_no_exception() -> None:
    """A caller that looks at findings alone still sees that nothing was proved, in failures."""
    outcome = promolint.Linter().check(b"\xff\xfea")
    assert ([failure.code for failure in outcome.failures], outcome.findings) == (["PL901"], ())
    said = "Die ersten Bytes" in promolint.sentence(outcome.failures[0], "de"), promolint.sentence(outcome.failures[0])
    assert said == (True, promolint.sentence(outcome.failures[0], "en"))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"kind": "apointment-confirmation"}, "Did you mean appointment-confirmation or"),
        ({"stream": "both"}, "Choose from: transactional, marketing."),
        ({"audience": "prospects"}, "Did you mean prospect?"),
    ],
)
def test_a_word_that_means_nothing_is_the_callers_mistake(told: dict[str, str], said: str) -> None:
    """The error names what is near."""
    with pytest.raises(UsageError, match="There is no") as raised:
        promolint.check(OFFER, **told)
    assert said in str(raised.value)


def test_a_linter_goes_by_the_packs_and_the_configuration_that_it_is_given(tmp_path: Path) -> None:
    """And by no file that is not named: not even one in the current folder."""
    assert [finding.policy for finding in promolint.Linter("can-spam", "venuzle").check(OFFER).findings] == [
        "can-spam,venuzle"
    ]
    file = tmp_path / "promolint.toml"
    file.write_text('language = "de"\n[[overrides]]\npaths = ["**/*.html"]\nkind = "appointment-confirmation"\n')
    linter = promolint.Linter(config=file)
    (finding,) = linter.check(OFFER, str(tmp_path / "mail.html")).findings
    assert (finding.kind, finding.severity) == (CONFIRMATION, Severity.ERROR)
    assert "in einer Terminbestätigung" in finding.message
    with pytest.raises(ConfigError):
        promolint.Linter(config=tmp_path / "none.toml")
    with pytest.raises(UsageError):
        promolint.Linter("gdpr-lax")
    with pytest.raises(UsageError):
        promolint.Linter(language="fr")


def test_one_linter_is_safe_in_threads() -> None:
    """Eight threads over all examples, several times, tell what one thread tells; spaCy's words are shared."""
    files = sorted(path for path in EXAMPLES.rglob("*") if path.suffix in {".html", ".txt", ".sms", ".eml"})
    texts = [(path.read_bytes(), path.name) for path in files] * 3
    linter = promolint.Linter()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda one: linter.check(*one), texts))
    alone = promolint.Linter()
    assert together == [alone.check(*one) for one in texts]
    assert sum(len(outcome.findings) for outcome in together) > 30


def test_nothing_is_sent_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """With sockets that cannot be made everything works."""

    def no_socket(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", no_socket)
    monkeypatch.setattr(socket, "create_connection", no_socket)
    monkeypatch.setattr(socket, "getaddrinfo", no_socket)
    assert _found(promolint.Linter().check(OFFER, kind=CONFIRMATION))[0][0] == "PL101"


def test_the_package_itself_loads_nothing() -> None:
    """``import promolint`` costs nothing before the API is asked for."""
    code = "import sys, promolint; print(promolint.__version__, *sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = {name.partition(".")[0] for name in ran.stdout.split()}
    assert not loaded & {"numpy", "bs4", "click", "spacy", "msgspec"}
    assert not hasattr(promolint, "nonsense")
