"""Addresses: spellings of a language, what stands elsewhere, and what speaks no language."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from core.models import HomePage
from petitions.models import PetitionPage
from tests.translating import add_language, translate

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


@pytest.fixture
def moved(page: PetitionPage, home: HomePage) -> PetitionPage:
    """A Spanish petition that no longer stands where its source does."""
    spanish = add_language("es")
    translate(home, spanish)
    translated: PetitionPage = translate(page, spanish)
    translated.move(HomePage.objects.get(locale=spanish), pos="last-child")
    translated.refresh_from_db()
    return translated


def test_the_old_address_of_a_translation_leads_to_it(
    page: PetitionPage, moved: PetitionPage
) -> None:
    old = page.url.replace("/en/", "/es/")
    for method in (Client().get, Client().head):
        for below in ("", "?source=news&partner=guild", "thank-you/?source=news"):
            response = method(f"{old}{below}")
            assert response.status_code == 302
            assert response["Location"] == f"{moved.url}{below}"
    # What is sent there is not lost.
    assert Client().post(old, {}).status_code == 422


@pytest.mark.parametrize("how", ["draft", "private"])
def test_an_old_address_does_not_lead_to_what_nobody_may_read(
    page: PetitionPage, moved: PetitionPage, how: str
) -> None:
    if how == "draft":
        moved.unpublish()
    else:
        PageViewRestriction.objects.create(page=moved, restriction_type="login")
    response = Client().get(page.url.replace("/en/", "/es/"))
    assert response.status_code == 200
    assert response["Content-Language"] == "en"


@pytest.mark.parametrize("spelling", ["ES", "Es", "es-mx", "ES-MX", "es-é"])
def test_each_language_has_one_spelling(page: PetitionPage, spelling: str) -> None:
    client = Client()
    for rest in ("/", "", page.url.removeprefix("/en"), "/any/thing/?a=/en/&b=%C3%A9"):
        response = client.get(f"/{spelling}{rest}", headers={"accept-language": "ar"})
        assert response.status_code == 302
        assert response["Location"] == f"/es{rest}"
        assert "Accept-Language" not in response.get("Vary", "")


def test_what_is_not_there_is_not_found_in_the_right_spelling(home: HomePage) -> None:
    assert Client().get("/es/any/thing/").status_code == 404
    assert Client().get("/xx/any/").status_code == 302  # Below the reader's language, as any path.
    assert Client().get("/api/any/").status_code == 404


def test_where_nothing_is_the_reader_is_at_no_page(moved: PetitionPage) -> None:
    for code in ("en", "es"):
        html = Client().get(f"/{code}/any/thing/").content.decode()
        assert 'hreflang="en"' in html
        assert 'aria-current="true"' not in html
    assert 'aria-current="true"' in Client().get("/es/").content.decode()


def test_the_admin_follows_the_browser(home: HomePage) -> None:
    response = Client().get("/admin/login/", headers={"accept-language": "es"})
    assert response["Content-Language"] == "es"
    assert "Accept-Language" in response["Vary"]
    assert '<html lang="es"' in response.content.decode()


def test_what_goes_wrong_is_said_in_the_readers_language(home: HomePage) -> None:
    response = Client().get("/api/any/", headers={"accept-language": "es"})
    assert response.status_code == 404
    assert response["Content-Language"] == "es"
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(
    "url", ["/", "/api/petitions/", "/healthz/", "/robots.txt", "/sitemap.xml"]
)
def test_what_is_only_read_takes_nothing(home: HomePage, url: str) -> None:
    assert Client(enforce_csrf_checks=True).post(url).status_code == 405


@pytest.mark.parametrize("code", ["en", "ar"])
def test_a_form_without_its_token_is_refused_on_our_page(home: HomePage, code: str) -> None:
    response = Client(enforce_csrf_checks=True).post(f"/{code}/_util/login/")
    html = response.content.decode()
    assert response.status_code == 403
    assert response["Content-Language"] == code
    assert f'<html lang="{code}"' in html
    assert 'href="/static/css/site.css"' in html
    assert "CSRF" not in html
