"""A page behind a password: asked for in words, told to nobody, kept by no cache."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from core.logins import limits
from core.models import HomePage, StandardPage
from tests.factories import StandardPageFactory
from tests.translating import add_language, translate

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

PASSWORD = "only for us"


@pytest.fixture
def private(home: HomePage) -> StandardPage:
    """A page with a password, in English and Spanish."""
    page: StandardPage = StandardPageFactory(
        parent=home, title="Strategy", introduction="What we plan.", slug="secret-plan"
    )
    spanish = add_language("es")
    for each in (home, page):
        translate(each, spanish)
    for each in StandardPage.objects.all():
        PageViewRestriction.objects.create(
            page=each, restriction_type="password", password=PASSWORD
        )
    return page


def test_the_question_is_kept_by_no_cache(private: StandardPage) -> None:
    response = Client().get(private.url)
    said = response["Cache-Control"]
    assert "csrftoken" in response.cookies
    assert "no-store" in said
    assert "private" in said
    assert "public" not in said
    assert "s-maxage" not in said


@pytest.mark.parametrize(("code", "words"), [("en", "You need a password"), ("es", "contraseña")])
def test_the_question_is_one_of_our_pages_and_tells_nothing(
    private: StandardPage, code: str, words: str
) -> None:
    html = Client().get(private.url.replace("/en/", f"/{code}/")).content.decode()
    assert f'<html lang="{code}" dir="ltr">' in html
    assert words in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<label class="field__label" for="id_password">' in html
    assert 'rel="canonical"' not in html
    assert "og:" not in html
    for secret in (private.title, private.introduction):
        assert secret not in html


def test_the_password_opens_the_page_and_a_wrong_one_says_so(private: StandardPage) -> None:
    browser = Client(enforce_csrf_checks=True)
    html = browser.get(f"{private.url}?source=news").content.decode()
    action = re.search(r'<form method="post" action="([^"]+)"', html)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    assert action is not None
    assert token is not None
    data = {"csrfmiddlewaretoken": token[1], "return_url": f"{private.url}?source=news"}
    refused = browser.post(action[1], {**data, "password": "guessed"}).content.decode()
    assert 'class="error-summary"' in refused
    assert 'aria-invalid="true"' in refused
    assert private.title not in refused
    opened = browser.post(action[1], {**data, "password": PASSWORD})
    assert opened["Location"] == data["return_url"]
    response = browser.get(opened["Location"])
    assert private.title in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.fixture
def collection(home: HomePage) -> Collection:
    """Documents with a password."""
    collection = Collection.get_first_root_node().add_child(name="For members")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password=PASSWORD
    )
    return collection


@pytest.fixture(params=["page", "documents"])
def door(request: pytest.FixtureRequest) -> str:
    """Where the password is sent to."""
    if request.param == "page":
        page = request.getfixturevalue("private")
        restriction = page.view_restrictions.get()
        return reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    collection = request.getfixturevalue("collection")
    restriction = CollectionViewRestriction.objects.get(collection=collection)
    return reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])


def knock(door: str, password: str, network: int = 113, **headers: str) -> Any:
    """Send a password, each time as somebody new, from an address in a network."""
    data = {"password": password, "return_url": "/en/"}
    return Client().post(door, data, REMOTE_ADDR=f"203.0.{network}.9", headers=headers)


def test_a_script_that_guesses_has_to_wait_and_is_told(door: str) -> None:
    for number in range(limits.FROM_ONE_NETWORK):
        claims = {"X-Forwarded-For": f"198.51.{number}.1"}
        assert knock(door, f"guess {number}", **claims).status_code == 200
    for password in ("another guess", PASSWORD):
        response = knock(door, password, **{"X-Forwarded-For": "192.0.2.1"})
        assert response.status_code == 429
        assert "Wait for a quarter of an hour" in response.content.decode()
    # Looking is not guessing, and elsewhere it opens.
    assert Client().get(door, REMOTE_ADDR="203.0.113.9").status_code == 200
    assert knock(door, PASSWORD, network=114).status_code == 302


def test_everybody_who_knows_a_shared_password_gets_in(door: str) -> None:
    for _number in range(limits.FROM_ONE_NETWORK + 2):
        assert knock(door, PASSWORD).status_code == 302


def test_other_addresses_of_the_same_door_are_the_same_door(private: StandardPage) -> None:
    """The address names a page too, and any will do; and it begins with any language."""
    restriction = private.view_restrictions.get()
    pages = Page.objects.filter(depth__gt=1).values_list("pk", flat=True)
    for number in range(limits.FROM_ONE_NETWORK):
        language, page = ("en", "es", "th")[number % 3], pages[number % len(pages)]
        path = f"/{language}/_util/authenticate_with_password/{restriction.pk}/{page}/"
        assert knock(path, "guess").status_code == 200
    path = f"/fr/_util/authenticate_with_password/{restriction.pk}/{private.pk}/"
    assert knock(path, PASSWORD).status_code == 429


def test_all_networks_together_cannot_guess_for_ever(door: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "OF_ONE_ACCOUNT", 5)
    for number in range(5):
        assert knock(door, "guess", network=number).status_code == 200
    assert knock(door, PASSWORD).status_code == 429
