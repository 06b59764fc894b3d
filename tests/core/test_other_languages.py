"""A page is in one language from head to foot, and says so where its address is in another."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from core.models import HomePage
from core.routing import readable
from petitions.models import PetitionIndexPage, PetitionPage
from tests.factories import StandardPageFactory
from tests.translating import add_language, fill_in, put_live, start, translate

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


@pytest.fixture
def arabic(db: Any) -> Locale:
    """The Arabic locale, without a tree."""
    return Locale.objects.create(language_code="ar")


def read(url: str, status: int = 200) -> str:
    """Return the page at an address."""
    response = Client().get(url)
    assert response.status_code == status, url
    return response.content.decode()


def notice(html: str) -> str:
    """Return the notice that the page is not in the address's language; empty without one."""
    found = re.search(r'<div class="notice" role="note" lang=.*?</div>', html, re.S)
    return found[0] if found else ""


def check_shown_in_english(page: PetitionPage, code: str) -> str:
    """Check that `page` is shown wholly in English at the address of another language."""
    direction = "rtl" if code == "ar" else "ltr"
    url = page.url.replace("/en/", f"/{code}/")
    response = Client().get(url)
    html = response.content.decode()
    assert response.status_code == 200
    assert response["Content-Language"] == "en"
    assert '<html lang="en" dir="ltr">' in html
    assert "We ask editors" in html
    assert "Only confirmed signatures are counted." in html
    assert f'<link rel="canonical" href="http://testserver{page.url}">' in html
    told = notice(html)
    assert f'lang="{code}" dir="{direction}"' in told
    assert "public" in response["Cache-Control"]
    assert "Accept-Language" not in response.get("Vary", "")
    return told


def test_an_alias_is_shown_in_the_language_it_is_written_in(page: PetitionPage) -> None:
    add_language("th")
    told = check_shown_in_english(page, "th")
    # Only English has it, and no Thai page has been written at all.
    assert "<a" not in told


def test_without_a_tree_the_source_is_shown(page: PetitionPage, arabic: Locale) -> None:
    check_shown_in_english(page, "ar")
    html = read("/ar/")
    assert '<html lang="en" dir="ltr">' in html


def test_a_language_without_a_locale_shows_the_source(page: PetitionPage) -> None:
    check_shown_in_english(page, "fr")


def test_a_translation_that_is_begun_shows_the_source_until_it_is_published(
    page: PetitionPage,
) -> None:
    translation = start(page, add_language("th"))
    fill_in(translation)
    check_shown_in_english(page, "th")
    thai = put_live(translation)
    html = read(thai.url)
    assert '<html lang="th" dir="ltr">' in html
    assert "th: We ask editors" in html
    assert notice(html) == ""
    thai.unpublish()
    told = check_shown_in_english(page, "th")
    assert "th: " not in told


def test_a_translation_is_found_below_a_first_page_that_is_a_draft(page: PetitionPage) -> None:
    thai = translate(page, add_language("th"))
    home = HomePage.objects.get(locale__language_code="th")
    home.unpublish()
    html = read(thai.url)
    assert '<html lang="th" dir="ltr">' in html
    assert "th: We ask editors" in html
    assert '<html lang="en" dir="ltr">' in read("/th/")


def test_a_page_right_to_left_speaks_to_readers_of_another_direction(
    page: PetitionPage, settings: Any
) -> None:
    """Arabic as the source: at a Spanish address all of it runs from right to left."""
    arabic, _spanish = add_language("ar"), add_language("es")
    translated = translate(page, arabic)
    spanish = PetitionPage.objects.get(locale__language_code="es")
    # An alias of the Arabic page, as an editor may make one.
    spanish.delete()
    translated.copy_for_translation(Locale.objects.get(language_code="es"), alias=True)
    html = read(page.url.replace("/en/", "/es/"))
    assert '<html lang="ar" dir="rtl">' in html
    assert 'lang="es" dir="ltr"' in notice(html)


def test_the_notice_leads_to_the_languages_that_there_are(
    page: PetitionPage, home: HomePage
) -> None:
    spanish, thai = add_language("es"), add_language("th")
    translate(page, spanish)
    translate(home, thai)
    told = notice(read(page.url.replace("/en/", "/th/")))
    assert f'href="{page.url.replace("/en/", "/es/")}" hreflang="es" lang="es" dir="ltr"' in told
    assert 'href="/th/"' in told
    assert 'href="/en/' not in told


def test_what_is_private_stays_private_at_every_address(
    page: PetitionPage, petition_index: PetitionIndexPage
) -> None:
    add_language("th")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    for code in ("en", "th", "ar"):
        response = Client().get(page.url.replace("/en/", f"/{code}/"))
        assert response.status_code == 302
        assert "public" not in response.get("Cache-Control", "")
        assert page.title not in read(petition_index.url.replace("/en/", f"/{code}/"))


def test_a_private_translation_does_not_give_way_to_its_public_source(page: PetitionPage) -> None:
    thai = translate(page, add_language("th"))
    PageViewRestriction.objects.create(page=thai, restriction_type="login")
    assert Client().get(thai.url).status_code == 302


def test_a_draft_is_never_shown(page: PetitionPage) -> None:
    add_language("th")
    page.unpublish()
    for code in ("en", "th", "ar"):
        assert page.title not in read(page.url.replace("/en/", f"/{code}/"), status=404)


def test_lists_mark_what_is_in_another_language(
    page: PetitionPage, petition_index: PetitionIndexPage, home: HomePage
) -> None:
    about = StandardPageFactory(parent=home, show_in_menus=True)
    thai = add_language("th")
    translate(home, thai)
    translate(petition_index, thai)
    html = read(petition_index.url.replace("/en/", "/th/"))
    assert '<html lang="th" dir="ltr">' in html
    url = page.url.replace("/en/", "/th/")
    assert f'href="{url}" lang="en" dir="ltr" hreflang="en">{page.title}</a>' in html
    assert f'<p class="card__summary" lang="en" dir="ltr">{page.summary}</p>' in html
    assert f'lang="en" dir="ltr" hreflang="en">{about.title}</a>' in html
    # What is in the page's own language carries no mark.
    assert 'aria-current="page">th: Petitions</a>' in html


def test_a_petition_stays_in_the_list_while_it_is_translated(
    page: PetitionPage, petition_index: PetitionIndexPage, home: HomePage
) -> None:
    about = StandardPageFactory(parent=home, show_in_menus=True)
    thai = add_language("th")
    translate(petition_index, thai)
    for original in (page, about):
        start(original, thai)
    html = read(petition_index.url.replace("/en/", "/th/"))
    assert f'href="{page.url}" lang="en" dir="ltr" hreflang="en">{page.title}</a>' in html
    assert f'href="{about.url}" lang="en" dir="ltr" hreflang="en">{about.title}</a>' in html
    page.unpublish()
    assert page.title not in read(petition_index.url.replace("/en/", "/th/"))


def test_what_aliases_of_private_pages_are_called_is_private(home: HomePage) -> None:
    about = StandardPageFactory(parent=home)
    add_language("th")
    PageViewRestriction.objects.create(page=about, restriction_type="login")
    thai = HomePage.objects.get(locale__language_code="th")
    assert readable(thai.get_children()) == []


def test_the_footer_says_which_language_it_is_in(home: HomePage) -> None:
    from wagtail.models import Site

    from core.models import Footer, SiteSettings

    spanish = add_language("es")
    translate(home, spanish)
    footer = Footer.objects.create(
        title="Footer", text="<p>Together.</p>", locale=home.locale, live=True
    )
    SiteSettings.objects.create(site=Site.objects.get(), footer=footer)
    assert '<div lang="en" dir="ltr"><p data-block-key' in read("/es/").replace(
        "<p>", "<p data-block-key>"
    )
    footer.copy_for_translation(spanish).save()
    assert 'lang="en"' not in read("/es/").partition("site-footer")[2]
    assert 'lang="en"' not in read("/en/").partition("site-footer")[2]
