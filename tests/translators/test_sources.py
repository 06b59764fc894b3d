"""Which text is followed, since when, and that nothing is lost with one of its languages."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from core.models import Footer, StandardPage
from tests.factories import StandardPageFactory
from tests.translating import add_language, translate
from translators.models import SourceText
from translators.sources import follow_all, source_locale
from translators.worklist import State, WorkItem, work_items

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database


@pytest.fixture
def about(home: Any) -> StandardPage:
    """A page in English."""
    return StandardPageFactory(parent=home, slug="about")


@pytest.fixture
def spanish(about: StandardPage) -> Locale:
    return add_language("es")


def item(instance: Any, locale: Locale) -> WorkItem | None:
    """Return the entry of the list, if it has one."""
    items = work_items([locale], [instance.translation_key])
    return items[0] if items else None


def forget_texts() -> None:
    """As it is after an upgrade from a version in which only wagtail-localize kept sources."""
    SourceText.objects.all().delete()
    long_ago = timezone.now() - timedelta(days=9)
    TranslationSource.objects.update(last_updated_at=long_ago)


@pytest.mark.parametrize("is_published", [True, False])
def test_an_upgrade_makes_no_translation_outdated(
    about: StandardPage, spanish: Locale, is_published: bool
) -> None:
    """By an unchanged publication, or by the daily work."""
    translate(about, spanish)
    about.refresh_from_db()
    forget_texts()
    about.save_revision().publish()
    if not is_published:
        forget_texts()
        follow_all()
    assert item(about, spanish).state == State.DONE
    assert item(about, spanish).changed_at < timezone.now() - timedelta(days=8)


def test_what_has_changed_since_is_outdated_after_an_upgrade(
    about: StandardPage, spanish: Locale
) -> None:
    translate(about, spanish)
    about.refresh_from_db()
    forget_texts()
    about.title = "Something else"
    about.save_revision().publish()
    assert item(about, spanish).state == State.OUTDATED


@pytest.mark.parametrize("is_translated", [True, False])
def test_a_language_that_is_deleted_takes_nothing_from_the_others(
    about: StandardPage,
    spanish: Locale,
    is_translated: bool,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """Whether it was a translation, the only one, or an alias."""
    thai = add_language("th")
    about.refresh_from_db()
    gone = translate(about, spanish) if is_translated else about.get_translation(spanish)
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=gone.pk).delete()
    assert item(about, thai).state == State.WAITING
    assert item(about, spanish).state == State.WAITING
    assert item(about, thai).changed_at == StandardPage.objects.get(pk=about.pk).last_published_at


def test_the_same_for_a_snippet(home: Any, django_capture_on_commit_callbacks: Any) -> None:
    footer = Footer(title="Footer", text="<p>Write to us.</p>", locale=Locale.get_default())
    footer.save()
    footer.save_revision().publish()
    spanish = add_language("es")
    with django_capture_on_commit_callbacks(execute=True):
        translate(footer, spanish).delete()
    assert item(footer, spanish).state == State.WAITING


def test_what_is_deleted_everywhere_is_not_followed(
    about: StandardPage, spanish: Locale, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.filter(translation_key=about.translation_key).delete()
    assert item(about, spanish) is None


def test_the_language_of_the_source(about: StandardPage, spanish: Locale) -> None:
    thai, english = add_language("th"), Locale.get_default()
    translation, alias = translate(about, spanish), about.get_translation(thai)
    own = StandardPageFactory(
        parent=Page.objects.get(depth=2, locale=spanish), locale=spanish, slug="own"
    )
    assert [source_locale(page) for page in (about, translation, alias, own)] == [
        english,
        english,
        english,
        spanish,
    ]
