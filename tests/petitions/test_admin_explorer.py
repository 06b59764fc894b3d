"""Counts and states in the page explorer, and on the page editor."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale

from petitions.models import PaperBatch, Petition, PetitionIndexPage, PetitionPage
from petitions.paper import record
from tests.factories import PetitionPageFactory, petition_of
from tests.petitions.crowd import crowd
from tests.petitions.staff import member

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


def explored(client: Client, parent: Any) -> str:
    """Return the explorer below a page."""
    response = client.get(reverse("wagtailadmin_explore", args=[parent.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_shows_count_and_state(page: PetitionPage, admin_client: Client) -> None:
    petition = petition_of(page)
    crowd(petition, 3, status="confirmed")
    crowd(petition, 2, tag="waiting")
    content = explored(admin_client, page.get_parent())
    assert "3 of 1,000" in content
    assert f"{reverse('petitions_signatures:list')}?petition={petition.pk}" in content
    assert ">open<" in "".join(content.split())
    Petition.objects.update(is_closed=True)
    assert ">closed<" in "".join(explored(admin_client, page.get_parent()).split())


def test_a_draft_has_no_count_yet(petition_index: PetitionIndexPage, admin_client: Client) -> None:
    petition_index.add_child(
        instance=PetitionPage(title="Draft", slug="draft", summary="S", text="<p>T</p>", live=False)
    )
    assert "Draft" in explored(admin_client, petition_index)


def test_translations_and_aliases_show_the_same_record(
    page: PetitionPage, spanish: Locale, admin_client: Client
) -> None:
    crowd(petition_of(page), 4, status="confirmed")
    page.get_parent().get_parent().copy_for_translation(spanish)
    index = page.get_parent().copy_for_translation(spanish)
    page.copy_for_translation(spanish)
    assert "4 of 1,000" in explored(admin_client, index)
    page.specific.create_alias(parent=page.get_parent(), update_slug="alias")
    assert explored(admin_client, page.get_parent()).count("4 of 1,000") == 2


def test_the_cost_does_not_grow_with_the_pages(page: PetitionPage, admin_client: Client) -> None:
    parent = page.get_parent()

    # wagtail-localize asks for each page which languages lack it; that is not ours to mend.
    def queries(url: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(url)
        return [query["sql"] for query in captured if 'FROM "petitions_petition"' in query["sql"]]

    urls = [
        reverse("wagtailadmin_explore", args=[parent.pk]),
        reverse("wagtailadmin_pages:type_use", args=["petitions", "petitionpage"]),
    ]
    for _ in range(3):
        PetitionPageFactory(parent=parent)
    for url in urls:
        admin_client.get(url)
    few = [len(queries(url)) for url in urls]
    for _ in range(4):
        new = PetitionPageFactory(parent=parent)
        new.create_alias(parent=parent, update_slug=f"alias-{new.pk}")
    assert [len(queries(url)) for url in urls] == few


class TestPanel:
    """The panel on the page editor."""

    def panel(self, client: Client, page: PetitionPage) -> str:
        return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    def test_shows_the_count_by_its_parts(self, page: PetitionPage, admin_client: Client) -> None:
        petition = petition_of(page)
        crowd(petition, 5, status="confirmed")
        crowd(petition, 3, tag="waiting")
        crowd(petition, 2, tag="held", status="quarantined")
        batch = PaperBatch(petition=petition, signatures=70, place="Lagos", collected_by="Maya")
        record(batch, None)
        content = self.panel(admin_client, page)
        assert "75 of 1,000" in content
        url = reverse("petitions_signatures:list")
        assert f"{url}?petition={petition.pk}&amp;status=pending" in content
        assert f"{url}?petition={petition.pk}&amp;status=quarantined" in content
        assert f"{reverse('petitions_paper:index')}?petition={petition.pk}" in content

    def test_links_lead_to_as_many_as_they_say(
        self, page: PetitionPage, admin_client: Client
    ) -> None:
        petition = petition_of(page)
        crowd(petition, 5, status="confirmed")
        crowd(petition, 3, tag="waiting")
        edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert edit.status_code == 200
        url = f"{reverse('petitions_signatures:list')}?petition={petition.pk}"
        for query, number in (
            ("&kind=person&status=confirmed", 5),
            ("&status=pending", 3),
            ("&status=quarantined", 0),
        ):
            assert admin_client.get(url + query).context["items_count"] == number

    def test_before_publication_it_says_when_signatures_start(
        self, petition_index: PetitionIndexPage, admin_client: Client
    ) -> None:
        page = petition_index.add_child(
            instance=PetitionPage(title="D", slug="d", summary="S", text="<p>T</p>", live=False)
        )
        assert "Signatures start with publication." in self.panel(admin_client, page)

    def test_a_new_page_can_be_begun(
        self, petition_index: PetitionIndexPage, admin_client: Client
    ) -> None:
        url = reverse(
            "wagtailadmin_pages:add", args=["petitions", "petitionpage", petition_index.pk]
        )
        assert "Signatures start with publication." in admin_client.get(url).content.decode()

    def test_warns_of_a_draft_that_changes_the_signed_text(
        self, page: PetitionPage, admin_client: Client
    ) -> None:
        crowd(petition_of(page), 5, status="confirmed")
        assert "changes the text" not in self.panel(admin_client, page)
        page.text = "<p>Something else.</p>"
        page.save_revision()
        assert "changes the text that 5 people have signed" in self.panel(admin_client, page)


def test_who_may_not_see_signatures_gets_no_link(page: PetitionPage) -> None:
    user = member("view_paperbatch")
    group = Group.objects.create(name="Editors of this page")
    GroupPagePermission.objects.create(
        group=group,
        page=page.get_parent(),
        permission=Permission.objects.get(
            codename="change_page", content_type__app_label="wagtailcore"
        ),
    )
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    content = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "0 of 1,000" in content
    assert reverse("petitions_signatures:list") not in content
    content = explored(client, page.get_parent())
    assert "0 of 1,000" in content
    assert reverse("petitions_signatures:list") not in content
