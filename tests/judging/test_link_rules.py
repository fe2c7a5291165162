"""Links as a team names them: what host, path, query and words mean, and what is never guessed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promolint.judging.link_rules import LinkRule, last_of
from promolint.values.message import Link, Place


def _link(url: str = "https://shop.example/", text: str = "Ansehen") -> Link:
    return Link(url, Place(1, 1, 1, 2), text)


def _matches(url: str, **said: Any) -> bool:  # noqa: ANN401 - fields of LinkRule
    return LinkRule("", **said).matches(_link(url))


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("https://shop.example", True),
        ("https://SHOP.example/sale?x=1", True),
        ("http://www.shop.example/", True),
        ("//a.b.shop.example", True),
        ("https://user:secret@shop.example:8443/x", True),
        ("https://shop.example./x", True),
        ("shop.example/sale", True),
        ("https://{{ country }}.shop.example/", True),
        ("https://shop.example\\@other.example/", True),
        ("https://myshop.example", False),
        ("https://shop.example.other.example", False),
        ("https://other.example/shop.example", False),
        ("https://shop.example@other.example/", False),
        ("https://other.example\\@shop.example/", False),
        ("https://other.example?shop.example", False),
        ("https://{{ prefix }}shop.example/", False),
        ("https://shop.example{{ suffix }}/", False),
        ("https://shop.example{% if x %}.other.example{% endif %}/", False),
        ("https://{% if x %}other{% endif %}shop.example/", False),
        ("{{ shop_url }}/sale", False),
        ("{{ shop.example }}", False),
        ("mailto:a@shop.example", False),
        ("/shop.example", False),
        ("", False),
    ],
)
def test_hosts(url: str, *, meant: bool) -> None:
    """The host itself and those below it, as far as they are written out; never by what a variable may hold."""
    assert _matches(url, host="shop.example") is meant


@pytest.mark.parametrize(
    ("path", "yes", "no"),
    [
        (
            "/sale",
            "https://s.example/sale /sale sale /sale/ /sale?x#y {{base}}/sale /s%61le",
            "/sales /sale/x /a/sale /",
        ),
        ("sale/", "https://s.example/sale", "https://s.example/sale/x"),
        ("/sale/*", "/sale/x /sale/{{id}} /sale/x-{{id}}", "/sale /sale/x/y"),
        ("/sale/**", "/sale /sale/x /sale/x/y {{base}}/sale/{{id}}", "/sales/x /a/sale/x"),
        ("/**/sale", "/sale /a/sale /a/b/sale", "/sale/x /asale"),
        ("**/a/**/b/**", "/a/b /x/a/y/b/z /a/a/b /a/b/b", "/b/a /a /ab"),
        ("/s*e", "/sale /se /s{{x}}e", "/sales /s/e /xse"),
        ("/a*b*c", "/abc /aXbbXc /abcbc", "/acb /ab /abcd"),
        ("/a.b", "/a.b", "/aXb"),
        ("/[ab]?", "/%5Bab%5D%3F", "/a /ab"),
        ("/", "https://s.example https://s.example/ https://s.example/?a https://s.example#b", "/x {{url}} mailto:a"),
        ("/**", "https://s.example /x {{base}}/x", "{{url}} {{url}}?a {{base}}x mailto:a@b.example tel:1 #x"),
        ("/Sale", "/Sale", "/sale"),
        ("/a%20b", "/a%20b", "/ab"),
    ],
)
def test_paths(path: str, yes: str, no: str) -> None:
    """``*`` within a name, ``**`` for any names; a variable before the path stands for the rest of the address."""
    assert [url for url in yes.split() if not _matches(url, path=path)] == []
    assert [url for url in no.split() if _matches(url, path=path)] == []


@pytest.mark.parametrize(
    ("query", "yes", "no"),
    [
        (
            "ref",
            "/?ref /?ref= /?ref=a /?a=b&REF=c /?a;ref=1 {{url}}?ref=1 /?ref={{id}}",
            "/ref /?refs=1 /?a=ref /#?ref",
        ),
        ("ref=a", "/?ref=a /?ref=b&ref=a /?Ref=%61", "/?ref /?ref=b /?ref=A /?ref={{a}} /?ref=ab"),
        ("ref=", "/?ref= /?ref", "/?ref=a"),
        ("a b=c d", "/?a+b=c+d /?a%20b=c%20d", "/?a=b"),
        ("utm_source=a=b", "/?utm_source=a=b", "/?utm_source=a"),
    ],
)
def test_queries(query: str, yes: str, no: str) -> None:
    """A key in any case, with any value or one; values are literal."""
    assert [url for url in yes.split() if not _matches(url, query=query)] == []
    assert [url for url in no.split() if _matches(url, query=query)] == []


@pytest.mark.parametrize(
    ("glob", "text", "meant"),
    [
        ("Zum Shop", "zum  SHOP", True),
        ("Zum\nShop", " Zum Shop ", True),
        ("Zum Shop", "Zum Shop!", False),
        ("Zum Shop*", "Zum Shop!", True),
        ("*shop*", "Zum Onlineshop", True),
        ("*shop", "Shop öffnen", False),
        ("STRASSE*", "Straße 5", True),
        ("Hallo {{ name }}", "Hallo {{ name }}", True),
        ("a*b*c", "a\nb b c", True),
        ("a.c", "abc", False),
        ("*", "", True),
    ],
)
def test_words(glob: str, text: str, *, meant: bool) -> None:
    """Whole, whatever their case and white space, with ``*`` for anything; no other sign means more than itself."""
    assert LinkRule("", text=glob).matches(_link("{{ url }}", text)) is meant


def test_all_that_is_said_has_to_hold() -> None:
    """One part that does not fit is enough."""
    fits: dict[str, Any] = {"host": "shop.example", "path": "/sale/*", "query": "ref", "text": "*rabatt*"}
    link = _link("https://shop.example/sale/1?ref=2", "20 % Rabatt")
    assert LinkRule("", **fits).matches(link)
    for key, wrong in {"host": "a.example", "path": "/", "query": "x", "text": "Rabatt"}.items():
        assert not LinkRule("", **{**fits, key: wrong}).matches(link)


def test_the_last_rule_goes_first() -> None:
    """Of those that mean a link."""
    rules = (LinkRule("1", host="shop.example"), LinkRule("2", path="/"), LinkRule("3", host="other.example"))
    assert last_of(rules, _link()) == rules[1]
    assert last_of(rules, _link("{{ url }}")) is None
    assert last_of((), _link()) is None


_PIECES = st.sampled_from(["a", "b", "ab", "*", "a*", "*b", "a*b", "**"])
_NAMES = st.sampled_from(["a", "b", "ab", "ba", "aab", "abb"])


def _means(glob: list[str], names: list[str]) -> bool:
    """The same by trying everything."""
    if not glob:
        return not names
    if glob[0] == "**":
        return any(_means(glob[1:], names[skipped:]) for skipped in range(len(names) + 1))
    plain = re.escape(glob[0]).replace(r"\*", ".*")
    return bool(names) and re.fullmatch(plain, names[0]) is not None and _means(glob[1:], names[1:])


@given(st.lists(_PIECES, min_size=1, max_size=5), st.lists(_NAMES, max_size=6))
def test_stars_mean_what_trying_everything_finds(glob: list[str], names: list[str]) -> None:
    """No star gives up too early, though none ever tries again."""
    assert _matches("https://s.example/" + "/".join(names), path="/".join(glob)) is _means(glob, names)


@given(st.text("ab*. ", min_size=1, max_size=8), st.text("ab. ", max_size=10))
def test_a_star_in_words_is_anything(glob: str, text: str) -> None:
    """All other signs are themselves."""
    plain, said = " ".join(glob.split()), " ".join(text.split())
    expected = re.fullmatch(re.escape(plain).replace(r"\*", "(?s:.*)"), said) is not None
    assert LinkRule("", text=glob).matches(_link("", text)) is (expected or not glob)


@given(st.text("ab/.:@?#%&=\\{} \u2028", max_size=40))
def test_nothing_behind_a_host_changes_it(url: str) -> None:
    """Whatever stands in a path, the host is what it was, and the path is some path."""
    assert not _matches(f"https://b.example/{url}", host="a.example")
    assert _matches(f"https://b.example/{url}", host="b.example", path="**")


@pytest.mark.parametrize(
    ("said", "url", "text"),
    [
        ({"text": "*a" * 200 + "*b"}, "", "a" * 20_000),
        ({"path": "/" + "a*" * 200 + "b"}, "/" + "a" * 20_000, ""),
        ({"path": "/**/a" * 200 + "/b"}, "/a" * 10_000, ""),
        ({"path": "/**/a*/*b/**/c"}, "/aab" * 10_000, ""),
        ({"host": "a.example"}, "https://" + "a." * 20_000, ""),
        ({"host": "a.example"}, "a-" * 20_000 + "!", ""),
        ({"host": "a.example"}, "https://" + "a@" * 20_000, ""),
        ({"query": "b"}, "/?" + "a=&;" * 20_000, ""),
    ],
)
def test_many_stars_end(said: dict[str, Any], url: str, text: str) -> None:
    """Where stars tried again, these would take longer than anybody waits."""
    assert LinkRule("", **said).matches(_link(url, text)) is False
