"""Comments that except findings: which, where, until when, and what is said of those that do nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promolint.policy import rules
from promolint.silence.ignores import Page, silenced
from promolint.values.message import Place
from promolint.values.outcome import Finding, Severity, Suppression
from promolint.words.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    Outcome = Callable[..., tuple[list[tuple[str, int, str]], list[tuple[str, int, int, str]]]]
    Found = Callable[..., Finding]

EN = Catalogue.load("en")
COMMENTS = [
    "<!-- {} -->",
    "<!--{}-->",
    "<!--\n{}\n-->",
    "{# {} #}",
    "{#- {} -#}",
    "{% comment %} {} {% endcomment %}",
    "{%- comment -%}{}{%- endcomment -%}",
    "{{!-- {} --}}",
    "{{! {} }}",
    "{{-- {} --}}",
    "{* {} *}",
    "[{* {} *}]",
    "<%# {} %>",
    "<%-- {} --%>",
    "<#-- {} -->",
    "/* {} */",
    "{/* {} */}",
    "@* {} *@",
    "#* {} *#",
    "// {}",
    "# {}",
    "## {}",
    "-- {}",
    "-# {}",
    "//- {}",
    "; {}",
    "%%[ {} ]%%",
    "%%[ /* {} */ ]%%",
    "&lt;!-- {} --&gt;",
]


def _in(comment: str, said: str) -> str:
    return comment.replace("{}", said)


@pytest.mark.parametrize("comment", COMMENTS)
def test_every_comment_syntax(comment: str, outcome: Outcome, found: Found) -> None:
    """On the line before a finding and on its own line; the reason ends with the comment."""
    said = _in(comment, "promolint: ignore[PL101] agreed with legal")
    last = said.count("\n") + 1
    assert outcome(f"{said}\nlink\n", found(line=last + 1)) == ([("PL101", last + 1, "agreed with legal")], [])
    behind = "" if said.endswith("legal") else "<a href='x'>words behind it</a>"
    assert outcome(f"{said}{behind}\n", found(line=last)) == ([("PL101", last, "agreed with legal")], [])


@pytest.mark.parametrize(
    "text",
    [
        "promolint: ignore[PL101] agreed",
        "<p>promolint: ignore[PL101] agreed</p>",
        "<!-- see promolint: ignore[PL101] agreed -->",
        "<!-- promolint: ignored[PL101] agreed -->",
        "<!-- promolint: ignore-files[PL101] agreed -->",
        "<!-- promolint: kind=invoice-receipt -->",
        "<!-- ignore[PL101] agreed -->",
        "//\npromolint: ignore[PL101] agreed",
    ],
)
def test_what_is_no_exception(text: str, outcome: Outcome, found: Found) -> None:
    """Words that stand in no comment, or that say something else, do nothing and are not told."""
    assert outcome(text, found(line=1)) == ([], [])


@pytest.mark.parametrize(("line", "silent"), [(1, False), (2, False), (3, True), (4, True), (5, False), (6, False)])
def test_its_own_line_and_the_next(line: int, silent: bool, outcome: Outcome, found: Found) -> None:  # noqa: FBT001
    """Neither two lines before nor behind; there PL902 says where it would work."""
    text = "1\n2\n<!-- promolint: ignore[PL101] agreed -->\n4\n5\n6\n"
    said, told = outcome(text, found(line=line))
    assert said == ([("PL101", line, "agreed")] if silent else [])
    message = f"“PL101” silences nothing here; it would work on line {line}."
    assert told == ([] if silent else [("PL902", 3, 24, message)])


def test_a_tag_of_several_lines(outcome: Outcome, found: Found) -> None:
    """A tag can hold no comment, so one before the tag works on the URL in it, whatever the template writes there."""
    text = '<!-- promolint: ignore[PL101] agreed -->\n<a {% if n > 3 %}class="x"{% endif %}\n  id="y"\n  href="'
    place = Place(4, 9, 4, 12)
    assert outcome(text + 'u">', replace(found(), place=place)) == ([("PL101", 4, "agreed")], [])
    assert outcome(text.replace("\n  id", ">\n  id") + 'u">', replace(found(), place=place))[0] == []


@pytest.mark.parametrize("line", [1, 2, 9])
def test_a_whole_file(line: int, outcome: Outcome, found: Found) -> None:
    """``ignore-file`` works wherever it stands, for its codes only."""
    text = "a\n" * 5 + "{# promolint: ignore-file[PL201] club wants it #}\n" + "a\n" * 5
    silent, told = outcome(text, found("PL201", line), found("PL101", line))
    assert (silent, told) == ([("PL201", line, "club wants it")], [])
    assert outcome(text) == ([], [("PL902", 6, 27, "“PL201” silences nothing in this file.")])


@pytest.mark.parametrize(
    ("codes", "silent"),
    [
        ("PL101,PL105", ["PL101", "PL105"]),
        ("PL105, PL101", ["PL101", "PL105"]),
        ("discount,referral", ["PL101", "PL105"]),
        ("Discount,pl105", ["PL101", "PL105"]),
        ("PL105 discount", ["PL101", "PL105"]),
    ],
)
def test_several_codes_and_names(codes: str, silent: list[str], outcome: Outcome, found: Found) -> None:
    """Codes and names, in any case and order."""
    text = f"<!-- promolint: ignore[{codes}] agreed -->"
    said, told = outcome(text, found("PL101"), found("PL105"), found("PL109"))
    assert ([code for code, *_ in said], told) == (silent, [])


def test_one_of_several_codes_is_unused(outcome: Outcome, found: Found) -> None:
    """It alone is told, at its place in the comment."""
    text = "<!-- promolint: ignore[PL105,PL101] agreed -->"
    assert outcome(text, found("PL101")) == (
        [("PL101", 1, "agreed")],
        [("PL902", 1, 24, "“PL105” silences nothing here.")],
    )


@pytest.mark.parametrize(
    ("codes", "messages"),
    [
        ("discont", ["There is no rule “discont”, so this silences nothing; spelt like it: discount."]),
        ("PL1001", ["There is no rule “PL1001”, so this silences nothing; spelt like it: PL101, PL901, PL501."]),
        ("zzz", ["There is no rule “zzz”, so this silences nothing."]),
        ("", ["This exception names no rule in brackets, so it silences nothing."]),
    ],
)
def test_a_rule_that_does_not_exist(codes: str, messages: list[str], outcome: Outcome, found: Found) -> None:
    """PL902 with the names that are near; the finding stays."""
    silent, told = outcome(f"<!-- promolint: ignore[{codes}] agreed -->", found("PL101"))
    assert silent == []
    assert [(code, message) for code, *_, message in told] == [("PL902", message) for message in messages]


@pytest.mark.parametrize("said", ["ignore agreed", "ignore", "ignore-file agreed"])
def test_without_brackets_nothing_is_excepted(said: str, outcome: Outcome, found: Found) -> None:
    """Nobody can silence all rules at once."""
    silent, told = outcome(f"<!-- promolint: {said} -->", found("PL101"))
    assert silent == []
    assert told[0][0] == "PL902"


@pytest.mark.parametrize("reason", ["", "  ", "--", ": …", "until=2027-01-31"])
@pytest.mark.parametrize("comment", ["<!-- {} -->", "# {}", "{# {} #}"])
def test_a_reason_is_required(comment: str, reason: str, outcome: Outcome, found: Found) -> None:
    """Without one the finding stays, and PL903 stands at the comment; no PL902 beside it."""
    said = _in(comment, f"promolint: ignore[PL101]{reason and ' '}{reason}")
    message = "This exception gives no reason, so it silences nothing."
    assert outcome(f"{said}\nlink", found(line=2)) == ([], [("PL903", 1, said.index("ignore") + 1, message)])


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("ignore[PL101] - agreed", "agreed"),
        ("ignore[PL101]: agreed, see #12", "agreed, see #12"),
        ("ignore[PL101] agreed\n  with  legal", "agreed with legal"),
        ("ignore [PL101] 5 % are ours", "5 % are ours"),
        ("ignore[PL101] mit Jänner-Aktion abgestimmt", "mit Jänner-Aktion abgestimmt"),
    ],
)
def test_the_reason_as_it_is_kept(said: str, reason: str, outcome: Outcome, found: Found) -> None:
    """Without the signs before it, on one line."""
    assert outcome(f"<!-- promolint: {said} -->", found())[0] == [("PL101", 1, reason)]


@pytest.mark.parametrize(
    "said",
    [
        "ignore[PL101] until={} agreed",
        "ignore[PL101] until = {} agreed",
        "ignore[PL101] agreed until={}",
        "until={} ignore[PL101] agreed",
        "ignore[PL101] until=3D{} agreed",
        "ignore[PL101] (until={}) agreed",
    ],
)
def test_a_last_day(said: str, outcome: Outcome, found: Found) -> None:
    """It holds for that day and no longer; then the finding is back, and PL904 stands at the comment."""
    text = f"<!-- promolint: {said.format('2027-01-31')} -->"
    for today in (date(2026, 1, 1), date(2027, 1, 31), None):
        silent, told = outcome(text, found(), today=today)
        assert (len(silent), told) == (1, [])
    column = text.index("ignore") + 1
    ended = ("PL904", 1, column, "This exception ended on 2027-01-31.")
    assert outcome(text, found(), today=date(2027, 2, 1)) == ([], [ended])


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("kind=course-update ignore[PL101] agreed", "agreed"),
        ('kind=course-update, course="Yoga am Montag" ignore[PL101] agreed kind=x', "agreed kind=x"),
        ("audience=prospect until=2027-01-31 ignore-file[discount] agreed", "agreed"),
        ("kind=3Dcourse-update ignore[PL101] until=3D2027-01-31 agreed", "agreed"),
        ("kind='a b'\tignore [PL101] agreed", "agreed"),
    ],
)
def test_behind_what_the_message_is(said: str, reason: str, outcome: Outcome, found: Found) -> None:
    """One comment may say both; the reason and the last day are the exception's."""
    assert outcome(f"<!-- promolint: {said} -->", found()) == ([("PL101", 1, reason)], [])


@pytest.mark.parametrize("said", ["kind=ignore[PL101] agreed", "kind=a ignored[PL101] agreed", "kind=a; [PL101] x"])
def test_a_declaration_alone_excepts_nothing(said: str, outcome: Outcome, found: Found) -> None:
    assert outcome(f"<!-- promolint: {said} -->", found()) == ([], [])


def test_a_reason_is_required_behind_a_declaration_too(outcome: Outcome, found: Found) -> None:
    """PL903 stands at the exception, not at what is declared."""
    text = "<!-- promolint: kind=course-update ignore[PL101] -->"
    silent, told = outcome(text, found())
    assert (silent, [(code, column) for code, _, column, _ in told]) == ([], [("PL903", text.index("ignore") + 1)])


@pytest.mark.parametrize("day", ["2027-02-30", "31.1.2027", "20270131", "tomorrow", "2027-W01-1"])
def test_a_last_day_that_is_none(day: str, outcome: Outcome, found: Found) -> None:
    """An exception never lasts longer because nobody can read its end."""
    message = f"“{day}” is no date, so this exception silences nothing."
    text = f"<!-- promolint: ignore[PL101] until={day} agreed -->"
    assert outcome(text, found()) == ([], [("PL904", 1, 17, message)])


def test_what_is_suppressed_already_needs_no_exception(outcome: Outcome, found: Found) -> None:
    """The exception is unused, and the finding keeps its own suppression."""
    guarded = replace(found(), suppressed=Suppression("guard", "consent"))
    silent, told = outcome("<!-- promolint: ignore[PL101] agreed -->", guarded)
    assert silent == [("PL101", 1, "consent")]
    assert [code for code, *_ in told] == ["PL902"]


def test_of_a_file_not_read_whole_no_exception_is_unused(outcome: Outcome) -> None:
    """What it is for may stand in the part that was not read."""
    assert outcome("<!-- promolint: ignore[PL101] agreed -->", whole=False) == ([], [])


def test_the_nearest_exception_gives_the_reason(outcome: Outcome, found: Found) -> None:
    """Its own line before the line before before the file; all three count as used."""
    text = (
        "{# promolint: ignore-file[PL101] file #}\n{# promolint: ignore[PL101] before #}\n"
        "{# promolint: ignore[PL101] own #}" + "\n" * 6
    )
    assert outcome(text, found(line=3)) == ([("PL101", 3, "own")], [])
    assert outcome(text, found(line=3), found(line=9))[0] == [("PL101", 3, "own"), ("PL101", 9, "file")]


def test_the_findings_about_exceptions() -> None:
    """PL902 warns, PL903 and PL904 are errors; in German too; each has a fingerprint of its own and a way out."""
    said = "<!-- promolint: ignore[PL101] "
    text = f"{said}r -->\n{said}r -->\n{said}-->\n{said}until=2020-01-01 r -->"
    _, told = silenced((), Page("a.html", text), date(2026, 1, 1), Catalogue.load("de"))
    assert [(one.code, one.severity, one.place.line) for one in told] == [
        ("PL902", Severity.WARNING, 1),
        ("PL902", Severity.WARNING, 2),
        ("PL903", Severity.ERROR, 3),
        ("PL904", Severity.ERROR, 4),
    ]
    assert [one.message for one in told[1:]] == [
        "„PL101“ bewirkt hier nichts.",
        "Diese Ausnahme nennt keinen Grund und bewirkt nichts.",
        "Diese Ausnahme endete am 2020-01-01.",
    ]
    assert len({one.fingerprint for one in told}) == 4
    assert all(one.help and one.excerpt for one in told)


CODES = [rule.code for rule in rules.RULES if not rule.code.startswith("PL9")]
LINES = st.integers(1, 12)


@settings(deadline=None)
@given(
    st.dictionaries(LINES, st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True), max_size=5),
    st.lists(st.tuples(st.sampled_from(CODES[:6]), LINES), max_size=10, unique=True),
    st.randoms(use_true_random=False),
)
def test_an_exception_silences_exactly_its_codes_on_its_lines(
    ignores: dict[int, list[str]], places: list[tuple[str, int]], chance: object
) -> None:
    """No more and no less; each code that silences nothing is told once; the order of findings does not matter."""
    rows = [
        f"<!-- promolint: ignore[{','.join(ignores[line])}] r -->" if line in ignores else "<p>text</p>"
        for line in range(1, 14)
    ]
    page = Page("a.html", "\n".join(rows))
    findings = [
        Finding(code, "x", Severity.ERROR, 1.0, "a.html", "", Place(line, 1, line, 2), "m", "h")
        for code, line in places
    ]
    kept, told = silenced(findings, page, None, EN)
    expected = {
        (code, line) for code, line in places if code in ignores.get(line, ()) or code in ignores.get(line - 1, ())
    }
    assert {(one.code, one.place.line) for one in kept if one.suppressed} == expected
    idle = [
        (line, code)
        for line in sorted(ignores)
        for code in ignores[line]
        if (code, line) not in places and (code, line + 1) not in places
    ]
    assert [(one.place.line, one.text) for one in told] == idle
    backwards, told_backwards = silenced(findings[::-1], page, None, EN)
    assert (backwards[::-1], told_backwards) == (kept, told)


@settings(deadline=None)
@given(st.text("<!->{#%}*/[]promlint: ignore=\n\\\"'P1015,", max_size=300))
def test_no_text_is_too_much(text: str) -> None:
    """Whatever stands in a file, reading its exceptions ends, and each place is in the text."""
    _, told = silenced((), Page("a.html", f"<!-- promolint: {text}"), None, EN)
    assert all(one.place.line <= text.count("\n") + 1 for one in told)


@pytest.mark.parametrize(
    "unit",
    [
        "<!-- promolint: ignore[PL101] ",
        "<!-- promolint: ignore[",
        "# promolint: ignore[aaaa] r ",
        "/* promolint: ignore[PL999] \n",
        "<!-- promolint: ignore[PL101] until=",
        "// promolint: until=",
        "// promolint: kind=a kind=a",
        "kind=a ",
        "kind='",
        "<!-- promolint:    ",
        "{% comment ",
        "<!--   ",
        "{{!--",
        "promolint: ",
        " \t",
        "-",
    ],
)
def test_a_megabyte_of_it_costs_a_megabyte(unit: str, found: Found) -> None:
    """Cost grows with the text: ten times as much takes about ten times as long, with findings on every line too."""

    def seconds(size: int) -> float:
        page = Page("a.html", "<!-- promolint: ignore[PL105] r -->" + unit * (size // len(unit)))
        count = min(page.text.count("\n") + 1, 200)
        findings = [found(line=number % count + 1) for number in range(size // 1000)]
        begun = process_time()
        silenced(findings, page, None, EN)
        return process_time() - begun

    small = max(min(seconds(100_000), seconds(100_000)), 0.02)
    assert seconds(1_000_000) < 40 * small
