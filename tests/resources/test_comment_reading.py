"""A draft as readers see it: what is published of what is said, and nothing else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from resources.commenting.counting import Tally, tally
from resources.commenting.listing import PER_PAGE, SHOWN
from resources.models import Comment, Consultation, GuidanceNote, GuidanceNotePage
from tests.petitions.html import read_html
from tests.resources.commenting import (
    SECTIONS,
    CommentFactory,
    ConsultationFactory,
    section_url,
    send,
)
from tests.resources.rows import add_text

# Nothing here depends on the kind of database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

HIDDEN = [status for status in Comment.Status.values if status != "published"]


@pytest.fixture
def consultation(home: Any) -> Consultation:
    """A draft that is open for a week."""
    return ConsultationFactory()


def read(url: str, **headers: str) -> str:
    """Return the page at an address."""
    response = Client().get(url, headers=headers)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_draft_has_its_sections_and_a_way_to_comment_on_each(
    consultation: Consultation,
) -> None:
    page = read(consultation.path)
    assert "Draft for comment until" in page
    for section in SECTIONS:
        assert f'id="{section.anchor}"' in page
        assert section.html in page
        assert f'href="{section_url(consultation, section.anchor)}#comment"' in page
    assert 'id="note-1"' in page
    # Search engines are not to take it for the note.
    assert '<meta name="robots" content="noindex">' in page


def test_a_section_s_own_page_has_its_text_and_the_form(consultation: Consultation) -> None:
    page = read(section_url(consultation))
    assert SECTIONS[0].html in page
    # The text may have headings of the third level.
    assert re.search(r"<h2 [^>]*>Text of the draft</h2>", page)
    assert "Nobody is shown without being asked." in page
    assert SECTIONS[1].html not in page
    assert {"text", "name", "email", "organisation"} <= read_html(page).values.keys()


@pytest.mark.parametrize("status", HIDDEN)
def test_nothing_is_public_before_it_is_published(status: str, consultation: Consultation) -> None:
    CommentFactory(
        consultation=consultation,
        status=status,
        text="PRIVATE text",
        name="PRIVATE name",
        answer="PRIVATE answer",
        verdict="taken_up",
    )
    public = [
        consultation.path,
        section_url(consultation),
        f"{consultation.path}check-your-mail/",
        "/api/v2/pages/",
        "/api/petitions/",
        "/sitemap.xml",
        "/en/",
    ]
    for url in public:
        assert "PRIVATE" not in read(url), url
    assert "0 comments so far" in read(consultation.path)
    assert tally(consultation.note, 1) == Tally(0, 0)


def test_a_published_comment_stands_below_its_section_with_its_answer(
    consultation: Consultation,
) -> None:
    CommentFactory(
        consultation=consultation,
        status="published",
        section_key=SECTIONS[1].key,
        text="Say who decides.",
        answer="We now say it.",
        verdict="partly",
    )
    page = read(consultation.path)
    assert "1 comment so far" in page
    at = page.index
    assert at(SECTIONS[1].html) < at("Say who decides.") < at("We now say it.")
    assert "taken up in part" in page
    assert "Say who decides." in read(section_url(consultation, "principle-1"))
    assert "Say who decides." not in read(section_url(consultation, "section-1"))


@pytest.mark.parametrize(
    ("visibility", "shown", "not_shown"),
    [
        ("full", ["Ana Maria da Silva", "Guild", "Portugal"], []),
        ("initials", ["A. S.", "Portugal"], ["Ana", "Silva", "Guild"]),
        ("country", ["Someone in Portugal"], ["Ana", "A. S.", "Guild"]),
        ("hidden", ["does not want to be named"], ["Ana", "A. S.", "Guild", "Portugal"]),
    ],
)
def test_readers_see_as_much_of_the_writer_as_was_chosen(
    visibility: str, shown: list[str], not_shown: list[str], consultation: Consultation
) -> None:
    CommentFactory(
        consultation=consultation,
        status="published",
        name="Ana Maria da Silva",
        organisation="Guild",
        email="ana@example.org",
        visibility=visibility,
    )
    page = read(consultation.path)
    for text in shown:
        assert text in page
    for text in [*not_shown, "ana@example.org"]:
        assert text not in page
    form = read(section_url(consultation))
    for text in not_shown:
        # The list of countries names them all.
        assert text == "Portugal" or text not in form


def test_initials_of_one_name_are_one_letter() -> None:
    assert Comment(name="ångström", visibility="initials").public_name == "Å."
    assert Comment(name="", visibility="initials").public_name == ""


def test_many_comments_are_shown_in_part_and_whole_on_the_section_s_page(
    consultation: Consultation,
) -> None:
    start = timezone.now()
    for number in range(PER_PAGE + 1):
        CommentFactory(
            consultation=consultation,
            status="published",
            text=f"Comment no. {number}.",
            created_at=start + timedelta(seconds=number),
        )
    CommentFactory(consultation=consultation, status="published", section_key=SECTIONS[1].key)
    page = read(consultation.path)
    assert f"{PER_PAGE + 2} comments so far" in page
    assert f"Comment no. {SHOWN - 1}." in page
    assert f"Comment no. {SHOWN}." not in page
    assert f"{PER_PAGE + 1 - SHOWN} more comments on" in page
    first, second = (read(f"{section_url(consultation)}?page={number}") for number in (1, 2))
    assert "Comment no. 0." in first
    assert f"Comment no. {PER_PAGE}." not in first
    assert f"Comment no. {PER_PAGE}." in second
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    for page_number in ("0", "x", "99999999999999999999", "-1", "%00"):
        assert read(f"{section_url(consultation)}?page={page_number}")


def test_everybody_s_copy_can_be_kept_and_nobody_gets_a_cookie(consultation: Consultation) -> None:
    for url in (consultation.path, section_url(consultation)):
        response = Client().get(url)
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=2"
        assert "cookie" not in response.get("Vary", "").lower()
        assert not response.cookies
    assert Client().post(consultation.path).status_code == 405


def test_a_draft_is_read_in_its_own_language_at_any_address(home: Any, spanish: Any) -> None:
    consultation = ConsultationFactory(language="es", title="Guía")
    for url in (consultation.path, section_url(consultation)):
        response = Client().get(url.replace("/es/", "/en/"))
        page = response.content.decode()
        assert response["Content-Language"] == "es"
        assert '<html lang="es" dir="ltr">' in page
        assert "not available in English" in page
        assert f'<link rel="canonical" href="{django_settings.BASE_URL}{url}">' in page
        assert "not available" not in read(url)


def test_a_closed_draft_stays_readable_without_a_form(consultation: Consultation) -> None:
    CommentFactory(consultation=consultation, status="published", text="Say who decides.")
    Consultation.objects.update(closes_on=timezone.localdate() - timedelta(days=3))
    page = read(consultation.path)
    assert "Comments were taken until" in page
    assert "Say who decides." in page
    assert "Comment on this section" not in page
    assert 'name="text"' not in read(section_url(consultation))


def test_a_closed_draft_leads_to_the_edition_that_came_of_it(consultation: Consultation) -> None:
    edition = reverse("resources:edition", args=[consultation.note.code, "1"])
    Consultation.objects.update(closed_at=timezone.now())
    assert edition not in read(consultation.path)
    add_text(consultation.note.code, 1, consultation.document)
    assert edition in read(consultation.path)


@pytest.fixture
def of_page(note: GuidanceNotePage) -> Consultation:
    """A draft of a note that has a page."""
    return ConsultationFactory(note=GuidanceNote.objects.get(uuid=note.translation_key))


def test_the_consultation_of_a_private_page_is_private(
    of_page: Consultation, note: GuidanceNotePage, admin_client: Client
) -> None:
    addresses = [of_page.path, section_url(of_page), f"{of_page.path}check-your-mail/"]
    for url in addresses:
        assert Client().get(url).status_code == 200
    restriction = PageViewRestriction.objects.create(
        page=note.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    for url in addresses:
        assert Client().get(url).status_code == 404
        # Whom the page lets in may read its draft, and no cache keeps that for others.
        response = admin_client.get(url)
        assert response.status_code == 200
        assert "private" in response["Cache-Control"]
    assert send(of_page).status_code == 404
    assert not Comment.objects.exists()
    restriction.delete()
    assert send(of_page).status_code == 303


def test_who_knows_the_password_of_a_page_may_read_its_draft(
    of_page: Consultation, note: GuidanceNotePage
) -> None:
    restriction = PageViewRestriction.objects.create(
        page=note, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )
    client = Client()
    assert client.get(of_page.path).status_code == 404
    session = client.session
    session[PageViewRestriction.passed_view_restrictions_session_key] = [restriction.pk]
    session.save()
    assert client.get(of_page.path).status_code == 200


def test_a_draft_outlives_its_page(of_page: Consultation, note: GuidanceNotePage) -> None:
    assert note.url in read(of_page.path)
    note.unpublish()
    assert note.url not in read(of_page.path)
    note.delete()
    assert "Draft for comment until" in read(of_page.path)


def test_a_private_draft_stays_private_without_its_page(
    of_page: Consultation, note: GuidanceNotePage
) -> None:
    PageViewRestriction.objects.create(page=note, restriction_type=PageViewRestriction.LOGIN)
    note.delete()
    assert Client().get(of_page.path).status_code == 404
    assert send(of_page).status_code == 404


def test_the_tally_of_an_edition_counts_what_is_published_in_all_languages(
    home: Any, django_assert_num_queries: Any
) -> None:
    english = ConsultationFactory()
    spanish = ConsultationFactory(note=english.note, language="es")
    second = ConsultationFactory(note=english.note, edition_number=2)
    for country in ("PT", "KE", "PT"):
        CommentFactory(consultation=english, status="published", country=country)
    CommentFactory(consultation=spanish, status="published", country="TH", visibility="hidden")
    CommentFactory(consultation=english, status="confirmed", country="FR")
    CommentFactory(consultation=second, status="published", country="BR")
    CommentFactory(status="published", country="NO")
    with django_assert_num_queries(1):
        assert tally(english.note, 1) == Tally(comments=4, countries=3)
    assert tally(english.note, 2) == Tally(1, 1)
    assert tally(english.note, 3) == Tally(0, 0)
