"""Forms that another site sends in a visitor's name are refused; others need no token."""

from typing import Any

import pytest
from django.test import Client

from petitions.models import PetitionPage, Signature
from petitions.tokens import links
from tests.factories import SignatureFactory, petition_of

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

REFUSED: list[dict[str, str]] = [
    {"Origin": "https://elsewhere.example"},
    {"Origin": "http://testserver.elsewhere.example"},
    {"Origin": "http://testserver:8000"},
    {"Origin": "null"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "anything else"},
    {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "testserver"},
    {"Origin": "http://["},
]
TAKEN: list[dict[str, str]] = [
    {},
    {"Origin": "http://testserver"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "https://partner.example"},
]


@pytest.fixture(autouse=True)
def _trusted(settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://partner.example"]


@pytest.fixture
def browser() -> Client:
    """A browser without cookies, at a site that checks tokens where it does."""
    return Client(enforce_csrf_checks=True)


def test_a_form_from_another_site_is_refused(
    browser: Client, page: PetitionPage, form_data: dict[str, Any], subtests: pytest.Subtests
) -> None:
    for headers in REFUSED:
        with subtests.test(str(headers)):
            response = browser.post(page.url, form_data, headers=headers)
            assert response.status_code == 403
            # One of our pages, with the way to the real form.
            assert f'href="{page.url}"' in response.content.decode()
            assert not Signature.objects.exists()


def test_a_form_from_this_site_needs_no_token(
    browser: Client, page: PetitionPage, form_data: dict[str, Any], subtests: pytest.Subtests
) -> None:
    for headers in TAKEN:
        with subtests.test(str(headers)):
            assert browser.post(page.url, form_data, headers=headers).status_code == 303
    assert not browser.cookies


def test_the_links_in_mails_check_it_too(
    browser: Client, page: PetitionPage, subtests: pytest.Subtests
) -> None:
    signature = SignatureFactory(petition=petition_of(page))
    url = links(signature)
    for headers in REFUSED:
        with subtests.test(str(headers)):
            assert browser.post(url["confirm_url"], headers=headers).status_code == 403
            erase = {"action": "erase", "sure": "1"}
            assert browser.post(url["manage_url"], erase, headers=headers).status_code == 403
            signature.refresh_from_db()
            assert signature.status == "pending"
    assert browser.post(url["confirm_url"]).status_code == 303


def test_what_a_logged_in_person_can_do_keeps_its_token(admin_client: Client, admin: Any) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(admin)
    for url in ("/admin/login/", "/admin/logout/", "/admin/account/"):
        assert browser.post(url).status_code == 403
