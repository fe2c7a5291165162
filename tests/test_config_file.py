"""Configuration files: which one holds, what it extends, and complaints that name file, key and the near word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from promolint.config import Config, Globs, Listed, Said
from promolint.config_file import load, nearest
from promolint.errors import ConfigError
from promolint.globs import matches
from promolint.judging.link_rules import LinkRule
from promolint.judging.phrases import PhraseRule
from promolint.values.message import Place
from promolint.values.outcome import Severity
from promolint.values.verdict import Purpose


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _write(name: str, text: str) -> Path:
    path = Path.cwd() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({}, None),
        ({"promolint.toml": ""}, "promolint.toml"),
        ({"a/promolint.toml": "", "promolint.toml": ""}, "a/promolint.toml"),
        ({"a/b/promolint.toml": "", "a/pyproject.toml": "[tool.promolint]\n"}, "a/b/promolint.toml"),
        ({"promolint.toml": "", "a/b/pyproject.toml": "[tool.promolint]\n"}, "a/b/pyproject.toml"),
        ({"promolint.toml": "", "a/b/pyproject.toml": "[tool.ruff]\n"}, "promolint.toml"),
        ({"promolint.toml": "", "a/b/pyproject.toml": "[project]\nname = 'promolint'\n"}, "promolint.toml"),
        ({"promolint.toml": "", "a/b/pyproject.toml": "no TOML ["}, "promolint.toml"),
        ({"a/promolint.toml": "", "a/pyproject.toml": "[tool.promolint]\n"}, "a/promolint.toml"),
        ({"c/promolint.toml": ""}, None),
        ({"a/b/pyproject.toml": "[tool]\npromolint = {}\n"}, "a/b/pyproject.toml"),
    ],
)
def test_the_nearest_one_holds(files: dict[str, str], found: str | None) -> None:
    """Upward from the current folder; a pyproject.toml without the table is none."""
    Path("a/b").mkdir(parents=True)
    for name, text in files.items():
        _write(name, text)
    assert nearest(Path.cwd() / "a/b") == (Path.cwd() / found if found else None)


def test_every_key_is_read() -> None:
    """With its value in the type that the linter takes, and where it was said."""
    path = _write(
        "promolint.toml",
        'policy = "at-tkg, can-spam"\nlanguage = "de"\nfail-on = "warning"\nselect = ["PL1", "review"]\n'
        'ignore = "PL203"\ninclude = ["mails/"]\nexclude = ["old/"]\nrespect-gitignore = false\nmax-size = 2\n'
        'guards = ["may_advertise"]\nthresholds = { note = 0.3, error = 0.8 }\n'
        '[[overrides]]\npaths = ["a/"]\nkind = "Invoice"\nstream = "transactional"\nchannel = "sms"\n'
        'audience = "prospect"\nconsent = "opt-in"\ncourse = "12"\npolicy = ["phorest"]\n'
        'severity = { PL101 = "off", review = "error" }\nthresholds = { error = 1 }\n',
    )
    config = load(path)
    (override,) = config.overrides
    folder = Path.cwd()
    assert config.terms.policy == Said(("at-tkg", "can-spam"), "promolint.toml:policy")
    assert config.terms.note == Said(0.3, "promolint.toml:thresholds.note")
    assert (config.language.value, config.fail_on.value, config.select.value) == (
        "de",
        Severity.WARNING,
        ("PL1", "review"),
    )
    assert (config.include.value, config.exclude.value) == (Globs(folder, ("mails/",)), Globs(folder, ("old/",)))
    assert (config.respect_gitignore.value, config.max_size.value) == (False, 2.0)
    assert (config.ignore.value, config.guards.value) == (("PL203",), ("may_advertise",))
    from_here = "promolint.toml:overrides[1]"
    assert override.paths == Globs(folder, ("a/",))
    assert override.terms.kind == Said("invoice-receipt", from_here)
    assert override.terms.severity == {"PL101": Said(None, from_here), "PL201": Said(Severity.ERROR, from_here)}
    terms = override.terms
    texts = (terms.stream, terms.channel, terms.audience, terms.consent, terms.course)
    assert [said.value for said in texts] == ["transactional", "sms", "prospect", "opt-in", "12"]
    assert (terms.policy.value, terms.note.value, terms.error.value) == (("phorest",), None, 1.0)


@pytest.mark.parametrize("text", ["", "# nothing\n", "select = []\n", "overrides = []\n", "[thresholds]\n"])
def test_files_that_say_little(text: str) -> None:
    """They are no mistake, and what they leave unsaid is as without them."""
    config = load(_write("promolint.toml", text))
    assert config._replace(select=Config().select) == Config()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('polcy = "at-tkg"', "promolint.toml: polcy: there is no such key. Did you mean policy?"),
        ("fail_on = 'note'", "promolint.toml: fail_on: there is no such key. Did you mean fail-on?"),
        ('kind = "shipping"', "promolint.toml: kind: there is no such key. Say it under [[overrides]], with paths."),
        ("[thresholds]\nerorr = 1", "promolint.toml: thresholds.erorr: there is no such key. Did you mean error"),
        (
            "overrides = [{ paths = ['a'], kinds = 'x' }]",
            "overrides[1].kinds: there is no such key. Did you mean kind?",
        ),
        ("overrides = [{ kind = 'shipping' }]", "promolint.toml: overrides[1]: says no paths. Add paths"),
        ("overrides = [{ paths = 'a' }]", "promolint.toml: overrides[1].paths: must be a list."),
        ("overrides = { paths = ['a'] }", "promolint.toml: overrides: must be a list."),
        ("overrides = ['a']", "promolint.toml: overrides[1]: must be a table."),
        ("overrides = [{ paths = ['a'], kind = 'shiping' }]", "overrides[1].kind: there is no message kind “shiping”."),
        (
            "overrides = [{ paths = ['a'], stream = 'sales' }]",
            "stream: there is no 'sales'. Choose from: transactional",
        ),
        ("overrides = [{ paths = ['a'], severity = { PL999 = 'off' } }]", "severity.PL999: there is no rule “PL999”."),
        ("overrides = [{ paths = ['a'], severity = { PL101 = 'of' } }]", "there is no 'of'. Did you mean off?"),
        ("overrides = [{ paths = ['a'], severity = { PL901 = 'off' } }]", "so this cannot be set. Exclude such files."),
        ('policy = "gdpr"', "promolint.toml: policy: there is no policy pack “gdpr”. "),
        ('policy = "mine.toml"', "promolint.toml: policy: there is no file “mine.toml”. Paths start from the folder"),
        ("policy = []", "promolint.toml: policy: must name a policy."),
        ("policy = 1", "promolint.toml: policy: must be a list."),
        ('language = "fr"', "promolint.toml: language: there is no 'fr'. Choose from: de, en."),
        ('fail-on = "warnings"', "promolint.toml: fail-on: there is no 'warnings'. Did you mean warning?"),
        ("fail-on = ['error']", "promolint.toml: fail-on: there is no ['error']."),
        ('select = ["PL777"]', "promolint.toml: select: there is no rule “PL777”. Did you mean"),
        ("select = [1]", "promolint.toml: select[1]: must be a text."),
        ('exclude = "old"', "promolint.toml: exclude: must be a list."),
        ('respect-gitignore = "no"', "promolint.toml: respect-gitignore: must be true or false."),
        ("max-size = 0", "promolint.toml: max-size: must be above 0 (megabytes)."),
        ("max-size = inf", "promolint.toml: max-size: must be above 0 (megabytes)."),
        ("max-size = true", "promolint.toml: max-size: must be a number."),
        ("thresholds = 0.5", "promolint.toml: thresholds: must be a table."),
        ("thresholds = { error = nan }", "promolint.toml: thresholds.error: must be a number from 0 to 1."),
        ("thresholds = { note = 0.9, error = 0.5 }", "promolint.toml: thresholds.note: must not be above error."),
        (
            "allow = [{ reason = 'x' }]",
            "promolint.toml: allow[1]: says none of host, path, query, text. Say which links",
        ),
        (
            "phrases = { discounts = ['a'] }",
            "promolint.toml: phrases.discounts: there is no such key. Did you",
        ),
        (
            "phrases = { false_friends = ['a'] }",
            "there is no such key. Did you mean false-friends?",
        ),
        ("phrases = { discount = 'a' }", "promolint.toml: phrases.discount: must be a list."),
        ("phrases = { discount = ['a', 3] }", "promolint.toml: phrases.discount[2]: must be a text."),
        ("phrases = { discount = ['a', '5 %'] }", "phrases.discount[2]: holds no word. Say the words, such as"),
        ("phrases = { discount = ['a ...'] }", "promolint.toml: phrases.discount[1]: three dots stand between words."),
        (
            "phrases = { review = ['a*b'] }",
            "phrases.review[1]: * stands behind the beginning of a word.",
        ),
        ("overrides = [{ paths = ['a'], phrases = { x = ['a'] } }]", "overrides[1].phrases.x: there is no such key."),
        ("deny = [{ text = 'a' }, {}]", "promolint.toml: deny[2]: says none of host, path, query, text."),
        ("allow = [{ hots = 'a.example' }]", "promolint.toml: allow[1].hots: there is no such key. Did you mean host?"),
        ("allow = [{ host = 'a.example', purpose = 'review' }]", "allow[1].purpose: there is no such key."),
        (
            "allow = [{ host = 'https://a.example/' }]",
            "allow[1].host: must be a host such as shop.example. Say neither",
        ),
        ("allow = [{ host = '' }]", "promolint.toml: allow[1].host: must be a text."),
        ("allow = [{ host = 'a.example', paths = [] }]", "promolint.toml: allow[1].paths: names no files."),
        ("deny = [{ path = ['/x'] }]", "promolint.toml: deny[1].path: must be a text."),
        ("deny = [{ text = 'a', purpose = 'refferal' }]", "there is no 'refferal'. Did you mean referral?"),
        ("deny = [{ text = 'a', purpose = 'account' }]", "promolint.toml: deny[1].purpose: there is no 'account'."),
        ("deny = ['a.example']", "promolint.toml: deny[1]: must be a table."),
        ("waivers = [{ code = 'PL101' }]", "promolint.toml: waivers[1]: says no paths. Add paths"),
        (
            "waivers = [{ path = 'a', codes = 'PL101' }]",
            "promolint.toml: waivers[1].codes: there is no such key. Did you",
        ),
        ("waivers = [{ path = 'a', code = 'PL999' }]", "waivers[1].code: there is no rule “PL999”."),
        (
            "waivers = [{ path = 'a', code = 'PL904' }]",
            "waivers[1].code: what could not be read and what is wrong with",
        ),
        ("waivers = [{ path = 'a', code = 'PL' }]", "waivers[1].code: what could not be read and what is wrong with"),
        ("waivers = [{ path = 'a', until = 'soon' }]", "waivers[1].until: must be a date. Write the last day as 2027-"),
        ("waivers = [{ path = 'a', until = 2027-01-31T10:00:00 }]", "waivers[1].until: must be a date."),
        ("waivers = [{ path = 'a', until = '2027-02-30' }]", "waivers[1].until: must be a date."),
        ("waivers = [{ path = 'a', reason = 3 }]", "waivers[1].reason: must be a text."),
        ("waivers = { path = 'a' }", "promolint.toml: waivers: must be a list."),
        ("policy = ", "promolint.toml is not TOML: "),
        ("extend = 'base.toml'", "promolint.toml: extend: there is no file “base.toml”."),
        ("extend = 'promolint.toml'", "extend: goes round in a circle: promolint.toml → promolint.toml."),
    ],
)
def test_what_cannot_be_meant(text: str, said: str) -> None:
    """Names file and key, and ends in the next step."""
    with pytest.raises(ConfigError) as raised:
        load(_write("promolint.toml", text))
    assert said in str(raised.value)


def test_phrases() -> None:
    """By purpose, in the order of the file; those of a file that is extended first, those of an override last."""
    _write("base.toml", "[phrases]\nreview = ['Wie war es']\n")
    path = _write(
        "promolint.toml",
        "extend = 'base.toml'\n[phrases]\ncampaign = ['Mega-Deal*', 'a ... b']\nfalse-friends = ['c']\n"
        "[[overrides]]\npaths = ['sms/']\nphrases = { account = ['d'] }\n",
    )
    config = load(path)
    everywhere = (
        PhraseRule("Wie war es", Purpose.REVIEW, "base.toml:phrases.review"),
        PhraseRule("Mega-Deal*", Purpose.CAMPAIGN, "promolint.toml:phrases.campaign"),
        PhraseRule("a ... b", Purpose.CAMPAIGN, "promolint.toml:phrases.campaign"),
        PhraseRule("c", None, "promolint.toml:phrases.false-friends"),
    )
    assert config.at(Path.cwd() / "a.html", matches).phrases == everywhere
    own = PhraseRule("d", Purpose.ACCOUNT, "promolint.toml:overrides[1]")
    assert config.at(Path.cwd() / "sms/a.txt", matches).phrases == (*everywhere, own)


def test_links_that_are_allowed_and_denied() -> None:
    """Each with what it says and who says it; the file's own come behind those it extends."""
    _write("shared/base.toml", "[[allow]]\nhost = 'Base.Example.'\npaths = ['x/']\n[[deny]]\nquery = 'ref'\n")
    path = _write(
        "promolint.toml",
        "extend = 'shared/base.toml'\n[[allow]]\npath = '/a/**'\ntext = 'A*'\nreason = ' agreed  with legal'\n"
        "[[deny]]\nhost = 'a.example'\npurpose = 'review'\n[[deny]]\ntext = 'B'\npaths = ['*.txt']\n",
    )
    config = load(path)
    assert config.allow == (
        Listed(LinkRule("shared/base.toml:allow[1]", host="base.example"), Globs(Path.cwd() / "shared", ("x/",))),
        Listed(LinkRule("promolint.toml:allow[1]", path="/a/**", text="A*", reason="agreed with legal")),
    )
    assert config.deny == (
        Listed(LinkRule("shared/base.toml:deny[1]", query="ref")),
        Listed(LinkRule("promolint.toml:deny[1]", host="a.example", purpose=Purpose.REVIEW)),
        Listed(LinkRule("promolint.toml:deny[2]", text="B"), Globs(Path.cwd(), ("*.txt",))),
    )


WAIVERS = """# [[waivers]]
[[waivers]]
paths = ["mails/"]
path = "a.html"
code = "PL1, review"
url = "s.example"
text = "20 %"
reason = "agreed\\n with  legal"
until = 2027-01-31

  [[ waivers ]]  # the second
path = "b.html"
until = "2027-02-01"
"""


def test_waivers() -> None:
    """Each with what it says, where it says it, and what it is called; the file's own come behind those it extends."""
    _write("base.toml", 'waivers = [{ path = "x" }, { path = "y" }]\n')
    config = load(_write("promolint.toml", f'extend = "base.toml"\n{WAIVERS}'))
    assert [waiver.origin for waiver in config.waivers] == [
        *("base.toml:waivers[1]", "base.toml:waivers[2]", "promolint.toml:waivers[1]", "promolint.toml:waivers[2]")
    ]
    *both, first, second = config.waivers
    assert [(one.site.path, one.site.place, one.site.text) for one in both] == [
        ("base.toml", Place(1, 1, 1, 8), "waivers")
    ] * 2
    assert first.paths == Globs(Path.cwd(), ("mails/", "a.html"))
    assert first.codes == (*(f"PL10{number}" for number in range(1, 10)), "PL201")
    assert (first.url, first.text, first.reason, first.until) == (
        *("s.example", "20 %", "agreed with legal"),
        date(2027, 1, 31),
    )
    assert (first.site.place, second.site.place) == (Place(3, 1, 3, 12), Place(12, 3, 12, 16))
    assert (second.codes, second.url, second.reason, second.until) == ((), "", "", date(2027, 2, 1))


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("pyproject.toml", "[tool.promolint]\n[[tool.promolint.waivers]]\npath = 'a'\n", [Place(2, 1, 2, 27)]),
        ("pyproject.toml", "[tool.promolint]\nwaivers = [{ path = 'a' }]\n", [Place(2, 1, 2, 8)]),
        ("promolint.toml", "[['waivers']]\npath = 'a'\n", [Place(1, 1, 1, 1)]),
        ("promolint.toml", "\ufeff[[waivers]]\r\npath = 'a'\r\n[[waivers]]\r\npath = 'b'\r\n", [1, 3]),
        ("promolint.toml", '[[waivers]]\npath = "a"\nreason = """\n[[waivers]]"""\n', [Place(1, 1, 1, 1)]),
    ],
)
def test_where_a_waiver_stands(name: str, text: str, places: list[Place | int]) -> None:
    """At its table, else at the key that lists it; where nobody can tell, at the head of the file."""
    found = [waiver.site.place for waiver in load(_write(name, text)).waivers]
    assert found == [each if isinstance(each, Place) else Place(each, 1, each, 12) for each in places]


def test_in_pyproject_the_key_is_whole() -> None:
    """So that one finds it there; a file without the table cannot be named."""
    with pytest.raises(ConfigError, match=r"^pyproject\.toml: tool\.promolint\.polcy: there is no such key"):
        load(_write("pyproject.toml", "[tool.promolint]\npolcy = 1\n"))
    with pytest.raises(ConfigError, match=r"^pyproject\.toml has no table \[tool\.promolint\]\. Add one"):
        load(_write("pyproject.toml", "[tool.ruff]\n"))


def test_a_file_that_is_not_there_or_no_utf_8() -> None:
    """It is named."""
    with pytest.raises(ConfigError, match=r"^none\.toml could not be read: No such file"):
        load(Path("none.toml"))
    Path("latin.toml").write_bytes(b"# gr\xfcn\n")
    with pytest.raises(ConfigError, match=r"^latin\.toml is not TOML: it is not UTF-8"):
        load(Path("latin.toml"))


def test_a_file_extends_another() -> None:
    """Its own words go first, overrides of the other come before its own; globs stay in their own folders."""
    _write("shared/base.toml", 'language = "de"\npolicy = "own.toml"\n[[overrides]]\npaths = ["x/"]\n')
    _write("shared/own.toml", "")
    _write("team/pyproject.toml", '[tool.promolint]\nextend = "../shared/base.toml"\nfail-on = "note"\n')
    path = _write(
        "team/a/promolint.toml", 'extend = "../pyproject.toml"\nlanguage = "en"\noverrides = [{paths=["y/"]}]\n'
    )
    config = load(path)
    assert config.language == Said("en", "team/a/promolint.toml:language")
    assert config.fail_on == Said(Severity.NOTE, "team/pyproject.toml:tool.promolint.fail-on")
    assert config.terms.policy == Said(("shared/own.toml",), "shared/base.toml:policy")
    assert [over.paths for over in config.overrides] == [
        Globs(Path.cwd() / "shared", ("x/",)),
        Globs(Path.cwd() / "team/a", ("y/",)),
    ]


def test_a_circle_is_told_whole() -> None:
    """With the files of the circle, not those that lead to it."""
    _write("a.toml", 'extend = "b.toml"')
    _write("b.toml", 'extend = "c.toml"')
    _write("c.toml", 'extend = "./sub/../b.toml"')
    Path("sub").mkdir()
    with pytest.raises(ConfigError, match=r"^c\.toml: extend: goes round in a circle: b\.toml → c\.toml → b\.toml\."):
        load(Path("a.toml"))
