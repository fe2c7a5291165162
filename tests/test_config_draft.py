"""The configuration to begin with says what was found, shows all that can be said, and changes nothing else."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from promolint.config import Config, Globs, Said
from promolint.config_draft import Found, draft, looked_at
from promolint.config_file import load
from promolint.globs import matches
from promolint.words.catalogue import LANGUAGES, Catalogue

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA: dict[str, Any] = json.loads(files("promolint").joinpath("schemas", "config-v1.schema.json").read_text("utf-8"))
WITHOUT_DEFAULT = {"extend", "language", "thresholds", "phrases", "overrides", "waivers", "allow", "deny"}
NAMES = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="/", include_characters=" "), min_size=1
)


def _loaded(text: str, folder: Path) -> Config:
    path = folder / "promolint.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def _switched_on(text: str) -> str:
    """The file with all that is switched off in it."""
    return re.sub(r"^#(?! )", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_is_the_default(language: str, tmp_path: Path) -> None:
    """The file alone says nothing."""
    text = draft(Found(), Catalogue.load(language))
    assert tomllib.loads(text) == {}
    assert _loaded(text, tmp_path) == Config()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_found_is_all_that_it_says(language: str, tmp_path: Path) -> None:
    """The folders of templates, or the configuration above."""
    words = Catalogue.load(language)
    config = _loaded(draft(Found("", ("mails", "sms/de"), 3, 1), words), tmp_path)
    globs = Globs(tmp_path, ("mails/**", "sms/de/**"))
    assert config == Config(include=Said(globs, config.include.origin))
    (tmp_path / "base.toml").write_text('fail-on = "note"\n', encoding="utf-8")
    below = tmp_path / "below"
    below.mkdir()
    assert _loaded(draft(Found("../base.toml"), words), below) == load(tmp_path / "base.toml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_the_schema_is_shown(language: str) -> None:
    """Those of overrides too; what is switched on again is what the schema lets through."""
    shown = tomllib.loads(_switched_on(draft(Found(), Catalogue.load(language))))
    assert set(SCHEMA["properties"]) <= set(shown)
    known = {key: value for key, value in shown.items() if key in SCHEMA["properties"]}
    jsonschema.Draft202012Validator(SCHEMA).validate(known)
    for key in ("overrides", "waivers", "allow", "deny"):
        properties = SCHEMA["properties"].get(key, {}).get("items", {}).get("properties", {})
        assert set(properties) - set(shown[key][0]) <= {"path"}, key  # the same as paths with one glob


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_switched_off_is_the_default(language: str, tmp_path: Path) -> None:
    """A line that is switched on changes nothing yet, but where it stands for an example."""
    lines = re.findall(r"^#([a-z-]+ = .*)$", draft(Found(), Catalogue.load(language)).split("\n#[")[0], re.MULTILINE)
    lines = [line for line in lines if line.split(" = ")[0] not in WITHOUT_DEFAULT]
    assert len(lines) > 8
    plain, config = Config(), _loaded("\n".join(lines), tmp_path)
    assert config.terms.policy.value == plain.terms.policy.value
    for name in Config._fields:
        said, usual = getattr(config, name), getattr(plain, name)
        if isinstance(said, Said) and not isinstance(said.value, Globs):
            assert said.value == usual.value, name
    assert (config.include.value.patterns, config.exclude.value.patterns) == ((), ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_read(language: str) -> None:
    """Comments are no wider than a window, and none is about nothing."""
    text = draft(Found(), Catalogue.load(language))
    assert max(map(len, text.splitlines())) <= 100
    assert all(
        re.search(r"^# \S", part) and re.search(r"^#?[\[a-z]", part, re.MULTILINE) for part in text.split("\n\n")[1:]
    )


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], Found()),
        (["a.js", "b/c.json", "README.md"], Found()),
        (["mails/a.html"], Found("", ("mails",), 1, 0)),
        (["mails/de/a.html", "mails/en/a.mjml", "sms/x.txt"], Found("", ("mails", "sms"), 3, 0)),
        (["app/views/mail/a.erb", "app/js/a.ts", "po/de.po"], Found("", ("app/views/mail",), 1, 2)),
        (["resources/views/mail/a.blade.php", "app/a.php"], Found("", ("resources/views/mail",), 1, 1)),
        (["mails/a.html", "b.html"], Found(templates=2)),
        (["../mails/a.html"], Found("", ("../mails",), 1, 0)),
        ([f"{number}/a.eml" for number in range(9)], Found(templates=9)),
        (["a\nb/a.html", "c/a.html"], Found(templates=2)),
        (["a\udcff/a.html"], Found(templates=1)),
    ],
)
def test_where_templates_lie(names: list[str], found: Found) -> None:
    """The deepest folder of each at the top; none where one lies at the top itself, or where it would be no help."""
    assert looked_at(names) == found


@given(
    st.lists(
        st.lists(NAMES, min_size=1, max_size=3)
        .map("/".join)
        .filter(lambda path: not set(path.split("/")) & {".", ".."}),
        min_size=1,
        max_size=6,
    )
)
def test_all_that_was_found_is_read(tmp_path_factory: pytest.TempPathFactory, folders: list[str]) -> None:
    """Whatever folders are called: their templates are read, and what lies beside them is not."""
    names = [f"{folder}/a.html" for folder in folders]
    found = looked_at(names)
    assume(found.folders)
    folder = tmp_path_factory.mktemp("law")
    include = _loaded(draft(found, Catalogue.load("en")), folder).include.value
    assert all(matches(include, folder / name) for name in names)
    beside = [f"{each}x" for each in found.folders if f"{each}x" not in found.folders]
    assert not any(matches(include, folder / each / "a.html") for each in beside)
