"""The two registries: kinds of message and codes of rules."""

from __future__ import annotations

import pytest

from promolint.errors import PromolintError, UsageError
from promolint.policy import kinds, rules
from promolint.policy.kinds import Kind
from promolint.policy.rules import Rule
from promolint.values.verdict import PURPOSES, Group, Purpose
from promolint.words.catalogue import Bilingual

CODES = """
PL101 discount  PL102 product  PL103 campaign  PL104 new-service  PL105 referral  PL106 upgrade  PL107 loyalty
PL108 newsletter  PL109 contest  PL201 review  PL202 social  PL203 app  PL301 promotional-subject
PL302 promotional-text  PL303 marketing-message  PL304 promotion-first  PL305 link-refused
PL401 audience-not-contactable
PL402 consent-missing  PL403 unrelated-offer  PL404 no-objection-link  PL501 undecidable-link  PL502 hidden-target
PL503 campaign-tracking  PL504 words-and-target-differ  PL901 unreadable  PL902 unused-ignore
PL903 ignore-without-reason  PL904 expired-ignore
"""


def test_there_are_42_kinds_with_words_in_both_languages() -> None:
    """Each kind has a name and a place in a sentence in German and English, none twice."""
    known = kinds.known()
    assert len(known) == 42
    assert all(kind.id == name for name, kind in known.items())
    for words in zip(*((k.name.de, k.name.en, k.within.de, k.within.en) for k in known.values()), strict=True):
        assert all(words)
        assert len(set(words)) == 42
    assert all(kind.within.de.startswith("in einer ") for kind in known.values())
    assert all(kind.within.en.startswith(("in a ", "in an ")) for kind in known.values())
    wrong = [k.id for k in known.values() if (k.within.en.split()[2][0] in "aeiou") != (k.within.en.split()[1] == "an")]
    assert wrong == []


def test_what_nobody_can_refuse() -> None:
    """Exactly five kinds are sent whatever the reader has said."""
    assert {kind.id for kind in kinds.known().values() if kind.always_sent} == {
        "appointment-confirmation",
        "order-confirmation",
        "invoice-receipt",
        "password-reset",
        "terms-change",
    }


def test_a_kind_by_its_id() -> None:
    """A kind is found whole by its id."""
    assert kinds.get("aftercare") == Kind(
        "aftercare",
        Bilingual("Nachricht zur Nachbehandlung", "after-care message"),
        Bilingual("in einer Nachricht zur Nachbehandlung", "in an after-care message"),
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("invoice", "invoice-receipt"),
        ("Order_Shipped", "shipping"),
        ("abandoned-cart", "abandoned-basket"),
        ("password-reset", "password-reset"),
        ("invoices", None),
        ("", None),
    ],
)
def test_a_kind_by_another_name(name: str, kind: str | None) -> None:
    """Aliases, any case and underscores name the kind; nothing else does."""
    found = kinds.named(name)
    assert (found and found.id) == kind


def test_no_alias_names_two_kinds() -> None:
    """Nor a kind of its own."""
    names = [name for kind in kinds.known().values() for name in (kind.id, *kind.aliases)]
    assert len(names) == len(set(names))
    assert all(name == name.lower() and "_" not in name for name in names)


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("appointment-confirmaton", "Did you mean appointment-confirmation or "),
        ("Shippin", "Did you mean shipping?"),
        ("xyzzy", "Choose from: appointment-confirmation, appointment-reminder, "),
        ("", "Choose from: "),
    ],
)
def test_an_unknown_kind_names_near_ones(asked: str, hint: str) -> None:
    """A kind that does not exist is answered with near ones, or with all of them."""
    with pytest.raises(UsageError) as error:
        kinds.get(asked)
    assert error.value.message == f"There is no message kind “{asked}”"
    assert error.value.hint.startswith(hint)


def test_errors_are_one_tree_and_end_with_the_next_step() -> None:
    """An error's text is its message and its hint; without a hint it is the message alone."""
    assert str(PromolintError("It broke.", "Mend it.")) == "It broke. Mend it."
    assert str(PromolintError("It broke")) == "It broke"
    assert issubclass(UsageError, PromolintError)


def test_the_registry_is_the_contract() -> None:
    """Every code of the contract stands in the registry with its name, in this order, and no other."""
    cells = CODES.split()
    assert [(rule.code, rule.name) for rule in rules.RULES] == list(zip(cells[::2], cells[1::2], strict=True))


def test_every_purpose_that_can_be_found_has_its_rule() -> None:
    """Promotional and grey purposes have one rule each, named like them; transactional ones have none."""
    found = [purpose for purpose in PURPOSES if purpose.group is not Group.TRANSACTIONAL]
    assert [rules.for_purpose(purpose).name for purpose in found] == [str(purpose) for purpose in found]
    assert [rule.purpose for rule in rules.RULES if rule.purpose] == found
    with pytest.raises(KeyError):
        rules.for_purpose(Purpose.LEGAL)


@pytest.mark.parametrize("asked", ["PL104", "pl104", "new-service", "New-Service"])
def test_a_rule_by_code_or_name(asked: str) -> None:
    """Codes and names are both accepted, in any case."""
    assert rules.get(asked) == Rule("PL104", "new-service", Purpose.NEW_SERVICE)


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ([], ""),
        (["PL101"], "PL101"),
        (["PL10"], "PL101 PL102 PL103 PL104 PL105 PL106 PL107 PL108 PL109"),
        (["PL2", "discount"], "PL101 PL201 PL202 PL203"),
        (["pl9", " PL901 "], "PL901 PL902 PL903 PL904"),
        (["hidden-target"], "PL502"),
    ],
)
def test_selecting(asked: list[str], codes: str) -> None:
    """A code, a name, or the beginning of codes selects."""
    assert rules.select(asked) == set(codes.split())


def test_everything_can_be_selected() -> None:
    """The beginning that all codes share stands for all of them."""
    assert rules.select(["PL"]) == {rule.code for rule in rules.RULES}


@pytest.mark.parametrize(
    ("asked", "near"),
    [("PL110", "PL109"), ("discounts", "discount"), ("PL7", "PL107"), ("", "Choose from"), (" ", "Choose")],
)
def test_an_unknown_rule_is_an_error(asked: str, near: str) -> None:
    """Nothing is selected by mistake: an unknown code or name says so, and names near ones."""
    with pytest.raises(UsageError, match="There is no rule") as error:
        rules.select(["PL101", asked])
    assert near in error.value.hint
