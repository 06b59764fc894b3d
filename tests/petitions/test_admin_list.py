"""The staff's list of signatures: filters, search, and its cost."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from petitions.models import PetitionPage, Signature
from tests.factories import PetitionPageFactory, SignatureFactory, petition_of
from tests.petitions.crowd import crowd

LIST = reverse("petitions_signatures:list")


def listed(client: Client, **query: Any) -> list[Signature]:
    """Return the signatures that the list shows."""
    response = client.get(f"{LIST}?{urlencode(query, doseq=True)}")
    assert response.status_code == 200
    return list(response.context["object_list"])


def names(client: Client, **query: Any) -> set[str]:
    """Return the given names of those listed."""
    return {signature.given_name for signature in listed(client, **query)}


@pytest.fixture
def three(page: PetitionPage) -> list[Signature]:
    """Three signatures that differ in everything."""
    petition, other = petition_of(page), petition_of(PetitionPageFactory(parent=page.get_parent()))
    now = timezone.now()
    return [
        SignatureFactory(
            petition=petition,
            given_name="Ana",
            family_name="Silva",
            email="ana.silva@gmail.com",
            status="confirmed",
            confirmed_at=now,
            partner="witness",
            comment="Thank you",
        ),
        SignatureFactory(
            petition=petition,
            given_name="Élodie",
            family_name="Şahin",
            country="FR",
            language="es",
            status="quarantined",
            quarantine_reason="network",
            source="poster",
            created_at=now.replace(year=2020),
            text=petition.texts.get(kind="petition"),
        ),
        SignatureFactory(
            petition=other,
            given_name="محمد",
            family_name="العلي",
            kind="organisation",
            organisation_name="House of Stories",
            country="EG",
            status="pending",
        ),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"Ana", "Élodie", "محمد"}),
        ({"status": ["confirmed", "pending"]}, {"Ana", "محمد"}),
        ({"quarantine_reason": "network"}, {"Élodie"}),
        ({"kind": "organisation"}, {"محمد"}),
        ({"is_approved": "false"}, {"محمد"}),
        ({"is_approved": "true"}, set()),
        ({"language": "es"}, {"Élodie"}),
        ({"country": "EG"}, {"محمد"}),
        ({"partner": "witness"}, {"Ana"}),
        ({"source": "poster"}, {"Élodie"}),
        ({"has_message": "true"}, {"Ana"}),
        ({"has_message": "false"}, {"Élodie", "محمد"}),
        ({"created_at_to": "2021-01-01"}, {"Élodie"}),
        ({"created_at_from": "2021-01-01"}, {"Ana", "محمد"}),
        ({"country": "EG", "status": "confirmed"}, set()),
    ],
)
def test_filters(
    query: dict[str, Any], found: set[str], three: list[Signature], admin_client: Client
) -> None:
    assert names(admin_client, **query) == found


def test_filter_by_petition(three: list[Signature], admin_client: Client) -> None:
    assert names(admin_client, petition=three[0].petition_id) == {"Ana", "Élodie"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ana", {"Ana"}),
        ("silva ana", {"Ana"}),
        ("ana şahin", set()),
        ("élodie", {"Élodie"}),
        ("ÉLODIE", {"Élodie"}),
        ("şahin", {"Élodie"}),
        ("محمد", {"محمد"}),
        ("house stories", {"محمد"}),
        # One mailbox, otherwise spelled; and a part of an address.
        ("ana.silva@gmail.com", {"Ana"}),
        ("AnaSilva+x@googlemail.com", {"Ana"}),
        ("@gmail.com", {"Ana"}),
        ("nobody@example.org", set()),
    ],
)
def test_search(typed: str, found: set[str], three: list[Signature], admin_client: Client) -> None:
    assert names(admin_client, q=typed) == found


def test_search_finds_an_erased_address(three: list[Signature], admin_client: Client) -> None:
    Signature.objects.filter(pk=three[0].pk).update(email="")
    assert names(admin_client, q="ana.silva@gmail.com") == {"Ana"}


def test_search_finds_the_number_in_an_export(three: list[Signature], admin_client: Client) -> None:
    assert names(admin_client, q=str(three[1].pk)) == {"Élodie"}


def test_newest_come_first_and_pages_do_not_overlap(
    page: PetitionPage, admin_client: Client
) -> None:
    signatures = crowd(petition_of(page), 120)
    # All at one moment: only the second column of the order tells them apart.
    Signature.objects.update(created_at=timezone.now())
    seen = [row.pk for p in (1, 2, 3) for row in listed(admin_client, p=p)]
    assert len(seen) == len(set(seen)) == len(signatures)
    back = [row.pk for p in (1, 2, 3) for row in listed(admin_client, p=p, ordering="created_at")]
    assert back == seen[::-1]


def test_the_cost_does_not_grow_with_the_rows(page: PetitionPage, admin_client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            listed(admin_client, status="pending", q="ana")
        return len(captured)

    crowd(petition_of(page), 10)
    listed(admin_client)
    few = queries()
    crowd(petition_of(page), 10, tag="more")
    assert queries() == few


def test_names_cannot_break_out(page: PetitionPage, admin_client: Client) -> None:
    SignatureFactory(
        petition=petition_of(page), given_name="<script>alert(1)</script>", partner="<b>"
    )
    content = admin_client.get(LIST).content.decode()
    assert "<bdi>&lt;script&gt;" in content
    assert "<script>alert" not in content


def test_no_wagtail_export_goes_round_ours(three: list[Signature], admin_client: Client) -> None:
    response = admin_client.get(f"{LIST}?export=csv")
    assert response["Content-Type"].startswith("text/html")


def test_the_results_come_alone_for_the_page_to_swap_in(
    three: list[Signature], admin_client: Client
) -> None:
    response = admin_client.get(
        reverse("petitions_signatures:list_results"), {"q": "ana", "_w_filter_fragment": 1}
    )
    assert response.status_code == 200
    content = response.content.decode()
    assert "Silva" in content and "محمد" not in content
    # The way to the export carries the search along.
    assert "export/?q=ana" in content
