"""Which files take which others in, by names and paths alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promolint.partials import Partials, Scan, scan
from promolint.values.message import Declaration


def _taken(path: str, name: str, *others: str) -> list[str]:
    """What ``name`` in the file at ``path`` takes in among ``others``."""
    return sorted(Partials({path: [name], **dict.fromkeys(others, ())}).below([path]))


@pytest.mark.parametrize(
    ("path", "name", "others", "found"),
    [
        # beside the file, then as seen from the folders above it
        ("m/a.html", "f.html", ["m/f.html", "f.html"], ["m/f.html"]),
        ("m/a.html", "f.html", ["f.html", "n/f.html"], ["f.html"]),
        ("t/m/a.html", "m/f.html", ["t/m/f.html"], ["t/m/f.html"]),
        ("t/m/a.html", "m/f.html", ["t/m/m/f.html", "t/m/f.html"], ["t/m/m/f.html"]),
        ("t/m/de/a.html", "parts/f.html", ["t/parts/f.html", "x/parts/f.html"], ["t/parts/f.html"]),
        # then below the nearest of them
        ("t/m/a.html", "f", ["t/m/parts/f.hbs", "t/parts/f.hbs"], ["t/m/parts/f.hbs"]),
        ("t/m/a.html", "f", ["t/parts/f.hbs", "u/f.hbs"], ["t/parts/f.hbs"]),
        ("t/m/a.html", "parts/f", ["t/x/parts/f.hbs", "t/x/other/f.hbs"], ["t/x/parts/f.hbs"]),
        ("t/m/a.html", "f", ["t/p/q/f.hbs", "t/p/f.hbs"], ["t/p/f.hbs"]),
        # endings and the mark of a partial
        ("v/a.html.erb", "f", ["v/_f.html.erb"], ["v/_f.html.erb"]),
        ("v/o/a.html.erb", "shared/f", ["v/shared/_f.html.erb", "v/shared/_f.text.erb"], ["v/shared/_f.html.erb"]),
        ("v/a.liquid", "f", ["v/f.liquid", "v/f.html"], ["v/f.liquid"]),
        ("a.html", "f.html", ["f.html.j2", "f.html"], ["f.html"]),
        ("a.html", "f.html", ["f.html.j2"], ["f.html.j2"]),
        ("a.html.erb", "f", ["_f.de.haml", "_f.en.haml"], ["_f.de.haml", "_f.en.haml"]),
        ("a.php", "/f.php", ["f.php"], ["f.php"]),
        ("t/a.twig", "@App/m/f.twig", ["t/m/f.twig"], ["t/m/f.twig"]),
        # relative names mean one place only
        ("m/a.mjml", "./f.mjml", ["m/f.mjml", "f.mjml"], ["m/f.mjml"]),
        ("m/a.mjml", "../f.mjml", ["m/f.mjml", "f.mjml"], ["f.mjml"]),
        ("m/a.mjml", "./f.mjml", ["f.mjml", "m/x/f.mjml"], []),
        # what is not there
        ("a.html", "f.html", ["g.html", "f.txt", "af.html"], []),
        ("a.html", "x/f.html", ["f.html", "y/f.html"], []),
        ("a.html", "../../etc/passwd", ["etc/passwd", "passwd"], []),
        ("m/a.html", "x/../../../f.html", ["f.html"], []),
        ("a.html", "/", ["f.html"], []),
        ("a.html", ".", ["f.html"], []),
        ("a.html", "a.html", [], []),
    ],
)
def test_what_a_name_means(path: str, name: str, others: list[str], found: list[str]) -> None:
    """Beside the file, above it, below: the nearest; never anything but a known file, nor the file itself."""
    assert _taken(path, name, *others) == found
    root = {"/r/" + other: () for other in others}
    assert sorted(Partials({f"/r/{path}": [name], **root}).below([f"/r/{path}"])) == [f"/r/{one}" for one in found]


def test_a_name_that_could_mean_anything_means_nothing() -> None:
    """Seventeen files of one name, all as near as one another."""
    others = [f"p{number}/f.html" for number in range(17)]
    assert _taken("m/a.html", "f.html", *others[:16]) == sorted(others[:16])
    assert _taken("m/a.html", "f.html", *others) == []


CHAIN = Partials(
    {"a.html": ["base.html"], "b.html": ["base.html"], "base.html": ["foot.html"], "foot.html": ["sale.html"]}
    | {"sale.html": [], "c.html": ["gone.html"]}
)


@pytest.mark.parametrize(
    ("path", "templates"),
    [
        ("sale.html", {"a.html", "b.html"}),
        ("base.html", {"a.html", "b.html"}),
        ("a.html", set()),
        ("c.html", set()),
        ("gone.html", set()),
    ],
)
def test_templates_are_those_that_nobody_takes_in(path: str, templates: set[str]) -> None:
    """Through as many others as there are."""
    assert CHAIN.templates(path) == templates


def test_both_directions() -> None:
    """What takes a file in, and what it takes in; the files themselves are not meant."""
    assert CHAIN.above(["foot.html"]) == {"base.html", "a.html", "b.html"}
    assert CHAIN.below(["base.html", "c.html"]) == {"foot.html", "sale.html"}


def test_a_cycle_ends() -> None:
    """Files that take one another in are no templates; one that begins the cycle is."""
    round_ = {"a.html": ["b.html"], "b.html": ["a.html"]}
    assert Partials(round_).templates("a.html") == set()
    begun = Partials({**round_, "c.html": ["a.html"], "d.html": ["d.html"]})
    assert begun.templates("a.html") == begun.templates("b.html") == {"c.html"}
    assert begun.templates("d.html") == set()


PATHS = st.lists(st.sampled_from(["a", "b", "_c"]), min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".html")
NAMES = st.one_of(PATHS, st.text(max_size=8), st.sampled_from(["../a", "./b.html", "/", "..", "@a/b", "a//b", "c"]))


@given(st.dictionaries(PATHS, st.lists(NAMES, max_size=3), max_size=8))
def test_laws_of_the_graph(names: dict[str, list[str]]) -> None:
    """Only known files are met; above is the inverse of below; a template is taken in by nobody."""
    partials = Partials(names)
    for path in names:
        assert partials.below([path]) <= set(names)
        assert all(path in partials.above([other]) for other in partials.below([path]))
        assert all(not partials.above([template]) for template in partials.templates(path))


@pytest.mark.parametrize(
    ("data", "scanned"),
    [
        (b'<!-- promolint: kind=invoice -->{% include "f" %}', Scan(("f",), Declaration("invoice", source="declared"))),
        (b"---\nkind: invoice\n---\nHallo", Scan((), Declaration("invoice", source="declared"))),
        (b"Hallo", Scan()),
        (b'{% include "f" %}\0', Scan()),
        (b'gr\xc3\xbcn \xff{% include "f" %}', Scan()),
        ('{% include "f" %}'.encode("utf-16"), Scan(("f",))),
    ],
)
def test_a_scan(data: bytes, scanned: Scan) -> None:
    """Names and declaration of any text; of what is no text nothing."""
    assert scan("a.html", data) == scanned
