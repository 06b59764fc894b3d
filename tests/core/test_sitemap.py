"""The sitemap leads search engines to every language."""

from django.test import Client
from wagtail.models import Locale

from core.models import HomePage
from petitions.models import PetitionPage


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
