"""Laws of the fingerprint: it follows the link, and not the line it stands in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promolint.policy.decide import decide
from promolint.policy.finding import normalised
from promolint.values.message import Link, Place
from promolint.values.verdict import Purpose, Verdict
from tests.policy.builders import judged_of, policy_of

POLICY = policy_of("gdpr-strict")
URLS = ("https://a.example/sale", "https://a.example/sale?id=1", "https://b.example/", "{{ url }}", "")
LINKS = st.lists(st.tuples(st.sampled_from(URLS), st.sampled_from(["Jetzt sichern", "Shop", ""])), max_size=6)
PLACES = st.builds(Place, *[st.integers(1, 10**6)] * 4)


def _prints(links: list[Link], purpose: Purpose = Purpose.DISCOUNT, path: str = "a.html") -> list[str]:
    judged = judged_of(*((link, Verdict(purpose, 0.9)) for link in links), path=path)
    return [finding.fingerprint for finding in decide(judged, POLICY)]


def _links(pairs: list[tuple[str, str]]) -> list[Link]:
    return [Link(url, Place(1, 1, 1, 2), text) for url, text in pairs]


@given(pairs=LINKS, data=st.data())
def test_moving_lines_changes_nothing(pairs: list[tuple[str, str]], data: st.DataObject) -> None:
    """Wherever the links stand, their fingerprints are the same, and so in any file, language and confidence."""
    links = _links(pairs)
    moved = [replace(link, place=data.draw(PLACES), sentence="other", heading="other") for link in links]
    assert _prints(moved) == _prints(links) == _prints(links, path="b.html")


@given(pairs=LINKS)
def test_fingerprints_of_one_message_are_distinct(pairs: list[tuple[str, str]]) -> None:
    """Equal links are told apart by their ordinal; each fingerprint is 16 hex digits."""
    prints = _prints(_links(pairs))
    assert len(set(prints)) == len(prints)
    assert all(len(print_) == 16 and int(print_, 16) >= 0 for print_ in prints)


@given(pairs=LINKS, other=LINKS)
def test_the_other_links_do_not_matter(pairs: list[tuple[str, str]], other: list[tuple[str, str]]) -> None:
    """Links put behind, or others of other words put before, leave a fingerprint as it is."""
    prints = _prints(_links(pairs))
    assert _prints(_links(pairs + other))[: len(pairs)] == prints
    before = _links([(url, f"other {text}") for url, text in other])
    assert _prints(before + _links(pairs))[len(other) :] == prints


@given(url=st.text(), other=st.text(), text=st.text(), words=st.text())
def test_another_url_or_other_words_make_another_fingerprint(url: str, other: str, text: str, words: str) -> None:
    """Two links share a fingerprint exactly where their folded words and normalised URLs are equal."""
    same_url = normalised(url) == normalised(other)
    same_words = " ".join(text.split()).casefold() == " ".join(words.split()).casefold()
    assert (_prints(_links([(url, text)])) == _prints(_links([(other, words)]))) is (same_url and same_words)


@given(pairs=LINKS)
def test_another_code_makes_another_fingerprint(pairs: list[tuple[str, str]]) -> None:
    """The same link found for another reason is another finding."""
    links = _links(pairs)
    assert not set(_prints(links)) & set(_prints(links, Purpose.PRODUCT))


@given(
    url=st.sampled_from(["https://a.example/x", "https://a.example/x?id=1", "{{ url }}"]),
    parameters=st.lists(st.sampled_from(["utm_source=mail", "utm_campaign={{ name }}", "UTM_Medium=a", "utm_x"])),
    text=st.sampled_from(["Shop now", "  SHOP\n\tnow "]),
)
def test_tracking_and_white_space_do_not_count(url: str, parameters: list[str], text: str) -> None:
    """Campaign parameters may come and go, words may be broken and capitalised otherwise."""
    joint = "&" if "?" in url else "?"
    tracked = url + (joint + "&".join(parameters) if parameters else "")
    assert _prints(_links([(tracked, text)])) == _prints(_links([(f" {url}\n", "Shop now")]))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", ""),
        ("https://a.example/x", "https://a.example/x"),
        ("https://a.example/x?utm_source=a", "https://a.example/x"),
        ("https://a.example/x?utm_source=a#top", "https://a.example/x#top"),
        ("https://a.example/x?a=1&utm_source=a&b=2", "https://a.example/x?a=1&b=2"),
        ("https://a.example/x?b=2&a=1", "https://a.example/x?b=2&a=1"),
        ("https://a.example/x?", "https://a.example/x"),
        ("https://a.example/utm_source=a", "https://a.example/utm_source=a"),
        ("https://a.example/x?q=utm_source", "https://a.example/x?q=utm_source"),
        ("https://a.example/\n  x", "https://a.example/ x"),
        ("{{ url }}?utm_source={{ source }}", "{{ url }}"),
        ("{{ url }}&utm_source=a", "{{ url }}&utm_source=a"),
        ("mailto:a@b.example?subject=Hi", "mailto:a@b.example?subject=Hi"),
        ("HTTPS://A.example/X", "HTTPS://A.example/X"),
    ],
)
def test_normalised(url: str, expected: str) -> None:
    """Only white space and utm parameters go; order, case and template syntax stay."""
    assert normalised(url) == expected


def test_fingerprints_stay_what_they_are() -> None:
    """Baselines on people's disks hold these: a change here breaks them."""
    links = _links([("https://a.example/sale", "Jetzt sichern")] * 2)
    assert _prints(links) == ["f3685701d5d366bd", "a8ffea989872a384"]
