"""What a team says itself goes before form and model: denied links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promolint.judging.judge import judge
from promolint.judging.link_rules import LinkRule
from promolint.judging.model import load
from promolint.judging.own import NOTHING, Own
from promolint.reading import read_file
from promolint.values import Evidence, Group, Purpose, Verdict

TEXT = (
    '<p>Ihr Termin steht.</p><p><a href="https://salon.example/termin/7">Termin ansehen</a></p>'
    '<p><a href="https://partner.example/x">Weitere Informationen</a></p>'
    '<p><a href="https://partner.example/privacy">Datenschutz</a></p>'
    '<p><a href="{{ url }}"></a></p><p><a href="tel:+431234567">Rufen Sie an</a></p>'
)
(MESSAGE,) = read_file("m.html", TEXT.encode()).messages


def _changed(*denied: LinkRule) -> dict[int, Verdict]:
    """The verdicts, by the number of the link, that are not as without the list."""
    before, after = judge(MESSAGE, load()), judge(MESSAGE, load(), Own(denied))
    assert replace(after, verdicts=before.verdicts) == before
    pairs = zip(before.verdicts, after.verdicts, strict=True)
    return {number: now for number, (was, now) in enumerate(pairs) if now != was}


def _by(rule: LinkRule) -> tuple[Evidence, ...]:
    return (Evidence("config", f"{rule.origin}: {rule.reason}" if rule.reason else rule.origin, 1.0),)


PARTNER = LinkRule("promolint.toml: deny 1", host="partner.example", path="/x", purpose=Purpose.REFERRAL)
CALL = LinkRule("promolint.toml: deny 2", text="rufen*", reason="hotline", purpose=Purpose.UPGRADE)


@pytest.mark.parametrize("rule", [PARTNER, CALL, LinkRule("d", path="/privacy", purpose=Purpose.REVIEW)])
def test_a_denied_link_is_what_the_team_says(rule: LinkRule) -> None:
    """Certainly so, whatever form, plain wording and model say; nothing else changes."""
    (verdict,) = _changed(rule).values()
    assert rule.purpose is not None
    assert verdict == Verdict(rule.purpose, 0.99, _by(rule))


def test_without_a_purpose_the_model_says_what_it_advertises() -> None:
    """Of the promotional purposes the likeliest, of a link that its form would tell too."""
    rule = LinkRule("d", host="partner.example")
    changed = _changed(rule)
    assert list(changed) == [1, 2]
    for number, verdict in changed.items():
        row = load().probabilities(MESSAGE, [number])[0]
        chances = dict(zip(Purpose, row, strict=True))
        best = max((one for one in Purpose if one.group is Group.PROMOTIONAL), key=lambda one: chances[one])
        assert verdict == Verdict(best, 0.99, _by(rule))


def test_a_denied_link_can_be_decided() -> None:
    """A bare variable too, where its words are denied; by a host it is not known."""
    assert _changed(LinkRule("d", text="", path="**", host="salon.example")).keys() == {0}
    assert _changed(LinkRule("d", host="url")) == {}
    (message,) = read_file("m.html", b'<a href="{{ url }}"><img alt="X" src="x.png"></a>').messages
    assert judge(message, load()).verdicts[0].undecidable
    (verdict,) = judge(message, load(), Own((LinkRule("d", text="x"),))).verdicts
    assert (verdict.undecidable, verdict.purpose.group) == (False, Group.PROMOTIONAL)


def test_the_later_of_two_rules_counts() -> None:
    """It goes before the earlier ones."""
    other = PARTNER._replace(origin="promolint.toml: deny 9", purpose=Purpose.CONTEST)
    assert _changed(PARTNER, other)[1] == Verdict(Purpose.CONTEST, 0.99, _by(other))
    assert _changed(other, PARTNER)[1] == Verdict(Purpose.REFERRAL, 0.99, _by(PARTNER))


def test_where_nothing_is_said_nothing_changes() -> None:
    """Rules that mean no link, and none."""
    assert _changed(LinkRule("d", host="nowhere.example")) == {}
    assert judge(MESSAGE, load(), NOTHING) == judge(MESSAGE, load())
