"""The public JSON that partners' counters read. A contract: names, values and headers."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from petitions.counting import add_to_count
from petitions.models import PetitionPage
from petitions.states import transition
from tests.factories import PetitionPageFactory, SignatureFactory, petition_of
from tests.petitions.crowd import crowd

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

CACHE_CONTROL = "public, max-age=10, stale-while-revalidate=20, stale-if-error=50"


@pytest.fixture
def count_url(page: PetitionPage) -> str:
    """Where the count of the page's petition is."""
    return f"/api/petitions/{page.translation_key}/count/"


def test_the_count_is_exactly_this(page: PetitionPage, count_url: str, client: Client) -> None:
    petition = petition_of(page)
    crowd(petition, 3, status="confirmed")
    for n in range(2):
        SignatureFactory(
            petition=petition, kind="organisation", organisation_name=f"O{n}", status="confirmed"
        )
    for state in ("pending", "withdrawn", "invalid", "quarantined"):
        SignatureFactory(petition=petition, status=state)
    add_to_count(petition.pk, paper=895)
    response = client.get(count_url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == CACHE_CONTROL
    data = response.json()
    assert datetime.fromisoformat(data.pop("as_of")) == petition_of(page).count.changed_at.replace(
        microsecond=petition_of(page).count.changed_at.microsecond // 1000 * 1000
    )
    assert data == {
        "petition": str(page.translation_key),
        "confirmed": 5,
        "people": 3,
        "organisations": 2,
        "paper": 895,
        "total": 900,
        "goal": 5000,
    }


def test_whoever_has_the_count_already_gets_304_until_it_changes(
    page: PetitionPage, count_url: str, client: Client
) -> None:
    first = client.get(count_url)
    etag = first["ETag"]
    for given in (etag, f'"other", {etag}', "*", f"W/{etag}"):
        again = client.get(count_url, headers={"If-None-Match": given})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
        assert again["Cache-Control"] == CACHE_CONTROL
    transition([crowd(petition_of(page), 1)[0].pk], allowed=["pending"], to="confirmed")
    after = client.get(count_url, headers={"If-None-Match": etag})
    assert after.status_code == 200
    assert after["ETag"] != etag


def test_counters_on_other_sites_may_read_it(count_url: str, client: Client) -> None:
    for url in (count_url, "/api/petitions/"):
        assert client.get(url)["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_can_write_through_it(method: str, count_url: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    for url in (count_url, "/api/petitions/", "/api/v2/pages/"):
        assert getattr(browser, method)(url).status_code == 405


def test_an_unknown_petition_is_404(page: PetitionPage, client: Client) -> None:
    for key in (uuid4(), "nonsense", "00000000", f"{page.translation_key}0"):
        response = client.get(f"/api/petitions/{key}/count/")
        assert response.status_code == 404
        assert not response.cookies


def test_every_translation_has_the_same_count(
    page: PetitionPage, count_url: str, spanish: Locale, client: Client
) -> None:
    translated = page.copy_for_translation(spanish, copy_parents=True)
    translated.save_revision().publish()
    html = client.get(PetitionPage.objects.get(locale=spanish).url).content.decode()
    assert count_url in html


def test_the_list_has_one_entry_for_each_live_page(
    page: PetitionPage, petition_index: Any, spanish: Locale, client: Client
) -> None:
    translated = page.copy_for_translation(spanish, copy_parents=True)
    translated.title = "Dignidad"
    translated.save_revision().publish()
    crowd(petition_of(page), 2, status="confirmed")
    closed = PetitionPageFactory(parent=petition_index, title="Closed", is_closed=True, goals=[])
    draft = PetitionPageFactory(parent=petition_index, title="Draft")
    draft.unpublish()
    private = PetitionPageFactory(parent=petition_index, title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    response = client.get("/api/petitions/")
    assert response["Cache-Control"] == CACHE_CONTROL
    expected = [
        ("en", page.title, page, 2, 1000, True),
        ("es", "Dignidad", PetitionPage.objects.get(locale=spanish), 2, 1000, True),
        ("en", "Closed", closed, 0, 100, False),
    ]
    assert sorted(response.json().pop("petitions"), key=str) == sorted(
        (
            {
                "petition": str(of.translation_key),
                "language": language,
                "title": title,
                "url": f"http://testserver{of.url}",
                "total": total,
                "goal": goal,
                "open": is_open,
            }
            for language, title, of, total, goal, is_open in expected
        ),
        key=str,
    )
    assert list(client.get("/api/petitions/").json()) == ["petitions"]
    etag = response["ETag"]
    assert client.get("/api/petitions/", headers={"If-None-Match": etag}).status_code == 304


def test_an_alias_is_no_entry_of_its_own(
    page: PetitionPage, spanish: Locale, client: Client
) -> None:
    page.copy_for_translation(spanish, copy_parents=True, alias=True)
    entries = client.get("/api/petitions/").json()["petitions"]
    assert [entry["language"] for entry in entries] == ["en"]
    alias = PetitionPage.objects.get(locale=spanish)
    told = client.get("/api/v2/pages/").json()["items"]
    assert page.pk in [item["id"] for item in told]
    assert {item["meta"]["locale"] for item in told} == {"en"}
    assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 200
    assert client.get(f"/api/v2/pages/{alias.pk}/").status_code == 404


@pytest.mark.parametrize("language", ["es", "ar,en;q=0.5", ""])
def test_one_copy_in_a_cache_serves_every_language(
    count_url: str, client: Client, language: str
) -> None:
    for url in (
        count_url,
        "/api/petitions/",
        "/api/v2/pages/",
        "/sitemap.xml",
        "/robots.txt",
        "/healthz/",
    ):
        response = client.get(url, headers={"accept-language": language})
        assert response.status_code == 200
        assert "Accept-Language" not in response.get("Vary", "")
        assert not response.has_header("Content-Language")
        assert response.content == client.get(url).content
