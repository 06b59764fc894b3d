"""What a reader is shown costs as much in ten languages as in five."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import get_language_info
from wagtail.models import Site

from core.models import Footer, HomePage, SiteSettings
from petitions.models import PetitionIndexPage, PetitionPage
from petitions.tokens import links
from tests.factories import (
    GuidanceIndexPageFactory,
    GuidanceNotePageFactory,
    PetitionPageFactory,
    SignatureFactory,
    StandardPageFactory,
    petition_of,
)
from tests.translating import add_language, translate, write_catalogue

pytestmark = pytest.mark.one_database

FIVE = ["en", "es", "fr", "ar", "th"]
TEN = [*FIVE, "ne", "pt", "de", "sw", "ur"]

# The page in another language than English, where all are translated, and where none is.
TRANSLATED, NOT_TRANSLATED = "es", "fr"


@pytest.fixture
def pages(page: PetitionPage, petition_index: PetitionIndexPage, home: HomePage) -> dict[str, Any]:
    """A page of each kind, and a footer and a privacy page around them."""
    about = StandardPageFactory(parent=home, show_in_menus=True)
    below = StandardPageFactory(parent=about, title="Privacy", show_in_menus=True)
    footer = Footer.objects.create(title="Footer", text="<p>Together.</p>", locale=home.locale)
    SiteSettings.objects.create(site=Site.objects.get(), footer=footer, privacy_page=below)
    SignatureFactory(petition=petition_of(page), status="confirmed")
    guidance = GuidanceIndexPageFactory(parent=home, show_in_menus=True)
    return {
        "home": home,
        "list": petition_index,
        "petition": page,
        "plain": about,
        "below": below,
        "guidance": guidance,
        "note": GuidanceNotePageFactory(parent=guidance, slug="pictures"),
    }


def use(settings: Any, codes: list[str]) -> None:
    """Offer these languages."""
    named = [(code, get_language_info(code)["name"]) for code in codes]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = named


def add(code: str, pages: dict[str, Any]) -> None:
    """Add a language; translate every other one's pages, and leave the rest aliases."""
    locale = add_language(code)
    if code != NOT_TRANSLATED:
        for page in pages.values():
            translate(page, locale)


def statements(call: Callable[[], Any]) -> int:
    """Return the number of SQL statements of a call once Wagtail's caches are warm."""
    call()
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


def spent(pages: dict[str, Any], signature: Any) -> dict[str, int]:
    """Return what each public address costs."""
    urls = {"root": "/", "sitemap": "/sitemap.xml", "list of petitions": "/api/petitions/"}
    urls["a signer's own"] = links(signature)["manage_url"].removeprefix("http://testserver")
    for code in ("en", TRANSLATED, NOT_TRANSLATED):
        for name, page in pages.items():
            urls[f"{name} in {code}"] = page.url.replace("/en/", f"/{code}/")
        urls[f"feed in {code}"] = f"/{code}/petitions/feed/"
        urls[f"404 in {code}"] = f"/{code}/petitions/gone/"
        for step in ("check-your-mail", "thank-you"):
            urls[f"{step} in {code}"] = f"{urls[f'petition in {code}']}{step}/"
        editions = f"/{code}/editions/pictures/"
        urls[f"history in {code}"] = editions
        urls[f"edition in {code}"] = f"{editions}1/"
        urls[f"edition as Markdown in {code}"] = f"{editions}1.md"
        urls[f"editions for feed readers in {code}"] = f"{editions}feed/"
        urls[f"search in {code}"] = f"/{code}/search/?q=pictures"
        urls[f"search that finds nothing in {code}"] = f"/{code}/search/?q=zebra"
        urls[f"guidance found in {code}"] = f"{urls[f'guidance in {code}']}?q=pictures"
    return {name: statements(lambda url=url: Client().get(url)) for name, url in urls.items()}


def take_down(page: PetitionPage, codes: list[str], live: bool = False) -> None:
    """Take a page off the site in these languages, and leave it in the others."""
    pages = PetitionPage.objects.filter(translation_key=page.translation_key)
    pages.filter(locale__language_code__in=codes).update(live=live)


def test_nothing_grows_with_the_languages(
    pages: dict[str, Any], petition_index: PetitionIndexPage, settings: Any, tmp_path: Path
) -> None:
    # An interface of one string, whole in each language, so that petitions go live.
    settings.LOCALE_PATHS = [tmp_path]
    for code in TEN[1:]:
        write_catalogue(tmp_path, code, Sign=f"{code}: Sign")
    signature = SignatureFactory(petition=petition_of(pages["petition"]))
    gone = PetitionPageFactory(parent=petition_index, slug="gone")
    costs = []
    for codes, new in ((FIVE, FIVE[1:]), (TEN, TEN[5:])):
        use(settings, codes)
        for code in new:
            add(code, {**pages, "gone": gone})
        take_down(gone, ["en", TRANSLATED, NOT_TRANSLATED])
        cache.clear()
        costs.append(spent(pages, signature))
        take_down(gone, ["en"], live=True)
    assert costs[0] == costs[1]


def test_the_sitemap_does_not_grow_with_its_pages(home: HomePage) -> None:
    spanish = add_language("es")
    costs = []
    for time in range(2):
        for number in range(2):
            translate(StandardPageFactory(parent=home, slug=f"page-{time}-{number}"), spanish)
        costs.append(statements(lambda: Client().get("/sitemap.xml")))
    assert costs[0] == costs[1]
