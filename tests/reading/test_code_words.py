"""What code says beside the URL: conditions, loops, roles, declarations; and ordinary code, which says nothing."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from promolint.discover import may_hold_messages
from promolint.reading import read_file
from promolint.values.message import Link, Message, Region, Role


def _message(name: str, text: str) -> Message:
    (message,) = read_file(name, text.encode()).messages
    return message


def _links(name: str, text: str) -> list[Link]:
    return [link for message in read_file(name, text.encode()).messages for link in message.links]


@pytest.mark.parametrize(
    ("name", "text", "condition"),
    [
        ("a.haml", "- if @k.werbung?\n  %a{ href: 'https://x.example/' } X\n", "if @k.werbung?"),
        ("a.slim", "- unless kunde.aus\n  a href='https://x.example/' X\n", "unless kunde.aus"),
        ("a.pug", "if kunde.werbung\n  a(href='https://x.example/') X\n", "if kunde.werbung"),
        (
            "emails/a.tsx",
            "const a = <p>{kunde.werbung && <Link href='https://x.example/'>X</Link>}</p>;",
            "if kunde.werbung",
        ),
        ("emails/a.tsx", "const a = <p>{ja ? <a href='https://x.example/'>X</a> : null}</p>;", "if ja"),
        ("a.erb", '<p><%= link_to "X", x_url if @kunde.werbung? %></p>', "if @kunde.werbung?"),
        ("a.erb", "<% if @ja %><%= link_to x_url do %>X<% end %><% end %>", "if @ja"),
    ],
)
def test_the_condition_around_a_link_is_kept(name: str, text: str, condition: str) -> None:
    """A policy has to see that a link is shown to some only."""
    (link,) = _links(name, text)
    assert link.conditions == (condition,)


def test_what_follows_else_stands_in_the_other_branch() -> None:
    """``- else`` goes on with the block of ``- if``, and the block ends where its lines end."""
    text = "- if @a\n  %a{ href: '/1' } Eins\n- else\n  %a{ href: '/2' } Zwei\n%a{ href: '/3' } Drei\n"
    assert [link.conditions for link in _links("a.haml", text)] == [("if @a",), ("else of if @a",), ()]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.haml", "- @kurse.each do |kurs|\n  %a{ href: kurs_url(kurs) } Kurs\n"),
        ("a.pug", "each kurs in kurse\n  a(href=kurs.url) Kurs\n"),
        ("emails/a.tsx", "const a = <p>{kurse.map((k) => (<a href={k.url}>Kurs</a>))}</p>;"),
    ],
)
def test_a_link_in_a_loop_says_so(name: str, text: str) -> None:
    """A list of links is one link in the source."""
    (link,) = _links(name, text)
    assert link.looped


@pytest.mark.parametrize(
    ("name", "text", "role"),
    [
        ("a.erb", '<p><%= link_to "Los", los_url, class: "btn" %></p>', Role.BUTTON),
        ("a.erb", '<p><%= link_to image_tag("a.png", alt: "A"), a_url %></p>', Role.IMAGE),
        ("a.erb", '<p><%= button_to "Los", los_url %></p>', Role.BUTTON),
        ("a.blade.php", '<x-mail::button :url="$u">Los</x-mail::button>', Role.BUTTON),
        ("a.slim", "a.btn href='https://x.example/' Los\n", Role.BUTTON),
        ("a.haml", "%p Siehe https://x.example/hilfe\n", Role.BARE),
        ("a.html", "<p>Siehe {{ path('hilfe') }}</p>", Role.BARE),
        ("a.html", "<p>Siehe {% url 'hilfe' %}</p>", Role.BARE),
        ("a.html", "<p>Siehe {{store url='hilfe'}}</p>", Role.BARE),
        ("emails/a.tsx", "const a = <Button href='https://x.example/'>Los</Button>;", Role.BUTTON),
    ],
)
def test_the_role_is_what_a_reader_clicks_on(name: str, text: str, role: Role) -> None:
    """Buttons, pictures and bare URLs are told apart in code as in HTML."""
    (link,) = _links(name, text)
    assert link.role is role


def test_the_words_of_the_message_are_those_of_the_elements() -> None:
    """Heading, preheader and region come through the components of React Email."""
    text = (
        "export const M = () => <Html><Preview>Kurz gesagt</Preview><Heading>Ihr Kurs</Heading>"
        "<Link href='https://x.example/'>Weiter</Link><Footer><a href='https://x.example/ab'>Ab</a></Footer></Html>;"
    )
    message = _message("emails/a.tsx", text)
    assert message.preheader == "Kurz gesagt"
    assert [(link.heading, link.region) for link in message.links] == [
        ("Ihr Kurs", Region.BODY),
        ("Ihr Kurs", Region.FOOTER),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.haml", "-# promolint: kind=receipt\n%a{ href: 'https://x.example/' } X\n"),
        ("a.slim", "/ promolint: kind=receipt\na href='https://x.example/' X\n"),
        ("a.pug", "//- promolint: kind=receipt\na(href='https://x.example/') X\n"),
        ("mail.php", "<?php // promolint: kind=receipt\n$html = '<a href=\"https://x.example/\">X</a>';"),
        ("mail.js", "// promolint: kind=receipt\nhtml = '<a href=\"https://x.example/\">X</a>';"),
    ],
)
def test_a_declaration_in_a_comment_is_heard(name: str, text: str) -> None:
    """Each language says it in its own comment."""
    assert _message(name, text).declaration.kind == "receipt"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lib/tabelle.js", "el.innerHTML = '<table><tr><td><a href=\"#oben\">Oben</a></td></tr></table>';"),
        (
            "src/App.jsx",
            "export default () => <nav><Link to='/x'>X</Link><a href='https://x.example/'>Hilfe</a></nav>;",
        ),
        (
            "src/EmailFeld.tsx",
            "export const F = () => <label><a href='/hilfe'>Hilfe</a><input type='email' /></label>;",
        ),
        ("src/strom.ts", 'const subject = new Subject<string>(); const t = (x: number) => `<a href="${x}">x</a>`;'),
        ("app/Seite.php", "<?php class Seite { function a() { return '<a href=\"/x\">Mehr</a>'; } }"),
        ("config/app.php", "<?php return ['url' => 'https://x.example/'];"),
        ("webpack.config.js", "module.exports = { output: { publicPath: 'https://x.example/' } };"),
    ],
)
def test_ordinary_code_gives_no_message(name: str, text: str) -> None:
    """A folder of source code is walked through in silence, though its files are opened."""
    assert may_hold_messages(PurePosixPath(name))
    assert read_file(name, text.encode()).messages == ()


def test_the_source_of_promolint_gives_no_message() -> None:
    """What is neither a template nor a language that is read is not opened at all."""
    assert not may_hold_messages(PurePosixPath("src/promolint/lint.py"))
    assert not may_hold_messages(PurePosixPath("app/models/user.rb"))


def test_a_comment_for_outlook_in_a_comment_is_not_sent() -> None:
    """What stands below ``-#`` stays there, whatever it looks like."""
    text = "-#\n  /[if mso]\n    %a{ href: 'https://x.example/' } X\n  https://y.example/\n%p Z\n"
    assert [link.commented for link in _links("a.haml", text)] == [True, True]


def test_a_title_that_is_code_is_the_subject_as_written() -> None:
    """Nothing invisible stays in the words of a subject."""
    assert (
        _message("a.haml", "%title= t('mail.title')\n%a{ href: 'https://x.example/' } X\n").subject == "t('mail.title')"
    )


@pytest.mark.parametrize("tag", ["<E.", "<E..", "<a:", "<E.Link.", "<a-"])
def test_a_name_that_breaks_off_is_no_fault(tag: str) -> None:
    """Half a name is typed while a file is written; it is read all the same."""
    assert read_file("emails/a.tsx", f"const a = (<p>{tag} href='https://x.example/'>X</p>);".encode()).failures == ()
