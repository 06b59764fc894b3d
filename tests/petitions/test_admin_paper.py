"""Entering signatures on paper."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from petitions.models import PaperBatch, PetitionPage
from tests.factories import petition_of
from users.models import User

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


def data(page: PetitionPage, **values: Any) -> dict[str, Any]:
    """Return the form as staff fill it in."""
    return {
        "petition": petition_of(page).pk,
        "signatures": 1200,
        "collected_on": timezone.localdate().isoformat(),
        "place": "Lagos book fair",
        "collected_by": "Maya, locked cabinet",
        **values,
    }


def test_enter_correct_and_remove(page: PetitionPage, admin: User, admin_client: Client) -> None:
    response = admin_client.post(reverse("petitions_paper:add"), data(page), follow=True)
    assert "1,200 signatures on paper were added. The petition now stands at 1,200." in (
        response.content.decode()
    )
    batch = PaperBatch.objects.get()
    assert batch.entered_by == admin
    listed = admin_client.get(reverse("petitions_paper:index")).content.decode()
    assert "Lagos book fair" in listed
    assert "1,200" in listed

    edit = reverse("petitions_paper:edit", args=[batch.pk])
    response = admin_client.post(edit, data(page, signatures=1000), follow=True)
    assert "The petition now stands at 1,000." in response.content.decode()
    batch.refresh_from_db()
    assert batch.entered_by == admin

    delete = reverse("petitions_paper:delete", args=[batch.pk])
    assert "The count falls by 1,000." in admin_client.get(delete).content.decode()
    response = admin_client.post(delete, follow=True)
    assert "The petition now stands at 0." in response.content.decode()
    assert petition_of(page).count.total == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"signatures": 0},
        {"signatures": -5},
        {"signatures": 10_000_001},
        {"signatures": ""},
        {"place": ""},
        {"petition": ""},
        {"collected_on": (timezone.localdate() + timedelta(days=2)).isoformat()},
    ],
)
def test_what_cannot_be_is_refused(
    wrong: dict[str, Any], page: PetitionPage, admin_client: Client
) -> None:
    response = admin_client.post(reverse("petitions_paper:add"), data(page, **wrong))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == list(wrong)
    assert not PaperBatch.objects.exists()
    assert petition_of(page).count.total == 0


def test_there_is_no_bulk_delete_that_forgets_the_count(
    page: PetitionPage, admin_client: Client
) -> None:
    admin_client.post(reverse("petitions_paper:add"), data(page))
    url = reverse("wagtail_bulk_action", args=["petitions", "paperbatch", "delete"])
    response = admin_client.post(f"{url}?id={PaperBatch.objects.get().pk}", follow=True)
    assert response.status_code == 404
    assert PaperBatch.objects.exists()


def test_correcting_what_is_gone_is_not_found(page: PetitionPage, admin_client: Client) -> None:
    url = reverse("petitions_paper:edit", args=[99])
    assert admin_client.get(url, follow=True).status_code == 404


def test_the_list_costs_the_same_for_more_rows(
    page: PetitionPage, admin: User, admin_client: Client
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(reverse("petitions_paper:index"))
        return len(captured)

    for _ in range(3):
        admin_client.post(reverse("petitions_paper:add"), data(page))
    queries()
    few = queries()
    for _ in range(3):
        admin_client.post(reverse("petitions_paper:add"), data(page))
    assert queries() <= few
