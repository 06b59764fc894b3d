"""Readers of a translation that is older than its source are told so, where the editor wants."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail_localize.models import Translation

from petitions.models import PetitionPage
from tests.factories import PetitionPageFactory
from tests.translating import add_language, fill_in, put_live, translate
from translators.models import SourceText

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


def change(page: PetitionPage, **fields: Any) -> None:
    """Change the source page and publish it."""
    for name, value in {"summary": "Tell stories with their people.", **fields}.items():
        setattr(page, name, value)
    page.save_revision().publish()


def read(url: str) -> str:
    return Client().get(url).content.decode()


def test_a_translation_says_that_its_source_has_changed(page: PetitionPage) -> None:
    spanish = add_language("es")
    translated = translate(page, spanish)
    assert "notice" not in read(translated.url).partition("<main")[2]
    change(page)
    html = read(translated.url).partition("<main")[2]
    assert 'class="notice"' in html
    assert f'<a href="{page.url}" hreflang="en">' in html
    year = str(SourceText.objects.get(source__object_id=page.translation_key).changed_at.year)
    assert year in html.partition('class="notice"')[2].partition("</div>")[0]
    # The source itself has nothing to say, nor has an alias of it.
    add_language("th")
    for code in ("en", "th"):
        assert 'hreflang="en">Read' not in read(page.url.replace("/en/", f"/{code}/"))
    translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale=spanish
    )
    fill_in(translation)
    put_live(translation)
    assert 'class="notice"' not in read(translated.url)


def test_a_translation_into_the_first_language_says_so_too(petition_index: Any) -> None:
    """A page that was written in Spanish, and is older in English."""
    spanish = add_language("es")
    index = petition_index.get_translations().get(locale=spanish).specific
    page = PetitionPageFactory(parent=index, locale=spanish)
    english = translate(page, petition_index.locale)
    assert 'class="notice"' not in read(english.url)
    change(page)
    html = read(english.url).partition("<main")[2]
    assert f'<a href="{page.url}" hreflang="es">' in html
    assert 'class="notice"' not in read(page.url)


def test_what_changes_no_text_is_no_news(page: PetitionPage) -> None:
    translated = translate(page, add_language("es"))
    page.save_revision().publish()
    assert 'class="notice"' not in read(translated.url)


def test_the_editor_may_keep_it_from_readers(page: PetitionPage) -> None:
    translated = translate(page, add_language("es"))
    change(page, tells_when_outdated=False)
    assert 'class="notice"' not in read(translated.url)


def test_a_source_that_is_not_live_is_no_link(page: PetitionPage) -> None:
    translated = translate(page, add_language("es"))
    SourceText.objects.update(changed_at=timezone.now())
    PetitionPage.objects.filter(pk=page.pk).update(live=False)
    html = read(translated.url).partition("<main")[2]
    assert 'class="notice"' in html
    assert f'href="{page.url}"' not in html
