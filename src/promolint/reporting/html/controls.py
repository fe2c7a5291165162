"""The filters. They are hidden until page.js shows them: where no script runs, nothing on the page is dead."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from promolint.reporting.html.grouping import NOTHING, SUPPRESSED
from promolint.reporting.html.head import GROUPS, folder_name
from promolint.reporting.html.markup import Html, element, joined, void
from promolint.reporting.html.message import group_name, kind_name
from promolint.values.outcome import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from promolint.reporting.html.grouping import Entry, Folder
    from promolint.words.catalogue import Catalogue

ALL = "*"  # the value of a choice that leaves nothing out


def controls(folders: Sequence[Folder], words: Catalogue) -> Html:
    """The filters with the number of messages that each choice has, and the line that says how many are shown."""
    entries = [entry for folder in folders for entry in folder.entries]
    form = element(
        "form",
        _levels(_counted(entry.found for entry in entries), words),
        _choice("group", _groups(entries, words), words),
        _choice("kind", _kinds(entries, words), words),
        _choice("folder", _folders(folders, words), words),
        _search(words),
        element(
            "p",
            element("button", words.say("page.open_all"), type="button", id="open-all"),
            element("button", words.say("page.shut_all"), type="button", id="shut-all"),
            element("button", words.say("page.reset"), type="reset"),
            _box("print", "shown", words.say("page.print_shown"), checked=False),
            class_="buttons",
        ),
        id="filters",
        role="search",
        aria_label=words.say("page.filters"),
        autocomplete="off",
        hidden=True,
    )
    total = len(entries)
    said = words.say("page.shown", shown=total, all=total)
    template = words.say("page.shown", shown="{shown}", all=total)
    return joined(form, element("p", said, id="shown", role="status", data_say=template))


def _levels(numbers: Counter[str], words: Catalogue) -> Html:
    """A box for each severity, for what is excused and for messages without a finding."""
    names = {str(severity): words.say(f"page.column.{severity}s") for severity in Severity}
    names |= {SUPPRESSED: words.say("page.column.suppressed"), NOTHING: words.say("page.nothing")}
    boxes = (_box("found", level, f"{name} ({numbers[level]})", checked=True) for level, name in names.items())
    return element("fieldset", element("legend", words.say("page.filter.found")), *boxes)


def _box(name: str, value: str, label: str, *, checked: bool) -> Html:
    box = void("input", type="checkbox", name=name, value=value, checked=checked)
    return element("label", box, " ", label)


def _choice(name: str, options: Iterable[tuple[str, str]], words: Catalogue) -> Html:
    chosen = ((ALL, words.say("page.filter.all")), *options)
    choices = (element("option", label, value=value) for value, label in chosen)
    return element("label", element("span", words.say(f"page.filter.{name}")), element("select", *choices, name=name))


def _search(words: Catalogue) -> Html:
    return element("label", element("span", words.say("page.filter.text")), void("input", type="search", name="text"))


def _groups(entries: Sequence[Entry], words: Catalogue) -> Iterable[tuple[str, str]]:
    numbers = _counted(entry.groups for entry in entries)
    return [(group, f"{group_name(group, words)} ({numbers[group]})") for group in GROUPS if numbers[group]]


def _kinds(entries: Sequence[Entry], words: Catalogue) -> Iterable[tuple[str, str]]:
    numbers = _counted((entry.kind,) for entry in entries)
    named = sorted((kind_name(kind, words), kind) for kind in numbers)
    return [(kind, f"{name} ({numbers[kind]})") for name, kind in named]


def _folders(folders: Sequence[Folder], words: Catalogue) -> Iterable[tuple[str, str]]:
    """The folders that have a section on the page, by their number there."""
    return [
        (str(number), f"{folder_name(folder, words)} ({len(folder.entries)})")
        for number, folder in enumerate(folders)
        if folder.entries
    ]


def _counted(named: Iterable[Iterable[str]]) -> Counter[str]:
    return Counter(name for names in named for name in names)
