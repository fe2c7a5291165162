"""What each pack says differently from the one it extends: whole, and written from the project's policy facts."""

from __future__ import annotations

import pytest

from promolint.policy import kinds, pack
from promolint.policy.ruling import Pack, Stance
from promolint.policy.subtypes import SUBTYPES
from promolint.values.verdict import PURPOSES, Purpose

STANCES = {"A": Stance.ALLOW, "W": Stance.WARN, "F": Stance.FORBID}
KEYS = [*PURPOSES, *(f"{purpose}/{form}" for purpose, forms in SUBTYPES.items() for form in forms)]

# A line: one kind, or * for all of them, or "itself" for the kinds as such; then its cells. Later lines go before
# earlier ones, and what no line speaks of is as in the pack that is extended.

# The verdicts of gdpr-strict but for straplines, neutral research, and the urging in a renewal.
UK = """
itself | survey W subscription-renewal W
*      | brand/slogan A
survey | review W review/own W review/public W
"""

# Direct advertising is read as widely as in Germany; all that differs is the soft opt-in.
AUSTRIA = ""

# Requested alerts have the direct connection that the statute asks for. No word on ratings and greetings.
SWITZERLAND = """
itself          | back-in-stock A review-request W survey W greeting W
*               | review W review/own W review/public W
back-in-stock   | product A
activity-digest | product A campaign A
"""

# A tagline that promotes makes the message commercial, a logo or hyperlink does not.
CANADA = """
itself | review-request W survey W greeting W
*      | brand/slogan F review W review/own W review/public W
"""

# The page behind a link counts: home pages and profiles are doubtful, wherever they stand.
AUSTRALIA = """
itself             | review-request W survey W greeting W
*                  | brand W brand/plain W review W review/own W review/public W social/bare W
double-opt-in      | social/bare F
support-auto-reply | social W social/call F
"""

# One-time codes, and no link at all.
AUTHENTICATION = f"""
itself | {" ".join(f"{kind} F" for kind in kinds.known())}
itself | verification-otp A password-reset W
*      | {" ".join(f"{key} F" for key in KEYS)}
"""

# No upgrades, not even at a trial's end. That welcomes are marketing and codes carry no link are rules of Meta's.
RCS = """
itself           | account-welcome W
verification-otp | transaction A account A information A legal A support A preferences A brand A brand/plain A \
brand/slogan W discount/own A loyalty/balance W app/needed W
trial-ending     | upgrade F upgrade/same F upgrade/bigger F
quote            | upgrade F upgrade/same F upgrade/bigger F
"""

# Triggered by the reader, and not the same to many; ratings, profiles and apps are not on the list of what is refused.
POSTMARK = """
itself        | terms-change W service-notice W review-request W survey W workspace-invitation A
*             | review W review/own W review/public W social/call W app W app/promoted W
double-opt-in | social/call F app/needed W
"""

# What the transaction does not need is suspect; two links that asked for more input were refused.
KLAVIYO = """
itself             | consultation-form W activity-digest W
*                  | social/bare W
double-opt-in      | social/bare F
support-auto-reply | social W social/call F
"""


def _expected(parent: Pack, table: str) -> dict[tuple[str, str], Stance]:
    grid = _grid(parent)
    for line in table.strip().splitlines():
        kind, _, cells = (part.strip() for part in line.partition("|"))
        said = cells.split()
        for key, letter in zip(said[::2], said[1::2], strict=True):
            if kind == "itself":
                places = [(key, "itself")]
            else:
                places = [(each, key) for each in (kinds.known() if kind == "*" else [kind])]
            assert set(places) <= set(grid)
            grid.update(dict.fromkeys(places, STANCES[letter]))
    return grid


def _grid(loaded: Pack) -> dict[tuple[str, str], Stance]:
    grid = {(kind, "itself"): loaded.standing(kind).stance for kind in kinds.known()}
    for kind in kinds.known():
        for key in KEYS:
            purpose, _, form = key.partition("/")
            grid[kind, key] = loaded.ruling(kind, Purpose(purpose), form).stance
    return grid


@pytest.mark.parametrize(
    ("name", "parent", "table"),
    [
        ("uk-pecr", "gdpr-strict", UK),
        ("at-tkg", "gdpr-strict", AUSTRIA),
        ("ch-uwg", "gdpr-strict", SWITZERLAND),
        ("canada-casl", "gdpr-strict", CANADA),
        ("australia-spam-act", "gdpr-strict", AUSTRALIA),
        ("whatsapp-authentication", "whatsapp-utility", AUTHENTICATION),
        ("rcs-transactional", "whatsapp-utility", RCS),
        ("postmark-transactional", "gdpr-strict", POSTMARK),
        ("klaviyo-transactional", "gdpr-strict", KLAVIYO),
    ],
)
def test_where_a_pack_differs_from_the_one_it_extends(name: str, parent: str, table: str) -> None:
    """In these cells and in no other, of all kinds, purposes and forms."""
    loaded = pack.load(name)
    assert loaded.extends == parent
    expected, found = _expected(pack.load(parent), table), _grid(loaded)
    assert {cell: stance for cell, stance in found.items() if stance is not expected[cell]} == {}


@pytest.mark.parametrize(
    ("name", "kind", "key", "sources"),
    [
        ("uk-pecr", "invoice-receipt", "app", ("ico-amex", "ico-service-messages", "pecr-22")),
        ("at-tkg", "shipping", "product", ("tkg-174", "eprivacy-13", "gdpr-6")),
        ("ch-uwg", "shipping", "discount", ("ch-uwg-3", "ch-slk-172-20")),
        ("canada-casl", "shipping", "brand/slogan", ("crtc-tagline",)),
        ("australia-spam-act", "order-confirmation", "brand", ("ticketek", "spam-act-6")),
        ("whatsapp-authentication", "verification-otp", "legal", ("meta-authentication",)),
        ("rcs-transactional", "trial-ending", "upgrade", ("rcs-transactional",)),
        ("rcs-transactional", "verification-otp", "product", ("rcs-otp", "rcs-transactional")),
        ("postmark-transactional", "shipping", "contest", ("postmark-promotional", "postmark-streams")),
        ("klaviyo-transactional", "shipping", "review", ("klaviyo-refused", "klaviyo-review")),
    ],
)
def test_new_packs_name_their_nearest_sources(name: str, kind: str, key: str, sources: tuple[str, ...]) -> None:
    """A ruling leans on the law or the platform's rule that is nearest to its cell."""
    purpose, _, form = key.partition("/")
    assert pack.load(name).ruling(kind, Purpose(purpose), form).sources == sources
