"""Signing, end to end below the browser."""

from typing import Any

from django.core import mail
from django.test import Client

from core.mail.sending import drain
from petitions.models import PetitionPage, Signature
from tests.factories import petition_of


def test_a_signature_counts_only_when_confirmed(
    client: Client, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    response = client.post(page.url, form_data)
    assert response.status_code == 303
    assert response["Location"] == f"{page.url}check-your-mail/"
    assert petition_of(page).count.total == 0

    assert drain() == 1
    link = mail.outbox[0].merge_data["ana@example.org"]["confirm_url"]
    assert client.get(link).status_code == 200
    assert petition_of(page).count.total == 0

    assert client.post(link)["Location"] == f"{page.url}thank-you/"
    assert petition_of(page).count.people == 1
    assert Signature.objects.get().status == "confirmed"
