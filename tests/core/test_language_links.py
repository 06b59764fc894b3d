"""From each page to the same page in other languages, and in words where there is none."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from core.models import HomePage
from petitions.models import PetitionPage
from petitions.tokens import links
from tests.factories import SignatureFactory, petition_of
from tests.translating import add_language, start, translate

pytestmark = pytest.mark.one_database

ONLY_FIRST_PAGE = "Home page only:"


def switcher(url: str, status: int = 200) -> tuple[dict[str, str], dict[str, str]]:
    """Return the links, by language, to this page and (apart) to languages' first pages."""
    response = Client().get(url)
    assert response.status_code == status
    nav = re.search(r'<nav class="languages".*?</nav>', response.content.decode(), re.S)
    if nav is None:
        return {}, {}
    same, _words, firsts = nav[0].partition(ONLY_FIRST_PAGE)
    pattern = r'href="([^"]*)" hreflang="(\w+)" lang="\2"'
    found = [{code: url for url, code in re.findall(pattern, part)} for part in (same, firsts)]
    return found[0], found[1]


@pytest.fixture
def languages(page: PetitionPage, home: HomePage) -> PetitionPage:
    """Spanish has everything, French its first page, Arabic the petition, Thai only aliases."""
    spanish, french, arabic = add_language("es"), add_language("fr"), add_language("ar")
    translate(home, spanish)
    translate(page, spanish)
    translate(home, french)
    translate(page, arabic)
    add_language("th")
    return page


def test_the_switcher_leads_to_the_same_page_or_says_that_there_is_none(
    languages: PetitionPage,
) -> None:
    url = languages.url
    same, firsts = switcher(url)
    assert same == {code: url.replace("/en/", f"/{code}/") for code in ("en", "es", "ar")}
    assert firsts == {"fr": "/fr/"}


def test_a_language_with_nothing_to_read_is_not_offered(languages: PetitionPage) -> None:
    same, firsts = switcher("/en/")
    assert same == {"en": "/en/", "es": "/es/", "fr": "/fr/"}
    assert firsts == {}


def test_the_switcher_does_not_pass_an_alias_for_a_translation(languages: PetitionPage) -> None:
    same, firsts = switcher(languages.url.replace("/en/", "/fr/"))
    assert set(same) == {"en", "es", "ar"}
    assert firsts == {"fr": "/fr/"}


def test_a_signers_own_page_is_there_in_every_language(languages: PetitionPage) -> None:
    signature = SignatureFactory(petition=petition_of(languages))
    url = links(signature)["manage_url"].removeprefix("http://testserver")
    same, firsts = switcher(url)
    assert same == {code: url.replace("/en/", f"/{code}/") for code in ("en", "es", "fr")}
    assert firsts == {}


@pytest.mark.parametrize("below", ["thank-you/", "check-your-mail/"])
@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_what_is_below_a_page_is_below_its_translations(
    languages: PetitionPage, code: str, below: str
) -> None:
    """French is an alias, in which the page is shown in English."""
    url = f"{languages.url}{below}"
    same, firsts = switcher(url.replace("/en/", f"/{code}/"))
    expected = {code: url.replace("/en/", f"/{code}/") for code in ("en", "es", "ar")}
    assert same | firsts == {**expected, "fr": "/fr/"}


@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_where_a_reader_comes_from_is_in_no_page(languages: PetitionPage, code: str) -> None:
    """One copy in a cache serves all: a script adds it to the links (`source.js`)."""
    url = languages.url.replace("/en/", f"/{code}/")
    for below in ("", "thank-you/"):
        html = Client().get(f"{url}{below}?source=mail7&partner=guild8").content.decode()
        assert "mail7" not in html
        assert "guild8" not in html
        assert "js/source.js" in html


def test_one_language_needs_no_switcher(page: PetitionPage) -> None:
    assert switcher(page.url) == ({}, {})


# --- not found ------------------------------------------------------------


def offers(url: str) -> dict[str, str]:
    """Return what a 404 offers: the address and text in each language."""
    response = Client().get(url)
    assert response.status_code == 404
    html = response.content.decode().partition("<main")[2]
    pattern = r'<a class="links__link" href="([^"]*)" hreflang="(\w+)" lang="\2" dir="\w+">([^<]*)'
    return {code: f"{url} {text}" for url, code, text in re.findall(pattern, html)}


def test_a_page_that_is_not_there_is_offered_in_other_languages(languages: PetitionPage) -> None:
    PetitionPage.objects.filter(pk=languages.pk).update(live=False)
    url = languages.url
    spanish = f"{url.replace('/en/', '/es/')} es: {languages.title} (español)"
    arabic = f"{url.replace('/en/', '/ar/')} ar: {languages.title} (العربيّة)"
    for code in ("en", "th", "fr"):
        # In Thai and French an alias; in English a page that is not live any more.
        PetitionPage.objects.filter(locale__language_code=code).update(live=False)
        assert offers(url.replace("/en/", f"/{code}/")) == {"es": spanish, "ar": arabic}
    same, firsts = switcher(url, status=404)
    assert set(same) == {"es", "ar"}
    assert firsts == {"en": "/en/", "fr": "/fr/"}
    html = Client().get(url.replace("/en/", "/fr/")).content.decode()
    assert '<html lang="fr" dir="ltr">' in html


def test_a_translation_that_has_moved_is_still_offered(
    languages: PetitionPage, home: HomePage
) -> None:
    """The page at the address is a draft; its translation stands elsewhere."""
    spanish = PetitionPage.objects.get(locale__language_code="es")
    spanish.move(HomePage.objects.get(locale__language_code="es"), pos="last-child")
    spanish.refresh_from_db()
    PetitionPage.objects.filter(pk=languages.pk).update(live=False)
    assert offers(languages.url)["es"].startswith(f"{spanish.url} ")


def test_nothing_private_and_no_draft_is_named(languages: PetitionPage) -> None:
    PageViewRestriction.objects.create(
        page=PetitionPage.objects.get(locale__language_code="es"), restriction_type="login"
    )
    PetitionPage.objects.exclude(locale__language_code="es").update(live=False)
    assert offers(languages.url) == {}
    html = Client().get(languages.url).content.decode()
    assert languages.title not in html


@pytest.mark.parametrize("path", ["/en/nothing/here/", "/en/nothing.txt", "/nothing.txt", "/en/é/"])
def test_nothing_is_offered_where_nothing_is_meant(languages: Any, path: str) -> None:
    assert offers(path) == {}


def test_what_is_begun_is_not_offered(page: PetitionPage) -> None:
    start(page, add_language("es"))
    PetitionPage.objects.filter(pk=page.pk).update(live=False)
    assert offers(page.url) == {}
