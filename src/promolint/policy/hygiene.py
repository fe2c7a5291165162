"""Links that hide what they are: undecidable, shortened, redirected, tracked as a campaign, in another host's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from promolint.judging.structure import cues, purposes_of_host
from promolint.judging.urls import is_on, parts_of
from promolint.policy import rules
from promolint.policy.finding import shortened
from promolint.reading.mask import OUTPUT, mask
from promolint.values.message import Channel
from promolint.values.outcome import Finding, Severity
from promolint.values.verdict import Group, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from promolint.policy.finding import Case
    from promolint.values.message import Link
    from promolint.values.verdict import Verdict

_SHORTENERS = frozenset(
    "bit.ly tinyurl.com t.co goo.gl ow.ly is.gd v.gd buff.ly rebrand.ly cutt.ly t.ly rb.gy tiny.cc lnkd.in s.id"
    " shorturl.at kurzelinks.de kurzlink.de t1p.de bl.ink short.io smarturl.it".split()
)
_REDIRECTS = frozenset("url u redirect redirect_url target dest destination goto link".split())
_TEXTS = frozenset({Channel.SMS, Channel.WHATSAPP})
_CAMPAIGNS = frozenset(
    "sale promo promotion newsletter campaign kampagne aktion rabatt angebot offer deal winback".split()
)
_CAMPAIGN_PURPOSES = frozenset(
    {Purpose.DISCOUNT, Purpose.CAMPAIGN, Purpose.REFERRAL, Purpose.NEWSLETTER, Purpose.CONTEST}
)
_WORD = re.compile(r"[^\W\d_]+")
_SAID_HOST = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,24})(?:[/?#:]\S*)?", re.IGNORECASE)
_FILES = frozenset(
    "pdf ics vcf pkpass doc docx odt xls xlsx csv txt jpg jpeg png gif svg zip html htm php xml json js".split()
)
_TRACKERS = frozenset("click clicks link links mail email track tracking trk go t r ct url u e em news lnk".split())
_SECOND_LEVELS = frozenset({"co", "com", "org", "net", "ac", "gov", "or", "gv"})


def findings(case: Case) -> Iterator[Finding]:
    """PL501 to PL504, in the order of the links."""
    for link, verdict in zip(case.message.links, case.judged.verdicts, strict=True):
        if not link.commented and not link.twin:
            yield from _of_link(case, link, verdict)


def _of_link(case: Case, link: Link, verdict: Verdict) -> Iterator[Finding]:
    if verdict.undecidable:
        yield _told(case, link, "undecidable-link", Severity.NOTE)
    hidden = hides_target(link.url)
    if hidden:
        severity = Severity.WARNING if case.message.channel in _TEXTS else Severity.NOTE
        key = "shortened" if hidden == parts_of(link.url).host else ""
        yield _told(case, link, "hidden-target", severity, key=key, host=hidden)
    campaign = campaign_of(link.url) if verdict.purpose.group is Group.TRANSACTIONAL else ""
    if campaign:
        yield _told(case, link, "campaign-tracking", Severity.NOTE, campaign=campaign)
    other = other_host(link.text, link.url)
    if other:
        tracked = parts_of(link.url).host.split(".")[0] in _TRACKERS
        yield _told(case, link, "words-and-target-differ", Severity.NOTE if tracked else Severity.WARNING, host=other)


def hides_target(url: str) -> str:
    """The host that a reader would not have expected: of a shortener, or behind a redirect; empty if there is none."""
    parts = parts_of(url)
    if is_on(parts.host, _SHORTENERS):
        return "" if "maps" in (*parts.host.split("."), *parts.path[:1]) else parts.host
    if not parts.host or Purpose.SOCIAL in purposes_of_host(parts.host):  # nobody can say; a page to share an address
        return ""
    for name, value in _query(url):
        target = parts_of(value).host if name in _REDIRECTS and "//" in value else ""
        if target and domain_of(target) != domain_of(parts.host):
            return target
    return ""


def _query(url: str) -> Iterator[tuple[str, str]]:
    """The parameters of a URL, names in lower case, values decoded."""
    for pair in mask(url).text.partition("?")[2].partition("#")[0].replace(";", "&").split("&"):
        name, _, value = pair.partition("=")
        yield name.lower(), unquote(value)


def campaign_of(url: str) -> str:
    """The marketing word among the values of ``utm_*`` parameters, if there is one."""
    known = cues().words
    values = (value.lower() for name, value in _query(url) if name.startswith("utm_"))
    words = (word for value in values for word in _WORD.findall(value))
    return next((word for word in words if word in _CAMPAIGNS or known.get(word) in _CAMPAIGN_PURPOSES), "")


def other_host(text: str, url: str) -> str:
    """The host of ``url`` where ``text`` is an address on another domain; empty where both agree or nobody can say."""
    said = _SAID_HOST.fullmatch(text.strip().rstrip(".,;:!?"))
    host = parts_of(url).host
    literal = OUTPUT not in mask(url).text.partition("//")[2].partition("/")[0]
    if said is None or not host or not literal or parts_of(url).scheme not in {"http", "https"}:
        return ""
    if said.group(1).rpartition(".")[2].lower() in _FILES:
        return ""
    return host if domain_of(said.group(1).lower()) != domain_of(host) else ""


def domain_of(host: str) -> str:
    """The part of a host that somebody registered: its last two labels, three below ``co.uk`` and its like."""
    labels = host.split(".")
    country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS  # noqa: PLR2004
    return ".".join(labels[-3 if country else -2 :])


def _told(case: Case, link: Link, name: str, severity: Severity, *, key: str = "", **said: str) -> Finding:
    rule, words = rules.get(name), case.words
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity,
        confidence=1.0,
        path=case.message.path,
        part=case.message.part,
        place=link.place,
        message=words.say(f"hygiene.{key or name}", link=shortened(link.text) or shortened(link.url), **said),
        help=words.say(f"rule.{name}.way_out"),
        url=link.url,
        text=link.text,
        kind=case.message.declaration.kind,
        policy=case.pack.name,
        sources=case.sources(case.cited(name)),
        excerpt=link.excerpt,
        suppressed=case.allowed(link),
    )
