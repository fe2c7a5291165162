"""What a URL says by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promolint.judging.urls import UrlParts, domains_of, is_on, parts_of


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        (
            "https://www.salon.example/sale?utm_campaign=sommer",
            UrlParts("https", "salon.example", ("sale",), ("utm_campaign",), ("sommer",), (), empty=False),
        ),
        ("tel:+43123", UrlParts("tel", "", (), (), (), (), empty=False)),
        ("#", UrlParts("", "", (), (), (), (), empty=True)),
        ("{{ order.url }}", UrlParts("", "", (), (), (), ("order", "url"), empty=True)),
        ("salon.at/neue-kurse", UrlParts("", "salon.at", ("neue", "kurse"), (), (), (), empty=False)),
        (
            "{$ShopURL}/index.php?a={$id}",
            UrlParts("", "", ("index", "php"), ("a",), (), ("shop", "url", "id"), empty=False),
        ),
        ("javascript:void(0)", UrlParts("javascript", "", ("void",), (), (), (), empty=True)),
    ],
)
def test_the_parts_of_a_url(url: str, parts: UrlParts) -> None:
    """Scheme, host, words, names of variables."""
    assert parts_of(url) == parts


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("facebook.com", True),
        ("de-de.facebook.com", True),
        ("myfacebook.com", False),
        ("facebook.com.evil.example", False),
    ],
)
def test_a_host_lies_on_a_domain_or_below_it(host: str, found: bool) -> None:  # noqa: FBT001
    """Never merely ends in its letters."""
    assert is_on(host, frozenset({"facebook.com"})) is found


def test_no_host_has_more_domains_than_the_dns_allows() -> None:
    """A host of a million labels costs what a long one does; the last ones still say where it lies."""
    host = "a." * 500_000 + "facebook.com"
    assert len(domains_of(host)) == 127
    assert is_on(host, frozenset({"facebook.com"}))
    assert len(parts_of(f"https://a.example/{'ab/' * 500_000}").path) < 4000


@given(st.text(max_size=300))
def test_no_text_is_too_strange_to_be_a_url(text: str) -> None:
    """Templates hold anything."""
    assert isinstance(parts_of(text), UrlParts)
