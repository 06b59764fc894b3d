"""The sitemap leads search engines to every language."""

from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from core.models import HomePage
from petitions.models import PetitionPage

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def test_every_language_is_listed_and_aliases_are_not(
    client: Client, home: HomePage, page: PetitionPage, spanish: Locale
) -> None:
    translated = home.copy_for_translation(spanish)
    translated.save_revision().publish()
    page.get_parent().specific.copy_for_translation(spanish, alias=True)
    body = client.get("/sitemap.xml").content.decode()
    assert f"http://testserver{page.url}</loc>" in body
    assert "http://testserver/es/</loc>" in body
    assert "/es/petitions/" not in body


def test_each_entry_has_its_addresses_in_all_languages(
    client: Client, home: HomePage, page: PetitionPage, spanish: Locale
) -> None:
    home.copy_for_translation(spanish).save_revision().publish()
    document = ElementTree.fromstring(client.get("/sitemap.xml").content)
    alternates = {
        url.findtext(f"{SITEMAP}loc"): {
            link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")
        }
        for url in document
    }
    first_pages = {
        "en": "http://testserver/en/",
        "es": "http://testserver/es/",
        "x-default": "http://testserver/en/",
    }
    assert alternates["http://testserver/en/"] == first_pages
    assert alternates["http://testserver/es/"] == first_pages
    assert alternates[f"http://testserver{page.url}"] == {}


def test_what_is_private_in_one_language_is_no_alternate_in_another(
    client: Client, home: HomePage, spanish: Locale
) -> None:
    translated = home.copy_for_translation(spanish)
    translated.save_revision().publish()
    PageViewRestriction.objects.create(page=translated, restriction_type="login")
    assert "/es/" not in client.get("/sitemap.xml").content.decode()
