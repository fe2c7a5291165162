"""What a message says of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promolint.reading import read_file
from promolint.reading.declaration import choices_of, keys
from promolint.values.message import Audience, Channel, Consent, Declaration, Stream


def declaration(source: str, name: str = "mail.html") -> Declaration:
    (message,) = read_file(name, source.encode()).messages
    return message.declaration


@pytest.mark.parametrize(
    "source",
    [
        "<!-- promolint: kind=order-confirmation -->\n<p>a</p>",
        "{# promolint: kind=order-confirmation #}\n<p>a</p>",
        "{{!-- promolint: kind=order-confirmation --}}",
        "{{! promolint: kind=order-confirmation }}",
        "{{-- promolint: kind=order-confirmation --}}",
        "{* promolint: kind=order-confirmation *}",
        "<%# promolint: kind=order-confirmation %>",
        "<#-- promolint: kind=order-confirmation -->",
        "// promolint: kind=order-confirmation",
        "# promolint: kind=order-confirmation",
        "/* promolint: kind=order-confirmation */",
        "<!--promolint:kind=order-confirmation-->",
        '<!-- promolint: kind="order-confirmation" -->',
        "<!-- promolint: kind = order-confirmation -->",
        "---\nkind: order-confirmation\n---\na",
        "---\r\nkind: order-confirmation\r\n---\r\na",
        '---\nkind: "order-confirmation"  \ntitle: x\n---\na',
        "---\npromolint: kind=order-confirmation\n---\na",
    ],
)
def test_a_kind_is_declared(source: str) -> None:
    assert declaration(source) == Declaration(kind="order-confirmation", source="declared")


@pytest.mark.parametrize(
    "source",
    [
        "<p>a</p>",
        "<p>promolint: kind=order-confirmation</p>",
        "kind=order-confirmation",
        "<!-- kind=order-confirmation -->",
        "<!-- promolint: ignore[PL105] a reason -->",
        "<!-- promolint: Audience=prospect -->",
        "a\n---\nkind: order-confirmation\n---\n",
        "---\nkind: order-confirmation\n",
        "---\n---\n",
    ],
)
def test_nothing_is_declared(source: str) -> None:
    assert declaration(source) == Declaration()


ALL = Declaration(
    kind="a",
    stream=Stream.MARKETING,
    channel=Channel.PUSH,
    audience=Audience.COURSE_PARTICIPANT,
    consent=Consent.OPT_IN,
    course="rueckenfit",
    source="declared",
    stream_source="declared",
)
WORDS = "kind=a stream=marketing channel=push audience=course-participant consent=opt-in course=rueckenfit"


@pytest.mark.parametrize(
    "source",
    [
        f"<!-- promolint: {WORDS} -->",
        f"{{# promolint: {WORDS} #}}",
        f"// promolint: {WORDS}",
        f"---\npromolint: {WORDS}\n---\na",
        "---\n" + WORDS.replace("=", ": ").replace(" ", "\n").replace(":\n", ": ") + "\n---\na",
    ],
)
def test_all_that_can_be_declared(source: str) -> None:
    """In a comment, in a field of the front matter, or in its own fields."""
    assert declaration(source) == ALL


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("audience=prospect", Declaration(audience=Audience.PROSPECT)),
        ("audience=new-customer", Declaration(audience=Audience.NEW_CUSTOMER)),
        ("audience=existing-customer", Declaration(audience=Audience.EXISTING_CUSTOMER)),
        ("audience=course-participant", Declaration(audience=Audience.COURSE_PARTICIPANT)),
        ("consent=none", Declaration(consent=Consent.NONE)),
        ("consent=soft-opt-in", Declaration(consent=Consent.SOFT_OPT_IN)),
        ('consent="opt-in"', Declaration(consent=Consent.OPT_IN)),
        ("consent='opt-in'", Declaration(consent=Consent.OPT_IN)),
        # the channel of a club's course, or its general message function; neither is how the message is sent
        ("channel=course", Declaration(general=False)),
        ("channel=general", Declaration(general=True)),
        ("channel=sms", Declaration(channel=Channel.SMS)),
        # a course by its id, its slug, or its name
        ("course=12", Declaration(course="12")),
        ("course=rueckenfit-herbst", Declaration(course="rueckenfit-herbst")),
        ("course=rückenfit", Declaration(course="rückenfit")),
        ('course="Yoga am Montag"', Declaration(course="Yoga am Montag")),
        ("course='Yoga am Montag' consent=none", Declaration(course="Yoga am Montag", consent=Consent.NONE)),
    ],
)
def test_what_is_declared_of_the_readers(said: str, expected: Declaration) -> None:
    assert declaration(f"<!-- promolint: {said} -->\n<p>a</p>") == replace(expected, source="declared")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("kind=a ignore[PL105] agreed", Declaration(kind="a")),
        ("kind=a stream=marketing ignore-file[PL105] x=5", Declaration(kind="a", stream=Stream.MARKETING)),
        ("kind=a until=2027-01-31 ignore[PL105] agreed", Declaration(kind="a")),
        ("until=2027-01-31 kind=a ignore[PL105] agreed", Declaration(kind="a")),
        ("kind=a, ignore[PL105] until=2027-01-31 kind=b", Declaration(kind="a")),
        ('course="please ignore me" kind=a', Declaration(course="please ignore me", kind="a")),
        ("kind=a ignored stream=marketing", Declaration(kind="a", stream=Stream.MARKETING)),
        ("kind=ignore ignore", Declaration(kind="ignore")),
    ],
)
def test_what_is_declared_before_an_exception(said: str, expected: Declaration) -> None:
    """It ends where the exception begins; the reason and the last day are none of it."""
    told = replace(expected, source="declared", stream_source="declared" if expected.stream else "unknown")
    assert declaration(f"{{# promolint: {said} #}}\n<p>a</p>") == told


def test_an_exception_hides_no_later_declaration() -> None:
    """The first comment that declares anything counts, whatever stands in others."""
    exceptions = "{# promolint: until=2027-01-31 ignore[PL101] a #}{# promolint: ignore[PL102] b #}"
    assert declaration(f"{exceptions}{{# promolint: kind=a #}}{{# promolint: kind=b #}}<p>a</p>").kind == "a"


@pytest.mark.parametrize(
    ("said", "mistakes"),
    [
        ("audience=everybody", ("audience=everybody",)),
        ("kind=a audience=members consent=yes", ("audience=members", "consent=yes")),
        ("stream=both", ("stream=both",)),
        ("channel=fax", ("channel=fax",)),
        ("colour=red kind=a", ("colour=red",)),
        ("audience=Prospect", ("audience=Prospect",)),
        ('audience="all readers"', ("audience=all readers",)),
        # a kind is known to the policy only, and a course to the club
        ("kind=nonsense course=anything", ()),
        ("audience=prospect consent=none channel=general stream=marketing", ()),
    ],
)
def test_words_that_mean_nothing_are_told(said: str, mistakes: tuple[str, ...]) -> None:
    """A misspelt declaration is not silently none; what else the line says stands."""
    found = declaration(f"<!-- promolint: {said} -->")
    assert (found.mistakes, found.source) == (mistakes, "declared")


@pytest.mark.parametrize(
    "source",
    [
        '<!-- promolint: kind=a --><p class="lead" style="color=red">a</p>',
        "{# promolint: kind=a #}<p class=lead>a</p>",
        "{{! promolint: kind=a }}<p class=lead>a</p>",
        "{{!-- promolint: kind=a --}}<a href='https://a.example/?audience=everybody'>a</a>",
        "{* promolint: kind=a *}<p class=lead>a</p>",
        "<%# promolint: kind=a %><p class=lead>a</p>",
        "<#-- promolint: kind=a --><p class=lead>a</p>",
        "/* promolint: kind=a */ const audience='everybody';",
        "// promolint: kind=a\nconst audience=everybody;",
        "<!-- promolint: kind=a -->\n<!-- audience=everybody -->",
    ],
)
def test_a_promolint_line_ends_with_its_comment(source: str) -> None:
    """What stands behind it on the same line is the message."""
    assert declaration(source) == Declaration("a", source="declared")


def test_a_comment_goes_before_front_matter() -> None:
    """Word by word; what the front matter says beside it stays."""
    source = (
        "---\nkind: a\nstream: marketing\naudience: prospect\n---\n<!-- promolint: kind=d audience=new-customer -->"
    )
    assert declaration(source) == Declaration(
        "d", Stream.MARKETING, audience=Audience.NEW_CUSTOMER, source="declared", stream_source="declared"
    )


@pytest.mark.parametrize(
    "head",
    ["stream: b\naudience: everyone", "channel: Kanal 5", "consent: see below", "title: x", "colour: red"],
)
def test_fields_of_others_in_front_matter_say_nothing(head: str) -> None:
    """Front matter belongs to the site that the message is of: words unknown there are no mistakes."""
    found = declaration(f"---\nkind: a\n{head}\n---\na")
    assert found == Declaration("a", source="declared")


def test_what_a_line_may_say() -> None:
    """The keys, and the words that each of them knows; a kind and a course may be anything."""
    assert {key: choices_of(key) for key in keys()} == {
        "kind": (),
        "stream": ("transactional", "marketing"),
        "channel": ("email", "sms", "whatsapp", "push", "course", "general"),
        "audience": ("prospect", "new-customer", "existing-customer", "course-participant"),
        "consent": ("none", "soft-opt-in", "opt-in"),
        "course": (),
    }
    assert choices_of("colour") == ()


def test_front_matter_is_no_part_of_the_text() -> None:
    (message,) = read_file("mail.md", b"---\nsubject: Hi\nurl: https://a.example\n---\nwords\n").messages
    assert (message.text, message.subject, message.links) == ("words", "Hi", ())
