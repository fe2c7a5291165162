"""The whole matrix: 42 kinds, 19 purposes and the kind itself, five packs, against letters written down here.

Written from the project's policy facts and not from the pack files: a letter a pack (gdpr-strict, phorest, venuzle,
can-spam, whatsapp-utility): A allow, W warn, F forbid.
"""

from __future__ import annotations

import pytest

from promolint.policy import kinds, pack
from promolint.policy.pack import Stance
from promolint.values import PURPOSES, Purpose

PACKS = ("gdpr-strict", "phorest", "venuzle", "can-spam", "whatsapp-utility")
STANCES = {"A": Stance.ALLOW, "W": Stance.WARN, "F": Stance.FORBID}

DEFAULT = """
transaction AAAAA  account AAAAA  information AAAAA  legal AAAAA  support AAAAA  preferences AAAAA  brand AAAAA
discount FFFWF  product FFFWF  campaign FFFWF  new-service FFFWF  referral FFFWF  upgrade FFWWF  loyalty FFFWF
newsletter FFFWF  contest FFFWF  review FWWAW  social WWWAF  app FWWWF
"""

COMMERCIAL = """
discount FFFFF campaign FFFFF new-service FFFFF referral FFFFF upgrade FFWFF loyalty FFFFF newsletter FFFFF
contest FFFFF
"""

# kind | the kind itself | where it differs from the default
MATRIX = f"""
appointment-confirmation | AAAAA |
appointment-reminder     | AAAAA |
appointment-reschedule   | AAAAA |
appointment-cancellation | AAAAA | product WWWAW
no-show                  | AAAAA | product WWWAW
rebooking-prompt         | FWFFF | product FWFFF {" ".join(COMMERCIAL.split())}
waiting-list             | AAAAA |
course-confirmation      | AAAAA |
course-update            | AAAAA |
consultation-form        | AAAAA |
video-consultation       | AAAAA | app WAAAW
aftercare                | AAAAA |
order-confirmation       | AAAAA |
shipping                 | AAAAA |
pickup-delivery          | AAAAA |
back-in-stock            | WWWWW | product WWWWW
return-refund            | AAAAA |
invoice-receipt          | AAAAA |
dunning                  | AAAAA |
quote                    | AAAWA | product WWWWW upgrade WWWWW
gift-card-delivery       | AAAAA | product WWWAW
ticket-delivery          | AAAAA | app WWWAW
event-change             | AAAAA | product WWWAW app WWWAW
account-welcome          | AAAAF | app WWWAF
double-opt-in            | AAAAA | newsletter AAAAA review FWWWF social FWWWF
verification-otp         | AAAAW | transaction AAAAF account AAAAF information AAAAF legal AAAAF support AAAAF \
preferences AAAAF brand AAAAF review FWWWF social WWWWF
password-reset           | AAAAW | review FWWWF social WWWWF
security-alert           | AAAAA | review FWWWF social WWWWF
trial-ending             | AAAAW | upgrade WWWWW
subscription-renewal     | AAAAW |
subscription-cancelled   | AAAAA |
terms-change             | AAAAA |
service-notice           | AAAAA |
support-auto-reply       | AAAAA | social AWWAF
review-request           | FAWAW | review FAWAA
survey                   | FWWAW | review FWWAA
referral-confirmation    | AAWAW | referral FWFWF loyalty WWFAW
loyalty-statement        | WWWAW | loyalty WWWAW
workspace-invitation     | WAAAW |
activity-digest          | AAAAW | product WWWWW campaign WWWWW
abandoned-basket         | FFFFF | product FFFFF {" ".join(COMMERCIAL.split())}
greeting                 | FFFWF | product FFFFF {" ".join(COMMERCIAL.split())}
"""

# What is left of a purpose where nobody knows the kind: forbidden where no kind departs, a warning where one does.
UNKNOWN = """
transaction AAAAW  account AAAAW  information AAAAW  legal AAAAW  support AAAAW  preferences AAAAW  brand AAAAW
discount FFFWF  product WWWWW  campaign WWWWW  new-service FFFWF  referral FWFWF  upgrade WWWWW  loyalty WWWWW
newsletter WWWWW  contest FFFWF  review FWWWW  social WWWWF  app WWWWW
"""

# A bare profile link beside the contact data; kinds that rule on social links rule on bare ones too.
BARE = {
    None: "AAAAW",
    "appointment-confirmation": "AAAAW",
    "invoice-receipt": "AAAAW",
    "support-auto-reply": "AAAAW",
    "greeting": "AAAAW",
    "double-opt-in": "FWWWF",
    "verification-otp": "WWWWF",
    "password-reset": "WWWWF",
    "security-alert": "WWWWF",
}


def _letters(table: str) -> dict[str, str]:
    cells = table.split()
    return dict(zip(cells[::2], cells[1::2], strict=True))


def _rows() -> dict[str, tuple[str, dict[str, str]]]:
    split = [[cell.strip() for cell in line.split("|")] for line in MATRIX.strip().splitlines()]
    return {kind: (itself, _letters(DEFAULT) | _letters(cells)) for kind, itself, cells in split}


def _cells() -> list[tuple[str, str, Purpose, str]]:
    return [
        (name, kind, purpose, cells[purpose][column])
        for kind, (_, cells) in _rows().items()
        for purpose in PURPOSES
        for column, name in enumerate(PACKS)
    ]


def test_the_table_is_whole() -> None:
    """The table speaks of every kind and purpose there is, and of nothing else."""
    assert list(_rows()) == list(kinds.known())
    assert {frozenset(cells) for _, cells in _rows().values()} == {frozenset(PURPOSES)}
    assert len(_cells()) == 42 * 19 * 5


def test_every_cell_of_the_matrix() -> None:
    """Each pack rules on each purpose in each kind as the facts have it."""
    wrong = [
        (name, kind, str(purpose), letter, ruled)
        for name, kind, purpose, letter in _cells()
        if (ruled := pack.load(name).ruling(kind, purpose).stance) is not STANCES[letter]
    ]
    assert wrong == []


@pytest.mark.parametrize("column", range(5), ids=PACKS)
def test_every_kind_itself(column: int) -> None:
    """Each pack says of each kind whether it may be sent as a transactional message at all."""
    found = {kind: pack.load(PACKS[column]).standing(kind).stance for kind in kinds.known()}
    assert found == {kind: STANCES[itself[column]] for kind, (itself, _) in _rows().items()}


@pytest.mark.parametrize("column", range(5), ids=PACKS)
def test_an_unknown_kind_is_judged_by_what_all_kinds_agree_on(column: int) -> None:
    """Nothing is forbidden for an unknown kind that some kind may carry, nor allowed that some may not."""
    found = {purpose: pack.load(PACKS[column]).ruling(None, purpose).stance for purpose in PURPOSES}
    assert found == {purpose: STANCES[letters[column]] for purpose, letters in _letters(UNKNOWN).items()}


@pytest.mark.parametrize("column", range(5), ids=PACKS)
def test_a_bare_social_link_has_its_own_ruling(column: int) -> None:
    """A bare profile link passes where a call to follow does not, except where the kind says no to all of them."""
    loaded = pack.load(PACKS[column])
    found = {kind: loaded.ruling(kind, Purpose.SOCIAL, "bare").stance for kind in BARE}
    assert found == {kind: STANCES[letters[column]] for kind, letters in BARE.items()}


def test_a_form_nobody_ruled_on_apart_is_ruled_on_by_its_purpose() -> None:
    """A sub-type that no table names changes nothing."""
    loaded = pack.load("gdpr-strict")
    assert loaded.ruling("shipping", Purpose.REVIEW, "public") == loaded.ruling("shipping", Purpose.REVIEW)
    assert loaded.ruling(None, Purpose.PRODUCT, "any").stance is Stance.WARN
