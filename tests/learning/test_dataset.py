"""The message files' grammar: what it gives, what it refuses, and that writing undoes reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promolint.learning.dataset import DatasetError, LabelledLink, LabelledMessage, dump, load, parse
from promolint.values.message import Channel, Role, Stream
from promolint.values.verdict import Purpose

HEAD = """---
business: Salon Lindenhof
kind: quote
stream: transactional
channel: email
lang: de
subject: Hallo
---
"""
DATA = Path(__file__).parents[2] / "data"

LINKS = {
    "[Termin](https://a.example/1){transaction}": ("Termin", "https://a.example/1", "transaction", Role.TEXT),
    "[Termin](https://a.example/1){transaction button}": (
        "Termin",
        "https://a.example/1",
        "transaction",
        Role.BUTTON,
    ),
    "<https://a.example>{brand}": ("", "https://a.example", "brand", Role.BARE),
    "<salon.example/x>{product}": ("", "salon.example/x", "product", Role.BARE),
    "<{{ url }}>{transaction}": ("", "{{ url }}", "transaction", Role.BARE),
    "<<%= url %>>{transaction}": ("", "<%= url %>", "transaction", Role.BARE),
    "<%url%>{transaction}": ("", "%url%", "transaction", Role.BARE),
    "<%%url%%>{preferences}": ("", "%%url%%", "preferences", Role.BARE),
    "[a]({{ url_for('x', id=1) }}){account}": ("a", "{{ url_for('x', id=1) }}", "account", Role.TEXT),
    "[a]({{ f(')') }}/b){account}": ("a", "{{ f(')') }}/b", "account", Role.TEXT),
    "[a](https://a.example/w_(b)/c){information}": ("a", "https://a.example/w_(b)/c", "information", Role.TEXT),
    '[{{ a["b]"] }}](<%= u(1) %>){support}': ('{{ a["b]"] }}', "<%= u(1) %>", "support", Role.TEXT),
    "[[[NAME]] ansehen]([[URL]]){transaction}": ("[[NAME]] ansehen", "[[URL]]", "transaction", Role.TEXT),
    "[*|NAME|*](*|URL|*){brand}": ("*|NAME|*", "*|URL|*", "brand", Role.TEXT),
    "[x]({$url}){new-service}": ("x", "{$url}", "new-service", Role.TEXT),
}
PICTURES = {
    "[![](https://c.example/i.png)](https://a.example){brand}": ("", "https://c.example/i.png"),
    "[![Aktion (nur heute)](https://c.example/i_(1).png)](https://a.example){brand}": (
        "Aktion (nur heute)",
        "https://c.example/i_(1).png",
    ),
    "[![{{ n[0] }}]({{ p }})](https://a.example){brand}": ("{{ n[0] }}", "{{ p }}"),
}
PLAIN = (
    "[Product Name] and a[0](no link on this line",
    "Liebe/r <<name>>, ![Kopf](https://c.example/kopf.png) <b>neu</b>",
    "{{ account }} {product} {{#if x}} {% if a > 3 %} <% if b %> wird {app}",
    "[Anrede] [Nachname] {!Gast.Name} *|X|* %name%",
    "{{ 'https://a.example/x' }}",
)
BROKEN = {
    "no fence": ("business: x\n", 1, "a message begins with a line '---'"),
    "open head": ("---\nbusiness: x\n", 1, "the head has no closing line '---'"),
    "second message": (
        HEAD + "Hallo\n=====\nHallo\n",
        11,
        "a message begins with a line '---'",
    ),
    "missing field": ("---\nkind: quote\n---\nHallo\n", 2, "the head lacks business, stream, channel, lang, subject"),
    "no body": (HEAD + "\n", 8, "the body is empty"),
    "no business": (HEAD.replace("Salon Lindenhof", ""), 2, "the business has no name"),
    "bad kind": (HEAD.replace("quote", "Quote!"), 3, "not a kind: 'Quote!'"),
    "bad stream": (HEAD.replace("transactional", "both"), 4, "unknown stream: 'both'"),
    "bad channel": (HEAD.replace("email", "fax"), 5, "unknown channel: 'fax'"),
    "bad language": (HEAD.replace("lang: de", "lang: deu"), 6, "not the language of 'deu': 'deu'"),
    "twice": (
        HEAD.replace("subject: Hallo", "lang: de"),
        7,
        "not one of the fields business, kind, stream, channel, lang, subject, or given twice: 'lang: de'",
    ),
    "unknown purpose": (HEAD + "a\n[b](https://c.example){sale}", 10, "unknown purpose: 'sale'"),
    "link without label": (HEAD + "[b](https://c.example)", 9, "a link without a label: [b](https://c.example)"),
    "bare link without label": (HEAD + "<https://c.example>", 9, "a link without a label: <https://c.example>"),
    "naked URL": (HEAD + "a\n\nsiehe https://c.example/d.", 11, "a URL without a label: https://c.example/d."),
    "label without link": (HEAD + "[b]{transaction}", 9, "a label without a link: {transaction}"),
    "label after a picture": (HEAD + "![b](c.png){brand}", 9, "a label without a link: {brand}"),
    "second label": (HEAD + "[b](c){brand}{legal button}", 9, "a label without a link: {legal button}"),
    "empty URL": (HEAD + "[b](){brand}", 9, "an empty URL, or white space at its ends: ''"),
    "space in URL": (HEAD + "[b]( c){brand}", 9, "an empty URL, or white space at its ends: ' c'"),
}


@pytest.mark.parametrize(("markdown", "expected"), LINKS.items(), ids=LINKS)
def test_a_link_gives_its_words_url_purpose_and_role(markdown: str, expected: tuple[str, str, str, Role]) -> None:
    """Template syntax and brackets in words and URLs belong to them; the span is the link without its label."""
    words, url, purpose, role = expected
    link = markdown[: markdown.rindex("{")]
    assert parse(f"{HEAD}Vor {markdown}, nach.\n")[0] == LabelledMessage(
        business="Salon Lindenhof",
        kind="quote",
        stream=Stream.TRANSACTIONAL,
        channel=Channel.EMAIL,
        language="de",
        subject="Hallo",
        body=f"Vor {link}, nach.",
        links=(LabelledLink(words, url, Purpose(purpose), role, 4, 4 + len(link)),),
    )


@pytest.mark.parametrize(("markdown", "expected"), PICTURES.items(), ids=PICTURES)
def test_a_linked_picture_gives_its_alt_text_and_source(markdown: str, expected: tuple[str, str]) -> None:
    words, picture = expected
    end = len(markdown) - len("{brand}")
    assert parse(HEAD + markdown)[0].links == (
        LabelledLink(words, "https://a.example", Purpose.BRAND, Role.IMAGE, 0, end, picture),
    )


@pytest.mark.parametrize("body", PLAIN)
def test_words_that_only_look_like_links_stay_words(body: str) -> None:
    message = parse(HEAD + body)[0]
    assert (message.body, message.links) == (body, ())


@pytest.mark.parametrize(("text", "line", "problem"), BROKEN.values(), ids=BROKEN)
def test_what_breaks_the_format_is_refused_with_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(DatasetError) as caught:
        parse(text, "w.md")
    error = caught.value
    assert (error.path, error.line, error.problem) == ("w.md", line, problem)
    assert str(error) == f"w.md:{line}: {problem.rstrip('.')}. data/FORMAT.md describes the format."


def test_a_file_holds_several_messages_of_one_business(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "a.md").write_text(f"{HEAD}eins\n=====\n{HEAD}zwei\n=====\n", encoding="utf-8")
    found = [(message.path, message.index, message.group, message.body) for message in load(tmp_path)]
    assert found == [("de/a.md", 0, "Salon Lindenhof", "eins"), ("de/a.md", 1, "Salon Lindenhof", "zwei")]


@pytest.mark.parametrize(
    ("folder", "text", "problem"),
    [
        ("en", HEAD + "eins", "not the language of 'en': 'de'"),
        (
            "de",
            f"{HEAD}eins\n=====\n{HEAD.replace('Lindenhof', 'Ulme')}zwei",
            "the messages of one file name several businesses",
        ),
    ],
)
def test_a_file_of_another_language_or_of_two_businesses_is_refused(
    tmp_path: Path, folder: str, text: str, problem: str
) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "a.md").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        load(tmp_path)
    assert caught.value.problem == problem


def test_a_folder_without_messages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no message file"):
        load(tmp_path)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="[](){}<>!%#$*/.:="))
SPANS = st.sampled_from(["{{ a['(']) }}", "<%= b(1) %>", "${c}", "*|D|*", "[E]", "(f)", "{g}", "ö", "🙂"])
URLS = st.builds("https://x.example/{}{}".format, WORDS, SPANS)
PIECES = st.one_of(
    WORDS.map(lambda words: f" {words} \n"),
    st.builds("[{}{}]({}){{{}}}".format, WORDS, SPANS, URLS, st.sampled_from([*Purpose, "product button"])),
    st.builds("[![{}]({})]({}){{{}}}".format, WORDS, URLS, URLS, st.sampled_from(Purpose)),
    st.builds("<{}>{{{}}}".format, URLS, st.sampled_from(Purpose)),
)


@given(st.lists(PIECES, min_size=1, max_size=8).map("".join).filter(lambda body: bool(body.strip())))
def test_writing_undoes_reading(body: str) -> None:
    """Whatever the words, links and template spans: ``parse(dump(parse(x)))`` is ``parse(x)``."""
    messages = parse(HEAD + body)
    assert parse(dump(messages)) == messages


def test_the_project_s_own_messages_keep_the_format_and_outlive_a_rewriting() -> None:
    """Every file under ``data/messages`` is read, no business in two files, and dump gives the same messages."""
    messages = load(DATA / "messages")
    files = {message.path for message in messages}
    assert len({message.group for message in messages}) == len(files)
    for path in files:
        own = tuple(message for message in messages if message.path == path)
        assert parse(dump(own), path) == own


def test_the_datasheet_counts_what_is_there() -> None:
    """The first table of ``data/README.md`` gives the true numbers of messages and links by language."""
    messages = load(DATA / "messages")
    sheet = (DATA / "README.md").read_text(encoding="utf-8")
    for language in sorted({message.language for message in messages}):
        own = [message for message in messages if message.language == language]
        assert f"| {language} | {len(own):,} | {sum(len(message.links) for message in own):,} |" in sheet
