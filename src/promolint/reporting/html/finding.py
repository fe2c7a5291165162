"""One finding, for a person who decides about it: what, which words, why, by which sources, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.reporting.html.grouping import level_of
from promolint.reporting.html.markup import Html, element, joined
from promolint.reporting.listing import help_of, message_of, reasons, way_out
from promolint.reporting.safe import two_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from promolint.reporting.document import Listed
    from promolint.values.message import Failure
    from promolint.values.outcome import Finding, Suppression
    from promolint.words.catalogue import Catalogue


def findings_list(findings: Sequence[Finding], links: Sequence[Listed], words: Catalogue) -> Html:
    """The findings, those that are held against the message first. ``links`` are numbered in the message's list."""
    ordered = sorted(findings, key=lambda finding: finding.suppressed is not None)
    return element("ul", *(_finding(finding, links, words) for finding in ordered), class_="findings")


def failure_item(failure: Failure, words: Catalogue) -> Html:
    """One thing that could not be read, and what to do."""
    place = failure.place
    where = (failure.path, *((_spot(place.line, place.column, words),) if place else ()))
    return element(
        "li",
        element("p", element("strong", ", ".join(where)), " ", element("span", failure.code, class_="code")),
        element("p", message_of(failure, words)),
        element("p", help_of(failure, words)),
        class_="failure",
    )


def _finding(finding: Finding, links: Sequence[Listed], words: Catalogue) -> Html:
    level = level_of(finding)
    return element(
        "li",
        element(
            "h5",
            element("span", words.say(f"severity.{finding.severity}"), class_="badge"),
            " ",
            element("span", _title(finding, words), data_text=True),
            " ",
            element("span", f"{finding.code} {finding.name}", class_="code", data_text=True),
        ),
        *(_excused(finding.suppressed, words) if finding.suppressed else ()),
        *_why(finding),
        *_reach(finding, words),
        element("dl", *(_row(label, said) for label, said in _details(finding, links, words) if said)),
        class_=f"finding {level}",
        data_found=level,
    )


def _title(finding: Finding, words: Catalogue) -> str:
    """What the finding is called by people: the purpose, or the rule."""
    key = f"rule.{finding.name}.name"
    if key in words.entries:
        return words.say(key)
    return words.say(f"purpose.{finding.purpose}.name") if finding.purpose else ""


def _why(finding: Finding) -> Iterator[Html]:
    """The sentence with the finding's words marked in it; where it does not quote them they stand before it."""
    group = finding.purpose.group if finding.purpose else "commented"
    before, quoted, after = finding.message.partition(finding.text) if finding.text else (finding.message, "", "")
    if finding.text and not quoted:
        yield element("blockquote", element("mark", finding.text, class_=group), dir="auto", data_text=True)
    mark = element("mark", quoted, class_=group) if quoted else ""
    yield element("p", before, mark, after, data_text=True)


def _reach(finding: Finding, words: Catalogue) -> Iterator[Html]:
    if finding.reach is not None:
        yield element("p", words.say("report.reach", count=finding.reach))


def _excused(suppressed: Suppression, words: Catalogue) -> Iterator[Html]:
    key = f"page.by.{suppressed.by}"
    by = words.say(key) if key in words.entries else suppressed.by
    reason = suppressed.reason or words.say("page.no_reason")
    yield element("p", element("strong", by), ": ", reason, class_="reason", data_text=True)


def _details(finding: Finding, links: Sequence[Listed], words: Catalogue) -> Iterator[tuple[str, str]]:
    place = _spot(finding.place.line, finding.place.column, words)
    yield words.say("page.way_out"), way_out(finding, words)
    yield words.say("page.evidence"), reasons(finding.evidence, words)
    yield words.say("page.sources"), _sources(finding)
    yield words.say("page.link"), _link(finding, links, words)
    yield words.say("page.place"), f"{finding.path}, {place}"
    yield words.say("page.policy"), ", ".join(finding.policy.split(","))
    yield words.say("page.sure"), words.say("page.percent", percent=round(100 * float(two_digits(finding.confidence))))


def _row(label: str, said: str) -> Html:
    return element("div", element("dt", label), element("dd", said))


def _sources(finding: Finding) -> Html:
    return joined(*(element("div", source) for source in finding.sources))


def _link(finding: Finding, links: Sequence[Listed], words: Catalogue) -> Html:
    """The number of the finding's link in the message's list, and where it leads."""
    numbers = [number for number, listed in enumerate(links, 1) if listed.link.place == finding.place]
    said = words.say("page.number", number=numbers[0]) if finding.url and numbers else ""
    return joined(said, " " if said else "", element("code", finding.url) if finding.url else "")


def _spot(line: int, column: int, words: Catalogue) -> str:
    return words.say("page.spot", line=line, column=column)
