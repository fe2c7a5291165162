"""JUnit XML: a suite a file, a test a message, for continuous integration that shows test results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.policy import rules
from promolint.reporting.listing import by_file, place_of, place_of_failure, sentence_of, sureness, way_out
from promolint.reporting.xml_page import element, page
from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from promolint.reporting.document import Tool
    from promolint.reporting.listing import FileReport
    from promolint.values.message import Failure
    from promolint.values.outcome import Finding, Outcome
    from promolint.words.catalogue import Catalogue


def junit_report(outcome: Outcome, _tool: Tool, words: Catalogue) -> str:
    """A test fails by findings at the level error; others are its output. A file that was not read is an error.

    Suppressed findings are counted in a property of their suite. No times: the same input gives the same bytes.
    """
    suites = [_suite(file, words) for file in by_file(outcome)]
    root = element("testsuites", {"name": "promolint", **_numbers(suites)})
    root.extend(suites)
    return page(root)


def _suite(file: FileReport, words: Catalogue) -> Element:
    cases = [_case(file.path, part, findings, words) for part, findings in file.parts.items()]
    if file.failures:
        cases.append(_unread(file.path, file.failures, words))
    suite = element("testsuite", {"name": file.path, **_numbers(cases)})
    if file.suppressed:
        properties = element("properties")
        properties.append(element("property", {"name": "suppressed", "value": len(file.suppressed)}))
        suite.append(properties)
    suite.extend(cases)
    return suite


def _numbers(parts: Sequence[Element]) -> dict[str, object]:
    """How many tests there are in the parts of a suite, or of all suites, and how they ended."""
    cases = [case for part in parts for case in part.iter("testcase")]
    ended = {name: sum(case.find(name) is not None for case in cases) for name in ("failure", "error")}
    return {"tests": len(cases), "failures": ended["failure"], "errors": ended["error"]}


def _case(path: str, part: str, findings: Sequence[Finding], words: Catalogue) -> Element:
    case = element("testcase", {"classname": path, "name": part or path})
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    others = [finding for finding in findings if finding.severity is not Severity.ERROR]
    if errors:
        several = words.say("count.errors", count=len(errors))
        attributes: dict[str, object] = {
            "message": errors[0].message if len(errors) == 1 else several,
            "type": " ".join(dict.fromkeys(finding.code for finding in errors)),
        }
        case.append(element("failure", attributes, lines=_lines(errors, words)))
    if others:
        case.append(element("system-out", lines=_lines(others, words)))
    return case


def _unread(path: str, failures: Sequence[Failure], words: Catalogue) -> Element:
    code = failures[0].code
    case = element("testcase", {"classname": path, "name": f"{code} {rules.get(code).name}"})
    attributes: dict[str, object] = {"message": sentence_of(failures[0], words), "type": code}
    case.append(element("error", attributes, lines=[_line(failure, words) for failure in failures]))
    return case


def _line(failure: Failure, words: Catalogue) -> str:
    return f"{place_of_failure(failure)}: {sentence_of(failure, words)}"


def _lines(findings: Sequence[Finding], words: Catalogue) -> list[str]:
    lines: list[str] = []
    for finding in findings:
        severity = words.say(f"severity.{finding.severity}")
        lines.append(f"{place_of(finding)}: {finding.code} {finding.name} {severity} {sureness(finding, words)}")
        lines += [f"  {finding.message}", f"  {words.say('report.way_out')}: {way_out(finding, words)}"]
    return lines
