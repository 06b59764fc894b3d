"""However a language comes to be, it has its tree, its translators and its texts."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization, TranslationSource

from core.models import Footer
from petitions.models import PetitionPage
from tests.translating import add_language, staff, translator
from translators.languages import set_up_language
from translators.permissions import locales_of, sees_every_language
from translators.sources import has_other_languages

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

COMPONENT = "component-wagtail_localize_localesynchronization"


def assert_is_set_up(code: str) -> None:
    locale = Locale.objects.get(language_code=code)
    source = Locale.get_default()
    for page in Page.objects.filter(locale=source, depth__gt=1):
        alias = page.get_translation(locale)
        assert alias.alias_of_id == page.pk
        assert alias.live
    sync = LocaleSynchronization.objects.get(locale=locale)
    assert sync.sync_from == source
    group = locale.translators.group
    assert group.page_permissions.count() == 2 * Page.objects.filter(depth=2, locale=locale).count()
    followed = set(TranslationSource.objects.values_list("object_id", flat=True))
    assert followed >= set(
        Page.objects.filter(locale=source, depth__gt=1).values_list("translation_key", flat=True)
    )


@pytest.fixture
def footer(page: PetitionPage) -> Footer:
    footer = Footer(title="Footer", text="<p>Write to us.</p>", locale=Locale.get_default())
    footer.save()
    footer.save_revision().publish()
    return footer


@pytest.mark.parametrize("synchronises", [True, False])
def test_in_the_admin(
    footer: Footer,
    admin_client: Client,
    django_capture_on_commit_callbacks: Any,
    synchronises: bool,
) -> None:
    """Whether or not wagtail-localize's box is ticked: we would tick it."""
    url = reverse("wagtaillocales:add")
    assert f'name="{COMPONENT}-sync_from"' in admin_client.get(url).content.decode()
    data = {"language_code": "th", f"{COMPONENT}-sync_from": str(Locale.get_default().pk)}
    if synchronises:
        data[f"{COMPONENT}-enabled"] = "on"
    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(url, data)
    assert response.status_code == 302
    assert_is_set_up("th")
    assert TranslationSource.objects.filter(object_id=footer.translation_key).exists()


def test_in_code(page: PetitionPage, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        Locale.objects.create(language_code="th")
    assert_is_set_up("th")


def test_by_the_command(page: PetitionPage) -> None:
    """For languages that were there before their translators."""
    Locale.objects.create(language_code="th")
    call_command("set_up_translators")
    assert_is_set_up("th")


def test_again(page: PetitionPage) -> None:
    thai = Locale.objects.create(language_code="th")
    set_up_language(thai)
    before = set(Page.objects.values_list("pk", flat=True))
    set_up_language(thai)
    assert set(Page.objects.values_list("pk", flat=True)) == before
    assert_is_set_up("th")


def test_the_source_language_has_no_translators(page: PetitionPage) -> None:
    source = Locale.get_default()
    set_up_language(source)
    assert not hasattr(source, "translators")
    assert not LocaleSynchronization.objects.exists()


def test_one_taken_off_the_settings_is_worked_on_no_more(page: PetitionPage, settings: Any) -> None:
    """Its row, its pages and its strings stay, for the day it comes back."""
    thai = add_language("th")
    user, everybody = translator(thai), staff()
    assert locales_of(user) == [thai]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        row for row in settings.LANGUAGES if row[0] != "th"
    ]
    assert locales_of(user) == []
    assert locales_of(everybody) == [Locale.get_default()]
    assert sees_every_language(everybody)
    assert not has_other_languages()
    out = StringIO()
    call_command("set_up_translators", stdout=out)
    assert out.getvalue() == ""
    assert page.get_translation(thai)
