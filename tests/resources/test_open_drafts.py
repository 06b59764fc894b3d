"""Drafts that are open for comment: where readers find them, and until when."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from resources.commenting.finding import open_drafts
from resources.models import Consultation, GuidanceIndexPage, GuidanceNote, GuidanceNotePage
from tests.factories import GuidanceNotePageFactory
from tests.resources.commenting import ConsultationFactory
from tests.resources.notes import publish
from tests.translating import add_language

# Nothing here depends on the kind of database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def never_published(guidance: GuidanceIndexPage, slug: str = "new") -> GuidanceNotePage:
    """Return the page of a note without any edition."""
    page = GuidanceNotePageFactory.build(slug=slug, locale=guidance.locale, live=False)
    guidance.add_child(instance=page)
    return page


def open_draft(page: GuidanceNotePage, **more: Any) -> Consultation:
    """Open a draft of a page."""
    note, _is_new = GuidanceNote.objects.get_or_create(
        uuid=page.translation_key, defaults={"code": f"note-{uuid4().hex[:8]}"}
    )
    return ConsultationFactory(note=note, **more)


def listed(page: GuidanceIndexPage, query: str = "") -> list[str]:
    """Return the addresses of drafts in a list, in their order."""
    html = Client().get(f"{page.url}{query}").text
    return re.findall(r'href="(/[a-z]+/comments/[^"]*)"', html)


def test_a_draft_of_a_note_that_was_never_published_is_in_the_list(
    guidance: GuidanceIndexPage,
) -> None:
    draft = open_draft(never_published(guidance), title="A first draft")
    html = Client().get(guidance.url).text
    assert f'<a href="{draft.path}">A first draft</a>' in html
    assert "A draft of edition 1 is open for comment until" in html
    assert "There is no guidance here yet." in html
    assert Client().get(draft.path).status_code == 200


def test_the_next_to_end_comes_first_and_a_search_is_not_interrupted(
    guidance: GuidanceIndexPage, note: GuidanceNotePage
) -> None:
    today = timezone.localdate()
    late = open_draft(note, edition_number=2, closes_on=today + timedelta(days=9))
    soon = open_draft(never_published(guidance), closes_on=today)
    assert listed(guidance) == [soon.path, late.path]
    assert listed(guidance, "?q=pictures") == []


def test_what_is_over_or_published_or_private_or_elsewhere_is_not(
    guidance: GuidanceIndexPage, note: GuidanceNotePage
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    open_draft(never_published(guidance, "over"), closes_on=yesterday)
    open_draft(never_published(guidance, "closed"), closed_at=timezone.now())
    private = never_published(guidance, "private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    open_draft(private)
    open_draft(note, edition_number=1)
    ConsultationFactory()
    assert listed(guidance) == []


def test_a_list_has_drafts_in_its_own_language_else_in_the_sources(
    guidance: GuidanceIndexPage,
) -> None:
    first, second, third = (never_published(guidance, slug) for slug in ("one", "two", "three"))
    in_english = [open_draft(page) for page in (first, second)]
    add_language("es")
    spanish = GuidanceIndexPage.objects.get(locale__language_code="es")
    GuidanceIndexPage.objects.filter(pk=spanish.pk).update(alias_of=None, live=True)
    spanish = GuidanceIndexPage.objects.get(pk=spanish.pk)
    in_spanish = open_draft(second, language="es", title="Borrador")
    open_draft(third, language="fr")
    assert {draft.pk for draft in open_drafts(guidance)} == {draft.pk for draft in in_english}
    assert {draft.pk for draft in open_drafts(spanish)} == {in_english[0].pk, in_spanish.pk}
    html = Client().get(spanish.url).text
    assert f'<a href="{in_spanish.path}">Borrador</a>' in html
    assert f'<a href="{in_english[0].path}" hreflang="en" lang="en" dir="ltr">' in html


def test_a_note_tells_of_its_draft_until_that_is_published(
    guidance: GuidanceIndexPage, note: GuidanceNotePage
) -> None:
    draft = open_draft(note, edition_number=2)
    told = "A draft of edition 2 is open for comment"
    assert told in Client().get(note.url).text
    publish(note, edition_number=2, edition_changes="Clearer.")
    assert draft.is_open
    assert told not in Client().get(note.url).text
    assert listed(guidance) == []


def test_the_drafts_of_a_list_are_one_query_however_many(
    guidance: GuidanceIndexPage, note: GuidanceNotePage
) -> None:
    spent = []
    assert guidance.locale.language_code == "en", "Whoever finds the page knows its language."
    for time in range(3):
        for number in range(time * 3):
            open_draft(never_published(guidance, f"n-{time}-{number}"))
        with CaptureQueriesContext(connection) as captured:
            found = open_drafts(guidance)
        assert len(captured) == 1
        Client().get(guidance.url)
        with CaptureQueriesContext(connection) as whole:
            assert len(listed(guidance)) == len(found)
        spent.append(len(whole))
        assert not any('"content"' in query["sql"] for query in captured)
    assert len(found) == 3 + 6
    assert spent[0] == spent[1] == spent[2]
