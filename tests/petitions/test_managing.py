""" "Your signature": what its owner sees and may do, and what is left after erasing."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db.models.signals import post_delete
from django.test import Client
from django.utils import timezone

from core.mail.models import OutgoingMail
from core.mail.sending import drain
from core.models import SiteSettings
from petitions.confirming import confirm
from petitions.counting import rows_of
from petitions.erasing import erase, erase_expired
from petitions.models import PetitionPage, Signature
from petitions.repeating import answer_repeated
from petitions.tokens import links
from petitions.withdrawing import withdraw
from tests.factories import SignatureFactory, petition_of
from tests.i18n.foreign import foreign_in_page
from tests.petitions.tables import all_rows, tables_with

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


@pytest.fixture
def signature(page: PetitionPage) -> Signature:
    """A confirmed signature."""
    return SignatureFactory(petition=petition_of(page), status="confirmed")


@pytest.mark.parametrize("action", ["withdraw", "erase"])
def test_a_grave_step_is_asked_for_twice(
    action: str, signature: Signature, client: Client, page: PetitionPage
) -> None:
    url = links(signature)["manage_url"]
    SiteSettings.for_site(page.get_site())  # Wagtail stores the defaults when they are first read.
    before = all_rows()
    response = client.post(url, {"action": action})
    assert response.status_code == 200
    assert 'name="sure"' in response.content.decode()
    assert all_rows() == before
    client.post(url, {"action": action, "sure": "1"})
    assert petition_of(page).count.total == 0


def test_withdrawing_and_signing_again_counts_once(
    signature: Signature, client: Client, page: PetitionPage, form_data: dict[str, Any]
) -> None:
    url = links(signature)["manage_url"]
    assert client.post(url, {"action": "withdraw", "sure": "1"}).status_code == 303
    signature.refresh_from_db()
    assert signature.status == "withdrawn"
    client.post(page.url, {**form_data, "email": signature.email})
    answer_repeated()
    client.post(links(signature)["confirm_url"])
    assert petition_of(page).count.total == 1
    assert Signature.objects.count() == 1


def test_what_is_shown_can_be_changed(signature: Signature, client: Client) -> None:
    url = links(signature)["manage_url"]
    sent = client.post(url, {"action": "visibility", "visibility": "initials"})
    assert sent.status_code == 303
    assert client.get(sent["Location"]).status_code == 200
    signature.refresh_from_db()
    assert signature.visibility == "initials"
    assert client.post(url, {"action": "visibility", "visibility": "all"}).status_code == 422


def test_the_page_shows_the_wording_that_was_signed(
    signature: Signature, client: Client, page: PetitionPage
) -> None:
    page.text = "<p>A quite different demand.</p>"
    page.save_revision().publish()
    html = client.get(links(signature)["manage_url"]).content.decode()
    assert "tell stories with dignity" in html
    assert "quite different" not in html


@pytest.mark.parametrize("purpose", ["confirm_url", "manage_url"])
@pytest.mark.parametrize("code", ["th", "ar"])
def test_what_was_signed_is_marked_where_the_page_is_in_another_language(
    purpose: str, code: str, page: PetitionPage, client: Client
) -> None:
    """The switcher offers a signer's own pages in every language."""
    signature = SignatureFactory(petition=petition_of(page))
    url = links(signature)[purpose].replace("/en/", f"/{code}/")
    html = client.get(url).content.decode()
    assert f'<html lang="{code}"' in html
    assert f'<p class="letter__about" lang="en" dir="ltr">{page.title}</p>' in html
    assert not [found for found in foreign_in_page(html, code) if page.title in found]
    assert f'href="{page.url}" hreflang="en"' in html


def test_a_link_to_the_petition_says_its_language(page: PetitionPage, client: Client) -> None:
    signature = SignatureFactory(petition=petition_of(page), status="confirmed")
    url = links(signature)["confirm_url"].replace("/en/", "/th/")
    assert f'href="{page.url}" hreflang="en"' in client.get(url).content.decode()
    page.unpublish()
    html = client.get(url).content.decode()
    assert page.url not in html
    assert 'href=""' not in html


def test_erasing_leaves_no_trace_in_any_table_nor_in_the_logs(
    page: PetitionPage, client: Client, form_data: dict[str, Any], caplog: Any
) -> None:
    """Signed, mailed, signed again, mailed again, confirmed, looked at, changed: then erased."""
    caplog.set_level(logging.DEBUG, logger="django.request")
    caplog.set_level(logging.INFO)
    marks = {
        "given_name": "Zebedaios",
        "family_name": "Quxley",
        "email": "corncrake@example.org",
        "comment": "My grandmother's umbrella",
        "consent_updates": "on",
    }
    client.post(page.url, {**form_data, **marks})
    drain()
    client.post(page.url, {**form_data, **marks})
    signature = Signature.objects.get()
    link = links(signature)
    client.get(link["confirm_url"])
    client.post(link["confirm_url"])
    client.post(page.url, {**form_data, **marks})
    client.post(link["manage_url"], {"action": "visibility", "visibility": "full"})
    assert len(mail.outbox) == 1
    needles = ["Zebedaios", "Quxley", "corncrake", "umbrella", signature.email_key]
    assert all(tables_with(needle) for needle in needles)

    response = client.post(link["manage_url"], {"action": "erase", "sure": "1"})
    assert response.status_code == 200
    for needle in [*needles, signature.pk.hex, str(signature.pk)]:
        assert tables_with(needle) == set(), needle
        assert needle not in response.content.decode()
        assert needle not in caplog.text
    assert rows_of(petition_of(page).pk)["people"] == petition_of(page).count.people == 0
    for url in (link["manage_url"], link["confirm_url"]):
        assert client.get(url).status_code == 404


def test_erasing_keeps_what_others_left(page: PetitionPage) -> None:
    petition = petition_of(page)
    gone, stays = (SignatureFactory(petition=petition, status="confirmed") for _n in range(2))
    assert erase(gone.pk) is True
    assert erase(gone.pk) is False
    assert list(Signature.objects.all()) == [stays]
    assert petition_of(page).count.people == 1


def test_what_is_kept_no_longer_goes_and_the_rest_stays(page: PetitionPage, settings: Any) -> None:
    settings.SIGN_PENDING_DAYS = 30
    petition, now = petition_of(page), timezone.now()
    long_ago, lately = now - timedelta(days=31), now - timedelta(days=29)
    for moment in (long_ago, lately):
        for state in ("pending", "confirmed", "quarantined", "invalid"):
            SignatureFactory(petition=petition, status=state, created_at=moment)
        SignatureFactory(petition=petition, status="withdrawn", withdrawn_at=moment)
    signatures, _mails = erase_expired()
    assert signatures == 2
    left = Signature.objects.values_list("status", flat=True)
    assert sorted(left) == sorted(
        ["pending", "withdrawn", *["confirmed", "quarantined", "invalid"] * 2]
    )
    assert petition_of(page).count.people == 2


def test_a_signature_confirmed_while_old_ones_are_erased_is_kept(page: PetitionPage) -> None:
    """The list of what has expired is read first; its end is reached minutes later."""
    petition, long_ago = petition_of(page), timezone.now() - timedelta(days=99)
    waiting = {SignatureFactory(petition=petition, created_at=long_ago).pk for _n in range(2)}

    def confirm_the_other(sender: Any, instance: Signature, **kwargs: Any) -> None:
        confirm((waiting - {instance.pk}).pop())

    post_delete.connect(confirm_the_other, sender=Signature)
    try:
        signatures, _mails = erase_expired()
    finally:
        post_delete.disconnect(confirm_the_other, sender=Signature)
    assert signatures == 1
    assert Signature.objects.get().status == "confirmed"
    assert petition_of(page).count.people == 1


def test_stopping_updates_keeps_the_signature_and_ends_the_consent(
    page: PetitionPage, client: Client, form_data: dict[str, Any]
) -> None:
    client.post(page.url, {**form_data, "consent_updates": "on"})
    signature = Signature.objects.get()
    client.post(links(signature)["confirm_url"])
    client.post(links(signature)["manage_url"], {"action": "stop_updates"})
    active = {c.purpose: c.is_active for c in signature.consents.all()}
    assert active == {"terms": True, "updates": False}
    assert petition_of(page).count.total == 1


def test_one_click_unsubscribe_needs_neither_cookie_nor_origin(
    page: PetitionPage, form_data: dict[str, Any]
) -> None:
    """A mailbox provider's server posts `List-Unsubscribe=One-Click` (RFC 8058)."""
    client = Client(enforce_csrf_checks=True)
    client.post(page.url, {**form_data, "consent_updates": "on"})
    signature = Signature.objects.get()
    response = client.post(
        links(signature)["unsubscribe_url"],
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert response.status_code == 200
    assert not client.cookies
    assert signature.consents.get(purpose="updates").withdrawn_at


def test_who_unsubscribed_before_confirming_can_sign_again(
    page: PetitionPage, client: Client, form_data: dict[str, Any]
) -> None:
    """They are told to look for a mail, so there must be one; five in all, as for everybody."""
    client.post(page.url, form_data)
    client.post(links(Signature.objects.get())["unsubscribe_url"])
    client.post(page.url, form_data)
    answer_repeated()
    assert OutgoingMail.objects.count() == 2
    for _time in range(5):
        client.post(page.url, form_data)
    answer_repeated()
    assert OutgoingMail.objects.count() == 5


@pytest.mark.parametrize("state", ["invalid", "withdrawn"])
def test_withdrawing_what_does_not_count_changes_nothing(state: str, page: PetitionPage) -> None:
    signature = SignatureFactory(petition=petition_of(page), status=state)
    assert withdraw(signature.pk) is False
    signature.refresh_from_db()
    assert signature.status == state
