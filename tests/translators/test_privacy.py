"""A private page is private in all its languages, at once."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from core.models import HomePage, StandardPage
from tests.factories import StandardPageFactory, UserFactory
from tests.translating import add_language, start, translate

# Nothing here depends on the kind of database.
pytestmark = pytest.mark.one_database

LANGUAGES = ["en", "es", "th"]


@pytest.fixture
def about(home: HomePage) -> StandardPage:
    """A page that is translated into Spanish, and shown as it is in Thai."""
    about = StandardPageFactory(parent=home, slug="about")
    spanish = add_language("es")
    add_language("th")
    translate(home, spanish)
    translate(about, spanish)
    return about


def readable(user: object = None) -> list[str]:
    """Return the languages in which the page can be read."""
    client = Client()
    if user:
        client.force_login(user)
    statuses = {code: client.get(f"/{code}/about/").status_code for code in LANGUAGES}
    return [code for code, status in statuses.items() if status == 200]


def set_privacy(page: StandardPage, **data: object) -> None:
    """Do it as staff do."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    assert client.post(url, data).json()["step"] == "set_privacy_done"


def test_login(about: StandardPage) -> None:
    assert readable() == LANGUAGES
    set_privacy(about, restriction_type="login")
    assert readable() == []
    assert readable(UserFactory()) == LANGUAGES
    set_privacy(about, restriction_type="none")
    assert readable() == LANGUAGES


def test_password(about: StandardPage) -> None:
    set_privacy(about, restriction_type="password", password="aurora")
    spanish = about.get_translation(Locale.objects.get(language_code="es"))
    restriction = spanish.view_restrictions.get()
    assert restriction.password == "aurora"
    for code in LANGUAGES:
        assert "about this page" not in Client().get(f"/{code}/about/").content.decode()
        assert 'type="password"' in Client().get(f"/{code}/about/").content.decode()
    set_privacy(about, restriction_type="password", password="borealis")
    # The same row: only the word is another.
    assert spanish.view_restrictions.get() == restriction
    assert spanish.view_restrictions.get().password == "borealis"


def test_groups(about: StandardPage) -> None:
    readers, others = (Group.objects.create(name=name) for name in ("Readers", "Others"))
    reader, other = UserFactory(), UserFactory()
    reader.groups.add(readers)
    other.groups.add(others)
    set_privacy(about, restriction_type="groups", groups=[readers.pk])
    assert readable(reader) == LANGUAGES
    assert readable(other) == []
    set_privacy(about, restriction_type="groups", groups=[others.pk])
    assert readable(reader) == []
    assert readable(other) == LANGUAGES
    readers.pageviewrestriction_set.add(*about.view_restrictions.all())
    assert readable(reader) == LANGUAGES


def test_of_a_translation_alone_it_is_nobody_elses(about: StandardPage) -> None:
    spanish = about.get_translation(Locale.objects.get(language_code="es"))
    set_privacy(spanish, restriction_type="login")
    assert readable() == ["en", "th"]


def test_a_private_page_that_is_deleted_leaves_its_translations_private(
    about: StandardPage,
) -> None:
    set_privacy(about, restriction_type="login")
    about.delete()
    assert PageViewRestriction.objects.exists()
    assert readable() == []


def test_a_translation_begun_later_is_private(about: StandardPage) -> None:
    set_privacy(about, restriction_type="login")
    thai = Locale.objects.get(language_code="th")
    translate(HomePage.objects.get(depth=2, locale=Locale.get_default()), thai)
    target = start(about, thai).get_target_instance()
    assert readable() == []
    assert target.view_restrictions.get().restriction_type == "login"


def test_an_alias_has_the_restriction_for_the_day_it_becomes_a_page_of_its_own(
    about: StandardPage,
) -> None:
    set_privacy(about, restriction_type="login")
    alias = about.get_translation(Locale.objects.get(language_code="th"))
    assert alias.alias_of_id == about.pk
    assert alias.view_restrictions.get().restriction_type == "login"
