"""What the reports share: the findings to tell, file by file, and what each of them says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from promolint.policy.finding import digest
from promolint.reporting.safe import printable, two_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from promolint.values.message import Failure
    from promolint.values.outcome import Finding, Outcome
    from promolint.values.verdict import Evidence
    from promolint.words.catalogue import Catalogue


class FileReport(NamedTuple):
    """All that one file gave: its messages by name (empty where it holds one) with the findings to tell of each."""

    path: str
    parts: dict[str, list[Finding]]
    suppressed: list[Finding]
    failures: list[Failure]

    @property
    def findings(self) -> list[Finding]:
        """The findings to tell of all its messages, from its beginning to its end."""
        findings = [finding for findings in self.parts.values() for finding in findings]
        return sorted(findings, key=lambda finding: finding.place)


def told(outcome: Outcome) -> list[Finding]:
    """The findings that are held against a message: all but the suppressed ones."""
    return [finding for finding in outcome.findings if finding.suppressed is None]


def by_file(outcome: Outcome) -> list[FileReport]:
    """Every file that was read or should have been, by name; clean ones and the findings of no message included."""
    files: dict[str, FileReport] = {}

    def of(path: str) -> FileReport:
        return files.setdefault(path, FileReport(path, {}, [], []))

    for judged in outcome.messages:
        of(judged.message.path).parts.setdefault(judged.message.part, [])
    for finding in outcome.findings:
        file = of(finding.path)
        here = file.parts.setdefault(finding.part, [])
        (here if finding.suppressed is None else file.suppressed).append(finding)
    for failure in outcome.failures:
        of(failure.path).failures.append(failure)
    return [files[path] for path in sorted(files)]


def place_of(finding: Finding) -> str:
    """File, part, line and column, as editors and ``grep`` write them."""
    part = f"[{printable(finding.part)}]" if finding.part else ""
    return f"{printable(finding.path)}{part}:{finding.place.line}:{finding.place.column}"


def place_of_failure(failure: Failure) -> str:
    """The file, with line and column where they are known."""
    place = f":{failure.place.line}:{failure.place.column}" if failure.place else ""
    return printable(failure.path) + place


def reasons(evidence: Iterable[Evidence], words: Catalogue) -> str:
    """The evidence by its source, in the order that it was given in."""
    by_source: dict[str, list[str]] = {}
    for one in evidence:
        by_source.setdefault(one.source, []).append(words.say("report.quoted", text=printable(one.detail)))
    return "; ".join(
        f"{words.say(f'report.evidence_{source}')} {', '.join(said)}" for source, said in by_source.items()
    )


def way_out(finding: Finding, words: Catalogue) -> str:
    """What to do about a finding: as its rule says, else as its purpose does, else in the finding's own words."""
    keys = (f"rule.{finding.name}.way_out", f"purpose.{finding.purpose}.way_out")
    return next((words.say(key) for key in keys if key in words.entries), printable(finding.help))


def finding_sentence(finding: Finding, words: Catalogue) -> str:
    """The sentence of a finding, and how many templates it reaches where others take in the file that it stands in."""
    reach = "" if finding.reach is None else " " + words.say("report.reach", count=finding.reach)
    return printable(finding.message) + reach


def sureness(finding: Finding, words: Catalogue) -> str:
    """How sure the judge is, in brackets."""
    return words.say("report.sure", confidence=two_digits(finding.confidence))


def message_of(failure: Failure, words: Catalogue) -> str:
    """What went wrong with a file."""
    return words.say(f"failure.{failure.cause}.says", **dict(failure.fields))


def help_of(failure: Failure, words: Catalogue) -> str:
    """What to do about a failure."""
    return words.say(f"failure.{failure.cause}.help", **dict(failure.fields))


def sentence_of(failure: Failure, words: Catalogue) -> str:
    """What went wrong with a file, and the next step."""
    return printable(f"{message_of(failure, words)} {help_of(failure, words)}")


def passed_over(outcome: Outcome, words: Catalogue) -> list[str]:
    """How many files were passed over, a line for each reason."""
    numbers = {"passed_over": outcome.counted.passed_over, "own_reports": outcome.counted.own_reports}
    return [words.say(f"report.{name}", count=count) for name, count in numbers.items() if count]


def identities(keys: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """16 hex digits a key that are its own within one report, and the same as long as the key is; equal ones count."""
    seen: Counter[tuple[str, ...]] = Counter()
    for raw in keys:
        key = tuple(map(printable, raw))
        yield digest(*key, str(seen[key]))
        seen[key] += 1


def key_of(finding: Finding) -> tuple[str, str, str]:
    """What makes a finding itself in the report of a whole folder; its fingerprint alone does so in one message."""
    return finding.path, finding.part, finding.fingerprint
