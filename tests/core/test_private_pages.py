"""A page behind a password: asked for in words, told to nobody, kept by no cache."""

import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

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
