"""What course participants may hear of: the course they booked, told by its id, slug, name or placeholder."""

from __future__ import annotations

import pytest

from promolint.policy import links
from promolint.policy.course import is_unrelated
from promolint.reading import read_file
from promolint.values.message import Audience, Consent, Declaration, Link, Place
from promolint.values.verdict import Purpose, Verdict
from tests.policy.builders import case_of, judged_of

PLACE = Place(1, 1, 1, 2)


def _link(url: str, text: str = "Mehr dazu", sentence: str = "", *, looped: bool = False) -> Link:
    return Link(url, PLACE, text, sentence=sentence or text, looped=looped)


@pytest.mark.parametrize(
    ("course", "url", "text"),
    [
        # by id
        ("12", "https://club.example/kurse/12/verlaengern", ""),
        ("12", "https://club.example/kauf?kurs=12", ""),
        ("12", "https://club.example/buy?course_id=12&step=1", ""),
        # by slug
        ("rueckenfit", "https://club.example/kurse/rueckenfit/zusatzstunde", ""),
        ("rueckenfit", "https://club.example/kurse/rueckenfit-herbst", ""),
        ("rueckenfit", "https://club.example/shop?kurs=rueckenfit", ""),
        ("rueckenfit", "https://club.example/rueckenfit.html", ""),
        ("rueckenfit", "/kurse/rueckenfit/zusatzstunde", ""),
        ("rueckenfit", "{{ base }}/kurse/rueckenfit/zusatzstunde", ""),
        ("rückenfit", "https://club.example/kurse/rueckenfit", ""),
        ("rückenfit", "https://club.example/kurse/r%C3%BCckenfit", ""),
        ("Rueckenfit", "https://club.example/kurse/RUECKENFIT", ""),
        # by name
        ("Yoga am Montag", "https://club.example/mehr", "Eine Stunde mehr Yoga am Montag"),
        ("Yoga am Montag", "https://club.example/yoga-am-montag", ""),
        ("Yoga am Montag", "https://club.example/kurse/yoga-montag", "Eine Stunde mehr Yoga am Montag"),
        ("rueckenfit", "https://club.example/mehr", "Rückenfit verlängern"),
        ("yoga", "https://club.example/mehr", "Yoga: eine Stunde mehr"),
        # by a placeholder, declared or not
        ("rueckenfit", "https://club.example/kurse/{{ kurs.slug }}/zusatzstunde", ""),
        (None, "https://club.example/kurse/{{ kurs.slug }}/zusatzstunde", ""),
        (None, "{{ course.upgrade_url }}", ""),
        (None, "https://club.example/x?id=<%= @course.id %>", ""),
        (None, "https://club.example/x/{{ booking.courseId }}", ""),
        (None, "https://club.example/mehr", "{{ kurs.name }} verlängern"),
    ],
)
def test_an_offer_of_the_course_itself(course: str | None, url: str, text: str) -> None:
    """An extra of the booked course is near the contract."""
    assert not is_unrelated(_link(url, text), Purpose.UPGRADE, course)


@pytest.mark.parametrize(
    ("course", "url", "text"),
    [
        (None, "https://club.example/shop", "Zum Shop"),
        (None, "https://club.example/kurse", "Alle Kurse"),
        (None, "https://club.example/kurse/pilates", "Neu: Pilates"),
        (None, "{{ shop_url }}", "Zum Shop"),
        ("rueckenfit", "https://club.example/shop", "Zum Shop"),
        ("rueckenfit", "https://club.example/kurse", "Alle Kurse"),
        ("rueckenfit", "https://club.example/kurse/pilates", "Neu: Pilates"),
        ("rueckenfit", "https://club.example/kurse/fit", "Fit"),
        ("rueckenfit", "https://rueckenfit.example/shop", "Zum Shop"),
        ("rueckenfit", "https://club.example/kurse/pilates", "Nach Rückenfit: Pilates"),
        ("12", "https://club.example/kurse/99", "Um 12 Uhr: Pilates"),
        ("12", "https://club.example/kurse/pilates", "Um 12 Uhr: Pilates"),
        ("12", "https://club.example/buy?course_id=99", ""),
        ("12", "https://club.example/kurse/112", ""),
        # placeholders of other courses
        (None, "{{ next_course.url }}", ""),
        (None, "{{ other_courses[0].url }}", ""),
        (None, "https://club.example/kurse/{{ recommended_course.slug }}", ""),
        ("rueckenfit", "https://club.example/kurse/{{ naechster_kurs.slug }}", ""),
        ("rueckenfit", "{{ similarCourse.url }}", ""),
        ("rueckenfit", "https://club.example/mehr", "Weiter mit {{ next_course.name }}"),
    ],
)
def test_other_offers(course: str | None, url: str, text: str) -> None:
    """Whatever does not lead to the booked course is another offer, declared or not."""
    assert is_unrelated(_link(url, text), Purpose.PRODUCT, course)


@pytest.mark.parametrize("purpose", [Purpose.TRANSACTION, Purpose.INFORMATION])
@pytest.mark.parametrize(
    ("course", "url", "expected"),
    [
        # another course, written out
        ("rueckenfit", "https://club.example/kurse/pilates/stornieren", True),
        ("rueckenfit", "https://club.example/courses/pilates", True),
        ("rueckenfit", "/kurse/pilates", True),
        ("rueckenfit", "{{ base }}/kurse/pilates", True),
        ("rueckenfit", "https://club.example/plan?kurs=pilates", True),
        ("12", "https://club.example/kurse/99/stornieren", True),
        ("12", "https://club.example/plan?course_id=99", True),
        ("Yoga am Montag", "https://club.example/kurse/pilates", True),
        # the own one
        ("rueckenfit", "https://club.example/kurse/rueckenfit/stornieren", False),
        ("rueckenfit", "https://club.example/kurse/R%C3%BCckenfit", False),
        ("rueckenfit-herbst", "https://club.example/kurse/rueckenfit", False),
        ("rueckenfit", "https://club.example/kurse/rueckenfit-herbst.ics", False),
        ("Yoga am Montag", "https://club.example/kurse/yoga-montag", False),
        ("12", "https://club.example/kurse/12", False),
        ("12", "https://club.example/plan?course_id=12", False),
        # none that is written out
        ("rueckenfit", "https://club.example/kurse/{{ kurs.slug }}", False),
        ("rueckenfit", "{{ kurs.url }}", False),
        ("rueckenfit", "https://club.example/kurse/", False),
        ("rueckenfit", "https://club.example/kurse", False),
        ("rueckenfit", "https://club.example/buchung/4711", False),
        # a page about the courses, or an id beside a slug: nobody can say
        ("rueckenfit", "https://club.example/kurse/stundenplan", False),
        ("rueckenfit", "https://club.example/kurs/stornieren?id={{ id }}", False),
        ("rueckenfit", "https://club.example/courses/calendar.ics", False),
        ("rueckenfit", "https://club.example/kurse/99/stornieren", False),
        ("12", "https://club.example/kurse/pilates", False),
        # undeclared
        (None, "https://club.example/kurse/pilates/stornieren", False),
    ],
)
def test_a_link_that_serves_readers_is_of_another_course_where_its_url_says_so(
    purpose: Purpose, course: str | None, url: str, *, expected: bool
) -> None:
    """A transaction or information about a course that these readers did not book."""
    assert is_unrelated(_link(url), purpose, course) is expected


@pytest.mark.parametrize("purpose", ["legal", "support", "preferences", "brand", "account", "review", "social", "app"])
def test_other_purposes_are_of_no_course(purpose: str) -> None:
    """Terms, help and settings belong to the club; reviews, networks and apps have rules of their own."""
    assert not is_unrelated(_link("https://club.example/kurse/pilates"), Purpose(purpose), "rueckenfit")


@pytest.mark.parametrize(
    ("template", "course", "expected"),
    [
        ("{% for course in other_courses %}X{% endfor %}", "{{ course.url }}", True),
        ("{% for kurs in kurse %}X{% endfor %}", "https://c.example/kurse/{{ kurs.slug }}", True),
        ("{{#each courses}}X{{/each}}", "{{ course.url }}", True),
        ("{% for termin in kurs.termine %}X{% endfor %}", "https://c.example/kurse/rueckenfit/{{ termin.id }}", False),
        ("{% if other_courses %}X{% endif %}", "{{ course.url }}", True),
        ("{% if kurs.verlaengerbar %}X{% endif %}", "{{ kurs.url }}", False),
        ("X", "{{ kurs.url }}", False),
    ],
)
def test_courses_in_loops_and_conditions(template: str, course: str, *, expected: bool) -> None:
    """In a loop a placeholder may stand for any course; a condition on other courses tells that it does."""
    source = template.replace("X", f'<a href="{course}">Mehr Stunden</a>')
    (message,) = read_file("mail.html", f"<p>Dein Kurs</p>{source}".encode()).messages
    (link,) = message.links
    assert is_unrelated(link, Purpose.UPGRADE, "rueckenfit") is expected


def _against(name: str, link: Link, purpose: str, declaration: Declaration) -> str:
    case = case_of(judged_of((link, Verdict(Purpose(purpose), 0.9)), declaration=declaration), name)
    return " ".join(f"{finding.code} {finding.severity}" for finding in links.findings(case))


OWN = _link("https://club.example/kurse/rueckenfit/plus", "Eine Stunde mehr")
OTHER = _link("https://club.example/kurse/pilates", "Pilates")
SHOP = _link("https://club.example/shop", "Zum Shop")


@pytest.mark.parametrize(
    ("name", "link", "purpose", "consent", "expected"),
    [
        ("venuzle", OTHER, "product", None, "PL403 error"),
        ("venuzle", SHOP, "discount", None, "PL403 error"),
        ("venuzle", SHOP, "upgrade", Consent.NONE, "PL403 error"),
        ("venuzle", OTHER, "transaction", None, "PL403 error"),
        ("gdpr-strict", OTHER, "campaign", None, "PL403 error"),
        ("whatsapp-utility", OTHER, "product", None, "PL403 error"),
        # the own course is judged as everywhere
        ("venuzle", OWN, "upgrade", None, "PL106 warning"),
        ("gdpr-strict", OWN, "upgrade", None, "PL106 error"),
        ("venuzle", OWN, "transaction", None, ""),
        ("venuzle", OWN, "information", None, ""),
        ("venuzle", SHOP, "legal", None, ""),
        ("venuzle", SHOP, "app", None, "PL203 warning"),
        # whoever agreed is no longer bound to the course, and is told what other readers are told
        ("venuzle", OTHER, "product", Consent.OPT_IN, ""),
        ("venuzle", OTHER, "transaction", Consent.OPT_IN, ""),
        ("venuzle", OTHER, "product", Consent.SOFT_OPT_IN, "PL102 error"),
        ("venuzle", OTHER, "transaction", Consent.SOFT_OPT_IN, ""),
        ("whatsapp-utility", OTHER, "product", Consent.OPT_IN, "PL102 error"),
    ],
)
def test_what_participants_are_told_of(
    name: str, link: Link, purpose: str, consent: Consent | None, expected: str
) -> None:
    """PL403 for another offer; consent frees from the course, and from nothing else."""
    declared = Declaration("course-update", audience=Audience.COURSE_PARTICIPANT, consent=consent, course="rueckenfit")
    assert _against(name, link, purpose, declared) == expected


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience.COURSE_PARTICIPANT, "PL403 error"),
        (Audience.NEW_CUSTOMER, "PL102 error"),
        (Audience.EXISTING_CUSTOMER, "PL102 error"),
        (None, "PL102 error"),
    ],
)
def test_only_participants_are_bound_to_a_course(audience: Audience | None, expected: str) -> None:
    """For all other readers an offer is an offer."""
    assert _against("venuzle", OTHER, "product", Declaration("course-update", audience=audience)) == expected
