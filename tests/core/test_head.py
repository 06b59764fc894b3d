"""What the head tells search engines and those who pass a link on."""

import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from core.locales import open_graph_locale
from core.models import HomePage
from petitions.models import PetitionIndexPage, PetitionPage
from tests.factories import StandardPageFactory
from tests.translating import add_language, translate

pytestmark = pytest.mark.one_database


def properties(url: str) -> list[tuple[str, str]]:
    """Return the page's Open Graph properties."""
    html = Client().get(url).content.decode()
    return re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', html)


def test_every_kind_of_page_says_what_it_is(
    page: PetitionPage, petition_index: PetitionIndexPage, home: HomePage
) -> None:
    HomePage.objects.filter(pk=home.pk).update(introduction="<p>Who</p><p>asks &amp; why.</p>")
    PetitionIndexPage.objects.filter(pk=petition_index.pk).update(introduction="All of them.")
    about = StandardPageFactory(parent=home, introduction="Who we are.")
    expected = {
        page: page.summary,
        petition_index: "All of them.",
        home: "Who asks &amp; why.",
        about: "Who we are.",
    }
    for shown, description in expected.items():
        said = {
            name: value for name, value in properties(shown.url) if not name.startswith("image")
        }
        assert said == {
            "type": "website",
            "title": shown.title,
            "description": description,
            "url": f"http://testserver{shown.url}",
            "site_name": "Undersigned",
            "locale": "en_US",
        }
        html = Client().get(shown.url).content.decode()
        assert f'<meta name="description" content="{description}">' in html


def test_the_languages_of_a_page_are_told_with_their_countries(page: PetitionPage) -> None:
    for code in ("es", "ar", "th"):
        translate(page, add_language(code))
    add_language("fr")
    said = properties(page.url.replace("/en/", "/ar/"))
    assert ("locale", "ar_EG") in said
    others = {value for name, value in said if name == "locale:alternate"}
    assert others == {"en_US", "es_ES", "th_TH"}
    # An alias is the page it stands for.
    said = properties(page.url.replace("/en/", "/fr/"))
    assert ("locale", "en_US") in said
    assert ("url", f"http://testserver{page.url}") in said


def test_the_addresses_in_other_languages_are_told(page: PetitionPage) -> None:
    for code in ("es", "ar"):
        translate(page, add_language(code))
    add_language("fr")
    addresses = {
        code: f"http://testserver{page.url.replace('/en/', f'/{code}/')}"
        for code in ("en", "es", "ar")
    }
    for code in ("en", "es", "fr"):
        html = Client().get(page.url.replace("/en/", f"/{code}/")).content.decode()
        told = re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]*)">', html)
        assert dict(told) == {**addresses, "x-default": addresses["en"]}


def test_what_is_private_is_told_in_no_other_language(
    page: PetitionPage, petition_index: PetitionIndexPage
) -> None:
    for code in ("es", "ar"):
        translate(page, add_language(code))
    spanish = PetitionPage.objects.get(locale__language_code="es")
    PageViewRestriction.objects.create(page=spanish, restriction_type="login")
    html = Client().get(page.url).content.decode()
    assert 'hreflang="ar"' in html
    assert 'hreflang="es"' not in html
    # As private as what the translation's list is an alias of.
    PageViewRestriction.objects.create(page=petition_index, restriction_type="login")
    assert list(PetitionPage.objects.get(pk=page.pk).live_translations) == ["en"]


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        ("en", "en_US"),
        ("fr", "fr_FR"),
        ("ne", "ne_NP"),
        ("pt-br", "pt_BR"),
        ("zh-hans", "zh_CN"),
        ("zh-hant", "zh_TW"),
        ("eo", "eo"),
    ],
)
def test_the_country_is_the_one_where_a_language_is_at_home(code: str, locale: str) -> None:
    assert open_graph_locale(code) == locale
