"""A petition that has signatures stays; the refusal says why and what to do instead."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Locale, Page

from core.models import HomePage
from petitions.models import PaperBatch, PetitionPage
from petitions.paper import record
from tests.factories import PetitionPageFactory, StandardPageFactory, petition_of
from tests.petitions.crowd import crowd


def try_to_delete(client: Client, page: Page) -> Any:
    """Press "delete" and type what Wagtail asks for."""
    url = reverse("wagtailadmin_pages:delete", args=[page.pk])
    return client.post(url, {"confirm_site_name": "Undersigned"})


def said(response: Any) -> str:
    """Return what the messages say."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.fixture
def signed(page: PetitionPage) -> PetitionPage:
    """A petition with signatures, none of which counts yet."""
    crowd(petition_of(page), 3)
    return page


@pytest.mark.parametrize("above", [0, 1, 2])
def test_neither_the_petition_nor_what_is_above_it_can_be_deleted(
    above: int, signed: PetitionPage, admin_client: Client
) -> None:
    page: Page = signed
    for _ in range(above):
        page = page.get_parent()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for response in (
        admin_client.get(reverse("wagtailadmin_pages:delete", args=[page.pk])),
        try_to_delete(admin_client, page),
    ):
        assert response.status_code == 302
        assert response["Location"] == edit
        message = said(response)
        assert "“Dignity in the news” was not deleted" in message
        assert "3 signatures are stored under it" in message
        assert "Closed to new signatures" in message
        assert "unpublish" in message
    assert PetitionPage.objects.filter(pk=signed.pk).exists()


def test_paper_counts_as_signatures(page: PetitionPage, admin_client: Client) -> None:
    batch = PaperBatch(petition=petition_of(page), signatures=1, place="Lagos", collected_by="M")
    record(batch, None)
    assert "1 signature is stored under it" in said(try_to_delete(admin_client, page))
    assert PetitionPage.objects.filter(pk=page.pk).exists()


def test_a_translation_stays_too(
    signed: PetitionPage, spanish: Locale, admin_client: Client
) -> None:
    signed.get_parent().get_parent().copy_for_translation(spanish)
    signed.get_parent().copy_for_translation(spanish)
    translation = signed.copy_for_translation(spanish)
    assert "was not deleted" in said(try_to_delete(admin_client, translation))
    assert PetitionPage.objects.filter(pk=translation.pk).exists()


def test_translations_that_would_go_along_are_looked_at(
    signed: PetitionPage, home: HomePage, admin_client: Client
) -> None:
    plain = StandardPageFactory(parent=home)

    def along(pages: list[Page], action: str) -> dict[Page, list[Page]]:
        return {page: [signed] for page in pages}

    with hooks.register_temporarily("construct_translated_pages_to_cascade_actions", along):
        assert "was not deleted" in said(try_to_delete(admin_client, plain))
    assert Page.objects.filter(pk=plain.pk).exists()


def test_ticked_pages_are_refused_together(
    signed: PetitionPage, home: HomePage, admin_client: Client
) -> None:
    plain = StandardPageFactory(parent=home)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for ids in ([signed.pk], [plain.pk, signed.get_parent().pk]):
        query = "&".join(f"id={pk}" for pk in ids)
        response = admin_client.post(
            f"{url}?{query}&next=/admin/pages/", {"confirm_site_name": "Undersigned"}
        )
        assert response.status_code == 302
        assert "“Dignity in the news” was not deleted" in said(response)
    assert Page.objects.filter(pk__in=[plain.pk, signed.pk]).count() == 2


def test_many_petitions_are_not_all_named(signed: PetitionPage, admin_client: Client) -> None:
    for number in range(7):
        page = PetitionPageFactory(parent=signed.get_parent())
        crowd(petition_of(page), 1, tag=f"more{number}-")
    message = said(try_to_delete(admin_client, signed.get_parent()))
    assert message.count("was not deleted") == 5
    assert "3 more petitions" in message


def test_what_has_no_signatures_can_be_deleted(
    page: PetitionPage, signed: PetitionPage, admin_client: Client
) -> None:
    unsigned = PetitionPageFactory(parent=page.get_parent())
    alias = signed.create_alias(parent=signed.get_parent(), update_slug="alias")
    for deletable in (unsigned, alias):
        try_to_delete(admin_client, deletable)
        assert not Page.objects.filter(pk=deletable.pk).exists()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    another = PetitionPageFactory(parent=page.get_parent())
    admin_client.post(f"{url}?id={another.pk}")
    assert not Page.objects.filter(pk=another.pk).exists()


def test_unpublishing_stays_possible(signed: PetitionPage, admin_client: Client) -> None:
    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[signed.pk]))
    signed.refresh_from_db()
    assert not signed.live
    assert petition_of(signed).signatures.count() == 3
