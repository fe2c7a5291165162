"""The schema for editors and the code that reads a configuration say the same."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from promolint import config_keys, config_lists
from promolint.config import LANGUAGES
from promolint.config_file import load
from promolint.errors import ConfigError
from promolint.policy.rules import RULES
from promolint.reading.declaration import choices_of
from promolint.values.outcome import Severity
from promolint.values.verdict import PURPOSES, Group

SCHEMA: dict[str, Any] = json.loads(files("promolint").joinpath("schemas", "config-v1.schema.json").read_text("utf-8"))
LISTS = ("overrides", "allow", "deny", "waivers")
OVERRIDE, ALLOW, DENY, WAIVER = (SCHEMA["properties"][key]["items"] for key in LISTS)
README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_keys_are_the_same() -> None:
    """Every key of the code is in the schema and back, and no other is let through."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["properties"]) == set(config_keys.KEYS)
    assert set(OVERRIDE["properties"]) == set(config_keys.OVERRIDE)
    assert set(SCHEMA["$defs"]["thresholds"]["properties"]) == set(config_keys.THRESHOLDS)
    assert set(WAIVER["properties"]) == set(config_lists.WAIVER)
    assert set(ALLOW["properties"]) == set(config_lists.ALLOW)
    assert set(DENY["properties"]) == set(config_lists.DENY)
    assert not any(each["additionalProperties"] for each in (SCHEMA, OVERRIDE, ALLOW, DENY, WAIVER))
    phrases = SCHEMA["$defs"]["phrases"]
    assert phrases["propertyNames"]["enum"] == list(config_lists.PHRASES)
    assert SCHEMA["properties"]["phrases"] == OVERRIDE["properties"]["phrases"] == {"$ref": "#/$defs/phrases"}


def test_the_choices_are_the_same() -> None:
    """The words that a key may have, too."""
    assert SCHEMA["properties"]["language"]["enum"] == list(LANGUAGES)
    assert SCHEMA["properties"]["fail-on"]["enum"] == list(Severity)
    for key in ("stream", "channel", "audience", "consent"):
        assert OVERRIDE["properties"][key]["enum"] == list(choices_of(key))
    advertised = [purpose for purpose in PURPOSES if purpose.group is not Group.TRANSACTIONAL]
    assert DENY["properties"]["purpose"]["enum"] == advertised
    severity = OVERRIDE["properties"]["severity"]
    assert severity["additionalProperties"]["enum"] == list(config_keys.SEVERITIES)
    set_ = [rule for rule in RULES if rule.code != "PL901"]
    assert set(severity["propertyNames"]["enum"]) == {name for rule in set_ for name in (rule.code, rule.name)}


def _seen(text: str) -> dict[str, Any]:
    """What a file says as editors hold it against a schema: a date is a text."""
    said: dict[str, Any] = json.loads(json.dumps(tomllib.loads(text), default=str))
    return said


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("", True),
        ('policy = "at-tkg"', True),
        ('policy = ["at-tkg"]', True),
        ("policy = []", False),
        ("policy = 3", False),
        ("select = 'PL1'", True),
        ("select = ['PL1']", True),
        ("include = 'a'", False),
        ("include = ['a']", True),
        ("max-size = 0.5", True),
        ("max-size = 0", False),
        ("min-coverage = 0", True),
        ("min-coverage = 99.5", True),
        ("min-coverage = 100.5", False),
        ("min-coverage = '90'", False),
        ("respect-gitignore = true", True),
        ("respect-gitignore = 1", False),
        ("guards = ['ok']", True),
        ("guards = [1]", False),
        ("thresholds = { note = 1 }", True),
        ("thresholds = { note = 1.1 }", False),
        ("colour = 'red'", False),
        ("overrides = [{ paths = ['a'], course = 'x', kind = 'shipping' }]", True),
        ("overrides = [{ paths = [] }]", False),
        ("overrides = [{ kind = 'shipping' }]", False),
        ("overrides = [{ paths = ['a'], severity = { PL101 = 'off', review = 'note' } }]", True),
        ("overrides = [{ paths = ['a'], severity = { PL101 = 'silent' } }]", False),
        ("overrides = [{ paths = ['a'], severity = 'off' }]", False),
        ("overrides = [{ paths = ['a'], language = 'de' }]", False),
        (
            "waivers = [{ paths = ['a'], code = 'PL1', url = 'u', text = 't', reason = 'r', until = '2027-01-31' }]",
            True,
        ),
        ("phrases = { discount = ['Mega-Deal*'], transaction = ['a'], false-friends = ['b'] }", True),
        ("phrases = { discount = [] }", True),
        ("phrases = { discounts = ['a'] }", False),
        ("phrases = { discount = 'a' }", False),
        ("phrases = { discount = [' '] }", False),
        ("phrases = ['a']", False),
        ("overrides = [{ paths = ['a'], phrases = { review = ['a'] } }]", True),
        ("overrides = [{ paths = ['a'], phrases = { reviews = ['a'] } }]", False),
        ("allow = [{ host = 'a.example' }, { path = '/x/**' }, { query = 'ref=1' }, { text = '*x*' }]", True),
        ("allow = [{ host = 'a.example', paths = ['m/'], reason = 'r' }]", True),
        ("allow = [{ host = 'https://a.example' }]", False),
        ("allow = [{ host = '*.a.example' }]", False),
        ("allow = [{ paths = ['m/'], reason = 'r' }]", False),
        ("allow = [{ host = 'a.example', paths = [] }]", False),
        ("allow = [{ host = 'a.example', purpose = 'review' }]", False),
        ("allow = { host = 'a.example' }", False),
        ("deny = [{ host = 'a.example', paths = ['m/'], reason = 'r', purpose = 'review' }]", True),
        ("deny = [{ text = 'x', purpose = 'support' }]", False),
        ("deny = [{ purpose = 'review' }]", False),
        ("deny = [{ text = ' ' }]", False),
        ("waivers = [{ path = 'a', code = ['PL101', 'review'] }]", True),
        ("waivers = [{ path = 'a', reason = '', until = 2027-01-31 }]", True),
        ("waivers = [{ path = 'a', until = 2027-01-31T10:00:00 }]", False),
        ("waivers = [{ code = 'PL101', reason = 'r' }]", False),
        ("waivers = [{ paths = [], reason = 'r' }]", False),
        ("waivers = [{ path = ['a'] }]", False),
        ("waivers = [{ path = 'a', url = '' }]", False),
        ("waivers = [{ path = 'a', until = '31.1.2027' }]", False),
        ("waivers = [{ path = 'a', rule = 'PL101' }]", False),
    ],
)
def test_both_take_and_refuse_the_same(text: str, tmp_path: Path, *, valid: bool) -> None:
    """What an editor underlines is what stops a run."""
    path = tmp_path / "promolint.toml"
    path.write_text(text, encoding="utf-8")
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(_seen(text)) is valid
    if valid:
        load(path)
    else:
        with pytest.raises(ConfigError):
            load(path)


def test_the_example_of_the_readme(tmp_path: Path) -> None:
    """It can be taken as it stands, and shows every key."""
    section = README[README.index("## Configuration") :]
    match = re.search(r"^```toml\n(.+?)^```", section, re.MULTILINE | re.DOTALL)
    assert match is not None
    said = _seen(match.group(1))
    jsonschema.validate(said, SCHEMA)
    (tmp_path / "promolint.toml").write_text(match.group(1), encoding="utf-8")
    (tmp_path / "base.toml").write_text("", encoding="utf-8")
    config = load(tmp_path / "promolint.toml")
    assert set(said) == set(config_keys.KEYS)
    assert {key for over in said["overrides"] for key in over} == set(config_keys.OVERRIDE)
    shown = {name: {key for entry in said[name] for key in entry} for name in LISTS[1:]}
    assert shown == {
        "allow": set(config_lists.ALLOW),
        "deny": set(config_lists.DENY),
        "waivers": set(config_lists.WAIVER) - {"path"},
    }
    assert len(config.overrides) == len(said["overrides"])
