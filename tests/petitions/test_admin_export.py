"""The export in the admin: what the list shows, recorded, as a file."""

import csv
import io
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from petitions.models import PetitionPage
from tests.factories import PetitionPageFactory, SignatureFactory, petition_of
from tests.petitions.crowd import crowd
from users.models import User

EXPORT = reverse("petitions_signatures:export")


def export(client: Client, query: str = "", **data: Any) -> Any:
    """Press the button."""
    return client.post(f"{EXPORT}?{query}", data)


def rows(response: Any) -> list[dict[str, str]]:
    """Read the file."""
    content = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_the_page_says_what_would_be_in_the_file(page: PetitionPage, admin_client: Client) -> None:
    crowd(petition_of(page), 3, status="confirmed")
    response = admin_client.get(f"{EXPORT}?status=confirmed&q=ana&petition={petition_of(page).pk}")
    content = response.content.decode()
    assert "A file with 3 signatures" in content
    assert "Dignity in the news" in content
    assert "State: <bdi>confirmed</bdi>" in content
    assert "Search: <bdi>ana</bdi>" in content
    # Looking is no export.
    assert not ModelLogEntry.objects.filter(action="petitions.export").exists()


def test_the_file_follows_filters_and_search(page: PetitionPage, admin_client: Client) -> None:
    petition = petition_of(page)
    crowd(petition, 3, status="confirmed")
    SignatureFactory(petition=petition, given_name="Zoe")
    response = export(admin_client, f"petition={petition.pk}&status=confirmed&q=ana&p=2")
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    today = timezone.localdate().isoformat()
    assert response["Content-Disposition"] == (
        f'attachment; filename="signatures-dignity-in-the-news-{today}.csv"'
    )
    assert "no-store" in response["Cache-Control"]
    assert {row["given_name"] for row in rows(response)} == {"Ana 0", "Ana 1", "Ana 2"}


def test_who_exported_what_is_recorded_without_what_was_searched_for(
    page: PetitionPage, admin: User, admin_client: Client
) -> None:
    petition = petition_of(page)
    crowd(petition, 3, status="confirmed")
    export(admin_client, "status=confirmed&created_at_from=2020-01-01&q=ana&p=1&next=/x/")
    entry = ModelLogEntry.objects.get(action="petitions.export")
    assert (entry.user, entry.object_id) == (admin, str(petition.pk))
    assert entry.data == {
        "number": 3,
        "filters": {
            "status": ["confirmed"],
            "created_at_from": ["2020-01-01"],
            "search": True,
        },
    }
    assert "found by a search" in entry.comment


def test_each_petition_in_the_file_has_its_record(page: PetitionPage, admin_client: Client) -> None:
    crowd(petition_of(page), 2)
    crowd(petition_of(PetitionPageFactory(parent=page.get_parent())), 1, tag="other")
    assert len(rows(export(admin_client))) == 3
    numbers = [
        entry.data["number"] for entry in ModelLogEntry.objects.filter(action="petitions.export")
    ]
    assert sorted(numbers) == [1, 2]


def test_a_filter_that_cannot_be_read_exports_nothing(
    page: PetitionPage, admin_client: Client
) -> None:
    crowd(petition_of(page), 2)
    assert "No signature matches." in admin_client.get(f"{EXPORT}?petition=x").content.decode()
    assert rows(export(admin_client, "petition=x")) == []


def test_excel_gets_its_mark(page: PetitionPage, admin_client: Client) -> None:
    response = export(admin_client, for_excel="on")
    assert next(iter(response.streaming_content)).startswith(b"\xef\xbb\xbfid,")
