"""What a team says itself goes before form and model: denied links, phrases, false friends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promolint.judging.evidence import phrases_at
from promolint.judging.explanation import explain
from promolint.judging.judge import judge
from promolint.judging.link_rules import LinkRule
from promolint.judging.model import PROMOTIONAL, load
from promolint.judging.offers import offers_in
from promolint.judging.own import NOTHING, Own
from promolint.judging.phrases import PhraseRule
from promolint.reading import read_file
from promolint.values.verdict import Evidence, Group, Purpose, Verdict

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


PARTNER = LinkRule("promolint.toml:deny[1]", host="partner.example", path="/x", purpose=Purpose.REFERRAL)
CALL = LinkRule("promolint.toml:deny[2]", text="rufen*", reason="hotline", purpose=Purpose.UPGRADE)


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
    other = PARTNER._replace(origin="promolint.toml:deny[9]", purpose=Purpose.CONTEST)
    assert _changed(PARTNER, other)[1] == Verdict(Purpose.CONTEST, 0.99, _by(other))
    assert _changed(other, PARTNER)[1] == Verdict(Purpose.REFERRAL, 0.99, _by(PARTNER))


def test_where_nothing_is_said_nothing_changes() -> None:
    """Rules that mean no link, phrases that stand nowhere, and none."""
    assert _changed(LinkRule("d", host="nowhere.example")) == {}
    plain = judge(MESSAGE, load())
    assert judge(MESSAGE, load(), NOTHING) == plain
    idle = (PhraseRule("Mega-Deal*", Purpose.CAMPAIGN, "o"), PhraseRule("Termin des Jahres", None, "o"))
    assert judge(MESSAGE, load(), Own(phrases=idle)) == plain


DEAL, OWN_TERM, JOIN = (
    PhraseRule("Wohlfühlwoche*", Purpose.CAMPAIGN, "promolint.toml:phrases.campaign"),
    PhraseRule("Guthaben einlösen", Purpose.TRANSACTION, "promolint.toml:phrases.transaction"),
    PhraseRule("Stammtisch", Purpose.SOCIAL, "promolint.toml:overrides[1]"),
)
PHRASES = (DEAL, OWN_TERM, JOIN)


@pytest.mark.parametrize(
    ("html", "rule", "written"),
    [
        ("<p><a href='/a'>Zu den WOHLFÜHLWOCHEN</a></p>", DEAL, "WOHLFÜHLWOCHEN"),
        ("<p>Nur in den Wohlfuehlwochen: <a href='/a'>Mehr</a></p>", DEAL, "Wohlfuehlwochen"),
        ("<p><a href='/a'>Guthaben einlösen</a></p>", OWN_TERM, "Guthaben einlösen"),
        ("<p>Guthaben einlösen: <a href='/a'>Mehr</a></p>", None, ""),
        ("<p><a href='/a'>Zum Stammtisch</a></p>", JOIN, "Stammtisch"),
        ("<p>Kommt zum Stammtisch: <a href='/a'>Mehr</a></p>", JOIN, "Stammtisch"),
        ("<p>Wohlfühlwoche: <a href='/a'>Guthaben einlösen</a></p>", OWN_TERM, "Guthaben einlösen"),
        ("<p><a href='/a'>Guthaben einlösen in der Wohlfühlwoche</a></p>", DEAL, "Wohlfühlwoche"),
        ("<p><a href='/a'>Stammtisch der Wohlfühlwoche</a></p>", DEAL, "Wohlfühlwoche"),
        ("<p><a href='tel:+431'>Wohlfühlwoche</a></p>", DEAL, "Wohlfühlwoche"),
        ("<p><a href='{{ url }}'>Wohlfühlwoche</a></p>", DEAL, "Wohlfühlwoche"),
        ("<p>Wohlfühlwoche!</p><p><a href='/rechnung'>Rechnung ansehen</a></p>", None, ""),
        ("<p><a href='/wohlfuehlwoche'>Rechnung ansehen</a></p>", None, ""),
    ],
)
def test_phrases_of_a_teams_own(html: str, rule: PhraseRule | None, written: str) -> None:
    """In a link's words, then in its sentence; none in a sentence makes a link transactional."""
    (message,) = read_file("m.html", f"<html lang='de'><p>Hallo, Ihr Termin steht.</p>{html}</html>".encode()).messages
    before, after = judge(message, load()), judge(message, load(), Own(phrases=PHRASES))
    if rule is None:
        assert after.verdicts[0].evidence == before.verdicts[0].evidence
        assert after.verdicts == before.verdicts
    else:
        assert rule.purpose is not None
        said = (Evidence("phrase", written, 1.0), Evidence("config", rule.origin, 1.0))
        assert after.verdicts == (Verdict(rule.purpose, 0.99, said),)


def test_a_denied_link_goes_before_a_phrase() -> None:
    """The list names this link, the phrase many."""
    (message,) = read_file("m.html", b"<p><a href='https://s.example/'>Guthaben einl\xc3\xb6sen</a></p>").messages
    denied = LinkRule("d", host="s.example", purpose=Purpose.CONTEST)
    (verdict,) = judge(message, load(), Own((denied,), PHRASES)).verdicts
    assert verdict == Verdict(Purpose.CONTEST, 0.99, _by(denied))


@pytest.mark.parametrize(
    ("subject", "text", "offers"),
    [
        ("Wohlfühlwoche im Salon", "Ihr Termin steht.", [("Wohlfühlwoche im Salon", Purpose.CAMPAIGN, True)]),
        ("Ihr Termin", "Jetzt ist Wohlfühlwoche!", [("Jetzt ist Wohlfühlwoche!", Purpose.CAMPAIGN, False)]),
        ("Ihr Termin", "Kommt zum Stammtisch.", []),
        ("Ihr Termin", "Guthaben einlösen geht an der Kasse.", []),
        ("Ihr Termin", "Ihr Termin steht.", []),
    ],
)
def test_a_phrase_outside_links_is_an_offer(subject: str, text: str, offers: list[tuple[str, Purpose, bool]]) -> None:
    """As sure as a denied link, with the phrase; grey and transactional ones are none."""
    html = f"<html lang='de'><title>{subject}</title><p>Hallo.</p><p>{text}</p><p><a href='/t'>Termin ansehen</a></p>"
    (message,) = read_file("m.html", html.encode()).messages
    found = judge(message, load(), Own(phrases=PHRASES)).offers
    assert [(offer.text, offer.purpose, offer.in_subject) for offer in found] == offers
    said = (Evidence("phrase", "Wohlfühlwoche", 1.0), Evidence("config", DEAL.origin, 1.0))
    assert all((offer.confidence, offer.evidence) == (0.99, said) for offer in found)
    assert judge(message, load()).offers == ()


def test_a_false_friend_takes_the_phrase_of_the_package_away() -> None:
    """From the evidence, from what the model is told, and from what stands in no link; others stay."""
    friend = PhraseRule("Rabattcode der Werkstatt", None, "o")
    html = (
        "<html lang='de'><p>Hallo, Ihr Auftrag ist fertig.</p><p>Nennen Sie den Rabattcode der Werkstatt.</p>"
        "<p>Den Rabattcode der Werkstatt finden Sie <a href='/a/7'>in Ihrem Auftrag</a>.</p>"
    )
    (message,) = read_file("m.html", html.encode()).messages
    model = load()
    with_friend = model.with_phrases((friend,))
    plain, friendly = (each.probabilities(message, [0])[0, PROMOTIONAL].sum() for each in (model, with_friend))
    assert friendly < plain
    assert phrases_at(message.links[0], "de") != []
    assert phrases_at(message.links[0], "de", (friend,)) == []
    told = replace(message, subject="Der Rabattcode der Werkstatt: 20 % Rabatt", links=())
    friends = (friend, PhraseRule("#% Rabatt", None, "o"))
    assert [offer.in_subject for offer in offers_in(told, [], model)] == [True, False, False]
    assert [offer.in_subject for offer in offers_in(told, [], with_friend)] == [True]
    assert offers_in(told, [], model.with_phrases(friends)) == ()


def test_the_word_of_the_team_is_told_apart_from_the_models() -> None:
    """An explanation names where it is said, and does not ask the model."""
    denied = LinkRule("promolint.toml:deny[1]", host="salon.example")
    own = Own((denied,), PHRASES)
    judged = judge(MESSAGE, load(), own)
    explained = [explain(judged, index, load(), own) for index in range(len(MESSAGE.links))]
    assert [one.configured for one in explained] == ["promolint.toml:deny[1]", "", "", "", ""]
    assert [one.weighed is None for one in explained] == [True, False, True, False, True]
