"""What stands above the messages: the totals, the policies, the meaning of the colours, the folders, what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promolint.policy import pack
from promolint.reporting.document import counts
from promolint.reporting.html.finding import failure_item
from promolint.reporting.html.grouping import UNDECIDABLE
from promolint.reporting.html.markup import Html, element, joined
from promolint.reporting.html.message import group_name
from promolint.reporting.listing import passed_over
from promolint.values.outcome import Severity
from promolint.values.verdict import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from promolint.reporting.html.grouping import Folder
    from promolint.values.message import Failure
    from promolint.values.outcome import Outcome
    from promolint.words.catalogue import Catalogue

COLUMNS = ("messages", "links", "errors", "warnings", "notes", "suppressed", "undecidable", "unread")
GROUPS = (*Group, UNDECIDABLE)
_FEW_FOLDERS = 12


def head(outcome: Outcome, policy: str, words: Catalogue) -> Html:
    """The title, what was checked by which policies, and the totals."""
    numbers = counts(outcome)
    totals = (
        element(
            "div",
            element("dt", words.say(f"page.column.{name}")),
            element("dd", str(numbers[name])),
            class_=name if numbers[name] else f"{name} zero",
        )
        for name in COLUMNS
    )
    clean = not outcome.findings and not outcome.failures
    verdict = (element("p", words.say("report.clean", policy=policy), class_="clean"),) if clean else ()
    passed = (element("p", line) for line in passed_over(outcome, words))
    older = (element("p", words.say("report.older", count=outcome.older)),) if outcome.older else ()
    return element(
        "header",
        element("h1", words.say("page.title")),
        element("p", words.say("page.policies"), ": ", _policies(policy, words)),
        element("dl", *totals, class_="totals"),
        *verdict,
        *passed,
        *older,
        _legend(words),
    )


def failures(failed: Sequence[Failure], words: Catalogue) -> Html:
    """All that was not read, or nothing."""
    if not failed:
        return Html("")
    return element(
        "section",
        element("h2", words.say("page.failures")),
        element("p", words.say("page.failures_mean")),
        element("ul", *(failure_item(failure, words) for failure in failed), class_="findings"),
        class_="failures",
    )


def folder_table(listed: Sequence[Folder], words: Catalogue) -> Html:
    """The numbers of each folder, unfolded where the folders are few."""
    head_cells = (element("th", words.say(f"page.column.{name}"), scope="col") for name in ("folder", *COLUMNS))
    table = element(
        "table",
        element("thead", element("tr", *head_cells)),
        element("tbody", *(_row(folder, words) for folder in listed)),
    )
    title = words.say("page.folders")
    return element(
        "details",
        element("summary", element("h2", title)),
        element("div", table, class_="wide", role="region", aria_label=title, tabindex="0"),
        class_="folders",
        open=len(listed) <= _FEW_FOLDERS,
    )


def folder_name(folder: Folder, words: Catalogue) -> str:
    """Its path, or the words for the folder that the run started in."""
    return folder.name or words.say("page.here")


def _row(folder: Folder, words: Catalogue) -> Html:
    cells = (
        element("td", str(folder.counts[name]), class_=name if folder.counts[name] else "zero") for name in COLUMNS
    )
    return element("tr", element("th", folder_name(folder, words), scope="row"), *cells)


def _policies(policy: str, words: Catalogue) -> Html:
    """Each pack by its name, one that comes with promolint by its title too."""
    return joined(*(_pack(name, words) for name in policy.split(",")), between=", ")


def _pack(name: str, words: Catalogue) -> Html:
    if name not in pack.names():
        return element("b", name)
    return joined(element("b", pack.load(name).title.into(words.language)), " ", element("span", name, class_="code"))


def _legend(words: Catalogue) -> Html:
    """What the colours and the severities mean."""
    marks = (
        element("li", element("mark", group_name(group, words), class_=group), " ", words.say(f"page.means.{group}"))
        for group in GROUPS
    )
    severities = (
        element(
            "li",
            element("span", words.say(f"severity.{severity}"), class_=f"badge {severity}"),
            " ",
            words.say(f"page.means.{severity}"),
        )
        for severity in Severity
    )
    title = element("summary", element("h2", words.say("page.legend")))
    rest = joined(element("p", words.say("help.questions")), element("p", words.say("page.numbers")))
    return element(
        "details",
        title,
        element("div", element("ul", *severities), element("ul", *marks)),
        rest,
        class_="legend",
        open=True,
    )
