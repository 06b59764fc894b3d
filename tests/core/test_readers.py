"""Readers: no cookie, nothing that keeps a page out of a cache, nothing from elsewhere."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from petitions.models import PetitionPage
from tests.factories import SignatureFactory, StandardPageFactory, petition_of
from tests.petitions.crowd import crowd
from tests.petitions.html import read_html

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


@pytest.fixture
def public_urls(page: PetitionPage, spanish: Locale, home: Any) -> dict[str, str]:
    """The address of each kind of public page."""
    petition = petition_of(page)
    crowd(petition, 3, status="confirmed")
    page.copy_for_translation(spanish, copy_parents=True, alias=True)
    about = StandardPageFactory(parent=home)
    return {
        "home": home.url,
        "about": about.url,
        "index": page.get_parent().url,
        "petition": page.url,
        "petition with source": f"{page.url}?source=news&partner=guild",
        "spanish petition": PetitionPage.objects.get(locale=spanish).url,
        "check your mail": f"{page.url}check-your-mail/",
        "thank you": f"{page.url}thank-you/",
        "count": f"/api/petitions/{petition.uuid}/count/",
        "list": "/api/petitions/",
        "pages": "/api/v2/pages/",
        "one page": f"/api/v2/pages/{page.pk}/",
        "robots": "/robots.txt",
        "sitemap": "/sitemap.xml",
        "health": "/healthz/",
        "missing": "/en/nothing/here/",
        "root": "/",
        "feed": "/en/petitions/feed/",
        "link": "/en/signature/confirm/bad/",
    }


def test_no_reader_gets_a_cookie_or_a_page_that_depends_on_one(
    public_urls: dict[str, str], subtests: pytest.Subtests
) -> None:
    for name, url in public_urls.items():
        with subtests.test(name):
            client = Client()
            response = client.get(url)
            assert response.status_code in ({404} if name in {"missing", "link"} else {200, 302})
            assert not client.cookies
            assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize(
    "name",
    [
        "home",
        "about",
        "index",
        "petition",
        "spanish petition",
        "check your mail",
        "thank you",
        "root",
        "feed",
    ],
)
def test_pages_may_be_kept_by_every_cache(name: str, public_urls: dict[str, str]) -> None:
    client = Client()
    for method in (client.get, client.head):
        response = method(public_urls[name])
        said = response["Cache-Control"]
        assert "public" in said
        assert "private" not in said
        assert "no-store" not in said


def test_pages_of_somebody_who_is_logged_in_are_kept_by_none(
    page: PetitionPage, admin_client: Client
) -> None:
    response = admin_client.get(page.url)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_an_answer_to_a_form_is_kept_by_none(page: PetitionPage, form_data: Any) -> None:
    for data in (form_data, {}):
        assert "public" not in Client().post(page.url, data).get("Cache-Control", "")


def test_pages_ask_nothing_of_other_sites_and_run_nothing_inline(
    public_urls: dict[str, str], subtests: pytest.Subtests
) -> None:
    for name in ("home", "about", "index", "petition", "check your mail", "thank you", "missing"):
        with subtests.test(name):
            response = Client().get(public_urls[name])
            html = response.content.decode()
            assert read_html(html).running == []
            for tag in ("<link", "<script", "<img", "<source"):
                for part in html.split(tag)[1:]:
                    element = part.partition(">")[0]
                    if "canonical" in element or "alternate" in element:
                        continue
                    assert "//" not in element
            policy = response["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "script-src 'self'" in policy
            assert "unsafe-inline" not in policy


def test_a_signer_list_shows_what_was_chosen_and_no_address(page: PetitionPage) -> None:
    petition = petition_of(page)
    for choice in ("full", "initials", "country", "hidden"):
        SignatureFactory(
            petition=petition,
            status="confirmed",
            confirmed_at=petition.created_at,
            visibility=choice,
            given_name=f"Given{choice}",
            family_name=f"Family{choice}",
            email=f"{choice}@example.org",
        )
    SignatureFactory(petition=petition, given_name="Waiting", visibility="full")
    html = Client().get(page.url).content.decode()
    assert "Givenfull Familyfull" in html
    assert "G. F." in html
    for absent in ("Giveninitials", "Givencountry", "Givenhidden", "Waiting", "@example.org"):
        assert absent not in html


def test_robots_keep_out_of_what_is_private(client: Client) -> None:
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert {"User-agent: *", "Disallow: /admin/", "Sitemap: http://testserver/sitemap.xml"} <= {
        *lines
    }
    assert {f"Disallow: /{code}/signature/" for code in ("en", "es", "ar")} <= {*lines}


def test_the_sitemap_lists_pages_and_no_steps_of_signing(
    page: PetitionPage, client: Client
) -> None:
    response = client.get("/sitemap.xml")
    xml = response.content.decode()
    assert response.status_code == 200
    assert f"<loc>http://testserver{page.url}</loc>" in xml
    for absent in ("check-your-mail", "thank-you", "signature", "admin"):
        assert absent not in xml
    page.unpublish()
    assert page.url not in client.get("/sitemap.xml").content.decode()
