"""Everything that is stored of one signature, on one page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.mail.models import OutgoingMail
from core.mail.sending import drain
from petitions.models import PetitionPage, Signature
from petitions.moderating import release
from tests.factories import SignatureFactory, petition_of
from tests.petitions.staff import browser
from users.models import User

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


def shown(client: Client, signature: Signature) -> str:
    """Return the page as text."""
    response = client.get(reverse("petitions_signatures:inspect", args=[signature.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_shows_what_was_given_signed_and_agreed_to(
    page: PetitionPage, client: Client, form_data: dict[str, Any], admin_client: Client
) -> None:
    data = {**form_data, "comment": "Thank you", "partner": "witness", "consent_updates": "on"}
    client.post(page.url, data)
    signature = Signature.objects.get()
    page.text = "<p>A newer wording.</p>"
    page.save_revision().publish()
    content = shown(admin_client, signature)
    assert "&lt;bdi&gt;" not in content
    for text in (
        "Ana",
        "Silva",
        "ana@example.org",
        "Portugal",
        "English",
        "Thank you",
        "witness",
        "We ask editors to tell stories with dignity.",
        "Editors of newspapers",
        "not the wording that is live now",
        "I agree that the coalition stores",
        "Tell me by mail what comes of this petition",
        "waiting for confirmation",
    ):
        assert text in content, text
    assert "A newer wording." not in content


def test_shows_the_mails_without_their_links(
    page: PetitionPage, client: Client, form_data: dict[str, Any], admin_client: Client
) -> None:
    client.post(page.url, form_data)
    signature = Signature.objects.get()
    link = OutgoingMail.objects.get().merge_data["confirm_url"]
    content = shown(admin_client, signature)
    assert "Request to confirm" in content
    assert "waiting" in content
    drain()
    content = shown(admin_client, signature)
    assert ">sent<" in content
    # Whoever has the link can confirm for the signer.
    assert link not in content
    OutgoingMail.objects.update(status="failed", error="mailbox unknown")
    assert "could not be sent: <bdi>mailbox unknown</bdi>" in shown(admin_client, signature)


def test_shows_the_history_with_who_and_when(
    page: PetitionPage, admin: User, admin_client: Client
) -> None:
    admin.first_name, admin.last_name = "Maya", "Okafor"
    admin.save()
    signature = SignatureFactory(
        petition=petition_of(page), status="quarantined", quarantine_reason="network"
    )
    assert "many signatures from one network" in shown(admin_client, signature)
    release([signature.pk], admin)
    Signature.objects.update(confirmed_at=timezone.now() + timedelta(minutes=1))
    content = shown(admin_client, signature)
    assert content.index("Confirmed by the link in the mail") < content.index(
        "Released from the check"
    )
    assert "Maya Okafor" in content
    assert "the signer" in content


@pytest.mark.parametrize(
    ("values", "offered"),
    [
        ({"status": "quarantined"}, {"Release", "Make invalid"}),
        ({"status": "pending"}, {"Make invalid"}),
        ({"status": "invalid"}, {"Restore"}),
        ({"status": "withdrawn"}, set()),
        (
            {"status": "confirmed", "kind": "organisation", "organisation_name": "House"},
            {"Make invalid", "Approve organisation"},
        ),
        (
            {
                "status": "confirmed",
                "kind": "organisation",
                "organisation_name": "House",
                "is_approved": True,
            },
            {"Make invalid", "Take approval back"},
        ),
    ],
)
def test_offers_what_the_state_allows(
    values: dict[str, Any], offered: set[str], page: PetitionPage, admin_client: Client
) -> None:
    signature = SignatureFactory(petition=petition_of(page), **values)
    url = reverse("petitions_signatures:inspect", args=[signature.pk])
    actions = admin_client.get(url).context["actions"]
    assert {str(action.label) for action in actions} == offered
    for action in actions:
        assert admin_client.get(action.url).status_code == 200


def test_offers_nothing_to_those_who_may_only_look(page: PetitionPage) -> None:
    signature = SignatureFactory(petition=petition_of(page), status="quarantined")
    client = browser("view_signature")
    url = reverse("petitions_signatures:inspect", args=[signature.pk])
    assert client.get(url).context["actions"] == []


def test_an_unknown_signature_is_not_found(admin_client: Client) -> None:
    url = reverse("petitions_signatures:inspect", args=["00000000-0000-4000-8000-000000000000"])
    # Django tries the address below a language before it gives up.
    assert admin_client.get(url, follow=True).status_code == 404
