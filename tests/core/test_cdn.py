"""A network of caches in front of the site (CDN): which one, and what it is told to forget."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as project
from django.core.exceptions import ImproperlyConfigured
from wagtail.contrib.frontend_cache.backends.base import BaseBackend
from wagtail.contrib.frontend_cache.backends.dummy import DummyBackend
from wagtail.contrib.frontend_cache.utils import get_backends

from config import cdn
from core.models import HomePage
from petitions.models import PetitionPage
from tests.translating import add_language, translate

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({"BACKEND": "http", "LOCATION": "http://127.0.0.1:6081"}, "HTTPBackend"),
        ({"BACKEND": "cloudflare", "ZONEID": "z", "BEARER_TOKEN": "t"}, "CloudflareBackend"),
    ],
)
def test_the_environment_names_the_cdn(
    options: dict[str, str], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cdn.backends() == {}
    for name, value in options.items():
        monkeypatch.setenv(f"CDN_{name}", value)
    (backend,) = get_backends(cdn.backends()).values()
    assert type(backend).__name__ == kind


def test_a_misspelt_cdn_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CDN_BACKEND", "cloudflair")
    with pytest.raises(ImproperlyConfigured, match="cloudflare, cloudfront"):
        cdn.backends()


class RememberingBackend(DummyBackend):
    """Wagtail's own for tests, which cannot be made from settings."""

    told: list[str] = []

    def __init__(self, params: dict[str, Any]) -> None:
        BaseBackend.__init__(self, params)
        self.urls = self.told


@pytest.fixture
def told(settings: Any, django_capture_on_commit_callbacks: Any) -> Callable[..., set[str]]:
    """Return what a CDN is told to forget by a call: paths."""
    settings.WAGTAILFRONTENDCACHE = {
        "default": {"BACKEND": f"{__name__}.{RememberingBackend.__name__}"}
    }

    def paths(call: Callable[[], Any]) -> set[str]:
        RememberingBackend.told.clear()
        with django_capture_on_commit_callbacks(execute=True):
            call()
        return {url.removeprefix("http://testserver") for url in RememberingBackend.told}

    return paths


LANGUAGES = [code for code, _name in project.LANGUAGES]


def everywhere(url: str, *steps: str) -> set[str]:
    """Return the addresses of a page and steps below it in every language."""
    assert url.startswith("/en/")
    return {f"/{code}/{url[4:]}{step}" for code in LANGUAGES for step in ("", *steps)}


def test_a_cdn_forgets_a_page_in_every_language_and_the_lists_that_it_is_in(
    page: PetitionPage, home: HomePage, told: Callable[..., set[str]]
) -> None:
    spanish = add_language("es")
    for each in [*page.get_ancestors().filter(depth__gt=1).specific(), page]:
        translated = translate(each, spanish)
    expected = (
        everywhere(page.url, "thank-you/", "check-your-mail/")
        | everywhere(page.get_parent().url, "feed/")
        | everywhere(home.url)
    )
    assert told(lambda: page.save_revision().publish()) == expected
    assert told(lambda: translated.save_revision().publish()) == expected
    assert told(page.unpublish) == expected


def test_without_a_cdn_nobody_is_told(
    page: PetitionPage, told: Callable[..., set[str]], settings: Any
) -> None:
    settings.WAGTAILFRONTENDCACHE = {}
    assert told(lambda: page.save_revision().publish()) == set()
