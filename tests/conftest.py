"""Fixtures that most tests share."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.core.signals import setting_changed
from django.db import connection
from django.dispatch import receiver
from django.test import Client, TransactionTestCase
from wagtail.models import Locale, Page, Site

from core import countries
from core.models import HomePage
from core.remembering import forget_all
from petitions.models import PetitionIndexPage, PetitionPage
from tests import databases
from tests.factories import HomePageFactory, PetitionIndexPageFactory, PetitionPageFactory
from users.models import User

# No property is a matter of milliseconds: on a busy machine Hypothesis's own 200 would fail.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Look for garbage among what the tests make, and not among all that was imported.

    Django, Wagtail and the tests are a million objects that stay; going through
    them again and again took an eighth of the suite's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Start from a database that an earlier run has migrated, where there is one."""
    return connection.vendor == "sqlite" and databases.take(
        connection.settings_dict["TEST"]["NAME"]
    )


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_keepdb: bool, django_db_blocker: Any
) -> Iterator[None]:
    """Keep the database that this run has migrated for the next.

    Without Wagtail's welcome page: each test would delete it, which takes as
    long as making pages of its own. The site that it was the first page of stays.

    What tests commit (`transaction=True`) is taken out again behind each of them.
    """
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            Site.objects.update(root_page=Page.objects.get(depth=1))
            Page.objects.filter(depth=2).delete()
            if connection.vendor == "sqlite":
                databases.keep(connection.settings_dict["NAME"])
    with django_db_blocker.unblock():
        before = databases.rows_of_tables()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda test: databases.put_back(before)
        )
        yield
    if django_db_keepdb:
        with django_db_blocker.unblock():
            connection.close()
            Path(connection.settings_dict["NAME"]).unlink()


@receiver(setting_changed)
def forget_names_of_countries(setting: str, **kwargs: Any) -> None:
    """A test with catalogues of its own leaves none of their names to the tests behind it."""
    if setting == "LOCALE_PATHS":
        countries.country_name.cache_clear()
        countries._sorted_in.cache_clear()


@pytest.fixture(autouse=True)
def _clean_cache() -> None:
    """No test sees another one's counts of requests, pages that were busy, or cached site."""
    cache.clear()
    forget_all()


@pytest.fixture(autouse=True)
def _provider(settings: Any) -> None:
    """Send through Anymail's own test backend: it takes a batch as a provider does.

    Django's test runner puts its in-memory backend into the settings, so they
    cannot say it.
    """
    settings.EMAIL_BACKEND = "anymail.backends.test.EmailBackend"


def make_home() -> HomePage:
    """Make an English home page at the root of the default site, and leave nothing else."""
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = HomePageFactory(parent=root, slug="home")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "port": 80, "root_page": home},
    )
    Site.clear_site_root_paths_cache()
    return home


def make_petition_page() -> PetitionPage:
    """Make a live petition in a site of its own."""
    index = PetitionIndexPageFactory(parent=make_home(), show_in_menus=True)
    return PetitionPageFactory(parent=index)


@pytest.fixture
def home(db: Any) -> HomePage:
    """An English home page at the root of the default site, and nothing else."""
    return make_home()


@pytest.fixture
def petition_index(home: HomePage) -> PetitionIndexPage:
    """The list of petitions."""
    return PetitionIndexPageFactory(parent=home, show_in_menus=True)


@pytest.fixture
def page(petition_index: PetitionIndexPage) -> PetitionPage:
    """A live petition."""
    return PetitionPageFactory(parent=petition_index)


@pytest.fixture
def spanish(db: Any) -> Locale:
    """The Spanish locale."""
    return Locale.objects.get_or_create(language_code="es")[0]


@pytest.fixture
def form_data() -> dict[str, str]:
    """A sign form as a person fills it in."""
    return {
        "kind": "person",
        "given_name": "Ana",
        "family_name": "Silva",
        "email": "ana@example.org",
        "country": "PT",
        "visibility": "full",
        "consent_terms": "on",
    }


@pytest.fixture
def admin(db: Any) -> User:
    """A superuser."""
    return User.objects.create_superuser("admin@example.org", "correct horse battery")


@pytest.fixture
def admin_client(admin: User) -> Client:
    """A browser with the superuser logged in."""
    client = Client()
    client.force_login(admin)
    return client
