"""The whole matrix: 42 kinds, 19 purposes, their 17 forms and the kind itself, five packs, against letters.

Written from the project's policy facts and not from the pack files: a letter a pack (gdpr-strict, phorest, venuzle,
can-spam, whatsapp-utility): A allow, W warn, F forbid.
"""

from __future__ import annotations

import pytest

from promolint.policy import kinds, pack
from promolint.policy.ruling import Pack, Stance
from promolint.policy.subtypes import SUBTYPES
from promolint.values.verdict import PURPOSES, Purpose

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

# What is left of a purpose where nobody knows the kind: forbidden where no kind departs, a warning where one does
# (none for a transactional purpose).
UNKNOWN = """
transaction AAAAA  account AAAAA  information AAAAA  legal AAAAA  support AAAAA  preferences AAAAA  brand AAAAA
discount FFFWF  product WWWWW  campaign WWWWW  new-service FFFWF  referral FWFWF  upgrade WWWWW  loyalty WWWWW
newsletter WWWWW  contest FFFWF  review FWWWW  social WWWWF  app WWWWW
"""

# The forms of a purpose, where they are told apart.
FORMS = """
brand/plain AAAAA  brand/slogan WWWAW  discount/own AAAAA  discount/future FFFWF
referral/status FFFWF  referral/invite FFFWF  upgrade/same FFWWF  upgrade/bigger FFFWF
loyalty/balance WWWAW  loyalty/join FFFWF  review/own FWWAW  review/public FFWAW  review/incentivised FFFWF
social/bare AAAAW  social/call WWWAF  app/needed AAAAW  app/promoted FWWWF
"""

COMMERCIAL_FORMS = """
discount/future FFFFF referral/status FFFFF referral/invite FFFFF upgrade/same FFWFF upgrade/bigger FFFFF
loyalty/balance WWWFW loyalty/join FFFFF review/incentivised FFFFF
"""

# Own forms and the reader's own status are tied to the transaction; security mails have no room for anything else.
FORMS_BY_KIND = f"""
rebooking-prompt | {" ".join(COMMERCIAL_FORMS.split())}
abandoned-basket | {" ".join(COMMERCIAL_FORMS.split())}
greeting | {" ".join(COMMERCIAL_FORMS.split())}
quote | upgrade/same WWWWW upgrade/bigger WWWWW
trial-ending | upgrade/same WWWWW upgrade/bigger WWWWW
account-welcome | app/needed AAAAF
double-opt-in | brand/slogan FWWAF loyalty/balance FFFWF review/own FWWWF review/public FFWWF social/bare FWWWF \
social/call FWWWF app/needed FWWWF
verification-otp | brand/plain AAAAF brand/slogan WWWAF discount/own AAAAF loyalty/balance WWWAF review/own FWWWF \
review/public FFWWF social/bare WWWWF social/call WWWWF app/needed AAAAF
password-reset | review/own FWWWF review/public FFWWF social/bare WWWWF social/call WWWWF
security-alert | review/own FWWWF review/public FFWWF social/bare WWWWF social/call WWWWF
review-request | review/own FAWAA review/public FFWAW
survey | review/own FWWAA review/public FFWAW
referral-confirmation | referral/status AAAAA loyalty/balance WWFAW
loyalty-statement | loyalty/balance WWWAW
"""

# A form is told by its wording, so a default that names it stands; else forms are as doubtful as their purpose.
UNKNOWN_FORMS = """
brand/plain AAAAA  brand/slogan WWWAW  discount/own AAAAA  discount/future FFFWF
referral/status WWWWW  referral/invite FFFWF  upgrade/same WWWWW  upgrade/bigger WWFWW
loyalty/balance WWWAW  loyalty/join FFFWF  review/own FWWWW  review/public FFWWW  review/incentivised FFFWF
social/bare AAAAW  social/call WWWWF  app/needed AAAAW  app/promoted FWWWF
"""

FORM_KEYS = [f"{purpose}/{form}" for purpose, forms in SUBTYPES.items() for form in forms]

# From the form that is nearer to the transaction to the one that advertises.
ORDERS = [
    ("brand", "plain", "slogan"),
    ("discount", "own", "future"),
    ("referral", "status", "invite"),
    ("upgrade", "same", "bigger"),
    ("loyalty", "balance", "join"),
    ("review", "own", "public"),
    ("review", "own", "incentivised"),
    ("social", "bare", "call"),
    ("app", "needed", "promoted"),
]


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


def _forms() -> dict[str | None, dict[str, str]]:
    split = [[cell.strip() for cell in line.split("|")] for line in FORMS_BY_KIND.strip().splitlines()]
    by_kind = {kind: _letters(cells) for kind, cells in split}
    assert set(by_kind) <= set(kinds.known())
    told: dict[str | None, dict[str, str]] = {kind: _letters(FORMS) | by_kind.get(kind, {}) for kind in kinds.known()}
    return told | {None: _letters(UNKNOWN_FORMS)}


def _stance(loaded: Pack, kind: str | None, key: str) -> Stance:
    purpose, _, form = key.partition("/")
    return loaded.ruling(kind, Purpose(purpose), form).stance


@pytest.mark.parametrize("column", range(5), ids=PACKS)
def test_every_form(column: int) -> None:
    """Each pack rules on each form in each kind, and where the kind is unknown, as the facts have it."""
    loaded = pack.load(PACKS[column])
    table = _forms()
    assert {frozenset(cells) for cells in table.values()} == {frozenset(FORM_KEYS)}
    wrong = [
        (kind, key, letters[column], ruled)
        for kind, cells in table.items()
        for key, letters in cells.items()
        if (ruled := _stance(loaded, kind, key)) is not STANCES[letters[column]]
    ]
    assert wrong == []


@pytest.mark.parametrize("name", pack.names())
def test_the_form_that_advertises_is_never_milder(name: str) -> None:
    """In every kind: the form near the transaction is the mildest, and no form is milder than its purpose in all."""
    loaded = pack.load(name)
    for kind in kinds.known():
        grave = {key: list(Stance).index(_stance(loaded, kind, key)) for key in (*PURPOSES, *FORM_KEYS)}
        for purpose, mild, harsh in ORDERS:
            near, far = grave[f"{purpose}/{mild}"], grave[f"{purpose}/{harsh}"]
            assert near <= min(far, grave[purpose]), (kind, purpose)
        for purpose, forms in SUBTYPES.items():
            assert grave[purpose] <= max(grave[f"{purpose}/{form}"] for form in forms), (kind, purpose)


@pytest.mark.parametrize("name", pack.names())
def test_what_some_forms_are_judged_as(name: str) -> None:
    """The reader's own discount and referral status are transaction, a rewarded review is judged as its reward."""
    loaded = pack.load(name)
    for kind in kinds.known():
        transaction = _stance(loaded, kind, "transaction")
        assert _stance(loaded, kind, "discount/own") is transaction
        reward = max(_stance(loaded, kind, "discount"), _stance(loaded, kind, "review"), key=list(Stance).index)
        assert _stance(loaded, kind, "review/incentivised") is reward
    confirmed = _stance(loaded, "referral-confirmation", "transaction")
    assert _stance(loaded, "referral-confirmation", "referral/status") is confirmed


def test_phorest_calls_public_reviews_marketing_whatever_the_message_is() -> None:
    """Online Reputation is marketing, also in a review request."""
    loaded = pack.load("phorest")
    assert {_stance(loaded, kind, "review/public") for kind in kinds.known()} == {Stance.FORBID}


def test_a_form_nobody_ruled_on_apart_is_ruled_on_by_its_purpose() -> None:
    """A sub-type that no table names changes nothing."""
    loaded = pack.load("gdpr-strict")
    assert loaded.ruling("shipping", Purpose.REVIEW, "public") == loaded.ruling("shipping", Purpose.REVIEW)
    assert loaded.ruling(None, Purpose.PRODUCT, "any").stance is Stance.WARN
