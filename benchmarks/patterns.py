"""How the cost of reading grows on texts that mean harm: ``python -m benchmarks.patterns [SIZE SIZE]``; half an hour.

Every reader is fed with every shape, as it stands and, where a format has strings of its own, inside one of them. Rows
are told where a million characters take longer than ``SLOW`` seconds, or ``STEEP`` times as long in the larger text as
in the smaller one; the last line sums up. Figures are seconds of processor time for a million characters.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from html import escape
from typing import TYPE_CHECKING, NamedTuple

import click

from promolint import check
from promolint.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = (100_000, 1_000_000)
SLOW, STEEP, PATIENCE, QUICK = 20.0, 2.0, 60.0, 1.0
LINK = '<a href="https://shop.example/sale">Book now</a> '
SHAPES = {
    "braces": "{", "output openers": "{{ ", "brackets in output": "{{ { }} ", "control openers": "{% if ",
    "comment openers": "{# <!-- /* ", "php openers": "<?php ", "erb openers": "<% <%= ", "interpolations": "${ #{ @{ ",
    "arguments": "@if(a( ", "tag openers": "<", "half tags": "<a href=", "half markup": "<! </ <? ",
    "quotes": "\"'`", "backslashes": "\\", "attributes": "<a x='\"' ", "brackets": "[", "labels": "[a](", "parens": "(",
    "autolinks": "<https://a.example/", "links": LINK, "void links": "<a href=x />", "unclosed": "<table><a href=x><b>",
    "marks": "*_`", "pipes": "| ", "dashes": "-", "equals": "=", "blanks": " ", "tabs and dots": "\t.", "digits": "1",
    "letters": "a", "words": "jetzt 20 % sichern ", "hosts": "a.", "addresses": "a@", "schemes": "a:", "percents": "%A",
    "entities": "&amp;", "half entities": "&#", "lines": "\n", "line of blanks": " \n", "items": "- a: b\n",
    "deeper": '{"a":[', "elements": "<a>", "quoted": "=\n", "code": "link_to(", "regexes": "=/[", "keys": 'a = "b\n',
    "exceptions": "<!-- promolint: ignore ", "conditions": "{% if a %}", "jsx": "<a b={", "headers": "A: b\n c\n",
    "boundaries": "--x\n", "crs": "\r", "masked crs": "{{a}}\r\n", "Team": "ihr\ta\t",
}  # fmt: skip


class Reader(NamedTuple):
    """A file's name, and what a text stands in there."""

    name: str
    inside: Callable[[str], str] = str


QUOTED = "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
READERS = [
    *(Reader(f"a.{ending}") for ending in "html md vm cshtml haml slim pug php ts jsx".split()),
    *(Reader(f"raw.{ending}") for ending in "eml mbox json yaml po xliff properties strings xml csv".split()),
    Reader("plain.eml", lambda text: f"Subject: a\nContent-Type: text/plain\n\n{text}"),
    Reader("html.eml", lambda text: f"Subject: a\nContent-Type: text/html\n\n{text}"),
    Reader("quoted.eml", lambda text: QUOTED + text),
    Reader("base64.eml", lambda text: QUOTED.replace("quoted-printable", "base64") + text),
    Reader("parts.eml", lambda text: f"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n{text}"),
    Reader("subject.eml", lambda text: f"Subject: {text}\n\na"),
    Reader("mails.json", lambda text: json.dumps({"subject": "a", "body": f"<p>{text}"})),
    Reader("mails.yaml", lambda text: f"mail:\n  body: {json.dumps('<p>' + text)}\n"),
    Reader("mails.po", lambda text: f'msgid "a"\nmsgstr {json.dumps("<p>" + text)}\n'),
    Reader("mails.properties", lambda text: "mail.body=<p>" + text.replace("\n", "\\n")),
    Reader("mails.strings", lambda text: f'"mail.body" = {json.dumps("<p>" + text)};'),
    Reader("strings.xml", lambda text: f'<resources><string name="mail">{escape(text)}</string></resources>'),
    Reader("mails.csv", lambda text: 'subject,body\na,"<p>' + text.replace('"', '""') + '"\n'),
    Reader("mails.php", lambda text: f"<?php $mail = {json.dumps('<p>' + text)}; mail($mail);"),
    Reader("mails/a.ts", lambda text: f"const html = {json.dumps('<p>' + text)}; sendMail(html)"),
    Reader("mails/a.tsx", lambda text: f"const a = () => <p><a href='x'>a</a>{text}</p>"),
]  # fmt: skip
CHECKED = {"a.html", "plain.eml"}


def main() -> None:
    """Measure all and print what is slow or steep."""
    sizes = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > len(SIZES) else SIZES
    signal.signal(signal.SIGVTALRM, _late)
    rows, worst = 0, (0.0, "")
    for reader in READERS:
        for shape, text in SHAPES.items():
            for what, how in _ways(reader):
                small, large = (_seconds(how, reader, text, size) * 1e6 / size for size in sizes)
                rows, worst = rows + 1, max(worst, (large, f"{what} {shape}"))
                growth = large / max(small, QUICK)
                if large > SLOW or growth > STEEP:
                    click.echo(f"{what:24}{shape:20}{small:10.2f}{large:10.2f}{growth:8.1f}")
    click.echo(f"{rows} rows; the slowest takes {worst[0]:.1f} s a million characters: {worst[1]}")


def _ways(reader: Reader) -> Iterator[tuple[str, Callable[[str, bytes], object]]]:
    """What is done with a file: it is read, and a few are checked from end to end."""
    yield f"read {reader.name}", read_file
    if reader.name in CHECKED:
        yield f"check {reader.name}", lambda name, data: check(data, name)


def _seconds(how: Callable[[str, bytes], object], reader: Reader, unit: str, size: int) -> float:
    """The processor time that a text of ``size`` characters takes; what has no end in ``PATIENCE`` is cut off."""
    data = reader.inside(unit * (size // len(unit))).encode()
    begin = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        how(reader.name, data)
    except _LateError:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begin


class _LateError(BaseException):
    pass


def _late(*_: object) -> None:
    raise _LateError


if __name__ == "__main__":
    main()
