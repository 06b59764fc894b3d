"""The link in the mail: opening it changes nothing, its button confirms."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.models import SiteSettings
from petitions.models import PetitionPage, Signature
from petitions.repeating import answer_repeated
from petitions.tokens import links, signed_links
from tests.factories import SignatureFactory, petition_of
from tests.petitions.tables import all_rows

STATES = ["pending", "confirmed", "withdrawn", "invalid", "quarantined"]


@pytest.mark.parametrize("state", STATES)
def test_opening_the_links_changes_no_row_of_any_table(
    state: str, page: PetitionPage, client: Client
) -> None:
    """Mail scanners open every link, and some ask for the headers alone."""
    signature = SignatureFactory(petition=petition_of(page), status=state)
    SiteSettings.for_site(page.get_site())  # Wagtail stores the defaults when they are first read.
    before = all_rows()
    for url in links(signature).values():
        for _time in range(3):
            assert client.get(url).status_code == 200
            assert client.head(url).status_code == 200
    assert all_rows() == before
    assert not client.cookies


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_refused(method: str, page: PetitionPage, client: Client) -> None:
    url = links(SignatureFactory(petition=petition_of(page)))["confirm_url"]
    assert getattr(client, method)(url).status_code == 405


@pytest.mark.parametrize(
    ("state", "status", "afterwards", "counted"),
    [
        ("pending", 303, "confirmed", 1),
        ("confirmed", 303, "confirmed", 1),
        ("withdrawn", 200, "withdrawn", 0),
        ("invalid", 200, "invalid", 0),
        ("quarantined", 303, "quarantined", 0),
    ],
)
def test_the_button_twice_gives_the_right_page_in_each_state(
    state: str, status: int, afterwards: str, counted: int, page: PetitionPage, client: Client
) -> None:
    signature = SignatureFactory(petition=petition_of(page), status=state)
    for _time in range(2):
        response = client.post(links(signature)["confirm_url"])
        assert response.status_code == status
        if status == 303:
            assert response["Location"] == f"{page.url}thank-you/"
        signature.refresh_from_db()
        assert signature.status == afterwards
        assert petition_of(page).count.total == counted


def test_a_quarantined_signer_is_remembered_as_reached(page: PetitionPage, client: Client) -> None:
    signature = SignatureFactory(petition=petition_of(page), status="quarantined")
    client.post(links(signature)["confirm_url"])
    signature.refresh_from_db()
    assert signature.confirmed_at


def test_what_was_not_shown_is_not_confirmed(
    page: PetitionPage, client: Client, form_data: dict[str, Any]
) -> None:
    """Somebody else signs with the address while its owner looks at the first details."""
    client.post(page.url, form_data)
    signature = Signature.objects.get()
    link = links(signature)["confirm_url"]
    shown = client.get(link).context["form"].initial["shown"]
    client.post(page.url, {**form_data, "given_name": "Mallory"})
    answer_repeated()
    response = client.post(link, {"shown": shown})
    assert response.status_code == 200
    assert "Mallory" in response.content.decode()
    signature.refresh_from_db()
    assert signature.status == "pending"
    again = response.context["form"].initial["shown"]
    assert client.post(link, {"shown": again}).status_code == 303


@pytest.mark.parametrize("purpose", ["manage", "unsubscribe", "other"])
def test_a_link_opens_nothing_but_what_it_was_made_for(
    purpose: str, page: PetitionPage, client: Client
) -> None:
    signature = SignatureFactory(petition=petition_of(page))
    token = signed_links.make_token(signature.pk, purpose)
    url = f"/en/signature/confirm/{token}/"
    assert client.get(url).status_code == client.post(url).status_code == 404
    manage = f"/en/signature/{signed_links.make_token(signature.pk, 'confirm')}/"
    assert client.post(manage, {"action": "erase", "sure": "1"}).status_code == 404
    assert Signature.objects.get().status == "pending"


def test_a_changed_link_and_a_link_without_signature_are_the_same_404(
    page: PetitionPage, client: Client
) -> None:
    signature = SignatureFactory(petition=petition_of(page))
    link = links(signature)["confirm_url"]
    erased = links(SignatureFactory.build(petition=petition_of(page), text=None))["confirm_url"]
    head, _colon, tail = link.rpartition(":")
    bad = [
        erased,
        link.replace(signature.pk.hex[:4], "0000", 1),
        link[:-6] + "/",
        f"{head}:{tail[::-1].strip('/')}/",
        f"{head}/",
        f"{head}:/",
        "/en/signature/confirm/%00:%00/",
        f"/en/signature/confirm/{'é' * 40}:{'x' * 43}/",
        f"/en/signature/confirm/{'A' * 4000}/",
    ]
    bodies = set()
    for url in bad:
        response = client.get(url)
        assert response.status_code == 404, url
        assert client.post(url).status_code == 404, url
        bodies.add(response.content)
    assert len(bodies) == 1


def test_the_links_pages_are_kept_by_nobody(page: PetitionPage, client: Client) -> None:
    for url in links(SignatureFactory(petition=petition_of(page))).values():
        response = client.get(url)
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
        assert 'content="noindex"' in response.content.decode()


def test_an_old_link_still_confirms(page: PetitionPage, client: Client) -> None:
    """Mail that was lost in a spam folder for weeks is still good."""
    signature = SignatureFactory(
        petition=petition_of(page), created_at=timezone.now() - timedelta(days=29)
    )
    assert client.post(links(signature)["confirm_url"]).status_code == 303


def test_without_a_page_the_link_still_confirms(page: PetitionPage, client: Client) -> None:
    signature = SignatureFactory(petition=petition_of(page))
    page.unpublish()
    assert client.get(links(signature)["confirm_url"]).status_code == 200
    assert client.post(links(signature)["confirm_url"]).status_code == 200
    assert petition_of(page).count.total == 1
